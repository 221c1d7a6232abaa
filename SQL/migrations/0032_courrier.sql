-- Mail. What an act has to say is written here in the transaction of the act: a mail exists if and only if the act was committed. A
-- sender takes it later, as often as it takes, under one Message-ID.

create schema courrier;
comment on schema courrier is 'Courriels à envoyer et envoyés, préférences, résumés';
grant usage on schema courrier to trousse_app;

create table courrier.courriel (
    courriel_id bigint generated always as identity primary key,
    -- What makes it one: `passage/12/agent/3`. Writing it twice writes it once.
    cle text not null constraint courriel_cle_unique unique,
    genre text not null constraint courriel_genre check (genre ~ '^[a-z_]{3,40}$'),
    destinataire text not null constraint courriel_destinataire check (destinataire ~ '^[^@[:space:]<>,;:]+@[^@[:space:]<>,;:]+$'),
    destinataire_nom text not null default '' constraint courriel_nom check (destinataire_nom !~ '[[:cntrl:]]'),
    agent_id bigint constraint courriel_agent references acces.agent,
    -- A draft that is abandoned leaves the mails that were about it.
    dossier_id bigint constraint courriel_dossier references financement.dossier on delete set null,
    departement_code text,
    -- What was true at the act; the words are Swift's, made when it leaves.
    faits jsonb not null,
    -- The paper of the dossier that goes with it, when it is written by then: its nature and its rank.
    papier text constraint courriel_papier check (papier in ('accuse', 'completude', 'decision')),
    cree_le timestamptz not null default clock_timestamp(),
    du_le timestamptz not null,
    -- Stable through every attempt, so that a receiver recognises a copy.
    identifiant uuid not null default gen_random_uuid(),
    -- As sent: written once, at the first attempt, so that each attempt sends the same.
    modele integer,
    objet text,
    texte text,
    html text,
    tentatives integer not null default 0,
    -- Refusals of a server that answered: only these kill a mail. A server that is down is waited for.
    refus integer not null default 0,
    prochaine_le timestamptz not null,
    bail uuid,
    bail_jusqua timestamptz,
    derniere_erreur text,
    envoye_le timestamptz,
    reponse text,
    abandonne_le timestamptz,
    constraint courriel_fin check (envoye_le is null or abandonne_le is null),
    constraint courriel_bail check ((bail is null) = (bail_jusqua is null)),
    constraint courriel_ecrit check ((modele is null) = (objet is null))
);
create index courriel_a_envoyer on courrier.courriel (prochaine_le, courriel_id) where envoye_le is null and abandonne_le is null;
create index courriel_abandonne on courrier.courriel (abandonne_le desc, courriel_id desc) where abandonne_le is not null;
create index courriel_par_dossier on courrier.courriel (dossier_id, courriel_id desc);

create table courrier.jointe (
    courriel_id bigint not null constraint jointe_courriel references courrier.courriel,
    rang integer not null constraint jointe_rang check (rang between 1 and 10),
    nom_fichier text not null constraint jointe_nom check (nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'),
    type_mime text not null,
    sha256 text not null constraint jointe_contenu references financement.contenu,
    constraint jointe_cle primary key (courriel_id, rang)
);

-- Who instructs chooses: each event at once, or one mail a day.
create table courrier.preference (
    agent_id bigint primary key constraint preference_agent references acces.agent on delete cascade,
    rythme text not null constraint preference_rythme check (rythme in ('immediat', 'quotidien'))
);

-- What waits for the daily mail of an agent.
create table courrier.nouvelle (
    nouvelle_id bigint generated always as identity primary key,
    cle text not null constraint nouvelle_cle_unique unique,
    agent_id bigint not null constraint nouvelle_agent references acces.agent on delete cascade,
    dossier_id bigint not null constraint nouvelle_dossier references financement.dossier on delete cascade,
    genre text not null,
    faits jsonb not null,
    survenu_le timestamptz not null default clock_timestamp(),
    courriel_id bigint constraint nouvelle_courriel references courrier.courriel
);
create index nouvelle_en_attente on courrier.nouvelle (agent_id, nouvelle_id) where courriel_id is null;
