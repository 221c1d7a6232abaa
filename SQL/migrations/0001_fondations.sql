-- Rooms (schemas), extensions and the French text search, before any table.

create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gist with schema public;

create schema territoire;
create schema catalogue;
create schema acces;
create schema operation;
create schema financement;
create schema enveloppe;
create schema journal;
create schema rapport;

comment on schema territoire is 'Régions, départements, EPCI et communes';
comment on schema catalogue is 'Articles, prix datés, kits et leurs versions';
comment on schema acces is 'Organisations, agents, droits, sessions';
comment on schema operation is 'Opérations, lignes, commandes';
comment on schema financement is 'Dispositifs, règles datées, plans, dossiers, pièces, états';
comment on schema enveloppe is 'Arbre des enveloppes, mouvements, positions';
comment on schema journal is 'Journal d''audit, en ajout seul';
comment on schema rapport is 'Vues lues par les responsables de programme et par psql';

grant usage on schema territoire, catalogue, acces, operation, financement, enveloppe, journal, rapport to trousse_app;
-- `acces` and `territoire` only so that the policies and views it reads through can be evaluated; no table is granted there.
grant usage on schema rapport, acces to trousse_rapport;

-- Accent- and case-insensitive French search.
create text search configuration public.francais (copy = pg_catalog.french);
alter text search configuration public.francais
    alter mapping for hword, hword_part, word with public.unaccent, french_stem;

-- Codes are text with a checked form; money is whole centimes; a rate is an exact decimal fraction.
create domain territoire.code_insee as text
    constraint code_insee_forme check (value ~ '^([0-9]{2}|2[AB])[0-9]{3}$');
create domain territoire.siren as text
    constraint siren_forme check (value ~ '^[0-9]{9}$');
create domain financement.taux as numeric(12, 10)
    constraint taux_borne check (value between 0 and 1);
