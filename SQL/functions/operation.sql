-- An operation belongs to one porteur; once a dossier is deposited its lines no longer move; nothing is ordered too early.

create or replace function operation.completer_operation() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    porteur acces.organisation;
begin
    select * into porteur from acces.organisation where organisation_id = new.organisation_id;
    if porteur.nature not in ('commune', 'epci') then
        raise exception 'un porteur est une commune ou un EPCI' using errcode = 'check_violation', constraint = 'operation_porteur';
    end if;
    new.departement_code := porteur.departement_code;
    new.code_insee := coalesce(porteur.code_insee, new.code_insee);
    if porteur.nature = 'epci' and not exists (
        select from territoire.commune where commune.code_insee = new.code_insee and commune.epci_siren = porteur.epci_siren
    ) then
        raise exception 'le lieu doit être dans une commune membre' using errcode = 'check_violation', constraint = 'operation_lieu_membre';
    end if;
    return new;
end $$;

create or replace trigger completer before insert or update of organisation_id, code_insee on operation.operation
    for each row execute function operation.completer_operation();

create or replace function operation.refuser_si_deposee() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible bigint := case when tg_op = 'DELETE' then old.operation_id else new.operation_id end;
begin
    if exists (select from financement.dossier where operation_id = cible and etat <> 'brouillon') then
        raise exception 'un dossier est déposé : l''équipement ne change plus'
            using errcode = 'check_violation', constraint = 'operation_figee';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create or replace trigger figer before insert or update or delete on operation.ligne
    for each row execute function operation.refuser_si_deposee();
create or replace trigger figer before insert or update or delete on operation.choix_financement
    for each row execute function operation.refuser_si_deposee();
create or replace trigger figer before update of intitule, exercice, decision_petit_materiel, code_insee on operation.operation
    for each row execute function operation.refuser_si_deposee();

-- R2334-24 (START-NEW, START-CAT): the purchase order is the first legal act; it may not precede the receipt of the demand.
create or replace function operation.verifier_commencement() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    sans_aide boolean;
    dossiers integer;
    sans_accuse text;
    recu_le date;
begin
    select operation.sans_aide into strict sans_aide from operation.operation where operation_id = new.operation_id for share;
    -- Asking no aid frees an operation that asks none: a dossier that is there still commands.
    if sans_aide and not exists (select from financement.dossier where operation_id = new.operation_id) then
        return new;
    end if;
    select count(*), string_agg(dispositif, ', ') filter (where dossier.recu_le is null), max(dossier.recu_le)
    into dossiers, sans_accuse, recu_le
    from financement.dossier
    where operation_id = new.operation_id and etat not in ('annule', 'refuse', 'classe_sans_suite');
    if dossiers = 0 and not exists (select from financement.dossier where operation_id = new.operation_id) then
        raise exception 'aucun dossier n''est déposé'
            using errcode = 'check_violation', constraint = 'commande_avant_depot';
    elsif sans_accuse is not null then
        raise exception 'accusé d''enregistrement attendu pour %', sans_accuse
            using errcode = 'check_violation', constraint = 'commande_avant_accuse', detail = sans_accuse;
    elsif new.passee_le < recu_le then
        raise exception 'la commande porte une date antérieure à la réception du %', recu_le
            using errcode = 'check_violation', constraint = 'commande_avant_reception', detail = recu_le::text;
    end if;
    return new;
end $$;

create or replace trigger commencement before insert or update on operation.commande
    for each row execute function operation.verifier_commencement();

-- Orders the whole operation. The accepted dossiers start that day: the porteur informs the préfet (R2334-24 III).
create or replace function operation.commander(p_operation bigint, p_fournisseur text, p_passee_le date)
returns operation.commande
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible operation.operation;
    commande operation.commande;
    dossier financement.dossier;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if exists (select from operation.ligne where operation_id = p_operation and prix_unitaire_ht_centimes is null) then
        raise exception 'une ligne attend un devis' using errcode = 'check_violation', constraint = 'operation_prix_non_publie';
    end if;
    -- Numbers run without a hole for each porteur and year.
    perform pg_advisory_xact_lock(hashtextextended('commande', cible.organisation_id));
    insert into operation.commande (
        operation_id, organisation_id, departement_code, numero, fournisseur, passee_le,
        total_ht_centimes, total_ttc_centimes, cree_par
    )
    select
        p_operation, cible.organisation_id, cible.departement_code,
        'BC-' || extract(year from p_passee_le) || '-' || lpad((
            select count(*) + 1
            from operation.commande as deja
            where deja.organisation_id = cible.organisation_id
                and extract(year from deja.passee_le) = extract(year from p_passee_le)
        )::text, 4, '0'),
        p_fournisseur, p_passee_le,
        sum(round(ligne.quantite * ligne.prix_unitaire_ht_centimes)),
        -- TTC is rounded line by line.
        sum(round(round(ligne.quantite * ligne.prix_unitaire_ht_centimes) * (1 + ligne.taux_tva))),
        acces.agent_courant()
    from operation.ligne
    where ligne.operation_id = p_operation
    having count(*) > 0
    returning * into commande;
    if commande.commande_id is null then
        raise exception 'rien à commander' using errcode = 'check_violation', constraint = 'commande_vide';
    end if;
    for dossier in select * from financement.dossier where operation_id = p_operation and etat in ('accepte', 'notifie') order by dossier_id loop
        perform financement.passer(dossier.dossier_id, 'commence', p_passee_le, 'Commande ' || commande.numero);
    end loop;
    return commande;
end $$;
