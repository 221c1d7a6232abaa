-- What a porteur wants to do: lines taken from the catalogue with their price of that day, then the order.

create table operation.operation (
    operation_id bigint generated always as identity primary key,
    organisation_id bigint not null constraint operation_organisation references acces.organisation,
    -- Copied from the organisation so that policies and lists need no join.
    departement_code text not null constraint operation_departement references territoire.departement,
    -- Where the equipment will be: the commune that consumption is counted in, also when an EPCI leads.
    code_insee territoire.code_insee not null constraint operation_commune references territoire.commune,
    intitule text not null constraint operation_intitule check (length(intitule) between 3 and 200),
    objet text not null default '',
    exercice integer not null constraint operation_exercice check (exercice between 2020 and 2100),
    -- The council decides that small equipment under 500 € TTC is investment (arrêté du 26/10/2001).
    decision_petit_materiel boolean not null default false,
    -- The porteur asks no aid at all: nothing to wait for before ordering.
    sans_aide boolean not null default false,
    livraison_prevue date,
    cree_par bigint not null constraint operation_cree_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp()
);
create index operation_par_organisation on operation.operation (organisation_id, operation_id desc);

create table operation.ligne (
    ligne_id bigint generated always as identity primary key,
    operation_id bigint not null constraint ligne_operation references operation.operation on delete cascade,
    kit_code text,
    kit_version integer,
    article_code text constraint ligne_article references catalogue.article,
    libelle text not null,
    quantite numeric(12, 3) not null constraint ligne_quantite check (quantite > 0),
    -- Null: prix non publié; the totals are then partial and nothing can be deposited.
    prix_unitaire_ht_centimes bigint constraint ligne_prix check (prix_unitaire_ht_centimes >= 0),
    prix_du date not null,
    taux_tva numeric(6, 4) not null,
    section text not null constraint ligne_section check (section in ('I', 'F')),
    eligible text not null constraint ligne_eligible check (eligible in ('oui', 'si_deliberation', 'non')),
    compte_m57 text,
    est_option boolean not null default false,
    constraint ligne_kit foreign key (kit_code, kit_version) references catalogue.kit
);
create index ligne_par_operation on operation.ligne (operation_id, ligne_id);

create table operation.commande (
    commande_id bigint generated always as identity primary key,
    operation_id bigint not null constraint commande_operation references operation.operation,
    organisation_id bigint not null constraint commande_organisation references acces.organisation,
    departement_code text not null,
    numero text not null,
    fournisseur text not null constraint commande_fournisseur check (length(fournisseur) between 2 and 200),
    passee_le date not null,
    total_ht_centimes bigint not null,
    total_ttc_centimes bigint not null,
    cree_par bigint constraint commande_cree_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp(),
    constraint commande_numero_unique unique (organisation_id, numero),
    -- One order an operation for now: it also defeats a double click.
    constraint commande_une_par_operation unique (operation_id)
);
