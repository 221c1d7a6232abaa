import HTML

/// The parts of one thing, each its own page.
struct Tabs {
    let libelle: String
    let onglets: [Layout.Entree]

    var html: HTML {
        nav(.class("onglets"), .ariaLabel(libelle)) {
            ul { for un in onglets { li { a(.href(un.lien), .ariaCurrent(un.active ? "page" : nil)) { text(un.libelle) } } } }
        }
    }
}

/// The filters of a list, as links: a filter that is on leads to the list without it.
struct Filtres {
    struct Filtre {
        let libelle: String
        let lien: Link
        var actif = false
        var nombre: Int?
    }

    let libelle: String
    let filtres: [Filtre]

    var html: HTML {
        nav(.class("filtres"), .ariaLabel(libelle)) {
            ul {
                for filtre in filtres {
                    li {
                        a(.href(filtre.lien), .ariaCurrent(filtre.actif ? "true" : nil)) {
                            text(filtre.libelle)
                            if let nombre = filtre.nombre { span(.class("nombre")) { text(" \(nombre)") } }
                        }
                    }
                }
            }
        }
    }
}
