import HTML
import Model

/// All that is to be corrected, first thing on the page, each line leading to its field. The alert is an inner `div`:
/// on the focused one, some screen readers read it twice or not at all.
struct ErrorSummary {
    let erreurs: FormErrors

    var html: HTML {
        guard !erreurs.isEmpty else { return .empty }
        let nombre = erreurs.messages.count
        return div(.class("erreurs"), .tabindex(-1), .init("autofocus", flag: true)) {
            div(.role("alert")) {
                h2 { text(nombre == 1 ? "Il y a une erreur à corriger" : "Il y a \(nombre) erreurs à corriger") }
                ul {
                    for (nom, message) in erreurs.messages {
                        li {
                            if nom.isEmpty { text(message) } else { a(.href(Link.anchor(Field.id(nom)))) { text(message) } }
                        }
                    }
                }
            }
        }
    }
}
