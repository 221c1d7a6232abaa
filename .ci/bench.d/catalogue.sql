-- 10 000 articles and 2 000 kits: the shipped ones, then variants of them, each with its price and its own words.
-- Every number comes from the row's rank: two runs make the same catalogue.
set role trousse_owner;

create temporary table modele as
select article.*, prix.min_centimes, prix.ref_centimes, prix.max_centimes, row_number() over (order by code) - 1 as rang
from catalogue.article
inner join catalogue.article_prix as prix on prix.article_code = article.code and upper_inf(prix.periode)
where article.retire_le is null;

create temporary table variante as
select
    -- Letters, where the shipped codes have figures.
    left(modele.code, 4) || chr(65 + n / 676 % 26) || chr(65 + n / 26 % 26) || chr(65 + n % 26) as brut,
    modele.*,
    modele.libelle || ', ' || (array['compact', 'robuste', 'de bureau', 'mobile', 'silencieux', 'économe', 'mural', 'léger', 'pliant',
        'renforcé', 'de comptoir', 'connecté'])[1 + n % 12]
        || ', ' || (array['chêne', 'hêtre', 'acier', 'blanc', 'anthracite', 'bleu'])[1 + n / 12 % 6] || ', série ' || n as nouveau,
    80 + n * 7 % 60 as pour_cent
from generate_series(1, 10000 - (select count(*)::integer from catalogue.article)) as n
inner join modele on modele.rang = n % (select count(*) from modele);
create index on variante (code, pour_cent, brut);
analyze modele, variante;

insert into catalogue.article (
    code, libelle, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57, compte_m57_abrege,
    compte_si_investissement, garantie_mois, delai_jours_ouvres, dimensions, accessibilite, famille_agec, fonction, pmr, quantite_min,
    quantite_max, nature_donnee
)
select
    brut, nouveau, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57, compte_m57_abrege,
    compte_si_investissement, garantie_mois, delai_jours_ouvres, dimensions, accessibilite, famille_agec, fonction, pmr, quantite_min,
    quantite_max, 'illustratif'
from variante;

insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes)
select brut, daterange('2025-06-01', null), min_centimes * pour_cent / 100, ref_centimes * pour_cent / 100, max_centimes * pour_cent / 100
from variante;

create temporary table kit_modele as
select kit.*, row_number() over (order by code) - 1 as numero from catalogue.kit where est_courant;

create temporary table kit_variante as
select
    n,
    'K' || 2000 + n as nouveau_code,
    kit_modele.*,
    kit_modele.nom || ' ' || (array['de bourg', 'de montagne', 'de vallée', 'du littoral', 'de plaine', 'de hameau'])[1 + n % 6]
        || ', formule ' || n as nouveau_nom
from generate_series(1, 2000 - (select count(*)::integer from catalogue.kit where est_courant)) as n
inner join kit_modele on kit_modele.numero = n % (select count(*) from kit_modele);

insert into catalogue.kit (code, version, nom, phrase, besoin, destinataire, concepteur, itinerant, nature_donnee, est_courant)
select nouveau_code, 1, nouveau_nom, phrase, besoin, destinataire, concepteur, itinerant, 'illustratif', true
from kit_variante;

-- The lines of the model, in another variant of each article.
insert into catalogue.kit_ligne (kit_code, kit_version, rang, article_code, quantite, est_option)
select
    kit_variante.nouveau_code, 1, ligne.rang,
    coalesce(
        (
            select variante.brut from variante
            where variante.code = ligne.article_code and variante.pour_cent >= 80 + kit_variante.n % 50
            order by variante.pour_cent, variante.brut limit 1
        ),
        ligne.article_code
    ),
    ligne.quantite, ligne.est_option
from kit_variante
inner join catalogue.kit_ligne as ligne on ligne.kit_code = kit_variante.code and ligne.kit_version = kit_variante.version;

select catalogue.indexer();
reset role;
vacuum analyze catalogue.article, catalogue.article_prix, catalogue.kit, catalogue.kit_ligne, catalogue.fiche, catalogue.mot;
