-- Lines within the bounds of their article, substitutions with their reason, and prices that stop moving on a day.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(23);

set local role trousse_owner;
insert into catalogue.fonction values ('essai-portable', 900, 'portable', false), ('essai-copieur', 901, 'copieur', true);
insert into catalogue.article (
    code, libelle, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57, compte_m57_abrege,
    quantite_min, quantite_max, nature_donnee, fonction
)
select code, code, 'Essai', '{}', 'neuf', 'unité', 0.2, '30213100-6', 'I', 'test', 'oui', '21838', '2183', 1, 20, 'test', fonction
from (values ('ZZZ-001', 'essai-portable'), ('ZZZ-002', 'essai-portable'), ('ZZZ-003', 'essai-copieur')) as essai (code, fonction);
reset role;
select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select operation_id as op from financement.dossier where dossier_id = :d1 \gset
call pg_temp.en_tant_que('s03036@test');
prepare ajouter(text, numeric) as insert into operation.ligne (
    operation_id, article_code, libelle, quantite, prix_unitaire_ht_centimes, prix_du, taux_tva, section, eligible
) values (:op, $1, $1, $2, 75000, '2099-01-01', 0.2, 'I', 'oui');
select throws_ok('execute ajouter(''ZZZ-001'', 21)', '23514', null, 'pas plus que le maximum de l’article');
select throws_ok('execute ajouter(''ZZZ-001'', 1.5)', '23514', null, 'des unités entières');
select lives_ok('execute ajouter(''ZZZ-001'', 20)', 'le maximum lui-même passe');
select throws_ok('execute ajouter(''ZZZ-001'', 1)', '23505', null, 'un article seul n’a qu’une ligne');
prepare remplacer(text, text) as update operation.ligne set
    article_code = $1, remplace_article = 'ZZZ-001', remplace_prix_du = prix_du, motif = $2
where operation_id = :op and (article_code = 'ZZZ-001' or remplace_article = 'ZZZ-001');
select throws_ok('execute remplacer(''ZZZ-003'', ''Moins cher pour la commune'')', '23514', null, 'jamais par un article d’une autre fonction');
select throws_ok('execute remplacer(''ZZZ-002'', null)', '23514', null, 'jamais sans motif');
select throws_ok('execute remplacer(''ZZZ-002'', ''bof'')', '23514', null, 'ni avec un motif vide de sens');
select lives_ok('execute remplacer(''ZZZ-002'', ''Reconditionné, moins cher'')', 'par un article de même fonction, avec son motif');
select throws_ok(
    format('insert into operation.ligne (operation_id, libelle, quantite, prix_du, taux_tva, section, eligible, compte_m57) values (%s, ''Pose'', 1, ''2099-01-01'', 0.2, ''F'', ''non'', ''2184'')', :op),
    '23514', null, 'le compte et la section s’accordent'
);

-- What keeps from freezing.
select throws_ok(format('select operation.figer(%s, ''2099-01-02'', false, null)', :op), '23514', null, 'une ligne libre attend son devis');
update operation.ligne set devis_id = (select piece_id from financement.piece where operation_id = :op limit 1)
where operation_id = :op and article_code is null;
update operation.ligne set prix_unitaire_ht_centimes = null where operation_id = :op and article_code = 'ZZZ-002';
select throws_ok(format('select operation.figer(%s, ''2099-01-02'', false, null)', :op), '23514', null, 'un prix non publié empêche de figer');
update operation.ligne set prix_unitaire_ht_centimes = 38000 where operation_id = :op and article_code = 'ZZZ-002';

-- By itself, then asked for.
select is((operation.figer(:op, '2099-01-02', true, null)).total_ht_centimes, 1060000::bigint, 'figé par la préparation, au centime');
update operation.ligne set quantite = 19 where operation_id = :op and article_code = 'ZZZ-002';
select is(
    (select motif from operation.gel where operation_id = :op and leve_le is not null and leve_par = acces.agent_courant()),
    'Équipement modifié avant le dépôt', 'un changement y met fin, et cela reste écrit'
);
select is((operation.figer(:op, '2099-01-03', false, null)).total_ttc_centimes, 1226400::bigint, 'figé à sa demande');
select throws_ok(format('update operation.ligne set quantite = 1 where operation_id = %s', :op), '23514', null, 'plus aucune ligne ne bouge');
select throws_ok(format('delete from operation.ligne where operation_id = %s', :op), '23514', null, 'ni ne part');
select throws_ok('execute ajouter(''ZZZ-001'', 1)', '23514', null, 'ni n’arrive');
select throws_ok(format('update operation.gel set total_ht_centimes = 1 where operation_id = %s', :op), '42501', null, 'l’application ne récrit pas des prix figés');
call pg_temp.en_systeme();
select throws_ok(format('update operation.gel set total_ht_centimes = 1 where operation_id = %s and leve_le is null', :op), '23001', null, 'le propriétaire non plus');
select throws_ok(format('delete from operation.ligne where operation_id = %s', :op), '23514', null, 'le propriétaire ne touche pas non plus les lignes');
call pg_temp.en_tant_que('s03174@test');
select is((select count(*) from operation.gel), 0::bigint, 'une autre commune n’en voit rien');
select throws_ok(format('select operation.degeler(%s, ''Je veux changer'')', :op), '42501', null, 'et n’y met pas fin');
call pg_temp.en_tant_que('s03036@test');
select financement.passer(:d1, 'depose', '2099-01-10');
select throws_ok(format('select operation.degeler(%s, ''Je veux changer'')', :op), '23514', null, 'après un dépôt, rien ne se reprend');
select * from finish();
rollback;
