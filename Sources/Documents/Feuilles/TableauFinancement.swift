import Foundation
import Model

/// Who pays what, HT: the same table in the note, the deliberation, the plan and the decision.
struct TableauFinancement: Encodable {
    struct Ligne: Encodable {
        let code: String
        let nom: String
        let court: String
        let statut: String
        let base: String
        let taux: String
        let montant: String
        /// Width in the bar: an amount, not a computed share.
        let poids: String
        let raisons: [String]
    }
    let lignes: [Ligne]
    let total: String

    /// - Parameter raisons: print under each line why, with its article.
    init(_ dossier: DossierImprimable, raisons: Bool) {
        let plan = dossier.plan
        var lignes = plan.financements.map { part in
            Ligne(
                code: part.dispositif, nom: dossier.nom(part.dispositif), court: TableauFinancement.court(part.dispositif),
                statut: part.statut == .acquis ? "acquis" : "sollicité", base: part.depenseSubventionnable.frenchNumber,
                taux: part.taux.french, montant: part.montant.frenchNumber, poids: part.montant.decimal,
                raisons: raisons ? part.motifs.map(\.phrase) : [])
        }
        lignes.append(
            Ligne(
                code: "PORTEUR", nom: dossier.porteur.designation, court: dossier.porteur.nature == .commune ? "Commune" : "Porteur",
                statut: "autofinancement", base: plan.coutTotalHT.frenchNumber,
                taux: plan.autofinancementHT.ratio(to: plan.coutTotalHT).french, montant: plan.autofinancementHT.frenchNumber,
                poids: plan.autofinancementHT.decimal, raisons: raisons ? [dossier.phrasePartMinimale] : []))
        (self.lignes, total) = (lignes, plan.coutTotalHT.frenchNumber)
    }

    /// `ENVELOPPE-LIEUX` → `Lieux`; `DETR` stays.
    private static func court(_ code: String) -> String {
        code.count <= 5 && code != "LIEUX" ? code : code.prefix(1) + code.dropFirst().lowercased()
    }
}

extension Rate {
    /// A rate of the law: `20 %`, without the tenth that says nothing.
    var legal: String { french.replacingOccurrences(of: ",0\u{A0}", with: "\u{A0}") }
}

extension Motif {
    /// The sentence, then its article in brackets when it does not already hold it.
    var phrase: String {
        guard !source.isEmpty, !texte.contains(source) else { return texte }
        return texte.hasSuffix(".") ? "\(texte.dropLast()) (\(source))." : "\(texte) (\(source))"
    }
}

extension DossierImprimable {
    /// L1111-10 III, on the public financing of the investment.
    var phrasePartMinimale: String {
        let porteur = porteur.dansLaPhrase
        return
            "\(porteur.prefix(1).uppercased() + porteur.dropFirst()) apporte \(plan.partAutofinancement.french) du financement public de "
            + "l’investissement ; le minimum est de \(cadre.partMinimale.legal) (CGCT, art. L. 1111-10, III)."
    }
}

/// What is bought, HT, and the total with its VAT.
struct TableauLignes: Encodable {
    struct Ligne: Encodable {
        let libelle: String
        let quantite: String
        let prix: String
        let section: String
        let montant: String
    }
    struct Total: Encodable {
        let libelle: String
        let montant: String
        var fort = false
    }
    let lignes: [Ligne]
    let totaux: [Total]
    let partiel: String?

    init(_ dossier: DossierImprimable) {
        let plan = dossier.plan
        lignes = dossier.lignes.map { ligne in
            Ligne(
                libelle: ligne.libelle, quantite: "\(ligne.quantite)".replacingOccurrences(of: ".", with: ","),
                prix: ligne.prixUnitaireHT?.frenchNumber ?? "sur devis", section: ligne.section == .investissement ? "Inv." : "Fonct.",
                montant: ligne.prixUnitaireHT == nil ? "–" : ligne.totalHT.frenchNumber)
        }
        totaux = [
            Total(libelle: "Investissement", montant: plan.investissementHT.frenchNumber),
            Total(libelle: "Fonctionnement", montant: (plan.coutTotalHT - plan.investissementHT).frenchNumber),
            Total(libelle: "Total hors taxes", montant: plan.coutTotalHT.frenchNumber, fort: true),
            Total(libelle: "TVA", montant: (plan.coutTotalTTC - plan.coutTotalHT).frenchNumber),
            Total(libelle: "Total toutes taxes comprises", montant: plan.coutTotalTTC.frenchNumber, fort: true),
        ]
        partiel = plan.estPartiel ? "Total partiel : au moins une ligne n’a pas de prix publié et attend un devis." : nil
    }
}
