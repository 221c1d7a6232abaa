-- Who signs in, how long, for whom; and who tries passwords.
begin;
create extension if not exists pgtap;
select plan(11);
\ir jeu.psql

call pg_temp.en_systeme();
insert into acces.agent (courriel, nom, mot_de_passe) values ('sans-droit@test', 'Sans droit', 'x');
select pg_temp.agent('s03036@test') as agent, pg_temp.agent('sans-droit@test') as sans_droit,
    pg_temp.organisation('03036') as la_sienne, pg_temp.organisation('03174') as la_voisine \gset

reset role;
set local role trousse_app;
select set_config('trousse.agent', '', true);
select lives_ok(format('select acces.ouvrir_session(%s, ''e1'', ''jeton'', ''12 hours'')', :agent), 'une session s''ouvre');
select is((select organisation_id from acces.session_ouverte('e1')), :la_sienne::bigint, 'pour son organisation');
select is((select count(*) from acces.session_ouverte('e2')), 0::bigint, 'une empreinte inconnue n''ouvre rien');
select throws_ok(
    format('select acces.changer_organisation(''e1'', %s)', :la_voisine), '23503', null, 'elle ne passe pas chez la voisine'
);
select throws_ok(
    format('select acces.ouvrir_session(%s, ''e3'', ''jeton'', ''12 hours'')', :sans_droit), '42501', null, 'sans droit, pas de session'
);
select lives_ok(format('select acces.ouvrir_session(%s, ''e4'', ''jeton'', ''-1 second'')', :agent), 'une session déjà finie');
select is((select count(*) from acces.session_ouverte('e4')), 0::bigint, 'n''ouvre rien');
select lives_ok('select acces.fermer_session(''e1'')', 'elle se déconnecte');
select is((select count(*) from acces.session_ouverte('e1')), 0::bigint, 'et sa session n''est plus');

select acces.noter_echec('S03036@test') from generate_series(1, 5);
select ok((select est_verrouille from acces.identifiants('s03036@test')), 'cinq échecs verrouillent, majuscules ou non');
select ok((select not est_verrouille from acces.identifiants('p03@test')), 'et ne verrouillent qu''elle');
reset role;
select * from finish();
rollback;
