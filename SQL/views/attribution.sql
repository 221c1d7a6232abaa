-- Real awards and places of mediation, for a manager's SQL. `rapport.sql`, read after this file, opens every view to its readers.

create or replace view rapport.attribution as
select
    attribution.cle,
    attribution.annee as exercice,
    attribution.dispositif,
    attribution.echelon,
    attribution.departement_code as departement,
    attribution.code_insee::text as code_insee,
    attribution.siren::text as siren,
    attribution.nom as beneficiaire,
    attribution.objet,
    attribution.categorie,
    attribution.cout_ht,
    attribution.subvention,
    round(attribution.cout_ht * 100)::bigint as cout_ht_centimes,
    round(attribution.subvention * 100)::bigint as subvention_centimes,
    round(attribution.subvention / nullif(attribution.cout_ht, 0), 4) as taux,
    attribution.nature,
    attribution.nature is not null as est_numerique
from financement.attribution;

comment on view rapport.attribution is 'Une subvention réellement attribuée par l''État par ligne (DGCL, données ouvertes importées par «trousse import attributions»).';
comment on column rapport.attribution.cle is 'Exercice, dispositif et identifiant publié, ou empreinte de la ligne quand elle n''en a pas';
comment on column rapport.attribution.exercice is 'Année de l''attribution';
comment on column rapport.attribution.dispositif is 'DETR, DSIL, DSID, DPV…';
comment on column rapport.attribution.echelon is 'Bénéficiaire : commune, epci, syndicat, departement, region ou autre';
comment on column rapport.attribution.departement is 'Code du département';
comment on column rapport.attribution.code_insee is 'Code INSEE publié ; vide pour un groupement';
comment on column rapport.attribution.siren is 'SIREN publié';
comment on column rapport.attribution.beneficiaire is 'Nom du bénéficiaire';
comment on column rapport.attribution.objet is 'Intitulé publié du projet';
comment on column rapport.attribution.categorie is 'Catégorie publiée ; les listes diffèrent d''une année à l''autre';
comment on column rapport.attribution.cout_ht is 'Coût total HT en euros, exactement comme publié (parfois trois décimales) ; vide si le fichier ne le dit pas';
comment on column rapport.attribution.subvention is 'Subvention en euros, exactement comme publiée ; vide si le fichier ne la dit pas';
comment on column rapport.attribution.cout_ht_centimes is 'Coût total HT arrondi au centime, le demi-centime vers le haut';
comment on column rapport.attribution.subvention_centimes is 'Subvention arrondie au centime, le demi-centime vers le haut';
comment on column rapport.attribution.taux is 'Subvention / coût total HT, à quatre décimales : le coût peut dépasser la dépense subventionnable';
comment on column rapport.attribution.nature is 'Nature reconnue dans l''intitulé d''un projet numérique : point_numerique, mairie, ecole… ; vide pour les autres projets';
comment on column rapport.attribution.est_numerique is 'L''intitulé dit-il un projet numérique ?';

create or replace view rapport.lieu_mediation as
select
    lieu.lieu_id,
    lieu.nom,
    lieu.commune,
    lieu.code_postal,
    lieu.code_insee::text as code_insee,
    commune.departement_code as departement,
    lieu.adresse,
    lieu.latitude,
    lieu.longitude,
    lieu.services,
    lieu.mis_a_jour_le,
    lieu.contenu
from territoire.lieu_mediation as lieu
left join territoire.commune on commune.code_insee = lieu.code_insee;

comment on view rapport.lieu_mediation is 'Un lieu de médiation numérique par ligne (standard LaMednum, importé par «trousse import lieux»).';
