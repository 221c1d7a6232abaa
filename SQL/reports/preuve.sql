-- titre: Preuve des comptes
-- question: Les soldes, les mouvements, les communes, les arrêtés et les paiements disent-ils la même chose, au centime ?
-- grain: une ligne par contrôle
-- lecture: Zéro écart partout, ou les comptes sont faux. Les deux montants sont les totaux des deux côtés.
-- colonne: controle texte — Contrôle
-- colonne: verifies entier — Vérifiés
-- colonne: ecarts entier — Écarts
-- colonne: gauche_centimes montant — Premier côté
-- colonne: droite_centimes montant — Second côté
select
    preuve.controle,
    preuve.verifies,
    preuve.ecarts,
    preuve.gauche_centimes,
    preuve.droite_centimes
from rapport.preuve
