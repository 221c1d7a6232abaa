-- titre: Dossiers déposés
-- question: Quels dossiers sont déposés, où en sont-ils, pour combien ?
-- parametre: exercice integer — Exercice budgétaire
-- parametre: departement text — Code du département
-- parametre: dispositif text — Dispositif : DETR, DSIL, LIEUX
-- parametre: etat text — État : depose, recu, a_corriger, complet, accepte, refuse, classe_sans_suite, commence, annule
-- grain: une ligne par dossier
-- lecture: Montants hors taxes. Le taux est celui de la décision quand il y en a une, sinon celui de la demande.
-- colonne: dossier texte — Dossier
-- colonne: dispositif texte — Dispositif
-- colonne: departement texte — Département
-- colonne: code_insee texte — Code INSEE
-- colonne: porteur texte — Porteur
-- colonne: exercice annee — Exercice
-- colonne: etat etat — État
-- colonne: depose_le date — Déposé le
-- colonne: recu_le date — Reçu le
-- colonne: complet_le date — Complet le
-- colonne: decide_le date — Décidé le
-- colonne: cout_total_ht_centimes montant — Coût total HT
-- colonne: depense_subventionnable_centimes montant — Dépense subventionnable
-- colonne: demande_centimes montant — Demandé
-- colonne: accorde_centimes montant — Accordé
-- colonne: taux taux — Taux
select
    dossier.dossier,
    dossier.dispositif,
    dossier.departement,
    dossier.code_insee,
    dossier.porteur,
    dossier.exercice,
    dossier.etat,
    dossier.depose_le,
    dossier.recu_le,
    dossier.complet_le,
    dossier.decide_le,
    dossier.cout_total_ht_centimes,
    dossier.depense_subventionnable_centimes,
    dossier.demande_centimes,
    dossier.accorde_centimes,
    dossier.taux
from rapport.dossier
where ($1::integer is null or dossier.exercice = $1::integer)
    and ($2::text is null or dossier.departement = $2::text)
    and ($3::text is null or dossier.dispositif = $3::text)
    and ($4::text is null or dossier.etat = $4::text)
order by dossier.depose_le desc, dossier.dossier desc
