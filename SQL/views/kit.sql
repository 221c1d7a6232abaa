-- What the base of each current kit comes to today, as its page and its JSON say it: HT in its range, TTC rounded line by line, how the
-- two budgets share it, what the council may move, the share of reuse in IT equipment, the longest delay.
create or replace view rapport.kit as
select
    kit.code as kit,
    kit.version,
    kit.nom,
    coalesce(sum(ligne.quantite * prix.min_centimes), 0)::bigint as ht_min_centimes,
    coalesce(sum(ligne.quantite * prix.ref_centimes), 0)::bigint as ht_ref_centimes,
    coalesce(sum(ligne.quantite * prix.max_centimes), 0)::bigint as ht_max_centimes,
    coalesce(sum(round(ligne.quantite * prix.ref_centimes * (1 + article.taux_tva))), 0)::bigint as ttc_ref_centimes,
    coalesce(sum(ligne.quantite * prix.ref_centimes) filter (where article.section = 'I'), 0)::bigint as investissement_centimes,
    coalesce(sum(ligne.quantite * prix.ref_centimes) filter (where article.section = 'F'), 0)::bigint as fonctionnement_centimes,
    coalesce(
        sum(ligne.quantite * prix.ref_centimes) filter (where article.section = 'F' and article.eligible = 'si_deliberation'), 0
    )::bigint as si_deliberation_centimes,
    -- Null: no IT equipment.
    round(
        coalesce(
            sum(ligne.quantite * prix.ref_centimes) filter (
                where article.famille_agec = 'informatique' and article.etat = 'reconditionné'
            ), 0
        ) / nullif(sum(ligne.quantite * prix.ref_centimes) filter (where article.famille_agec = 'informatique'), 0), 6
    ) as part_reemploi,
    max(article.delai_jours_ouvres) as delai_jours_ouvres,
    -- Some line has no published price: the totals are lower bounds.
    bool_or(prix.ref_centimes is null) as est_partiel,
    min(lower(prix.periode)) as prix_du
from catalogue.kit
inner join catalogue.kit_ligne as ligne on ligne.kit_code = kit.code and ligne.kit_version = kit.version and not ligne.est_option
inner join catalogue.article on article.code = ligne.article_code
left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> current_date
where kit.est_courant
group by kit.code, kit.version, kit.nom;

comment on view rapport.kit is 'Un kit du catalogue par ligne : ses totaux de base aux prix du jour.';
grant select on rapport.kit to trousse_rapport, trousse_app;
