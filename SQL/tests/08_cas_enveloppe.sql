-- The worked cases of the envelope: what a cut gives back, and to which year.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(5);

set role trousse_owner;
insert into enveloppe.enveloppe (code, nom, niveau, territoire_code, exercice, dispositif)
values ('T-40M', 'Lieux 40 M€', 'departement', '03', 2097, 'LIEUX'), ('T-40M-SUIVANT', 'Lieux, année suivante', 'departement', '03', 2098, 'LIEUX');
select enveloppe.allouer('T-40M', 4000000000, 'c69/1', '2097-01-01');
select enveloppe.allouer('T-40M-SUIVANT', 4000000000, 'c69/2', '2098-01-01');
reset role;
select pg_temp.monter('s03036@test', '03036', 60000, 2097) as d \gset
call pg_temp.en_systeme();
update operation.ligne set prix_unitaire_ht_centimes = 1000000000
where operation_id = (select operation_id from financement.dossier where dossier_id = :d);
update financement.dossier
set cout_total_ht_centimes = 2000000000, depense_subventionnable_centimes = 2000000000, montant_demande_centimes = 1250000000
where dossier_id = :d;
call pg_temp.en_tant_que('s03036@test');
select financement.passer(:d, 'depose', '2097-01-10');
call pg_temp.en_tant_que('p03@test');
select financement.passer(:d, 'complet', '2097-01-20');
select lives_ok(
    format('select financement.accorder(%s, ''2097-02-01'', 2000000000, 1250000000, ''EJ-C69'')', :d), 'C69 : 12 500 000,00 € engagés sur 40 M€'
);
select is(
    (select array[engage_centimes, disponible_centimes] from rapport.situation_enveloppe where enveloppe = 'T-40M'),
    array[1250000000, 2750000000]::bigint[], 'C69 : il reste 27 500 000,00 € d''AE'
);
select lives_ok(
    format('select enveloppe.degager(%s, 25000050, ''c69/3'', ''2097-06-01'')', :d), 'C69 : l''engagement est réduit de 250 000,50 € la même année'
);
select is(
    (select array[engage_centimes, disponible_centimes] from rapport.situation_enveloppe where enveloppe = 'T-40M'),
    array[1224999950, 2775000050]::bigint[], 'C69 : 12 249 999,50 € engagés, 27 750 000,50 € d''AE'
);
select is(
    (select disponible_centimes from rapport.situation_enveloppe where enveloppe = 'T-40M-SUIVANT'), 4000000000::bigint,
    'C69 : un dégagement ne passe jamais à l''exercice suivant (pas de recyclage)'
);

select * from finish();
rollback;
