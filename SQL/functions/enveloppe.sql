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

-- Why an envelope did not take a movement, with what it has: the constraint that would have said no.
create or replace function enveloppe.refuser_faute_de_disponible(p_enveloppe bigint) returns void
language plpgsql as $$
declare
    cible enveloppe.enveloppe;
begin
    select * into cible from enveloppe.enveloppe where enveloppe_id = p_enveloppe;
    if cible.cloture_le is not null then
        raise exception 'enveloppe close' using
            errcode = 'check_violation', constraint = 'enveloppe_close', detail = cible.cloture_le::text;
    end if;
    raise exception 'disponible insuffisant' using
        errcode = 'check_violation', constraint = 'enveloppe_disponible_insuffisant', detail = enveloppe.disponible(cible)::text;
end $$;

-- AE left: allocated, neither delegated, reserved, committed nor withdrawn.
create or replace function enveloppe.disponible(p_enveloppe enveloppe.enveloppe) returns bigint
language sql immutable parallel safe
return p_enveloppe.alloue_centimes - p_enveloppe.delegue_centimes - p_enveloppe.reserve_centimes - p_enveloppe.engage_centimes
    - p_enveloppe.retire_centimes;

-- What seals a movement to the one before it on its envelope.
create or replace function enveloppe.sceller(
    p_precedent text, p_cle text, p_empreinte text, p_alloue bigint, p_reserve bigint, p_engage bigint, p_retire bigint, p_liquide bigint,
    p_paye bigint, p_cp bigint, p_agent bigint
) returns text
language sql immutable parallel safe
return encode(sha256(convert_to(
    p_precedent || '|' || p_cle || '|' || p_empreinte || '|' || p_alloue || '|' || p_reserve || '|' || p_engage || '|' || p_retire || '|'
    || p_liquide || '|' || p_paye || '|' || p_cp || '|' || coalesce(p_agent, 0), 'UTF8'
)), 'hex');

-- Moves the balances, if the envelope holds enough, and inserts the movement. Last, because the envelope stays locked until the end.
-- A closed envelope takes no new money and makes no new promise; what it promised goes on to its end.
create or replace function enveloppe.inscrire(
    p_nature text, p_enveloppe bigint, p_dossier financement.dossier, p_montant bigint,
    p_alloue bigint, p_reserve bigint, p_engage bigint, p_cle text, p_survenu_le date, p_motif text,
    p_retire bigint default 0, p_liquide bigint default 0, p_paye bigint default 0, p_cp bigint default 0, p_annule bigint default null
) returns enveloppe.mouvement
language plpgsql as $$
declare
    requete constant text := enveloppe.empreinte(p_nature, p_enveloppe, p_dossier.dossier_id, p_montant, p_survenu_le);
    agent constant bigint := acces.agent_courant();
    apres enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
begin
    update enveloppe.enveloppe set
        alloue_centimes = alloue_centimes + p_alloue,
        reserve_centimes = reserve_centimes + p_reserve,
        engage_centimes = engage_centimes + p_engage,
        retire_centimes = retire_centimes + p_retire,
        liquide_centimes = liquide_centimes + p_liquide,
        paye_centimes = paye_centimes + p_paye,
        cp_centimes = cp_centimes + p_cp,
        sceau = enveloppe.sceller(
            sceau, p_cle, requete, alloue_centimes + p_alloue, reserve_centimes + p_reserve, engage_centimes + p_engage,
            retire_centimes + p_retire, liquide_centimes + p_liquide, paye_centimes + p_paye, cp_centimes + p_cp, agent
        )
    where enveloppe_id = p_enveloppe
        and delegue_centimes + reserve_centimes + p_reserve + engage_centimes + p_engage + retire_centimes + p_retire
        <= alloue_centimes + p_alloue
        and (cloture_le is null or (p_alloue <= 0 and p_reserve <= 0 and p_engage <= 0))
    returning * into apres;
    if not found then
        perform enveloppe.refuser_faute_de_disponible(p_enveloppe);
    end if;
    insert into enveloppe.mouvement (
        cle, empreinte, nature, enveloppe_id, dossier_id, code_insee, montant_centimes,
        alloue_avant, alloue_apres, reserve_avant, reserve_apres, engage_avant, engage_apres, retire_avant, retire_apres,
        liquide_avant, liquide_apres, paye_avant, paye_apres, cp_avant, cp_apres,
        survenu_le, agent_id, systeme, motif, annule_id, sceau
    ) values (
        p_cle, requete, p_nature, p_enveloppe, p_dossier.dossier_id, p_dossier.code_insee, p_montant,
        apres.alloue_centimes - p_alloue, apres.alloue_centimes,
        apres.reserve_centimes - p_reserve, apres.reserve_centimes,
        apres.engage_centimes - p_engage, apres.engage_centimes,
        apres.retire_centimes - p_retire, apres.retire_centimes,
        apres.liquide_centimes - p_liquide, apres.liquide_centimes,
        apres.paye_centimes - p_paye, apres.paye_centimes,
        apres.cp_centimes - p_cp, apres.cp_centimes,
        p_survenu_le, agent, acces.systeme_courant(), p_motif, p_annule, apres.sceau
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
    perform acces.exiger_responsable();
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
            and delegue_centimes + p_montant + reserve_centimes + engage_centimes + retire_centimes <= alloue_centimes
            and cloture_le is null;
        if not found then
            perform enveloppe.refuser_faute_de_disponible(cible.parent_id);
        end if;
    end if;
    return enveloppe.inscrire('allouer', cible.enveloppe_id, null, p_montant, p_montant, 0, 0, p_cle, p_survenu_le, p_motif);
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

-- Sets money aside for a dossier.
create or replace function enveloppe.poster_reservation(
    p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text
) returns enveloppe.mouvement
language plpgsql as $$
declare
    cible bigint := enveloppe.du_dossier(p_dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'reserver', cible, p_dossier.dossier_id, p_montant, p_survenu_le);
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    insert into enveloppe.position (dossier_id, enveloppe_id, code_insee, departement_code, organisation_id, reserve_centimes)
    values (p_dossier.dossier_id, cible, p_dossier.code_insee, p_dossier.departement_code, p_dossier.organisation_id, p_montant)
    on conflict (dossier_id) do update set reserve_centimes = position.reserve_centimes + excluded.reserve_centimes;
    return enveloppe.inscrire('reserver', cible, p_dossier, p_montant, 0, p_montant, 0, p_cle, p_survenu_le, p_motif);
end $$;

-- Commits: what was reserved for the dossier is freed, whole, and the amount of the decision is committed.
create or replace function enveloppe.poster_engagement(
    p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text
) returns enveloppe.mouvement
language plpgsql as $$
declare
    cible bigint := enveloppe.du_dossier(p_dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'engager', cible, p_dossier.dossier_id, p_montant, p_survenu_le);
    reserve bigint;
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    select reserve_centimes into reserve from enveloppe.position where dossier_id = p_dossier.dossier_id;
    insert into enveloppe.position (dossier_id, enveloppe_id, code_insee, departement_code, organisation_id, engage_centimes)
    values (p_dossier.dossier_id, cible, p_dossier.code_insee, p_dossier.departement_code, p_dossier.organisation_id, p_montant)
    on conflict (dossier_id) do update
        set reserve_centimes = 0, engage_centimes = position.engage_centimes + excluded.engage_centimes;
    return enveloppe.inscrire('engager', cible, p_dossier, p_montant, 0, -coalesce(reserve, 0), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

-- Gives money back to the envelope: the reservation first, then the commitment that is not certified. A commitment released after its
-- exercice is withdrawn instead: its AE are not used again (LOLF art. 8, recycling barred by default).
create or replace function enveloppe.poster_degagement(
    p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text
) returns enveloppe.mouvement
language plpgsql as $$
declare
    cible bigint := enveloppe.du_dossier(p_dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'degager', cible, p_dossier.dossier_id, p_montant, p_survenu_le);
    tenu enveloppe.position;
    sur_reserve bigint;
    sur_engage bigint;
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    select * into tenu from enveloppe.position where dossier_id = p_dossier.dossier_id;
    if not found or tenu.reserve_centimes + tenu.engage_centimes - tenu.liquide_centimes < p_montant then
        raise exception 'rien de tel à dégager' using errcode = 'check_violation', constraint = 'degagement_excessif';
    end if;
    sur_reserve := least(p_montant, tenu.reserve_centimes);
    sur_engage := p_montant - sur_reserve;
    update enveloppe.position set
        reserve_centimes = reserve_centimes - sur_reserve,
        engage_centimes = engage_centimes - sur_engage
    where dossier_id = p_dossier.dossier_id;
    return enveloppe.inscrire(
        'degager', cible, p_dossier, p_montant, 0, -sur_reserve, -sur_engage, p_cle, p_survenu_le, p_motif,
        p_retire => case when extract(year from p_survenu_le) > p_dossier.exercice then sur_engage else 0 end
    );
end $$;

-- The same three for the préfecture that instructs the dossier, which is locked so that what it holds moves under one posting at a time.
create or replace function enveloppe.reserver(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
begin
    return enveloppe.poster_reservation(financement.a_instruire(p_dossier), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

create or replace function enveloppe.engager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
begin
    return enveloppe.poster_engagement(financement.a_instruire(p_dossier), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

create or replace function enveloppe.degager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text default '')
returns enveloppe.mouvement
language plpgsql security definer set search_path = pg_catalog as $$
begin
    return enveloppe.poster_degagement(financement.a_instruire(p_dossier), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

-- What a dossier in this state should hold: reserved from completeness or from programming on, committed once granted.
create or replace function enveloppe.tenue(p_dossier financement.dossier, p_reserve_des text, out reserve bigint, out engage bigint)
language sql immutable
return row(
    case
        when p_dossier.etat = 'programme' then p_dossier.montant_programme_centimes
        when p_reserve_des = 'complet' and p_dossier.etat in ('complet', 'en_instruction', 'avis') then p_dossier.montant_demande_centimes
        else 0
    end,
    case when p_dossier.etat in ('accepte', 'notifie', 'commence', 'acheve', 'solde') then p_dossier.montant_accorde_centimes else 0 end
);

-- Sets money aside when there is enough of it, or nothing.
create or replace function enveloppe.reserver_au_mieux(
    p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text
) returns void
language plpgsql as $$
begin
    perform enveloppe.poster_reservation(p_dossier, p_montant, p_cle, p_survenu_le, p_motif);
exception when check_violation then
    null; -- nothing is set aside; the decision will ask again
end $$;

-- Brings what the dossier holds to what its state asks, with the least movements. `p_souple`: the law moved it, not the préfecture; an
-- envelope too short then sets nothing aside instead of refusing.
create or replace function enveloppe.suivre(
    p_dossier financement.dossier, p_passage bigint, p_survenu_le date, p_motif text, p_souple boolean
) returns void
language plpgsql as $$
declare
    des text;
    tenu enveloppe.position;
    reserve bigint;
    engage bigint;
    cle text := 'dossier/' || p_dossier.dossier_id || '/' || p_passage || '/';
begin
    select reserve_des into des from enveloppe.enveloppe
    where dispositif = p_dossier.dispositif and territoire_code = p_dossier.departement_code and exercice = p_dossier.exercice;
    if not found then
        -- DETR and DSIL of a département whose envelope is not in Trousse: nothing to follow. A dispositif that has some must have this one.
        if p_dossier.etat in ('complet', 'programme', 'accepte')
            and exists (select from enveloppe.enveloppe where dispositif = p_dossier.dispositif and reserve_des = 'complet')
        then
            perform enveloppe.du_dossier(p_dossier);
        end if;
        return;
    end if;
    select cible.reserve, cible.engage into reserve, engage from enveloppe.tenue(p_dossier, des) as cible;
    select * into tenu from enveloppe.position where dossier_id = p_dossier.dossier_id;
    tenu.reserve_centimes := coalesce(tenu.reserve_centimes, 0);
    tenu.engage_centimes := coalesce(tenu.engage_centimes, 0);
    if engage = 0 and tenu.engage_centimes > 0 then
        if tenu.reserve_centimes + tenu.engage_centimes > coalesce(tenu.liquide_centimes, 0) then
            perform enveloppe.poster_degagement(
                p_dossier, tenu.reserve_centimes + tenu.engage_centimes - tenu.liquide_centimes, cle || 'degager', p_survenu_le, p_motif
            );
        end if;
        tenu.reserve_centimes := 0;
    elsif engage > 0 and tenu.engage_centimes = 0 then
        perform enveloppe.poster_engagement(p_dossier, engage, cle || 'engager', p_survenu_le, p_motif);
        return;
    elsif reserve < tenu.reserve_centimes and engage = 0 then
        perform enveloppe.poster_degagement(p_dossier, tenu.reserve_centimes - reserve, cle || 'degager', p_survenu_le, p_motif);
    end if;
    if reserve > tenu.reserve_centimes then
        if p_souple then
            perform enveloppe.reserver_au_mieux(p_dossier, reserve - tenu.reserve_centimes, cle || 'reserver', p_survenu_le, p_motif);
        else
            perform enveloppe.poster_reservation(p_dossier, reserve - tenu.reserve_centimes, cle || 'reserver', p_survenu_le, p_motif);
        end if;
    end if;
end $$;
