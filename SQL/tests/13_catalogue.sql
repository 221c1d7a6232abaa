-- Prices in time, and kits that do not change under the projects that hold them.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(11);

call pg_temp.en_systeme();
insert into catalogue.article (code, libelle, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57,
    compte_m57_abrege, quantite_min, quantite_max, nature_donnee)
values ('TST-001', 'Essai', 'Essai', '{essai}', 'neuf', 'unité', 0.2, '30213100-6', 'I', 'essai', 'oui', '21838', '2183', 1, 9, 'illustratif'),
    ('TST-002', 'Essai', 'Essai', '{essai}', 'neuf', 'unité', 0.2, '30213100-6', 'I', 'essai', 'oui', '21838', '2183', 1, 9, 'illustratif');
insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes)
values ('TST-001', '[2026-01-01,2026-07-01)', 100, 200, 300);

select throws_ok($$ insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes)
    values ('TST-001', '[2026-06-30,)', 1, 2, 3) $$, '23P01', null, 'deux prix ne se chevauchent pas, même d’un jour');
select lives_ok($$ insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes, source)
    values ('TST-001', '[2026-07-01,)', 1, 2, 3, 'Devis') $$, 'le lendemain, si');
select throws_ok($$ insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes)
    values ('TST-002', '[2026-01-01,)', 3, 2, 1) $$, '23514', null, 'le minimum ne dépasse pas la référence');
update catalogue.article_prix set ref_centimes = 250 where article_code = 'TST-001' and upper(periode) = '2026-07-01';
select is(
    (select (ancien ->> 'ref_centimes')::integer from journal.evenement where relation = 'catalogue.article_prix' order by evenement_id desc limit 1),
    200, 'un prix corrigé laisse l’ancien au journal');

insert into catalogue.kit (code, version, nom, phrase, besoin, destinataire, nature_donnee, est_courant)
values ('K999', 1, 'Essai', 'Essai', 'essai', 'Mairie', 'illustratif', true);
insert into catalogue.kit_ligne (kit_code, kit_version, rang, article_code, quantite, est_option) values ('K999', 1, 1, 'TST-001', 1, false);
select lives_ok($$ update catalogue.kit_ligne set quantite = 2 where kit_code = 'K999' $$, 'un kit que personne n’a change');
call pg_temp.en_tant_que('s03036@test');
insert into operation.operation (organisation_id, code_insee, intitule, exercice, cree_par)
values (pg_temp.organisation('03036'), '03036', 'Un guichet', 2099, acces.agent_courant());
insert into operation.ligne (operation_id, kit_code, kit_version, article_code, libelle, quantite, prix_du, taux_tva, section, eligible)
select max(operation_id), 'K999', 1, 'TST-001', 'Essai', 2, '2026-01-01', 0.2, 'I', 'oui' from operation.operation;
call pg_temp.en_systeme();
select throws_ok($$ update catalogue.kit_ligne set quantite = 3 where kit_code = 'K999' $$, '23514', null, 'celui d’un projet ne change plus');
select throws_ok($$ insert into catalogue.kit_ligne (kit_code, kit_version, rang, article_code, quantite, est_option)
    values ('K999', 1, 2, 'TST-002', 1, true) $$, '23514', null, 'ni par un ajout');
select throws_ok($$ delete from catalogue.kit_ligne where kit_code = 'K999' $$, '23514', null, 'ni par un retrait');
select lives_ok($$ update catalogue.kit set nom = 'Essai corrigé' where code = 'K999' $$, 'ses mots se corrigent');
select lives_ok($$ update catalogue.kit set est_courant = false where code = 'K999';
    insert into catalogue.kit (code, version, nom, phrase, besoin, destinataire, nature_donnee, est_courant)
    values ('K999', 2, 'Essai', 'Essai', 'essai', 'Mairie', 'illustratif', true);
    insert into catalogue.kit_ligne (kit_code, kit_version, rang, article_code, quantite, est_option) values ('K999', 2, 1, 'TST-002', 1, false) $$,
    'une nouvelle version prend sa place');
select is((select quantite from catalogue.kit_ligne where kit_code = 'K999' and kit_version = 1), 2, 'l’ancienne est ce qu’elle était');
select * from finish();
rollback;
