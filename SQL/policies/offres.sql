-- Offers are the programme's: what a supplier proposes is nobody else's to read. Imports write them, one function decides.

alter table catalogue.offre enable row level security;
alter table catalogue.offre force row level security;
drop policy if exists proprietaire on catalogue.offre;
create policy proprietaire on catalogue.offre using ((select acces.est_proprietaire()));
drop policy if exists lecture on catalogue.offre;
create policy lecture on catalogue.offre for select using ((select acces.est_responsable()));
alter table catalogue.offre_ligne enable row level security;
alter table catalogue.offre_ligne force row level security;
drop policy if exists proprietaire on catalogue.offre_ligne;
create policy proprietaire on catalogue.offre_ligne using ((select acces.est_proprietaire()));
drop policy if exists lecture on catalogue.offre_ligne;
create policy lecture on catalogue.offre_ligne for select using ((select acces.est_responsable()));

grant select on catalogue.offre, catalogue.offre_ligne to trousse_app;
revoke execute on function
    catalogue.rapprocher_offre(bigint), catalogue.decider_offre(bigint, integer, boolean, text, text)
from public;
grant execute on function catalogue.decider_offre(bigint, integer, boolean, text, text) to trousse_app;
