-- The catalogue as data: where a price comes from, when it was looked for, and kits that do not change under the projects built from them.

alter table catalogue.article_prix
    -- A quote, a supplier's catalogue; null: the files of `Catalog/`.
    add column source text constraint prix_source check (length(source) between 2 and 300);

alter table catalogue.article
    -- The day of the price, or on which none was found. Null until the next import of the catalogue.
    add column date_prix date;

-- Which projects hold a version of a kit.
create index ligne_par_kit on operation.ligne (kit_code, kit_version);
