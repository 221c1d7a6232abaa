-- The saved lists that the caller may see, with the name of who made each: agents do not read each other's accounts.
create or replace function financement.vues_liste(p_departement text)
returns table (vue_id bigint, nom text, requete text, est_partagee boolean, agent_id bigint, auteur text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if p_departement <> all (acces.mes_departements()) then return; end if;
    return query
    select vue.vue_id, vue.nom, vue.requete, vue.est_partagee, vue.agent_id, agent.nom
    from financement.vue_liste as vue
    inner join acces.agent on agent.agent_id = vue.agent_id
    where vue.departement_code = p_departement and (vue.est_partagee or vue.agent_id = acces.agent_courant());
end $$;

-- When a colleague last opened each received dossier of a département: whoever of them read it, it is no longer new.
create or replace function financement.consultation_recente(p_departement text)
returns table (dossier_id bigint, vue_le timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if p_departement <> all (acces.mes_departements()) then return; end if;
    return query
    select consultation.dossier_id, max(consultation.vue_le)
    from financement.consultation
    inner join financement.dossier on dossier.dossier_id = consultation.dossier_id
    where dossier.departement_code = p_departement and dossier.etat = 'recu'
    group by consultation.dossier_id;
end $$;
