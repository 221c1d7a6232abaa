import Model
import Parcours

extension FormErrors {
    /// Runs the act of a form. What cannot be done is said on the form, beside the field that the rule is about, so that nothing typed
    /// is lost; what does not exist, or is not hers, stays a page of its own.
    /// - Parameter champs: the field of each rule that has one (`commande_avant_reception` → `passee_le`).
    static func recueillir<R>(_ champs: [String: String] = [:], _ acte: () async throws -> R) async throws -> R {
        do { return try await Refus.traduire(acte) } catch let refus as Refus where refus.genre == .impossible {
            throw FormErrors(champs[refus.regle] ?? "", refus.description)
        }
    }
}
