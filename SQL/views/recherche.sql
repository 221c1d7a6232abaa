-- What the search reads, built at each import by `catalogue.indexer()`, never at a page.

drop materialized view if exists catalogue.mot;
drop materialized view if exists catalogue.mention;
drop materialized view if exists catalogue.fiche;

-- One row per current kit and per article.
create materialized view catalogue.fiche as
select
    kit.code,
    true as est_kit,
    kit.nom,
    catalogue.normal(kit.nom) as cle,
    concat_ws(' ', kit.nom, kit.besoin, kit.phrase, kit.destinataire, kit.concepteur, kit.remarque) as texte,
    setweight(to_tsvector('public.francais', catalogue.normal(concat_ws(' ', kit.nom, kit.besoin))), 'A')
    || setweight(to_tsvector('public.francais', catalogue.normal(concat_ws(' ', kit.phrase, kit.destinataire))), 'B')
    || setweight(to_tsvector('public.francais', catalogue.normal(concat_ws(' ', kit.concepteur, kit.remarque))), 'C')
    || setweight(to_tsvector('public.francais', coalesce(contenu.mots, '')), 'D') as recherche,
    1::bigint as kits
from catalogue.kit
left join lateral (
    select catalogue.normal(string_agg(article.libelle, ' ' order by ligne.rang)) as mots
    from catalogue.kit_ligne as ligne
    inner join catalogue.article on article.code = ligne.article_code
    where ligne.kit_code = kit.code and ligne.kit_version = kit.version and not ligne.est_option
) as contenu on true
where kit.est_courant
union all
select
    article.code,
    false as est_kit,
    article.libelle as nom,
    catalogue.normal(article.libelle) as cle,
    concat_ws(' ', article.libelle, fonction.nom, article.famille, article.accessibilite, article.remarque) as texte,
    -- The first word of a label names the thing, as its fonction does; the others tell it from its like.
    setweight(to_tsvector('public.francais', concat_ws(' ', tete.mots, catalogue.normal(fonction.nom))), 'A')
    || setweight(to_tsvector('public.francais', catalogue.normal(article.libelle)), 'B')
    || setweight(to_tsvector('public.francais', catalogue.normal(concat_ws(' ', article.famille, article.besoins::text, remarquable.etat))), 'C')
    || setweight(to_tsvector('public.francais', catalogue.normal(concat_ws(' ', article.accessibilite, article.remarque))), 'D'),
    -- How many kits' designers chose it.
    (
        select count(distinct ligne.kit_code)
        from catalogue.kit_ligne as ligne
        inner join catalogue.kit on kit.code = ligne.kit_code and kit.version = ligne.kit_version
        where ligne.article_code = article.code and kit.est_courant and not ligne.est_option
    )
from catalogue.article
left join catalogue.fonction on fonction.code = article.fonction
cross join lateral (
    select string_agg(premier.mot, ' ' order by premier.rang) as mots
    from (
        select mot, rang
        from regexp_split_to_table(catalogue.normal(article.libelle), ' ') with ordinality as m (mot, rang)
        where catalogue.racine(mot) is not null and length(mot) > 1
        order by rang
        limit 1
    ) as premier
) as tete
-- What nearly everything is says nothing of anything.
cross join lateral (select nullif(nullif(article.etat, 'neuf'), 'sans objet') as etat) as remarquable
where article.retire_le is null;

create unique index fiche_code on catalogue.fiche (code);
create index fiche_cle on catalogue.fiche using gin (cle public.gin_trgm_ops);

-- What is said of what, by stem and by expression: `force` is what `ts_rank` would find, computed once. In a name a word says more than in a
-- sentence, and there more than in the list of what a kit holds (weight D: not `est_dit`); an equivalent says a little less than the word
-- itself; what many kits hold is more often what is looked for; a word that few things have says more of them.
create materialized view catalogue.mention as
with occurrence as (
    -- Once a weight: what a label and its fonction both say is not said twice.
    select distinct on (fiche.code, mot.lexeme, poids.valeur)
        mot.lexeme as racine, fiche.code, fiche.ordre, fiche.kits, lettre.un as lettre, poids.valeur
    from (
        select code, kits, recherche, row_number() over (order by est_kit desc, length(nom), code)::integer as ordre from catalogue.fiche
    ) as fiche
    cross join lateral unnest(fiche.recherche) as mot
    cross join lateral unnest(mot.weights) as lettre (un)
    inner join (values ('A', 1.0), ('B', 0.4), ('C', 0.15), ('D', 0.05)) as poids (lettre, valeur) on poids.lettre = lettre.un
), classee as (
    select occurrence.*, row_number() over (partition by code, racine order by valeur desc) as rang from occurrence
), par_racine as materialized (
    select
        racine, code, ordre, min(lettre) < 'D' as est_dit,
        (sum(valeur / (rang * rang)) / 1.64493 * (1 + 0.25 * ln(1 + kits)))::real as force
    from classee
    group by racine, code, ordre, kits
), variante as materialized (
    -- One row per word. Written out first, or each expression would go through all that is said.
    select expression.cle, variante.rang, variante.poids, mot.racine, cardinality(string_to_array(variante.racines, ' ')) as mots
    from catalogue.expression
    cross join lateral (
        select expression.cle as racines, 1::real as poids, 0::bigint as rang
        union all
        select equivalent.un, 0.7::real, equivalent.rang from unnest(expression.equivalents) with ordinality as equivalent (un, rang)
    ) as variante
    cross join lateral regexp_split_to_table(variante.racines, ' ') as mot (racine)
    where not expression.est_vide
), par_variante as (
    -- An expression is there when all its words are.
    select
        variante.cle, par_racine.code, par_racine.ordre, bool_and(par_racine.est_dit) as est_dit,
        min(par_racine.force) * variante.poids as force
    from par_racine
    inner join variante on variante.racine = par_racine.racine
    group by variante.cle, variante.rang, variante.poids, variante.mots, par_racine.code, par_racine.ordre
    having count(*) = variante.mots
), reunie as (
    select cle, code, ordre, bool_or(est_dit) as est_dit, max(force) as force from par_variante group by cle, code, ordre
    union all
    select racine, code, ordre, est_dit, force
    from par_racine
    where not exists (select from catalogue.expression where expression.cle = par_racine.racine and not expression.est_vide)
)
select cle, code, ordre, est_dit, (force * ln(1 + 1000.0 / count(*) over (partition by cle)))::real as force
from reunie
order by cle;

create index mention_cle on catalogue.mention (cle) include (code, ordre, est_dit, force);

-- The vocabulary: words of the catalogue and of the expressions, as they are spelt, with how often they are met. Numbers are not words.
create materialized view catalogue.mot as
select catalogue.normal(forme) as mot, max(forme) as forme, catalogue.racine(catalogue.normal(forme)) as racine, count(*)::integer as nombre
from (
    select regexp_split_to_table(lower(lu.texte), '[][\s''’"«»(){},.:;!?/+×°%&≤≥–—-]+') as forme
    from (
        select texte from catalogue.fiche
        union all
        select array_to_string(article.besoins, ' ') || ' ' || article.etat from catalogue.article where article.retire_le is null
        union all
        select terme from catalogue.terme
    ) as lu (texte)
) as ecrit
where catalogue.normal(forme) ~ '^[a-z0-9]*[a-z][a-z0-9]*$' and catalogue.racine(catalogue.normal(forme)) is not null
group by catalogue.normal(forme);

create unique index mot_mot on catalogue.mot (mot);
create index mot_racine on catalogue.mot (racine);

grant select on catalogue.fiche, catalogue.mention, catalogue.mot to trousse_app;
