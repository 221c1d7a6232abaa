-- Frozen prices are read by whoever sees the operation; only functions write them.
alter table operation.gel enable row level security;
alter table operation.gel force row level security;
drop policy if exists proprietaire on operation.gel;
create policy proprietaire on operation.gel using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.gel;
create policy lecture on operation.gel for select using (
    exists (select from operation.operation where operation.operation_id = gel.operation_id)
);

grant select on operation.gel to trousse_app;
grant update (
    quantite, prix_unitaire_ht_centimes, prix_du, prix_origine, article_code, libelle, taux_tva, section, eligible, compte_m57,
    remplace_article, remplace_prix_centimes, remplace_prix_du, motif, devis_id
) on operation.ligne to trousse_app;
