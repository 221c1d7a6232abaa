-- The rest of the ledger: from service fait to payment and back, money that moves between envelopes, the end of an exercice.

-- Certifies (service fait), pays or takes back, on the commitment of a dossier; the préfecture that instructs it.
create or replace function enveloppe.poster_paiement(
    p_nature text, p_dossier bigint, p_montant bigint, p_liquide bigint, p_paye bigint, p_cle text, p_survenu_le date, p_motif text
) returns enveloppe.mouvement
language plpgsql as $$
declare
    dossier financement.dossier := financement.a_instruire(p_dossier);
    cible bigint := enveloppe.du_dossier(dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, p_nature, cible, p_dossier, p_montant, p_survenu_le);
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    update enveloppe.position set liquide_centimes = liquide_centimes + p_liquide, paye_centimes = paye_centimes + p_paye
    where dossier_id = p_dossier;
    if not found then
        raise exception 'rien n''est engagé' using errcode = 'check_violation', constraint = 'position_liquide_engage';
    end if;
    return enveloppe.inscrire(
        p_nature, cible, dossier, p_montant, 0, 0, 0, p_cle, p_survenu_le, p_motif, p_liquide => p_liquide, p_paye => p_paye
    );
end $$;

create or replace function enveloppe.liquider(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language sql security definer set search_path = pg_catalog
begin atomic
    select enveloppe.poster_paiement('liquider', p_dossier, p_montant, p_montant, 0, p_cle, p_survenu_le, p_motif);
end;

create or replace function enveloppe.payer(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language sql security definer set search_path = pg_catalog
begin atomic
    select enveloppe.poster_paiement('payer', p_dossier, p_montant, 0, p_montant, p_cle, p_survenu_le, p_motif);
end;

-- The porteur gives back what it was paid (R2334-31): neither certified nor paid any more; the commitment is released apart.
create or replace function enveloppe.reverser(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language sql security definer set search_path = pg_catalog
begin atomic
    select enveloppe.poster_paiement('reverser', p_dossier, p_montant, -p_montant, -p_montant, p_cle, p_survenu_le, p_motif);
end;

-- Undoes a movement by its contrary, once. What a passage posted is undone by a passage, or the dossier and the envelope would disagree.
create or replace function enveloppe.annuler(p_mouvement bigint, p_cle text, p_survenu_le date, p_motif text)
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
declare
    origine enveloppe.mouvement;
    dossier financement.dossier;
    deja enveloppe.mouvement;
begin
    select * into origine from enveloppe.mouvement where mouvement_id = p_mouvement;
    if not found then
        raise exception 'mouvement inconnu' using errcode = 'no_data_found', constraint = 'mouvement_inconnu';
    end if;
    if origine.nature not in ('liquider', 'payer', 'reverser') then
        raise exception 'ce mouvement ne s''annule pas' using errcode = 'check_violation', constraint = 'mouvement_non_annulable';
    end if;
    if length(trim(p_motif)) < 3 then
        raise exception 'motif obligatoire' using errcode = 'check_violation', constraint = 'mouvement_motif';
    end if;
    dossier := financement.a_instruire(origine.dossier_id);
    deja := enveloppe.deja_inscrit(p_cle, 'annuler', origine.enveloppe_id, origine.dossier_id, origine.montant_centimes, p_survenu_le);
    if deja.mouvement_id is not null then
        return deja;
    end if;
    if exists (select from enveloppe.mouvement where annule_id = p_mouvement) then
        raise exception 'déjà annulé' using errcode = 'unique_violation', constraint = 'mouvement_annule_une_fois';
    end if;
    update enveloppe.position set
        liquide_centimes = liquide_centimes - (origine.liquide_apres - origine.liquide_avant),
        paye_centimes = paye_centimes - (origine.paye_apres - origine.paye_avant)
    where dossier_id = origine.dossier_id;
    return enveloppe.inscrire(
        'annuler', origine.enveloppe_id, dossier, origine.montant_centimes, 0, 0, 0, p_cle, p_survenu_le, p_motif,
        p_liquide => origine.liquide_avant - origine.liquide_apres, p_paye => origine.paye_avant - origine.paye_apres, p_annule => p_mouvement
    );
end $$;

-- Gives CP to an envelope, taken from its parent when it has one.
create or replace function enveloppe.allouer_cp(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
begin
    perform acces.exiger_responsable();
    perform from enveloppe.enveloppe
    where enveloppe_id in (
        select unnest(array[fille.enveloppe_id, fille.parent_id]) from enveloppe.enveloppe as fille where fille.code = p_code
    )
    order by enveloppe_id for update;
    select * into cible from enveloppe.enveloppe where code = p_code;
    if not found then
        raise exception 'enveloppe inconnue : %', p_code using errcode = 'no_data_found', constraint = 'enveloppe_inconnue';
    end if;
    mouvement := enveloppe.deja_inscrit(p_cle, 'allouer_cp', cible.enveloppe_id, null, p_montant, p_survenu_le);
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    update enveloppe.enveloppe set cp_delegue_centimes = cp_delegue_centimes + p_montant where enveloppe_id = cible.parent_id;
    return enveloppe.inscrire(
        'allouer_cp', cible.enveloppe_id, null, p_montant, 0, 0, 0, p_cle, p_survenu_le, p_motif, p_cp => p_montant
    );
end $$;

-- An envelope, then its parent, up to the root.
create or replace function enveloppe.lignee(p_enveloppe bigint) returns bigint[]
language plpgsql stable as $$
declare
    lignee bigint[] := '{}';
    ici bigint := p_enveloppe;
begin
    while ici is not null loop
        lignee := lignee || ici;
        select parent_id into ici from enveloppe.enveloppe where enveloppe_id = ici;
    end loop;
    return lignee;
end $$;

-- AE that go from one envelope to another of the same exercice, through the ancestors that are not common: one movement for each envelope
-- whose allocation changes, all in the transaction. Everything touched is locked first, in key order.
create or replace function enveloppe.deplacer(
    p_de bigint, p_vers bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text
) returns void
language plpgsql as $$
declare
    sortie bigint[] := enveloppe.lignee(p_de);
    entree bigint[] := enveloppe.lignee(p_vers);
    ici bigint;
begin
    if p_de = any (entree) or p_vers = any (sortie) then
        raise exception 'l''une est sous l''autre' using errcode = 'check_violation', constraint = 'transfert_lignee';
    end if;
    select
        array(select id from unnest(sortie) with ordinality as montee (id, rang) where not id = any (entree) order by rang),
        array(select id from unnest(entree) with ordinality as montee (id, rang) where not id = any (sortie) order by rang desc)
    into sortie, entree;
    perform from enveloppe.enveloppe where enveloppe_id = any (sortie || entree || (
        select array_agg(parent_id) from enveloppe.enveloppe where enveloppe_id = any (sortie || entree) and parent_id is not null
    )) order by enveloppe_id for update;
    foreach ici in array sortie loop
        perform enveloppe.inscrire('transferer', ici, null, p_montant, -p_montant, 0, 0, p_cle || '/de/' || ici, p_survenu_le, p_motif);
        update enveloppe.enveloppe set delegue_centimes = delegue_centimes - p_montant
        where enveloppe_id = (select parent_id from enveloppe.enveloppe where enveloppe_id = ici);
    end loop;
    foreach ici in array entree loop
        update enveloppe.enveloppe set delegue_centimes = delegue_centimes + p_montant
        where enveloppe_id = (select parent_id from enveloppe.enveloppe where enveloppe_id = ici);
        perform enveloppe.inscrire('transferer', ici, null, p_montant, p_montant, 0, 0, p_cle || '/vers/' || ici, p_survenu_le, p_motif);
    end loop;
end $$;

-- Proposes a transfer; under the threshold it is done at once, above it somebody else must approve.
create or replace function enveloppe.transferer(p_de text, p_vers text, p_montant bigint, p_survenu_le date, p_motif text) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
    de enveloppe.enveloppe;
    vers enveloppe.enveloppe;
    numero bigint;
    seuil bigint;
begin
    perform acces.exiger_responsable();
    select * into de from enveloppe.enveloppe where code = p_de;
    select * into vers from enveloppe.enveloppe where code = p_vers;
    if de.enveloppe_id is null or vers.enveloppe_id is null then
        raise exception 'enveloppe inconnue' using errcode = 'no_data_found', constraint = 'enveloppe_inconnue';
    end if;
    if de.exercice <> vers.exercice then
        raise exception 'exercices différents' using errcode = 'check_violation', constraint = 'transfert_exercice';
    end if;
    insert into enveloppe.transfert (de_id, vers_id, montant_centimes, survenu_le, motif, propose_par)
    values (de.enveloppe_id, vers.enveloppe_id, p_montant, p_survenu_le, p_motif, acces.agent_courant())
    returning transfert_id into numero;
    select round(valeur::numeric * 100) into seuil
    from financement.parametre where cle = 'transfert.double_approbation' and periode @> p_survenu_le;
    if p_montant <= coalesce(seuil, 0) or acces.est_systeme() then
        perform enveloppe.deplacer(
            de.enveloppe_id, vers.enveloppe_id, p_montant, 'transfert/' || numero, p_survenu_le, p_motif
        );
        update enveloppe.transfert set approuve_le = clock_timestamp() where transfert_id = numero;
    end if;
    return numero;
end $$;

-- Somebody else than who proposed it approves, and the money moves; or refuses, and nothing does.
create or replace function enveloppe.statuer(p_transfert bigint, p_approuve boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    transfert enveloppe.transfert;
begin
    perform acces.exiger_responsable();
    select * into transfert from enveloppe.transfert where transfert_id = p_transfert for update;
    if not found or transfert.approuve_le is not null or transfert.refuse_le is not null then
        raise exception 'rien à approuver' using errcode = 'check_violation', constraint = 'transfert_deja_tranche';
    end if;
    if not p_approuve then
        update enveloppe.transfert set refuse_le = clock_timestamp() where transfert_id = p_transfert;
        return;
    end if;
    if transfert.propose_par is not distinct from acces.agent_courant() then
        raise exception 'une autre personne approuve' using errcode = 'check_violation', constraint = 'transfert_deux_personnes';
    end if;
    update enveloppe.transfert set approuve_le = clock_timestamp(), approuve_par = acces.agent_courant() where transfert_id = p_transfert;
    perform enveloppe.deplacer(
        transfert.de_id, transfert.vers_id, transfert.montant_centimes, 'transfert/' || p_transfert, transfert.survenu_le,
        transfert.motif
    );
end $$;

-- Closes an exercice: each envelope's AE that nobody committed or reserved are withdrawn; from then on it takes no new promise.
create or replace function enveloppe.cloturer(p_exercice integer, p_le date) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible enveloppe.enveloppe;
    reste bigint;
    nombre integer := 0;
begin
    perform acces.exiger_responsable();
    if extract(year from p_le) < p_exercice then
        raise exception 'exercice ouvert' using errcode = 'check_violation', constraint = 'exercice_en_cours';
    end if;
    for cible in
        select * from enveloppe.enveloppe where exercice = p_exercice and cloture_le is null order by enveloppe_id for update
    loop
        reste := enveloppe.disponible(cible);
        if reste > 0 then
            perform enveloppe.inscrire(
                'cloturer', cible.enveloppe_id, null, reste, 0, 0, 0, 'cloture/' || cible.code, p_le, 'Clôture de ' || p_exercice,
                p_retire => reste
            );
        end if;
        update enveloppe.enveloppe set cloture_le = p_le where enveloppe_id = cible.enveloppe_id;
        nombre := nombre + 1;
    end loop;
    return nombre;
end $$;

-- Carries over to the next exercice (arrêté de report) some of what the closing withdrew, on the envelope of the same territory.
create or replace function enveloppe.reporter(p_de text, p_vers text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text)
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
declare
    de enveloppe.enveloppe;
    vers enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
    clos bigint;
begin
    perform acces.exiger_responsable();
    perform from enveloppe.enveloppe where code in (p_de, p_vers) order by enveloppe_id for update;
    select * into de from enveloppe.enveloppe where code = p_de;
    select * into vers from enveloppe.enveloppe where code = p_vers;
    if de.cloture_le is null or vers.exercice <> de.exercice + 1 or vers.parent_id is not null then
        raise exception 'report impossible' using errcode = 'check_violation', constraint = 'report_impossible';
    end if;
    mouvement := enveloppe.deja_inscrit(p_cle, 'reporter', vers.enveloppe_id, null, p_montant, p_survenu_le);
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    -- Only what closing withdrew, in the whole tree under it, less what was already carried over.
    with recursive sous as (
        select de.enveloppe_id as id
        union all
        select fille.enveloppe_id from enveloppe.enveloppe as fille inner join sous on fille.parent_id = sous.id
    )

    select
        coalesce(sum(montant_centimes) filter (where nature = 'cloturer'), 0)
        - (
            select coalesce(sum(reporte.montant_centimes), 0)
            from enveloppe.report
            inner join enveloppe.mouvement as reporte using (mouvement_id)
            where report.de_id = de.enveloppe_id
        )
    into clos
    from enveloppe.mouvement where enveloppe_id in (select id from sous);
    if p_montant > clos then
        raise exception 'report excessif' using errcode = 'check_violation', constraint = 'report_excessif', detail = clos::text;
    end if;
    mouvement := enveloppe.inscrire('reporter', vers.enveloppe_id, null, p_montant, p_montant, 0, 0, p_cle, p_survenu_le, p_motif);
    insert into enveloppe.report (mouvement_id, de_id) values (mouvement.mouvement_id, de.enveloppe_id);
    return mouvement;
end $$;
