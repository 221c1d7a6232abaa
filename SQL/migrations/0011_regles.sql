-- The register of rules as `Catalog/droit` gives it: what each says, where it is used. Reference data, read by everyone.

create table financement.regle (
    id text primary key,
    -- Order of the page, from 1.
    rang integer not null,
    contenu jsonb not null
);

grant select on financement.regle to trousse_app;
