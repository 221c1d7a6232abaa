-- What an agent keeps of her desk is hers; a shared list is read by those who instruct the same département, and changed by nobody else.
begin;
create extension if not exists pgtap;
select plan(12);
\ir jeu.psql

-- Read before: agents do not read each other's accounts.
create temporary table agents as select pg_temp.agent('p03@test') as p03;
create temporary table suivi as
select pg_temp.monter('s03036@test', '03036', 60000) as un, pg_temp.monter('s63@test', '63001', 40000) as autre, agents.p03 from agents;
reset role;
grant select on suivi to public;
call pg_temp.en_tant_que('s03036@test');
select financement.passer(un, 'depose', '2099-01-10') from suivi;
call pg_temp.en_tant_que('s63@test');
select financement.passer(autre, 'depose', '2099-01-10') from suivi;

call pg_temp.en_tant_que('p03@test');
insert into financement.vue_liste (agent_id, departement_code, nom, requete, est_partagee)
select p03, '03', 'Urgents', 'etat=recu', true from suivi;
select is((select count(*) from financement.vues_liste('03')), 1::bigint, 'a shared list is read in its département');
select is((select count(*) from financement.vues_liste('63')), 0::bigint, 'nothing is read of another département');
select throws_ok(
    $$ insert into financement.vue_liste (agent_id, departement_code, nom, requete) select p03, '63', 'Ailleurs', '' from suivi $$,
    '42501', null, 'a list is kept for a département that one instructs'
);
select throws_ok(
    $$ insert into financement.vue_liste (agent_id, departement_code, nom, requete) select p03, '03', '', '' from suivi $$,
    '23514', null, 'a list has a name'
);
insert into financement.selection (agent_id, dossier_id) select p03, un from suivi;
insert into financement.consultation (agent_id, dossier_id) select p03, un from suivi;
select throws_ok(
    $$ insert into financement.selection (agent_id, dossier_id) select p03, autre from suivi $$, '42501', null,
    'a dossier of elsewhere is not ticked'
);
select throws_ok(
    $$ insert into financement.consultation (agent_id, dossier_id) select p03, autre from suivi $$, '42501', null,
    'nor noted as opened'
);

call pg_temp.en_tant_que('p63@test');
select is((select count(*) from financement.vue_liste), 0::bigint, 'a list of elsewhere is not seen');
select is((select count(*) from financement.selection) + (select count(*) from financement.consultation), 0::bigint, 'nor what others do');
select is((select count(*) from financement.consultation_recente('03')), 0::bigint, 'nor when they opened a dossier');
select throws_ok(
    $$ insert into financement.colonnes_liste (agent_id, colonnes) select p03, '{depot}' from suivi $$, '42501', null,
    'nobody chooses the columns of another'
);

call pg_temp.en_tant_que('p03@test');
create temporary table avant as select sum(mouvements) as nombre from financement.effectif where departement_code = '03';
select financement.passer(un, 'complet', '2099-02-01') from suivi;
select financement.accorder(un, '2099-03-01', 250000, 50000) from suivi;
create temporary table accorde as select sum(mouvements) as nombre from financement.effectif where departement_code = '03';
select ok((select accorde.nombre > avant.nombre from accorde cross join avant), 'each passage makes what was read out of date');
select financement.notifier(un, '2099-03-02') from suivi;
select ok(
    (select sum(mouvements) from financement.effectif where departement_code = '03') > (select nombre from accorde),
    'so does a day that changes no amount'
);
select * from finish();
rollback;
