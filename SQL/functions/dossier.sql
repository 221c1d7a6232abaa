-- Passages of a dossier. One function moves it, checks who and when, writes the passage, and posts in the ledger in the same
-- transaction: a dossier on an envelope cannot be found complete without a reservation, nor accepted without a commitment.

create or replace function financement.attribuer_numero() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible operation.operation;
begin
    select * into strict cible from operation.operation where operation_id = new.operation_id;
    new.organisation_id := cible.organisation_id;
    new.departement_code := cible.departement_code;
    new.code_insee := cible.code_insee;
    new.exercice := cible.exercice;
    new.numero := format('TR-%s-%s-%s', cible.exercice, cible.departement_code,
        lpad(nextval('financement.numero_dossier')::text, 6, '0'));
    return new;
end $$;

create or replace trigger numero before insert on financement.dossier
    for each row execute function financement.attribuer_numero();

create or replace function financement.indexer() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    select lower(public.unaccent(organisation.nom || ' ' || operation.intitule || ' ' || new.numero)) into strict new.recherche
    from operation.operation
    inner join acces.organisation using (organisation_id)
    where operation.operation_id = new.operation_id;
    return new;
end $$;

-- At the deposit the title stops moving. Runs after `numero`: triggers go by name.
create or replace trigger recherche before insert or update of etat on financement.dossier
    for each row execute function financement.indexer();

-- One dossier as a line of `effectif`, to add or to take away.
create or replace function financement.effectif_de(p_dossier financement.dossier, p_signe integer) returns financement.effectif
language sql immutable parallel safe
return row(
    p_dossier.departement_code, p_dossier.exercice, p_dossier.dispositif, p_dossier.etat, p_signe,
    p_signe * p_dossier.cout_total_ht_centimes, p_signe * p_dossier.montant_demande_centimes,
    p_signe * coalesce(p_dossier.montant_accorde_centimes, 0)
)::financement.effectif;

-- Lines are locked in the order of their key: two passages that cross wait, they do not deadlock.
create or replace function financement.reporter(p_lignes financement.effectif[]) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    insert into financement.effectif as cible
    select departement_code, exercice, dispositif, etat, sum(nombre), sum(cout_centimes), sum(demande_centimes), sum(accorde_centimes)
    from unnest(p_lignes)
    where etat <> 'brouillon'
    group by departement_code, exercice, dispositif, etat
    having (sum(nombre), sum(cout_centimes), sum(demande_centimes), sum(accorde_centimes)) <> (0, 0, 0, 0)
    order by departement_code, exercice, dispositif, etat
    on conflict (departement_code, exercice, dispositif, etat) do update set
        nombre = cible.nombre + excluded.nombre,
        cout_centimes = cible.cout_centimes + excluded.cout_centimes,
        demande_centimes = cible.demande_centimes + excluded.demande_centimes,
        accorde_centimes = cible.accorde_centimes + excluded.accorde_centimes;
end;

create or replace function financement.compter() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    case tg_op
        when 'INSERT' then
            perform financement.reporter(array(select financement.effectif_de(nouveau, 1) from nouveau));
        when 'DELETE' then
            perform financement.reporter(array(select financement.effectif_de(ancien, -1) from ancien));
        else
            perform financement.reporter(array(
                select financement.effectif_de(nouveau, 1) from nouveau
                union all
                select financement.effectif_de(ancien, -1) from ancien
            ));
    end case;
    return null;
end $$;

create or replace trigger compter_ajout after insert on financement.dossier
    referencing new table as nouveau for each statement execute function financement.compter();
create or replace trigger compter_retrait after delete on financement.dossier
    referencing old table as ancien for each statement execute function financement.compter();
create or replace trigger compter_passage after update on financement.dossier
    referencing old table as ancien new table as nouveau for each statement execute function financement.compter();

-- What still has no piece, in the order of the form (arrêté du 23/12/2002).
create or replace function financement.pieces_manquantes(p_dossier bigint) returns text[]
language sql stable security definer set search_path = pg_catalog
return (
    select coalesce(array_agg(exigee.code order by exigee.code), '{}')
    from financement.dossier
    inner join financement.dispositif on dispositif.code = dossier.dispositif
    cross join lateral unnest(dispositif.pieces) as exigee (code)
    where dossier.dossier_id = p_dossier
        and not exists (
            select from financement.piece
            where piece.operation_id = dossier.operation_id and piece.code = exigee.code
                -- What the mairie brings serves every funder; what Trousse writes is written for one.
                and (piece.dossier_id is null or piece.dossier_id = dossier.dossier_id)
        )
);

create or replace function financement.exiger_deposable(p_dossier financement.dossier) returns void
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    manquantes text[] := financement.pieces_manquantes(p_dossier.dossier_id);
begin
    if exists (select from operation.ligne where operation_id = p_dossier.operation_id and prix_unitaire_ht_centimes is null) then
        raise exception 'une ligne attend un devis' using errcode = 'check_violation', constraint = 'operation_prix_non_publie';
    elsif array_length(manquantes, 1) > 0 then
        raise exception 'pièces manquantes : %', array_to_string(manquantes, ', ')
            using errcode = 'check_violation', constraint = 'dossier_pieces_manquantes', detail = array_to_string(manquantes, ',');
    end if;
end $$;

-- Moves a dossier to a state. `p_survenu_le` is the legal day (Europe/Paris): of deposit, of receipt, of completeness…
create or replace function financement.passer(p_dossier bigint, p_vers text, p_survenu_le date, p_motif text default '')
returns financement.dossier
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    qui text;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    select role into qui from financement.transition where de = dossier.etat and vers = p_vers;
    if not found then
        raise exception 'de « % » on ne passe pas à « % »', dossier.etat, p_vers
            using errcode = 'check_violation', constraint = 'dossier_passage_impossible', detail = dossier.etat;
    end if;
    if qui = 'instructeur' then
        perform acces.exiger_instructeur(dossier.departement_code);
    else
        perform acces.exiger_porteur(dossier.organisation_id);
    end if;
    if p_vers in ('refuse', 'classe_sans_suite', 'a_corriger') and length(trim(p_motif)) < 3 then
        raise exception 'motif obligatoire' using errcode = 'check_violation', constraint = 'dossier_motif_obligatoire';
    end if;
    if p_vers = 'depose' then
        perform financement.exiger_deposable(dossier);
    end if;
    insert into financement.passage (dossier_id, organisation_id, departement_code, de, vers, survenu_le, motif, agent_id)
    values (p_dossier, dossier.organisation_id, dossier.departement_code, dossier.etat, p_vers, p_survenu_le, p_motif, acces.agent_courant());
    update financement.dossier set
        etat = p_vers,
        depose_le = case when p_vers = 'depose' then p_survenu_le else depose_le end,
        -- The first receipt stays the receipt: a correction does not move the day from which one may order.
        recu_le = case when p_vers = 'recu' then coalesce(recu_le, p_survenu_le) else recu_le end,
        complet_le = case when p_vers = 'complet' then p_survenu_le else complet_le end,
        decide_le = case when p_vers in ('accepte', 'refuse', 'classe_sans_suite') then p_survenu_le else decide_le end
    where dossier_id = p_dossier
    returning * into dossier;
    perform enveloppe.suivre(dossier, p_survenu_le, p_motif);
    return dossier;
end $$;

-- Grants: amounts first, then the passage, which commits them on the envelope (R2334-26: base, amount and rate of the arrêté).
create or replace function financement.accorder(
    p_dossier bigint, p_decide_le date, p_depense_retenue bigint, p_montant bigint, p_numero_ej text default null, p_motif text default ''
) returns financement.dossier
language plpgsql security definer set search_path = pg_catalog as $$
declare
    departement text;
begin
    select departement_code into departement from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_instructeur(departement);
    update financement.dossier set
        depense_retenue_centimes = p_depense_retenue,
        montant_accorde_centimes = p_montant,
        numero_ej = p_numero_ej,
        decide_le = p_decide_le
    where dossier_id = p_dossier and etat = 'complet';
    return financement.passer(p_dossier, 'accepte', p_decide_le, p_motif);
end $$;
