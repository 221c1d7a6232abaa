-- The porteur sees all its members; a member commune sees its own row, and the rest by functions only.
alter table operation.membre enable row level security;
alter table operation.membre force row level security;
drop policy if exists proprietaire on operation.membre;
create policy proprietaire on operation.membre using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.membre;
create policy lecture on operation.membre for select using (
    code_insee::text = any ((select acces.mes_communes())::text[])
    or exists (select from operation.operation where operation.operation_id = membre.operation_id)
);
drop policy if exists conduite on operation.membre;
create policy conduite on operation.membre for update using (
    exists (
        select from operation.operation
        where operation.operation_id = membre.operation_id
            and operation.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);
drop policy if exists retrait on operation.membre;
create policy retrait on operation.membre for delete using (
    not est_chef and exists (
        select from operation.operation
        where operation.operation_id = membre.operation_id
            and operation.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);
grant select, delete, update (poids) on operation.membre to trousse_app;
grant update (membre_id) on operation.ligne to trousse_app;
grant insert (copie_de) on operation.operation to trousse_app;

-- A basket is its organisation's; one that is proposed is also read by the communes of the intercommunality.
alter table operation.panier enable row level security;
alter table operation.panier force row level security;
drop policy if exists proprietaire on operation.panier;
create policy proprietaire on operation.panier using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.panier;
create policy lecture on operation.panier for select using (
    organisation_id = any ((select acces.mes_organisations())::bigint[])
    or propose_par::text = any ((select acces.mes_epci())::text[])
);
drop policy if exists ecriture on operation.panier;
create policy ecriture on operation.panier using (organisation_id = any ((select acces.mes_organisations())::bigint[]))
with check (organisation_id = any ((select acces.mes_organisations())::bigint[]) and cree_par = (select acces.agent_courant()));

alter table operation.panier_ligne enable row level security;
alter table operation.panier_ligne force row level security;
drop policy if exists proprietaire on operation.panier_ligne;
create policy proprietaire on operation.panier_ligne using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.panier_ligne;
create policy lecture on operation.panier_ligne for select using (
    exists (select from operation.panier where panier.panier_id = panier_ligne.panier_id)
);
drop policy if exists ecriture on operation.panier_ligne;
create policy ecriture on operation.panier_ligne using (
    exists (
        select from operation.panier
        where panier.panier_id = panier_ligne.panier_id and panier.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);
grant select, insert, delete on operation.panier, operation.panier_ligne to trousse_app;

-- A loan is the porteur's alone.
alter table operation.pret enable row level security;
alter table operation.pret force row level security;
drop policy if exists proprietaire on operation.pret;
create policy proprietaire on operation.pret using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.pret;
create policy lecture on operation.pret for select using (organisation_id = any ((select acces.mes_organisations())::bigint[]));
drop policy if exists creation on operation.pret;
create policy creation on operation.pret for insert with check (
    cree_par = (select acces.agent_courant()) and exists (
        select from operation.operation
        where operation.operation_id = pret.operation_id and operation.organisation_id = pret.organisation_id
            and operation.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);
drop policy if exists retour on operation.pret;
create policy retour on operation.pret for update using (organisation_id = any ((select acces.mes_organisations())::bigint[]));

alter table operation.pret_ligne enable row level security;
alter table operation.pret_ligne force row level security;
drop policy if exists proprietaire on operation.pret_ligne;
create policy proprietaire on operation.pret_ligne using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.pret_ligne;
create policy lecture on operation.pret_ligne for select using (
    exists (select from operation.pret where pret.pret_id = pret_ligne.pret_id)
);
drop policy if exists creation on operation.pret_ligne;
create policy creation on operation.pret_ligne for insert with check (
    exists (select from operation.pret where pret.pret_id = pret_ligne.pret_id)
);
grant select, insert, update (rendu_le) on operation.pret to trousse_app;
grant select, insert on operation.pret_ligne to trousse_app;
