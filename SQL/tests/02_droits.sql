-- Who sees what: a secretary her communes, a préfecture its département once deposited, the programme everything.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(17);

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select pg_temp.monter('s63@test', '63001', 60000) as d3 \gset

call pg_temp.en_tant_que('s03036@test');
select is((select count(*) from financement.dossier where exercice = 2099), 1::bigint, 'une secrétaire voit le dossier de sa commune');
call pg_temp.en_tant_que('s03174@test');
select is((select count(*) from operation.operation where exercice = 2099), 0::bigint, 'et aucune opération d''une autre commune');
select is((select count(*) from operation.ligne), 0::bigint, 'ni ses lignes');
select is((select count(*) from financement.piece), 0::bigint, 'ni ses pièces');
select is((select count(*) from financement.contenu), 0::bigint, 'ni leur contenu');
select throws_ok(
    format('insert into operation.operation (organisation_id, code_insee, intitule, exercice, cree_par) values (%s, %L, %L, 2099, acces.agent_courant())',
        (select organisation_id from acces.organisation limit 1) - 1, '03036', 'Chez la voisine'),
    '42501', null, 'elle ne crée rien pour une autre commune'
);
select throws_ok(format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d1), '42501', null, 'ni ne dépose pour elle');

call pg_temp.en_tant_que('p03@test');
select is((select count(*) from financement.dossier where exercice = 2099), 0::bigint, 'la préfecture ne voit pas un brouillon');
call pg_temp.en_tant_que('s03036@test');
select lives_ok(format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d1), 'la secrétaire dépose');
call pg_temp.en_tant_que('s63@test');
select lives_ok(format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d3), 'celle du 63 aussi');
call pg_temp.en_tant_que('p03@test');
select is((select array_agg(code_insee::text) from financement.dossier where exercice = 2099), array['03036'], 'la préfecture du 03 voit les dossiers du 03 seulement');
select is((select count(*) from rapport.dossier where departement = '63'), 0::bigint, 'les vues de rapport filtrent aussi pour elle');
select throws_ok(format('select financement.passer(%s, ''complet'', ''2099-01-10'')', :d3), '42501', null, 'elle n''instruit pas ceux du 63');
call pg_temp.en_tant_que('resp@test');
select is((select count(*) from rapport.dossier where departement in ('03', '63') and depose_le = '2099-01-10'), 2::bigint, 'le responsable voit tout');

reset role;
set local role trousse_app;
select set_config('trousse.agent', '', true);
select is((select count(*) from operation.operation), 0::bigint, 'sans agent, rien');
select throws_ok('select * from acces.session', '42501', null, 'l''application ne lit pas les sessions');
reset role;
set local role trousse_rapport;
select is((select count(*) from rapport.dossier where depose_le = '2099-01-10'), 2::bigint, 'le rôle de rapport lit les vues');
reset role;
select * from finish();
rollback;
