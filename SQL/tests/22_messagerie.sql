-- Messages are the two sides'; notes, calls and opinions the préfecture's. An opinion moves the dossier; above the threshold it is required.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(31);

select pg_temp.agent('p63@test') as autre \gset
select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
select throws_ok(format('select financement.ecrire_message(%s, ''Bonjour'')', :d1), '23514', null, 'un brouillon n''a pas de messagerie');
select financement.passer(:d1, 'depose', '2099-01-10');
select financement.ecrire_message(:d1, 'Bonjour, voici une précision.', true) as m1 \gset
select is((select cote || attend_reponse from financement.message), 'porteurfalse', 'le porteur écrit de son côté, et n''exige pas de réponse');
select lives_ok(format($$select financement.joindre_au_message(%s, 1, 'plan.pdf', 'application/pdf', 5, encode(sha256('piece'), 'hex'))$$, :m1),
    'un fichier part avec le message');
call pg_temp.en_tant_que('s03174@test');
select is_empty('select message_id from financement.message', 'une autre commune ne lit rien');
select is_empty('select message_id from financement.message_fichier', 'ni les fichiers');
select throws_ok(format('select financement.ecrire_message(%s, ''Bonjour'')', :d1), 'P0002', null, 'ni n''écrit');
call pg_temp.en_tant_que('p63@test');
select throws_ok(format('select financement.ecrire_message(%s, ''Bonjour'')', :d1), 'P0002', null, 'une autre préfecture non plus');
call pg_temp.en_tant_que('p03@test');
select throws_ok(format($$select financement.joindre_au_message(%s, 2, 'x.pdf', 'application/pdf', 5, encode(sha256('piece'), 'hex'))$$, :m1),
    '42501', null, 'on ne joint rien au message d''un autre');
select is((select auteur from financement.message), 'Secrétaire 1', 'la base nomme qui a écrit');
select financement.lire_messages(:d1);
select ok((select lu_le is not null from financement.message), 'la préfecture l''a lu');
select financement.ecrire_message(:d1, 'Est-ce compris dans le devis ?', true);
select ok(financement.attend_reponse(:d1), 'une réponse est attendue');
insert into financement.note (dossier_id, departement_code, auteur_id, texte) values (:d1, '03', pg_temp.agent('p03@test'), 'À revoir.');
insert into financement.appel (dossier_id, departement_code, auteur_id, appele_le, sens, interlocuteur, propos)
values (:d1, '03', pg_temp.agent('p03@test'), '2099-01-11', 'recu', 'La secrétaire', 'Demande un délai.');
select throws_ok(
    format($$insert into financement.note (dossier_id, departement_code, auteur_id, texte) values (%s, '03', %s, 'Au nom d''un autre')$$, :d1,
        :autre),
    '42501', null, 'on ne signe pas pour un autre');
call pg_temp.en_tant_que('s03036@test');
select is_empty('select note_id from financement.note', 'le porteur ne lit pas les notes');
select is_empty('select appel_id from financement.appel', 'ni les appels');
select financement.ecrire_message(:d1, 'Oui, il l''est.');
select ok(not financement.attend_reponse(:d1), 'la réponse est venue');

-- Opinions.
call pg_temp.en_tant_que('p03@test');
select throws_ok(
    format($$select financement.demander_avis(%s, 'expert', 'SGAR', null, 'Quel avis ?', true, '2099-01-12', '2099-02-12')$$, :d1),
    '23514', null, 'pas d''avis avant la complétude');
select financement.passer(:d1, 'complet', '2099-01-12');
select financement.demander_avis(:d1, 'expert', 'Le SGAR', 'sgar@exemple.fr', 'Quel est votre avis ?', true, '2099-01-12', '2099-02-12') as a1 \gset
select financement.demander_avis(:d1, 'expert', 'La DDT', null, 'Et le vôtre ?', false, '2099-01-12', '2099-02-12') as a2 \gset
select is((select etat from financement.dossier where dossier_id = :d1), 'avis', 'demander un avis fait passer le dossier à l''avis');
select throws_ok('select empreinte from financement.avis', '42501', null, 'l''empreinte du lien ne se lit pas');
select financement.repondre_avis(:a2, 'favorable', null, '2099-01-13');
select is((select etat from financement.dossier where dossier_id = :d1), 'avis', 'il attend le second');
call pg_temp.en_systeme();
select faits ->> 'secret' as secret from courrier.courriel where genre = 'avis_demande' \gset
select set_config('trousse.systeme', '', true);
set local role trousse_app;
select is((select autres -> 0 ->> 'expert' from financement.demande_par_lien(:'secret')), 'La DDT', 'un lien montre les avis qui ne se cachent pas');
select isnt_empty(format($$select * from financement.pieces_par_lien(%L, '2099-01-20')$$, :'secret'), 'et les pièces');
select is_empty(format($$select * from financement.pieces_par_lien(%L, '2099-03-20')$$, :'secret'), 'tant que le délai court');
select is_empty($$select * from financement.demande_par_lien('autre')$$, 'un lien inventé n''ouvre rien');
select throws_ok(format($$select financement.repondre_par_lien(%L, 'defavorable', null, '2099-01-20')$$, :'secret'), '23514', null,
    'un avis défavorable dit pourquoi');
select lives_ok(format($$select financement.repondre_par_lien(%L, 'reserve', 'Sous réserve du raccordement.', '2099-01-20')$$, :'secret'),
    'l''expert répond sans compte');
select throws_ok(format($$select financement.repondre_par_lien(%L, 'favorable', null, '2099-01-20')$$, :'secret'), '23514', null,
    'une fois');
call pg_temp.en_systeme();
select is((select etat from financement.dossier where dossier_id = :d1), 'en_instruction', 'le dernier avis rend le dossier à l''instruction');
call pg_temp.en_tant_que('s03036@test');
select is_empty('select avis_id from financement.avis', 'le porteur ne lit pas les avis');

-- COM-3, and the delay that passes.
call pg_temp.en_systeme();
insert into financement.dispositif (code, nom, nom_court, pieces) values ('DETR', 'DETR', 'DETR', '{}') on conflict (code) do update set pieces = '{}';
insert into financement.parametre (cle, valeur, periode, source, confiance)
select 'detr.commission.avis_above', '100000', '[2018-01-01,)', 'essai', 'P'
where not exists (select from financement.parametre where cle = 'detr.commission.avis_above');
select operation_id as op from financement.dossier where dossier_id = :d1 \gset
insert into financement.dossier (operation_id, dispositif, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes)
values (:op, 'DETR', 30000000, 30000000, 12000000) returning dossier_id as d2 \gset
update financement.dossier set etat = 'en_instruction', depose_le = '2099-01-10', recu_le = '2099-01-10', complet_le = '2099-01-12'
where dossier_id = :d2;
call pg_temp.en_tant_que('p03@test');
select throws_ok(format('select financement.accorder(%s, ''2099-02-01'', 30000000, 10000001)', :d2), '23514', 'avis de la commission d''élus',
    'au-delà du seuil, pas d''accord sans l''avis de la commission');
savepoint sans;
select lives_ok(format('select financement.accorder(%s, ''2099-02-01'', 30000000, 10000000)', :d2), 'au seuil exactement, rien n''est exigé');
rollback to sans;
select financement.demander_avis(:d2, 'commission', 'Commission d''élus', null, 'Avis sur le projet ?', true, '2099-01-13', '2099-01-20') as a3 \gset
select financement.repondre_avis(:a3, 'defavorable', 'Projet trop cher.', '2099-01-14');
select lives_ok(format('select financement.accorder(%s, ''2099-02-01'', 30000000, 12000000)', :d2), 'l''avis est consultatif : rendu, il suffit');
select * from finish();
rollback;
