-- The ledger to its end: certified, paid, given back, undone, transferred, closed, carried over, proved.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(42);

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
call pg_temp.en_tant_que('s03036@test');
select financement.passer(:d1, 'depose', '2099-01-10');
call pg_temp.en_tant_que('p03@test');
select financement.passer(:d1, 'complet', '2099-01-20');
select financement.accorder(:d1, '2099-02-01', 300000, 60000, 'EJ-1');

create function pg_temp.soldes() returns bigint[] language sql
    return (select array[engage_centimes, liquide_centimes, paye_centimes, disponible_centimes, reste_a_payer_centimes]
        from rapport.situation_enveloppe where enveloppe = 'T-LIEUX-03');

select throws_ok(format('select enveloppe.payer(%s, 100, ''p/0'', ''2099-03-01'')', :d1), '23514', null, 'on ne paie pas ce qui n''est pas certifié');
select lives_ok(format('select enveloppe.liquider(%s, 18000, ''l/1'', ''2099-03-01'')', :d1), 'l''avance de 30 % est certifiée');
select throws_like(format('select enveloppe.payer(%s, 18000, ''p/1'', ''2099-03-02'')', :d1), '%enveloppe_cp_insuffisants%', 'sans CP, rien n''est payé');
select throws_ok($$select enveloppe.allouer_cp('T-LIEUX-03', 50000, 'cp/1', '2099-01-01')$$, '42501', null, 'la préfecture n''alloue pas de CP');
call pg_temp.en_tant_que('resp@test');
select throws_like($$select enveloppe.allouer_cp('T-LIEUX-03', 50000, 'cp/1', '2099-01-01')$$, '%enveloppe_cp_insuffisants%', 'ni le responsable plus que le parent n''en a');
select lives_ok($$select enveloppe.allouer_cp('T-LIEUX', 80000, 'cp/0', '2099-01-01')$$, 'des CP au volet');
select lives_ok($$select enveloppe.allouer_cp('T-LIEUX-03', 50000, 'cp/1', '2099-01-01')$$, 'puis au département');
call pg_temp.en_tant_que('s03036@test');
select throws_ok(format('select enveloppe.payer(%s, 18000, ''p/1'', ''2099-03-02'')', :d1), '42501', null, 'la mairie ne se paie pas elle-même');
call pg_temp.en_tant_que('p03@test');
select lives_ok(format('select enveloppe.payer(%s, 18000, ''p/1'', ''2099-03-02'')', :d1), 'l''avance est payée');
select lives_ok(format('select enveloppe.payer(%s, 18000, ''p/1'', ''2099-03-02'')', :d1), 'la même clé ne paie qu''une fois');
select is(pg_temp.soldes(), array[60000, 18000, 18000, 40000, 42000]::bigint[], 'engagé 600,00 €, payé 180,00 €, restes à payer 420,00 €');
select throws_ok(format('select enveloppe.liquider(%s, 42001, ''l/2'', ''2099-04-01'')', :d1), '23514', null, 'on ne certifie pas plus que l''engagé');
select lives_ok(format('select enveloppe.liquider(%s, 42000, ''l/2'', ''2099-04-01'')', :d1), 'le solde est certifié');
select throws_like(format('select enveloppe.payer(%s, 42000, ''p/2'', ''2099-04-02'')', :d1), '%enveloppe_cp_insuffisants%', 'les CP de l''année bornent les paiements');
select lives_ok(format('select enveloppe.payer(%s, 30000, ''p/2'', ''2099-04-02'')', :d1), 'en partie');
select throws_like(format('select enveloppe.degager(%s, 1, ''x/1'', ''2099-04-02'')', :d1), '%rien de tel%', 'ce qui est certifié ne se dégage pas');

-- Undone once, by its contrary.
select mouvement_id as erreur from enveloppe.mouvement where cle = 'p/2' \gset
select throws_ok(format('select enveloppe.annuler(%s, ''a/1'', ''2099-04-03'', '''')', :erreur), '23514', null, 'une annulation dit pourquoi');
select lives_ok(format('select enveloppe.annuler(%s, ''a/1'', ''2099-04-03'', ''Mauvais dossier'')', :erreur), 'le paiement est annulé');
select is(pg_temp.soldes(), array[60000, 60000, 18000, 40000, 42000]::bigint[], 'les soldes d''avant reviennent');
select throws_ok(format('select enveloppe.annuler(%s, ''a/2'', ''2099-04-03'', ''Encore'')', :erreur), '23505', null, 'une seule fois');
select mouvement_id as passage from enveloppe.mouvement where nature = 'engager' and dossier_id = :d1 \gset
select throws_ok(format('select enveloppe.annuler(%s, ''a/3'', ''2099-04-03'', ''Non'')', :passage), '23514', null, 'ce qu''un passage a inscrit s''annule par un passage');
select lives_ok(format('select enveloppe.reverser(%s, 18000, ''r/1'', ''2099-05-01'', ''Affectation changée'')', :d1), 'l''avance est reversée');
select throws_ok(format('select enveloppe.reverser(%s, 1, ''r/2'', ''2099-05-01'')', :d1), '23514', null, 'on ne reverse pas plus que le payé');
select is(pg_temp.soldes(), array[60000, 42000, 0, 40000, 60000]::bigint[], 'ni payé ni certifié');

-- Transfers: two persons above the threshold.
call pg_temp.en_systeme();
delete from financement.parametre where cle = 'transfert.double_approbation';
insert into financement.parametre (cle, valeur, periode, source, confiance)
values ('transfert.double_approbation', '100.00', daterange('2099-01-01', null), 'essai', 'interpretation');
insert into acces.agent (courriel, nom, mot_de_passe) values ('resp2@test', 'Responsable 2', 'x');
insert into acces.droit (agent_id, organisation_id, role)
select pg_temp.agent('resp2@test'), organisation_id, role from acces.droit where agent_id = pg_temp.agent('resp@test');
call pg_temp.en_tant_que('p03@test');
select throws_ok($$select enveloppe.transferer('T-LIEUX-03', 'T-LIEUX-63', 100, '2099-06-01', 'pour voir')$$, '42501', null, 'la préfecture ne transfère pas');
call pg_temp.en_tant_que('resp@test');
select lives_ok($$select enveloppe.transferer('T-LIEUX-03', 'T-LIEUX-63', 10000, '2099-06-01', 'petit besoin')$$, 'sous le seuil, c''est fait');
select is((select disponible_centimes from rapport.situation_enveloppe where enveloppe = 'T-LIEUX-63'), 10000::bigint, 'le 63 l''a reçu');
select enveloppe.transferer('T-LIEUX-03', 'T-LIEUX-63', 20000, '2099-06-01', 'grand besoin') as t \gset
select is((select disponible_centimes from rapport.situation_enveloppe where enveloppe = 'T-LIEUX-63'), 10000::bigint, 'au-dessus, rien ne bouge encore');
select throws_like(format('select enveloppe.statuer(%s, true)', :t), '%une autre personne%', 'qui propose n''approuve pas');
call pg_temp.en_tant_que('resp2@test');
select lives_ok(format('select enveloppe.statuer(%s, true)', :t), 'une autre approuve');
select is((select disponible_centimes from rapport.situation_enveloppe where enveloppe = 'T-LIEUX-63'), 30000::bigint, 'et l''argent passe');
select throws_like(format('select enveloppe.statuer(%s, true)', :t), '%rien à approuver%', 'une seule fois');
select throws_like($$select enveloppe.transferer('T-LIEUX', 'T-LIEUX-63', 100, '2099-06-01', 'par au-dessus')$$, '%l''une est sous l''autre%', 'd''une mère à sa fille, c''est une allocation');

-- A commitment released in a later year is withdrawn; the exercice closes; part is carried over.
call pg_temp.en_tant_que('p03@test');
select lives_ok(format('select enveloppe.degager(%s, 8000, ''d/1'', ''2100-02-01'')', :d1), 'dégagé l''année suivante');
select is(pg_temp.soldes(), array[52000, 42000, 0, 10000, 52000]::bigint[], 'C69 : les AE d''un exercice passé ne se recyclent pas');
call pg_temp.en_tant_que('resp@test');
select throws_like($$select enveloppe.cloturer(2099, '2098-12-31')$$, '%exercice ouvert%', 'pas avant l''heure');
select is((select enveloppe.cloturer(2099, '2099-12-31')), 3, 'trois enveloppes closes');
select is((select disponible_centimes from rapport.situation_enveloppe where enveloppe = 'T-LIEUX-63'), 0::bigint, 'il n''y reste rien à promettre');
select throws_like($$select enveloppe.allouer('T-LIEUX', 1, 'tard', '2099-12-31')$$, '%enveloppe close%', 'ni à recevoir');
call pg_temp.en_tant_que('p03@test');
select lives_ok(format('select enveloppe.liquider(%s, 1000, ''l/9'', ''2100-03-01'')', :d1), 'ce qui était promis se paie encore');
call pg_temp.en_tant_que('resp@test');
select is((select sum(ecarts) from rapport.preuve), 0::numeric, 'la preuve tombe juste');
call pg_temp.en_systeme();
alter table enveloppe.mouvement disable trigger user;
update enveloppe.mouvement set motif = motif, montant_centimes = montant_centimes, engage_apres = engage_apres + 1 where cle = 'd/1';
alter table enveloppe.mouvement enable trigger user;
select isnt((select sum(ecarts) from rapport.preuve), 0::numeric, 'un centime changé en cachette se voit');
select * from finish();
rollback;
