import HTML
import Model

/// Amounts as they are shown: figures that line up, the sign on the number, never wrapped.
enum Montant {
    /// `1 234,56 €`: in plans, orders, decisions.
    static func exact(_ montant: Money) -> HTML { span(.class("montant")) { text(montant.french) } }

    /// `1 235 €`: on cards, where centimes are noise.
    static func arrondi(_ montant: Money) -> HTML { span(.class("montant")) { text(montant.frenchEuros) } }

    /// `1 234,56`: in a column whose header says €.
    static func nombre(_ montant: Money) -> HTML { text(montant.frenchNumber) }

    /// The one big number of the page, with what it is above and what it depends on below.
    static func somme(_ libelle: String, _ montant: Money, precision: String? = nil) -> HTML {
        div(.class("grande-somme")) {
            p(.class("libelle")) { text(libelle) }
            p(.class("somme")) { text(montant.french) }
            if let precision { p(.class("precision")) { text(precision) } }
        }
    }

    /// `45,0 %`
    static func taux(_ taux: Rate) -> HTML { span(.class("montant")) { text(taux.french) } }
}
