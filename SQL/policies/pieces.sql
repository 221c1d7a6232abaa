-- What was found in a file is read by whoever sees the file; the wording of a délibération, by whoever sees its dossier.
alter table financement.examen enable row level security;
alter table financement.examen force row level security;
drop policy if exists proprietaire on financement.examen;
create policy proprietaire on financement.examen using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.examen;
create policy lecture on financement.examen for select using (
    exists (select from financement.piece where piece.sha256 = examen.sha256)
    or exists (select from concours.piece where piece.sha256 = examen.sha256)
);

-- Nobody reads a file before the antivirus said that it is sound, whatever shows it: a piece, a message.
drop policy if exists antivirus on financement.contenu;
create policy antivirus on financement.contenu as restrictive for select using (
    (select acces.est_proprietaire())
    or not exists (select from financement.examen where examen.sha256 = contenu.sha256 and examen.antivirus in ('infecte', 'en_attente'))
);

alter table financement.deliberation enable row level security;
alter table financement.deliberation force row level security;
drop policy if exists proprietaire on financement.deliberation;
create policy proprietaire on financement.deliberation using ((select acces.est_proprietaire()));
drop policy if exists lecture on financement.deliberation;
create policy lecture on financement.deliberation for select using (
    exists (select from financement.dossier where dossier.dossier_id = deliberation.dossier_id)
);
drop policy if exists ecriture on financement.deliberation;
create policy ecriture on financement.deliberation using (
    exists (
        select from financement.dossier
        where dossier.dossier_id = deliberation.dossier_id and dossier.etat in ('brouillon', 'a_corriger')
            and dossier.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
) with check (
    redige_par = (select acces.agent_courant())
    and exists (
        select from financement.dossier
        where dossier.dossier_id = deliberation.dossier_id and dossier.etat in ('brouillon', 'a_corriger')
            and dossier.organisation_id = any ((select acces.mes_organisations())::bigint[])
    )
);

grant select on financement.examen, financement.deliberation to trousse_app;
grant insert, delete, update (texte, redige_par, redige_le) on financement.deliberation to trousse_app;
grant update (travaux, acquisition) on operation.operation to trousse_app;
