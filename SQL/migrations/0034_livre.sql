-- The ledger to its end: service fait, payment, reversement, transfer, cancellation, closing; AE and CP apart; each movement sealed to the
-- one before it on its envelope, so that a row changed behind the database's back shows.

alter table enveloppe.enveloppe
    -- AE given back too late to be used again: LOLF art. 8, no recycling to a later year.
    add column retire_centimes bigint not null default 0,
    -- Service fait: certified, to be paid; what is paid is part of it.
    add column liquide_centimes bigint not null default 0,
    -- CP: what may be paid in the year, and what of it was delegated further down.
    add column cp_centimes bigint not null default 0,
    add column cp_delegue_centimes bigint not null default 0,
    add column cloture_le date,
    -- Seal of its last movement.
    add column sceau text not null default '',
    drop constraint enveloppe_soldes_positifs,
    add constraint enveloppe_soldes_positifs check (
        least(
            alloue_centimes, delegue_centimes, reserve_centimes, engage_centimes, paye_centimes, retire_centimes, liquide_centimes,
            cp_centimes, cp_delegue_centimes
        ) >= 0
    ),
    drop constraint enveloppe_disponible_insuffisant,
    add constraint enveloppe_disponible_insuffisant check (
        delegue_centimes + reserve_centimes + engage_centimes + retire_centimes <= alloue_centimes
    ),
    add constraint enveloppe_liquide_engage check (liquide_centimes <= engage_centimes),
    add constraint enveloppe_paye_liquide check (paye_centimes <= liquide_centimes),
    add constraint enveloppe_cp_insuffisants check (cp_delegue_centimes + paye_centimes <= cp_centimes);

alter table enveloppe.position
    add column liquide_centimes bigint not null default 0,
    add constraint position_liquide_engage check (0 <= liquide_centimes and liquide_centimes <= engage_centimes),
    add constraint position_paye_liquide check (paye_centimes <= liquide_centimes);

alter table enveloppe.mouvement
    drop constraint mouvement_nature,
    add constraint mouvement_nature check (nature in (
        'allouer', 'allouer_cp', 'transferer', 'reporter', 'cloturer', 'reserver', 'engager', 'degager', 'liquider', 'payer', 'reverser',
        'annuler'
    )),
    drop constraint mouvement_dossier_requis,
    add constraint mouvement_dossier_requis check (
        nature = 'annuler'
        or (nature in ('allouer', 'allouer_cp', 'transferer', 'reporter', 'cloturer')) = (dossier_id is null)
    ),
    add column retire_avant bigint not null default 0,
    add column retire_apres bigint not null default 0,
    add column liquide_avant bigint not null default 0,
    add column liquide_apres bigint not null default 0,
    add column paye_avant bigint not null default 0,
    add column paye_apres bigint not null default 0,
    add column cp_avant bigint not null default 0,
    add column cp_apres bigint not null default 0,
    -- The movement that this one undoes, once.
    add column annule_id bigint constraint mouvement_annule references enveloppe.mouvement constraint mouvement_annule_une_fois unique,
    add column sceau text not null default '',
    add constraint mouvement_annulation check ((nature = 'annuler') = (annule_id is not null));

-- Above a threshold, somebody else must approve.
create table enveloppe.transfert (
    transfert_id bigint generated always as identity primary key,
    de_id bigint not null constraint transfert_de references enveloppe.enveloppe,
    vers_id bigint not null constraint transfert_vers references enveloppe.enveloppe,
    montant_centimes bigint not null constraint transfert_montant check (montant_centimes > 0),
    survenu_le date not null,
    motif text not null constraint transfert_motif check (length(trim(motif)) >= 3),
    propose_par bigint constraint transfert_propose_par references acces.agent,
    propose_le timestamptz not null default clock_timestamp(),
    approuve_par bigint constraint transfert_approuve_par references acces.agent,
    approuve_le timestamptz,
    refuse_le timestamptz,
    constraint transfert_deux_personnes check (approuve_par is distinct from propose_par or approuve_par is null),
    constraint transfert_distinct check (de_id <> vers_id),
    constraint transfert_issue check (approuve_le is null or refuse_le is null)
);
create index transfert_en_attente on enveloppe.transfert (propose_le) where approuve_le is null and refuse_le is null;

-- From which closed envelope a carry-over came.
create table enveloppe.report (
    mouvement_id bigint primary key constraint report_mouvement references enveloppe.mouvement,
    de_id bigint not null constraint report_de references enveloppe.enveloppe
);
create index report_par_origine on enveloppe.report (de_id);

drop function if exists enveloppe.inscrire(text, bigint, financement.dossier, bigint, bigint, bigint, bigint, text, date, text);

-- Movements that were there are sealed in their order.
do $sceller$
declare
    ligne enveloppe.mouvement;
    precedent text;
begin
    alter table enveloppe.mouvement disable trigger user;
    for ligne in select * from enveloppe.mouvement order by enveloppe_id, mouvement_id loop
        select sceau into precedent from enveloppe.enveloppe where enveloppe_id = ligne.enveloppe_id;
        precedent := encode(sha256(convert_to(
            precedent || '|' || ligne.cle || '|' || ligne.empreinte || '|' || ligne.alloue_apres || '|' || ligne.reserve_apres || '|'
            || ligne.engage_apres || '|0|0|0|0|' || coalesce(ligne.agent_id, 0), 'UTF8'
        )), 'hex');
        update enveloppe.mouvement set sceau = precedent where mouvement_id = ligne.mouvement_id;
        update enveloppe.enveloppe set sceau = precedent where enveloppe_id = ligne.enveloppe_id;
    end loop;
    alter table enveloppe.mouvement enable trigger user;
end $sceller$;
