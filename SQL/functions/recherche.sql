-- Search in the catalogue, articles and kits together.

-- Words alone: no accent, no apostrophe, no hyphen, lower case.
create or replace function catalogue.normal(p_texte text) returns text
language sql immutable parallel safe
return btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, coalesce(p_texte, ''))), '[^a-z0-9]+', ' ', 'g'));

-- Null for a word that French does not count (le, de, pour).
create or replace function catalogue.racine(p_mot text) returns text
language sql immutable parallel safe
return (ts_lexize('pg_catalog.french_stem', p_mot))[1];

-- The stems of the words that count, in order, one space between: what identifies an expression.
create or replace function catalogue.racines(p_texte text) returns text
language sql immutable parallel safe
return (
    select coalesce(string_agg(racine, ' ' order by rang), '')
    from regexp_split_to_table(catalogue.normal(p_texte), ' ') with ordinality as mot (mot, rang)
    cross join lateral catalogue.racine(mot) as racine
    where length(mot) > 1 or mot ~ '[0-9]'
);

-- The code that a text is, with or without its hyphen and zeros: «k2», «inf 14», «INF-014».
create or replace function catalogue.code_tape(p_texte text) returns text
language sql immutable parallel safe
return (
    select case
        when compact ~ '^k[0-9]{1,4}$' then 'K' || lpad(ltrim(substr(compact, 2), '0'), greatest(2, length(ltrim(substr(compact, 2), '0'))), '0')
        when compact ~ '^[a-z]{3}[0-9]{1,3}$' then upper(left(compact, 3)) || '-' || lpad(substr(compact, 4), 3, '0')
        when compact ~ '^[a-z]{3}[a-z0-9]{3}$' then upper(left(compact, 3)) || '-' || upper(substr(compact, 4))
    end
    from replace(catalogue.normal(p_texte), ' ', '') as compact
);

-- Words as typed to stems that the catalogue knows: two words that are one («wi fi»), an elision without its apostrophe («daccueil»), a
-- spelling near enough. `ignores`: what nothing resembles.
create or replace function catalogue.lire(
    p_texte text, out racines text[], out mots text[], out corrige boolean, out ignores text[]
)
language plpgsql stable parallel safe as $$
declare
    tape constant text[] := (regexp_split_to_array(catalogue.normal(p_texte), ' '))[1:12];
    rang integer := 1;
    un text;
    forme text;
    proche catalogue.mot;
begin
    racines := '{}';
    mots := '{}';
    corrige := false;
    ignores := '{}';
    while rang <= cardinality(tape) loop
        un := tape[rang];
        rang := rang + 1;
        if rang <= cardinality(tape) and exists (select from catalogue.mot as connu where connu.mot = tape[rang - 1] || tape[rang]) then
            un := un || tape[rang];
            rang := rang + 1;
        end if;
        forme := un;
        continue when catalogue.racine(un) is null or (length(un) = 1 and un !~ '[0-9]');
        if not exists (select from catalogue.mot as connu where connu.racine = catalogue.racine(un)) then
            proche := null;
            if un ~ '^(d|l|qu)[a-z]{4}' then
                select * into proche from catalogue.mot as connu where connu.mot = regexp_replace(un, '^(d|l|qu)', '');
            end if;
            if proche.mot is null and length(un) > 3 then
                -- One slip in a short word, two in a longer one, three in a long one; the word that looks the nearest.
                select * into proche
                from catalogue.mot as connu
                where length(connu.mot) between length(un) - 3 and length(un) + 3
                    and public.levenshtein_less_equal(connu.mot, un, 1 + length(un) / 6) <= least(3, 1 + length(un) / 6)
                order by public.levenshtein(connu.mot, un), public.similarity(connu.mot, un) desc, connu.nombre desc, connu.mot
                limit 1;
            end if;
            if proche.mot is null then
                ignores := ignores || un;
                continue;
            end if;
            un := proche.mot;
            forme := proche.forme;
            corrige := true;
        end if;
        racines := racines || catalogue.racine(un);
        mots := mots || forme;
    end loop;
end
$$;

-- What answers a text, best first: kits and articles together.
-- Each thing asked (a word, or an expression of several) brings what `catalogue.mention` says of it. When three things answer everything that
-- was asked, what answers a part of it only is left out; with fewer it comes after them («imprimante pas cher»: few printers are cheap, a
-- printer is still what was asked). The code typed, then the senses of an expression, come before all.
create or replace function catalogue.chercher(
    p_texte text, out codes text, out corrige text, out ignores text[], out page text, out sens jsonb
)
language plpgsql stable parallel safe as $$
declare
    lu record;
    connue catalogue.expression;
    suite text;
    place integer := 1;
    longueur integer;
    demandes text[] := '{}';
    code_tape text := catalogue.code_tape(p_texte);
begin
    select fiche.code into code_tape from catalogue.fiche where fiche.code = code_tape;
    sens := '[]';
    lu := catalogue.lire(p_texte);
    ignores := lu.ignores;
    if lu.corrige then corrige := array_to_string(lu.mots, ' '); end if;
    while place <= cardinality(lu.racines) loop
        -- The longest expression that begins here.
        longueur := least(4, cardinality(lu.racines) - place + 1);
        loop
            suite := array_to_string(lu.racines[place:place + longueur - 1], ' ');
            select * into connue from catalogue.expression where expression.cle = suite;
            exit when found or longueur = 1;
            longueur := longueur - 1;
        end loop;
        page := coalesce(page, connue.page);
        sens := sens || coalesce(connue.sens, '[]');
        if connue.est_vide is distinct from true and suite <> all (demandes) then demandes := demandes || suite; end if;
        place := place + longueur;
    end loop;

    with note as (
        select mention.code, mention.ordre, sum(mention.force) as note, count(*) filter (where mention.est_dit) as vus
        from catalogue.mention
        where mention.cle = any (demandes)
        group by mention.code, mention.ordre
    ), voulu as (
        select code_tape as code, 0 as premier where code_tape is not null
        union all
        select s.un ->> 'code', s.rang::integer from jsonb_array_elements(sens) with ordinality as s (un, rang)
    ), complet as (
        -- What a kit merely holds does not make it the answer.
        select count(*) filter (where note.vus = cardinality(demandes)) as nombre from note
    )
    select string_agg(
        coalesce(note.code, voulu.code), ' '
        order by voulu.premier, note.vus = cardinality(demandes) desc nulls last, note.note desc, note.ordre
    )
    into codes
    from note
    full join voulu on voulu.code = note.code
    cross join complet
    where voulu.code is not null or note.vus = cardinality(demandes) or complet.nombre < 3;
    codes := coalesce(codes, '');
end
$$;

-- After an import: what the search reads, from what the catalogue says. The owner's.
create or replace function catalogue.indexer() returns void
language plpgsql set work_mem = '64MB' as $$
begin
    refresh materialized view catalogue.fiche;
    refresh materialized view catalogue.mention;
    refresh materialized view catalogue.mot;
    analyze catalogue.fiche, catalogue.mention, catalogue.mot;
end
$$;
revoke execute on function catalogue.indexer() from public;
