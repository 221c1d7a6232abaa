-- titre: Refus et classements sans suite
-- question: Quels dossiers ont été refusés ou classés, et pourquoi ?
-- parametre: exercice integer — Exercice budgétaire
-- parametre: departement text — Code du département
-- parametre: dispositif text — Dispositif : DETR, DSIL, LIEUX
-- grain: une ligne par dossier refusé ou classé sans suite
-- lecture: Le motif est celui qui a été écrit au demandeur.
-- colonne: dossier texte — Dossier
-- colonne: dispositif texte — Dispositif
-- colonne: departement texte — Département
-- colonne: code_insee texte — Code INSEE
-- colonne: porteur texte — Porteur
-- colonne: exercice annee — Exercice
-- colonne: etat etat — État
-- colonne: decide_le date — Décidé le
-- colonne: demande_centimes montant — Demandé
-- colonne: motif texte — Motif
select
    dossier.dossier,
    dossier.dispositif,
    dossier.departement,
    dossier.code_insee,
    dossier.porteur,
    dossier.exercice,
    dossier.etat,
    dossier.decide_le,
    dossier.demande_centimes,
    dossier.motif
from rapport.dossier
where dossier.etat in ('refuse', 'classe_sans_suite')
    and ($1::integer is null or dossier.exercice = $1::integer)
    and ($2::text is null or dossier.departement = $2::text)
    and ($3::text is null or dossier.dispositif = $3::text)
order by dossier.decide_le desc, dossier.dossier
