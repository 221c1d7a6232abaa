-- Row-level security of `acces`. Sessions and failed sign-ins are reached through functions only: no policy, no grant.
-- Every table also lets the owner through, by current_user and never by the owner of a view (see functions/acces.sql).

alter table acces.organisation enable row level security;
alter table acces.organisation force row level security;
drop policy if exists proprietaire on acces.organisation;
create policy proprietaire on acces.organisation using ((select acces.est_proprietaire()));
drop policy if exists lecture on acces.organisation;
create policy lecture on acces.organisation for select using (
    (select acces.voit_tout())
    or organisation_id = any ((select acces.mes_organisations())::bigint[])
    or departement_code = any ((select acces.mes_departements())::text[])
);

alter table acces.agent enable row level security;
alter table acces.agent force row level security;
drop policy if exists proprietaire on acces.agent;
create policy proprietaire on acces.agent using ((select acces.est_proprietaire()));
drop policy if exists lecture on acces.agent;
create policy lecture on acces.agent for select using (agent_id = (select acces.agent_courant()));

alter table acces.droit enable row level security;
alter table acces.droit force row level security;
drop policy if exists proprietaire on acces.droit;
create policy proprietaire on acces.droit using ((select acces.est_proprietaire()));
drop policy if exists lecture on acces.droit;
create policy lecture on acces.droit for select using (agent_id = (select acces.agent_courant()));

alter table acces.session enable row level security;
alter table acces.session force row level security;
drop policy if exists proprietaire on acces.session;
create policy proprietaire on acces.session using ((select acces.est_proprietaire()));

alter table acces.tentative enable row level security;
alter table acces.tentative force row level security;
drop policy if exists proprietaire on acces.tentative;
create policy proprietaire on acces.tentative using ((select acces.est_proprietaire()));

grant select on acces.organisation, acces.droit to trousse_app;
grant select (agent_id, courriel, nom, est_demonstration) on acces.agent to trousse_app;
