import HTML
import Model
import Parcours
import Store

/// What can be done to the dossiers ticked, all at once: each act says first how many it would change, and what keeps the others.
struct SelectionPage {
    let dossiers: [Dossier]
    let controles: [ControleEnNombre]
    /// What the database refused a moment ago.
    let refuses: [(dossier: Dossier, raison: String)]
    let aujourdhui: LocalDate
    let jeton: String

    /// A selection is looked at, not read whole.
    private static let montres = 50

    var html: HTML {
        group {
            PageHeader(
                titre: dossiers.isEmpty
                    ? "Aucun dossier choisi" : dossiers.count == 1 ? "1 dossier choisi" : "\(dossiers.count.french) dossiers choisis",
                chapeau: dossiers.isEmpty
                    ? nil : "\(dossiers.map(\.montantDemandeCentimes).sum().frenchEuros) sollicités.",
                actions: [Bouton.lien("Revenir à la liste", vers: Chemin.prefecture().link, .second)]
            ).html
            if !refuses.isEmpty { refus }
            if dossiers.isEmpty {
                EmptyState(
                    titre: "Cochez des dossiers dans la liste",
                    texte: "Vos choix sont gardés de page en page, jusqu’à ce que vous agissiez ou que vous les retiriez."
                ).html
            } else {
                for controle in controles where !controle.possibles.isEmpty { acte(controle) }
                if controles.allSatisfy(\.possibles.isEmpty) { rien }
                choisis
            }
        }
    }

    private var refus: HTML {
        Notice(.attention, refuses.count == 1 ? "1 dossier n’a pas changé" : "\(refuses.count.french) dossiers n’ont pas changé") {
            raisons(refuses)
        }.html
    }

    private var rien: HTML {
        Notice(.conseil, "Rien ne peut être fait pour tous à la fois") {
            p { "Ce qui demande un motif ou un montant se fait dossier par dossier." }
            for controle in controles {
                p { text("\(controle.acte.titre)\u{A0}:") }
                raisons(controle.bloques)
            }
        }.html
    }

    private func acte(_ controle: ControleEnNombre) -> HTML {
        let (nombre, total) = (controle.possibles.count, controle.possibles.count + controle.bloques.count)
        return Panneau(controle.acte.titre) {
            p {
                text(
                    "Modifier à «\u{A0}\(controle.acte.vers.libelle)\u{A0}» \(nombre.french) sur \(total.french) dossiers. \(controle.acte.effet)"
                )
            }
            if !controle.bloques.isEmpty {
                details {
                    summary {
                        text(
                            controle.bloques.count == 1 ? "1 dossier est bloqué" : "\(controle.bloques.count.french) dossiers sont bloqués")
                    }
                    raisons(controle.bloques)
                }
            }
            Bouton.acte(
                controle.acte.bouton(nombre), vers: CheminBureau.actes.link, jeton: jeton, .second,
                champs: [("acte", controle.acte.rawValue)])
        }.html
    }

    /// By reason, the most frequent first.
    private func raisons(_ bloques: [(dossier: Dossier, raison: String)]) -> HTML {
        let groupes = Dictionary(grouping: bloques, by: \.raison).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return ul {
            for (raison, siens) in groupes {
                li {
                    text("\(raison) ")
                    for (rang, un) in siens.prefix(10).enumerated() {
                        if rang > 0 { ", " }
                        a(.href(Chemin.instruction(un.dossier.dossierId))) { text(un.dossier.numero) }
                    }
                    if siens.count > 10 { text(" et \((siens.count - 10).french) autres") }
                }
            }
        }
    }

    private var choisis: HTML {
        Panneau("Les dossiers choisis") {
            DataTable(
                legende: "Dossiers choisis", legendeVisible: false,
                colonnes: [
                    .init("Intitulé du projet", .nom), .init("Demandeur"), .init("Dotation", .texte, secondaire: true),
                    .init("Montant sollicité", .somme), .init("Statut", .etat),
                ],
                lignes: dossiers.prefix(Self.montres).map { dossier in
                    [
                        group {
                            a(.href(Chemin.instruction(dossier.dossierId))) { text(dossier.intitule) }
                            span(.class("motif")) { text(dossier.numero) }
                        }, text(dossier.porteur), text(dossier.nomCourt), text(dossier.montantDemandeCentimes.frenchEuros),
                        EtatInstruction(dossier, le: aujourdhui).html,
                    ]
                }
            ).html
            if dossiers.count > Self.montres { p(.class("petit")) { text("Et \((dossiers.count - Self.montres).french) autres.") } }
            p {
                "Exporter ces dossiers\u{A0}: "
                for (rang, format) in FormatListe.allCases.enumerated() {
                    if rang > 0 { ", " }
                    a(.href(CheminBureau.exportChoisis(format).link), .download()) { text(format.nom) }
                }
            }
            Bouton.acte(
                "Ne plus rien choisir", vers: CheminBureau.selection.link, jeton: jeton, .discret, champs: [("suite", "vider")])
        }.html
    }
}

extension ActeEnNombre {
    fileprivate var titre: String {
        switch self {
        case .constaterComplet: "Constater que les dossiers sont complets"
        case .instruire: "Passer en instruction"
        case .demanderAvis: "Mettre à l’avis"
        }
    }

    fileprivate var effet: String {
        switch self {
        case .constaterComplet:
            "L’accusé de complétude est écrit pour chacun (CGCT, art.\u{A0}R.\u{A0}2334-23)\u{A0}; ce que le silence a déjà rendu complet l’est à son jour."
        case .instruire: "Chaque porteur le voit sur son dossier."
        case .demanderAvis: "La commission est consultée au-delà de 100\u{202F}000\u{A0}€ (CGCT, art.\u{A0}L.\u{A0}2334-37)."
        }
    }

    fileprivate func bouton(_ nombre: Int) -> String {
        let dossiers = nombre == 1 ? "1 dossier" : "\(nombre.french) dossiers"
        return switch self {
        case .constaterComplet: nombre == 1 ? "Constater complet 1 dossier" : "Constater complets \(dossiers)"
        case .instruire: "Passer en instruction \(dossiers)"
        case .demanderAvis: "Mettre à l’avis \(dossiers)"
        }
    }
}
