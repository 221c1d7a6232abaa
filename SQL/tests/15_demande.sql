-- The form of an application: what is missing refuses the deposit, nobody overwrites another unseen, the agreement is for who is asked.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(18);

set local role trousse_owner;
delete from financement.demarche;
insert into financement.formulaire (code, version, depuis, dispositifs, contenu) values ('T', 1, '2098-01-01', '{LIEUX}', '{
    "sections": [{"code": "projet", "titre": "Le projet", "champs": [
        {"code": "intitule", "libelle": "Intitulé", "genre": "texte", "portee": "operation", "requis": false, "connu": "projet.intitule"},
        {"code": "travaux", "libelle": "Des travaux ?", "genre": "oui_non", "portee": "operation", "requis": true, "defaut": "non"},
        {"code": "lesquels", "libelle": "Lesquels ?", "genre": "texte", "portee": "operation", "requis": true, "si": {"champ": "travaux", "valeurs": ["oui"]}}
    ]}, {"code": "engagements", "titre": "Engagements", "champs": [
        {"code": "exact", "libelle": "C’est exact", "genre": "coche", "portee": "operation", "requis": true},
        {"code": "telephone", "libelle": "Téléphone", "genre": "telephone", "portee": "porteur", "requis": false}
    ]}]}');
reset role;

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select is((select array_agg(champ) from financement.reponses_manquantes(:d1, '2099-01-10')), '{exact}', 'le reste est su ou habituel');
select is((select count(*) from financement.reponses_manquantes(:d1, '2097-01-10')), 0::bigint, 'avant la première version, rien n’est demandé');
select throws_ok(
    format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d1), '23514', null, 'pas de dépôt sans les réponses');
select financement.repondre(:d1, '[{"champ": "travaux", "valeur": ["oui"]}]', 0, '2099-01-10') as vu \gset
select is((select array_agg(champ) from financement.reponses_manquantes(:d1, '2099-01-10')), '{lesquels,exact}', 'une réponse en demande une autre');
select throws_ok(
    format('select financement.repondre(%s, ''[{"champ": "intitule", "valeur": ["x"]}]'', 0, ''2099-01-10'')', :d1), '23514', null,
    'ce qui est connu ne se répond pas');
select throws_ok(
    format('select financement.repondre(%s, ''[{"champ": "travaux", "valeur": ["non"]}]'', 0, ''2099-01-10'')', :d1), '23514', null,
    'ce qu’un autre a changé depuis ne s’écrase pas');
select lives_ok(
    format('select financement.repondre(%s, ''[{"champ": "travaux", "valeur": null}, {"champ": "exact", "valeur": ["oui"]}, {"champ": "telephone", "valeur": ["0470000000"]}]'', %s, ''2099-01-10'')', :d1, :vu),
    'une réponse se retire, d’autres se donnent');
select is((select count(*) from financement.histoire_reponses(:d1, 10)), 3::bigint, 'chaque changement a sa ligne, celui du porteur à part');
select throws_ok('update financement.reponse set valeur = ''{x}''', '42501', null, 'les réponses ne s’écrivent que par la fonction');
select throws_ok('delete from financement.reponse_changement', '42501', null, 'l’histoire ne s’efface pas');

call pg_temp.en_tant_que('s03174@test');
select is((select count(*) from financement.reponse), 0::bigint, 'une autre mairie ne lit aucune réponse');
select throws_ok(
    format('select financement.repondre(%s, ''[]'', 0, ''2099-01-10'')', :d1), '42501', null, 'ni n’en donne');

call pg_temp.en_tant_que('s03036@test');
select financement.demander_approbation(:d1, 'Le maire', '', 'abc', '2099-01-10', '2099-02-10') as accord \gset
select throws_ok(
    format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d1), '23514', null, 'l’accord demandé est attendu');
select throws_ok(
    format('select financement.repondre_approbation(%s, null, true, '''', ''2099-01-10'')', :accord), '42501', null, 'il ne se donne pas à soi-même');
select throws_ok('select * from financement.approbation', '42501', null, 'le lien ne se lit pas dans la table');
select throws_ok(
    'select financement.repondre_approbation(null, ''abc'', true, '''', ''2099-01-11'')', '42501', null, 'ni par le lien, sous le même compte');
reset role;
select set_config('trousse.agent', '', true) as visiteur \gset
set local role trousse_app;
select lives_ok('select financement.repondre_approbation(null, ''abc'', true, '''', ''2099-01-11'')', 'le lien donne l’accord, sans compte');
call pg_temp.en_tant_que('s03036@test');
select lives_ok(format('select financement.passer(%s, ''depose'', ''2099-01-12'')', :d1), 'le dossier se dépose');
select * from finish();
rollback;
