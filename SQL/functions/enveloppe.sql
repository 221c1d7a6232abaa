-- The ledger's posting functions. Each locks what it draws on in one order, the dossier then the envelope; does all it can before
-- the envelope, which is the row that everybody waits for; inserts the movement with the balances before and after; is idempotent
-- by key. The CHECK constraints of enveloppe.enveloppe stay the last word.
-- Those without `security definer` are called by those with it, as the owner; nobody else may execute them.

-- A request in one text. Built of immutable parts, so that it is computed in place.
create or replace function enveloppe.empreinte(p_nature text, p_enveloppe bigint, p_dossier bigint, p_montant bigint, p_survenu_le date)
returns text
language sql immutable parallel safe
return p_nature || '|' || p_enveloppe::text || '|' || coalesce(p_dossier, 0)::text || '|' || p_montant::text || '|'
    || (p_survenu_le - date '2000-01-01')::text;

-- The movement already posted under this key; refuses the key when the request differs. Call it once the dossier, or the envelope
-- when there is no dossier, is locked: two requests with one key then come one after the other.
create or replace function enveloppe.deja_inscrit(
    p_cle text, p_nature text, p_enveloppe bigint, p_dossier bigint, p_montant bigint, p_survenu_le date
) returns enveloppe.mouvement
language plpgsql stable as $$
declare
    mouvement enveloppe.mouvement;
begin
    select * into mouvement from enveloppe.mouvement where cle = p_cle;
    if mouvement.mouvement_id is not null
        and mouvement.empreinte <> enveloppe.empreinte(p_nature, p_enveloppe, p_dossier, p_montant, p_survenu_le)
    then
        raise exception 'la clé % a déjà servi à un autre mouvement', p_cle
            using errcode = 'unique_violation', constraint = 'mouvement_cle_reutilisee';
    end if;
    return mouvement;
end $$;

create or replace function enveloppe.refuser_faute_de_disponible(p_enveloppe bigint) returns void
language plpgsql as $$
begin
    raise exception 'disponible insuffisant' using
        errcode = 'check_violation', constraint = 'enveloppe_disponible_insuffisant',
        detail = (
            select alloue_centimes - delegue_centimes - reserve_centimes - engage_centimes
            from enveloppe.enveloppe where enveloppe_id = p_enveloppe
        )::text;
end $$;

-- Moves the balances, if the envelope holds enough, and inserts the movement. Last, because the envelope stays locked until the end.
create or replace function enveloppe.inscrire(
    p_nature text, p_enveloppe bigint, p_dossier financement.dossier, p_montant bigint,
    p_alloue bigint, p_reserve bigint, p_engage bigint, p_cle text, p_survenu_le date, p_motif text
) returns enveloppe.mouvement
language plpgsql as $$
declare
    apres enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
begin
    update enveloppe.enveloppe set
        alloue_centimes = alloue_centimes + p_alloue,
        reserve_centimes = reserve_centimes + p_reserve,
        engage_centimes = engage_centimes + p_engage
    where enveloppe_id = p_enveloppe
        and delegue_centimes + reserve_centimes + p_reserve + engage_centimes + p_engage <= alloue_centimes + p_alloue
    returning * into apres;
    if not found then
        perform enveloppe.refuser_faute_de_disponible(p_enveloppe);
    end if;
    insert into enveloppe.mouvement (
        cle, empreinte, nature, enveloppe_id, dossier_id, code_insee, montant_centimes,
        alloue_avant, alloue_apres, reserve_avant, reserve_apres, engage_avant, engage_apres,
        survenu_le, agent_id, systeme, motif
    ) values (
        p_cle, enveloppe.empreinte(p_nature, p_enveloppe, p_dossier.dossier_id, p_montant, p_survenu_le),
        p_nature, p_enveloppe, p_dossier.dossier_id, p_dossier.code_insee, p_montant,
        apres.alloue_centimes - p_alloue, apres.alloue_centimes,
        apres.reserve_centimes - p_reserve, apres.reserve_centimes,
        apres.engage_centimes - p_engage, apres.engage_centimes,
        p_survenu_le, acces.agent_courant(), acces.systeme_courant(), p_motif
    )
    returning * into mouvement;
    return mouvement;
end $$;

-- Gives money to an envelope, taken from its parent when it has one. The programme manager or the system only.
create or replace function enveloppe.allouer(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    cible enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
begin
    if not (acces.est_systeme() or acces.est_responsable()) then
        raise exception 'seul le responsable du programme alloue' using errcode = 'insufficient_privilege', constraint = 'responsable_requis';
    end if;
    -- Parent and child, in key order.
    perform from enveloppe.enveloppe
    where enveloppe_id in (
        select unnest(array[fille.enveloppe_id, fille.parent_id]) from enveloppe.enveloppe as fille where fille.code = p_code
    )
    order by enveloppe_id for update;
    select * into cible from enveloppe.enveloppe where code = p_code;
    if not found then
        raise exception 'enveloppe inconnue : %', p_code using errcode = 'no_data_found', constraint = 'enveloppe_inconnue';
    end if;
    mouvement := enveloppe.deja_inscrit(p_cle, 'allouer', cible.enveloppe_id, null, p_montant, p_survenu_le);
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    if cible.parent_id is not null then
        update enveloppe.enveloppe set delegue_centimes = delegue_centimes + p_montant
        where enveloppe_id = cible.parent_id
            and delegue_centimes + p_montant + reserve_centimes + engage_centimes <= alloue_centimes;
        if not found then
            perform enveloppe.refuser_faute_de_disponible(cible.parent_id);
        end if;
    end if;
    return enveloppe.inscrire('allouer', cible.enveloppe_id, null, p_montant, p_montant, 0, 0, p_cle, p_survenu_le, p_motif);
end $$;

-- The dossier, if the caller may post for it; locked, so that what it holds moves under one posting at a time.
create or replace function enveloppe.dossier_instruit(p_dossier bigint) returns financement.dossier
language plpgsql as $$
declare
    dossier financement.dossier;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier for no key update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_instructeur(dossier.departement_code);
    return dossier;
end $$;

-- The leaf that a dossier draws on. Its dispositif may have none in Trousse (DETR, DSIL): then nothing is posted (`suivre`).
create or replace function enveloppe.du_dossier(p_dossier financement.dossier) returns bigint
language plpgsql stable as $$
declare
    cible bigint;
begin
    select enveloppe_id into cible from enveloppe.enveloppe
    where dispositif = p_dossier.dispositif and territoire_code = p_dossier.departement_code and exercice = p_dossier.exercice;
    if not found then
        raise exception 'aucune enveloppe % pour le département % en %', p_dossier.dispositif, p_dossier.departement_code, p_dossier.exercice
            using errcode = 'check_violation', constraint = 'enveloppe_absente';
    end if;
    return cible;
end $$;

-- Sets money aside for a dossier found complete.
create or replace function enveloppe.reserver(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier := enveloppe.dossier_instruit(p_dossier);
    cible bigint := enveloppe.du_dossier(dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'reserver', cible, p_dossier, p_montant, p_survenu_le);
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    insert into enveloppe.position (dossier_id, enveloppe_id, code_insee, departement_code, organisation_id, reserve_centimes)
    values (p_dossier, cible, dossier.code_insee, dossier.departement_code, dossier.organisation_id, p_montant)
    on conflict (dossier_id) do update set reserve_centimes = position.reserve_centimes + excluded.reserve_centimes;
    return enveloppe.inscrire('reserver', cible, dossier, p_montant, 0, p_montant, 0, p_cle, p_survenu_le, p_motif);
end $$;

-- Commits: what was reserved for the dossier is freed, whole, and the amount of the decision is committed.
create or replace function enveloppe.engager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier := enveloppe.dossier_instruit(p_dossier);
    cible bigint := enveloppe.du_dossier(dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'engager', cible, p_dossier, p_montant, p_survenu_le);
    reserve bigint;
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    select reserve_centimes into reserve from enveloppe.position where dossier_id = p_dossier;
    insert into enveloppe.position (dossier_id, enveloppe_id, code_insee, departement_code, organisation_id, engage_centimes)
    values (p_dossier, cible, dossier.code_insee, dossier.departement_code, dossier.organisation_id, p_montant)
    on conflict (dossier_id) do update
        set reserve_centimes = 0, engage_centimes = position.engage_centimes + excluded.engage_centimes;
    return enveloppe.inscrire('engager', cible, dossier, p_montant, 0, -coalesce(reserve, 0), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

-- Gives money back to the envelope: the reservation first, then the commitment that is not paid.
create or replace function enveloppe.degager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier := enveloppe.dossier_instruit(p_dossier);
    cible bigint := enveloppe.du_dossier(dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'degager', cible, p_dossier, p_montant, p_survenu_le);
    tenu enveloppe.position;
    sur_reserve bigint;
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    select * into tenu from enveloppe.position where dossier_id = p_dossier;
    if not found or tenu.reserve_centimes + tenu.engage_centimes - tenu.paye_centimes < p_montant then
        raise exception 'rien de tel à dégager' using errcode = 'check_violation', constraint = 'degagement_excessif';
    end if;
    sur_reserve := least(p_montant, tenu.reserve_centimes);
    update enveloppe.position set
        reserve_centimes = reserve_centimes - sur_reserve,
        engage_centimes = engage_centimes - (p_montant - sur_reserve)
    where dossier_id = p_dossier;
    return enveloppe.inscrire('degager', cible, dossier, p_montant, 0, -sur_reserve, sur_reserve - p_montant, p_cle, p_survenu_le, p_motif);
end $$;

-- What each passage posts: complete → reserved, accepted → committed, refused, dismissed or cancelled → given back.
create or replace function enveloppe.suivre(p_dossier financement.dossier, p_survenu_le date, p_motif text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cle text := 'dossier/' || p_dossier.dossier_id || '/' || p_dossier.etat;
    tenu bigint;
begin
    if not exists (select from enveloppe.enveloppe where dispositif = p_dossier.dispositif) then
        return;
    end if;
    case p_dossier.etat
        when 'complet' then
            perform enveloppe.reserver(p_dossier.dossier_id, p_dossier.montant_demande_centimes, cle, p_survenu_le, p_motif);
        when 'accepte' then
            perform enveloppe.engager(p_dossier.dossier_id, p_dossier.montant_accorde_centimes, cle, p_survenu_le, p_motif);
        when 'refuse', 'classe_sans_suite', 'annule' then
            select reserve_centimes + engage_centimes - paye_centimes into tenu from enveloppe.position where dossier_id = p_dossier.dossier_id;
            if tenu > 0 then
                perform enveloppe.degager(p_dossier.dossier_id, tenu, cle, p_survenu_le, p_motif);
            end if;
        else
            null;
    end case;
end $$;
