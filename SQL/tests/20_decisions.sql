-- Papers of decisions and commitments: whose, when, and never changed once notified.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(11);

select pg_temp.monter('s03036@test', '03036', 40000) as d \gset
call pg_temp.en_tant_que('s03036@test');
select financement.passer(:d, 'depose', '2099-01-10');
call pg_temp.en_tant_que('p03@test');
select financement.passer(:d, 'complet', '2099-01-11');
insert into programmation.modele (departement_code, genre, nom) values ('03', 'arrete', 'Arrêté d’essai') returning modele_id as m \gset
insert into programmation.modele_version (modele_id, version, titre, corps, ecrit_par)
values (:m, 1, 'Arrêté', 'Il est accordé {montant}.', acces.agent_courant());
select throws_ok(format($$ update programmation.modele_version set corps = 'Autre chose, après coup' where modele_id = %s $$, :m),
    '42501', null, 'une version ne change pas');
select throws_ok($$ insert into programmation.modele (departement_code, genre, nom) values ('63', 'arrete', 'Chez le voisin') $$,
    '42501', null, 'on n’écrit pas de modèle pour un autre département');
insert into programmation.document (dossier_id, genre, modele_id, version, nom_fichier, pages, octets, genere_par)
values (:d, 'arrete', :m, 1, 'Arrêté.pdf', 2, 'octets', acces.agent_courant());
select is((select departement_code from programmation.document), '03', 'le département est celui du dossier');
select throws_ok(format($$ insert into programmation.document (dossier_id, genre, modele_id, version, nom_fichier, pages, octets, genere_par)
    values (%s, 'arrete', %s, 1, 'Encore.pdf', 2, 'octets', acces.agent_courant()) $$, :d, :m), '23505', null, 'un arrêté par dossier');
select throws_ok(format($$ insert into programmation.engagement (dossier_id, numero_ej, origine, inscrit_par)
    values (%s, '2104567890', 'saisie', acces.agent_courant()) $$, :d), '23514', 'rien n’est accordé', 'pas d’engagement sans décision');
select financement.accorder(:d, '2099-02-01', 300000, 40000);
insert into programmation.engagement (dossier_id, numero_ej, date_ej, montant_centimes, origine, inscrit_par)
values (:d, '2104567890', '2099-02-03', 40000, 'saisie', acces.agent_courant());
select is((select numero_ej from financement.dossier where dossier_id = :d), '2104567890', 'le numéro rejoint le dossier');
update programmation.document set signe = 'signé', signe_le = clock_timestamp(), pages_signees = 2 where dossier_id = :d;
select financement.notifier(:d, '2099-02-05');
select throws_ok(format($$ update programmation.document set octets = 'autre' where dossier_id = %s $$, :d), '23514', 'décision notifiée',
    'un document notifié ne change pas');
select throws_ok(format($$ delete from programmation.document where dossier_id = %s $$, :d), '23514', 'décision notifiée', 'ni ne disparaît');

call pg_temp.en_tant_que('p63@test');
select is((select count(*) from programmation.document) + (select count(*) from programmation.modele_version), 0::bigint, 'rien pour le voisin');
call pg_temp.en_tant_que('s03036@test');
select is((select count(*) from programmation.document), 0::bigint, 'le demandeur ne lit pas ce qui se prépare');
select is((select count(*) from programmation.engagement), 0::bigint, 'ni le registre des engagements');

select * from finish();
rollback;
