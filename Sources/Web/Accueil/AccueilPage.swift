import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func accueilVisiteur(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (kits, prix) = try await parcours.database.read(as: .visiteur) { tx in
            let catalogue = try await parcours.catalogue(in: tx)
            return (
                Array(try await catalogue.kits(prixDu: aujourdhui, in: tx).prefix(3)),
                try await prixApresAides(context, catalogue, in: tx)
            )
        }
        return page(context, request, titre: "Équiper un lieu d’aide au numérique", rubrique: .accueil) {
            PageHeader(
                titre: "Équipez votre mairie et sachez qui paie",
                chapeau:
                    "Des kits prêts à l’emploi, leur prix après aides pour votre commune, le dossier écrit pour vous, et le jour où vous pouvez commander.",
                actions: [
                    Bouton.lien("Voir les kits", vers: Chemin.catalogue().link),
                    Bouton.lien("Dites-moi ce qu’il me faut", vers: Chemin.assistant().link, .second),
                ]
            ).html
            KitCard.liste(prix(kits).map(\.carte))
            section(.class("pile")) {
                h2 { "Du besoin au bon de commande" }
                ol(.class("pas")) {
                    pas("Choisir", "Un kit répond à un besoin : accueillir, animer un atelier, aller de commune en commune.")
                    pas(
                        "Comprendre qui paie",
                        "Le plan dit ce que l’État peut donner, sous quel article, et ce qu’il vous restera vraiment à payer.")
                    pas("Déposer", "Note, délibération, plan, échéancier et attestation sont écrits. Il ne manque que votre devis.")
                    pas("Commander", "Le bouton s’ouvre quand la préfecture a accusé réception : pas un jour trop tôt.")
                }
            }
        }
    }

    private func pas(_ titre: String, _ texte: String) -> HTML {
        li {
            h3 { text(titre) }
            p { text(texte) }
        }
    }
}

/// What a secretary finds when she comes: what waits for her, then her projects.
struct AccueilSecretaire {
    let agent: Agent
    let projets: [Projet]
    let dossiers: [Dossier]
    /// Projects led by others.
    let participations: [Participation]

    var html: HTML {
        group {
            PageHeader(
                surtitre: agent.organisation.nom, titre: "Bonjour", chapeau: chapeau,
                actions: [Bouton.lien("Choisir un kit", vers: Chemin.catalogue().link)]
            ).html
            if !aFaire.isEmpty {
                section(.class("pile")) {
                    h2 { "À faire" }
                    ul(.class("pile")) { for tache in aFaire { li { tache } } }
                }
            }
            section(.class("pile")) {
                h2 { "Mes projets" }
                if projets.isEmpty {
                    EmptyState(
                        titre: "Aucun projet pour l’instant",
                        texte: "Choisissez un kit : son prix après aides s’affiche pour votre commune, et le dossier se prépare tout seul.",
                        action: Bouton.lien("Parcourir les kits", vers: Chemin.catalogue().link, .second)
                    ).html
                } else {
                    ListeProjets(projets: projets, dossiers: dossiers).html
                }
            }
        }
    }

    private var chapeau: String {
        aFaire.isEmpty
            ? "Rien ne vous attend aujourd’hui." : aFaire.count == 1 ? "Une chose vous attend." : "\(aFaire.count) choses vous attendent."
    }

    private var aFaire: [HTML] { invitations + taches }

    private var invitations: [HTML] {
        participations.filter { $0.etat == .invite }.map { une in
            a(.href(Chemin.participation(une.membreId))) {
                text("Répondre à l’invitation de \(une.chef)\u{A0}: «\u{A0}\(une.intitule)\u{A0}»")
            }
        }
    }

    private var taches: [HTML] {
        dossiers.compactMap { dossier in
            let lien = Chemin.dossier(dossier.operationId, dossier.dossierId).link
            switch dossier.etat {
            case .brouillon:
                return a(.href(lien)) { text("Compléter et déposer le dossier \(dossier.dispositif), « \(dossier.intitule) »") }
            case .aCorriger: return a(.href(lien)) { text("Corriger le dossier \(dossier.dispositif), « \(dossier.intitule) »") }
            case .recu, .complet, .enInstruction, .avis, .programme, .accepte, .notifie:
                return a(.href(Chemin.commandes(dossier.operationId))) { text("Vous pouvez commander : « \(dossier.intitule) »") }
            default: return nil
            }
        }.uniqued
    }
}

extension [HTML] {
    /// Two files of one project give one task.
    fileprivate var uniqued: [HTML] {
        var seen: Set<String> = []
        return filter { seen.insert($0.markup).inserted }
    }
}

/// Projects with the state of their files.
struct ListeProjets {
    let projets: [Projet]
    let dossiers: [Dossier]

    var html: HTML {
        DataTable(
            legende: "Projets", legendeVisible: false,
            colonnes: [
                .init("Projet", .nom), .init("Exercice", .texte, secondaire: true), .init("Dossiers", .etat), .init("Demandé", .somme),
            ],
            lignes: projets.map(ligne)
        ).html
    }

    private func ligne(_ projet: Projet) -> [HTML] {
        let siens = dossiers.filter { $0.operationId == projet.operationId }
        let total = siens.map(\.montantDemandeCentimes).sum()
        return [
            a(.href(Chemin.operation(projet.operationId))) { text(projet.intitule) }, text("\(projet.exercice)"),
            siens.isEmpty
                ? text("À préparer") : Etiquette.groupe(siens.map { Etiquette("\($0.dispositif) : \($0.etat.libelle)", $0.etat.ton) }),
            text(siens.isEmpty ? "" : total.french),
        ]
    }
}

extension EtatDossier {
    /// The tint of its label; the word alone says it.
    var ton: Etiquette.Ton {
        switch self {
        case .brouillon, .annule: .neutre
        case .depose, .aCorriger, .avis: .attente
        case .recu, .complet, .enInstruction, .programme: .info
        case .accepte, .notifie, .commence, .acheve, .solde: .bon
        case .refuse, .classeSansSuite, .caduc: .refus
        }
    }
}
