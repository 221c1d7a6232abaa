-- Several communes around one project; baskets kept for later or proposed to members; equipment lent with its agreement.

create table operation.membre (
    membre_id bigint generated always as identity primary key,
    operation_id bigint not null constraint membre_operation references operation.operation on delete cascade,
    -- Null: the intercommunality that leads. A commune without an account yet will find its invitation when it has one.
    code_insee territoire.code_insee constraint membre_commune references territoire.commune,
    nom text not null,
    -- Who orders, receives the aids and the FCTVA, and is repaid by the others.
    est_chef boolean not null default false,
    -- Its weight in what is shared by all: inhabitants, or whatever they agreed on.
    poids integer not null constraint membre_poids_borne check (poids between 0 and 10000000),
    etat text not null default 'invite' constraint membre_etat check (etat in ('invite', 'accepte', 'refuse')),
    invite_par bigint constraint membre_invite_par references acces.agent,
    invite_le timestamptz not null default clock_timestamp(),
    repondu_par bigint constraint membre_repondu_par references acces.agent,
    repondu_le timestamptz,
    message text not null default '' constraint membre_message check (length(message) <= 500),
    constraint membre_unique unique nulls not distinct (operation_id, code_insee),
    constraint membre_cle unique (operation_id, membre_id),
    constraint membre_reponse check ((etat = 'invite') = (repondu_le is null)),
    constraint membre_poids check (est_chef or poids > 0),
    constraint membre_chef check (est_chef or code_insee is not null)
);
create unique index membre_un_chef on operation.membre (operation_id) where est_chef;
create index membre_par_commune on operation.membre (code_insee, membre_id desc);

alter table operation.ligne
    -- What one member alone takes; null: shared by all, by weight.
    add column membre_id bigint,
    add constraint ligne_membre foreign key (operation_id, membre_id) references operation.membre (operation_id, membre_id)
    on delete set null (membre_id);
create index ligne_par_membre on operation.ligne (membre_id) where membre_id is not null;

alter table operation.gel
    -- Each participant's part that day: `[{"membre_id", "nom", "ht", "ttc", "reste"}]`, centimes; null for a porteur alone.
    add column parts jsonb constraint gel_parts check (jsonb_typeof(parts) = 'array');
drop function if exists operation.figer(bigint, date, boolean);

alter table operation.operation
    -- Last year's project that this one was copied from.
    add column copie_de bigint constraint operation_copie_de references operation.operation;

-- What is bought together often. An intercommunality may propose its own to its member communes.
create table operation.panier (
    panier_id bigint generated always as identity primary key,
    organisation_id bigint not null constraint panier_organisation references acces.organisation,
    nom text not null constraint panier_nom check (length(nom) between 3 and 120),
    note text not null default '' constraint panier_note check (length(note) <= 1000),
    -- Of the intercommunality whose members see it; null: kept for oneself.
    propose_par territoire.siren,
    cree_par bigint not null constraint panier_cree_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp(),
    constraint panier_unique unique (organisation_id, nom)
);
create index panier_par_epci on operation.panier (propose_par) where propose_par is not null;

create table operation.panier_ligne (
    panier_id bigint not null constraint panier_ligne_panier references operation.panier on delete cascade,
    rang integer not null,
    kit_code text,
    article_code text constraint panier_ligne_article references catalogue.article,
    quantite integer not null constraint panier_ligne_quantite check (quantite between 1 and 9999),
    options text[] not null default '{}',
    constraint panier_ligne_cle primary key (panier_id, rang),
    constraint panier_ligne_objet check ((kit_code is null) <> (article_code is null))
);

-- Mise à disposition of equipment to a body close to the commune, free of charge.
create table operation.pret (
    pret_id bigint generated always as identity primary key,
    operation_id bigint not null constraint pret_operation references operation.operation,
    organisation_id bigint not null constraint pret_organisation references acces.organisation,
    nature text not null constraint pret_nature check (nature in ('ccas', 'association', 'bibliotheque', 'autre')),
    emprunteur text not null constraint pret_emprunteur check (length(emprunteur) between 2 and 200),
    representant text not null constraint pret_representant check (length(representant) between 2 and 200),
    adresse text not null constraint pret_adresse check (length(adresse) between 2 and 300),
    objet text not null constraint pret_objet check (length(objet) between 5 and 1000),
    lieu text not null constraint pret_lieu check (length(lieu) between 2 and 200),
    debut date not null,
    fin date not null,
    -- Who insures the equipment during the loan.
    assureur text not null constraint pret_assureur check (assureur in ('emprunteur', 'preteur')),
    rendu_le date,
    cree_par bigint not null constraint pret_cree_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp(),
    -- Never without an end.
    constraint pret_duree check (fin > debut and fin <= debut + 3660),
    constraint pret_rendu check (rendu_le >= debut)
);
create index pret_par_operation on operation.pret (operation_id, pret_id);
create index pret_par_organisation on operation.pret (organisation_id, pret_id desc);

-- As it was on the day of the loan: a line that changes afterwards does not change the agreement.
create table operation.pret_ligne (
    pret_id bigint not null constraint pret_ligne_pret references operation.pret on delete cascade,
    rang integer not null,
    ligne_id bigint constraint pret_ligne_ligne references operation.ligne on delete set null,
    libelle text not null,
    quantite integer not null constraint pret_ligne_quantite check (quantite > 0),
    -- TTC of one unit when it was bought: what a loss would cost.
    valeur_ttc_centimes bigint not null constraint pret_ligne_valeur check (valeur_ttc_centimes >= 0),
    constraint pret_ligne_cle primary key (pret_id, rang)
);
create index pret_ligne_par_ligne on operation.pret_ligne (ligne_id);
