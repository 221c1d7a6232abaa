import HTML
import Model

/// Amounts side by side, to one scale: an envelope and what is taken from it, commune by commune or level by level.
/// The table behind holds the exact figures; the drawing is for the eye only.
struct ChartBars {
    enum Teinte: String { case paye, engage, reserve, demande, disponible }

    struct Serie {
        let libelle: String
        let teinte: Teinte
    }

    struct Barre {
        let libelle: String
        /// One amount a series, in order.
        let montants: [Money]
        /// What the whole bar stands for (the ceiling); the longest bar when nil.
        var plafond: Money?
        var lien: Link?
    }

    let legende: String
    let series: [Serie]
    let barres: [Barre]
    /// Header of the names in the table.
    var colonne = "Libellé"
    /// False when a table beside the drawing says the same.
    var avecTableau = true

    var html: HTML {
        let echelle = barres.map { max($0.plafond ?? .zero, $0.montants.sum()) }.max() ?? .zero
        return figure(.class("graphique")) {
            figcaption {
                text(legende)
                ul(.class("parts")) {
                    for serie in series {
                        li {
                            span(.class("puce", "teinte-\(serie.teinte.rawValue)")) {}
                            text(serie.libelle)
                        }
                    }
                }
            }
            div(.class("barres"), .ariaHidden()) { for barre in barres { dessin(barre, echelle) } }
            if avecTableau {
                details {
                    summary { "Voir les chiffres" }
                    tableau
                }
            }
        }
    }

    private func dessin(_ barre: Barre, _ echelle: Money) -> HTML {
        var debut = 0
        var morceaux: [HTML] = []
        for (serie, montant) in zip(series, barre.montants) {
            let largeur = Self.milliemes(montant, echelle)
            morceaux.append(morceau(debut, largeur, "teinte-\(serie.teinte.rawValue)"))
            debut += largeur
        }
        let plafond = Self.milliemes(barre.plafond ?? .zero, echelle)
        return div(.class("ligne")) {
            span(.class("libelle")) { text(barre.libelle) }
            svg(.init("width", "100%"), .init("height", "22"), .ariaHidden()) {
                if plafond > 0 { morceau(0, plafond, "plafond") }
                for un in morceaux { un }
            }
            span(.class("montant")) { text((barre.plafond ?? barre.montants.sum()).frenchEuros) }
        }
    }

    private var tableau: HTML {
        let plafonds = barres.contains { $0.plafond != nil }
        var colonnes = [DataTable.Colonne(colonne, .nom)] + series.map { DataTable.Colonne($0.libelle, .montant) }
        if plafonds { colonnes.append(.init("Plafond", .somme)) }
        let lignes = barres.map { barre in
            var cellules = [barre.lien.map { lien in a(.href(lien)) { text(barre.libelle) } } ?? text(barre.libelle)]
            cellules += barre.montants.map { text($0.french) }
            if plafonds { cellules.append(text(barre.plafond?.french ?? "")) }
            return cellules
        }
        return DataTable(legende: legende, legendeVisible: false, colonnes: colonnes, lignes: lignes).html
    }

    private func morceau(_ debut: Int, _ largeur: Int, _ classe: String) -> HTML {
        rect(.init("x", Self.pourcent(debut)), .init("width", Self.pourcent(largeur)), .init("height", "100%"), .class(classe))
    }

    private static func milliemes(_ montant: Money, _ echelle: Money) -> Int {
        echelle == .zero ? 0 : Int(montant.cents * 1000 / echelle.cents)
    }
    private static func pourcent(_ milliemes: Int) -> String { "\(milliemes / 10).\(milliemes % 10)%" }
}
