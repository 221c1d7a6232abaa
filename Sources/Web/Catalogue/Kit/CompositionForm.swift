import Model
import Store

/// What the kit page's form says of the kit: the base lines that stay, what takes their place, the options. Nothing said: the kit as it is.
struct CompositionForm: Sendable {
    /// Set once the form was sent: an unticked box sends nothing.
    let estCompose: Bool
    let composition: CompositionKit

    /// - Parameter base: the codes of the kit's base lines.
    init(_ saisie: Saisie, base: [String]) {
        estCompose = saisie["compose"] != nil
        let garde = Set(saisie.toutes("avec"))
        let echanges = base.compactMap { code in saisie[Self.echange(code)].map { (code, $0) } }.filter { $0.0 != $0.1 }
        composition = CompositionKit(
            options: Set(saisie.toutes("options")), sans: estCompose ? Set(base).subtracting(garde) : [],
            echanges: Dictionary(echanges) { premier, _ in premier })
    }

    static func echange(_ code: String) -> String { "par-\(code)" }

    /// The same choices, to be sent again.
    func champs(base: [String]) -> [(name: String, value: String)] {
        guard !composition.estVide else { return [] }
        return [("compose", "1")] + base.filter { !composition.sans.contains($0) }.map { ("avec", $0) }
            + composition.echanges.sorted { $0.key < $1.key }.map { (Self.echange($0.key), $0.value) }
            + composition.options.sorted().map { ("options", $0) }
    }
}
