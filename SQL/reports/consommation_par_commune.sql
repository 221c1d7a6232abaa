-- titre: Consommation par commune
-- question: Où en est chaque commune dans son enveloppe : demandé, réservé, engagé, payé ?
-- parametre: exercice integer — Exercice budgétaire
-- parametre: departement text — Code du département
-- parametre: commune text — Code INSEE de la commune
-- grain: une ligne par commune, enveloppe et exercice
-- lecture: La part indicative est au prorata de la population : une commune n’a pas de droit de tirage. « Demandé » compte les dossiers déposés et pas encore décidés ; « réservé » en est la part trouvée complète.
-- colonne: code_insee texte — Code INSEE
-- colonne: commune texte — Commune
-- colonne: departement texte — Département
-- colonne: exercice annee — Exercice
-- colonne: enveloppe texte — Enveloppe
-- colonne: alloue_centimes montant — Part indicative
-- colonne: demande_centimes montant — Demandé
-- colonne: reserve_centimes montant — Réservé
-- colonne: engage_centimes montant — Engagé
-- colonne: paye_centimes montant — Payé
select
    consommation.code_insee,
    consommation.commune,
    consommation.departement,
    consommation.exercice,
    consommation.enveloppe,
    consommation.alloue_centimes,
    consommation.demande_centimes,
    consommation.reserve_centimes,
    consommation.engage_centimes,
    consommation.paye_centimes
from rapport.consommation_par_commune as consommation
where ($1::integer is null or consommation.exercice = $1::integer)
    and ($2::text is null or consommation.departement = $2::text)
    and ($3::text is null or consommation.code_insee = $3::text)
order by consommation.exercice desc, consommation.departement, consommation.code_insee, consommation.enveloppe
