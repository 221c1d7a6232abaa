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
    p_signe * coalesce(p_dossier.montant_accorde_centimes, 0), 0
)::financement.effectif;

-- Lines are locked in the order of their key: two passages that cross wait, they do not deadlock.
create or replace function financement.reporter(p_lignes financement.effectif[]) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    insert into financement.effectif as cible
    select departement_code, exercice, dispositif, etat, sum(nombre), sum(cout_centimes), sum(demande_centimes), sum(accorde_centimes), 1
    from unnest(p_lignes)
    where etat <> 'brouillon'
    group by departement_code, exercice, dispositif, etat
    order by departement_code, exercice, dispositif, etat
    on conflict (departement_code, exercice, dispositif, etat) do update set
        nombre = cible.nombre + excluded.nombre,
        cout_centimes = cible.cout_centimes + excluded.cout_centimes,
        demande_centimes = cible.demande_centimes + excluded.demande_centimes,
        accorde_centimes = cible.accorde_centimes + excluded.accorde_centimes,
        -- A change of nothing but a day counts too: what was read before it is out of date.
        mouvements = cible.mouvements + 1;
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

-- Months after which silence makes a demand complete: R2334-23 for the State's dotations to communes, décret 2018-514 for its other
-- subsidies; null when nothing was in force that day.
create or replace function financement.mois_de_completude(p_dispositif text, p_recu_le date) returns integer
language sql stable security definer set search_path = pg_catalog
return (
    select valeur::integer
    from financement.parametre
    where cle = case when p_dispositif in ('DETR', 'DSIL', 'DPV', 'DSID') then 'complete.months' else 'decret2018_514.complete_months' end
        and periode @> p_recu_le
);

-- The clock of completeness through one passage: it starts at the first receipt, stands still from a claim of pieces made in time until
-- they arrive (the day of the claim counts, the day of receipt does not). Once complete, the day stays for who looks back.
create or replace function financement.regler_horloge(p_dossier financement.dossier, p_vers text, p_survenu_le date)
returns table (repute_le date, suspendu_le date)
language plpgsql stable as $$
declare
    terme date := coalesce(
        p_dossier.repute_le,
        p_dossier.recu_le + make_interval(months => financement.mois_de_completude(p_dossier.dispositif, p_dossier.recu_le))
    );
begin
    case p_vers
        when 'recu' then
            if p_dossier.recu_le is null then
                terme := p_survenu_le + make_interval(months => financement.mois_de_completude(p_dossier.dispositif, p_survenu_le));
            end if;
            return query select terme + greatest(0, p_survenu_le - coalesce(p_dossier.suspendu_le, p_survenu_le)), null::date;
        when 'a_corriger' then
            return query select terme, case when p_survenu_le <= terme then p_survenu_le end;
        else
            return query select p_dossier.repute_le, null::date;
    end case;
end $$;

-- Writes a passage and moves the dossier; the envelope follows in the same transaction. Who may is checked by the callers.
-- `p_automatique`: nobody did it, the law or the clock did.
create or replace function financement.inscrire_passage(
    p_dossier financement.dossier, p_vers text, p_survenu_le date, p_motif text, p_automatique boolean default false
) returns financement.dossier
language plpgsql as $$
declare
    passage bigint;
    horloge record;
    remis constant boolean := p_vers in ('recu', 'a_corriger', 'en_instruction');
    apres financement.dossier;
begin
    insert into financement.passage (dossier_id, organisation_id, departement_code, de, vers, survenu_le, motif, agent_id)
    values (
        p_dossier.dossier_id, p_dossier.organisation_id, p_dossier.departement_code, p_dossier.etat, p_vers, p_survenu_le, p_motif,
        case when not p_automatique then acces.agent_courant() end
    )
    returning passage_id into passage;
    select * into horloge from financement.regler_horloge(p_dossier, p_vers, p_survenu_le);
    update financement.dossier set
        etat = p_vers,
        depose_le = case when p_vers = 'depose' then p_survenu_le else depose_le end,
        -- The first receipt stays the receipt: a correction does not move the day from which one may order.
        recu_le = case when p_vers = 'recu' then coalesce(recu_le, p_survenu_le) else recu_le end,
        repute_le = horloge.repute_le,
        suspendu_le = horloge.suspendu_le,
        complet_le = case when p_vers = 'complet' then p_survenu_le when p_vers in ('recu', 'a_corriger') then null else complet_le end,
        repute_complet = case when p_vers = 'complet' then p_automatique when p_vers in ('recu', 'a_corriger') then false else repute_complet end,
        -- Back in instruction, there is no decision any more; the passages tell that there was one.
        depense_programmee_centimes = case when not remis then depense_programmee_centimes end,
        montant_programme_centimes = case when not remis then montant_programme_centimes end,
        depense_retenue_centimes = case when not remis then depense_retenue_centimes end,
        montant_accorde_centimes = case when not remis then montant_accorde_centimes end,
        numero_ej = case when not remis then numero_ej end,
        decide_le = case when p_vers in ('accepte', 'refuse', 'classe_sans_suite') then p_survenu_le when not remis then decide_le end,
        notifie_le = case when p_vers = 'notifie' then coalesce(notifie_le, p_survenu_le) when not remis then notifie_le end,
        lu_le = case when not remis then lu_le end,
        lu_par = case when not remis then lu_par end,
        commence_le = case when p_vers = 'commence' then coalesce(commence_le, p_survenu_le) else commence_le end,
        acheve_le = case when p_vers = 'acheve' then p_survenu_le when p_vers <> 'commence' then acheve_le end,
        solde_le = case when p_vers = 'solde' then p_survenu_le end
    where dossier_id = p_dossier.dossier_id
    returning * into apres;
    perform enveloppe.suivre(apres, passage, p_survenu_le, p_motif, p_automatique);
    return apres;
end $$;

-- The dossier, locked, for who may instruct it.
create or replace function financement.a_instruire(p_dossier bigint) returns financement.dossier
language plpgsql as $$
declare
    dossier financement.dossier;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_instructeur(dossier.departement_code);
    return dossier;
end $$;

-- Moves a dossier to a state. `p_survenu_le` is the legal day (Europe/Paris): of deposit, of receipt, of completeness…
-- A deposit is received at once: the accusé d'enregistrement is of the same day (R2334-22, CRPA L112-11).
create or replace function financement.passer(p_dossier bigint, p_vers text, p_survenu_le date, p_motif text default '')
returns financement.dossier
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    passage financement.transition;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    select * into passage from financement.transition where de = dossier.etat and vers = p_vers;
    if not found then
        raise exception 'de « % » on ne passe pas à « % »', dossier.etat, p_vers
            using errcode = 'check_violation', constraint = 'dossier_passage_impossible', detail = dossier.etat;
    end if;
    case passage.role
        when 'instructeur' then
            perform acces.exiger_instructeur(dossier.departement_code);
        when 'secretaire' then
            perform acces.exiger_porteur(dossier.organisation_id);
        else
            if not dossier.departement_code = any (acces.mes_departements()) then
                perform acces.exiger_porteur(dossier.organisation_id);
            end if;
    end case;
    if passage.motif_requis and length(trim(p_motif)) < 3 then
        raise exception 'motif obligatoire' using errcode = 'check_violation', constraint = 'dossier_motif_obligatoire';
    end if;
    if p_vers = 'depose' then
        perform financement.exiger_deposable(dossier);
        perform financement.exiger_demande(dossier, p_survenu_le);
        dossier := financement.inscrire_passage(dossier, 'depose', p_survenu_le, p_motif);
        return financement.inscrire_passage(dossier, 'recu', p_survenu_le, 'Accusé d’enregistrement automatique', true);
    end if;
    if dossier.etat = 'a_corriger' and p_vers = 'recu' then
        perform financement.exiger_demande(dossier, p_survenu_le);
    end if;
    return financement.inscrire_passage(dossier, p_vers, p_survenu_le, p_motif);
end $$;

-- The provisional decision: base and amount HT. On an envelope of the préfet, the amount is set aside in the same transaction.
create or replace function financement.programmer(p_dossier bigint, p_le date, p_depense bigint, p_montant bigint, p_motif text default '')
returns financement.dossier
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform financement.a_instruire(p_dossier);
    update financement.dossier set depense_programmee_centimes = p_depense, montant_programme_centimes = p_montant
    where dossier_id = p_dossier and etat in ('complet', 'en_instruction', 'programme');
    return financement.passer(p_dossier, 'programme', p_le, p_motif);
end $$;

-- Grants: amounts first, then the passage, which commits them on the envelope (R2334-26: base, amount and rate of the arrêté).
-- `p_delai_mois`: the delay to start, when the arrêté sets a shorter one than the law's (R2334-28, al. 2).
create or replace function financement.accorder(
    p_dossier bigint, p_decide_le date, p_depense_retenue bigint, p_montant bigint, p_numero_ej text default null, p_motif text default '',
    p_delai_mois integer default null
) returns financement.dossier
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform financement.a_instruire(p_dossier);
    update financement.dossier set
        depense_retenue_centimes = p_depense_retenue,
        montant_accorde_centimes = p_montant,
        numero_ej = p_numero_ej,
        decide_le = p_decide_le,
        delai_commencement_mois = p_delai_mois
    where dossier_id = p_dossier and etat in ('complet', 'en_instruction', 'programme');
    return financement.passer(p_dossier, 'accepte', p_decide_le, p_motif);
end $$;

-- Tells the applicant: a grant passes to `notifie`, from which its delays run; a refusal keeps its state and takes the day.
create or replace function financement.notifier(p_dossier bigint, p_le date) returns financement.dossier
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier := financement.a_instruire(p_dossier);
begin
    if dossier.etat not in ('refuse', 'classe_sans_suite') then
        return financement.passer(p_dossier, 'notifie', p_le);
    end if;
    update financement.dossier set notifie_le = coalesce(notifie_le, p_le) where dossier_id = p_dossier returning * into dossier;
    return dossier;
end $$;

-- The applicant opened the decision that was notified: once, by whom and when.
create or replace function financement.accuser_lecture(p_dossier bigint) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    update financement.dossier set lu_le = clock_timestamp(), lu_par = acces.agent_courant()
    where dossier_id = p_dossier and notifie_le is not null and lu_le is null
        and organisation_id = any (acces.mes_organisations());
end;

-- More time, which the préfet grants on justification: the day is computed, and limited, by who calls (R2334-28, R2334-29).
create or replace function financement.proroger(p_dossier bigint, p_terme text, p_jusquau date) returns financement.dossier
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier := financement.a_instruire(p_dossier);
begin
    if (p_terme, dossier.etat) not in (('commencement', 'accepte'), ('commencement', 'notifie'), ('achevement', 'commence')) then
        raise exception 'rien à proroger' using errcode = 'check_violation', constraint = 'dossier_prorogation_impossible', detail = dossier.etat;
    end if;
    update financement.dossier set
        commencer_proroge_le = case when p_terme = 'commencement' then p_jusquau else commencer_proroge_le end,
        achever_proroge_le = case when p_terme = 'achevement' then p_jusquau else achever_proroge_le end
    where dossier_id = p_dossier
    returning * into dossier;
    return dossier;
end $$;

-- What silence has made complete by that day passes, at the day when it did. Anyone may ring this clock: it says only what the law says,
-- and not before the day. An envelope too short does not stop the law: then nothing is set aside.
create or replace function financement.reputer_complets(p_le date) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    nombre integer := 0;
begin
    for dossier in
        select * from financement.dossier where etat = 'recu' and repute_le <= p_le order by dossier_id for update skip locked
    loop
        perform financement.inscrire_passage(dossier, 'complet', dossier.repute_le, 'Réputé complet : silence de l’administration', true);
        nombre := nombre + 1;
    end loop;
    return nombre;
end $$;
