import HTML

/// The head of a page: what it is about, its one `h1`, a sentence, and what to do next.
struct PageHeader {
    var surtitre: String?
    let titre: String
    var chapeau: String?
    var actions: [HTML] = []

    var html: HTML {
        header(.class("tete")) {
            div {
                if let surtitre { p(.class("surtitre")) { text(surtitre) } }
                h1 { text(titre) }
                if let chapeau { p(.class("chapeau")) { text(chapeau) } }
            }
            if !actions.isEmpty { div(.class("boutons")) { group { for action in actions { action } } } }
        }
    }
}

/// A sheet of paper on the page, with its own title.
struct Panneau {
    var titre: String?
    var id: String?
    let contenu: HTML

    init(_ titre: String? = nil, id: String? = nil, @HTMLBuilder contenu: () -> HTML) {
        (self.titre, self.id, self.contenu) = (titre, id, contenu())
    }

    var html: HTML {
        section(.class("panneau"), .id(id)) {
            if let titre { h2 { text(titre) } }
            contenu
        }
    }
}
