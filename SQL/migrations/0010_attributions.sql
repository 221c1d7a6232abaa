-- Evidence: the grants that the State really awarded, what they add up to, and where people already find help. All of it is published open
-- data that belongs to nobody here: written by imports only, read by everybody.

-- Départements that touch each other, both ways.
create table territoire.voisinage (
    departement_code text not null constraint voisinage_departement references territoire.departement,
    voisin_code text not null constraint voisinage_voisin references territoire.departement,
    constraint voisinage_cle primary key (departement_code, voisin_code)
);

-- How many awards had each rate, as `Catalog/usages` gives it: what the planner estimates with.
create table financement.usage (
    dispositif text primary key constraint usage_dispositif references financement.dispositif,
    source text not null,
    contenu jsonb not null
);

create table financement.attribution (
    -- Exercice, dispositif and identifier as published, or a hash of the row; `#2` for a second row of the same file.
    cle text primary key,
    id_projet text,
    annee integer not null constraint attribution_annee check (annee between 2000 and 2100),
    dispositif text not null,
    echelon text not null constraint attribution_echelon check (
        echelon in ('commune', 'epci', 'syndicat', 'departement', 'region', 'autre')
    ),
    -- Not a reference: the State also funds the collectivités of the Pacific, which are not départements.
    departement_code text not null constraint attribution_departement check (departement_code ~ '^([0-9]{2}|2[AB]|9[78][0-9])$'),
    code_insee territoire.code_insee,
    siren territoire.siren,
    nom text not null,
    objet text not null,
    categorie text,
    -- Euros as published, some with three decimals: the one amount of this base that is not whole centimes. Null: the file leaves it empty.
    cout_ht numeric constraint attribution_cout check (cout_ht >= 0),
    subvention numeric constraint attribution_subvention check (subvention >= 0),
    -- Of a digital project; null for the others.
    nature text
);
create index attribution_par_departement on financement.attribution (departement_code, annee);
-- The digital projects near one that is planned: three rows in a hundred.
create index attribution_comparable on financement.attribution (nature, departement_code)
    where nature is not null and cout_ht > 0 and subvention > 0;

-- Places of digital mediation, LaMednum standard 1.0. E-mail addresses are left out: they are often somebody's.
create table territoire.lieu_mediation (
    lieu_id text primary key,
    nom text not null,
    commune text not null,
    code_postal text not null,
    code_insee territoire.code_insee,
    adresse text not null,
    latitude numeric(9, 6) constraint lieu_latitude check (latitude between -90 and 90),
    longitude numeric(9, 6) constraint lieu_longitude check (longitude between -180 and 180),
    services text[] not null,
    mis_a_jour_le date not null,
    -- The other columns that are filled.
    contenu jsonb not null
);
create index lieu_mediation_par_commune on territoire.lieu_mediation (code_insee);

grant select on territoire.voisinage, territoire.lieu_mediation, financement.usage, financement.attribution to trousse_app;
