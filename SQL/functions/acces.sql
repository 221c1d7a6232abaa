-- Who is asking. Each transaction says it (`trousse.agent`, `trousse.systeme`); these functions are all that policies read.
-- A setting that was once set reads as '' after its transaction, hence nullif.

create or replace function acces.agent_courant() returns bigint
language sql stable parallel safe
return nullif(current_setting('trousse.agent', true), '')::bigint;

create or replace function acces.systeme_courant() returns text
language sql stable parallel safe
return nullif(current_setting('trousse.systeme', true), '');

-- True for the owner (migrations, imports, the body of a posting function) and for a superuser.
-- current_user, and not the view's owner, so that views of `rapport` filter for whoever reads them.
create or replace function acces.est_proprietaire() returns boolean
language sql stable parallel safe
return pg_has_role(current_user, 'trousse_owner', 'usage');

-- The role that the connection works as, even inside a security definer function.
create or replace function acces.role_appelant() returns text
language sql stable parallel safe
return coalesce(nullif(current_setting('role', true), 'none'), session_user::text);

-- An import or the demonstration, connected as the owner: no agent, full rights, named in the journal.
create or replace function acces.est_systeme() returns boolean
language sql stable parallel safe
return pg_has_role(acces.role_appelant(), 'trousse_owner', 'usage') and acces.agent_courant() is null;

-- The three below are PL/pgSQL because it keeps their plans for the life of the connection; a security definer function in SQL is
-- planned again in every statement, and policies call them in all.

-- Organisations for which the agent applies and orders.
create or replace function acces.mes_organisations() returns bigint[]
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return array(select organisation_id from acces.droit where agent_id = acces.agent_courant() and role = 'secretaire');
end $$;

-- Départements whose files the agent instructs.
create or replace function acces.mes_departements() returns text[]
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return array(
        select organisation.departement_code
        from acces.droit
        inner join acces.organisation using (organisation_id)
        where droit.agent_id = acces.agent_courant() and droit.role = 'instructeur'
    );
end $$;

create or replace function acces.est_responsable() returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return exists (select from acces.droit where agent_id = acces.agent_courant() and role = 'responsable');
end $$;

create or replace function acces.voit_tout() returns boolean
language sql stable parallel safe
return acces.est_proprietaire() or pg_has_role(current_user, 'trousse_rapport', 'usage') or acces.est_responsable();

-- Refuses with 42501 unless the agent instructs this département (or the system posts).
create or replace function acces.exiger_instructeur(p_departement text) returns void
language plpgsql stable as $$
begin
    if not (acces.est_systeme() or p_departement = any (acces.mes_departements())) then
        raise exception 'seule la préfecture du département peut le faire'
            using errcode = 'insufficient_privilege', constraint = 'instructeur_requis';
    end if;
end $$;

create or replace function acces.exiger_responsable() returns void
language plpgsql stable as $$
begin
    if not (acces.est_systeme() or acces.est_responsable()) then
        raise exception 'seul le responsable du programme peut le faire'
            using errcode = 'insufficient_privilege', constraint = 'responsable_requis';
    end if;
end $$;

create or replace function acces.exiger_porteur(p_organisation bigint) returns void
language plpgsql stable as $$
begin
    if not (acces.est_systeme() or p_organisation = any (acces.mes_organisations())) then
        raise exception 'seul le porteur peut le faire'
            using errcode = 'insufficient_privilege', constraint = 'porteur_requis';
    end if;
end $$;

-- The name under an act, for who may read the act: nothing else of an agent is shown.
create or replace function acces.nom_agent(p_agent bigint) returns text
language sql stable security definer set search_path = pg_catalog
return (select nom from acces.agent where agent_id = p_agent);
