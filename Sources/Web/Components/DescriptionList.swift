import HTML

/// Facts about one thing: a term, its value.
struct DescriptionList {
    let faits: [(terme: String, valeur: HTML)]

    var html: HTML {
        dl(.class("faits")) {
            for fait in faits {
                div {
                    dt { text(fait.terme) }
                    dd { fait.valeur }
                }
            }
        }
    }
}
