import HTML
import Model

/// What the project holds outside kits: articles of the catalogue, and lines that the mairie describes with their quotation.
struct ArticlesPanneau: Sendable {
    let projet: Projet
    let lignes: [LigneProjet]
    let jeton: String
    let estFige: Bool

    private var articles: [LigneProjet] { lignes.filter { $0.kitCode == nil && !$0.estLibre } }
    private var libres: [LigneProjet] { lignes.filter(\.estLibre) }

    var html: HTML {
        group {
            if !articles.isEmpty { panneau("Articles à l’unité", articles) }
            if !libres.isEmpty { panneau("Lignes libres, sur devis", libres) }
        }
    }

    private func panneau(_ titre: String, _ lignes: [LigneProjet]) -> HTML {
        Panneau(titre) {
            LignesTableau(projet: projet, legende: titre, lignes: lignes, jeton: jeton, estFige: estFige).html
        }.html
    }
}

/// Lines of a project with their price, and the way to change each.
struct LignesTableau: Sendable {
    let projet: Projet
    let legende: String
    let lignes: [LigneProjet]
    let jeton: String
    let estFige: Bool

    var html: HTML {
        DataTable(
            legende: legende, legendeVisible: false,
            colonnes: [.init("Article", .nom), .init("Quantité", .nombre), .init("Prix unitaire HT", .montant), .init("Total HT", .somme)],
            lignes: lignes.map(rangee),
            pied: [[text("Total HT"), .empty, .empty, text(lignes.map(\.totalHT).sum().french)]]
        ).html
    }

    private func rangee(_ ligne: LigneProjet) -> [HTML] {
        [
            group {
                if let code = ligne.articleCode { a(.href(Chemin.article(code))) { text(ligne.libelle) } } else { text(ligne.libelle) }
                span(.class("motif")) { text(precision(ligne)) }
                if let motif = ligne.motif {
                    span(.class("motif")) { text("À la place de\u{A0}: \(ligne.remplaceLibelle ?? ""). Motif\u{A0}: \(motif)") }
                }
                if ligne.estLibre, ligne.devisId == nil { span(.class("motif")) { Etiquette("Devis à joindre", .attente).html } }
                if !estFige { changer(ligne) }
                if !estFige, ligne.estOption { option(ligne) }
            },
            text("\(ligne.unites)"), text(ligne.prixUnitaireHtCentimes?.french ?? "Sur devis"),
            text(ligne.prixUnitaireHtCentimes == nil ? "Sur devis" : ligne.totalHT.french),
        ]
    }

    private func precision(_ ligne: LigneProjet) -> String {
        (ligne.estOption ? "Option · " : "") + ligne.sectionLisible(projet) + (ligne.compteM57.map { " · compte\u{A0}\($0)" } ?? "")
    }

    private func option(_ ligne: LigneProjet) -> HTML {
        guard let kit = ligne.kitCode, let article = ligne.articleCode else { return .empty }
        let vers = Chemin.retraitOption(projet.operationId, kit: kit, article: article).link
        return div(.class("motif")) { Bouton.acte("Retirer cette option", vers: vers, jeton: jeton, .discret) }
    }

    private func changer(_ ligne: LigneProjet) -> HTML {
        span(.class("motif")) {
            a(.href(Chemin.ligne(projet.operationId, ligne.ligneId))) {
                ligne.estLibre ? "Modifier ou retirer" : "Remplacer ou retirer"
                span(.class("invisible")) { text(" «\u{A0}\(ligne.libelle)\u{A0}»") }
            }
        }
    }
}
