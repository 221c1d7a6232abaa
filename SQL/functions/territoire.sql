-- A name as people type it: no accent, no hyphen, no apostrophe, lower case.
create or replace function territoire.cle_nom(p_nom text) returns text
language sql immutable parallel safe
return translate(lower(public.unaccent('public.unaccent'::regdictionary, replace(replace(p_nom, 'œ', 'oe'), 'Œ', 'oe'))), '-’'' ', '');

create index if not exists commune_par_cle_nom on territoire.commune using gin (territoire.cle_nom(nom) public.gin_trgm_ops);
create index if not exists passage_par_cle_nom on territoire.passage using gin (territoire.cle_nom(nom_ancien) public.gin_trgm_ops);
