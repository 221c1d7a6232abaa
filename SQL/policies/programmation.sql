-- What a préfecture prepares is its own: neither the applicants, nor the programme, nor another département read it.

alter table programmation.simulation enable row level security;
alter table programmation.simulation force row level security;
drop policy if exists proprietaire on programmation.simulation;
create policy proprietaire on programmation.simulation using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.simulation;
create policy prefecture on programmation.simulation using (departement_code = any ((select acces.mes_departements())::text[]));

alter table programmation.ligne enable row level security;
alter table programmation.ligne force row level security;
drop policy if exists proprietaire on programmation.ligne;
create policy proprietaire on programmation.ligne using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.ligne;
create policy prefecture on programmation.ligne using (
    exists (select from programmation.simulation where simulation.simulation_id = ligne.simulation_id)
);

alter table programmation.travail enable row level security;
alter table programmation.travail force row level security;
drop policy if exists proprietaire on programmation.travail;
create policy proprietaire on programmation.travail using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.travail;
create policy prefecture on programmation.travail using (departement_code = any ((select acces.mes_departements())::text[]));

alter table programmation.travail_ligne enable row level security;
alter table programmation.travail_ligne force row level security;
drop policy if exists proprietaire on programmation.travail_ligne;
create policy proprietaire on programmation.travail_ligne using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.travail_ligne;
create policy prefecture on programmation.travail_ligne using (
    exists (select from programmation.travail where travail.travail_id = travail_ligne.travail_id)
);

alter table programmation.modele enable row level security;
alter table programmation.modele force row level security;
drop policy if exists proprietaire on programmation.modele;
create policy proprietaire on programmation.modele using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.modele;
create policy prefecture on programmation.modele using (departement_code = any ((select acces.mes_departements())::text[]));

alter table programmation.modele_version enable row level security;
alter table programmation.modele_version force row level security;
drop policy if exists proprietaire on programmation.modele_version;
create policy proprietaire on programmation.modele_version using ((select acces.est_proprietaire()));
drop policy if exists lecture on programmation.modele_version;
create policy lecture on programmation.modele_version for select using (
    exists (select from programmation.modele where modele.modele_id = modele_version.modele_id)
);
drop policy if exists ecriture on programmation.modele_version;
create policy ecriture on programmation.modele_version for insert with check (
    exists (select from programmation.modele where modele.modele_id = modele_version.modele_id)
);

alter table programmation.document enable row level security;
alter table programmation.document force row level security;
drop policy if exists proprietaire on programmation.document;
create policy proprietaire on programmation.document using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.document;
create policy prefecture on programmation.document using (departement_code = any ((select acces.mes_departements())::text[]));

alter table programmation.page_orpheline enable row level security;
alter table programmation.page_orpheline force row level security;
drop policy if exists proprietaire on programmation.page_orpheline;
create policy proprietaire on programmation.page_orpheline using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.page_orpheline;
create policy prefecture on programmation.page_orpheline using (departement_code = any ((select acces.mes_departements())::text[]));

alter table programmation.engagement enable row level security;
alter table programmation.engagement force row level security;
drop policy if exists proprietaire on programmation.engagement;
create policy proprietaire on programmation.engagement using ((select acces.est_proprietaire()));
drop policy if exists prefecture on programmation.engagement;
create policy prefecture on programmation.engagement using (departement_code = any ((select acces.mes_departements())::text[]));

grant select, insert, delete on programmation.simulation, programmation.ligne, programmation.modele, programmation.document,
    programmation.page_orpheline, programmation.engagement to trousse_app;
grant select, insert on programmation.travail, programmation.travail_ligne, programmation.modele_version to trousse_app;
grant update (titre, filtres, criteres, resultat, retouchee) on programmation.simulation to trousse_app;
grant update on programmation.ligne, programmation.engagement, programmation.document to trousse_app;
grant update (battement, fini_le) on programmation.travail to trousse_app;
grant update (etat, regle, message, fait_le) on programmation.travail_ligne to trousse_app;
grant update (nom, archive_le) on programmation.modele to trousse_app;

revoke execute on all functions in schema programmation from public;
grant execute on function programmation.disponible(bigint) to trousse_app;
