-- The life of the catalogue: designers answer a consultation, reviewers read them, a jury chooses, what is chosen becomes a kit. And order
-- intentions: what communes say they would buy together, before anybody buys.

create schema concours;
comment on schema concours is 'Consultations, propositions des concepteurs, notes du jury, intentions de commande';
grant usage on schema concours to trousse_app;

-- A designer works for a workshop, which has a département like everybody.
alter table acces.droit drop constraint droit_role;
alter table acces.droit add constraint droit_role check (role in ('secretaire', 'instructeur', 'responsable', 'concepteur'));
alter table acces.organisation drop constraint organisation_nature;
alter table acces.organisation add constraint organisation_nature check (nature in ('commune', 'epci', 'prefecture', 'programme', 'atelier'));
create unique index organisation_atelier_unique on acces.organisation (nom) where nature = 'atelier';

create table concours.consultation (
    consultation_id bigint generated always as identity primary key,
    titre text not null constraint consultation_titre check (length(titre) between 3 and 200),
    objet text not null constraint consultation_objet check (length(objet) between 10 and 4000),
    jury text not null constraint consultation_jury check (length(jury) between 3 and 500),
    ouverte_le date not null,
    -- Last day to submit.
    cloture_le date not null,
    jury_le date not null,
    cree_par bigint not null constraint consultation_cree_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp(),
    constraint consultation_dates check (ouverte_le <= cloture_le and cloture_le <= jury_le)
);

create table concours.critere (
    consultation_id bigint not null constraint critere_consultation references concours.consultation on delete cascade,
    rang integer not null constraint critere_rang check (rang between 1 and 10),
    nom text not null constraint critere_nom check (length(nom) between 2 and 120),
    poids integer not null constraint critere_poids check (poids between 1 and 100),
    constraint critere_cle primary key (consultation_id, rang)
);

create table concours.proposition (
    proposition_id bigint generated always as identity primary key,
    consultation_id bigint not null constraint proposition_consultation references concours.consultation,
    organisation_id bigint not null constraint proposition_organisation references acces.organisation,
    auteur_id bigint not null constraint proposition_auteur references acces.agent,
    titre text not null constraint proposition_titre check (length(titre) between 3 and 120),
    phrase text not null constraint proposition_phrase check (length(phrase) between 10 and 400),
    besoin text not null constraint proposition_besoin check (length(besoin) between 2 and 80),
    destinataire text not null constraint proposition_destinataire check (length(destinataire) between 2 and 300),
    licence_plans text constraint proposition_licence check (length(licence_plans) between 2 and 200),
    fabrication text constraint proposition_fabrication check (length(fabrication) between 2 and 2000),
    etat text not null default 'brouillon' constraint proposition_etat check (
        etat in ('brouillon', 'en_revue', 'jury', 'non_retenu', 'publie', 'retire')
    ),
    est_laureate boolean not null default false,
    -- What it became; a second publication makes another version of the same kit.
    kit_code text,
    kit_version integer,
    cree_le timestamptz not null default clock_timestamp(),
    -- What a score refers to, so that nobody scores her own work.
    constraint proposition_et_auteur unique (proposition_id, auteur_id),
    constraint proposition_kit foreign key (kit_code, kit_version) references catalogue.kit,
    constraint proposition_publiee check (etat not in ('publie', 'retire') or kit_code is not null)
);
create index proposition_par_consultation on concours.proposition (consultation_id, etat);
create index proposition_par_organisation on concours.proposition (organisation_id);
create unique index proposition_par_kit on concours.proposition (kit_code) where kit_code is not null;

create table concours.ligne (
    proposition_id bigint not null constraint ligne_proposition references concours.proposition on delete cascade,
    article_code text not null constraint ligne_article references catalogue.article,
    quantite integer not null constraint ligne_quantite check (quantite between 1 and 1000),
    est_option boolean not null default false,
    constraint ligne_cle primary key (proposition_id, article_code)
);

-- Plans, pictures, an estimate: bytes are those of `financement.contenu`, stored once by their hash.
create table concours.piece (
    piece_id bigint generated always as identity primary key,
    proposition_id bigint not null constraint piece_proposition references concours.proposition on delete cascade,
    nom_fichier text not null constraint piece_nom check (nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'),
    type_mime text not null constraint piece_type check (type_mime in ('application/pdf', 'image/png', 'image/jpeg')),
    taille bigint not null,
    sha256 text not null constraint piece_contenu references financement.contenu,
    depose_le timestamptz not null default clock_timestamp()
);
create index piece_de_proposition on concours.piece (proposition_id, piece_id);
create index piece_de_contenu on concours.piece (sha256);

-- Which passages exist, who makes them, and whether they must say why.
create table concours.transition (
    de text not null,
    vers text not null,
    role text not null constraint transition_role check (role in ('concepteur', 'responsable')),
    motif_requis boolean not null,
    constraint transition_cle primary key (de, vers)
);
insert into concours.transition (de, vers, role, motif_requis) values
    ('brouillon', 'en_revue', 'concepteur', false),
    ('en_revue', 'brouillon', 'concepteur', false),
    ('en_revue', 'jury', 'responsable', false),
    ('en_revue', 'non_retenu', 'responsable', true),
    ('jury', 'en_revue', 'responsable', true),
    ('jury', 'non_retenu', 'responsable', true),
    ('jury', 'publie', 'responsable', false),
    ('non_retenu', 'jury', 'responsable', true),
    ('publie', 'retire', 'responsable', true),
    ('retire', 'publie', 'responsable', true);

-- Each passage is a row; going back is a new passage.
create table concours.passage (
    passage_id bigint generated always as identity primary key,
    proposition_id bigint not null constraint passage_proposition references concours.proposition on delete cascade,
    de text not null,
    vers text not null,
    motif text not null default '' constraint passage_motif check (length(motif) <= 2000),
    agent_id bigint constraint passage_agent references acces.agent,
    survenu_le timestamptz not null default clock_timestamp()
);
create index passage_de_proposition on concours.passage (proposition_id, passage_id);

-- One score per reviewer and criterion, never of one's own work: `auteur_id` is the proposition's, held by the foreign key.
create table concours.note (
    proposition_id bigint not null,
    auteur_id bigint not null,
    consultation_id bigint not null,
    critere_rang integer not null,
    agent_id bigint not null constraint note_agent references acces.agent,
    note integer not null constraint note_bornes check (note between 0 and 20),
    donnee_le timestamptz not null default clock_timestamp(),
    constraint note_cle primary key (proposition_id, agent_id, critere_rang),
    constraint note_proposition foreign key (proposition_id, auteur_id) references concours.proposition (proposition_id, auteur_id)
    on delete cascade,
    constraint note_critere foreign key (consultation_id, critere_rang) references concours.critere (consultation_id, rang),
    constraint note_de_soi check (agent_id <> auteur_id)
);

create table concours.avis (
    proposition_id bigint not null,
    auteur_id bigint not null,
    agent_id bigint not null constraint avis_agent references acces.agent,
    texte text not null constraint avis_texte check (length(texte) between 3 and 4000),
    donne_le timestamptz not null default clock_timestamp(),
    constraint avis_cle primary key (proposition_id, agent_id),
    constraint avis_proposition foreign key (proposition_id, auteur_id) references concours.proposition (proposition_id, auteur_id)
    on delete cascade,
    constraint avis_de_soi check (agent_id <> auteur_id)
);

-- A grouped purchase to come: one kit or one article, and the last day to say how many.
create table concours.lot (
    lot_id bigint generated always as identity primary key,
    titre text not null constraint lot_titre check (length(titre) between 3 and 200),
    objet text not null default '' constraint lot_objet check (length(objet) <= 2000),
    kit_code text,
    kit_version integer,
    article_code text constraint lot_article references catalogue.article,
    cloture_le date not null,
    cree_par bigint not null constraint lot_cree_par references acces.agent,
    cree_le timestamptz not null default clock_timestamp(),
    constraint lot_kit foreign key (kit_code, kit_version) references catalogue.kit,
    constraint lot_un_objet check ((kit_code is null) <> (article_code is null))
);

-- What a commune would buy. It is not an order: nothing is bought, nothing is owed, and no date of a dossier depends on it.
create table concours.intention (
    lot_id bigint not null constraint intention_lot references concours.lot on delete cascade,
    organisation_id bigint not null constraint intention_organisation references acces.organisation,
    departement_code text not null,
    quantite integer not null constraint intention_quantite check (quantite between 1 and 1000),
    precision text not null default '' constraint intention_precision check (length(precision) <= 1000),
    agent_id bigint not null constraint intention_agent references acces.agent,
    declaree_le timestamptz not null default clock_timestamp(),
    constraint intention_cle primary key (lot_id, organisation_id)
);
create index intention_par_departement on concours.intention (lot_id, departement_code);

-- A supplier's catalogue, as proposals: nothing of it is believed before somebody of the programme accepts it.
create table catalogue.offre (
    offre_id bigint generated always as identity primary key,
    fournisseur text not null constraint offre_fournisseur check (length(fournisseur) between 1 and 200),
    identifiant text,
    numero text not null,
    emise_le date,
    fichier text not null,
    -- Of the file: the same one is not imported twice.
    sha256 text not null constraint offre_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
    importee_le timestamptz not null default clock_timestamp(),
    constraint offre_deja_importee unique (sha256)
);

create table catalogue.offre_ligne (
    offre_id bigint not null constraint offre_ligne_offre references catalogue.offre on delete cascade,
    rang integer not null constraint offre_ligne_rang check (rang > 0),
    -- Where it begins in the file.
    ligne integer not null,
    numero text not null,
    nom text not null,
    reference text,
    -- GTIN most often.
    standard text,
    cpv text,
    -- HT, for one unit, exact; null: none, in another currency, or not on a centime.
    prix_centimes bigint constraint offre_ligne_prix check (prix_centimes >= 0),
    du date,
    au date,
    -- What it seems to be, and why we think so.
    article_code text constraint offre_ligne_article references catalogue.article,
    rapprochement text not null constraint offre_ligne_rapprochement check (rapprochement in ('code', 'connu', 'mots', 'aucun')),
    etat text not null default 'a_voir' constraint offre_ligne_etat check (etat in ('a_voir', 'acceptee', 'refusee')),
    motif text not null default '' constraint offre_ligne_motif check (length(motif) <= 1000),
    decide_par bigint constraint offre_ligne_decide_par references acces.agent,
    decide_le timestamptz,
    constraint offre_ligne_cle primary key (offre_id, rang),
    constraint offre_ligne_acceptee check (etat <> 'acceptee' or (article_code is not null and prix_centimes is not null))
);
create index offre_ligne_standard on catalogue.offre_ligne (standard) where etat = 'acceptee' and standard is not null;
