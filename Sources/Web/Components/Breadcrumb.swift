import HTML

/// Where this page is: the way up, the page itself last and without a link.
struct Breadcrumb {
    struct Etape {
        let libelle: String
        var lien: Link?
    }

    let etapes: [Etape]

    var html: HTML {
        guard etapes.count > 1 else { return .empty }
        return nav(.class("fil"), .ariaLabel("Fil d’Ariane")) {
            ol {
                for (rang, etape) in etapes.enumerated() {
                    if let lien = etape.lien, rang < etapes.count - 1 {
                        li { a(.href(lien)) { text(etape.libelle) } }
                    } else {
                        li(.ariaCurrent(rang == etapes.count - 1 ? "page" : nil)) { text(etape.libelle) }
                    }
                }
            }
        }
    }
}
