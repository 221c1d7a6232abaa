import Model

/// One page for the maire before the council: who does what, what it costs, what comes when.
struct SynthesePourLeMaire: Encodable {
    struct Action: Encodable {
        let qui: String
        let quoi: String
        let quand: String
    }
    struct Mouvement: Encodable {
        let date: String
        let libelle: String
        let montant: String
    }
    let intitule: String
    let chiffres: [Chiffre]
    let objet: String
    let actions: [Action]
    let couts: [TableauLignes.Total]
    let mouvements: [Mouvement]
    let note: String

    init(_ dossier: DossierImprimable) {
        let (operation, plan) = (dossier.operation, dossier.plan)
        intitule = operation.intitule
        chiffres = [
            Chiffre(libelle: "Coût, TTC", valeur: plan.coutTotalTTC.french),
            Chiffre(libelle: "Aides", valeur: plan.totalFinancements.french),
            Chiffre(libelle: "Reste à la charge de la collectivité, TTC", valeur: plan.resteAChargeTTC.french, fort: true),
        ]
        objet = Self.court(operation.objet.paragraphes.first ?? operation.intitule)
        actions = Self.actions(dossier)
        couts =
            [.init(libelle: "Coût toutes taxes comprises", montant: plan.coutTotalTTC.frenchNumber)]
            + plan.financements.map { part in
                .init(
                    libelle: "\(dossier.nom(part.dispositif)), \(part.statut == .acquis ? "acquis" : "sollicité")",
                    montant: (-part.montant).frenchNumber)
            }
            + [
                .init(libelle: "FCTVA, versé en \(plan.fctva.exercice)", montant: (-plan.fctva.montant).frenchNumber),
                .init(libelle: "Reste à charge", montant: plan.resteAChargeTTC.frenchNumber, fort: true),
            ]
        // One page: what a maire looks for is when money goes out and when it comes back.
        mouvements = plan.tresorerie.sorted { $0.date < $1.date }.prefix(9).map {
            Mouvement(date: $0.date.french, libelle: $0.libelle, montant: $0.montant.frenchNumber)
        }
        note = dossier.phraseCommencement + " Un devis signé ou un bon de commande vaut commencement."
    }

    private static func actions(_ dossier: DossierImprimable) -> [Action] {
        let calendrier = dossier.operation.calendrier
        let organe = dossier.porteur.organe
        let recu = dossier.dates.reception
        return [
            Action(
                qui: "Le \(organe)", quoi: "adopte l’opération et son plan de financement (pièce 1.2)",
                quand: dossier.dates.deliberation.map { "fait le \($0.french)" } ?? "avant que le dossier soit complet"),
            Action(
                qui: dossier.porteur.representant, quoi: "signe la délibération et l’attestation de non-commencement",
                quand: dossier.dates.depot.map { "dossier déposé le \($0.french)" } ?? "avant le dépôt"),
            Action(
                qui: "Le secrétariat", quoi: "joint le devis, sans le signer, et dépose le dossier",
                quand: dossier.dates.depot.map { "fait le \($0.french)" } ?? "dès que les pièces sont prêtes"),
            Action(
                qui: dossier.dispositif.destinataire, quoi: "accuse réception, puis dit si le dossier est complet",
                quand: recu.map { "reçu le \($0.french)" } ?? "dès le dépôt, puis sous \(dossier.cadre.completudeMois) mois"),
            Action(
                qui: dossier.porteur.representant, quoi: "signe la commande, et pas avant l’accusé",
                quand: "prévu le \(calendrier.commande.french)"),
            Action(
                qui: dossier.porteur.representant,
                quoi: "publie le plan de financement et pose le panneau",
                quand: "\(dossier.cadre.affichagePlanJours) jours au plus après la commande"),
            Action(
                qui: "Le secrétariat", quoi: "demande le solde, factures payées à l’appui",
                quand: "après le \(calendrier.achevement.french)"),
        ]
    }

    /// A paragraph that leaves room for the figures; cut at a word.
    private static func court(_ texte: String) -> String {
        guard texte.count > 320 else { return texte }
        return texte.prefix(320).split(separator: " ").dropLast().joined(separator: " ") + "…"
    }
}
