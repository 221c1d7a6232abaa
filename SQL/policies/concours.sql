-- A designer sees her workshop's work; reviewers, what is submitted; everybody, what is published. Consultations and lots are public.
-- A commune sees its own intentions; its préfecture, those of the département; the programme, all.

revoke execute on all functions in schema concours from public;
grant execute on function acces.mes_ateliers(), acces.est_relecteur() to trousse_app, trousse_rapport;
grant execute on function concours.aujourdhui(), concours.atelier(bigint), concours.passer(bigint, text, text), concours.provenance(text) to trousse_app;

do $proprietaire$
declare
    relation text;
begin
    foreach relation in array array['consultation', 'critere', 'proposition', 'ligne', 'piece', 'passage', 'note', 'avis', 'lot', 'intention'] loop
        execute format('alter table concours.%I enable row level security', relation);
        execute format('alter table concours.%I force row level security', relation);
        execute format('drop policy if exists proprietaire on concours.%I', relation);
        execute format('create policy proprietaire on concours.%I using ((select acces.est_proprietaire()))', relation);
    end loop;
end $proprietaire$;

drop policy if exists lecture on concours.consultation;
create policy lecture on concours.consultation for select using (true);
drop policy if exists ecriture on concours.consultation;
create policy ecriture on concours.consultation for insert with check (
    (select acces.est_responsable()) and cree_par = (select acces.agent_courant())
);
drop policy if exists lecture on concours.critere;
create policy lecture on concours.critere for select using (true);
drop policy if exists ecriture on concours.critere;
create policy ecriture on concours.critere for insert with check ((select acces.est_responsable()));

drop policy if exists lecture on concours.proposition;
create policy lecture on concours.proposition for select using (
    etat = 'publie'
    or organisation_id = any ((select acces.mes_ateliers())::bigint[])
    or (etat <> 'brouillon' and (select acces.est_relecteur()))
);
drop policy if exists creation on concours.proposition;
create policy creation on concours.proposition for insert with check (
    organisation_id = any ((select acces.mes_ateliers())::bigint[]) and auteur_id = (select acces.agent_courant()) and etat = 'brouillon'
);
drop policy if exists brouillon on concours.proposition;
create policy brouillon on concours.proposition for update using (
    organisation_id = any ((select acces.mes_ateliers())::bigint[]) and etat = 'brouillon'
);
drop policy if exists abandon on concours.proposition;
create policy abandon on concours.proposition for delete using (
    organisation_id = any ((select acces.mes_ateliers())::bigint[]) and etat = 'brouillon'
);

drop policy if exists lecture on concours.ligne;
create policy lecture on concours.ligne for select using (
    exists (select from concours.proposition where proposition.proposition_id = ligne.proposition_id)
);
drop policy if exists ecriture on concours.ligne;
create policy ecriture on concours.ligne using (
    exists (
        select from concours.proposition
        where proposition.proposition_id = ligne.proposition_id and proposition.etat = 'brouillon'
            and proposition.organisation_id = any ((select acces.mes_ateliers())::bigint[])
    )
);
drop policy if exists lecture on concours.piece;
create policy lecture on concours.piece for select using (
    exists (select from concours.proposition where proposition.proposition_id = piece.proposition_id)
);
drop policy if exists ecriture on concours.piece;
create policy ecriture on concours.piece using (
    exists (
        select from concours.proposition
        where proposition.proposition_id = piece.proposition_id and proposition.etat = 'brouillon'
            and proposition.organisation_id = any ((select acces.mes_ateliers())::bigint[])
    )
);

-- What was said in the review stays between the designer and the reviewers, also once the work is published.
drop policy if exists lecture on concours.passage;
create policy lecture on concours.passage for select using (
    (select acces.agent_courant()) is not null
    and exists (
        select from concours.proposition
        where proposition.proposition_id = passage.proposition_id
            and ((select acces.est_relecteur()) or proposition.organisation_id = any ((select acces.mes_ateliers())::bigint[]))
    )
);

-- A reviewer does not read the others' scores before the jury: she would follow them.
drop policy if exists lecture on concours.note;
create policy lecture on concours.note for select using (agent_id = (select acces.agent_courant()) or (select acces.est_responsable()));
drop policy if exists ecriture on concours.note;
create policy ecriture on concours.note using (agent_id = (select acces.agent_courant()) and (select acces.est_relecteur()));
drop policy if exists lecture on concours.avis;
create policy lecture on concours.avis for select using (agent_id = (select acces.agent_courant()) or (select acces.est_responsable()));
drop policy if exists ecriture on concours.avis;
create policy ecriture on concours.avis using (agent_id = (select acces.agent_courant()) and (select acces.est_relecteur()));

drop policy if exists lecture on concours.lot;
create policy lecture on concours.lot for select using (true);
drop policy if exists ecriture on concours.lot;
create policy ecriture on concours.lot for insert with check (
    (select acces.est_responsable()) and cree_par = (select acces.agent_courant())
);
drop policy if exists lecture on concours.intention;
create policy lecture on concours.intention for select using (
    (select acces.voit_tout())
    or organisation_id = any ((select acces.mes_organisations())::bigint[])
    or departement_code = any ((select acces.mes_departements())::text[])
);
drop policy if exists ecriture on concours.intention;
create policy ecriture on concours.intention using (
    organisation_id = any ((select acces.mes_organisations())::bigint[])
) with check (
    organisation_id = any ((select acces.mes_organisations())::bigint[]) and agent_id = (select acces.agent_courant())
);

grant select on all tables in schema concours to trousse_app;
grant insert (titre, objet, jury, ouverte_le, cloture_le, jury_le, cree_par) on concours.consultation to trousse_app;
grant insert on concours.critere to trousse_app;
-- Neither the state nor what it became: passages write them.
grant insert (consultation_id, organisation_id, auteur_id, titre, phrase, besoin, destinataire, licence_plans, fabrication)
    on concours.proposition to trousse_app;
grant update (titre, phrase, besoin, destinataire, licence_plans, fabrication) on concours.proposition to trousse_app;
grant delete on concours.proposition to trousse_app;
grant insert, delete, update (quantite, est_option) on concours.ligne to trousse_app;
grant insert (proposition_id, nom_fichier, type_mime, taille, sha256), delete on concours.piece to trousse_app;
grant insert (proposition_id, critere_rang, agent_id, note), update (note) on concours.note to trousse_app;
grant insert (proposition_id, agent_id, texte), update (texte) on concours.avis to trousse_app;
grant insert (titre, objet, kit_code, kit_version, article_code, cloture_le, cree_par) on concours.lot to trousse_app;
grant insert (lot_id, organisation_id, quantite, precision, agent_id), delete, update (quantite, precision, agent_id) on concours.intention to trousse_app;
