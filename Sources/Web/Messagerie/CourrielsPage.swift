import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

/// Mails as a list: to whom, about what, where they are.
struct CourrielsTableau {
    let courriels: [SuiviCourriel]
    let legende: String

    var html: HTML {
        DataTable(
            legende: legende, legendeVisible: false,
            colonnes: [.init("Objet", .nom), .init("À"), .init("Écrit le", .date), .init("État", .etat)],
            lignes: courriels.map { courriel in
                [
                    text(courriel.objet ?? "En préparation"), text(courriel.destinataire), text(courriel.creeLe.enFrancais), etat(courriel),
                ]
            }
        ).html
    }

    private func etat(_ courriel: SuiviCourriel) -> HTML {
        if let envoye = courriel.envoyeLe { return text("Envoyé le \(envoye.enFrancais)") }
        return group {
            courriel.abandonneLe == nil ? Etiquette("À envoyer", .attente).html : Etiquette("Abandonné", .refus).html
            if let erreur = courriel.derniereErreur { span(.class("motif")) { text(erreur) } }
        }
    }
}

/// How mail reaches each: what the secretary receives, what an agent chooses, what an operator has to repair.
struct CourrielsPage {
    let agent: Agent
    let rythme: RythmeCourriel
    /// For the programme only.
    let situation: SituationCourrier?
    let abandonnes: [SuiviCourriel]
    let envoieDesCourriels: Bool
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                titre: agent.role == .responsable ? "Courriels de la plateforme" : "Mes courriels", chapeau: "Envoyés à \(agent.courriel)"
            ).html
            if !envoieDesCourriels {
                Notice(.conseil, "Les courriels ne partent pas encore") {
                    p { "L’exploitant n’a pas réglé l’envoi. Ils attendent sans se perdre, et tout est aussi dans vos pages." }
                }.html
            }
            switch agent.role {
            case .instructeur: choix
            case .secretaire: promesses
            default: .empty
            }
            if let situation { exploitation(situation) }
        }
    }

    private var choix: HTML {
        Panneau("Nouveaux dossiers, corrections, messages, avis, dates qui approchent") {
            Formulaire(vers: CheminMessagerie.courriels.link, jeton: jeton) {
                Field(
                    "rythme", "Je suis prévenu",
                    .radios([
                        .init("quotidien", "Une fois par jour", aide: "Un seul courriel chaque matin, avec le compte et les dossiers."),
                        .init("immediat", "À chaque fois", aide: "Un courriel par événement."),
                    ]), valeur: rythme.rawValue
                ).html
                Bouton.groupe { Bouton.envoyer("Enregistrer") }
            }.html
        }.html
    }

    private var promesses: HTML {
        Panneau("Ce que vous recevez") {
            ul {
                li {
                    "À chaque étape d’un dossier\u{A0}: dépôt avec l’accusé d’enregistrement, correction demandée, dossier complet, décision."
                }
                li { "Chaque message de la préfecture." }
                li { "Un rappel avant chaque date qui compte\u{A0}: fin de la campagne, commencement, prorogation, achèvement." }
            }
        }.html
    }

    private func exploitation(_ situation: SituationCourrier) -> HTML {
        group {
            Panneau("Où en est l’envoi") {
                DescriptionList(faits: [
                    ("À envoyer", text("\(situation.aEnvoyer), dont \(situation.enRetard) en retard")),
                    ("Envoyés depuis 24\u{A0}h", text("\(situation.envoyes)")), ("Abandonnés", text("\(situation.abandonnes)")),
                ]).html
                if let erreur = situation.derniereErreur { p(.class("doux")) { text("Dernière erreur\u{A0}: \(erreur)") } }
            }.html
            if !abandonnes.isEmpty {
                Panneau("Abandonnés") {
                    p { "Le serveur les a refusés pour de bon, ou dix fois. Réparez la cause, puis remettez-les en file." }
                    CourrielsTableau(courriels: abandonnes, legende: "Courriels abandonnés").html
                    Bouton.groupe { Bouton.acte("Tout remettre en file", vers: CheminMessagerie.relance.link, jeton: jeton) }
                }.html
            }
        }
    }
}

extension Site {
    func courriels(_ group: RouterGroup<AgentContext>) {
        group.get("courriels", use: mesCourriels)
        group.post("courriels", use: choisirRythme)
        group.post("courriels/relance", use: relancerCourriels)
    }

    @Sendable private func mesCourriels(_ request: Request, _ context: AgentContext) async throws -> Response {
        let estResponsable = context.agent.role == .responsable
        let (rythme, situation, abandonnes) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            (
                try await RythmeCourriel.of(context.agent.agentId, in: tx),
                estResponsable ? try await SituationCourrier.load(le: Date(), in: tx) : nil,
                estResponsable ? try await SuiviCourriel.abandonnes(limite: 50, in: tx) : []
            )
        }
        return page(context, request, titre: "Mes courriels") {
            CourrielsPage(
                agent: context.agent, rythme: rythme, situation: situation, abandonnes: abandonnes,
                envoieDesCourriels: configuration.envoieDesCourriels, jeton: context.site.jeton
            ).html
        }
    }

    @Sendable private func choisirRythme(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .instructeur, let rythme = context.site.saisie["rythme"].flatMap(RythmeCourriel.init) else {
            throw AccesRefuse()
        }
        try await parcours.database.write(as: .agent(context.agent.agentId)) { try await RythmeCourriel.choisir(rythme, in: $0) }
        return .vers(lien: CheminMessagerie.courriels.link, flash: .rythmeGarde)
    }

    @Sendable private func relancerCourriels(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .responsable else { throw AccesRefuse() }
        _ = try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
            try await SuiviCourriel.relancer(nil, le: Date(), in: tx)
        }
        return .vers(lien: CheminMessagerie.courriels.link, flash: .courrielsRelances)
    }
}
