-- What must hold of every table, whoever adds one.
begin;
create extension if not exists pgtap;
select plan(9);

-- Reference data belongs to nobody; everything else is under forced row-level security with at least one policy.
create temporary table sans_proprietaire as
select unnest(array[
    'territoire.region', 'territoire.departement', 'territoire.epci', 'territoire.commune', 'territoire.passage', 'territoire.arrondissement',
    'catalogue.fonction', 'catalogue.article', 'catalogue.article_prix', 'catalogue.kit', 'catalogue.kit_ligne', 'catalogue.import',
    'catalogue.expression', 'catalogue.terme', 'catalogue.besoin',
    'financement.parametre', 'financement.dispositif', 'financement.regle_departement', 'financement.piece_exigee',
    'financement.transition', 'financement.usage', 'financement.attribution', 'territoire.voisinage', 'territoire.lieu_mediation', 'financement.regle', 'concours.transition', 'catalogue.questionnaire',
    'financement.formulaire', 'financement.demarche'
]) as relation;

create temporary table nos_tables as
select pg_class.oid, nspname || '.' || relname as relation, relrowsecurity, relforcerowsecurity
from pg_class
inner join pg_namespace on pg_namespace.oid = relnamespace
where relkind in ('r', 'p')
    and nspname in ('territoire', 'catalogue', 'acces', 'operation', 'financement', 'enveloppe', 'journal', 'rapport', 'concours', 'courrier', 'programmation');

select is_empty(
    $$select relation from nos_tables
      where not (relrowsecurity and relforcerowsecurity) and relation not in (select relation from sans_proprietaire)$$,
    'toute table qui porte les données de quelqu''un force la sécurité par ligne'
);
select is_empty(
    $$select relation from nos_tables
      where relrowsecurity and not exists (select from pg_policy where polrelid = nos_tables.oid)$$,
    'aucune table n''est sous sécurité par ligne sans politique'
);
select is_empty(
    $$select relation from sans_proprietaire where relation not in (select relation from nos_tables)$$,
    'la liste des tables de référence est à jour'
);
select is_empty(
    $$select relation, privilege from nos_tables cross join unnest(array['INSERT', 'UPDATE', 'DELETE']) as privilege
      where relation in (select relation from sans_proprietaire) and has_table_privilege('trousse_app', nos_tables.oid, privilege)$$,
    'l''application n''écrit dans aucune table de référence'
);
select is_empty(
    $$select relation from nos_tables where has_table_privilege('trousse_rapport', nos_tables.oid, 'SELECT')$$,
    'le rôle de rapport ne lit aucune table, seulement des vues'
);
select is_empty(
    $$select conrelid::regclass, conname from pg_constraint
      inner join nos_tables on nos_tables.oid = conrelid
      where contype in ('c', 'x') and conname ~ '_check[0-9]*$|_excl$'$$,
    'toute contrainte a un nom choisi : il sert de code d''erreur'
);
select is_empty(
    $$select oid::regprocedure from pg_proc
      where prosecdef and pronamespace in (select distinct relnamespace from pg_class inner join nos_tables using (oid))
          and not exists (select from unnest(proconfig) as reglage where reglage like 'search_path=%')$$,
    'toute fonction qui agit avec les droits de son propriétaire fixe où elle cherche'
);
select is_empty(
    $$select oid::regprocedure from pg_proc
      where pronamespace in (select distinct relnamespace from pg_class inner join nos_tables using (oid))
          and pronamespace not in ('territoire'::regnamespace, 'catalogue'::regnamespace)
          and has_function_privilege('public', oid, 'execute')$$,
    'aucune fonction n''est à tout le monde'
);
select is_empty(
    $$select attname from pg_attribute
      where attrelid = 'financement.dossier'::regclass and attnum > 0
          and (attname = 'etat' or attname like '%\_le' or attname like '%accorde%' or attname like '%retenue%')
          and (has_column_privilege('trousse_app', attrelid, attnum, 'INSERT') or has_column_privilege('trousse_app', attrelid, attnum, 'UPDATE'))$$,
    'l''application n''écrit ni l''état d''un dossier, ni ses dates, ni ce qui lui est accordé'
);
select * from finish();
rollback;
