import HTML
import Model
import Store

/// The agent's home: what waits for her, the nearest legal day first; each count leads to its dossiers.
struct BureauPage {
    let prefecture: String
    let groupes: [GroupeDossiers]
    let taches: [TacheDossier]
    let aujourdhui: LocalDate

    private struct Carte {
        let nombre: Int
        let libelle: String
        let precision: String
        let query: ListeQuery
        var estCalme = false
    }

    var html: HTML {
        group {
            PageHeader(
                surtitre: prefecture, titre: "À faire", chapeau: chapeau,
                actions: [Bouton.lien("Tous les dossiers", vers: Chemin.prefecture().link, .second)]
            ).html
            if cartes.isEmpty {
                p { "Rien ne vous attend\u{A0}: tous les dossiers déposés sont décidés ou chez leur porteur." }
            } else {
                ul(.class("comptes")) { for carte in cartes { li { lien(carte) } } }
            }
            for genre in TacheDossier.Genre.parUrgence { liste(genre) }
        }
    }

    /// The one sentence to read in the morning.
    private var chapeau: String? {
        let reputes = taches.filter { $0.genre == .reputeComplet }
        guard let premier = reputes.first, let terme = premier.terme else { return nil }
        let nombre = premier.total == 1 ? "1 dossier sera réputé complet" : "\(premier.total.french) dossiers seront réputés complets"
        return terme <= aujourdhui
            ? "Des dossiers sont déjà réputés complets, le premier depuis le \(terme.french)."
            : "\(nombre) dans les \(BureauPage.joursReputes)\u{A0}jours, le premier \(aujourdhui.dans(terme))."
    }

    /// How far the page looks: deemed completeness, then delays to start and to finish.
    static let joursReputes = 15
    static let moisDelais = 3

    private var cartes: [Carte] {
        [
            carte("à trouver complets", .recu), carte("à instruire", .complet), carte("en instruction", .enInstruction),
            carte("acceptés provisoirement", .programme), aNotifier,
            carte("en attente d’un avis", .avis, calme: true), carte("chez leur porteur", .aCorriger, calme: true),
        ].compactMap(\.self)
    }

    private func carte(_ libelle: String, _ etat: EtatDossier, calme: Bool = false) -> Carte? {
        let siens = groupes.etat(etat)
        guard siens.nombre > 0 else { return nil }
        return Carte(
            nombre: siens.nombre, libelle: libelle,
            precision: etat == .aCorriger ? "correction demandée, délai suspendu" : "\(siens.demande.frenchEuros) sollicités",
            query: ListeQuery(etat: etat), estCalme: calme)
    }

    private var aNotifier: Carte? {
        guard let premier = taches.first(where: { $0.genre == .aNotifier }) else { return nil }
        var query = ListeQuery()
        query.filtre.notification = .aNotifier
        return Carte(
            nombre: premier.total, libelle: "à notifier",
            precision: premier.terme.map { "la plus ancienne décision\u{A0}: \($0.french)" } ?? "",
            query: query)
    }

    private func lien(_ carte: Carte) -> HTML {
        a(.href(Chemin.prefecture(carte.query)), .class(carte.estCalme ? "calme" : nil)) {
            span(.class("compte-nombre")) { text(carte.nombre.french) }
            span {
                strong { text(carte.libelle) }
                span(.class("motif")) { text(carte.precision) }
            }
        }
    }

    private func liste(_ genre: TacheDossier.Genre) -> HTML {
        let siennes = taches.filter { $0.genre == genre }
        guard let premiere = siennes.first else { return .empty }
        return section(.class("pile"), .ariaLabelledby("taches-\(genre.rawValue)")) {
            h2(.id("taches-\(genre.rawValue)")) { text(genre.titre(premiere.total)) }
            ul(.class("echeances")) {
                for tache in siennes {
                    li {
                        span {
                            if let terme = tache.terme {
                                strong { text(terme.french) }
                                if genre.regardeDevant { text(", \(aujourdhui.dans(terme))") }
                            }
                        }
                        a(.href(Chemin.instruction(tache.dossierId))) { text(tache.intitule) }
                        span(.class("doux")) { text("\(tache.porteur), \(tache.dispositif), \(tache.montantCentimes.frenchEuros)") }
                    }
                }
            }
            if premiere.total > siennes.count { p(.class("petit")) { text("Et \((premiere.total - siennes.count).french) autres.") } }
        }
    }
}

extension TacheDossier.Genre {
    /// What runs against the préfecture first, what runs against the applicant after.
    fileprivate static let parUrgence: [Self] = [.reputeComplet, .corrige, .nouveau, .aNotifier, .aCommencer, .aAchever]

    fileprivate var regardeDevant: Bool { [.reputeComplet, .aCommencer, .aAchever].contains(self) }

    fileprivate func titre(_ nombre: Int) -> String {
        let un = nombre == 1
        let dossiers = un ? "1 dossier" : "\(nombre.french) dossiers"
        return switch self {
        case .nouveau:
            un ? "1 nouveau dossier, que personne n’a encore ouvert" : "\(nombre.french) nouveaux dossiers, que personne n’a encore ouverts"
        case .reputeComplet: "\(dossiers) que le silence rend \(un ? "complet" : "complets") (CGCT, art.\u{A0}R.\u{A0}2334-23)"
        case .corrige: un ? "1 correction est arrivée" : "\(nombre.french) corrections sont arrivées"
        case .aNotifier: un ? "1 décision à notifier" : "\(nombre.french) décisions à notifier"
        case .aCommencer: "\(dossiers) à commencer, sinon \(un ? "caduc" : "caducs") (CGCT, art.\u{A0}R.\u{A0}2334-28)"
        case .aAchever: "\(dossiers) à achever (CGCT, art.\u{A0}R.\u{A0}2334-29)"
        }
    }
}
