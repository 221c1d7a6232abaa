-- The envelope: reserved, committed, given back, never overspent, never rewritten.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(21);

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select pg_temp.monter('s03174@test', '03174', 50000) as d2 \gset
call pg_temp.en_tant_que('s03036@test');
select financement.passer(:d1, 'depose', '2099-01-10');
call pg_temp.en_tant_que('s03174@test');
select financement.passer(:d2, 'depose', '2099-01-11');
call pg_temp.en_tant_que('p03@test');
select lives_ok(format('select financement.passer(%s, ''complet'', ''2099-01-20'')', :d1), 'complet : 600,00 € réservés sur 1 000,00 €');
select is(
    (select array[alloue_centimes, reserve_centimes, engage_centimes, disponible_centimes] from rapport.situation_enveloppe where enveloppe = 'T-LIEUX-03'),
    array[100000, 60000, 0, 40000]::bigint[], 'la situation le dit'
);
select throws_ok(format('select financement.passer(%s, ''complet'', ''2099-01-20'')', :d2), '23514', 'disponible insuffisant', 'les 500,00 € du second ne tiennent pas');
select is((select etat from financement.dossier where dossier_id = :d2), 'recu', 'et son état n''a pas bougé');
select throws_ok(format('select financement.passer(%s, ''accepte'', ''2099-02-01'')', :d2), '23514', null, 'on n''accepte pas ce qui n''est pas complet');
select lives_ok(format('select financement.accorder(%s, ''2099-02-01'', 300000, 55000, ''EJ-1'')', :d1), 'accordé pour 550,00 €');
select is(
    (select array[reserve_centimes, engage_centimes, disponible_centimes] from rapport.situation_enveloppe where enveloppe = 'T-LIEUX-03'),
    array[0, 55000, 45000]::bigint[], 'la réservation est levée, la décision engagée'
);
select is((select engage_centimes from rapport.consommation_par_commune where code_insee = '03036' and exercice = 2099), 55000::bigint, 'la commune porte l''engagement');
select is((select disponible_centimes from rapport.situation_enveloppe where enveloppe = 'T-LIEUX'), 445000::bigint, 'le parent cumule');
select throws_ok(format('select enveloppe.engager(%s, 100000, ''x/1'', ''2099-02-02'')', :d1), '23514', 'disponible insuffisant', 'on n''engage pas au-delà');
select lives_ok(format('select enveloppe.degager(%s, 5000, ''x/2'', ''2099-02-03'')', :d1), '50,00 € sont dégagés');
select lives_ok(format('select enveloppe.degager(%s, 5000, ''x/2'', ''2099-02-03'')', :d1), 'la même clé ne compte qu''une fois');
select is((select engage_centimes from rapport.consommation_par_commune where code_insee = '03036' and exercice = 2099), 50000::bigint, 'une seule fois en effet');
select throws_ok(format('select enveloppe.degager(%s, 6000, ''x/2'', ''2099-02-03'')', :d1), '23505', null, 'la même clé pour autre chose est refusée');
select throws_ok($$select enveloppe.allouer('T-LIEUX-03', 1, 'x/3', '2099-02-03')$$, '42501', null, 'la préfecture n''alloue pas');
call pg_temp.en_tant_que('p63@test');
select is(
    (select array_agg(distinct nature) from rapport.mouvement where enveloppe = 'T-LIEUX-03'), array['allouer'],
    'une autre préfecture lit ce que l''enveloppe a reçu, pas qui en profite'
);
select is((select count(*) from rapport.consommation_par_commune where departement = '03' and exercice = 2099), 0::bigint, 'ni commune par commune');
call pg_temp.en_tant_que('resp@test');
select throws_ok($$select enveloppe.allouer('T-LIEUX-63', 400001, 'x/4', '2099-02-03')$$, '23514', 'disponible insuffisant', 'on ne délègue pas plus que le volet');

call pg_temp.en_systeme();
select throws_ok('update enveloppe.mouvement set montant_centimes = 1', '23001', null, 'un mouvement ne se modifie pas, même pour le propriétaire');
select throws_ok('delete from enveloppe.mouvement', '23001', null, 'ni ne s''efface');
select is_empty(
    $$select enveloppe_id from (
        select enveloppe_id, reserve_avant, engage_avant, alloue_avant,
            lag(reserve_apres, 1, 0::bigint) over suite as reserve, lag(engage_apres, 1, 0::bigint) over suite as engage,
            lag(alloue_apres, 1, 0::bigint) over suite as alloue
        from enveloppe.mouvement window suite as (partition by enveloppe_id order by mouvement_id)
    ) as chaine where (reserve_avant, engage_avant, alloue_avant) <> (reserve, engage, alloue)$$,
    'chaque mouvement repart du solde du précédent'
);
select * from finish();
rollback;
