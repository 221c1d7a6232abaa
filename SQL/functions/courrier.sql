-- Writing a mail and sending it. Writing is called by triggers, in the transaction of the act. Sending is called by who says it is the
-- postman (`trousse.systeme` = courrier, no agent): no page does.

create or replace function acces.est_facteur() returns boolean
language sql stable parallel safe
return acces.agent_courant() is null and coalesce(acces.systeme_courant() = 'courrier', false);

create or replace function courrier.exiger_facteur() returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
    if not (acces.est_facteur() or acces.est_systeme()) then
        raise exception 'seul le service d''envoi peut le faire' using errcode = 'insufficient_privilege', constraint = 'facteur_requis';
    end if;
end $$;

-- What every mail about a dossier says of it. The address of its pages is made of its keys.
create or replace function courrier.faits(p_dossier financement.dossier) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
    select jsonb_strip_nulls(jsonb_build_object(
        'numero', p_dossier.numero, 'operation', p_dossier.operation_id, 'dossier', p_dossier.dossier_id, 'dispositif', dispositif.nom_court,
        'dispositif_nom', dispositif.nom, 'intitule', operation.intitule, 'porteur', organisation.nom, 'etat', p_dossier.etat,
        'prefecture', 'Préfecture ' || departement.charniere || departement.nom, 'demande', p_dossier.montant_demande_centimes,
        'accorde', p_dossier.montant_accorde_centimes, 'depense', p_dossier.depense_retenue_centimes
    ))
    from operation.operation
    inner join acces.organisation on organisation.organisation_id = p_dossier.organisation_id
    inner join financement.dispositif on dispositif.code = p_dossier.dispositif
    inner join territoire.departement on departement.code = p_dossier.departement_code
    where operation.operation_id = p_dossier.operation_id
);

-- Writes a mail; the same key a second time writes nothing. Gives its number, null when it was there.
create or replace function courrier.ecrire(
    p_cle text, p_genre text, p_destinataire text, p_nom text, p_faits jsonb, p_dossier financement.dossier default null,
    p_agent bigint default null, p_papier text default null, p_du_le timestamptz default clock_timestamp()
) returns bigint
language sql security definer set search_path = pg_catalog
begin atomic
    insert into courrier.courriel (
        cle, genre, destinataire, destinataire_nom, agent_id, dossier_id, departement_code, faits, papier, du_le, prochaine_le
    ) values (
        p_cle, p_genre, p_destinataire, regexp_replace(p_nom, '[[:cntrl:]]', ' ', 'g'), p_agent, (p_dossier).dossier_id,
        (p_dossier).departement_code, p_faits, p_papier, p_du_le, p_du_le
    )
    on conflict (cle) do nothing
    returning courriel_id;
end;

-- To everybody who applies for the organisation of the dossier.
create or replace function courrier.ecrire_au_porteur(
    p_cle text, p_genre text, p_dossier financement.dossier, p_faits jsonb, p_papier text default null,
    p_du_le timestamptz default clock_timestamp()
) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    select courrier.ecrire(
        p_cle || '/' || agent.agent_id, p_genre, agent.courriel, agent.nom, courrier.faits(p_dossier) || p_faits, p_dossier,
        agent.agent_id, p_papier, p_du_le
    )
    from acces.droit
    inner join acces.agent using (agent_id)
    where droit.organisation_id = p_dossier.organisation_id and droit.role = 'secretaire';
end;

-- To everybody who instructs in the département: at once, or kept for the mail of the day, as each prefers. One mail a day, unless asked.
create or replace function courrier.ecrire_aux_instructeurs(p_cle text, p_genre text, p_dossier financement.dossier, p_faits jsonb)
returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    lecteur record;
    faits jsonb := courrier.faits(p_dossier) || p_faits;
begin
    for lecteur in
        select agent.agent_id, agent.courriel, agent.nom, coalesce(preference.rythme, 'quotidien') as rythme
        from acces.droit
        inner join acces.organisation using (organisation_id)
        inner join acces.agent using (agent_id)
        left join courrier.preference using (agent_id)
        where organisation.departement_code = p_dossier.departement_code and organisation.nature = 'prefecture'
            and droit.role = 'instructeur'
    loop
        if lecteur.rythme = 'immediat' then
            perform courrier.ecrire(
                p_cle || '/' || lecteur.agent_id, p_genre, lecteur.courriel, lecteur.nom, faits, p_dossier, lecteur.agent_id
            );
        else
            insert into courrier.nouvelle (cle, agent_id, dossier_id, genre, faits)
            values (p_cle || '/' || lecteur.agent_id, lecteur.agent_id, p_dossier.dossier_id, p_genre, faits)
            on conflict (cle) do nothing;
        end if;
    end loop;
end $$;

-- A reminder that the planner computed, from the postman's daily round.
create or replace function courrier.rappeler(p_cle text, p_genre text, p_dossier bigint, p_aux text, p_faits jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
begin
    perform courrier.exiger_facteur();
    select * into dossier from financement.dossier where dossier_id = p_dossier;
    if not found then
        return;
    elsif p_aux = 'prefecture' then
        perform courrier.ecrire_aux_instructeurs(p_cle, p_genre, dossier, p_faits);
    else
        perform courrier.ecrire_au_porteur(p_cle, p_genre, dossier, p_faits);
    end if;
end $$;

-- One mail for all that an agent was to hear of: up to forty lines, and how many there are.
create or replace function courrier.ecrire_resumes(p_jour date) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
    lecteur record;
    courriel bigint;
    ecrits integer := 0;
begin
    perform courrier.exiger_facteur();
    for lecteur in
        select agent.agent_id, agent.courriel, agent.nom, count(*) as nombre, max(nouvelle_id) as derniere
        from courrier.nouvelle
        inner join acces.agent using (agent_id)
        where nouvelle.courriel_id is null
        group by agent.agent_id
        order by agent.agent_id
    loop
        courriel := courrier.ecrire(
            format('resume/%s/%s', lecteur.agent_id, p_jour), 'resume', lecteur.courriel, lecteur.nom,
            jsonb_build_object(
                'jour', p_jour, 'nombre', lecteur.nombre,
                'comptes', (
                    select jsonb_object_agg(genre, nombre)
                    from (
                        select genre, count(*) as nombre
                        from courrier.nouvelle
                        where agent_id = lecteur.agent_id and courriel_id is null and nouvelle_id <= lecteur.derniere
                        group by genre
                    ) as compte
                ),
                'lignes', (
                    select jsonb_agg(faits || jsonb_build_object('genre', genre) order by nouvelle_id)
                    from (
                        select nouvelle_id, genre, faits
                        from courrier.nouvelle
                        where agent_id = lecteur.agent_id and courriel_id is null and nouvelle_id <= lecteur.derniere
                        order by nouvelle_id
                        limit 40
                    ) as premiere
                )
            ),
            p_agent => lecteur.agent_id
        );
        -- Already written today: what came since waits for tomorrow.
        continue when courriel is null;
        update courrier.nouvelle set courriel_id = courriel
        where agent_id = lecteur.agent_id and courriel_id is null and nouvelle_id <= lecteur.derniere;
        ecrits := ecrits + 1;
    end loop;
    return ecrits;
end $$;

-- Takes the mail that has waited the longest, for a time: a sender that dies gives it back. Two senders never take the same.
create or replace function courrier.prendre(p_maintenant timestamptz, p_bail uuid, p_duree interval)
returns table (
    courriel_id bigint, genre text, destinataire text, destinataire_nom text, faits jsonb, identifiant uuid, objet text, texte text,
    html text, tentatives integer
)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    perform courrier.exiger_facteur();
    return query update courrier.courriel as pris set
        bail = p_bail, bail_jusqua = p_maintenant + p_duree, tentatives = pris.tentatives + 1
    where pris.courriel_id = (
        select courriel_id
        from courrier.courriel
        where envoye_le is null and abandonne_le is null and prochaine_le <= p_maintenant
            and (bail_jusqua is null or bail_jusqua <= p_maintenant)
        order by prochaine_le, courriel_id
        limit 1
        for update skip locked
    )
    returning pris.courriel_id, pris.genre, pris.destinataire, pris.destinataire_nom, pris.faits, pris.identifiant, pris.objet, pris.texte,
        pris.html, pris.tentatives;
end $$;

-- Keeps the words that are about to leave, and the paper that goes with them when it is written and light enough.
create or replace function courrier.preparer(
    p_courriel bigint, p_bail uuid, p_modele integer, p_objet text, p_texte text, p_html text
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set modele = p_modele, objet = p_objet, texte = p_texte, html = p_html
    where courriel_id = p_courriel and bail = p_bail and modele is null;
    if not found then
        return;
    end if;
    insert into courrier.jointe (courriel_id, rang, nom_fichier, type_mime, sha256)
    select courriel.courriel_id, 1, papier.nom_fichier, papier.type_mime, papier.sha256
    from courrier.courriel
    cross join lateral (
        -- Receipts are written in this order: registration, then completeness.
        select piece.nom_fichier, piece.type_mime, piece.sha256
        from financement.piece
        where piece.dossier_id = courriel.dossier_id and piece.taille <= 5242880
            and piece.nature = case courriel.papier when 'decision' then 'decision' else 'accuse' end
            and (courriel.papier <> 'accuse' or piece.nom_fichier like 'accuse-d-enregistrement%')
            and (courriel.papier <> 'completude' or piece.nom_fichier like 'accuse-de-completude%')
        order by piece.piece_id desc
        limit 1
    ) as papier
    where courriel.courriel_id = p_courriel and courriel.papier is not null;
end $$;

create or replace function courrier.jointes(p_courriel bigint) returns table (nom_fichier text, type_mime text, octets bytea)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    perform courrier.exiger_facteur();
    return query select jointe.nom_fichier, jointe.type_mime, contenu.octets
    from courrier.jointe
    inner join financement.contenu using (sha256)
    where jointe.courriel_id = p_courriel
    order by jointe.rang;
end $$;

-- The server accepted it. False when the lease had passed to another. A secret link is not kept longer than it takes to send it.
create or replace function courrier.conclure(p_courriel bigint, p_bail uuid, p_le timestamptz, p_reponse text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set
        envoye_le = p_le, reponse = left(p_reponse, 500), derniere_erreur = null, bail = null, bail_jusqua = null,
        faits = faits - 'secret', texte = case when faits ? 'secret' then '' else texte end,
        html = case when faits ? 'secret' then '' else html end
    where courriel_id = p_courriel and bail = p_bail;
    return found;
end $$;

-- It did not leave. `p_gravite`: `injoignable` (no server: waited for without end, an hour at most between two attempts), `provisoire`
-- (refused for now: ten times, from one minute to six hours), `definitif` (refused for good).
create or replace function courrier.echouer(p_courriel bigint, p_bail uuid, p_le timestamptz, p_erreur text, p_gravite text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set
        bail = null, bail_jusqua = null, derniere_erreur = left(p_erreur, 500),
        refus = refus + case when p_gravite = 'injoignable' then 0 else 1 end,
        abandonne_le = case when p_gravite = 'definitif' or (p_gravite = 'provisoire' and refus >= 9) then p_le end,
        prochaine_le = p_le + case
            when p_gravite = 'injoignable' then least(interval '1 minute' * power(2, least(tentatives, 12) - 1), interval '1 hour')
            else least(interval '1 minute' * power(2, least(refus, 12)), interval '6 hours')
        end
    where courriel_id = p_courriel and bail = p_bail;
end $$;

-- An operator repaired what was wrong: dead mails leave again, from their first attempt.
create or replace function courrier.relancer(p_courriel bigint, p_le timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
    nombre integer;
begin
    if not acces.est_responsable() then
        perform courrier.exiger_facteur();
    end if;
    update courrier.courriel set abandonne_le = null, refus = 0, tentatives = 0, prochaine_le = p_le
    where abandonne_le is not null and (p_courriel is null or courriel_id = p_courriel);
    get diagnostics nombre = row_count;
    return nombre;
end $$;

-- What waited too long to be worth sending: a server that was set long after the acts.
create or replace function courrier.abandonner(p_avant timestamptz, p_le timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
    nombre integer;
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set abandonne_le = p_le, derniere_erreur = 'Abandonné par l’exploitant : trop ancien.'
    where envoye_le is null and abandonne_le is null and cree_le < p_avant and (bail_jusqua is null or bail_jusqua <= p_le);
    get diagnostics nombre = row_count;
    return nombre;
end $$;

create or replace function courrier.situation(p_maintenant timestamptz)
returns table (
    a_envoyer integer, en_retard integer, en_cours integer, envoyes integer, abandonnes integer, plus_ancien timestamptz, derniere_erreur text
)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    if not acces.est_responsable() then
        perform courrier.exiger_facteur();
    end if;
    return query select
        (count(*) filter (where envoye_le is null and abandonne_le is null))::integer,
        (count(*) filter (where envoye_le is null and abandonne_le is null and du_le < p_maintenant - interval '15 minutes'))::integer,
        (count(*) filter (where bail_jusqua > p_maintenant))::integer,
        (count(*) filter (where envoye_le > p_maintenant - interval '1 day'))::integer,
        (count(*) filter (where abandonne_le is not null))::integer,
        min(du_le) filter (where envoye_le is null and abandonne_le is null),
        (
            select courriel.derniere_erreur
            from courrier.courriel
            where envoye_le is null and abandonne_le is null and courriel.derniere_erreur is not null
            order by prochaine_le desc
            limit 1
        )
    from courrier.courriel
    where envoye_le is null or envoye_le > p_maintenant - interval '1 day';
end $$;

create or replace function courrier.choisir_rythme(p_rythme text) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    insert into courrier.preference (agent_id, rythme) values (acces.agent_courant(), p_rythme)
    on conflict (agent_id) do update set rythme = excluded.rythme;
end;
