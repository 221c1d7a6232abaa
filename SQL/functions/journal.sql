-- Audit and immutability, by triggers: the only business they may hold.

create or replace function journal.tracer() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into journal.evenement (agent_id, systeme, relation, action, ancien, nouveau)
    values (
        acces.agent_courant(),
        coalesce(acces.systeme_courant(), case when acces.agent_courant() is null then session_user::text end),
        tg_table_schema || '.' || tg_table_name,
        lower(tg_op),
        case when tg_op <> 'INSERT' then to_jsonb(old) - 'mot_de_passe' end,
        case when tg_op <> 'DELETE' then to_jsonb(new) - 'mot_de_passe' end
    );
    return null;
end $$;

create or replace function journal.refuser_modification() returns trigger
language plpgsql as $$
begin
    raise exception '% est en ajout seul : une correction est une nouvelle ligne', tg_table_schema || '.' || tg_table_name
        using errcode = 'restrict_violation', constraint = 'ajout_seul';
end $$;

do $triggers$
declare
    relation text;
begin
    foreach relation in array array[
        'acces.organisation', 'acces.agent', 'acces.droit',
        'operation.operation', 'operation.ligne', 'operation.choix_financement', 'operation.commande', 'operation.gel',
        'operation.membre', 'operation.panier', 'operation.pret',
        'financement.dossier', 'financement.piece', 'financement.approbation',
        'concours.consultation', 'concours.proposition', 'concours.note', 'concours.avis', 'concours.lot', 'concours.intention',
        'programmation.engagement'
    ] loop
        execute format('create or replace trigger tracer after insert or update or delete on %s for each row execute function journal.tracer()', relation);
    end loop;
    foreach relation in array array['journal.evenement', 'financement.passage', 'financement.reponse_changement',
        'financement.correction', 'financement.demande', 'enveloppe.mouvement', 'enveloppe.report', 'concours.passage'] loop
        execute format('create or replace trigger ajout_seul before update or delete on %s for each row execute function journal.refuser_modification()', relation);
        execute format('create or replace trigger ajout_seul_vidage before truncate on %s for each statement execute function journal.refuser_modification()', relation);
    end loop;
    -- The balances of an envelope are traced by its movements, each with those before and after: tracing them again took more time than
    -- the posting.
    create or replace trigger tracer
        after insert or delete or update of code, nom, parent_id, niveau, territoire_code, exercice, dispositif on enveloppe.enveloppe
        for each row execute function journal.tracer();
    -- A price that is corrected or taken away leaves its trace; opening one adds a row, which is its own.
    create or replace trigger tracer after update or delete on catalogue.article_prix
        for each row execute function journal.tracer();
end $triggers$;
