import HTML
import Model
import Store

/// All of her projects: what each costs, what was asked and granted, and what waits for her.
struct OperationsPage: Sendable {
    struct Ligne: Sendable {
        let projet: Projet
        let cout: CoutProjet?
        let avancement: Avancement
        /// The place goes without saying.
        let estCommune: Bool
    }

    let organisation: String
    let lignes: [Ligne]
    /// Projects led by others.
    let participations: [Participation]
    /// Dossiers pre-filled on Démarche numérique that nobody has opened yet.
    var aOuvrir: [Preremplissage] = []

    init(
        _ agent: Agent, projets: [Projet], couts: [CoutProjet], dossiers: [Dossier], commandes: [Commande],
        participations: [Participation] = []
    ) {
        self.participations = participations
        organisation = agent.organisation.nom
        let couts = Dictionary(uniqueKeysWithValues: couts.map { ($0.operationId, $0) })
        let dossiers = Dictionary(grouping: dossiers, by: \.operationId)
        let commandes = Dictionary(uniqueKeysWithValues: commandes.map { ($0.operationId, $0) })
        lignes = projets.map { projet in
            let id = projet.operationId
            return Ligne(
                projet: projet, cout: couts[id],
                avancement: Avancement(projet, estVide: couts[id] == nil, dossiers: dossiers[id] ?? [], commande: commandes[id]),
                estCommune: agent.organisation.nature == .commune)
        }
    }

    var html: HTML {
        group {
            PageHeader(
                surtitre: organisation, titre: "Mes projets", chapeau: chapeau,
                actions: lignes.isEmpty ? [] : [Bouton.lien("Choisir un kit", vers: Chemin.catalogue().link)]
            ).html
            if !aOuvrir.isEmpty { rappel }
            if !participations.isEmpty { partagees }
            if lignes.isEmpty { vide } else { liste }
            p(.class("petit")) {
                a(.href(Chemin.paniers)) { "Paniers types" }
                " · "
                a(.href(Chemin.mesPrets)) { "Équipement prêté" }
            }
        }
    }

    private var chapeau: String {
        let attendent =
            lignes.count { $0.avancement.prochaine != nil && $0.avancement.commande == nil } + participations.count { $0.etat == .invite }
        return switch attendent {
        case 0: lignes.isEmpty ? "Un projet commence par le choix d’un kit." : "Rien ne vous attend aujourd’hui."
        case 1: "Un projet attend quelque chose de vous."
        default: "\(attendent) projets attendent quelque chose de vous."
        }
    }

    private var rappel: HTML {
        Notice(.attention, "À ouvrir sur Démarche numérique") {
            ul {
                for un in aOuvrir {
                    li {
                        text("Le dossier n°\u{A0}\(un.numero) est détruit après le \(un.expireLe.longFrench) si personne ne l’ouvre. ")
                        if let adresse = un.adresse.flatMap(Link.init) { a(.href(adresse), .init("rel", "noreferrer")) { "L’ouvrir" } }
                    }
                }
            }
        }.html
    }

    private var partagees: HTML {
        Panneau("Menés par d’autres, avec votre commune") {
            DataTable(
                legende: "Projets menés par d’autres", legendeVisible: false,
                colonnes: [.init("Projet", .nom), .init("Votre part TTC", .somme), .init("Votre réponse", .etat)],
                lignes: participations.map { une in
                    [
                        group {
                            a(.href(Chemin.participation(une.membreId))) { text(une.intitule) }
                            span(.class("motif")) { text(une.chef) }
                        },
                        text(une.partTtcCentimes?.french ?? ""), une.reponse,
                    ]
                }
            ).html
        }.html
    }

    private var vide: HTML {
        EmptyState(
            titre: "Aucun projet pour l’instant",
            texte:
                "Choisissez un kit\u{A0}: son prix après aides s’affiche pour votre commune, et le dossier se prépare presque tout seul.",
            action: Bouton.lien("Choisir un kit", vers: Chemin.catalogue().link)
        ).html
    }

    private var liste: HTML {
        DataTable(
            legende: "Mes projets", legendeVisible: false,
            colonnes: [
                .init("Projet", .nom), .init("Coût TTC", .somme), .init("Aides demandées", .montant), .init("Accordé", .montant),
                .init("État", .etat), .init("À faire", .action),
            ],
            lignes: lignes.map(\.cellules)
        ).html
    }
}

extension OperationsPage.Ligne {
    fileprivate var cellules: [HTML] {
        let accordes = avancement.dossiers.compactMap(\.montantAccordeCentimes)
        return [
            group {
                a(.href(Chemin.operation(projet.operationId))) { text(projet.intitule) }
                span(.class("motif")) { text(precision) }
            },
            text(cout.map { ($0.estPartiel ? "dès " : "") + $0.totalTtcCentimes.french } ?? ""),
            text(avancement.dossiers.isEmpty ? "" : avancement.dossiers.map(\.montantDemandeCentimes).sum().french),
            text(accordes.isEmpty ? "" : accordes.sum().french), etat,
            avancement.prochaine.map { prochaine in a(.href(prochaine.vers)) { text(prochaine.libelle) } } ?? attente,
        ]
    }

    private var precision: String {
        estCommune ? "Exercice\u{A0}\(projet.exercice)" : "\(projet.commune), exercice\u{A0}\(projet.exercice)"
    }

    private var attente: HTML { span(.class("doux")) { "La préfecture instruit" } }

    private var etat: HTML {
        if avancement.commande != nil { return Etiquette("Commandé", .bon).html }
        if avancement.dossiers.isEmpty { return Etiquette(avancement.estVide ? "À composer" : "À chiffrer").html }
        return Etiquette.groupe(avancement.dossiers.map { Etiquette("\($0.nomCourt)\u{A0}: \($0.etat.libelle.lowercased())", $0.etat.ton) })
    }
}
