-- Simulations: whose they are, what a line may be, and what an envelope can give.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(15);

select pg_temp.monter('s03036@test', '03036', 40000) as d1 \gset
select pg_temp.monter('s63@test', '63001', 40000) as d63 \gset
select financement.passer(:d63, 'depose', '2099-01-10');
call pg_temp.en_tant_que('s03036@test');
select financement.passer(:d1, 'depose', '2099-01-10');

call pg_temp.en_tant_que('p03@test');
select enveloppe_id as e03 from enveloppe.enveloppe where code = 'T-LIEUX-03' \gset
select enveloppe_id as e63 from enveloppe.enveloppe where code = 'T-LIEUX-63' \gset
select enveloppe_id as haut from enveloppe.enveloppe where code = 'T-LIEUX' \gset
insert into programmation.simulation (enveloppe_id, titre, cree_par) values (:e03, 'Première hypothèse', acces.agent_courant())
returning simulation_id as s \gset
select is((select departement_code from programmation.simulation where simulation_id = :s), '03', 'le département est celui de l’enveloppe');
select throws_ok(format($$ insert into programmation.simulation (enveloppe_id, titre, cree_par) values (%s, 'Chez le voisin', acces.agent_courant()) $$, :e63),
    '42501', null, 'on ne simule pas l’enveloppe d’un autre département');
select throws_ok(format($$ insert into programmation.simulation (enveloppe_id, titre, cree_par) values (%s, 'Le programme', acces.agent_courant()) $$, :haut),
    '23514', 'cette enveloppe ne se programme pas', 'seule une enveloppe de département se programme');
select throws_ok(format($$ insert into programmation.simulation (enveloppe_id, titre, cree_par) values (%s, 'Première hypothèse', acces.agent_courant()) $$, :e03),
    '23505', null, 'un titre ne sert qu’une fois sur une enveloppe');
insert into programmation.ligne (simulation_id, dossier_id, depense_centimes) values (:s, :d1, 300000);
select throws_ok(format($$ insert into programmation.ligne (simulation_id, dossier_id, depense_centimes) values (%s, %s, 300000) $$, :s, :d63),
    '23514', 'demande d’une autre enveloppe', 'une ligne est une demande de cette enveloppe');
select throws_ok(format($$ update programmation.ligne set statut = 'accepte', montant_centimes = 300001 where simulation_id = %s $$, :s),
    '23514', null, 'le montant ne dépasse pas l’assiette');
select throws_ok(format($$ update programmation.ligne set montant_centimes = 10 where simulation_id = %s $$, :s),
    '23514', null, 'seule une ligne acceptée a un montant');
select is(programmation.disponible(:s), 100000::bigint, 'l’enveloppe entière est disponible');
select financement.passer(:d1, 'complet', '2099-01-11');
select is((select reserve_centimes from enveloppe.enveloppe where enveloppe_id = :e03), 40000::bigint, 'le dossier complet réserve');
select is(programmation.disponible(:s), 100000::bigint, 'ce qui est réservé pour ses propres lignes reste à programmer');

insert into programmation.travail (departement_code, simulation_id, genre, le, demande_par) values ('03', :s, 'decisions', '2099-02-01', acces.agent_courant());
select throws_ok(format($$ insert into programmation.travail (departement_code, simulation_id, genre, le, demande_par)
    values ('03', %s, 'decisions', '2099-02-01', acces.agent_courant()) $$, :s), '23505', null, 'un seul travail à la fois par simulation');

call pg_temp.en_tant_que('p63@test');
select is((select count(*) from programmation.simulation), 0::bigint, 'une simulation de l’Allier est invisible du Puy-de-Dôme');
select is((select count(*) from programmation.ligne), 0::bigint, 'ses lignes aussi');
call pg_temp.en_tant_que('s03036@test');
select is((select count(*) from programmation.simulation), 0::bigint, 'le demandeur ne la voit pas');
call pg_temp.en_tant_que('resp@test');
select is((select count(*) from programmation.simulation) + (select count(*) from programmation.travail), 0::bigint, 'le programme non plus');

select * from finish();
rollback;
