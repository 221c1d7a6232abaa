-- What an operation may hold, and when its lines and prices no longer move.

-- Quantity bounds of an article bought alone; one article takes the place of another of the same fonction only.
create or replace function operation.verifier_ligne() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    bornes record;
begin
    if new.kit_code is null and new.article_code is not null then
        select quantite_min, quantite_max, libelle into strict bornes from catalogue.article where code = new.article_code;
        if new.quantite < bornes.quantite_min or new.quantite > bornes.quantite_max then
            raise exception 'quantité hors des bornes de l''article'
                using errcode = 'check_violation', constraint = 'ligne_quantite_article',
                detail = bornes.quantite_min || ' ' || bornes.quantite_max;
        end if;
    end if;
    if new.remplace_article is not null and not exists (
        select from catalogue.article as neuf
        inner join catalogue.article as ancien using (fonction)
        where neuf.code = new.article_code and ancien.code = new.remplace_article
    ) then
        raise exception 'un article ne remplace qu''un article de même fonction'
            using errcode = 'check_violation', constraint = 'ligne_fonction';
    end if;
    return new;
end $$;

create or replace trigger verifier before insert or update of quantite, article_code, remplace_article on operation.ligne
    for each row execute function operation.verifier_ligne();

-- After `figer` in alphabetical order: a deposited dossier is said first.
create or replace function operation.refuser_si_gelee() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible bigint := case when tg_op = 'DELETE' then old.operation_id else new.operation_id end;
    ouvert operation.gel;
begin
    if exists (select from operation.commande where operation_id = cible) then
        raise exception 'le projet est commandé : l''équipement ne change plus'
            using errcode = 'check_violation', constraint = 'operation_commandee';
    end if;
    select * into ouvert from operation.gel where operation_id = cible and leve_le is null for update;
    if found and ouvert.est_automatique then
        update operation.gel set leve_le = clock_timestamp(), leve_par = acces.agent_courant(), motif = 'Équipement modifié avant le dépôt'
        where gel_id = ouvert.gel_id;
    elsif found then
        raise exception 'les prix sont figés depuis le %', ouvert.fige_le
            using errcode = 'check_violation', constraint = 'operation_prix_figes', detail = ouvert.fige_le::text;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create or replace trigger geler before insert or update or delete on operation.ligne
    for each row execute function operation.refuser_si_gelee();

create or replace function operation.proteger_gel() returns trigger
language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.leve_le is null and new.leve_le is not null
            and (to_jsonb(old) - array['leve_le', 'leve_par', 'motif']) = (to_jsonb(new) - array['leve_le', 'leve_par', 'motif'])
        then
            return new;
        end if;
    end if;
    raise exception 'des prix figés ne changent pas : on les dégèle' using errcode = 'restrict_violation', constraint = 'gel_immuable';
end $$;

create or replace trigger immuable before update or delete on operation.gel
    for each row execute function operation.proteger_gel();
create or replace trigger immuable_vidage before truncate on operation.gel
    for each statement execute function operation.proteger_gel();

-- Everything that keeps an operation from being frozen, the first reason first.
create or replace function operation.verifier_composition(p_operation bigint) returns void
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    manques text;
begin
    if not exists (select from operation.ligne where operation_id = p_operation) then
        raise exception 'rien à figer' using errcode = 'check_violation', constraint = 'gel_vide';
    end if;
    select string_agg(libelle, ', ' order by ligne_id) into manques
    from operation.ligne
    where operation_id = p_operation and prix_unitaire_ht_centimes is null;
    if manques is not null then
        raise exception 'sans prix : %', manques using errcode = 'check_violation', constraint = 'gel_prix_non_publie', detail = manques;
    end if;
    select string_agg(libelle, ', ' order by ligne_id) into manques
    from operation.ligne
    where operation_id = p_operation and article_code is null and kit_code is null and devis_id is null;
    if manques is not null then
        raise exception 'sans devis : %', manques using errcode = 'check_violation', constraint = 'gel_sans_devis', detail = manques;
    end if;
    select string_agg(nom, ', ' order by membre_id) into manques
    from operation.membre
    where operation_id = p_operation and etat = 'invite';
    if manques is not null then
        raise exception 'sans réponse : %', manques using errcode = 'check_violation', constraint = 'membre_sans_reponse', detail = manques;
    end if;
    -- Who refused is left out by itself, but not with lines that were for it alone.
    select string_agg(distinct membre.nom, ', ') into manques
    from operation.ligne
    inner join operation.membre using (operation_id, membre_id)
    where ligne.operation_id = p_operation and membre.etat = 'refuse';
    if manques is not null then
        raise exception 'des lignes restent à %', manques using errcode = 'check_violation', constraint = 'membre_refuse_lignes', detail = manques;
    end if;
end $$;

-- Freezes the lines of the operation as they are. Frozen already: nothing changes, unless what froze by itself is now asked for.
-- p_reste: what the plan of the day leaves to pay, TTC, to be shared as the cost is.
create or replace function operation.figer(p_operation bigint, p_jour date, p_automatique boolean, p_reste bigint) returns operation.gel
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible operation.operation;
    ouvert operation.gel;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    select * into ouvert from operation.gel where operation_id = p_operation and leve_le is null;
    if found then
        if p_automatique or not ouvert.est_automatique then
            return ouvert;
        end if;
        update operation.gel set leve_le = clock_timestamp(), leve_par = acces.agent_courant(), motif = 'Confirmé par le porteur'
        where gel_id = ouvert.gel_id;
    end if;
    perform operation.verifier_composition(p_operation);
    insert into operation.gel (operation_id, fige_le, est_automatique, total_ht_centimes, total_ttc_centimes, lignes, parts, fige_par)
    select
        p_operation, p_jour, p_automatique,
        sum(round(ligne.quantite * ligne.prix_unitaire_ht_centimes)),
        sum(round(round(ligne.quantite * ligne.prix_unitaire_ht_centimes) * (1 + ligne.taux_tva))),
        jsonb_agg(to_jsonb(ligne) - 'operation_id' order by ligne.ligne_id),
        operation.parts_figees(p_operation, p_reste),
        acces.agent_courant()
    from operation.ligne
    where ligne.operation_id = p_operation
    returning * into ouvert;
    return ouvert;
end $$;

-- Back to composing, until a dossier is deposited.
create or replace function operation.degeler(p_operation bigint, p_motif text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible operation.operation;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if exists (select from financement.dossier where operation_id = p_operation and etat <> 'brouillon') then
        raise exception 'un dossier est déposé' using errcode = 'check_violation', constraint = 'operation_figee';
    elsif exists (select from operation.commande where operation_id = p_operation) then
        raise exception 'le projet est commandé' using errcode = 'check_violation', constraint = 'operation_commandee';
    end if;
    update operation.gel set leve_le = clock_timestamp(), leve_par = acces.agent_courant(), motif = p_motif
    where operation_id = p_operation and leve_le is null;
    if not found then
        raise exception 'rien n''est figé' using errcode = 'check_violation', constraint = 'gel_absent';
    end if;
end $$;
