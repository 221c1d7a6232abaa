-- A dispositif and a departmental rule are data that grow (categories, windows, cumul, calendar): what SQL joins stays a column, the whole
-- is kept as it was read.

alter table financement.dispositif
    drop column taux_min, drop column taux_max, drop column plafond_montant_centimes, drop column taux_propose,
    drop column sous_plafond_etat, drop column est_public, drop column autorite, drop column source, drop column confiance,
    drop column nature_donnee, drop column description,
    add column contenu jsonb not null default '{}';

alter table financement.regle_departement
    drop column taux_min, drop column taux_max, drop column plancher_depense_centimes, drop column plafond_depense_centimes,
    drop column taux_median_observe, drop column nombre_observe, drop column arrondi, drop column source, drop column confiance,
    add column contenu jsonb not null default '{}';
