-- Simulations and papers of decisions: what only the database can promise.

-- The département is the envelope's, whoever writes.
create or replace function programmation.situer_simulation() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    select territoire_code into new.departement_code from enveloppe.enveloppe
    where enveloppe_id = new.enveloppe_id and dispositif is not null and niveau = 'departement';
    if new.departement_code is null then
        raise exception 'cette enveloppe ne se programme pas' using errcode = 'check_violation', constraint = 'simulation_enveloppe_departement';
    end if;
    return new;
end $$;
create or replace trigger situer before insert or update of enveloppe_id on programmation.simulation
    for each row execute function programmation.situer_simulation();

-- A line is a demand of its envelope: same dispositif, département and exercice, deposited.
create or replace function programmation.controler_ligne() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (
        select from programmation.simulation
        inner join enveloppe.enveloppe using (enveloppe_id)
        inner join financement.dossier on dossier.dispositif = enveloppe.dispositif
            and dossier.departement_code = enveloppe.territoire_code and dossier.exercice = enveloppe.exercice
        where simulation.simulation_id = new.simulation_id and dossier.dossier_id = new.dossier_id and dossier.etat <> 'brouillon'
    ) then
        raise exception 'demande d’une autre enveloppe' using errcode = 'check_violation', constraint = 'ligne_hors_enveloppe';
    end if;
    return new;
end $$;
create or replace trigger controler before insert or update of simulation_id, dossier_id on programmation.ligne
    for each row execute function programmation.controler_ligne();

-- What an envelope can give to a simulation: what is free, and what is already set aside for its own lines.
create or replace function programmation.disponible(p_simulation bigint) returns bigint
language sql stable
return (
    select enveloppe.alloue_centimes - enveloppe.delegue_centimes - enveloppe.reserve_centimes - enveloppe.engage_centimes
        - enveloppe.retire_centimes + (
        select coalesce(sum(position.reserve_centimes), 0)::bigint
        from programmation.ligne
        inner join enveloppe.position using (dossier_id)
        where ligne.simulation_id = simulation.simulation_id and position.enveloppe_id = simulation.enveloppe_id
    )
    from programmation.simulation
    inner join enveloppe.enveloppe using (enveloppe_id)
    where simulation.simulation_id = p_simulation
);

-- A paper belongs to the département of its dossier.
create or replace function programmation.situer_dossier() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    select departement_code into strict new.departement_code from financement.dossier where dossier_id = new.dossier_id;
    return new;
end $$;
create or replace trigger situer before insert or update of dossier_id on programmation.document
    for each row execute function programmation.situer_dossier();
create or replace trigger situer before insert or update of dossier_id on programmation.engagement
    for each row execute function programmation.situer_dossier();

-- Once notified, a paper does not change (what the applicant holds is what the préfecture holds).
create or replace function programmation.garder_notifie() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from financement.dossier where dossier_id = old.dossier_id and notifie_le is not null)
        and not (tg_op = 'UPDATE' and old.piece_id is null and new.piece_id is not null and new.octets = old.octets)
    then
        raise exception 'décision notifiée' using errcode = 'check_violation', constraint = 'document_notifie';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create or replace trigger garder before update or delete on programmation.document
    for each row execute function programmation.garder_notifie();

-- The commitment number joins the dossier, where reports read it.
create or replace function programmation.inscrire_engagement() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update financement.dossier set numero_ej = new.numero_ej
    where dossier_id = new.dossier_id and etat in ('accepte', 'notifie', 'commence', 'acheve', 'solde');
    if not found then
        raise exception 'rien n’est accordé' using errcode = 'check_violation', constraint = 'engagement_sans_decision';
    end if;
    return new;
end $$;
create or replace trigger inscrire after insert or update on programmation.engagement
    for each row execute function programmation.inscrire_engagement();
