-- Sign-in and sessions. Security definer: the tables themselves are granted to nobody, and a visitor has no agent yet.

create or replace function acces.identifiants(p_courriel text)
returns table (agent_id bigint, mot_de_passe text, est_verrouille boolean)
language sql stable security definer set search_path = pg_catalog
begin atomic
    select
        agent.agent_id,
        agent.mot_de_passe,
        -- Five failures in a quarter of an hour: wait.
        (
            select count(*) >= 5
            from acces.tentative
            where tentative.courriel = lower(p_courriel) and tentative.tentee_le > now() - interval '15 minutes'
        )
    from acces.agent
    where agent.courriel = lower(p_courriel);
end;

create or replace function acces.noter_echec(p_courriel text) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    insert into acces.tentative (courriel) values (left(lower(p_courriel), 200));
end;

-- Opens a session for the agent, working first for the organisation of lowest number.
create or replace function acces.ouvrir_session(p_agent bigint, p_empreinte text, p_csrf text, p_duree interval)
returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from acces.session where expire_le < now();
    delete from acces.tentative where courriel = (select courriel from acces.agent where agent_id = p_agent);
    insert into acces.session (empreinte, agent_id, organisation_id, jeton_csrf, expire_le)
    select p_empreinte, p_agent, min(organisation_id), p_csrf, now() + p_duree
    from acces.droit
    where agent_id = p_agent
    having min(organisation_id) is not null;
    if not found then
        raise exception 'aucune organisation' using errcode = 'insufficient_privilege', constraint = 'agent_sans_organisation';
    end if;
end $$;

-- Everything a page needs to know of who is asking, in one statement; PL/pgSQL, which keeps the plan (see acces.sql).
create or replace function acces.session_ouverte(p_empreinte text)
returns table (
    agent_id bigint, nom text, courriel text, jeton_csrf text, role text,
    organisation_id bigint, organisation_nature text, organisation_nom text, departement_code text, departement_nom text,
    code_insee text, epci_siren text, organisations jsonb
)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query select
        agent.agent_id, agent.nom, agent.courriel, session.jeton_csrf, droit.role,
        organisation.organisation_id, organisation.nature, organisation.nom,
        organisation.departement_code, departement.nom,
        organisation.code_insee::text, organisation.epci_siren::text,
        (
            select jsonb_agg(jsonb_build_object('id', autre.organisation_id, 'nom', autre.nom) order by autre.nom)
            from acces.droit as ses_droits
            inner join acces.organisation as autre using (organisation_id)
            where ses_droits.agent_id = agent.agent_id
        )
    from acces.session
    inner join acces.agent using (agent_id)
    inner join acces.droit on droit.agent_id = session.agent_id and droit.organisation_id = session.organisation_id
    inner join acces.organisation on organisation.organisation_id = session.organisation_id
    left join territoire.departement on departement.code = organisation.departement_code
    where session.empreinte = p_empreinte and session.expire_le > now();
end $$;

-- The foreign key to acces.droit refuses an organisation that is not the agent's.
create or replace function acces.changer_organisation(p_empreinte text, p_organisation bigint) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    update acces.session set organisation_id = p_organisation where empreinte = p_empreinte;
end;

create or replace function acces.fermer_session(p_empreinte text) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    delete from acces.session where empreinte = p_empreinte;
end;
