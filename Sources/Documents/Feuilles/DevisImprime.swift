import Model

/// The supplier's quotation. It warns its reader: signing it is ordering (RULES START-DEF).
struct DevisImprime: Encodable {
    let client: [String]
    let fournisseur: [String]
    let references: [Chiffre]
    let lignes: [BonImprime.Ligne]
    let totaux: [TableauLignes.Total]
    let livraison: String?
    let validite: String

    init(_ devis: Devis) {
        client = [devis.client.designation] + Entete.coordonnees(devis.client)
        fournisseur = [devis.fournisseur.nom] + Entete.coordonnees(adresse: devis.fournisseur.adresse, siret: devis.fournisseur.siret)
        references = [
            Chiffre(libelle: "Date", valeur: devis.date.longFrench), Chiffre(libelle: "Objet", valeur: devis.objet),
            Chiffre(libelle: "Total TTC", valeur: devis.lignes.totalTTC.french, fort: true),
        ]
        lignes = devis.lignes.map(BonImprime.Ligne.init)
        totaux = TableauLignes.Total.tous(devis.lignes)
        livraison = devis.delaiJoursOuvres.map { "Livraison et installation sous \($0) jours ouvrés à compter de la commande." }
        validite = "Prix fermes, valables jusqu’au \(devis.valableJusquau.longFrench)."
    }
}
