-- The catalogue is everybody's: no row-level security. Only imports write here, as the owner.

create table catalogue.article (
    code text primary key constraint article_code check (code ~ '^[A-Z]{3}-[A-Z0-9]{3}$'),
    libelle text not null,
    famille text not null,
    besoins text[] not null,
    etat text not null,
    unite text not null,
    taux_tva numeric(6, 4) not null constraint article_tva check (taux_tva between 0 and 1),
    cpv text not null constraint article_cpv check (cpv ~ '^[0-9]{8}-[0-9]$'),
    section text not null constraint article_section check (section in ('I', 'F')),
    regle_imputation text not null,
    eligible text not null constraint article_eligible check (eligible in ('oui', 'si_deliberation', 'non')),
    compte_m57 text not null,
    compte_m57_abrege text not null,
    compte_si_investissement text,
    garantie_mois integer,
    delai_jours_ouvres integer,
    dimensions text,
    accessibilite text,
    famille_agec text,
    quantite_min integer not null,
    quantite_max integer not null,
    -- `illustratif`: shown to users wherever the price is.
    nature_donnee text not null,
    remarque text,
    retire_le date,
    recherche tsvector not null,
    constraint article_quantites check (0 < quantite_min and quantite_min <= quantite_max)
);
create index article_recherche on catalogue.article using gin (recherche);

-- History of prices, HT, for one unit: an old dossier still prints its own. No row on a day: prix non publié, sur devis.
create table catalogue.article_prix (
    article_code text not null constraint prix_article references catalogue.article,
    periode daterange not null constraint prix_periode_non_vide check (not isempty(periode)),
    min_centimes bigint not null,
    ref_centimes bigint not null,
    max_centimes bigint not null,
    constraint prix_ordre check (0 <= min_centimes and min_centimes <= ref_centimes and ref_centimes <= max_centimes),
    -- The condition always holds (see above); it keeps the planner from looking prices up in this index, which is ten times slower
    -- than the next one.
    constraint prix_sans_chevauchement exclude using gist (article_code with =, periode with &&) where (not isempty(periode))
);
create index prix_par_article on catalogue.article_prix (article_code, periode) include (min_centimes, ref_centimes, max_centimes);

create table catalogue.kit (
    code text not null constraint kit_code check (code ~ '^K[0-9]{2,4}$'),
    version integer not null constraint kit_version check (version > 0),
    nom text not null,
    phrase text not null,
    besoin text not null,
    destinataire text not null,
    concepteur text,
    licence_plans text,
    nature_donnee text not null,
    remarque text,
    -- One version at a time is offered; the others stay for the dossiers built from them.
    est_courant boolean not null,
    recherche tsvector not null,
    constraint kit_cle primary key (code, version)
);
create unique index kit_une_version_courante on catalogue.kit (code) where est_courant;
create index kit_recherche on catalogue.kit using gin (recherche);

create table catalogue.kit_ligne (
    kit_code text not null,
    kit_version integer not null,
    rang integer not null,
    article_code text not null constraint kit_ligne_article references catalogue.article,
    quantite integer not null constraint kit_ligne_quantite check (quantite > 0),
    est_option boolean not null,
    constraint kit_ligne_cle primary key (kit_code, kit_version, rang),
    constraint kit_ligne_kit foreign key (kit_code, kit_version) references catalogue.kit on delete cascade
);
create index kit_ligne_par_article on catalogue.kit_ligne (article_code);

-- Each import leaves its trace; the last one's number tells a running server that its numbers changed.
create table catalogue.import (
    import_id bigint generated always as identity primary key,
    nature text not null constraint import_nature check (nature in ('catalogue', 'communes', 'attributions', 'lieux')),
    resume jsonb not null,
    importe_le timestamptz not null default clock_timestamp()
);

-- The law and the sources of money, as `Catalog/` gives them.
create table financement.parametre (
    cle text not null,
    valeur text not null,
    periode daterange not null constraint parametre_periode check (not isempty(periode)),
    source text not null,
    confiance text not null constraint parametre_confiance check (confiance in ('V', 'P', 'K', 'interpretation')),
    precision text,
    constraint parametre_sans_chevauchement exclude using gist (cle with =, periode with &&)
);

create table financement.dispositif (
    code text primary key,
    nom text not null,
    nom_court text not null,
    autorite text not null,
    sous_plafond_etat boolean not null,
    est_public boolean not null,
    taux_min numeric(12, 10),
    taux_max numeric(12, 10),
    plafond_montant_centimes bigint,
    taux_propose numeric(12, 10),
    source text not null,
    confiance text not null,
    nature_donnee text not null,
    pieces text[] not null,
    description text not null
);

create table financement.regle_departement (
    departement_code text not null, -- 'FR': all départements together, the fallback
    dispositif text not null constraint regle_dispositif references financement.dispositif,
    exercice integer,
    taux_min numeric(12, 10),
    taux_max numeric(12, 10),
    plancher_depense_centimes bigint,
    plafond_depense_centimes bigint,
    taux_median_observe numeric(12, 10),
    nombre_observe integer not null,
    arrondi text not null,
    source text not null,
    confiance text not null,
    constraint regle_unique unique nulls not distinct (departement_code, dispositif, exercice)
);

create table financement.piece_exigee (
    code text primary key,
    nom text not null,
    fichier text not null,
    description text not null,
    source text not null,
    generee boolean not null
);

grant select on all tables in schema catalogue to trousse_app;
grant select on all tables in schema financement to trousse_app;
