import HTML

/// A state, as a word on a tint; the word alone says it.
struct Etiquette {
    enum Ton: String { case neutre, bon, attente, refus, info, rare }

    let libelle: String
    var ton: Ton

    init(_ libelle: String, _ ton: Ton = .neutre) { (self.libelle, self.ton) = (libelle, ton) }

    var html: HTML { span(.class("etiquette", ton == .neutre ? nil : ton.rawValue)) { text(libelle) } }

    static func groupe(_ etiquettes: [Etiquette]) -> HTML {
        guard !etiquettes.isEmpty else { return .empty }
        return ul(.class("etiquettes")) { for etiquette in etiquettes { li { etiquette.html } } }
    }
}
