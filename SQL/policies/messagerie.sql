-- Messages are the two sides'. Notes, calls and opinions are the préfecture's: the porteur never reads them.

grant execute on function
    financement.ecrire_message(bigint, text, boolean), financement.joindre_au_message(bigint, integer, text, text, bigint, text),
    financement.lire_messages(bigint), financement.attend_reponse(bigint),
    financement.avis_commission_requis(financement.dossier, bigint), financement.avis_commission_rendu(bigint),
    financement.demander_avis(bigint, text, text, text, text, boolean, date, date), financement.repondre_avis(bigint, text, text, date),
    financement.repondre_par_lien(text, text, text, date), financement.demande_par_lien(text),
    financement.pieces_par_lien(text, date, bigint), financement.expirer_avis(date)
to trousse_app;

do $proprietaire$
declare
    relation text;
begin
    foreach relation in array array['message', 'message_fichier', 'note', 'appel', 'avis'] loop
        execute format('alter table financement.%I enable row level security', relation);
        execute format('alter table financement.%I force row level security', relation);
        execute format('drop policy if exists proprietaire on financement.%I', relation);
        execute format('create policy proprietaire on financement.%I using ((select acces.est_proprietaire()))', relation);
    end loop;
end $proprietaire$;

drop policy if exists lecture on financement.message;
create policy lecture on financement.message for select using (
    organisation_id = any ((select acces.mes_organisations())::bigint[])
    or departement_code = any ((select acces.mes_departements())::text[])
);
drop policy if exists lecture on financement.message_fichier;
create policy lecture on financement.message_fichier for select using (
    exists (select from financement.message where message.message_id = message_fichier.message_id)
);
drop policy if exists messagerie on financement.contenu;
create policy messagerie on financement.contenu for select using (
    exists (select from financement.message_fichier where message_fichier.sha256 = contenu.sha256)
);

drop policy if exists lecture on financement.note;
create policy lecture on financement.note for select using (departement_code = any ((select acces.mes_departements())::text[]));
drop policy if exists ecriture on financement.note;
create policy ecriture on financement.note for insert with check (
    auteur_id = (select acces.agent_courant()) and departement_code = any ((select acces.mes_departements())::text[])
    and exists (
        select from financement.dossier
        where dossier.dossier_id = note.dossier_id and dossier.departement_code = note.departement_code and dossier.etat <> 'brouillon'
    )
);
drop policy if exists lecture on financement.appel;
create policy lecture on financement.appel for select using (departement_code = any ((select acces.mes_departements())::text[]));
drop policy if exists ecriture on financement.appel;
create policy ecriture on financement.appel for insert with check (
    auteur_id = (select acces.agent_courant()) and departement_code = any ((select acces.mes_departements())::text[])
    and exists (
        select from financement.dossier
        where dossier.dossier_id = appel.dossier_id and dossier.departement_code = appel.departement_code and dossier.etat <> 'brouillon'
    )
);
drop policy if exists lecture on financement.avis;
create policy lecture on financement.avis for select using (departement_code = any ((select acces.mes_departements())::text[]));

grant select on financement.message, financement.message_fichier, financement.note, financement.appel to trousse_app;
-- Not the fingerprint of the secret.
grant select (
    avis_id, dossier_id, departement_code, nature, expert, courriel, question, confidentiel, demande_le, demande_par, delai_le, sens, texte,
    repondu_le, repondu_par, clos_le
) on financement.avis to trousse_app;
grant insert (dossier_id, departement_code, auteur_id, texte) on financement.note to trousse_app;
grant insert (dossier_id, departement_code, auteur_id, appele_le, sens, interlocuteur, propos, suite) on financement.appel to trousse_app;
