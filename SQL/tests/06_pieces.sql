-- What is written for a draft can be written again; what a deposited dossier holds stays.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(4);

set local role trousse_owner;
insert into financement.dispositif (code, nom, nom_court, pieces) values ('DETR', 'DETR', 'DETR', '{1.1}')
on conflict do nothing;
reset role;
select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select operation_id as op from financement.dossier where dossier_id = :d1 \gset
call pg_temp.en_tant_que('s03036@test');
insert into financement.dossier (operation_id, dispositif, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes)
values (:op, 'DETR', 300000, 300000, 90000)
returning dossier_id as d2 \gset
insert into financement.piece (
    operation_id, organisation_id, departement_code, dossier_id, code, nature, nom_fichier, type_mime, taille, sha256, origine, depose_par
)
select :op, organisation_id, departement_code, dossier.dossier_id, '1.1', 'piece', 'note.pdf', 'application/pdf', 5, encode(sha256('piece'), 'hex'),
    'generee', acces.agent_courant()
from financement.dossier
where operation_id = :op;
select lives_ok(format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d1), 'le premier dossier est déposé');

with retirees as (delete from financement.piece where dossier_id = :d2 returning piece_id)
select is((select count(*) from retirees), 1::bigint, 'la pièce d’un brouillon se réécrit, même si un autre dossier est déposé');
with retirees as (delete from financement.piece where dossier_id = :d1 returning piece_id)
select is((select count(*) from retirees), 0::bigint, 'celle du dossier déposé reste');
with retirees as (delete from financement.piece where operation_id = :op and dossier_id is null returning piece_id)
select is((select count(*) from retirees), 0::bigint, 'ce que la mairie a apporté reste aussi');
select * from finish();
rollback;
