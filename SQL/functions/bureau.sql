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

-- The text of one answer in a form that was sent; null when it was not asked. Lines bear the words of their question, which the version of the
-- form ties to its code.
create or replace function financement.reponse_envoyee(p_demande financement.demande, p_champ text) returns text
language sql stable set search_path = pg_catalog
return (
    select ligne ->> 'texte'
    from financement.formulaire
    cross join lateral jsonb_array_elements(formulaire.contenu -> 'sections') as demandee
    cross join lateral jsonb_array_elements(demandee -> 'champs') as champ
    cross join lateral jsonb_array_elements(p_demande.contenu -> 'sections') as section
    cross join lateral jsonb_array_elements(section -> 'lignes') as ligne
    where formulaire.code = p_demande.formulaire_code and formulaire.version = p_demande.formulaire_version
        and champ ->> 'code' = p_champ and ligne ->> 'libelle' = champ ->> 'libelle'
    limit 1
);

-- What the list shows of a form, once it is sent; a correction sends it again.
create or replace function financement.reprendre_demande() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update financement.dossier set
        categorie = left(nullif(trim(financement.reponse_envoyee(new, 'categorie')), ''), 200),
        rang = substring(financement.reponse_envoyee(new, 'rang') from '^[0-9]{1,4}$')::integer
    where dossier_id = new.dossier_id;
    return null;
end $$;

create or replace trigger reprendre after insert on financement.demande
    for each row execute function financement.reprendre_demande();
