-- Several communes: who answers, who reads, what is frozen; baskets proposed to members only; nothing lent twice.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(20);

select is(operation.repartir(100, '{1,1,1}'), '{34,33,33}'::bigint[], 'les centimes qui restent vont aux premiers');
select is(operation.repartir(10, '{1,2,4}'), '{1,3,6}'::bigint[], 'au plus fort reste');
select is(operation.repartir(7, '{0,0}'), '{0,0}'::bigint[], 'sans poids, rien');

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select operation_id as op from financement.dossier where dossier_id = :d1 \gset
call pg_temp.en_tant_que('s03036@test');
select operation.inviter(:op, '03174', null) as m1 \gset
select is(
    (select poids from operation.membre where membre_id = :m1), (select population from territoire.commune where code_insee = '03174'),
    'sans poids donné, les habitants'
);
select is((select count(*) from operation.membre where operation_id = :op and est_chef and etat = 'accepte'), 1::bigint, 'le porteur mène, et participe');
select throws_ok(format('select operation.inviter(%s, ''03174'', null)', :op), '23505', null, 'une commune est invitée une fois');
select throws_ok(format('select operation.inviter(%s, ''03036'', null)', :op), '23505', null, 'celle qui mène l’est déjà');
select throws_ok(format('update operation.membre set etat = ''accepte'' where membre_id = %s', :m1), '42501', null, 'le porteur ne répond pas pour elle');
select throws_ok(format('select operation.repondre(%s, true, '''')', :m1), 'P0002', null, 'même par la fonction');
select is((select sum(ht) from operation.parts(:op)), 300000::numeric, 'les parts font le tout');
update operation.ligne set devis_id = (select piece_id from financement.piece where operation_id = :op limit 1) where operation_id = :op;
select throws_ok(format('select operation.figer(%s, ''2099-01-02'', false, null)', :op), '23514', null, 'figer attend sa réponse');

call pg_temp.en_tant_que('s63@test');
select is((select count(*) from operation.membre), 0::bigint, 'une autre commune ne voit aucune invitation');
select is((select count(*) from operation.participations('03174')), 0::bigint, 'ni celles d’une commune qui n’est pas la sienne');
call pg_temp.en_tant_que('s03174@test');
select is((select count(*) from operation.participations('03174')), 1::bigint, 'l’invitée voit la sienne');
select is((select count(*) from operation.ligne), 0::bigint, 'sans lire les lignes du projet');
select lives_ok(format('select operation.repondre(%s, true, ''Oui'')', :m1), 'elle accepte');

call pg_temp.en_tant_que('s03036@test');
select operation.figer(:op, '2099-01-02', false, 100001);
select is(
    (select sum((part ->> 'reste')::bigint) from operation.gel cross join jsonb_array_elements(parts) as part where operation_id = :op),
    100001::numeric, 'le reste à payer est partagé au centime avec les prix'
);
select throws_ok(format('delete from operation.membre where membre_id = %s', :m1), '23514', null, 'les participants ne changent plus');

select throws_ok(
    format('insert into operation.panier (organisation_id, nom, propose_par, cree_par) values (%s, ''Panier'', ''200069276'', acces.agent_courant())', pg_temp.organisation('03036')),
    '23514', null, 'une commune ne propose pas de panier aux autres'
);
insert into operation.pret (operation_id, organisation_id, nature, emprunteur, representant, adresse, objet, lieu, debut, fin, assureur, cree_par)
select :op, organisation_id, 'ccas', 'CCAS', 'La présidente', 'Mairie', 'Permanences', 'CCAS', '2099-02-01', '2100-02-01', 'emprunteur', acces.agent_courant()
from operation.operation where operation_id = :op
returning pret_id as pret \gset
insert into operation.pret_ligne (pret_id, rang, ligne_id, libelle, quantite, valeur_ttc_centimes)
select :pret, 1, ligne_id, libelle, 2, 180000 from operation.ligne where operation_id = :op;
select throws_ok(
    format('insert into operation.pret_ligne (pret_id, rang, ligne_id, libelle, quantite, valeur_ttc_centimes) select %s, 2, ligne_id, libelle, 1, 180000 from operation.ligne where operation_id = %s', :pret, :op),
    '23514', null, 'rien n’est prêté deux fois'
);
select * from finish();
rollback;
