-- A pre-filled dossier on Démarche numérique is its porteur's, lives some days, and is followed by its number.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(6);

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select pg_temp.organisation('03036') as o1 \gset
select pg_temp.agent('s03036@test') as a1 \gset
call pg_temp.en_tant_que('s03036@test');
select lives_ok(format($$
    insert into financement.preremplissage (
        dossier_id, organisation_id, demarche, demarche_numero, adresse, numero, jeton, etat, envoyees, ecarts, cree_le, expire_le, verifie_le,
        cree_par
    ) values (%s, %s, 'D', 7, 'https://exemple.fr', 1, 'secret', 'prefilled', '[]', '[]', '2099-01-10', '2099-01-15', '2099-01-10', %s)
$$, :d1, :o1, :a1), 'la mairie garde son préremplissage');
select throws_ok(format($$
    insert into financement.preremplissage (
        dossier_id, organisation_id, demarche, demarche_numero, numero, jeton, etat, envoyees, ecarts, cree_le, expire_le, verifie_le, cree_par
    ) values (%s, %s, 'D', 7, 1, 'autre', 'prefilled', '[]', '[]', '2099-01-10', '2099-01-15', '2099-01-10', %s)
$$, :d1, :o1, :a1), '23505', null, 'un dossier de la plateforme est suivi une fois');
select throws_ok(format($$
    insert into financement.preremplissage (
        dossier_id, organisation_id, demarche, demarche_numero, numero, jeton, etat, envoyees, ecarts, cree_le, expire_le, verifie_le, cree_par
    ) values (%s, %s, 'D', 7, 2, 'autre', 'prefilled', '[]', '[]', '2099-01-10', '2099-01-09', '2099-01-10', %s)
$$, :d1, :o1, :a1), '23514', null, 'il ne meurt pas avant d’être né');
select throws_ok('update financement.preremplissage set jeton = ''volé''', '42501', null, 'son jeton ne change pas');
select lives_ok('update financement.preremplissage set etat = ''detruit'', adresse = null, verifie_le = ''2099-01-16''', 'son état se suit');

call pg_temp.en_tant_que('p03@test');
select is((select count(*) from financement.preremplissage), 0::bigint, 'la préfecture ne le voit pas');
select * from finish();
rollback;
