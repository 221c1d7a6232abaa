-- What an article is for: articles of one fonction may replace each other; where one suffices, a second one is worth a question.
create table catalogue.fonction (
    code text primary key constraint fonction_code check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    rang integer not null,
    nom text not null,
    un_suffit boolean not null
);
grant select on catalogue.fonction to trousse_app;

alter table catalogue.article
    -- Null until the next import of the catalogue.
    add column fonction text constraint article_fonction references catalogue.fonction,
    add column puissance_w integer constraint article_puissance check (puissance_w > 0),
    add column poids_g integer constraint article_poids check (poids_g > 0),
    add column pmr boolean not null default false,
    -- `{"places": 10, "fonctions": ["tablette"], "poids_max_g": 15000}`, as Catalog/ gives it.
    add column contenant jsonb;
create index article_par_fonction on catalogue.article (fonction);

alter table catalogue.kit
    add column itinerant boolean not null default false,
    add column fabrication text;

-- Base articles that an option takes the place of.
alter table catalogue.kit_ligne add column remplace text[] not null default '{}';
