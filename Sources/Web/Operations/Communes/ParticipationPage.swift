import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

/// A project led by another, as an invited commune sees it: where it stands, its part, its answer.
struct ParticipationPage: Sendable {
    let participation: Participation
    let lignes: [LignePartagee]
    let commune: String
    let message: String?
    let jeton: String
    let erreurs: FormErrors

    private var une: Participation { participation }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet mené par \(une.chef) · exercice\u{A0}\(une.exercice)", titre: une.intitule,
                chapeau: une.objet.isEmpty ? nil : une.objet
            ).html
            div(.class("cote")) {
                div(.class("pile")) {
                    if let part { part }
                    if une.figeLe == nil, une.commandeeLe == nil { reponse } else { p { une.reponse } }
                    if !lignes.isEmpty { equipement }
                }
                aside(.class("pile"), .ariaLabel("Avancement")) { avancement }
            }
        }
    }

    private var part: HTML? {
        guard let ttc = une.partTtcCentimes, let ht = une.partHtCentimes else { return nil }
        return Panneau {
            Montant.somme("Votre part, TTC", ttc, precision: "\(ht.french) HT")
            if let total = une.totalTtcCentimes, let nombre = une.participants {
                p(.class("petit", "doux")) { text("Sur \(total.french) TTC, à \(nombre) participants.") }
            }
            if let reste = une.resteCentimes {
                CompteLignes(lignes: [.init("Reste à payer, aides et FCTVA déduits", reste, estTotal: true)]).html
            } else {
                p(.class("petit", "doux")) { "Avant les aides. Le reste à payer s’affiche quand les prix sont figés." }
            }
        }.html
    }

    private var reponse: HTML {
        Panneau("Votre réponse") {
            p { une.reponse }
            p(.class("doux")) {
                text(
                    "\(une.chef) commande et reçoit les aides\u{A0}; \(commune) lui rembourse sa part. Vous pouvez changer d’avis tant que les prix ne sont pas figés."
                )
            }
            Formulaire(vers: Chemin.reponse(une.membreId).link, jeton: jeton) {
                Field(
                    "message", "Message", .textarea(lignes: 2), valeur: message ?? une.message, erreurs: erreurs,
                    aide: "Par exemple la date du conseil municipal. La commune qui mène le projet le lira.", requis: false
                ).html
                Bouton.groupe {
                    if une.etat != .accepte { Bouton.envoyer("Accepter", nom: "reponse", valeur: "oui") }
                    if une.etat != .refuse { Bouton.envoyer("Refuser", .danger, nom: "reponse", valeur: "non") }
                }
            }.html
        }.html
    }

    private var equipement: HTML {
        Panneau("L’équipement") {
            DataTable(
                legende: "Lignes communes et lignes de \(commune)", legendeVisible: false,
                colonnes: [.init("Article", .nom), .init("Quantité", .nombre), .init("Prix unitaire HT", .somme)],
                lignes: lignes.map { ligne in
                    [
                        group {
                            text(ligne.libelle)
                            span(.class("motif")) { text(ligne.estPropre ? "Pour votre commune seule" : "Pour toutes, au poids") }
                        },
                        text("\(ligne.quantite)"), text(ligne.prixUnitaireHtCentimes?.french ?? "Sur devis"),
                    ]
                }
            ).html
        }.html
    }

    private var avancement: HTML {
        Panneau("Où en est le projet") {
            ul(.class("dates")) {
                for (date, fait) in etapes {
                    li {
                        span(.class("doux")) { text(date?.french ?? "À venir") }
                        span { text(fait) }
                    }
                }
            }
        }.html
    }

    private var etapes: [(LocalDate?, String)] {
        let accord = une.accordeCentimes.map { "Aides accordées\u{A0}: \($0.french)" }
        return [
            (LocalDate(une.inviteLe), "Invitation"), (une.reponduLe.map(LocalDate.init), "Réponse de \(commune)"),
            (une.figeLe, "Prix figés"), (une.deposeLe, accord ?? "Dossier d’aide déposé"), (une.commandeeLe, "Commande"),
        ]
    }
}

extension Participation {
    /// Its answer in a word, then when.
    @HTMLBuilder var reponse: HTML {
        switch etat {
        case .invite:
            Etiquette("Réponse attendue", .attente).html
            text(" invitation du \(LocalDate(inviteLe).french)")
        case .accepte:
            Etiquette("Acceptée", .bon).html
            text(" le \(LocalDate(reponduLe ?? inviteLe).french)")
        case .refuse:
            Etiquette("Refusée", .refus).html
            text(" le \(LocalDate(reponduLe ?? inviteLe).french)")
        }
    }
}

extension Site {
    @Sendable func participation(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await participationPage(try context.id("membre", sinon: .invitation), request, context)
    }

    @Sendable func repondreInvitation(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("membre", sinon: .invitation, of: Membre.self)
        let (message, reponse) = (context.site.saisie["message"] ?? "", context.site.saisie["reponse"])
        do {
            guard let reponse, ["oui", "non"].contains(reponse) else {
                throw FormErrors("", "Choisissez «\u{A0}Accepter\u{A0}» ou «\u{A0}Refuser\u{A0}».")
            }
            if message.count > 500 { throw FormErrors("message", "Le message compte 500 caractères au plus.") }
            try await ecrire(context, ["membre_message": "message"]) { tx in
                try await Membre.repondre(id, accepte: reponse == "oui", message: message, in: tx)
            }
            return .vers(.participation(id), flash: reponse == "oui" ? .invitationAcceptee : .invitationRefusee)
        } catch let erreurs as FormErrors {
            return try await participationPage(id, request, context, message: message, erreurs: erreurs)
        }
    }

    private func participationPage(
        _ id: ID<Membre>, _ request: Request, _ context: SecretaireContext, message: String? = nil, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let organisation = context.agent.organisation
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let code = organisation.codeInsee,
                let trouvee = try await Participation.all(commune: code, in: tx).first(where: { $0.membreId == id })
            else { throw Refus.invitation }
            return ParticipationPage(
                participation: trouvee, lignes: try await LignePartagee.all(of: id, in: tx), commune: organisation.nom, message: message,
                jeton: context.site.jeton, erreurs: erreurs)
        }
        let fil = [Breadcrumb.Etape(libelle: "Mes projets", lien: Chemin.operations.link), .init(libelle: value.participation.intitule)]
        return page(context, request, titre: value.participation.intitule, rubrique: .projets, fil: fil, erreurs: erreurs) { value.html }
    }
}

extension Refus {
    fileprivate static let invitation = Refus(
        .introuvable,
        "Cette invitation n’existe pas, ou elle n’est pas pour la commune où vous travaillez. Changez de commune en haut de la page.",
        regle: "membre_inconnu")
}
