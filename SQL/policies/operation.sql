-- An operation is its porteur's; the préfecture of its département sees it once a dossier is deposited.

alter table operation.operation enable row level security;
alter table operation.operation force row level security;
drop policy if exists proprietaire on operation.operation;
create policy proprietaire on operation.operation using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.operation;
create policy lecture on operation.operation for select using (
    (select acces.voit_tout())
    or organisation_id = any ((select acces.mes_organisations())::bigint[])
    or (
        departement_code = any ((select acces.mes_departements())::text[])
        and exists (select from financement.dossier where dossier.operation_id = operation.operation_id and dossier.etat <> 'brouillon')
    )
);
drop policy if exists creation on operation.operation;
create policy creation on operation.operation for insert with check (
    organisation_id = any ((select acces.mes_organisations())::bigint[]) and cree_par = (select acces.agent_courant())
);
drop policy if exists modification on operation.operation;
create policy modification on operation.operation for update using (
    organisation_id = any ((select acces.mes_organisations())::bigint[])
);

alter table operation.ligne enable row level security;
alter table operation.ligne force row level security;
drop policy if exists proprietaire on operation.ligne;
create policy proprietaire on operation.ligne using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.ligne;
create policy lecture on operation.ligne for select using (
    exists (select from operation.operation where operation.operation_id = ligne.operation_id)
);
drop policy if exists ecriture on operation.ligne;
create policy ecriture on operation.ligne using (
    exists (
        select from operation.operation
        where operation.operation_id = ligne.operation_id
            and operation.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);

-- Everybody who sees the operation reads how its plan was chosen; only the porteur chooses.
alter table operation.choix_financement enable row level security;
alter table operation.choix_financement force row level security;
drop policy if exists proprietaire on operation.choix_financement;
create policy proprietaire on operation.choix_financement using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.choix_financement;
create policy lecture on operation.choix_financement for select using (
    exists (select from operation.operation where operation.operation_id = choix_financement.operation_id)
);
drop policy if exists ecriture on operation.choix_financement;
create policy ecriture on operation.choix_financement using (
    exists (
        select from operation.operation
        where operation.operation_id = choix_financement.operation_id
            and operation.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);

alter table operation.commande enable row level security;
alter table operation.commande force row level security;
drop policy if exists proprietaire on operation.commande;
create policy proprietaire on operation.commande using ((select acces.est_proprietaire()));
drop policy if exists lecture on operation.commande;
create policy lecture on operation.commande for select using (
    (select acces.voit_tout())
    or organisation_id = any ((select acces.mes_organisations())::bigint[])
    or departement_code = any ((select acces.mes_departements())::text[])
);

grant select on operation.operation, operation.ligne, operation.choix_financement, operation.commande to trousse_app;
grant insert, delete, update (objectif, dispositifs, choisi_par, choisi_le) on operation.choix_financement to trousse_app;
grant insert (organisation_id, code_insee, intitule, objet, exercice, decision_petit_materiel, sans_aide, livraison_prevue, cree_par)
    on operation.operation to trousse_app;
grant update (intitule, objet, exercice, decision_petit_materiel, sans_aide, livraison_prevue) on operation.operation to trousse_app;
grant insert, delete, update (quantite, prix_unitaire_ht_centimes, prix_du) on operation.ligne to trousse_app;
