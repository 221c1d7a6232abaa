-- The three roles, before any migration and as the login that installs Trousse. Re-runnable.
--   trousse_owner    owns everything and migrates; nobody serves as it
--   trousse_app      serves: no BYPASSRLS, owns nothing
--   trousse_rapport  reads the views of `rapport` and nothing else: a manager's psql or BI tool
do $roles$
declare
    wanted text;
begin
    foreach wanted in array array['trousse_owner', 'trousse_app', 'trousse_rapport'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            begin
                execute format('create role %I nosuperuser nocreatedb nocreaterole nobypassrls', wanted);
            exception when duplicate_object or unique_violation then
                null; -- another installation on the same server was quicker
            end;
        end if;
        -- The login that installs must be able to become each role; a superuser already can.
        if not pg_has_role(current_user, wanted, 'member') then
            execute format('grant %I to %I', wanted, current_user);
        end if;
    end loop;
    alter role trousse_app login;
    alter role trousse_rapport login;
    alter role trousse_rapport set default_transaction_read_only = on;
    alter role trousse_rapport set statement_timeout = '30s';
    execute format('grant connect, create, temporary on database %I to trousse_owner', current_database());
    -- Extensions and the text search configuration live in public.
    grant create, usage on schema public to trousse_owner;
    execute format('grant connect on database %I to trousse_app, trousse_rapport', current_database());
    execute format('alter role trousse_rapport in database %I set search_path = rapport, pg_catalog', current_database());
end
$roles$;
