import HTML

/// Rows of the same kind. On a phone each becomes an item of a list, by CSS alone: the name first, the main amount at its
/// right, the rest below with its header repeated.
struct DataTable {
    enum Genre: String {
        /// The row's header: what it is.
        case nom
        case texte
        /// Right-aligned figures; `somme` is the one that stays beside the name on a phone.
        case montant, somme, nombre
        case date, etat, action
    }

    /// The list sorted by this column, and the way it is when it already is (`ascending`, `descending`).
    struct Tri {
        let lien: Link
        var sens: String?
    }

    struct Colonne {
        let titre: String
        let genre: Genre
        /// Left out on a phone: what the page of the row says anyway.
        var secondaire: Bool
        /// Of all the rows, those of other pages too; under the title.
        var total: String?
        var tri: Tri?

        init(_ titre: String, _ genre: Genre = .texte, secondaire: Bool = false) {
            (self.titre, self.genre, self.secondaire) = (titre, genre, secondaire)
        }
    }

    let legende: String
    /// Kept for screen readers when the page's title already says it.
    var legendeVisible = true
    let colonnes: [Colonne]
    /// One cell a column, in order.
    let lignes: [[HTML]]
    /// Totals, in the same shape.
    var pied: [[HTML]] = []

    var html: HTML {
        div(.class("defile"), .role("region"), .ariaLabel(legende), .tabindex(0)) {
            table(.class("donnees")) {
                caption(.class(legendeVisible ? nil : "invisible")) { text(legende) }
                thead {
                    tr { for colonne in colonnes { entete(colonne) } }
                }
                tbody { for ligne in lignes { rangee(ligne) } }
                if !pied.isEmpty { tfoot { for ligne in pied { rangee(ligne) } } }
            }
        }
    }

    private func entete(_ colonne: Colonne) -> HTML {
        th(.scope("col"), .class(classes(colonne)), .init("aria-sort", colonne.tri?.sens)) {
            if let tri = colonne.tri {
                a(.href(tri.lien)) { text(colonne.titre) }
                if let sens = tri.sens { span(.ariaHidden()) { text(sens == "ascending" ? "\u{A0}↑" : "\u{A0}↓") } }
            } else {
                text(colonne.titre)
            }
            if let total = colonne.total { span(.class("motif")) { text(total) } }
        }
    }

    private func rangee(_ ligne: [HTML]) -> HTML {
        tr { for (colonne, contenu) in zip(colonnes, ligne) { cellule(colonne, contenu) } }
    }

    private func cellule(_ colonne: Colonne, _ contenu: HTML) -> HTML {
        if colonne.genre == .nom { return th(.scope("row"), .class("nom")) { contenu } }
        return td(.class(classes(colonne)), .init("data-label", colonne.titre.isEmpty ? nil : colonne.titre)) { contenu }
    }

    private func classes(_ colonne: Colonne) -> String? {
        let genre = colonne.genre == .texte ? nil : colonne.genre.rawValue
        let noms = [genre, colonne.secondaire ? "secondaire" : nil].compactMap { $0 }
        return noms.isEmpty ? nil : noms.joined(separator: " ")
    }
}
