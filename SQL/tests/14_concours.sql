-- Who sees what of a contest, which passages exist, what a score and an intention may be.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(33);

call pg_temp.en_systeme();
insert into acces.organisation (nature, nom, departement_code) values ('atelier', 'Atelier T1', '03'), ('atelier', 'Atelier T2', '63');
insert into acces.agent (courriel, nom, mot_de_passe) values ('c1@test', 'Conceptrice 1', 'x'), ('c1bis@test', 'Associée', 'x'), ('c2@test', 'Concepteur 2', 'x');
insert into acces.droit (agent_id, organisation_id, role)
select agent_id, organisation_id, 'concepteur'
from (values ('c1@test', 'Atelier T1'), ('c1bis@test', 'Atelier T1'), ('c2@test', 'Atelier T2')) as voulu (courriel, atelier)
inner join acces.agent using (courriel)
inner join acces.organisation on organisation.nom = voulu.atelier;
-- A colleague of the designer's who also instructs.
insert into acces.droit (agent_id, organisation_id, role)
select pg_temp.agent('c1bis@test'), organisation_id, 'instructeur' from acces.organisation where nature = 'prefecture' and departement_code = '63';
insert into catalogue.article (code, libelle, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57,
    compte_m57_abrege, quantite_min, quantite_max, nature_donnee)
values ('TST-001', 'Essai', 'Essai', '{essai}', 'neuf', 'unité', 0.2, '30213100-6', 'I', 'essai', 'oui', '21838', '2183', 1, 9, 'illustratif');
insert into catalogue.kit (code, version, nom, phrase, besoin, destinataire, nature_donnee, est_courant)
values ('K98', 1, 'Essai', 'Essai', 'essai', 'Mairie', 'illustratif', true);

select pg_temp.organisation('03174') as voisine \gset
call pg_temp.en_tant_que('c1@test');
select throws_ok($$ insert into concours.consultation (titre, objet, jury, ouverte_le, cloture_le, jury_le, cree_par)
    values ('Un guichet', 'Un guichet qui se plie', 'Trois maires', '2020-01-01', '2090-01-01', '2090-02-01', acces.agent_courant()) $$,
    '42501', null, 'un concepteur n’ouvre pas de consultation');
call pg_temp.en_tant_que('resp@test');
select throws_ok($$ insert into concours.consultation (titre, objet, jury, ouverte_le, cloture_le, jury_le, cree_par)
    values ('Un guichet', 'Un guichet qui se plie', 'Trois maires', '2020-01-01', '2019-01-01', '2090-02-01', acces.agent_courant()) $$,
    '23514', null, 'la clôture suit l’ouverture');
insert into concours.consultation (titre, objet, jury, ouverte_le, cloture_le, jury_le, cree_par)
values ('Un guichet', 'Un guichet qui se plie', 'Trois maires', '2020-01-01', '2090-01-01', '2090-02-01', acces.agent_courant())
returning consultation_id as c \gset
insert into concours.critere (consultation_id, rang, nom, poids) values (:c, 1, 'Utilité', 60), (:c, 2, 'Coût', 40);
insert into concours.consultation (titre, objet, jury, ouverte_le, cloture_le, jury_le, cree_par)
values ('Close', 'Une consultation close', 'Trois maires', '2020-01-01', '2020-02-01', '2020-03-01', acces.agent_courant())
returning consultation_id as close \gset

call pg_temp.en_tant_que('c1@test');
insert into concours.proposition (consultation_id, organisation_id, auteur_id, titre, phrase, besoin, destinataire)
select :c, organisation_id, acces.agent_courant(), 'Guichet pliant', 'Un guichet qui tient dans un coffre.', 'itinérance', 'Mairie'
from acces.droit where agent_id = acces.agent_courant()
returning proposition_id as p \gset
select throws_ok(format($$ select concours.passer(%s, 'en_revue') $$, :p), '23514', null, 'une proposition sans article ne se dépose pas');
insert into concours.ligne (proposition_id, article_code, quantite) values (:p, 'TST-001', 2);
select throws_ok(format($$ update concours.proposition set etat = 'publie' where proposition_id = %s $$, :p), '42501', null, 'l’état ne s’écrit pas à la main');
insert into concours.proposition (consultation_id, organisation_id, auteur_id, titre, phrase, besoin, destinataire)
select :close, organisation_id, acces.agent_courant(), 'Trop tard', 'Un guichet qui arrive trop tard.', 'itinérance', 'Mairie'
from acces.droit where agent_id = acces.agent_courant()
returning proposition_id as tard \gset
insert into concours.ligne (proposition_id, article_code, quantite) values (:tard, 'TST-001', 2);
select throws_ok(format($$ select concours.passer(%s, 'en_revue') $$, :tard), '23514', 'consultation close', 'après la clôture, on ne dépose plus');

call pg_temp.en_tant_que('c2@test');
select is((select count(*) from concours.proposition), 0::bigint, 'un autre atelier ne voit pas le brouillon');
call pg_temp.en_tant_que('p03@test');
select is((select count(*) from concours.proposition), 0::bigint, 'un relecteur non plus');
select throws_ok(format($$ insert into concours.note (proposition_id, critere_rang, agent_id, note) values (%s, 1, acces.agent_courant(), 12) $$, :p),
    '23514', 'la revue est finie', 'ni ne note un brouillon');
select throws_ok(format($$ select concours.passer(%s, 'en_revue') $$, :p), '42501', null, 'ni ne le dépose');
call pg_temp.en_tant_que('c1@test');
select lives_ok(format($$ select concours.passer(%s, 'en_revue') $$, :p), 'son atelier le dépose');
with touchees as (update concours.proposition set titre = 'Autre' where proposition_id = :p returning 1)
select is((select count(*) from touchees), 0::bigint, 'déposé, il ne se récrit plus');
select throws_ok(format($$ insert into concours.ligne (proposition_id, article_code, quantite) values (%s, 'TST-001', 3) $$, :p), '42501', null, 'ni son contenu');
select throws_ok(format($$ insert into concours.note (proposition_id, critere_rang, agent_id, note) values (%s, 1, acces.agent_courant(), 20) $$, :p),
    null, null, 'le concepteur ne se note pas');

call pg_temp.en_tant_que('p03@test');
select is((select count(*) from concours.proposition), 1::bigint, 'le relecteur la voit');
select lives_ok(format($$ insert into concours.note (proposition_id, critere_rang, agent_id, note)
    values (%s, 1, acces.agent_courant(), 16), (%s, 2, acces.agent_courant(), 11) $$, :p, :p), 'et la note');
select throws_ok(format($$ insert into concours.note (proposition_id, critere_rang, agent_id, note) values (%s, 1, acces.agent_courant(), 9) $$, :p),
    '23505', null, 'une fois par critère');
select throws_ok(format($$ update concours.note set note = 21 where proposition_id = %s $$, :p), '23514', null, 'sur 20');
select throws_ok(format($$ select concours.passer(%s, 'jury') $$, :p), '42501', null, 'seul le programme présente au jury');
call pg_temp.en_tant_que('p63@test');
select is((select count(*) from concours.note), 0::bigint, 'un relecteur ne lit pas les notes des autres');
call pg_temp.en_tant_que('c1bis@test');
select throws_ok(format($$ insert into concours.note (proposition_id, critere_rang, agent_id, note) values (%s, 1, acces.agent_courant(), 20) $$, :p),
    '23514', 'on ne juge pas son atelier', 'une associée qui instruit ailleurs ne note pas son atelier');
reset role;
select set_config('trousse.agent', '', true) \g /dev/null
set local role trousse_app;
select is((select count(*) from concours.proposition), 0::bigint, 'le public ne voit rien avant la publication');

call pg_temp.en_tant_que('resp@test');
select throws_ok(format($$ select concours.passer(%s, 'publie') $$, :p), '23514', null, 'on ne publie pas sans jury');
select lives_ok(format($$ select concours.passer(%s, 'jury') $$, :p), 'le programme présente au jury');
select throws_ok(format($$ select concours.passer(%s, 'non_retenu') $$, :p), '23514', 'motif obligatoire', 'ne pas retenir demande un motif');
select lives_ok(format($$ select concours.passer(%s, 'publie') $$, :p), 'puis publie');
select is(
    (select array_agg(article_code || ' ' || quantite) from catalogue.kit_ligne inner join concours.proposition using (kit_code, kit_version)
        where proposition_id = :p),
    array['TST-001 2'], 'publiée, la proposition est un kit');
reset role;
select set_config('trousse.agent', '', true) \g /dev/null
set local role trousse_app;
select is((select atelier from concours.provenance((select kit_code from concours.proposition where proposition_id = :p))), 'Atelier T1',
    'chacun sait d’où vient le kit');
select is((select count(*) from concours.passage), 0::bigint, 'pas ce qui s’est dit en revue');
call pg_temp.en_systeme();
select throws_ok(format($$ delete from concours.passage where proposition_id = %s $$, :p), '23001', null, 'un passage ne s’efface pas');

call pg_temp.en_tant_que('resp@test');
insert into concours.lot (titre, article_code, cloture_le, cree_par) values ('Portables', 'TST-001', concours.aujourdhui(), acces.agent_courant())
returning lot_id as lot \gset
insert into concours.lot (titre, article_code, cloture_le, cree_par) values ('Trop tard', 'TST-001', concours.aujourdhui() - 1, acces.agent_courant())
returning lot_id as clos \gset
call pg_temp.en_tant_que('s03036@test');
select lives_ok(format($$ insert into concours.intention (lot_id, organisation_id, quantite, precision, agent_id)
    values (%s, pg_temp.organisation('03036'), 4, '', acces.agent_courant()) $$, :lot), 'une commune déclare jusqu’au dernier jour inclus');
select throws_ok(format($$ insert into concours.intention (lot_id, organisation_id, quantite, precision, agent_id)
    values (%s, pg_temp.organisation('03036'), 4, '', acces.agent_courant()) $$, :clos), '23514', 'lot clos', 'pas le lendemain');
select throws_ok(format($$ insert into concours.intention (lot_id, organisation_id, quantite, precision, agent_id)
    values (%s, %s, 4, '', acces.agent_courant()) $$, :lot, :voisine), '42501', null, 'ni pour une autre');
call pg_temp.en_tant_que('p63@test');
select is((select count(*) from concours.intention), 0::bigint, 'une autre préfecture ne la voit pas');
select * from finish();
rollback;
