-- Filing on Démarche numérique too: what fills each field of a préfecture's form, the dossiers opened there by a pre-fill, what it dropped.

create table financement.demarche (
    code text primary key,
    contenu jsonb not null constraint demarche_contenu check (contenu ? 'champs' and contenu ? 'dispositifs')
);
grant select on financement.demarche to trousse_app;

create table financement.preremplissage (
    preremplissage_id bigint generated always as identity primary key,
    dossier_id bigint not null constraint preremplissage_dossier references financement.dossier on delete cascade,
    organisation_id bigint not null constraint preremplissage_organisation references acces.organisation,
    demarche text not null,
    demarche_numero integer not null,
    -- Where to open it; null once somebody has, or once it is gone.
    adresse text constraint preremplissage_adresse check (adresse ~ '^https?://'),
    -- The platform's number of the dossier, and what reads its state.
    numero bigint not null,
    jeton text not null,
    etat text not null constraint preremplissage_etat check (etat in (
        'prefilled', 'brouillon', 'en_construction', 'en_instruction', 'accepte', 'refuse', 'sans_suite', 'detruit'
    )),
    envoyees jsonb not null constraint preremplissage_envoyees check (jsonb_typeof(envoyees) = 'array'),
    -- What the platform did not keep: `[{"numero", "libelle", "envoyee", "cause"}]`.
    ecarts jsonb not null constraint preremplissage_ecarts check (jsonb_typeof(ecarts) = 'array'),
    cree_le date not null,
    -- Last day before an unopened pre-fill is destroyed.
    expire_le date not null,
    verifie_le date not null,
    cree_par bigint constraint preremplissage_cree_par references acces.agent,
    enregistre_le timestamptz not null default clock_timestamp(),
    constraint preremplissage_vie check (cree_le <= expire_le),
    constraint preremplissage_numero unique (demarche_numero, numero)
);
create index preremplissage_par_dossier on financement.preremplissage (dossier_id, preremplissage_id desc);
-- Those that nobody has opened yet, the first to be destroyed first.
create index preremplissage_a_ouvrir on financement.preremplissage (organisation_id, expire_le) where etat = 'prefilled';
