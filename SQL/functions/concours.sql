-- Workshops for which the agent designs. PL/pgSQL keeps its plan (see acces.sql).
create or replace function acces.mes_ateliers() returns bigint[]
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return array(select organisation_id from acces.droit where agent_id = acces.agent_courant() and role = 'concepteur');
end $$;

-- Préfectures and the programme read and score what is submitted.
create or replace function acces.est_relecteur() returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return exists (select from acces.droit where agent_id = acces.agent_courant() and role in ('instructeur', 'responsable'));
end $$;

-- The day in Paris, where every closing date ends at midnight.
create or replace function concours.aujourdhui() returns date
language sql stable parallel safe
return (now() at time zone 'Europe/Paris')::date;

-- The name of a workshop: its work is signed, whoever reads it.
create or replace function concours.atelier(p_organisation bigint) returns text
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return (select nom from acces.organisation where organisation_id = p_organisation and nature = 'atelier');
end $$;

-- A proposition becomes a kit, or the next version of the kit that it already is.
create or replace function concours.publier(p_proposition concours.proposition) returns concours.proposition
language plpgsql security definer set search_path = pg_catalog as $$
declare
    resultat concours.proposition;
    code text := p_proposition.kit_code;
    numero integer := 1;
    concepteur text;
begin
    perform pg_advisory_xact_lock(hashtext('catalogue.import'));
    if not exists (select from concours.ligne where proposition_id = p_proposition.proposition_id and not est_option) then
        raise exception 'aucun article' using errcode = 'check_violation', constraint = 'proposition_vide';
    end if;
    if code is null then
        -- Kits of the files are numbered from K01: those of a contest begin at K1001.
        select 'K' || greatest(1000, max(substr(kit.code, 2)::integer)) + 1 into strict code from catalogue.kit;
    else
        select max(version) + 1 into strict numero from catalogue.kit where kit.code = p_proposition.kit_code;
        update catalogue.kit set est_courant = false where kit.code = p_proposition.kit_code and est_courant;
    end if;
    select nom into strict concepteur from acces.organisation where organisation_id = p_proposition.organisation_id;
    insert into catalogue.kit (
        code, version, nom, phrase, besoin, destinataire, concepteur, licence_plans, fabrication, nature_donnee, est_courant
    ) values (
        code, numero, p_proposition.titre, p_proposition.phrase, p_proposition.besoin, p_proposition.destinataire, concepteur,
        p_proposition.licence_plans, p_proposition.fabrication, 'illustratif', true
    );
    insert into catalogue.kit_ligne (kit_code, kit_version, rang, article_code, quantite, est_option)
    select code, numero, row_number() over (order by ligne.est_option, ligne.article_code), ligne.article_code, ligne.quantite, ligne.est_option
    from concours.ligne
    where ligne.proposition_id = p_proposition.proposition_id;
    update concours.proposition set kit_code = code, kit_version = numero, est_laureate = true
    where proposition_id = p_proposition.proposition_id
    returning * into strict resultat;
    return resultat;
end $$;

-- Moves a proposition to a state; who, when and why is a row.
create or replace function concours.passer(p_proposition bigint, p_vers text, p_motif text default '') returns concours.proposition
language plpgsql security definer set search_path = pg_catalog as $$
declare
    proposition concours.proposition;
    transition concours.transition;
    fin date;
begin
    select * into proposition from concours.proposition where proposition_id = p_proposition for update;
    if not found then
        raise exception 'proposition inconnue' using errcode = 'no_data_found', constraint = 'proposition_inconnue';
    end if;
    select * into transition from concours.transition where de = proposition.etat and vers = p_vers;
    if not found then
        raise exception 'de « % » on ne passe pas à « % »', proposition.etat, p_vers
            using errcode = 'check_violation', constraint = 'proposition_passage_impossible', detail = proposition.etat;
    end if;
    if transition.role = 'concepteur' and not (acces.est_systeme() or proposition.organisation_id = any (acces.mes_ateliers())) then
        raise exception 'seul le concepteur peut le faire' using errcode = 'insufficient_privilege', constraint = 'concepteur_requis';
    elsif transition.role = 'responsable' and not (acces.est_systeme() or acces.est_responsable()) then
        raise exception 'seul le programme peut le faire' using errcode = 'insufficient_privilege', constraint = 'programme_requis';
    end if;
    if transition.motif_requis and length(trim(p_motif)) < 3 then
        raise exception 'motif obligatoire' using errcode = 'check_violation', constraint = 'proposition_motif_obligatoire';
    end if;
    if transition.role = 'concepteur' then
        select cloture_le into strict fin from concours.consultation where consultation_id = proposition.consultation_id;
        if concours.aujourdhui() > fin then
            raise exception 'consultation close' using errcode = 'check_violation', constraint = 'consultation_close', detail = fin::text;
        end if;
        if p_vers = 'en_revue' and not exists (select from concours.ligne where proposition_id = p_proposition and not est_option) then
            raise exception 'aucun article' using errcode = 'check_violation', constraint = 'proposition_vide';
        end if;
    end if;
    insert into concours.passage (proposition_id, de, vers, motif, agent_id)
    values (p_proposition, proposition.etat, p_vers, coalesce(trim(p_motif), ''), acces.agent_courant());
    if p_vers = 'publie' and proposition.etat = 'jury' then
        proposition := concours.publier(proposition);
    elsif p_vers in ('publie', 'retire') then
        perform pg_advisory_xact_lock(hashtext('catalogue.import'));
        update catalogue.kit set est_courant = (p_vers = 'publie')
        where kit.code = proposition.kit_code and kit.version = proposition.kit_version;
    end if;
    if p_vers in ('publie', 'retire') then
        -- The search finds it, and running servers read the catalogue again.
        perform catalogue.indexer();
        insert into catalogue.import (nature, resume) values ('catalogue', '{"lignes": []}');
    end if;
    update concours.proposition set etat = p_vers where proposition_id = p_proposition returning * into strict proposition;
    return proposition;
end $$;

-- An intention is declared, changed and taken back until its lot closes, by the commune it is of; its département is the commune's.
create or replace function concours.tenir_intention() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    touchee concours.intention;
    fin date;
begin
    if tg_op = 'DELETE' then
        touchee := old;
    else
        touchee := new;
    end if;
    select cloture_le into strict fin from concours.lot where lot_id = touchee.lot_id;
    if concours.aujourdhui() > fin then
        raise exception 'lot clos' using errcode = 'check_violation', constraint = 'intention_close', detail = fin::text;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    select departement_code into strict new.departement_code from acces.organisation where organisation_id = new.organisation_id;
    new.declaree_le := clock_timestamp();
    return new;
end $$;

create or replace trigger tenir before insert or update or delete on concours.intention
    for each row execute function concours.tenir_intention();

-- Scores are given while the work is read; their consultation and author are the proposition's.
create or replace function concours.tenir_note() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    proposition concours.proposition;
begin
    select * into strict proposition from concours.proposition where proposition_id = new.proposition_id;
    if proposition.etat not in ('en_revue', 'jury') then
        raise exception 'la revue est finie' using errcode = 'check_violation', constraint = 'revue_finie';
    end if;
    -- A colleague of the designer's is no judge either.
    if exists (select from acces.droit where agent_id = new.agent_id and organisation_id = proposition.organisation_id) then
        raise exception 'on ne juge pas son atelier' using errcode = 'check_violation', constraint = 'note_de_soi';
    end if;
    new.auteur_id := proposition.auteur_id;
    if tg_table_name = 'note' then
        new.consultation_id := proposition.consultation_id;
    end if;
    return new;
end $$;

create or replace trigger tenir before insert or update on concours.note for each row execute function concours.tenir_note();
create or replace trigger tenir before insert or update on concours.avis for each row execute function concours.tenir_note();

-- Who made a kit and how it was chosen: everybody's to read once it is published. No row: the kit comes from the files.
create or replace function concours.provenance(p_kit text)
returns table (
    proposition_id bigint, consultation text, atelier text, titre text, est_laureate boolean, deposee_le timestamptz, publiee_le timestamptz,
    version integer, licence_plans text
)
language sql stable security definer set search_path = pg_catalog
begin atomic
    select
        proposition.proposition_id, consultation.titre, organisation.nom, proposition.titre, proposition.est_laureate,
        (select max(survenu_le) from concours.passage where passage.proposition_id = proposition.proposition_id and vers = 'en_revue'),
        (select max(survenu_le) from concours.passage where passage.proposition_id = proposition.proposition_id and vers = 'publie'),
        proposition.kit_version, proposition.licence_plans
    from concours.proposition
    inner join concours.consultation using (consultation_id)
    inner join acces.organisation using (organisation_id)
    where proposition.kit_code = p_kit and proposition.etat = 'publie';
end;
