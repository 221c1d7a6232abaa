-- The outbox is written and read by functions. An agent of the préfecture sees which mails left about her files, the programme all; what a
-- mail says is shown to nobody: some hold a secret link.

revoke execute on all functions in schema courrier from public;
grant execute on function acces.est_facteur() to trousse_app, trousse_rapport;
grant execute on function
    courrier.exiger_facteur(), courrier.rappeler(text, text, bigint, text, jsonb), courrier.ecrire_resumes(date),
    courrier.prendre(timestamptz, uuid, interval), courrier.preparer(bigint, uuid, integer, text, text, text), courrier.jointes(bigint),
    courrier.conclure(bigint, uuid, timestamptz, text), courrier.echouer(bigint, uuid, timestamptz, text, text),
    courrier.relancer(bigint, timestamptz), courrier.abandonner(timestamptz, timestamptz), courrier.situation(timestamptz),
    courrier.choisir_rythme(text)
to trousse_app;

do $proprietaire$
declare
    relation text;
begin
    foreach relation in array array['courriel', 'jointe', 'preference', 'nouvelle'] loop
        execute format('alter table courrier.%I enable row level security', relation);
        execute format('alter table courrier.%I force row level security', relation);
        execute format('drop policy if exists proprietaire on courrier.%I', relation);
        execute format('create policy proprietaire on courrier.%I using ((select acces.est_proprietaire()))', relation);
    end loop;
end $proprietaire$;

drop policy if exists lecture on courrier.courriel;
create policy lecture on courrier.courriel for select using (
    (select acces.est_responsable())
    or departement_code = any ((select acces.mes_departements())::text[])
);
drop policy if exists lecture on courrier.preference;
create policy lecture on courrier.preference for select using (agent_id = (select acces.agent_courant()));

grant select (
    courriel_id, genre, destinataire, destinataire_nom, dossier_id, departement_code, cree_le, du_le, objet, tentatives, refus, prochaine_le,
    derniere_erreur, envoye_le, abandonne_le
) on courrier.courriel to trousse_app;
grant select on courrier.preference to trousse_app;

-- The postman's daily round reads the dates of every dossier.
drop policy if exists facteur on financement.dossier;
create policy facteur on financement.dossier for select using ((select acces.est_facteur()));
drop policy if exists facteur on financement.passage;
create policy facteur on financement.passage for select using ((select acces.est_facteur()));
drop policy if exists facteur on operation.operation;
create policy facteur on operation.operation for select using ((select acces.est_facteur()));
drop policy if exists facteur on acces.organisation;
create policy facteur on acces.organisation for select using ((select acces.est_facteur()));
