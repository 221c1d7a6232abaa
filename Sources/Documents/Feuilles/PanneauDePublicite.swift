import Model

/// PUB-2 — CGCT L1111-11, D1111-8: what is posted while the operation lasts. Every funder has the same room.
struct PanneauDePublicite: Encodable {
    struct Financeur: Encodable {
        let code: String
        let nom: String
        let montant: String
        let statut: String
    }
    let porteur: String
    let sousTitre: String
    let financeurs: [Financeur]
    let totaux: [Chiffre]

    init(_ dossier: DossierImprimable) {
        let plan = dossier.plan
        porteur = dossier.porteur.designation
        sousTitre = "Cette opération reçoit l’aide de :"
        financeurs =
            plan.financements.map { part in
                let accorde = part.statut == .acquis || dossier.dates.decision != nil && part.dispositif == dossier.dispositif.code
                return Financeur(
                    code: part.dispositif, nom: dossier.nom(part.dispositif), montant: part.montant.french,
                    statut: accorde ? "aide accordée" : "aide sollicitée")
            } + [
                Financeur(
                    code: "PORTEUR", nom: dossier.porteur.designation, montant: plan.autofinancementHT.french, statut: "autofinancement")
            ]
        totaux = [
            Chiffre(libelle: "Coût total", valeur: "\(plan.coutTotalHT.french) hors taxes", fort: true),
            Chiffre(
                libelle: "Réalisation",
                valeur: "du \(dossier.operation.calendrier.commande.longFrench) au \(dossier.operation.calendrier.achevement.longFrench)"),
        ]
    }
}
