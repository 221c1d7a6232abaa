-- titre: Mouvements des enveloppes
-- question: Quels mouvements ont changé les enveloppes, et quand ?
-- parametre: enveloppe text — Code de l’enveloppe
-- parametre: commune text — Code INSEE de la commune
-- parametre: du date — Survenu à partir du
-- parametre: au date — Survenu jusqu’au
-- grain: une ligne par mouvement, dans l’ordre du grand livre
-- lecture: Un mouvement ne se modifie jamais : une correction est un autre mouvement. « Survenu » est le jour de l’acte, « enregistré » celui où le programme l’a su (heure de Paris).
-- colonne: mouvement_id entier — N°
-- colonne: survenu_le date — Survenu le
-- colonne: enregistre_jour date — Enregistré le
-- colonne: nature texte — Nature
-- colonne: enveloppe texte — Enveloppe
-- colonne: code_insee texte — Code INSEE
-- colonne: dossier texte — Dossier
-- colonne: montant_centimes montant — Montant
-- colonne: cle texte — Clé
select
    mouvement.mouvement_id,
    mouvement.survenu_le,
    (mouvement.enregistre_le at time zone 'Europe/Paris')::date as enregistre_jour,
    mouvement.nature,
    mouvement.enveloppe,
    mouvement.code_insee,
    mouvement.dossier,
    mouvement.montant_centimes,
    mouvement.cle
from rapport.mouvement
where ($1::text is null or mouvement.enveloppe = $1::text)
    and ($2::text is null or mouvement.code_insee = $2::text)
    and ($3::date is null or mouvement.survenu_le >= $3::date)
    and ($4::date is null or mouvement.survenu_le <= $4::date)
order by mouvement.mouvement_id
