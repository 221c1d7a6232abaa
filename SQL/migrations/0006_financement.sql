-- Plans as computed, dossiers with their pieces and the passages from state to state.

create table financement.plan (
    plan_id bigint generated always as identity primary key,
    operation_id bigint not null constraint plan_operation references operation.operation on delete cascade,
    calcule_le timestamptz not null default clock_timestamp(),
    date_demande date not null,
    contenu jsonb not null
);
create index plan_par_operation on financement.plan (operation_id, plan_id desc);

create sequence financement.numero_dossier;

create table financement.dossier (
    dossier_id bigint generated always as identity primary key,
    -- `TR-2026-03-000042`: what people say on the telephone.
    numero text not null constraint dossier_numero_unique unique,
    operation_id bigint not null constraint dossier_operation references operation.operation,
    organisation_id bigint not null constraint dossier_organisation references acces.organisation,
    departement_code text not null constraint dossier_departement references territoire.departement,
    code_insee territoire.code_insee not null constraint dossier_commune references territoire.commune,
    dispositif text not null constraint dossier_dispositif references financement.dispositif,
    exercice integer not null,
    plan_id bigint constraint dossier_plan references financement.plan,
    etat text not null default 'brouillon' constraint dossier_etat check (etat in (
        'brouillon', 'depose', 'recu', 'a_corriger', 'complet', 'accepte', 'refuse', 'classe_sans_suite', 'commence', 'annule'
    )),
    -- Three amounts that must never be merged (RULES 0.3): cost, eligible base, grant.
    cout_total_ht_centimes bigint not null,
    depense_subventionnable_centimes bigint not null,
    montant_demande_centimes bigint not null,
    depense_retenue_centimes bigint,
    montant_accorde_centimes bigint,
    depose_le date,
    -- Accusé d'enregistrement: the day the demand was received; nothing may be ordered before it (R2334-24).
    recu_le date,
    -- Accusé de complétude (R2334-23).
    complet_le date,
    decide_le date,
    numero_ej text,
    -- What a word is looked for in: porteur, title, number, without accents or capitals. Kept by a trigger.
    recherche text not null,
    cree_le timestamptz not null default clock_timestamp(),
    constraint dossier_un_par_dispositif unique (operation_id, dispositif),
    constraint dossier_montants check (
        0 < montant_demande_centimes
        and montant_demande_centimes <= depense_subventionnable_centimes
        and depense_subventionnable_centimes <= cout_total_ht_centimes
    ),
    constraint dossier_decision check (
        montant_accorde_centimes is null
        or (0 < montant_accorde_centimes and montant_accorde_centimes <= depense_retenue_centimes
            and depense_retenue_centimes <= cout_total_ht_centimes)
    ),
    constraint dossier_dates check (depose_le <= recu_le and recu_le <= complet_le and complet_le <= decide_le),
    constraint dossier_accepte_complet check (
        etat not in ('accepte', 'commence') or (montant_accorde_centimes is not null and decide_le is not null)
    )
);
create index dossier_par_organisation on financement.dossier (organisation_id);
-- The préfecture's list: most recent deposit first, by keyset; the same of one state; the receipts that silence will make complete.
create index dossier_liste on financement.dossier (departement_code, depose_le desc, dossier_id desc) where etat <> 'brouillon';
create index dossier_liste_par_etat on financement.dossier (departement_code, etat, depose_le desc, dossier_id desc) where etat <> 'brouillon';
create index dossier_recus on financement.dossier (departement_code, recu_le, dossier_id) where etat = 'recu';

-- How many deposited dossiers there are and what they come to, kept as they move: totals, filters and tasks cost the same for
-- 5 000 dossiers as for 500 000.
create table financement.effectif (
    departement_code text not null,
    exercice integer not null,
    dispositif text not null,
    etat text not null,
    nombre bigint not null,
    cout_centimes bigint not null,
    demande_centimes bigint not null,
    accorde_centimes bigint not null,
    constraint effectif_cle primary key (departement_code, exercice, dispositif, etat)
);

-- Which passages exist, and who may make them.
create table financement.transition (
    de text not null,
    vers text not null,
    role text not null,
    constraint transition_cle primary key (de, vers)
);
insert into financement.transition (de, vers, role) values
    ('brouillon', 'depose', 'secretaire'),
    ('depose', 'recu', 'instructeur'),
    ('recu', 'a_corriger', 'instructeur'),
    ('recu', 'complet', 'instructeur'),
    ('a_corriger', 'recu', 'secretaire'),
    ('complet', 'accepte', 'instructeur'),
    ('complet', 'refuse', 'instructeur'),
    ('complet', 'classe_sans_suite', 'instructeur'),
    ('recu', 'classe_sans_suite', 'instructeur'),
    ('accepte', 'commence', 'secretaire'),
    ('accepte', 'annule', 'instructeur');

-- Each passage is a row; going back is a new passage, nothing is deleted.
create table financement.passage (
    passage_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint passage_dossier references financement.dossier,
    organisation_id bigint not null,
    departement_code text not null,
    de text not null,
    vers text not null,
    survenu_le date not null,
    motif text not null default '',
    agent_id bigint constraint passage_agent references acces.agent,
    enregistre_le timestamptz not null default clock_timestamp()
);
create index passage_par_dossier on financement.passage (dossier_id, passage_id);

-- Bytes are stored once, by their hash.
create table financement.contenu (
    sha256 text primary key constraint contenu_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
    octets bytea not null,
    constraint contenu_exact check (sha256 = encode(sha256(octets), 'hex')),
    constraint contenu_taille check (length(octets) between 1 and 20971520)
);

-- Pieces belong to the operation: the same délibération serves every funder.
create table financement.piece (
    piece_id bigint generated always as identity primary key,
    operation_id bigint not null constraint piece_operation references operation.operation,
    organisation_id bigint not null,
    departement_code text not null,
    -- Null: a piece of the dossier's life (accusé, décision), which `nature` names.
    code text constraint piece_code references financement.piece_exigee,
    nature text not null constraint piece_nature check (nature in ('piece', 'accuse', 'decision', 'commande')),
    dossier_id bigint constraint piece_dossier references financement.dossier,
    nom_fichier text not null constraint piece_nom check (nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'),
    type_mime text not null constraint piece_type check (type_mime in ('application/pdf', 'image/png', 'image/jpeg')),
    taille bigint not null,
    sha256 text not null constraint piece_contenu references financement.contenu,
    origine text not null constraint piece_origine check (origine in ('generee', 'deposee')),
    depose_par bigint constraint piece_depose_par references acces.agent,
    depose_le timestamptz not null default clock_timestamp()
);
create index piece_par_operation on financement.piece (operation_id, code, piece_id);
create index piece_par_contenu on financement.piece (sha256);
