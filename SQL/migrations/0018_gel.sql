-- Composing an operation line by line, then freezing it: articles bought alone, substitutions with their reason, free lines with their quotation.

alter table operation.ligne
    -- The article that a kit held, or that was chosen first, and its price then: what an undo puts back.
    add column remplace_article text constraint ligne_remplace references catalogue.article,
    add column remplace_prix_centimes bigint,
    add column remplace_prix_du date,
    -- Why another article took its place: printed in the note.
    add column motif text,
    -- A price that comes from a quotation no longer follows the catalogue.
    add column prix_origine text not null default 'catalogue' constraint ligne_prix_origine check (prix_origine in ('catalogue', 'devis')),
    -- Of a free line: the quotation it was written from.
    add column devis_id bigint constraint ligne_devis references financement.piece on delete set null,
    add constraint ligne_remplacement check (
        (remplace_article is null) = (motif is null) and (remplace_article is null) = (remplace_prix_du is null)
        and (remplace_article is null or remplace_article <> article_code)
    ),
    add constraint ligne_motif check (length(motif) between 5 and 500),
    add constraint ligne_libelle check (length(libelle) between 1 and 300),
    -- A purchase order prints whole units.
    add constraint ligne_quantite_entiere check (quantite = trunc(quantite)),
    -- An article's account follows its own rule in the catalogue; what is typed must at least agree with the section.
    add constraint ligne_compte_section check (article_code is not null or compte_m57 is null or (
        compte_m57 ~ '^[26][0-9]{2,7}$' and (section = 'I') = (compte_m57 like '2%')
    ));
-- An article bought alone has one line: choosing it again makes it grow.
create unique index ligne_article_seul on operation.ligne (operation_id, article_code) where kit_code is null;
create index ligne_par_devis on operation.ligne (devis_id) where devis_id is not null;

-- Lines and prices as they were on a day. Written once; only its end is added, with who and why.
create table operation.gel (
    gel_id bigint generated always as identity primary key,
    operation_id bigint not null constraint gel_operation references operation.operation,
    fige_le date not null,
    -- Made by the preparation of dossiers: a change of equipment before the deposit ends it. One that was asked for must be lifted first.
    est_automatique boolean not null,
    total_ht_centimes bigint not null,
    total_ttc_centimes bigint not null,
    lignes jsonb not null constraint gel_lignes check (jsonb_typeof(lignes) = 'array' and jsonb_array_length(lignes) > 0),
    fige_par bigint constraint gel_fige_par references acces.agent,
    enregistre_le timestamptz not null default clock_timestamp(),
    leve_le timestamptz,
    leve_par bigint constraint gel_leve_par references acces.agent,
    motif text,
    constraint gel_leve check ((leve_le is null) = (motif is null)),
    constraint gel_motif check (length(motif) between 5 and 500)
);
create unique index gel_un_ouvert on operation.gel (operation_id) where leve_le is null;
create index gel_par_operation on operation.gel (operation_id, gel_id desc);
