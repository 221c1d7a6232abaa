-- A version of a kit is what projects were built from: once one holds it, what it is made of does not change. Its words may be corrected.

create or replace function catalogue.figer_version() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    touchee catalogue.kit_ligne;
begin
    if tg_op = 'DELETE' then
        touchee := old;
    else
        touchee := new;
    end if;
    if exists (select from operation.ligne where kit_code = touchee.kit_code and kit_version = touchee.kit_version) then
        raise exception 'le kit % version % est dans un projet', touchee.kit_code, touchee.kit_version
            using errcode = 'check_violation', constraint = 'kit_version_utilisee',
                detail = touchee.kit_code || ' version ' || touchee.kit_version;
    end if;
    return null;
end $$;

-- After, not before: an import proposes every line again, and most are there. What an option replaces is not what a project bought.
create or replace trigger figer_ajout_retrait after insert or delete on catalogue.kit_ligne
    for each row execute function catalogue.figer_version();
create or replace trigger figer_contenu after update of article_code, quantite, est_option on catalogue.kit_ligne
    for each row when (
        (old.article_code, old.quantite, old.est_option) is distinct from (new.article_code, new.quantite, new.est_option)
    )
    execute function catalogue.figer_version();
