-- What an agent of a préfecture keeps for herself; a shared view is read by those who instruct the same département.

alter table financement.vue_liste enable row level security;
alter table financement.vue_liste force row level security;
drop policy if exists proprietaire on financement.vue_liste;
create policy proprietaire on financement.vue_liste using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.vue_liste;
create policy lecture on financement.vue_liste for select using (
    departement_code = any ((select acces.mes_departements())::text[])
    and (agent_id = (select acces.agent_courant()) or est_partagee)
);
drop policy if exists ecriture on financement.vue_liste;
create policy ecriture on financement.vue_liste for insert with check (
    agent_id = (select acces.agent_courant()) and departement_code = any ((select acces.mes_departements())::text[])
);
drop policy if exists changement on financement.vue_liste;
create policy changement on financement.vue_liste for update using (
    agent_id = (select acces.agent_courant()) and departement_code = any ((select acces.mes_departements())::text[])
);
drop policy if exists retrait on financement.vue_liste;
create policy retrait on financement.vue_liste for delete using (agent_id = (select acces.agent_courant()));

alter table financement.colonnes_liste enable row level security;
alter table financement.colonnes_liste force row level security;
drop policy if exists proprietaire on financement.colonnes_liste;
create policy proprietaire on financement.colonnes_liste using ((select acces.est_proprietaire()));
drop policy if exists sienne on financement.colonnes_liste;
create policy sienne on financement.colonnes_liste using (agent_id = (select acces.agent_courant()));

alter table financement.selection enable row level security;
alter table financement.selection force row level security;
drop policy if exists proprietaire on financement.selection;
create policy proprietaire on financement.selection using ((select acces.est_proprietaire()));
drop policy if exists sienne on financement.selection;
create policy sienne on financement.selection using (agent_id = (select acces.agent_courant())) with check (
    agent_id = (select acces.agent_courant())
    and exists (
        select from financement.dossier
        where dossier.dossier_id = selection.dossier_id
            and dossier.departement_code = any ((select acces.mes_departements())::text[])
    )
);

alter table financement.consultation enable row level security;
alter table financement.consultation force row level security;
drop policy if exists proprietaire on financement.consultation;
create policy proprietaire on financement.consultation using ((select acces.est_proprietaire()));
drop policy if exists sienne on financement.consultation;
create policy sienne on financement.consultation using (agent_id = (select acces.agent_courant())) with check (
    agent_id = (select acces.agent_courant())
    and exists (
        select from financement.dossier
        where dossier.dossier_id = consultation.dossier_id
            and dossier.departement_code = any ((select acces.mes_departements())::text[])
    )
);

grant select, insert, update, delete on
financement.vue_liste, financement.colonnes_liste, financement.selection, financement.consultation
to trousse_app;
