-- The proof: what the books say in two ways must be the same to the cent. One row a control; a control with a difference says how many.
-- It adds up the whole country: for the programme, the reports' role and the system; nobody else gets a row.

create or replace function enveloppe.preuve()
returns table (controle text, verifies bigint, ecarts bigint, gauche_centimes bigint, droite_centimes bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not (
        acces.est_systeme() or acces.est_responsable() or pg_has_role(acces.role_appelant(), 'trousse_rapport', 'usage')
    ) then
        return;
    end if;
    return query
    with mouvements as (
        select
            mouvement.enveloppe_id,
            sum(alloue_apres - alloue_avant) as alloue, sum(reserve_apres - reserve_avant) as reserve, sum(engage_apres - engage_avant) as engage,
            sum(retire_apres - retire_avant) as retire, sum(liquide_apres - liquide_avant) as liquide, sum(paye_apres - paye_avant) as paye,
            sum(cp_apres - cp_avant) as cp
        from enveloppe.mouvement
        group by mouvement.enveloppe_id
    ),

    positions as (
        select position.enveloppe_id, sum(reserve_centimes) as reserve, sum(engage_centimes) as engage, sum(liquide_centimes) as liquide,
            sum(paye_centimes) as paye
        from enveloppe.position group by position.enveloppe_id
    ),

    filles as (
        select parent_id, sum(alloue_centimes) as alloue, sum(cp_centimes) as cp
        from enveloppe.enveloppe where parent_id is not null group by parent_id
    ),

    communes as (
        select mouvement.code_insee, sum(engage_apres - engage_avant) as engage, sum(paye_apres - paye_avant) as paye
        from enveloppe.mouvement where mouvement.code_insee is not null group by mouvement.code_insee
    ),

    positions_communes as (
        select position.code_insee, sum(engage_centimes) as engage, sum(paye_centimes) as paye
        from enveloppe.position group by position.code_insee
    ),

    chaine as (
        select
            mouvement.*,
            lag(sceau, 1, '') over suite as sceau_precedent,
            lag(alloue_apres, 1, 0::bigint) over suite as alloue_precedent,
            lag(reserve_apres, 1, 0::bigint) over suite as reserve_precedent,
            lag(engage_apres, 1, 0::bigint) over suite as engage_precedent,
            lag(paye_apres, 1, 0::bigint) over suite as paye_precedent
        from enveloppe.mouvement
        window suite as (partition by mouvement.enveloppe_id order by mouvement.mouvement_id)
    ),

    derniers as (
        select distinct on (mouvement.dossier_id) mouvement.dossier_id, mouvement.mouvement_id
        from enveloppe.mouvement where nature = 'engager'
        order by mouvement.dossier_id, mouvement.mouvement_id desc
    ),

    -- Released by hand since the grant: the arrêté stays what it was.
    degages as (
        select derniers.dossier_id, sum(mouvement.engage_avant - mouvement.engage_apres) as centimes
        from derniers
        inner join enveloppe.mouvement on mouvement.dossier_id = derniers.dossier_id and mouvement.mouvement_id > derniers.mouvement_id
            and mouvement.nature = 'degager'
        group by derniers.dossier_id
    ),

    arretes as (
        select dossier.montant_accorde_centimes as accorde, position.engage_centimes + coalesce(degages.centimes, 0) as engage
        from financement.dossier
        inner join enveloppe.position using (dossier_id)
        left join degages using (dossier_id)
        where dossier.etat in ('accepte', 'notifie', 'commence', 'acheve', 'solde')
    )

    select
        'Soldes des enveloppes = somme de leurs mouvements'::text, count(*),
        count(*) filter (where (
            enveloppe.alloue_centimes, enveloppe.reserve_centimes, enveloppe.engage_centimes, enveloppe.retire_centimes,
            enveloppe.liquide_centimes, enveloppe.paye_centimes, enveloppe.cp_centimes
        ) is distinct from (
            coalesce(m.alloue, 0), coalesce(m.reserve, 0), coalesce(m.engage, 0), coalesce(m.retire, 0), coalesce(m.liquide, 0),
            coalesce(m.paye, 0), coalesce(m.cp, 0)
        )),
        coalesce(sum(enveloppe.engage_centimes), 0)::bigint, coalesce(sum(m.engage), 0)::bigint
    from enveloppe.enveloppe left join mouvements as m using (enveloppe_id)
    union all
    select
        'Soldes des enveloppes = somme de ce que tiennent les dossiers', count(*),
        count(*) filter (where (enveloppe.reserve_centimes, enveloppe.engage_centimes, enveloppe.liquide_centimes, enveloppe.paye_centimes)
            is distinct from (coalesce(p.reserve, 0), coalesce(p.engage, 0), coalesce(p.liquide, 0), coalesce(p.paye, 0))),
        coalesce(sum(enveloppe.engage_centimes), 0)::bigint, coalesce(sum(p.engage), 0)::bigint
    from enveloppe.enveloppe left join positions as p using (enveloppe_id)
    union all
    select
        'Délégué par chaque enveloppe = alloué à ses filles', count(*),
        count(*) filter (where (enveloppe.delegue_centimes, enveloppe.cp_delegue_centimes)
            is distinct from (coalesce(f.alloue, 0), coalesce(f.cp, 0))),
        coalesce(sum(enveloppe.delegue_centimes), 0)::bigint, coalesce(sum(f.alloue), 0)::bigint
    from enveloppe.enveloppe left join filles as f on f.parent_id = enveloppe.enveloppe_id
    union all
    select
        'Engagé et payé par commune = somme des mouvements de la commune', count(*),
        count(*) filter (where (coalesce(pc.engage, 0), coalesce(pc.paye, 0)) is distinct from (coalesce(c.engage, 0), coalesce(c.paye, 0))),
        coalesce(sum(pc.engage), 0)::bigint, coalesce(sum(c.engage), 0)::bigint
    from communes as c full join positions_communes as pc using (code_insee)
    union all
    select
        'Arrêtés en vigueur = engagements, et ce qui en fut dégagé', count(*), count(*) filter (where accorde is distinct from engage),
        coalesce(sum(accorde), 0)::bigint, coalesce(sum(engage), 0)::bigint
    from arretes
    union all
    select
        'Chaque mouvement repart du précédent, sceau compris', count(*),
        count(*) filter (where
            (alloue_avant, reserve_avant, engage_avant, paye_avant)
            is distinct from (alloue_precedent, reserve_precedent, engage_precedent, paye_precedent)
            or sceau is distinct from enveloppe.sceller(
                sceau_precedent, cle, empreinte, alloue_apres, reserve_apres, engage_apres, retire_apres, liquide_apres, paye_apres, cp_apres,
                agent_id
            )
        ),
        coalesce(sum(engage_apres - engage_avant), 0)::bigint, coalesce(sum(engage_apres - engage_precedent), 0)::bigint
    from chaine;
end $$;
