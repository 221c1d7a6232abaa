-- Who works here, for whom, and since when they are signed in.

create table acces.organisation (
    organisation_id bigint generated always as identity primary key,
    nature text not null constraint organisation_nature check (nature in ('commune', 'epci', 'prefecture', 'programme')),
    nom text not null,
    departement_code text constraint organisation_departement references territoire.departement,
    code_insee territoire.code_insee constraint organisation_commune references territoire.commune,
    epci_siren territoire.siren constraint organisation_epci references territoire.epci,
    constraint organisation_coherente check (
        (nature = 'commune') = (code_insee is not null)
        and (nature = 'epci') = (epci_siren is not null)
        and (nature = 'programme') = (departement_code is null)
    ),
    constraint organisation_commune_unique unique (code_insee),
    constraint organisation_epci_unique unique (epci_siren)
);
create unique index organisation_prefecture_unique on acces.organisation (departement_code) where nature = 'prefecture';

create table acces.agent (
    agent_id bigint generated always as identity primary key,
    courriel text not null constraint agent_courriel check (courriel = lower(courriel) and courriel like '%_@_%'),
    nom text not null,
    -- Scrypt, with its parameters and salt; never traced in the journal.
    mot_de_passe text not null,
    est_demonstration boolean not null default false,
    cree_le timestamptz not null default clock_timestamp(),
    constraint agent_courriel_unique unique (courriel)
);

create table acces.droit (
    agent_id bigint not null constraint droit_agent references acces.agent,
    organisation_id bigint not null constraint droit_organisation references acces.organisation,
    role text not null constraint droit_role check (role in ('secretaire', 'instructeur', 'responsable')),
    constraint droit_cle primary key (agent_id, organisation_id)
);
create index droit_par_organisation on acces.droit (organisation_id);

create table acces.session (
    -- SHA-256 of the cookie: a stolen table opens no session.
    empreinte text primary key,
    agent_id bigint not null constraint session_agent references acces.agent,
    -- For whom she works now: a secretary has several communes.
    organisation_id bigint not null,
    jeton_csrf text not null,
    cree_le timestamptz not null default clock_timestamp(),
    expire_le timestamptz not null,
    constraint session_droit foreign key (agent_id, organisation_id) references acces.droit
);
create index session_par_agent on acces.session (agent_id);

-- Failed sign-ins, to slow down who tries passwords.
create table acces.tentative (
    courriel text not null,
    tentee_le timestamptz not null default clock_timestamp()
);
create index tentative_par_courriel on acces.tentative (courriel, tentee_le);
