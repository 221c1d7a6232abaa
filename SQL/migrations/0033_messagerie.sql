-- What is said about a dossier: messages between the préfecture and the porteur, what the préfecture keeps for itself (notes, telephone),
-- opinions asked of others. Rows are added, never rewritten; a message gets its day of reading, an opinion its answer.

create table financement.message (
    message_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint message_dossier references financement.dossier,
    organisation_id bigint not null,
    departement_code text not null,
    cote text not null constraint message_cote check (cote in ('porteur', 'prefecture')),
    auteur_id bigint not null constraint message_auteur references acces.agent,
    -- As it was then: the two sides do not read each other's accounts.
    auteur text not null,
    texte text not null constraint message_texte check (length(trim(texte)) between 2 and 5000),
    -- «En attente de réponse»: until the other side writes.
    attend_reponse boolean not null default false,
    envoye_le timestamptz not null default clock_timestamp(),
    lu_le timestamptz,
    constraint message_attente check (cote = 'prefecture' or not attend_reponse)
);
create index message_par_dossier on financement.message (dossier_id, message_id);
create index message_non_lu on financement.message (organisation_id) where lu_le is null and cote = 'prefecture';
create index message_non_lu_prefecture on financement.message (departement_code) where lu_le is null and cote = 'porteur';

create table financement.message_fichier (
    message_id bigint not null constraint message_fichier_message references financement.message,
    rang integer not null constraint message_fichier_rang check (rang between 1 and 3),
    nom_fichier text not null constraint message_fichier_nom check (nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'),
    type_mime text not null constraint message_fichier_type check (type_mime in ('application/pdf', 'image/png', 'image/jpeg')),
    taille bigint not null,
    sha256 text not null constraint message_fichier_contenu references financement.contenu,
    constraint message_fichier_cle primary key (message_id, rang)
);
create index message_fichier_par_contenu on financement.message_fichier (sha256);

-- Never the porteur's to read.
create table financement.note (
    note_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint note_dossier references financement.dossier,
    departement_code text not null,
    auteur_id bigint not null constraint note_auteur references acces.agent,
    auteur text not null,
    texte text not null constraint note_texte check (length(trim(texte)) between 2 and 5000),
    ecrite_le timestamptz not null default clock_timestamp()
);
create index note_par_dossier on financement.note (dossier_id, note_id);

create table financement.appel (
    appel_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint appel_dossier references financement.dossier,
    departement_code text not null,
    auteur_id bigint not null constraint appel_auteur references acces.agent,
    auteur text not null,
    appele_le date not null,
    sens text not null constraint appel_sens check (sens in ('recu', 'emis')),
    interlocuteur text not null constraint appel_interlocuteur check (length(trim(interlocuteur)) between 2 and 200),
    propos text not null constraint appel_propos check (length(trim(propos)) between 2 and 5000),
    suite text constraint appel_suite check (length(trim(suite)) between 2 and 500),
    enregistre_le timestamptz not null default clock_timestamp()
);
create index appel_par_dossier on financement.appel (dossier_id, appel_id);

create table financement.avis (
    avis_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint avis_dossier references financement.dossier,
    departement_code text not null,
    nature text not null constraint avis_nature check (nature in ('commission', 'expert')),
    expert text not null constraint avis_expert check (length(trim(expert)) between 2 and 200),
    -- Null: nobody is written to, the préfecture records the answer.
    courriel text constraint avis_courriel check (courriel ~ '^[^@[:space:]<>,;:]+@[^@[:space:]<>,;:]+$'),
    question text not null constraint avis_question check (length(trim(question)) between 5 and 2000),
    -- Other experts do not read it. The porteur never does.
    confidentiel boolean not null default true,
    demande_le date not null,
    demande_par bigint constraint avis_demande_par references acces.agent,
    -- Last day to answer.
    delai_le date not null,
    -- SHA-256 of the link's secret: a stolen table opens nothing.
    empreinte text constraint avis_empreinte_unique unique,
    sens text constraint avis_sens check (sens in ('favorable', 'reserve', 'defavorable')),
    texte text constraint avis_texte check (length(trim(texte)) between 2 and 5000),
    repondu_le date,
    -- Null: by the link.
    repondu_par bigint constraint avis_repondu_par references acces.agent,
    clos_le date,
    constraint avis_delai check (delai_le >= demande_le),
    constraint avis_lien check ((courriel is null) = (empreinte is null)),
    constraint avis_reponse check ((sens is null) = (repondu_le is null) and (repondu_le is null or clos_le is not null)),
    constraint avis_motive check (sens is null or sens = 'favorable' or texte is not null)
);
create index avis_par_dossier on financement.avis (dossier_id, avis_id);
create index avis_ouvert on financement.avis (delai_le) where clos_le is null;
