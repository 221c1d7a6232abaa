import Model

/// An act that must say why: the sentence goes to the applicant.
struct MotifForm {
    enum Acte: String { case correction, refus, classement }

    let acte: Acte
    let motif: String?

    init(_ acte: Acte, _ saisie: Saisie) { (self.acte, motif) = (acte, saisie[MotifForm.champ(acte)]) }

    /// Each motive has its own field: several forms stand on one page.
    static func champ(_ acte: Acte) -> String { "motif_\(acte.rawValue)" }

    func draft() throws(FormErrors) -> String {
        guard let motif, motif.count >= 3 else {
            throw FormErrors(MotifForm.champ(acte), "Écrivez le motif en une phrase\u{A0}: il est envoyé au demandeur.")
        }
        guard motif.count <= 2000 else {
            throw FormErrors(
                MotifForm.champ(acte), "Le motif compte \(motif.count) caractères\u{A0}: gardez l’essentiel en 2\u{202F}000 au plus.")
        }
        return motif
    }
}
