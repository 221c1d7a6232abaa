-- Models of the préfecture's papers, what was printed from them, what came back signed, and the commitment in Chorus.

create table programmation.modele (
    modele_id bigint generated always as identity primary key,
    departement_code text not null constraint modele_departement references territoire.departement,
    genre text not null constraint modele_genre check (genre in ('arrete', 'lettre', 'refus', 'classement')),
    -- Null: for any dispositif.
    dispositif text constraint modele_dispositif references financement.dispositif,
    nom text not null constraint modele_nom check (length(trim(nom)) between 3 and 120),
    archive_le timestamptz,
    cree_le timestamptz not null default clock_timestamp(),
    constraint modele_nom_unique unique (departement_code, nom)
);

-- A version never changes: what was printed can be read again.
create table programmation.modele_version (
    modele_id bigint not null constraint modele_version_modele references programmation.modele on delete cascade,
    version integer not null constraint modele_version_numero check (version >= 1),
    titre text not null constraint modele_version_titre check (length(trim(titre)) between 3 and 200),
    corps text not null constraint modele_version_corps check (length(corps) between 10 and 20000),
    ecrit_par bigint not null constraint modele_version_ecrit_par references acces.agent,
    ecrit_le timestamptz not null default clock_timestamp(),
    constraint modele_version_cle primary key (modele_id, version)
);

-- The bytes are here and not among the pieces: what is not signed is not shown to the applicant.
create table programmation.document (
    document_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint document_dossier references financement.dossier,
    departement_code text not null,
    genre text not null constraint document_genre check (genre in ('arrete', 'lettre', 'refus', 'classement')),
    modele_id bigint not null,
    version integer not null,
    nom_fichier text not null constraint document_nom check (nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'),
    pages integer not null constraint document_pages check (pages between 1 and 500),
    octets bytea not null,
    genere_le timestamptz not null default clock_timestamp(),
    genere_par bigint not null constraint document_genere_par references acces.agent,
    signe bytea,
    signe_le timestamptz,
    -- The pages that came back, when some are missing.
    pages_signees integer not null default 0,
    -- The piece of the dossier, once notified.
    piece_id bigint constraint document_piece references financement.piece,
    constraint document_un_par_genre unique (dossier_id, genre),
    constraint document_modele foreign key (modele_id, version) references programmation.modele_version (modele_id, version),
    constraint document_signature check ((signe is null) = (signe_le is null))
);
create index document_par_departement on programmation.document (departement_code, document_id desc);

-- A page of a scan that no code names: filed by hand, or thrown away.
create table programmation.page_orpheline (
    page_id bigint generated always as identity primary key,
    departement_code text not null constraint page_orpheline_departement references territoire.departement,
    fichier text not null,
    page integer not null,
    raison text not null,
    octets bytea not null,
    depose_par bigint not null constraint page_orpheline_depose_par references acces.agent,
    deposee_le timestamptz not null default clock_timestamp()
);
create index page_orpheline_par_departement on programmation.page_orpheline (departement_code, page_id);

-- The commitment as Chorus knows it: it comes after the decision, by hand or from an extract.
create table programmation.engagement (
    dossier_id bigint primary key constraint engagement_dossier references financement.dossier,
    departement_code text not null,
    numero_ej text not null constraint engagement_numero check (numero_ej ~ '^[0-9A-Z][0-9A-Z/ -]{2,39}$'),
    date_ej date,
    montant_centimes bigint constraint engagement_montant check (montant_centimes > 0),
    -- `saisie` or the name of the extract.
    origine text not null,
    inscrit_par bigint not null constraint engagement_inscrit_par references acces.agent,
    inscrit_le timestamptz not null default clock_timestamp()
);
create unique index engagement_par_numero on programmation.engagement (departement_code, numero_ej);
