import HTML
import Model

/// Who pays, to scale, with the names in the bar. The list under it says the same in words, so the drawing is hidden from
/// screen readers. Widths are attributes of SVG: the CSP allows no inline style.
struct WhoPaysBar {
    enum Payeur: String {
        case detr, dsil, lieux, departement, autre, fctva, commune

        /// What is written in the bar when the whole name is too long.
        var abrege: String? {
            switch self {
            case .departement: "Dép."
            case .commune: "Reste"
            case .detr, .dsil, .lieux, .autre, .fctva: nil
            }
        }
    }

    struct Part {
        let nom: String
        let payeur: Payeur
        let montant: Money
    }

    let parts: [Part]
    /// What the bar is of, written above it when there are several.
    var titre: String?
    /// What the whole width stands for, so that two bars are read together; the bar's own total when nil.
    var echelle: Money?
    /// Distinguishes the hatching of several bars on one page.
    var id = "plan"
    /// False when a table beside the bar says the same.
    var avecLegende = true

    var html: HTML {
        let visibles = parts.filter { $0.montant > .zero }
        let total = visibles.map(\.montant).sum()
        guard total > .zero else { return .empty }
        return figure(.class("qui-paie")) {
            if let titre {
                figcaption(.class("petit")) {
                    text("\(titre)\u{A0}: ")
                    strong { text(total.french) }
                }
            }
            barre(visibles, total)
            if avecLegende { ul(.class("parts")) { for part in visibles { li { legende(part, total) } } } }
        }
    }

    private func barre(_ parts: [Part], _ total: Money) -> HTML {
        var debut = 0
        var segments: [HTML] = []
        for (rang, part) in parts.enumerated() {
            // The last one takes what the roundings left.
            let fin = Self.milliemes(total, echelle ?? total)
            let largeur = rang == parts.count - 1 ? fin - debut : Self.milliemes(part.montant, echelle ?? total)
            segments.append(segment(part, debut: debut, largeur: largeur))
            debut += largeur
        }
        return svg(.class("barre"), .init("width", "100%"), .init("height", "56"), .ariaHidden()) {
            defs {
                pattern(
                    .id("hachures-\(id)"), .init("width", "10"), .init("height", "10"), .init("patternUnits", "userSpaceOnUse"),
                    .init("patternTransform", "rotate(45)")
                ) {
                    rect(.init("width", "10"), .init("height", "10"), .class("fond-commune"))
                    rect(.init("width", "5"), .init("height", "10"), .class("raie-commune"))
                }
            }
            group { for segment in segments { segment } }
        }
    }

    private func segment(_ part: Part, debut: Int, largeur: Int) -> HTML {
        let teinte = part.payeur == .commune ? nil : "part-\(part.payeur.rawValue)"
        return svg(.init("x", Self.pourcent(debut)), .init("width", Self.pourcent(largeur)), .init("height", "100%")) {
            rect(
                .init("width", "100%"), .init("height", "100%"), .class(teinte),
                .init("fill", part.payeur == .commune ? "url(#hachures-\(id))" : nil))
            if debut > 0 { rect(.init("width", "2"), .init("height", "100%"), .class("joint")) }
            if let ecrit = ecrit(part, largeur) {
                svgText(
                    .class("nom", part.payeur == .commune ? "sombre" : nil, ecrit.partout ? nil : "large"), .init("x", "50%"),
                    .init("y", "50%")
                ) { text(ecrit.nom) }
            }
        }
    }

    private func legende(_ part: Part, _ total: Money) -> HTML {
        group {
            span(.class("puce", "part-\(part.payeur.rawValue)"), .ariaHidden()) {}
            span { text(part.nom) }
            " "
            span(.class("montant")) { text("\(part.montant.french) (\(Self.taux(part.montant, total)))") }
        }
    }

    /// A name is written in the bar where it fits: on every screen, on a wide one only, or nowhere (the list has it).
    private func ecrit(_ part: Part, _ milliemes: Int) -> (nom: String, partout: Bool)? {
        let noms = [part.nom, part.payeur.abrege ?? part.nom]
        func tient(_ nom: String, _ ecran: Int) -> Bool { (nom.count * 9 + 12) * 1000 <= milliemes * ecran }
        if let nom = noms.first(where: { tient($0, 290) }) { return (nom, true) }
        return noms.first { tient($0, 620) }.map { ($0, false) }
    }

    /// To one place: the exact rates are in the plan.
    private static func taux(_ montant: Money, _ total: Money) -> String {
        let dixiemes = (montant.cents * 2000 + total.cents) / (2 * total.cents)
        return "\(dixiemes / 10),\(dixiemes % 10)\u{A0}%"
    }

    private static func milliemes(_ montant: Money, _ total: Money) -> Int { Int(montant.cents * 1000 / total.cents) }
    private static func pourcent(_ milliemes: Int) -> String { "\(milliemes / 10).\(milliemes % 10)%" }
}
