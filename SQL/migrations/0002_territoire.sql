-- Facts that everybody may read: no row belongs to anybody, hence no row-level security.

create table territoire.region (
    code text primary key,
    nom text not null
);

create table territoire.departement (
    code text primary key,
    nom text not null,
    -- «de l’» Allier, «du » Cher: documents name the préfecture in French.
    charniere text not null,
    region_code text not null constraint departement_region references territoire.region
);

create table territoire.epci (
    siren territoire.siren primary key,
    nom text not null,
    nature text not null constraint epci_nature check (nature in ('CC', 'CA', 'CU', 'METRO', 'MET69')),
    departement_code text not null constraint epci_departement references territoire.departement,
    population integer not null constraint epci_population check (population >= 0),
    -- Largest member commune: one of the three conditions of L2334-33 1°.
    population_centre integer not null,
    superficie_km2 numeric(10, 2) not null
);

create table territoire.commune (
    code_insee territoire.code_insee primary key,
    nom text not null,
    departement_code text not null constraint commune_departement references territoire.departement,
    epci_siren territoire.siren constraint commune_epci references territoire.epci,
    siren territoire.siren,
    -- Population totale: the DGF population, which the law counts, is not published with it.
    population integer not null constraint commune_population check (population >= 0),
    superficie_km2 numeric(10, 2),
    latitude numeric(8, 5),
    longitude numeric(8, 5),
    en_zrr_2018 boolean,
    en_frr_2025 boolean
);
create index commune_par_departement on territoire.commune (departement_code);
create index commune_par_epci on territoire.commune (epci_siren);
create index commune_par_nom on territoire.commune using gin (nom public.gin_trgm_ops);

grant select on all tables in schema territoire to trousse_app;
