-- titre: Délais d’instruction
-- question: Combien de jours passent entre le dépôt, la complétude et la décision ?
-- parametre: exercice integer — Exercice budgétaire
-- parametre: dispositif text — Dispositif : DETR, DSIL, LIEUX
-- parametre: departement text — Code du département
-- grain: une ligne par département, dispositif et exercice
-- lecture: Jours de calendrier, médianes des seuls dossiers qui ont franchi l’étape : un service qui a peu décidé montre peu de dossiers, pas de longs délais.
-- colonne: departement texte — Département
-- colonne: dispositif texte — Dispositif
-- colonne: exercice annee — Exercice
-- colonne: deposes entier — Déposés
-- colonne: complets entier — Complets
-- colonne: decides entier — Décidés
-- colonne: jours_depot_complet entier — Jours du dépôt à la complétude (médiane)
-- colonne: jours_complet_decision entier — Jours de la complétude à la décision (médiane)
-- colonne: jours_depot_decision_max entier — Jours du dépôt à la décision (maximum)
select
    dossier.departement,
    dossier.dispositif,
    dossier.exercice,
    count(*) as deposes,
    count(dossier.complet_le) as complets,
    count(dossier.decide_le) as decides,
    percentile_disc(0.5) within group (order by dossier.complet_le - dossier.depose_le) as jours_depot_complet,
    percentile_disc(0.5) within group (order by dossier.decide_le - dossier.complet_le) as jours_complet_decision,
    max(dossier.decide_le - dossier.depose_le) as jours_depot_decision_max
from rapport.dossier
where ($1::integer is null or dossier.exercice = $1::integer)
    and ($2::text is null or dossier.dispositif = $2::text)
    and ($3::text is null or dossier.departement = $3::text)
group by dossier.departement, dossier.dispositif, dossier.exercice
order by dossier.exercice desc, dossier.departement, dossier.dispositif
