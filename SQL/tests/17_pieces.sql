-- A file that waits for the antivirus is nobody's to read; what was found in it is written by one function only.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(11);

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select operation_id as op from financement.dossier where dossier_id = :d1 \gset
select encode(sha256('piece'), 'hex') as sha \gset
call pg_temp.en_tant_que('s03036@test');
select throws_ok(
    format('insert into financement.examen values (%L, ''application/pdf'', 1, null, null, false, ''sain'', null, ''x'')', :'sha'),
    '42501', null, 'nul n’écrit un examen de sa main');
select lives_ok(
    format('select financement.noter_examen(%L, ''application/pdf'', 2, null, null, false, ''en_attente'', null, ''x'')', :'sha'),
    'le serveur note ce qu’il a trouvé');
select is((select count(*) from financement.contenu where sha256 = :'sha'), 0::bigint, 'les octets ne se lisent plus');
select is(
    (select count(*) from financement.piece where sha256 = :'sha') > 0, true, 'la pièce, elle, reste visible');
select ok(array_length(financement.pieces_manquantes(:d1), 1) > 0, 'et ne compte plus');
call pg_temp.en_tant_que('s03036@test');
select lives_ok(
    format('select financement.noter_examen(%L, ''application/pdf'', 2, null, null, false, ''sain'', null, ''x'')', :'sha'),
    'l’antivirus répond');
select is((select count(*) from financement.contenu where sha256 = :'sha'), 1::bigint, 'les octets se lisent');
reset role;
set local role trousse_owner;
select throws_ok(
    format('update financement.piece set date_document = ''1999-12-31'' where operation_id = %s', :op), '23514', null,
    'un papier ne porte pas une date du siècle passé');
select throws_ok(
    format('update financement.examen set antivirus = ''peut-etre'' where sha256 = %L', :'sha'), '23514', null,
    'un verdict est de la liste');
insert into financement.reponse (organisation_id, operation_id, champ, valeur, revision, repondu_par)
select organisation_id, operation_id, 'travaux', '{oui}', nextval('financement.revision_reponse'), pg_temp.agent('s03036@test')
from operation.operation where operation_id = :op;
select is((select travaux from operation.operation where operation_id = :op), true, 'ce que le formulaire répond, la liste des pièces le suit');
update financement.reponse set valeur = null where operation_id = :op and champ = 'travaux';
select is((select travaux from operation.operation where operation_id = :op), false, 'ce qu’il reprend aussi');
reset role;
select * from finish();
rollback;
