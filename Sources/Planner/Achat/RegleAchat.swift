import Foundation
import Model

/// The rules of RULES 6 that speak about one order, each a sentence with its article.
struct RegleAchat {
    let besoin: BesoinAchat
    let familles: [BesoinFamille]
    let besoinHT: Money
    let obligations: Procedure.Obligations
    let parametres: Parametres

    var date: LocalDate { besoin.date }
    private func seuil(_ cle: String) -> Money? { parametres.money(cle, en: date) }

    var conclusion: String {
        let phrase =
            switch obligations.procedure {
            case .centraleAchat: "Commandez à la centrale d'achat : la mise en concurrence est faite pour vous."
            case .sansPublicite where obligations.ecrit == true: "Vous pouvez commander sur devis, avec un contrat écrit."
            case .sansPublicite: "Vous pouvez commander sur simple devis."
            case .adaptee where obligations.publicite == .boampOuJal:
                "Publiez d'abord un avis : ce besoin demande une procédure adaptée."
            case .adaptee: "Demandez d'abord plusieurs offres : ce besoin demande une procédure adaptée."
            case .formalisee: "Ce besoin demande une procédure formalisée : ne commandez pas sur devis."
            case nil: "Les seuils de ce jour ne sont pas chargés : demandez conseil avant de commander."
            }
        return phrase.typographie
    }

    /// NEED-2 — CCP R2121-6: which amount was compared, and why.
    func need2() -> Motif {
        let commande = besoin.montantCommande
        let valeurs = ["besoin_ht": besoinHT.decimal, "commande_ht": commande.decimal]
        guard let famille = familles.first, famille.totalHT > commande + besoin.membres.map(\.montantHT).sum() else {
            let groupe = besoin.membres.isEmpty ? "" : " et celle des autres membres du groupement"
            return Motif(
                "NEED-2", "CCP, art. R. 2121-6",
                "Les articles de cette commande\(groupe) servent un même projet : ils forment une unité fonctionnelle, soit \(besoinHT.french) HT.",
                valeurs)
        }
        return Motif(
            "NEED-2", "CCP, art. R. 2121-6 et R. 2121-7",
            "\(famille.famille.libelle) : \(famille.totalHT.french) HT sur douze mois, avec cette commande. Les achats d'une même famille se comptent ensemble, quel que soit le fournisseur.",
            valeurs)
    }

    /// What to look at before ordering.
    var alertes: [Motif] { need3() + adv1() + rotation() }

    /// NEED-3 — CCP R2121-4: orders that would each pass under a threshold, and that together reach it. A centrale d'achat frees from it.
    private func need3() -> [Motif] {
        guard !besoin.centraleAchat, let libre = seuil("ccp.no_procedure.supplies") else { return [] }
        return familles.filter { famille in
            let achats = [famille.commandeHT, famille.dejaCommandeHT, famille.ouvertsHT, famille.membresHT].filter { $0 > .zero }
            return achats.count > 1 && famille.commandeHT < libre && famille.totalHT >= libre
        }
        .map { famille in
            var dont: [String] = []
            if famille.dejaCommandeHT > .zero { dont.append("\(famille.dejaCommandeHT.french) déjà commandés depuis un an") }
            if famille.ouvertsHT > .zero { dont.append("\(famille.ouvertsHT.french) dans vos autres projets") }
            if famille.membresHT > .zero { dont.append("\(famille.membresHT.french) chez les autres membres") }
            return Motif(
                famille.membresHT > .zero ? "GROUP" : "NEED-3",
                famille.membresHT > .zero ? "CCP, art. L. 2113-6 et L. 2113-7" : "CCP, art. R. 2121-4",
                "\(famille.famille.libelle) : seule, cette commande (\(famille.commandeHT.french) HT) passerait sous le seuil de \(libre.french) ; avec \(dont.joined(separator: ", ")), le besoin est de \(famille.totalHT.french). Ne le découpez pas pour éviter la mise en concurrence : regroupez-le.",
                ["famille": famille.famille.code, "besoin_ht": famille.totalHT.decimal, "seuil": libre.decimal])
        }
    }

    /// ADV — CCP R2191-3, R2191-7: an advance is due to the supplier strictly above an amount and a duration.
    private func adv1() -> [Motif] {
        guard let montant = seuil("ccp.advance_above"), let mois = parametres.integer("ccp.advance_months", en: date),
            besoin.montantCommande > montant, besoin.dureeMois.map({ $0 > mois }) ?? true
        else { return [] }
        let condition = besoin.dureeMois == nil ? " si la livraison demande plus de \(mois) mois" : ""
        return [
            Motif(
                "ADV", "CCP, art. R. 2191-3 et R. 2191-7",
                "Au-dessus de \(montant.french) HT, une avance de 5 à 30 % est due au fournisseur\(condition), sauf s'il y renonce.",
                ["commande_ht": besoin.montantCommande.decimal, "seuil": montant.decimal])
        ]
    }

    /// CCP R2122-8: without a competition, not always the same supplier. Said from the second order in a row.
    private func rotation() -> [Motif] {
        guard obligations.procedure == .sansPublicite, let dernier = besoin.fournisseurs.last else { return [] }
        let suite = besoin.fournisseurs.reversed().prefix { $0.caseInsensitiveCompare(dernier) == .orderedSame }.count
        guard suite >= 2 else { return [] }
        return [
            Motif(
                "R2122-8", "CCP, art. R. 2122-8",
                "Vos \(suite) dernières commandes sont allées à \(dernier). Sans mise en concurrence, ne sollicitez pas toujours le même fournisseur : gardez un autre devis au dossier.",
                ["commandes": String(suite)])
        ]
    }
}
