import Foundation
import Model

/// The purchase order: what an invoice must recall is printed together (D2192-2).
struct BonImprime: Encodable {
    struct Ligne: Encodable {
        let reference: String
        let libelle: String
        let quantite: String
        let prix: String
        let tva: String
        let montant: String

        init(_ ligne: BonDeCommande.Ligne) {
            (reference, libelle, quantite) = (ligne.reference ?? "", ligne.libelle, String(ligne.quantite))
            (prix, tva, montant) = (ligne.prixUnitaireHT.frenchNumber, ligne.tauxTva.french, ligne.totalHT.frenchNumber)
        }
    }
    let acheteur: [String]
    let fournisseur: [String]
    let references: [Chiffre]
    let lignes: [Ligne]
    let totaux: [TableauLignes.Total]
    let autorisation: String?
    let livraison: String
    let facture: String
    let paiement: String
    let signataire: String

    init(_ bon: BonDeCommande) {
        acheteur = [bon.acheteur.designation] + Entete.coordonnees(bon.acheteur)
        fournisseur = [bon.fournisseur.nom] + Entete.coordonnees(adresse: bon.fournisseur.adresse, siret: bon.fournisseur.siret)
        references =
            [
                Chiffre(libelle: "Date", valeur: bon.date.longFrench),
                Chiffre(libelle: "N° d’engagement", valeur: bon.numeroEngagement, fort: true),
                Chiffre(libelle: "Dossier de subvention", valeur: "\(bon.numeroDossier) (\(bon.dispositif))"),
            ] + (bon.codeService.map { [Chiffre(libelle: "Code service", valeur: $0)] } ?? [])
        lignes = bon.lignes.map(Ligne.init)
        totaux = TableauLignes.Total.tous(bon.lignes)
        autorisation = bon.autorisation.map { "Commande permise par \($0.acte.nom) du \($0.date.longFrench) (CGCT, art. R. 2334-24)." }
        livraison = "À livrer avant le \(bon.livraisonAvant.longFrench) : \(bon.lieuLivraison)."
        let service = bon.codeService.map { ", le code service \($0)" } ?? ""
        facture =
            "Rappelez sur la facture le numéro d’engagement \(bon.numeroEngagement), le bon de commande \(bon.numero)\(service) et le SIRET de "
            + "l’acheteur (code de la commande publique, art. D. 2192-2). Déposez-la sur Chorus Pro."
        paiement =
            "Paiement dans les \(bon.paiementJours) jours qui suivent la réception de la facture ou, si elle est postérieure, l’exécution de la "
            + "commande (art. R. 2192-10 et suivants)."
        signataire = bon.acheteur.representant
    }
}

extension TableauLignes.Total {
    /// HT, the VAT of each rate, TTC.
    static func tous(_ lignes: [BonDeCommande.Ligne]) -> [TableauLignes.Total] {
        [.init(libelle: "Total hors taxes", montant: lignes.totalHT.frenchNumber)]
            + lignes.tvaParTaux.map { .init(libelle: "TVA à \($0.taux.french) sur \($0.base.french)", montant: $0.tva.frenchNumber) }
            + [.init(libelle: "Total toutes taxes comprises", montant: lignes.totalTTC.frenchNumber, fort: true)]
    }
}

extension BonDeCommande.Autorisation.Acte {
    var nom: String {
        switch self {
        case .accuseEnregistrement: "l’accusé d’enregistrement"
        case .accuseCompletude: "l’accusé de complétude"
        case .derogation: "la dérogation"
        }
    }
}
