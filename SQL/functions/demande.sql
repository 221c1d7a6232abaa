-- Answers of an application: what is still missing, who may answer, and never one editor over another.

-- The version of the form that a dispositif asks on a day; a null row when it asks none.
create or replace function financement.formulaire_de(p_dispositif text, p_le date) returns financement.formulaire
language sql stable security definer set search_path = pg_catalog
return (
    select formulaire
    from financement.formulaire
    where p_dispositif = any (formulaire.dispositifs) and formulaire.depuis <= p_le
    order by formulaire.depuis desc, formulaire.version desc
    limit 1
);

-- The answers that serve a dossier: the porteur's, the operation's, its own. Not for the application: no policy holds here.
create or replace function financement.reponses_de(p_dossier bigint) returns setof financement.reponse
language sql stable security definer set search_path = pg_catalog
begin atomic
    select reponse.*
    from financement.dossier
    inner join financement.reponse on reponse.organisation_id = dossier.organisation_id
        and (reponse.operation_id is null or reponse.operation_id = dossier.operation_id)
        and (reponse.dossier_id is null or reponse.dossier_id = dossier.dossier_id)
    where dossier.dossier_id = p_dossier;
end;
revoke execute on function financement.reponses_de(bigint) from public;

-- Questions that nothing answers, in the order of the form: required, asked, neither known, proposed nor usual.
create or replace function financement.reponses_manquantes(p_dossier bigint, p_le date)
returns table (section text, champ text, libelle text)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    with questions as (
        select une.contenu ->> 'code' as section, question.contenu as champ, une.rang as rang_section, question.rang as rang
        from financement.dossier
        cross join lateral financement.formulaire_de(dossier.dispositif, p_le) as formulaire
        cross join lateral jsonb_array_elements(formulaire.contenu -> 'sections') with ordinality as une (contenu, rang)
        cross join lateral jsonb_array_elements(une.contenu -> 'champs') with ordinality as question (contenu, rang)
        where dossier.dossier_id = p_dossier
    ),

    -- What stands as the answer of each, when there is one.
    valeurs as (
        select questions.champ ->> 'code' as code, coalesce(donnee.valeur, array[questions.champ ->> 'defaut']) as valeur
        from questions
        left join financement.reponses_de(p_dossier) as donnee on donnee.champ = questions.champ ->> 'code'
    )

    select questions.section, questions.champ ->> 'code', questions.champ ->> 'libelle'
    from questions
    where (questions.champ ->> 'requis')::boolean
        and not questions.champ ?| array['connu', 'propose', 'defaut']
        and (
            not questions.champ ? 'si'
            or exists (
                select from valeurs
                where valeurs.code = questions.champ -> 'si' ->> 'champ'
                    and valeurs.valeur && array(select jsonb_array_elements_text(questions.champ -> 'si' -> 'valeurs'))
            )
        )
        and not exists (
            select from financement.reponses_de(p_dossier) as donnee
            where donnee.champ = questions.champ ->> 'code' and donnee.valeur is not null
        )
    order by questions.rang_section, questions.rang;
end $$;

-- The sections that a demand of correction reopens; empty: all of them. Null when none is asked.
create or replace function financement.sections_a_corriger(p_dossier bigint) returns text[]
language sql stable security definer set search_path = pg_catalog
return (
    select coalesce(
        (
            select array_agg(substr(correction.objet, 9) order by correction.objet)
            from financement.correction
            where correction.passage_id = demande.passage_id and correction.objet like 'section:%'
        ), '{}')
    from financement.dossier
    cross join lateral (
        select max(passage.passage_id) as passage_id
        from financement.passage
        where passage.dossier_id = dossier.dossier_id and passage.vers = 'a_corriger'
    ) as demande
    where dossier.dossier_id = p_dossier and dossier.etat = 'a_corriger'
);

-- Keeps answers, a row for each change. `p_reponses`: [{"champ": "travaux", "valeur": ["non"]}], null to take back. `p_vu`: the last revision that
-- the page had read: what another has changed since is not overwritten, unless both say the same.
create or replace function financement.repondre(p_dossier bigint, p_reponses jsonb, p_vu bigint, p_le date) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible financement.dossier;
    formulaire financement.formulaire;
    ouvertes text[];
    une record;
    avant financement.reponse;
    operation bigint;
    dossier bigint;
    conflits text[] := '{}';
    derniere bigint := p_vu;
begin
    select * into cible from financement.dossier where dossier_id = p_dossier;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if cible.etat not in ('brouillon', 'a_corriger') then
        raise exception 'le dossier est déposé' using errcode = 'check_violation', constraint = 'dossier_reponses_closes';
    end if;
    formulaire := financement.formulaire_de(cible.dispositif, p_le);
    ouvertes := financement.sections_a_corriger(p_dossier);
    -- One at a time for a porteur: two dossiers share most of their answers.
    perform pg_advisory_xact_lock(hashtextextended('reponses', cible.organisation_id));
    for une in
        select lue.champ, lue.valeur, question.section, question.contenu
        from jsonb_to_recordset(p_reponses) as lue (champ text, valeur text[])
        left join lateral (
            select section ->> 'code' as section, trouve as contenu
            from jsonb_array_elements(formulaire.contenu -> 'sections') as section
            cross join lateral jsonb_array_elements(section -> 'champs') as trouve
            where trouve ->> 'code' = lue.champ and not trouve ? 'connu'
        ) as question on true
    loop
        if une.contenu is null then
            raise exception 'question inconnue : %', une.champ using errcode = 'check_violation', constraint = 'reponse_champ_inconnu';
        end if;
        if une.valeur is not null and jsonb_array_length(coalesce(une.contenu -> 'choix', '[]')) > 0
            and not une.valeur <@ array(select jsonb_array_elements(une.contenu -> 'choix') ->> 'valeur') then
            raise exception 'choix inconnu : %', une.champ using errcode = 'check_violation', constraint = 'reponse_choix', detail = une.champ;
        end if;
        operation := case when une.contenu ->> 'portee' <> 'porteur' then cible.operation_id end;
        dossier := case when une.contenu ->> 'portee' = 'dossier' then p_dossier end;
        select * into avant
        from financement.reponse
        where organisation_id = cible.organisation_id and operation_id is not distinct from operation
            and dossier_id is not distinct from dossier and champ = une.champ;
        continue when une.valeur is not distinct from avant.valeur;
        if cardinality(ouvertes) > 0 and not une.section = any (ouvertes) then
            raise exception 'section close : %', une.section
                using errcode = 'check_violation', constraint = 'dossier_section_close', detail = une.contenu ->> 'libelle';
        end if;
        if avant.revision > p_vu then
            conflits := conflits || une.champ;
            continue;
        end if;
        derniere := nextval('financement.revision_reponse');
        insert into financement.reponse as cible_reponse (organisation_id, operation_id, dossier_id, champ, valeur, revision, repondu_par)
        values (cible.organisation_id, operation, dossier, une.champ, une.valeur, derniere, acces.agent_courant())
        on conflict on constraint reponse_unique do update set
            valeur = excluded.valeur, revision = excluded.revision, repondu_par = excluded.repondu_par, repondu_le = clock_timestamp();
        insert into financement.reponse_changement (
            revision, organisation_id, operation_id, dossier_id, champ, ancienne, nouvelle, agent_id
        ) values (derniere, cible.organisation_id, operation, dossier, une.champ, avant.valeur, une.valeur, acces.agent_courant());
    end loop;
    if conflits <> '{}' then
        raise exception 'réponses changées entre-temps : %', array_to_string(conflits, ', ')
            using errcode = 'check_violation', constraint = 'reponse_conflit', detail = array_to_string(conflits, ',');
    end if;
    update financement.dossier set formulaire_debut = formulaire.version where dossier_id = p_dossier and formulaire_debut is null;
    return derniere;
end $$;

-- Who answered what, in the order of time, for those who may see the answers.
create or replace function financement.histoire_reponses(p_dossier bigint, p_limite integer)
returns table (revision bigint, champ text, ancienne text[], nouvelle text[], agent text, enregistre_le timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select changement.revision, changement.champ, changement.ancienne, changement.nouvelle, agent.nom, changement.enregistre_le
    from financement.dossier
    inner join financement.reponse_changement as changement on changement.operation_id = dossier.operation_id
        and (changement.dossier_id is null or changement.dossier_id = dossier.dossier_id)
    left join acces.agent on agent.agent_id = changement.agent_id
    where dossier.dossier_id = p_dossier and (acces.est_systeme() or dossier.organisation_id = any (acces.mes_organisations()))
    order by changement.revision desc
    limit p_limite;
end $$;

-- Refuses the deposit of an application with a question left open, naming it, or without the agreement that was asked for.
create or replace function financement.exiger_demande(p_dossier financement.dossier, p_le date) returns void
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    manquantes text;
    accord financement.approbation;
begin
    select string_agg(libelle, '|') into manquantes from financement.reponses_manquantes(p_dossier.dossier_id, p_le);
    if manquantes is not null then
        raise exception 'réponses manquantes : %', manquantes
            using errcode = 'check_violation', constraint = 'dossier_reponses_manquantes', detail = manquantes;
    end if;
    -- The agreement is for the deposit: a correction that the préfecture asks for needs no other.
    if p_dossier.etat <> 'brouillon' then
        return;
    end if;
    select * into accord from financement.approbation where dossier_id = p_dossier.dossier_id order by approbation_id desc limit 1;
    if accord.etat in ('attendue', 'renvoyee') then
        raise exception 'accord %', accord.etat
            using errcode = 'check_violation', constraint = 'approbation_' || accord.etat, detail = accord.destinataire;
    elsif accord.etat = 'approuvee' and (
        accord.montant_demande_centimes <> p_dossier.montant_demande_centimes
        or exists (select from financement.reponses_de(p_dossier.dossier_id) as donnee where donnee.revision > accord.revision)
    ) then
        raise exception 'accord dépassé' using errcode = 'check_violation', constraint = 'approbation_perimee', detail = accord.destinataire;
    end if;
end $$;
