-- Answers are their porteur's: functions write them. The préfecture reads what was sent.

alter table financement.reponse enable row level security;
alter table financement.reponse force row level security;
drop policy if exists proprietaire on financement.reponse;
create policy proprietaire on financement.reponse using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.reponse;
create policy lecture on financement.reponse for select using (organisation_id = any ((select acces.mes_organisations())::bigint[]));

alter table financement.reponse_changement enable row level security;
alter table financement.reponse_changement force row level security;
drop policy if exists proprietaire on financement.reponse_changement;
create policy proprietaire on financement.reponse_changement using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.reponse_changement;
create policy lecture on financement.reponse_changement for select using (organisation_id = any ((select acces.mes_organisations())::bigint[]));

alter table financement.approbation enable row level security;
alter table financement.approbation force row level security;
drop policy if exists proprietaire on financement.approbation;
create policy proprietaire on financement.approbation using ((select acces.est_proprietaire()));

alter table financement.correction enable row level security;
alter table financement.correction force row level security;
drop policy if exists proprietaire on financement.correction;
create policy proprietaire on financement.correction using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.correction;
create policy lecture on financement.correction for select using (
    exists (select from financement.passage where passage.passage_id = correction.passage_id)
);
-- Whoever asks for the correction names what it is about, in the same transaction as the passage.
drop policy if exists demande on financement.correction;
create policy demande on financement.correction for insert with check (
    exists (
        select from financement.passage
        where passage.passage_id = correction.passage_id and passage.vers = 'a_corriger'
            and passage.agent_id = (select acces.agent_courant())
    )
);

alter table financement.demande enable row level security;
alter table financement.demande force row level security;
drop policy if exists proprietaire on financement.demande;
create policy proprietaire on financement.demande using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.demande;
create policy lecture on financement.demande for select using (
    exists (select from financement.dossier where dossier.dossier_id = demande.dossier_id)
);
drop policy if exists envoi on financement.demande;
create policy envoi on financement.demande for insert with check (
    organisation_id = any ((select acces.mes_organisations())::bigint[])
    and exists (
        select from financement.dossier
        where dossier.dossier_id = demande.dossier_id and dossier.organisation_id = demande.organisation_id
            and dossier.etat in ('brouillon', 'a_corriger')
    )
);

grant select on financement.reponse, financement.reponse_changement, financement.correction, financement.demande to trousse_app;
grant insert on financement.correction, financement.demande to trousse_app;

-- A pre-fill is its porteur's: the token would let anybody read where the demand stands.
alter table financement.preremplissage enable row level security;
alter table financement.preremplissage force row level security;
drop policy if exists proprietaire on financement.preremplissage;
create policy proprietaire on financement.preremplissage using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.preremplissage;
create policy lecture on financement.preremplissage for select using (organisation_id = any ((select acces.mes_organisations())::bigint[]));
drop policy if exists creation on financement.preremplissage;
create policy creation on financement.preremplissage for insert with check (
    organisation_id = any ((select acces.mes_organisations())::bigint[]) and cree_par = (select acces.agent_courant())
    and exists (
        select from financement.dossier
        where dossier.dossier_id = preremplissage.dossier_id and dossier.organisation_id = preremplissage.organisation_id
    )
);
drop policy if exists suivi on financement.preremplissage;
create policy suivi on financement.preremplissage for update using (organisation_id = any ((select acces.mes_organisations())::bigint[]));
grant select, insert, update (etat, adresse, verifie_le) on financement.preremplissage to trousse_app;

grant execute on function
    financement.formulaire_de(text, date), financement.reponses_manquantes(bigint, date), financement.sections_a_corriger(bigint),
    financement.repondre(bigint, jsonb, bigint, date), financement.histoire_reponses(bigint, integer),
    financement.demander_approbation(bigint, text, text, text, date, date), financement.retirer_approbation(bigint),
    financement.repondre_approbation(bigint, text, boolean, text, date), financement.approbation_du_lien(text, date),
    financement.approbation_de(bigint)
to trousse_app;
