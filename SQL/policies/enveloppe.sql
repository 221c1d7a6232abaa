-- Envelopes are public money: every signed-in agent reads their figures, so that roll-ups are whole. Who received what is
-- not: movements and positions follow the dossier. Nobody writes but the posting functions.

alter table enveloppe.enveloppe enable row level security;
alter table enveloppe.enveloppe force row level security;
drop policy if exists proprietaire on enveloppe.enveloppe;
create policy proprietaire on enveloppe.enveloppe using ((select acces.est_proprietaire()));
drop policy if exists lecture on enveloppe.enveloppe;
create policy lecture on enveloppe.enveloppe for select using (
    (select acces.voit_tout()) or (select acces.agent_courant()) is not null
);

alter table enveloppe.mouvement enable row level security;
alter table enveloppe.mouvement force row level security;
drop policy if exists proprietaire on enveloppe.mouvement;
create policy proprietaire on enveloppe.mouvement using ((select acces.est_proprietaire()));
drop policy if exists lecture on enveloppe.mouvement;
create policy lecture on enveloppe.mouvement for select using (
    (select acces.voit_tout())
    -- An allocation is a figure of the envelope, and names nobody.
    or (dossier_id is null and (select acces.agent_courant()) is not null)
    or exists (select from enveloppe.position where position.dossier_id = mouvement.dossier_id)
);

alter table enveloppe.position enable row level security;
alter table enveloppe.position force row level security;
drop policy if exists proprietaire on enveloppe.position;
create policy proprietaire on enveloppe.position using ((select acces.est_proprietaire()));
drop policy if exists lecture on enveloppe.position;
create policy lecture on enveloppe.position for select using (
    (select acces.voit_tout())
    or organisation_id = any ((select acces.mes_organisations())::bigint[])
    or departement_code = any ((select acces.mes_departements())::text[])
);

-- Transfers and carry-overs are the programme's business, and name nobody.
alter table enveloppe.transfert enable row level security;
alter table enveloppe.transfert force row level security;
drop policy if exists proprietaire on enveloppe.transfert;
create policy proprietaire on enveloppe.transfert using ((select acces.est_proprietaire()));
drop policy if exists lecture on enveloppe.transfert;
create policy lecture on enveloppe.transfert for select using ((select acces.voit_tout()));
alter table enveloppe.report enable row level security;
alter table enveloppe.report force row level security;
drop policy if exists proprietaire on enveloppe.report;
create policy proprietaire on enveloppe.report using ((select acces.est_proprietaire()));
drop policy if exists lecture on enveloppe.report;
create policy lecture on enveloppe.report for select using ((select acces.voit_tout()));
grant select on enveloppe.transfert, enveloppe.report to trousse_app;

alter table journal.evenement enable row level security;
alter table journal.evenement force row level security;
drop policy if exists proprietaire on journal.evenement;
create policy proprietaire on journal.evenement using ((select acces.est_proprietaire()));
drop policy if exists lecture on journal.evenement;
create policy lecture on journal.evenement for select using ((select acces.voit_tout()));

grant select on enveloppe.enveloppe, enveloppe.mouvement, enveloppe.position to trousse_app;
grant select on journal.evenement to trousse_app;
