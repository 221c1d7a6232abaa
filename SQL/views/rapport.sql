-- The views that managers and psql read (DESIGN §9: columns are added, never renamed). They run with their owner's rights on
-- the tables but with the reader's row-level security (functions/acces.sql), so the web application may read them too.

create or replace view rapport.mouvement as
select
    mouvement.mouvement_id,
    mouvement.enregistre_le,
    mouvement.survenu_le,
    mouvement.nature,
    enveloppe.code as enveloppe,
    mouvement.code_insee::text as code_insee,
    dossier.numero as dossier,
    mouvement.montant_centimes,
    mouvement.cle
from enveloppe.mouvement
inner join enveloppe.enveloppe using (enveloppe_id)
left join financement.dossier using (dossier_id);

create or replace view rapport.dossier as
select
    dossier.numero as dossier,
    dossier.dispositif,
    dossier.departement_code as departement,
    dossier.code_insee::text as code_insee,
    organisation.nom as porteur,
    dossier.etat,
    dossier.depose_le,
    dossier.complet_le,
    dossier.decide_le,
    dossier.depense_subventionnable_centimes,
    dossier.montant_demande_centimes as demande_centimes,
    dossier.montant_accorde_centimes as accorde_centimes,
    -- montant / dépense subventionnable (RULES 0.3), of the decision once there is one.
    round(
        coalesce(dossier.montant_accorde_centimes, dossier.montant_demande_centimes)::numeric
        / coalesce(dossier.depense_retenue_centimes, dossier.depense_subventionnable_centimes), 4
    ) as taux,
    commune.nom as commune,
    dossier.exercice,
    dossier.recu_le,
    dossier.cout_total_ht_centimes,
    -- Of the last passage: why it was refused, dismissed, cancelled or sent back.
    (
        select passage.motif
        from financement.passage
        where passage.dossier_id = dossier.dossier_id
        order by passage.passage_id desc
        limit 1
    ) as motif
from financement.dossier
inner join acces.organisation using (organisation_id)
inner join territoire.commune on commune.code_insee = dossier.code_insee
where dossier.etat <> 'brouillon';

create or replace view rapport.situation_enveloppe as
with recursive descendance as (
    select enveloppe_id as racine_id, enveloppe_id from enveloppe.enveloppe
    union all
    select descendance.racine_id, fille.enveloppe_id
    from descendance
    inner join enveloppe.enveloppe as fille on fille.parent_id = descendance.enveloppe_id
),

cumul as (
    select
        descendance.racine_id,
        sum(enveloppe.reserve_centimes)::bigint as reserve_centimes,
        sum(enveloppe.engage_centimes)::bigint as engage_centimes,
        sum(enveloppe.paye_centimes)::bigint as paye_centimes,
        sum(enveloppe.liquide_centimes)::bigint as liquide_centimes,
        sum(enveloppe.retire_centimes)::bigint as retire_centimes
    from descendance
    inner join enveloppe.enveloppe using (enveloppe_id)
    group by descendance.racine_id
)

select
    enveloppe.code as enveloppe,
    parent.code as parent,
    enveloppe.niveau,
    enveloppe.territoire_code as territoire,
    enveloppe.exercice,
    enveloppe.alloue_centimes,
    cumul.reserve_centimes,
    cumul.engage_centimes,
    cumul.paye_centimes,
    enveloppe.alloue_centimes - cumul.reserve_centimes - cumul.engage_centimes - cumul.retire_centimes as disponible_centimes,
    enveloppe.nom,
    cumul.retire_centimes,
    cumul.liquide_centimes,
    -- Restes à payer: AE committed, not paid.
    cumul.engage_centimes - cumul.paye_centimes as reste_a_payer_centimes,
    enveloppe.cp_centimes,
    enveloppe.cp_centimes - cumul.paye_centimes as cp_disponible_centimes,
    enveloppe.cloture_le
from enveloppe.enveloppe
inner join cumul on cumul.racine_id = enveloppe.enveloppe_id
left join enveloppe.enveloppe as parent on parent.enveloppe_id = enveloppe.parent_id;

create or replace view rapport.consommation_par_commune as
with dossiers as (
    select
        dossier.code_insee,
        dossier.departement_code,
        dossier.exercice,
        dossier.dispositif,
        sum(dossier.montant_demande_centimes) filter (
            where dossier.etat in ('depose', 'recu', 'a_corriger', 'complet', 'en_instruction', 'avis', 'programme')
        ) as demande_centimes,
        sum(position.reserve_centimes) as reserve_centimes,
        sum(position.engage_centimes) as engage_centimes,
        sum(position.paye_centimes) as paye_centimes
    from financement.dossier
    left join enveloppe.position using (dossier_id)
    where dossier.etat <> 'brouillon'
    group by dossier.code_insee, dossier.departement_code, dossier.exercice, dossier.dispositif
),

population as (
    select departement_code, sum(population) as population from territoire.commune group by departement_code
)

select
    dossiers.code_insee::text as code_insee,
    commune.nom as commune,
    dossiers.departement_code as departement,
    dossiers.exercice,
    enveloppe.code as enveloppe,
    -- An indicator, not an entitlement: the commune's share of the envelope by population.
    (enveloppe.alloue_centimes * commune.population / nullif(population.population, 0))::bigint as alloue_centimes,
    coalesce(dossiers.demande_centimes, 0)::bigint as demande_centimes,
    coalesce(dossiers.reserve_centimes, 0)::bigint as reserve_centimes,
    coalesce(dossiers.engage_centimes, 0)::bigint as engage_centimes,
    coalesce(dossiers.paye_centimes, 0)::bigint as paye_centimes
from dossiers
inner join territoire.commune on commune.code_insee = dossiers.code_insee
inner join population on population.departement_code = dossiers.departement_code
inner join enveloppe.enveloppe on enveloppe.dispositif = dossiers.dispositif
    and enveloppe.territoire_code = dossiers.departement_code
    and enveloppe.exercice = dossiers.exercice;

comment on view rapport.mouvement is 'Un mouvement par ligne : le grand livre des enveloppes.';
comment on view rapport.dossier is 'Un dossier déposé par ligne.';
comment on view rapport.situation_enveloppe is 'Une enveloppe par ligne ; réservé, engagé et payé cumulent toute sa descendance.';
comment on view rapport.consommation_par_commune is 'Commune × enveloppe × exercice. alloue_centimes est un indicateur au prorata de la population : une commune n''a pas de droit de tirage.';

-- The proof of the books, one row a control.
create or replace view rapport.preuve as
select preuve.controle, preuve.verifies, preuve.ecarts, preuve.gauche_centimes, preuve.droite_centimes
from enveloppe.preuve() as preuve;
comment on view rapport.preuve is 'Un contrôle des comptes par ligne : zéro écart partout, ou les comptes sont faux.';

grant select on all tables in schema rapport to trousse_rapport, trousse_app;
