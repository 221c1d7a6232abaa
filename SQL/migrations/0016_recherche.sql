-- The words of the search, from `Catalog/recherche`: how people say what the catalogue says otherwise. What is searched is built from them
-- and from the catalogue by the views `catalogue.fiche` and `catalogue.mot`.
-- How many slips of the pen separate two words.
create extension if not exists fuzzystrmatch with schema public;

create table catalogue.expression (
    -- Its stems, in order, as `catalogue.racines` gives them.
    cle text constraint expression_cle primary key constraint expression_cle_non_vide check (cle <> ''),
    -- As it was first written.
    terme text not null,
    -- What finds the same things, each as its stems.
    equivalents text[] not null default '{}',
    -- Its senses, each {nom, code}, in the order of the file.
    sens jsonb not null default '[]',
    -- The page of help that it leads to.
    page text,
    -- Said in every request: it chooses nothing.
    est_vide boolean not null default false
);

-- Words of those expressions, for the vocabulary that a misspelt word is compared with.
create table catalogue.terme (
    terme text constraint terme_cle primary key
);

-- Which tags of articles serve which need of kits.
create table catalogue.besoin (
    etiquette text constraint besoin_cle primary key,
    besoin text not null
);
grant select on catalogue.expression, catalogue.terme, catalogue.besoin to trousse_app;

alter table catalogue.article drop column recherche;
alter table catalogue.kit drop column recherche;
