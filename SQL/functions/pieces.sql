-- What is asked of a project, and what happens to the bytes of its files.

-- PIECE-1.1 to PIECE-2.2, in the order of the form; `Regles.pieces` says the same with its reasons.
create or replace function financement.pieces_exigees(p_dispositif text, p_operation bigint) returns text[]
language sql stable security definer set search_path = pg_catalog
return (
    select coalesce(array_agg(exigee.code order by exigee.code), '{}')
    from financement.dispositif
    cross join operation.operation
    inner join financement.piece_exigee as exigee on exigee.code = any (dispositif.pieces)
    where dispositif.code = p_dispositif and operation.operation_id = p_operation
        and case exigee.quand when 'travaux' then operation.travaux when 'acquisition' then operation.acquisition else true end
);

-- What the form of the dossier answers of works and land is what the list of pieces follows: nobody says it twice.
create or replace function financement.retenir_faits() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update operation.operation set
        travaux = case new.champ when 'travaux' then coalesce(new.valeur = '{oui}', false) else travaux end,
        acquisition = case new.champ when 'acquisition' then coalesce(new.valeur = '{oui}', false) else acquisition end
    where operation_id = new.operation_id;
    return null;
end $$;

create or replace trigger retenir_faits after insert or update of valeur on financement.reponse
    for each row when (new.champ in ('travaux', 'acquisition') and new.operation_id is not null) execute function financement.retenir_faits();

-- What still has no piece, in the order of the form (arrêté du 23/12/2002).
create or replace function financement.pieces_manquantes(p_dossier bigint) returns text[]
language sql stable security definer set search_path = pg_catalog
return (
    select coalesce(array_agg(exigee.code order by exigee.code), '{}')
    from financement.dossier
    cross join lateral unnest(financement.pieces_exigees(dossier.dispositif, dossier.operation_id)) as exigee (code)
    where dossier.dossier_id = p_dossier
        and not exists (
            select from financement.piece
            where piece.operation_id = dossier.operation_id and piece.code = exigee.code
                -- What the mairie brings serves every funder; what Trousse writes is written for one.
                and (piece.dossier_id is null or piece.dossier_id = dossier.dossier_id)
                -- A file that the antivirus did not clear is nobody's piece.
                and not exists (
                    select from financement.examen where examen.sha256 = piece.sha256 and examen.antivirus in ('infecte', 'en_attente')
                )
        )
);

-- Keeps what was found in bytes that the caller has just stored. The same bytes again: the last antivirus wins, never `sans` over an answer.
create or replace function financement.noter_examen(
    p_sha256 text, p_type text, p_pages integer, p_largeur integer, p_hauteur integer, p_protege boolean, p_antivirus text, p_virus text,
    p_vignette bytea
) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    insert into financement.examen (sha256, type_mime, pages, largeur, hauteur, est_protege, antivirus, virus, vignette)
    select p_sha256, p_type, p_pages, p_largeur, p_hauteur, p_protege, p_antivirus, p_virus, p_vignette
    where acces.agent_courant() is not null
    on conflict (sha256) do update set antivirus = excluded.antivirus, virus = excluded.virus, examine_le = excluded.examine_le
    where examen.antivirus <> 'infecte' and excluded.antivirus not in ('sans', 'en_attente');
end;

-- The bytes that wait for the antivirus, for the server that asks it again; nobody else reads them.
create or replace function financement.en_attente_antivirus(p_piece bigint) returns bytea
language sql stable security definer set search_path = pg_catalog
return (
    select contenu.octets
    from financement.piece
    inner join financement.contenu on contenu.sha256 = piece.sha256
    inner join financement.examen on examen.sha256 = piece.sha256 and examen.antivirus = 'en_attente'
    where piece.piece_id = p_piece
        and (
            piece.organisation_id = any ((acces.mes_organisations())::bigint[])
            or piece.departement_code = any ((acces.mes_departements())::text[])
        )
);

create or replace function financement.noter_antivirus(p_piece bigint, p_verdict text, p_virus text) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    update financement.examen set antivirus = p_verdict, virus = p_virus, examine_le = clock_timestamp()
    from financement.piece
    where piece.piece_id = p_piece and examen.sha256 = piece.sha256 and examen.antivirus = 'en_attente' and p_verdict in ('sain', 'infecte')
        and (
            piece.organisation_id = any ((acces.mes_organisations())::bigint[])
            or piece.departement_code = any ((acces.mes_departements())::text[])
        );
end;

-- Keeps bytes once by their hash, and holds them until the end of the transaction: the last piece that shows them may be leaving in
-- another one.
create or replace function financement.garder_contenu(p_octets bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cle constant text := encode(sha256(p_octets), 'hex');
begin
    if acces.agent_courant() is null and not acces.est_systeme() then
        raise exception 'un fichier se garde au nom de quelqu''un' using errcode = 'insufficient_privilege', constraint = 'contenu_agent_requis';
    end if;
    loop
        insert into financement.contenu (sha256, octets) values (cle, p_octets) on conflict do nothing;
        perform from financement.contenu where sha256 = cle for key share;
        if found then
            return cle;
        end if;
    end loop;
end $$;

-- Bytes that nothing shows any more go with their last piece.
create or replace function financement.purger_contenu() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    orphelin text;
begin
    for orphelin in select distinct sha256 from retire loop
        begin
            delete from financement.contenu where sha256 = orphelin;
        exception when foreign_key_violation then
            -- Another piece, a message or a mail still shows them.
            null;
        end;
    end loop;
    return null;
end $$;

create or replace trigger purger after delete on financement.piece
    referencing old table as retire for each statement execute function financement.purger_contenu();
create or replace trigger purger after delete on concours.piece
    referencing old table as retire for each statement execute function financement.purger_contenu();
