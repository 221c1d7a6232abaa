import Foundation
import Model

/// 1.1: object, objectives, duration, overall estimated cost, amount sought.
struct NoteExplicative: Encodable {
    let intitule: String
    let lieu: String
    let objet: [String]
    let besoin: [String]
    let duree: String
    let calendrier: [Etape]
    let chiffres: [Chiffre]
    let lignes: TableauLignes
    let prix: String?
    let substitutions: [String]
    let participants: [String]
    let financement: TableauFinancement
    let demande: String
    let signataire: String

    init(_ dossier: DossierImprimable) {
        let (operation, plan) = (dossier.operation, dossier.plan)
        (intitule, lieu) = (operation.intitule, operation.lieu)
        (objet, besoin) = (operation.objet.paragraphes, operation.besoin.paragraphes)
        duree = "Du \(operation.calendrier.commande.longFrench) au \(operation.calendrier.achevement.longFrench)."
        calendrier = Etape.realisation(dossier)
        chiffres = [
            Chiffre(libelle: "Coût de l’opération, HT", valeur: plan.coutTotalHT.french),
            Chiffre(libelle: "Subvention demandée", valeur: dossier.montantDemande.french, fort: true),
            Chiffre(libelle: "Taux demandé", valeur: dossier.taux.french),
        ]
        lignes = TableauLignes(dossier)
        prix = dossier.prixFigesLe.map { "Prix arrêtés au \($0.longFrench)." }
        substitutions = dossier.substitutions.map { "\($0.retenu), à la place de : \($0.prevu). Motif : \($0.motif.sansPointFinal)." }
        participants = dossier.participants.map {
            "\($0.nom)\($0.estChef ? ", qui mène l’opération" : "") : \($0.partHT.french) hors taxes"
        }
        financement = TableauFinancement(dossier, raisons: false)
        demande = dossier.phraseDemande
        signataire = dossier.porteur.representant
    }
}

/// 1.3: origin and amount of the means, and what the applicant really pays.
struct PlanImprime: Encodable {
    let intitule: String
    let chiffres: [Chiffre]
    let financement: TableauFinancement
    let ttc: [TableauLignes.Total]
    let fctva: [String]
    let alertes: [String]
    /// Aids already obtained: their decisions must be joined (RULES 1.10, 1.3).
    let aJoindre: [String]
    let signataire: String

    init(_ dossier: DossierImprimable) {
        let plan = dossier.plan
        intitule = dossier.operation.intitule
        chiffres = [
            Chiffre(libelle: "Coût total, HT", valeur: plan.coutTotalHT.french),
            Chiffre(libelle: "Total des aides", valeur: plan.totalFinancements.french),
            Chiffre(libelle: "Reste à charge, TTC", valeur: plan.resteAChargeTTC.french, fort: true),
        ]
        financement = TableauFinancement(dossier, raisons: true)
        ttc = [
            .init(libelle: "Coût toutes taxes comprises", montant: plan.coutTotalTTC.frenchNumber),
            .init(libelle: "Aides", montant: (-plan.totalFinancements).frenchNumber),
            .init(libelle: "FCTVA, versé en \(plan.fctva.exercice)", montant: (-plan.fctva.montant).frenchNumber),
            .init(libelle: "Reste à charge du porteur", montant: plan.resteAChargeTTC.frenchNumber, fort: true),
        ]
        fctva = plan.fctva.motifs.map(\.phrase)
        alertes = plan.alertes.map(\.phrase)
        aJoindre = plan.financements.filter { $0.statut == .acquis }.map { "\(dossier.nom($0.dispositif)) (\($0.montant.french))" }
        signataire = dossier.porteur.representant
    }
}

/// 1.5: realisation, then what goes out and comes in, with the running balance.
struct Echeancier: Encodable {
    struct Mouvement: Encodable {
        let date: String
        let libelle: String
        let depense: String
        let recette: String
        let cumul: String
    }
    let intitule: String
    let etapes: [Etape]
    let mouvements: [Mouvement]
    let commencement: String
    let signataire: String

    init(_ dossier: DossierImprimable) {
        intitule = dossier.operation.intitule
        etapes = Etape.realisation(dossier)
        var cumul = Money.zero
        mouvements = dossier.plan.tresorerie.sorted { $0.date < $1.date }.map { echeance in
            cumul += echeance.montant
            return Mouvement(
                date: echeance.date.french, libelle: echeance.libelle,
                depense: echeance.montant < .zero ? (-echeance.montant).frenchNumber : "",
                recette: echeance.montant < .zero ? "" : echeance.montant.frenchNumber, cumul: cumul.frenchNumber)
        }
        commencement = dossier.phraseCommencement
        signataire = dossier.porteur.representant
    }
}

struct Etape: Encodable {
    let etape: String
    let date: String

    static func realisation(_ dossier: DossierImprimable) -> [Etape] {
        let calendrier = dossier.operation.calendrier
        return [
            Etape(etape: "Commande, qui vaut commencement d’exécution", date: calendrier.commande.longFrench),
            Etape(etape: "Livraison et mise en service", date: calendrier.livraison.longFrench),
            Etape(etape: "Achèvement de l’opération", date: calendrier.achevement.longFrench),
        ]
    }
}

/// 1.6 (R2334-24).
struct Attestation: Encodable {
    let faits: [Chiffre]
    let declaration: String
    let engagement: String
    let definition: String
    let exceptions: String
    let signataire: String

    init(_ dossier: DossierImprimable) {
        faits = [
            Chiffre(libelle: "Porteur", valeur: dossier.porteur.designation),
            Chiffre(libelle: "Opération", valeur: dossier.operation.intitule),
            Chiffre(libelle: "Coût, hors taxes", valeur: dossier.plan.coutTotalHT.french),
        ]
        declaration =
            "Je représente \(dossier.porteur.dansLaPhrase). J’atteste que l’opération « \(dossier.operation.intitule) », pour laquelle une "
            + "subvention de \(dossier.montantDemande.french) est demandée au titre \(dossier.dispositif.complement) pour l’exercice\u{A0}"
            + "\(dossier.exercice), n’a connu aucun commencement d’exécution à ce jour."
        engagement = "Je m’engage à ne pas la commencer avant \(dossier.bornePourCommencer)\(dossier.articleCommencement)."
        definition =
            "Le commencement d’exécution est le premier acte juridique passé pour réaliser l’opération : devis signé, bon de commande, "
            + "marché, y compris auprès d’une centrale d’achat ou, en régie, achat des fournitures."
        exceptions = "Les études et l’acquisition de terrains préalables à l’opération ne sont pas un commencement d’exécution."
        signataire = dossier.porteur.representant
    }
}

extension String {
    /// Paragraphs are separated by a blank line.
    var paragraphes: [String] {
        replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n\n")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }
}

extension String {
    var sansPointFinal: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension DossierImprimable.DispositifSollicite {
    /// After «au titre»: `de la DETR`, `du dispositif « Enveloppe lieux »`.
    var complement: String { regime == .subventionEtat ? "du dispositif « \(nomCourt) »" : "de la \(nomCourt)" }
}

extension DossierImprimable {
    var phraseDemande: String {
        "Une subvention de \(montantDemande.french) est demandée au titre \(dispositif.complement) pour l’exercice\u{A0}\(exercice), soit "
            + "\(taux.french) d’une dépense subventionnable de \(depenseSubventionnable.french) hors taxes."
    }
    var phraseCommencement: String { "L’opération ne commencera pas avant \(bornePourCommencer)\(articleCommencement)." }

    /// A préfecture may ask to wait for completeness: a departmental setting over the national rule.
    var bornePourCommencer: String {
        dispositif.attendCompletude
            ? "la date à laquelle \(dispositif.destinataire.enPhrase) aura déclaré le dossier complet"
            : "la date de réception de la demande par \(dispositif.destinataire.enPhrase)"
    }
    var articleCommencement: String {
        switch dispositif.regime {
        case .detr: " (CGCT, art. R. 2334-24)"
        case .dsil: " (CGCT, art. R. 2334-24 et R. 2334-39)"
        case .subventionEtat: " (décret n° 2018-514 du 25 juin 2018)"
        }
    }
}

extension String {
    /// `Préfecture de l’Allier` → `la préfecture de l’Allier`; anything else keeps its form.
    var enPhrase: String {
        for debut in ["Préfecture", "Sous-préfecture", "Direction", "Région"] where hasPrefix(debut) {
            return "la " + prefix(1).lowercased() + dropFirst()
        }
        return self
    }
}
