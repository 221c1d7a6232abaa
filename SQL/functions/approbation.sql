-- The agreement of the maire: asked by the secretary, given from an account of the organisation or by a one-time link.

create or replace function financement.demander_approbation(
    p_dossier bigint, p_destinataire text, p_message text, p_empreinte text, p_le date, p_expire date
) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible financement.dossier;
    cree bigint;
begin
    select * into cible from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if cible.etat <> 'brouillon' then
        raise exception 'le dossier est déposé' using errcode = 'check_violation', constraint = 'dossier_reponses_closes';
    end if;
    insert into financement.approbation (
        dossier_id, organisation_id, destinataire, message, empreinte, demandee_par, demandee_le, expire_le, revision, montant_demande_centimes
    )
    select
        p_dossier, cible.organisation_id, p_destinataire, p_message, p_empreinte, acces.agent_courant(), p_le, p_expire,
        coalesce(max(donnee.revision), 0), cible.montant_demande_centimes
    from financement.reponses_de(p_dossier) as donnee
    returning approbation_id into cree;
    return cree;
end $$;

-- The secretary no longer asks: the deposit waits for nobody.
create or replace function financement.retirer_approbation(p_dossier bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    organisation bigint;
begin
    select organisation_id into organisation from financement.dossier where dossier_id = p_dossier;
    perform acces.exiger_porteur(organisation);
    update financement.approbation set etat = 'retiree', repondue_par = acces.agent_courant(), repondue_le = clock_timestamp()
    where approbation_id = (
        select max(approbation_id) from financement.approbation as derniere where derniere.dossier_id = p_dossier
    ) and etat in ('attendue', 'renvoyee', 'approuvee');
end $$;

-- Answers: by the link, whose holder has no account, or by somebody of the organisation other than who asks.
create or replace function financement.repondre_approbation(
    p_approbation bigint, p_empreinte text, p_approuve boolean, p_commentaire text, p_le date
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    accord financement.approbation;
begin
    select * into accord
    from financement.approbation
    where approbation_id = p_approbation or (p_approbation is null and empreinte = p_empreinte)
    for update;
    if not found or (p_approbation is null and accord.expire_le < p_le) then
        raise exception 'accord inconnu' using errcode = 'no_data_found', constraint = 'approbation_inconnue';
    end if;
    if p_approbation is not null then
        perform acces.exiger_porteur(accord.organisation_id);
    end if;
    -- Not by the link either, while signed in as who asked.
    if accord.demandee_par = acces.agent_courant() then
        raise exception 'accord de soi' using errcode = 'insufficient_privilege', constraint = 'approbation_de_soi';
    end if;
    if accord.etat <> 'attendue' then
        raise exception 'déjà répondu' using errcode = 'check_violation', constraint = 'approbation_deja_repondue';
    end if;
    update financement.approbation set
        etat = case when p_approuve then 'approuvee' else 'renvoyee' end, commentaire = p_commentaire,
        repondue_par = acces.agent_courant(), repondue_le = clock_timestamp()
    where approbation_id = accord.approbation_id;
end $$;

-- What the holder of a link reads before answering; no row once it is over.
create or replace function financement.approbation_du_lien(p_empreinte text, p_le date)
returns table (
    etat text, destinataire text, message text, demandee_par text, demandee_le date, expire_le date, numero text, intitule text, porteur text,
    dispositif text, cout_total_ht_centimes bigint, montant_demande_centimes bigint, plan jsonb, commentaire text
)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select accord.etat, accord.destinataire, accord.message, agent.nom, accord.demandee_le, accord.expire_le, dossier.numero,
        operation.intitule, organisation.nom, dispositif.nom, dossier.cout_total_ht_centimes, dossier.montant_demande_centimes, plan.contenu,
        accord.commentaire
    from financement.approbation as accord
    inner join financement.dossier using (dossier_id)
    inner join operation.operation on operation.operation_id = dossier.operation_id
    inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
    inner join financement.dispositif on dispositif.code = dossier.dispositif
    left join acces.agent on agent.agent_id = accord.demandee_par
    left join financement.plan on plan.plan_id = dossier.plan_id
    where accord.empreinte = p_empreinte and accord.expire_le >= p_le and accord.etat <> 'retiree';
end $$;

-- The last request about a dossier, with the names, for those who may see it.
create or replace function financement.approbation_de(p_dossier bigint)
returns table (
    approbation_id bigint, etat text, destinataire text, demandee_par bigint, demandeur text, demandee_le date, expire_le date, commentaire text,
    repondue_le timestamptz, repondant text
)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select accord.approbation_id, accord.etat, accord.destinataire, accord.demandee_par, agent.nom, accord.demandee_le, accord.expire_le,
        accord.commentaire, accord.repondue_le, repondant.nom
    from financement.approbation as accord
    left join acces.agent on agent.agent_id = accord.demandee_par
    left join acces.agent as repondant on repondant.agent_id = accord.repondue_par
    where accord.dossier_id = p_dossier and (acces.est_systeme() or accord.organisation_id = any (acces.mes_organisations()))
    order by accord.approbation_id desc
    limit 1;
end $$;
