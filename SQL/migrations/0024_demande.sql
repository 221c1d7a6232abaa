-- What an application says besides its plan and its pieces: forms as data, answers kept once, who changed what, who approved, what was sent.

create table financement.formulaire (
    code text not null,
    version integer not null constraint formulaire_version check (version > 0),
    -- First day it is asked (Europe/Paris).
    depuis date not null,
    dispositifs text[] not null,
    contenu jsonb not null constraint formulaire_contenu check (contenu ? 'sections'),
    constraint formulaire_cle primary key (code, version)
);
grant select on financement.formulaire to trousse_app;

alter table financement.dossier
    -- The version that the draft was begun in: what a newer one asks besides is told.
    add column formulaire_debut integer;

create sequence financement.revision_reponse;

create table financement.reponse (
    reponse_id bigint generated always as identity primary key,
    organisation_id bigint not null constraint reponse_organisation references acces.organisation,
    -- Null: an answer of the porteur, for all that it ever asks.
    operation_id bigint constraint reponse_operation references operation.operation on delete cascade,
    -- Null: for every funder of the operation.
    dossier_id bigint constraint reponse_dossier references financement.dossier on delete cascade,
    champ text not null constraint reponse_champ check (champ ~ '^[a-z][a-z0-9_]{1,39}$'),
    -- Null: taken back.
    valeur text[] constraint reponse_valeur check (
        array_length(valeur, 1) between 1 and 30 and length(array_to_string(valeur, '')) between 1 and 4000
    ),
    revision bigint not null,
    repondu_par bigint constraint reponse_repondu_par references acces.agent,
    repondu_le timestamptz not null default clock_timestamp(),
    constraint reponse_portee check (dossier_id is null or operation_id is not null),
    constraint reponse_unique unique nulls not distinct (organisation_id, operation_id, dossier_id, champ)
);
create index reponse_par_operation on financement.reponse (operation_id);
create index reponse_par_dossier on financement.reponse (dossier_id) where dossier_id is not null;

-- A row for each change: no key to the dossier, whose draft may go while its history stays.
create table financement.reponse_changement (
    revision bigint primary key,
    organisation_id bigint not null,
    operation_id bigint,
    dossier_id bigint,
    champ text not null,
    ancienne text[],
    nouvelle text[],
    agent_id bigint,
    enregistre_le timestamptz not null default clock_timestamp()
);
create index reponse_changement_par_operation on financement.reponse_changement (operation_id, revision desc);

-- The sections and the pieces that a demand of correction names: «section:projet», «piece:1.4».
create table financement.correction (
    passage_id bigint not null constraint correction_passage references financement.passage,
    objet text not null constraint correction_objet check (objet ~ '^(section|piece):[a-z0-9_.]{1,60}$'),
    constraint correction_cle primary key (passage_id, objet)
);

-- The agreement of the maire, when the secretary asks for it.
create table financement.approbation (
    approbation_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint approbation_dossier references financement.dossier on delete cascade,
    organisation_id bigint not null,
    destinataire text not null constraint approbation_destinataire check (length(destinataire) between 2 and 200),
    message text not null default '' constraint approbation_message check (length(message) <= 1000),
    -- SHA-256 of the one-time link: a stolen table opens nothing.
    empreinte text not null constraint approbation_empreinte unique,
    demandee_par bigint constraint approbation_demandee_par references acces.agent,
    demandee_le date not null,
    expire_le date not null,
    -- What was submitted: a later change asks again.
    revision bigint not null,
    montant_demande_centimes bigint not null,
    etat text not null default 'attendue' constraint approbation_etat check (etat in ('attendue', 'approuvee', 'renvoyee', 'retiree')),
    commentaire text not null default '' constraint approbation_commentaire check (length(commentaire) <= 2000),
    -- Null with an answer: by the link.
    repondue_par bigint constraint approbation_repondue_par references acces.agent,
    repondue_le timestamptz,
    constraint approbation_reponse check ((etat = 'attendue') = (repondue_le is null)),
    constraint approbation_renvoi check (etat <> 'renvoyee' or length(trim(commentaire)) >= 3)
);
create unique index approbation_une_ouverte on financement.approbation (dossier_id) where etat = 'attendue';
create index approbation_par_dossier on financement.approbation (dossier_id, approbation_id desc);

-- What was sent, known values and answers together, as it was that day: the préfecture reads this, whatever is answered later for another funder.
create table financement.demande (
    demande_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint demande_dossier references financement.dossier,
    organisation_id bigint not null,
    formulaire_code text not null,
    formulaire_version integer not null,
    envoyee_le date not null,
    contenu jsonb not null constraint demande_contenu check (contenu ? 'sections'),
    enregistre_le timestamptz not null default clock_timestamp(),
    constraint demande_formulaire foreign key (formulaire_code, formulaire_version) references financement.formulaire
);
create index demande_par_dossier on financement.demande (dossier_id, demande_id desc);
