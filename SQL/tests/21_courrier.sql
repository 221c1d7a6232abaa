-- Mail is written with its act, leased to one sender, tried again, given up with its reason.
begin;
create extension if not exists pgtap;
\ir jeu.psql
select plan(31);

create function pg_temp.facteur() returns void language plpgsql as $$
begin
    reset role;
    perform set_config('trousse.agent', '', true), set_config('trousse.systeme', 'courrier', true);
    set local role trousse_app;
end $$;
create function pg_temp.compte(p_genre text) returns bigint language sql
    return (select count(*) from courrier.courriel where genre = p_genre);

select pg_temp.monter('s03036@test', '03036', 60000) as d1 \gset
call pg_temp.en_tant_que('p03@test');
select courrier.choisir_rythme('immediat');
select is((select rythme from courrier.preference), 'immediat', 'un agent choisit son rythme');
call pg_temp.en_tant_que('s03036@test');
savepoint avant;
select financement.passer(:d1, 'depose', '2099-01-10');
rollback to avant;
call pg_temp.en_systeme();
select is((select count(*) from courrier.courriel), 0::bigint, 'un acte annulé n''a rien écrit');
call pg_temp.en_tant_que('s03036@test');
select financement.passer(:d1, 'depose', '2099-01-10');
select is_empty('select * from courrier.preference', 'le choix d''un autre agent ne se lit pas');
select is_empty('select courriel_id from courrier.courriel', 'le porteur ne lit pas la boîte d''envoi');
select throws_ok('select faits from courrier.courriel', '42501', null, 'ce que dit un courriel n''est à personne');
select throws_ok($$select * from courrier.prendre(now(), gen_random_uuid(), interval '1 minute')$$, '42501', null,
    'seul le service d''envoi prend un courriel');
call pg_temp.en_tant_que('p03@test');
select is((select count(*) from (select courriel_id from courrier.courriel) as vus), 2::bigint, 'la préfecture voit les courriels de ses dossiers');
call pg_temp.en_tant_que('p63@test');
select is_empty('select courriel_id from courrier.courriel', 'une autre préfecture ne les voit pas');
call pg_temp.en_systeme();
select is(pg_temp.compte('depose'), 1::bigint, 'le dépôt écrit au porteur');
select is(pg_temp.compte('nouveau'), 1::bigint, 'et à l''instructeur qui veut tout de suite');
select is((select faits ->> 'numero' from courrier.courriel where genre = 'depose'), (select numero from financement.dossier where dossier_id = :d1),
    'les faits sont ceux du dossier');
select courrier.ecrire('passage/essai', 'message', 'a@b.fr', E'Nom\nBcc: x@y.fr', '{}');
select is(courrier.ecrire('passage/essai', 'message', 'a@b.fr', 'Nom', '{}'), null, 'la même clé n''écrit rien de plus');
select is((select destinataire_nom from courrier.courriel where cle = 'passage/essai'), 'Nom Bcc: x@y.fr', 'un nom n''ajoute pas d''en-tête');
select throws_ok($$select courrier.ecrire('x', 'message', 'a@b.fr, c@d.fr', '', '{}')$$, '23514', null, 'une adresse est une seule adresse');

-- Leases.
update courrier.courriel set prochaine_le = '2030-01-01' where genre = 'depose';
update courrier.courriel set prochaine_le = '2031-01-01' where genre <> 'depose';
select pg_temp.facteur();
select courriel_id as pris from courrier.prendre('2030-01-02', '00000000-0000-0000-0000-000000000001', interval '3 minutes') \gset
select is_empty($$select * from courrier.prendre('2030-01-02', '00000000-0000-0000-0000-000000000002', interval '3 minutes')$$,
    'ce qui est pris ne se prend pas deux fois');
select isnt_empty($$select * from courrier.prendre('2030-01-02 00:03', '00000000-0000-0000-0000-000000000002', interval '3 minutes')$$,
    'le bail d''un facteur mort expire');
select ok(not courrier.conclure(:pris, '00000000-0000-0000-0000-000000000001', '2030-01-02', '250 ok'), 'qui a perdu le bail ne conclut pas');
select courrier.preparer(:pris, '00000000-0000-0000-0000-000000000002', 1, 'Objet', 'Texte', 'Html');
select courrier.preparer(:pris, '00000000-0000-0000-0000-000000000002', 2, 'Autre', 'Autre', 'Autre');
select courrier.echouer(:pris, '00000000-0000-0000-0000-000000000002', '2030-01-02 01:00', '451 plus tard', 'provisoire');
call pg_temp.en_systeme();
select is((select objet from courrier.courriel where courriel_id = :pris), 'Objet', 'ce qui est écrit une fois ne se réécrit pas');
select is((select prochaine_le from courrier.courriel where courriel_id = :pris), timestamptz '2030-01-02 01:01', 'un premier refus attend une minute');
select pg_temp.facteur();
select is_empty($$select * from courrier.prendre('2030-01-02 01:00:30', '00000000-0000-0000-0000-000000000003', interval '1 minute')$$, 'puis repart');

-- Ten refusals kill; a server that is down never does.
create function pg_temp.echouer(p_courriel bigint, p_fois integer, p_gravite text) returns void language plpgsql as $$
begin
    for fois in 1..p_fois loop
        perform courrier.prendre('2040-01-01', '00000000-0000-0000-0000-000000000004', interval '1 minute');
        perform courrier.echouer(p_courriel, '00000000-0000-0000-0000-000000000004', '2030-02-01', 'panne', p_gravite);
    end loop;
end $$;
call pg_temp.en_systeme();
update courrier.courriel set envoye_le = '2030-01-01' where courriel_id <> :pris;
select pg_temp.facteur();
select pg_temp.echouer(:pris, 30, 'injoignable');
call pg_temp.en_systeme();
select ok((select abandonne_le is null from courrier.courriel where courriel_id = :pris), 'trente pannes ne tuent pas un courriel');
select is((select prochaine_le from courrier.courriel where courriel_id = :pris), timestamptz '2030-02-01 01:00', 'il attend une heure au plus');
select pg_temp.facteur();
select pg_temp.echouer(:pris, 9, 'provisoire');
call pg_temp.en_systeme();
select ok((select abandonne_le is not null and derniere_erreur = 'panne' from courrier.courriel where courriel_id = :pris),
    'dix refus le tuent, avec leur raison');
call pg_temp.en_tant_que('resp@test');
select is((select abandonnes from courrier.situation(now())), 1, 'l''exploitant le voit');
select is(courrier.relancer(null, '2030-03-01'), 1, 'et le relance');
call pg_temp.en_tant_que('p03@test');
select throws_ok('select courrier.relancer(null, now())', '42501', null, 'une préfecture ne relance pas');

-- The mail of the day.
select courrier.choisir_rythme('quotidien');
call pg_temp.en_tant_que('s03036@test');
select financement.ecrire_message(:d1, 'Bonjour, une précision.');
select pg_temp.facteur();
select is(courrier.ecrire_resumes('2099-01-11') + courrier.ecrire_resumes('2099-01-11'), 1, 'un résumé par jour et par agent');
call pg_temp.en_systeme();
select is((select faits -> 'comptes' from courrier.courriel where genre = 'resume' and destinataire = 'p03@test'), '{"message_recu": 1}'::jsonb,
    'le résumé compte ce qui est arrivé');

-- A pre-fill that nobody opens; a draft that is given up.
insert into financement.preremplissage (
    dossier_id, organisation_id, demarche, demarche_numero, numero, jeton, etat, envoyees, ecarts, cree_le, expire_le, verifie_le
) select dossier_id, organisation_id, 'DETR', 1, serie.n, 'x', 'prefilled', '[]', '[]', '2099-01-10', '2099-01-15', '2099-01-10'
from financement.dossier cross join generate_series(1, 2) as serie (n) where dossier_id = :d1;
select is((select array_agg(du_le order by du_le) from courrier.courriel where cle like 'preremplissage/%'),
    array[timestamptz '2099-01-13 06:00', '2099-01-13 06:00'], 'un pré-remplissage se rappelle deux jours avant sa destruction');
update financement.preremplissage set etat = 'en_construction' where numero = 1;
select is((select count(*) from courrier.courriel where cle like 'preremplissage/%'), 1::bigint, 'sauf s''il est ouvert entre-temps');
select pg_temp.monter('s03174@test', '03174', 50000) as d2 \gset
call pg_temp.en_systeme();
select courrier.ecrire('rappel/d2', 'rappel', 'a@b.fr', '', '{}', dossier) from financement.dossier where dossier_id = :d2;
delete from financement.dossier where dossier_id = :d2;
select is((select count(*) from courrier.courriel where cle = 'rappel/d2'), 0::bigint, 'un brouillon abandonné n''écrit plus');
select * from finish();
rollback;
