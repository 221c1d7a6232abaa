-- What a préfecture tries before it decides: simulations of an envelope, and the jobs that turn one into decisions.

create schema programmation;
comment on schema programmation is 'Simulations des enveloppes arbitrées, travaux en nombre, modèles d’arrêtés et documents de décision';
grant usage on schema programmation to trousse_app;

create table programmation.simulation (
    simulation_id bigint generated always as identity primary key,
    enveloppe_id bigint not null constraint simulation_enveloppe references enveloppe.enveloppe,
    -- Copied from the envelope, so that policies need no join.
    departement_code text not null constraint simulation_departement references territoire.departement,
    titre text not null constraint simulation_titre check (length(trim(titre)) between 3 and 120),
    -- Which demands it took, how it was filled, what the filling explained.
    filtres jsonb not null default '{}',
    criteres jsonb,
    resultat jsonb,
    -- The lines were changed by hand since they were filled.
    retouchee boolean not null default false,
    cree_par bigint not null constraint simulation_cree_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp(),
    constraint simulation_titre_unique unique (enveloppe_id, titre)
);
create index simulation_par_departement on programmation.simulation (departement_code, simulation_id desc);

-- One demand in one simulation. Amounts HT.
create table programmation.ligne (
    simulation_id bigint not null constraint ligne_simulation references programmation.simulation on delete cascade,
    dossier_id bigint not null constraint ligne_dossier references financement.dossier,
    -- Provisional: the dossier itself does not move.
    statut text not null default 'en_traitement' constraint ligne_statut check (
        statut in ('en_traitement', 'accepte', 'refuse', 'classe_sans_suite')
    ),
    -- What the filling may do with it.
    sort text not null default 'libre' constraint ligne_sort check (sort in ('libre', 'force', 'exclu')),
    -- Null: not defined.
    depense_centimes bigint constraint ligne_depense check (depense_centimes > 0),
    montant_centimes bigint not null default 0 constraint ligne_montant check (montant_centimes >= 0),
    -- Typed by hand: the filling keeps it.
    montant_fixe boolean not null default false,
    -- Among the demands of one applicant, 1 being the first.
    rang integer not null default 1 constraint ligne_rang check (rang between 1 and 99),
    categorie text not null default '' constraint ligne_categorie check (length(categorie) <= 300),
    premiere_demande boolean not null default false,
    secteur text not null default '',
    -- What the operation already holds: from the State's dotations, from all public funders.
    etat_acquis_centimes bigint not null default 0,
    publics_acquis_centimes bigint not null default 0,
    points bigint not null default 0,
    -- Compulsory for a refusal or a dismissal.
    motif text not null default '' constraint ligne_motif check (length(motif) <= 2000),
    constraint ligne_cle primary key (simulation_id, dossier_id),
    constraint ligne_montant_sous_assiette check (montant_centimes <= depense_centimes),
    constraint ligne_montant_accepte check (statut = 'accepte' or montant_centimes = 0)
);
create index ligne_par_dossier on programmation.ligne (dossier_id);

-- What is done in number, in the background: one line a dossier, each its own transaction, begun again where it stopped.
create table programmation.travail (
    travail_id bigint generated always as identity primary key,
    departement_code text not null constraint travail_departement references territoire.departement,
    simulation_id bigint constraint travail_simulation references programmation.simulation on delete cascade,
    genre text not null constraint travail_genre check (genre in ('programmation', 'decisions', 'documents')),
    -- The legal day of the acts.
    le date not null,
    parametres jsonb not null default '{}',
    demande_par bigint not null constraint travail_demande_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp(),
    -- Somebody works on it; past half a minute, nobody does.
    battement timestamptz,
    fini_le timestamptz
);
create unique index travail_un_par_simulation on programmation.travail (simulation_id) where fini_le is null;
create index travail_par_departement on programmation.travail (departement_code, travail_id desc);

create table programmation.travail_ligne (
    travail_id bigint not null constraint travail_ligne_travail references programmation.travail on delete cascade,
    rang integer not null,
    dossier_id bigint not null constraint travail_ligne_dossier references financement.dossier,
    etat text not null default 'a_faire' constraint travail_ligne_etat check (etat in ('a_faire', 'fait', 'bloque')),
    -- Why it is blocked: the rule, and the sentence.
    regle text,
    message text,
    fait_le timestamptz,
    constraint travail_ligne_cle primary key (travail_id, rang),
    constraint travail_ligne_unique unique (travail_id, dossier_id),
    constraint travail_ligne_raison check ((etat = 'bloque') = (message is not null))
);
