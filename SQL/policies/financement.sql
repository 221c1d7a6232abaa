-- A dossier is its porteur's; the préfecture of its département sees it once deposited. States change by functions only.

alter table financement.plan enable row level security;
alter table financement.plan force row level security;
drop policy if exists proprietaire on financement.plan;
create policy proprietaire on financement.plan using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.plan;
create policy lecture on financement.plan for select using (
    exists (select from operation.operation where operation.operation_id = plan.operation_id)
);
drop policy if exists ecriture on financement.plan;
create policy ecriture on financement.plan for insert with check (
    exists (
        select from operation.operation
        where operation.operation_id = plan.operation_id
            and operation.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);

alter table financement.dossier enable row level security;
alter table financement.dossier force row level security;
drop policy if exists proprietaire on financement.dossier;
create policy proprietaire on financement.dossier using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.dossier;
create policy lecture on financement.dossier for select using (
    (select acces.voit_tout())
    or organisation_id = any ((select acces.mes_organisations())::bigint[])
    or (departement_code = any ((select acces.mes_departements())::text[]) and etat <> 'brouillon')
);
drop policy if exists creation on financement.dossier;
create policy creation on financement.dossier for insert with check (
    organisation_id = any ((select acces.mes_organisations())::bigint[]) and etat = 'brouillon'
);
drop policy if exists brouillon on financement.dossier;
create policy brouillon on financement.dossier for update using (
    organisation_id = any ((select acces.mes_organisations())::bigint[]) and etat = 'brouillon'
);
drop policy if exists abandon on financement.dossier;
create policy abandon on financement.dossier for delete using (
    organisation_id = any ((select acces.mes_organisations())::bigint[]) and etat = 'brouillon'
);

alter table financement.effectif enable row level security;
alter table financement.effectif force row level security;
drop policy if exists proprietaire on financement.effectif;
create policy proprietaire on financement.effectif using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.effectif;
create policy lecture on financement.effectif for select using (
    (select acces.voit_tout()) or departement_code = any ((select acces.mes_departements())::text[])
);

alter table financement.passage enable row level security;
alter table financement.passage force row level security;
drop policy if exists proprietaire on financement.passage;
create policy proprietaire on financement.passage using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.passage;
create policy lecture on financement.passage for select using (
    exists (select from financement.dossier where dossier.dossier_id = passage.dossier_id)
);

alter table financement.piece enable row level security;
alter table financement.piece force row level security;
drop policy if exists proprietaire on financement.piece;
create policy proprietaire on financement.piece using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.piece;
create policy lecture on financement.piece for select using (
    exists (select from operation.operation where operation.operation_id = piece.operation_id)
    -- The préfecture does not read what is written for a dispositif whose dossier is still a draft.
    and (dossier_id is null or exists (select from financement.dossier where dossier.dossier_id = piece.dossier_id))
);
drop policy if exists depot on financement.piece;
create policy depot on financement.piece for insert with check (
    depose_par = (select acces.agent_courant())
    and (
        (nature in ('piece', 'commande') and organisation_id = any ((select acces.mes_organisations())::bigint[]))
        or (nature in ('accuse', 'decision') and departement_code = any ((select acces.mes_departements())::text[]))
        -- The accusé d'enregistrement is written at the deposit, in the porteur's own request.
        or (nature = 'accuse' and origine = 'generee' and organisation_id = any ((select acces.mes_organisations())::bigint[])
            and exists (select from financement.dossier where dossier.dossier_id = piece.dossier_id and dossier.recu_le is not null))
    )
    and exists (select from operation.operation where operation.operation_id = piece.operation_id
        and operation.organisation_id = piece.organisation_id and operation.departement_code = piece.departement_code)
);
drop policy if exists retrait on financement.piece;
create policy retrait on financement.piece for delete using (
    nature = 'piece'
    and organisation_id = any ((select acces.mes_organisations())::bigint[])
    and not exists (
        -- What was written for one dossier goes with it; what the mairie brought stays once any dossier is deposited.
        select from financement.dossier
        where dossier.operation_id = piece.operation_id
            and (piece.dossier_id is null or dossier.dossier_id = piece.dossier_id)
            and dossier.etat not in ('brouillon', 'a_corriger')
    )
);

alter table financement.contenu enable row level security;
alter table financement.contenu force row level security;
drop policy if exists proprietaire on financement.contenu;
create policy proprietaire on financement.contenu using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.contenu;
create policy lecture on financement.contenu for select using (
    (
        exists (select from financement.piece where piece.sha256 = contenu.sha256)
        or exists (select from concours.piece where piece.sha256 = contenu.sha256)
    )
    -- Nobody reads a file before the antivirus said that it is sound.
    and not exists (select from financement.examen where examen.sha256 = contenu.sha256 and examen.antivirus in ('infecte', 'en_attente'))
);
drop policy if exists depot on financement.contenu;
create policy depot on financement.contenu for insert with check ((select acces.agent_courant()) is not null);

grant select on financement.plan, financement.dossier, financement.effectif, financement.passage, financement.piece, financement.contenu to trousse_app;
grant insert (operation_id, date_demande, contenu) on financement.plan to trousse_app;
-- A draft chooses neither its state nor its dates: passages write them.
revoke insert on financement.dossier from trousse_app;
grant insert (operation_id, dispositif, plan_id, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes)
    on financement.dossier to trousse_app;
grant insert on financement.piece, financement.contenu to trousse_app;
grant update (plan_id, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes) on financement.dossier to trousse_app;
grant delete on financement.dossier, financement.piece to trousse_app;
grant usage on sequence financement.numero_dossier to trousse_app;
