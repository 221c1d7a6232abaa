-- Several communes around one project: who is in, who answered, and what each one's part is.

create or replace function acces.mes_communes() returns text[]
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return array(
        select organisation.code_insee::text
        from acces.droit
        inner join acces.organisation using (organisation_id)
        where droit.agent_id = acces.agent_courant() and droit.role = 'secretaire' and organisation.code_insee is not null
    );
end $$;

-- The intercommunalities of the communes that the agent works for.
create or replace function acces.mes_epci() returns text[]
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
    return array(
        select distinct commune.epci_siren::text
        from territoire.commune
        where commune.code_insee::text = any (acces.mes_communes()) and commune.epci_siren is not null
    );
end $$;

-- Largest remainder: each part rounded down, the centimes left go to the largest remainders, the first at equal ones. Same as Money.repartie.
create or replace function operation.repartir(p_montant bigint, p_poids bigint[]) returns bigint[]
language sql immutable parallel safe
begin atomic
    with part as (
        select
            rang, poids, sum(poids) over () as total,
            div(p_montant::numeric * poids, nullif(sum(poids) over (), 0)) as plancher,
            mod(p_montant::numeric * poids, nullif(sum(poids) over (), 0)) as reste
        from unnest(p_poids) with ordinality as donnee (poids, rang)
    ),

    classee as (
        select rang, plancher, row_number() over (order by reste desc, rang) as place, p_montant - sum(plancher) over () as manque
        from part
    )

    select coalesce(array_agg((coalesce(plancher, 0) + case when place <= manque then 1 else 0 end)::bigint order by rang), '{}')
    from classee;
end;

-- True for who may read how the project is shared: its porteur, its members unless they refused, and whoever sees the operation anyway.
create or replace function operation.voit_partage(p_operation bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return exists (
        select from operation.operation
        where operation.operation_id = p_operation and (
            acces.est_systeme() or acces.est_responsable()
            or operation.organisation_id = any (acces.mes_organisations())
            or (
                operation.departement_code = any (acces.mes_departements())
                and exists (select from financement.dossier where dossier.operation_id = p_operation and dossier.etat <> 'brouillon')
            )
            or exists (
                select from operation.membre
                where membre.operation_id = p_operation and membre.etat <> 'refuse' and membre.code_insee::text = any (acces.mes_communes())
            )
        )
    );
end $$;

-- What each participant takes: its own lines, and its part by weight of those of all. Parts add up to the operation, to the centime.
create or replace function operation.parts(p_operation bigint)
returns table (membre_id bigint, nom text, est_chef boolean, etat text, ht bigint, ttc bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    if not operation.voit_partage(p_operation) then
        return;
    end if;
    return query
    with cout as (
        select
            ligne.membre_id,
            sum(round(ligne.quantite * coalesce(ligne.prix_unitaire_ht_centimes, 0)))::bigint as ht,
            sum(round(round(ligne.quantite * coalesce(ligne.prix_unitaire_ht_centimes, 0)) * (1 + ligne.taux_tva)))::bigint as ttc
        from operation.ligne
        where ligne.operation_id = p_operation
        group by ligne.membre_id
    ),

    participant as (
        select
            membre.*,
            row_number() over (order by membre.est_chef desc, membre.membre_id) as rang,
            -- Nobody has a weight: the lead takes all.
            case when sum(membre.poids) over () = 0 then case when membre.est_chef then 1 else 0 end else membre.poids end as part
        from operation.membre
        where membre.operation_id = p_operation and membre.etat <> 'refuse'
    ),

    commun as (
        select
            operation.repartir(coalesce((select ht from cout where membre_id is null), 0), array_agg(part::bigint order by rang)) as ht,
            operation.repartir(coalesce((select ttc from cout where membre_id is null), 0), array_agg(part::bigint order by rang)) as ttc
        from participant
    )

    select
        participant.membre_id, participant.nom, participant.est_chef, participant.etat,
        commun.ht[participant.rang] + coalesce(cout.ht, 0), commun.ttc[participant.rang] + coalesce(cout.ttc, 0)
    from participant
    cross join commun
    left join cout on cout.membre_id = participant.membre_id
    order by participant.rang;
end $$;

-- Invites a commune; the lead becomes the first participant with the first invitation. Without a weight, its inhabitants.
create or replace function operation.inviter(p_operation bigint, p_code_insee text, p_poids integer) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible operation.operation;
    porteur acces.organisation;
    invitee territoire.commune;
    nouveau bigint;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    select * into strict porteur from acces.organisation where organisation_id = cible.organisation_id;
    select * into invitee from territoire.commune where code_insee = p_code_insee;
    if not found then
        raise exception 'commune inconnue' using errcode = 'check_violation', constraint = 'membre_commune_inconnue';
    end if;
    if not exists (select from operation.membre where operation_id = p_operation and est_chef) then
        insert into operation.membre (operation_id, code_insee, nom, est_chef, poids, etat, invite_par, repondu_le, repondu_par)
        select
            p_operation, porteur.code_insee, porteur.nom, true,
            coalesce((select greatest(population, 1) from territoire.commune where code_insee = porteur.code_insee), 0), 'accepte',
            acces.agent_courant(), clock_timestamp(), acces.agent_courant();
    end if;
    insert into operation.membre (operation_id, code_insee, nom, poids, invite_par)
    values (p_operation, invitee.code_insee, invitee.nom, coalesce(p_poids, greatest(invitee.population, 1)), acces.agent_courant())
    returning membre_id into nouveau;
    return nouveau;
end $$;

-- A member's answer, its own only; it may change its mind until the prices are frozen.
create or replace function operation.repondre(p_membre bigint, p_accepte boolean, p_message text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible operation.membre;
begin
    select * into cible from operation.membre where membre_id = p_membre for update;
    if not found or cible.est_chef or cible.code_insee is null or not cible.code_insee::text = any (acces.mes_communes()) then
        raise exception 'invitation inconnue' using errcode = 'no_data_found', constraint = 'membre_inconnu';
    end if;
    if exists (select from operation.gel where operation_id = cible.operation_id and leve_le is null) then
        raise exception 'les prix sont figés' using errcode = 'check_violation', constraint = 'membre_apres_gel';
    end if;
    update operation.membre set
        etat = case when p_accepte then 'accepte' else 'refuse' end,
        repondu_le = clock_timestamp(), repondu_par = acces.agent_courant(), message = p_message
    where membre_id = p_membre;
end $$;

create or replace trigger figer before insert or update or delete on operation.membre
    for each row execute function operation.refuser_si_deposee();
create or replace trigger geler before insert or update or delete on operation.membre
    for each row execute function operation.refuser_si_gelee();

-- What a member commune sees of the projects it is invited to: the whole's state and its own part; never the files nor the plan.
create or replace function operation.participations(p_code_insee text)
returns table (
    membre_id bigint, operation_id bigint, intitule text, objet text, chef text, lieu text, exercice integer, etat text,
    invite_le timestamptz, repondu_le timestamptz, message text, fige_le date, depose_le date, commandee_le date, accorde_centimes bigint,
    part_ht_centimes bigint, part_ttc_centimes bigint, reste_centimes bigint, total_ht_centimes bigint, total_ttc_centimes bigint,
    participants integer
)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    if not p_code_insee = any (acces.mes_communes()) then
        return;
    end if;
    return query
    select
        membre.membre_id, operation.operation_id, operation.intitule, operation.objet, organisation.nom, commune.nom, operation.exercice,
        membre.etat, membre.invite_le, membre.repondu_le, membre.message, gel.fige_le,
        (select min(dossier.depose_le) from financement.dossier where dossier.operation_id = operation.operation_id),
        (select min(commande.passee_le) from operation.commande where commande.operation_id = operation.operation_id),
        (
            select sum(dossier.montant_accorde_centimes)::bigint
            from financement.dossier
            where dossier.operation_id = operation.operation_id and dossier.etat in ('accepte', 'notifie', 'commence', 'acheve', 'solde')
        ),
        part.ht, part.ttc, reste.centimes, total.ht, total.ttc, total.participants
    from operation.membre
    inner join operation.operation using (operation_id)
    inner join acces.organisation on organisation.organisation_id = operation.organisation_id
    inner join territoire.commune on commune.code_insee = operation.code_insee
    left join operation.gel on gel.operation_id = operation.operation_id and gel.leve_le is null
    left join lateral (select ht, ttc from operation.parts(operation.operation_id) where membre_id = membre.membre_id) as part on true
    left join lateral (
        select (partie ->> 'reste')::bigint as centimes
        from jsonb_array_elements(gel.parts) as partie
        where (partie ->> 'membre_id')::bigint = membre.membre_id
    ) as reste on true
    left join lateral (
        select sum(ht)::bigint as ht, sum(ttc)::bigint as ttc, count(*)::integer as participants
        from operation.parts(operation.operation_id)
    ) as total on true
    where membre.code_insee = p_code_insee and not membre.est_chef
    order by membre.membre_id desc
    limit 50;
end $$;

-- The lines that a member shares or takes alone; those of the others stay theirs.
create or replace function operation.lignes_de_la_part(p_membre bigint)
returns table (libelle text, quantite numeric, prix_unitaire_ht_centimes bigint, taux_tva text, est_propre boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select ligne.libelle, ligne.quantite, ligne.prix_unitaire_ht_centimes, ligne.taux_tva::text, ligne.membre_id is not null
    from operation.membre
    inner join operation.ligne on ligne.operation_id = membre.operation_id
    where membre.membre_id = p_membre and membre.etat <> 'refuse' and membre.code_insee::text = any (acces.mes_communes())
        and (ligne.membre_id is null or ligne.membre_id = membre.membre_id)
    order by ligne.ligne_id;
end $$;

-- The parts as they are kept with the frozen prices; null for a porteur alone.
create or replace function operation.parts_figees(p_operation bigint, p_reste bigint) returns jsonb
language sql stable security definer set search_path = pg_catalog
begin atomic
    with part as (select *, row_number() over (order by est_chef desc, membre_id) as rang from operation.parts(p_operation)),

    reste as (select operation.repartir(p_reste, array_agg(ttc order by rang)) as parts from part)

    select jsonb_agg(
        jsonb_build_object('membre_id', membre_id, 'nom', nom, 'ht', ht, 'ttc', ttc, 'reste', case when p_reste is not null then reste.parts[rang] end) order by rang
    )
    from part
    cross join reste;
end;
