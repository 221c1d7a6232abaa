import HTML

/// A row of key numbers, each with its name; at most one is the page's big one.
struct Figures {
    struct Chiffre {
        let libelle: String
        let valeur: String
        var precision: String?
        var fort: Bool

        init(_ libelle: String, _ valeur: String, precision: String? = nil, fort: Bool = false) {
            (self.libelle, self.valeur, self.precision, self.fort) = (libelle, valeur, precision, fort)
        }
    }

    let chiffres: [Chiffre]

    var html: HTML {
        dl(.class("chiffres")) {
            for chiffre in chiffres {
                div(.class(chiffre.fort ? "fort" : nil)) {
                    dt { text(chiffre.libelle) }
                    dd {
                        text(chiffre.valeur)
                        if let precision = chiffre.precision { span(.class("precision")) { text(precision) } }
                    }
                }
            }
        }
    }
}
