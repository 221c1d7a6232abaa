-- titre: Situation des enveloppes
-- question: Combien chaque enveloppe a-t-elle reçu, réservé, engagé, payé, et que reste-t-il ?
-- parametre: exercice integer — Exercice budgétaire
-- parametre: niveau text — Niveau : programme, volet, region, departement
-- parametre: territoire text — Code de la région ou du département
-- grain: une ligne par enveloppe
-- lecture: Réservé, engagé et payé d’une enveloppe cumulent toute sa descendance : n’additionnez pas des niveaux différents. Le payé est une partie de l’engagé.
-- colonne: enveloppe texte — Enveloppe
-- colonne: nom texte — Nom
-- colonne: niveau texte — Niveau
-- colonne: territoire texte — Territoire
-- colonne: exercice annee — Exercice
-- colonne: alloue_centimes montant — Alloué
-- colonne: reserve_centimes montant — Réservé
-- colonne: engage_centimes montant — Engagé
-- colonne: paye_centimes montant — Payé
-- colonne: disponible_centimes montant — Disponible
-- colonne: part_consommee taux — Part réservée ou engagée
select
    situation.enveloppe,
    situation.nom,
    situation.niveau,
    situation.territoire,
    situation.exercice,
    situation.alloue_centimes,
    situation.reserve_centimes,
    situation.engage_centimes,
    situation.paye_centimes,
    situation.disponible_centimes,
    round((situation.reserve_centimes + situation.engage_centimes)::numeric / nullif(situation.alloue_centimes, 0), 4) as part_consommee
from rapport.situation_enveloppe as situation
where ($1::integer is null or situation.exercice = $1::integer)
    and ($2::text is null or situation.niveau = $2::text)
    and ($3::text is null or situation.territoire = $3::text)
order by
    situation.exercice desc,
    array_position(array['programme', 'volet', 'region', 'departement', 'arrondissement'], situation.niveau),
    situation.enveloppe
