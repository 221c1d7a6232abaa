-- The préfecture's desk: where a dossier is, what an agent keeps of the list, what she has seen.

create table territoire.arrondissement (
    code text primary key,
    nom text not null,
    departement_code text not null constraint arrondissement_departement references territoire.departement
);
create index arrondissement_par_departement on territoire.arrondissement (departement_code);
-- Null: Mayotte, whose communes the source does not place, or an import from before.
alter table territoire.commune
    add column arrondissement_code text constraint commune_arrondissement references territoire.arrondissement;
grant select on territoire.arrondissement to trousse_app;

-- One number that grows with each change of a deposited dossier of a département: what was computed from them is known to be out of date.
alter table financement.effectif add column mouvements bigint not null default 0;

-- The list reads its filters in the index: the totals of any selection cost one pass over it, without the table.
drop index financement.dossier_liste;
create index dossier_liste on financement.dossier (departement_code, depose_le desc, dossier_id desc)
    include (
        organisation_id, operation_id, code_insee, etat, dispositif, exercice, cout_total_ht_centimes, montant_demande_centimes,
        montant_accorde_centimes, montant_programme_centimes, complet_le, notifie_le, commence_le, acheve_le
    ) where etat <> 'brouillon';
create index dossier_par_cout on financement.dossier (departement_code, cout_total_ht_centimes, dossier_id) where etat <> 'brouillon';
create index dossier_par_demande on financement.dossier (departement_code, montant_demande_centimes, dossier_id) where etat <> 'brouillon';
create index dossier_par_retenu on financement.dossier (
    departement_code, (coalesce(montant_accorde_centimes, montant_programme_centimes, 0)), dossier_id
) where etat <> 'brouillon';
-- Decided, and the applicant does not know it yet.
create index dossier_a_notifier on financement.dossier (departement_code, decide_le, dossier_id)
    where notifie_le is null and etat in ('accepte', 'refuse', 'classe_sans_suite');

-- A list as its address says it, kept under a name.
create table financement.vue_liste (
    vue_id bigint generated always as identity primary key,
    agent_id bigint not null constraint vue_liste_agent references acces.agent on delete cascade,
    departement_code text not null constraint vue_liste_departement references territoire.departement,
    nom text not null constraint vue_liste_nom check (length(nom) between 1 and 60),
    requete text not null constraint vue_liste_requete check (length(requete) <= 2000),
    est_partagee boolean not null default false,
    cree_le timestamptz not null default clock_timestamp(),
    constraint vue_liste_unique unique (agent_id, departement_code, nom)
);
create index vue_liste_par_departement on financement.vue_liste (departement_code) where est_partagee;

-- The columns that an agent shows; no row: those of everybody.
create table financement.colonnes_liste (
    agent_id bigint primary key constraint colonnes_liste_agent references acces.agent on delete cascade,
    colonnes text[] not null constraint colonnes_liste_nombre check (cardinality(colonnes) between 1 and 60)
);

-- Dossiers ticked in the list, page after page.
create table financement.selection (
    agent_id bigint not null constraint selection_agent references acces.agent on delete cascade,
    dossier_id bigint not null constraint selection_dossier references financement.dossier on delete cascade,
    constraint selection_cle primary key (agent_id, dossier_id)
);
create index selection_par_dossier on financement.selection (dossier_id);

-- When an agent last opened a dossier, and the visit before: what changed in between is new to her.
create table financement.consultation (
    agent_id bigint not null constraint consultation_agent references acces.agent on delete cascade,
    dossier_id bigint not null constraint consultation_dossier references financement.dossier on delete cascade,
    vue_le timestamptz not null default clock_timestamp(),
    precedente_le timestamptz,
    constraint consultation_cle primary key (agent_id, dossier_id)
);
create index consultation_par_dossier on financement.consultation (dossier_id);
