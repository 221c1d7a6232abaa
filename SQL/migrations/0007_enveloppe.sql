-- The ledger. Envelopes are a tree; money goes down by `allouer`; a leaf reserves, commits, pays.
-- What is delegated, reserved and committed never exceeds what was allocated: the CHECK below holds whoever writes.

create table enveloppe.enveloppe (
    enveloppe_id bigint generated always as identity primary key,
    code text not null constraint enveloppe_code_unique unique,
    nom text not null,
    parent_id bigint constraint enveloppe_parent references enveloppe.enveloppe,
    niveau text not null constraint enveloppe_niveau check (niveau in ('programme', 'volet', 'region', 'departement', 'arrondissement')),
    -- Code of the région or département; null above.
    territoire_code text,
    exercice integer not null,
    -- The dispositif whose dossiers draw on it; null on the nodes that only delegate.
    dispositif text constraint enveloppe_dispositif references financement.dispositif,
    alloue_centimes bigint not null default 0,
    -- Allocated further down to children.
    delegue_centimes bigint not null default 0,
    reserve_centimes bigint not null default 0,
    -- Committed and not released; what is paid is part of it.
    engage_centimes bigint not null default 0,
    paye_centimes bigint not null default 0,
    constraint enveloppe_soldes_positifs check (
        least(alloue_centimes, delegue_centimes, reserve_centimes, engage_centimes, paye_centimes) >= 0
    ),
    constraint enveloppe_disponible_insuffisant check (delegue_centimes + reserve_centimes + engage_centimes <= alloue_centimes),
    constraint enveloppe_paye_engage check (paye_centimes <= engage_centimes)
);
create index enveloppe_par_parent on enveloppe.enveloppe (parent_id);
create unique index enveloppe_une_par_dispositif on enveloppe.enveloppe (dispositif, territoire_code, exercice) where dispositif is not null;

-- Only inserted. Each row carries the balances before and after, so that a chain can be re-read without trusting the current ones.
create table enveloppe.mouvement (
    mouvement_id bigint generated always as identity primary key,
    -- Idempotency: the same key with the same request is the same movement; with another request it is refused.
    cle text not null constraint mouvement_cle_unique unique,
    empreinte text not null,
    nature text not null constraint mouvement_nature check (nature in ('allouer', 'reserver', 'engager', 'degager')),
    enveloppe_id bigint not null constraint mouvement_enveloppe references enveloppe.enveloppe,
    dossier_id bigint constraint mouvement_dossier references financement.dossier,
    code_insee territoire.code_insee constraint mouvement_commune references territoire.commune,
    montant_centimes bigint not null constraint mouvement_montant check (montant_centimes > 0),
    alloue_avant bigint not null,
    alloue_apres bigint not null,
    reserve_avant bigint not null,
    reserve_apres bigint not null,
    engage_avant bigint not null,
    engage_apres bigint not null,
    -- When it happened (the arrêté's day) is not when we learnt of it.
    survenu_le date not null,
    enregistre_le timestamptz not null default clock_timestamp(),
    agent_id bigint constraint mouvement_agent references acces.agent,
    systeme text,
    motif text not null default '',
    constraint mouvement_dossier_requis check ((nature = 'allouer') = (dossier_id is null))
);
create index mouvement_par_enveloppe on enveloppe.mouvement (enveloppe_id, mouvement_id);
create index mouvement_par_dossier on enveloppe.mouvement (dossier_id);
create index mouvement_par_commune on enveloppe.mouvement (code_insee);

-- What each dossier holds of its envelope: the grain of the consumption per commune.
create table enveloppe.position (
    dossier_id bigint primary key constraint position_dossier references financement.dossier,
    enveloppe_id bigint not null constraint position_enveloppe references enveloppe.enveloppe,
    code_insee territoire.code_insee not null,
    departement_code text not null,
    organisation_id bigint not null,
    reserve_centimes bigint not null default 0,
    engage_centimes bigint not null default 0,
    paye_centimes bigint not null default 0,
    constraint position_positive check (least(reserve_centimes, engage_centimes, paye_centimes) >= 0),
    constraint position_paye_engage check (paye_centimes <= engage_centimes)
);
create index position_par_enveloppe on enveloppe.position (enveloppe_id, code_insee);
