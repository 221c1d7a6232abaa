import HTML
import Model

/// What somebody who was sent the link reads and answers, without an account.
struct ApprobationPage: Sendable {
    let demande: DemandeAApprouver
    let noms: [String: String]
    let jetonLien: String
    let jeton: String
    var saisie: Saisie?
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(
                surtitre: "\(demande.porteur) · n°\u{A0}\(demande.numero)", titre: "Votre accord est demandé",
                chapeau: "\(demande.demandeePar ?? "La mairie") vous demande de relire cette demande d’aide avant de la déposer."
            ).html
            if !demande.message.isEmpty { Notice(.conseil, "Message de la mairie") { p { text(demande.message) } }.html }
            div(.class("cote")) {
                div(.class("pile")) {
                    Panneau(demande.intitule) {
                        DescriptionList(faits: faits).html
                        if let plan = demande.plan { financeurs(plan) }
                    }.html
                }
                aside(.class("pile"), .ariaLabel("Votre réponse")) { Panneau("Votre réponse") { reponse }.html }
            }
        }
    }

    private var faits: [(terme: String, valeur: HTML)] {
        var faits: [(String, HTML)] = [
            ("Aide demandée", text("\(demande.dispositif)\u{A0}: \(demande.montantDemande.french)")),
            ("Coût du projet HT", text(demande.coutTotalHT.french)),
        ]
        if let plan = demande.plan {
            faits.append(("Ce que la commune paie", text("\(plan.autofinancementHT.french) HT")))
            faits.append(("Reste à charge, une fois les aides et le FCTVA reçus", text("\(plan.resteAChargeTTC.french) TTC")))
        }
        return faits
    }

    private func financeurs(_ plan: Plan) -> HTML {
        DataTable(
            legende: "Qui paie", colonnes: [.init("Financeur", .nom), .init("Montant", .somme)],
            lignes: plan.financements.map { [text(noms[$0.dispositif] ?? $0.dispositif), text($0.montant.french)] },
            pied: [[text("La commune"), text(plan.autofinancementHT.french)]]
        ).html
    }

    @HTMLBuilder private var reponse: HTML {
        switch demande.etat {
        case .attendue:
            ReponseApprobation(action: CheminDemande.lien(jetonLien).link, jeton: jeton, saisie: saisie, erreurs: erreurs).html
            p(.class("petit", "doux")) { text("Ce lien sert une fois, jusqu’au \(demande.expireLe.longFrench).") }
        case .approuvee: p { "L’accord est donné. La mairie peut déposer le dossier." }
        case .renvoyee, .retiree: p { "Le dossier est renvoyé à la mairie, avec votre commentaire." }
        }
    }
}
