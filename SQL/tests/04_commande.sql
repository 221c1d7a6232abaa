-- R2334-24: no order before the receipt of the demand; and what is deposited no longer moves.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(13);

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select operation_id as op from financement.dossier where dossier_id = :d1 \gset
call pg_temp.en_tant_que('s03036@test');
select throws_ok(format('select operation.commander(%s, ''Fabricant'', ''2099-01-09'')', :op), '23514', null, 'pas de commande sur un brouillon');
update operation.operation set sans_aide = true where operation_id = :op;
select throws_ok(format('select operation.commander(%s, ''Fabricant'', ''2099-01-09'')', :op), '23514', null, 'renoncer à l''aide n''efface pas le dossier');
update operation.operation set sans_aide = false where operation_id = :op;
delete from financement.piece where operation_id = :op;
select throws_ok(format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d1), '23514', null, 'pas de dépôt sans la note');
-- The bytes went with their last piece.
insert into financement.contenu (sha256, octets) values (encode(sha256('piece'), 'hex'), 'piece') on conflict do nothing;
insert into financement.piece (
    operation_id, organisation_id, departement_code, code, nature, nom_fichier, type_mime, taille, sha256, origine, depose_par
) select operation_id, organisation_id, departement_code, '1.1', 'piece', 'note.pdf', 'application/pdf', 5, encode(sha256('piece'), 'hex'),
    'generee', acces.agent_courant() from operation.operation where operation_id = :op;
select lives_ok(format('select financement.passer(%s, ''depose'', ''2099-01-10'')', :d1), 'déposé');
select throws_ok(
    format('insert into operation.ligne (operation_id, libelle, quantite, prix_du, taux_tva, section, eligible) values (%s, ''x'', 1, ''2099-01-01'', 0.2, ''I'', ''oui'')', :op),
    '23514', null, 'l''équipement ne change plus'
);
select is((select recu_le from financement.dossier where dossier_id = :d1), '2099-01-10', 'reçu du même jour');
select throws_ok(format('select financement.passer(%s, ''recu'', ''2099-01-12'')', :d1), '23514', null, 'on ne reçoit pas deux fois');
call pg_temp.en_tant_que('p03@test');
select throws_ok(format('select operation.commander(%s, ''Fabricant'', ''2099-01-12'')', :op), '42501', null, 'la préfecture ne commande pas');
call pg_temp.en_tant_que('s03036@test');
select throws_ok(format('select operation.commander(%s, ''Fabricant'', ''2099-01-09'')', :op), '23514', null, 'pas de commande antidatée');
select is(
    (select array[total_ht_centimes, total_ttc_centimes] from operation.commander(:op, 'Fabricant', '2099-01-10')),
    array[300000, 360000]::bigint[], 'la commande du jour de la réception passe'
);
select throws_ok(format('select operation.commander(%s, ''Fabricant'', ''2099-01-13'')', :op), '23505', null, 'une seule fois');
select is((select numero from operation.commande where operation_id = :op), 'BC-2099-0001', 'numérotée par porteur et par année');
call pg_temp.en_systeme();
select ok((select count(*) >= 3 from journal.evenement where relation = 'financement.dossier'), 'le journal garde la trace');
select * from finish();
rollback;
