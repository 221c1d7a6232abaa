import Model

/// The legal day of an act.
struct JourForm {
    let date: String?

    init(_ saisie: Saisie) { date = saisie["date"] }

    func draft(auPlusTard aujourdhui: LocalDate) throws(FormErrors) -> LocalDate {
        var erreurs = FormErrors()
        guard let jour = JourForm.lire(date, "date", aujourdhui, &erreurs) else { throw erreurs }
        return jour
    }

    static func lire(_ texte: String?, _ champ: String, _ aujourdhui: LocalDate, _ erreurs: inout FormErrors) -> LocalDate? {
        guard let texte, let jour = LocalDate(french: texte) else {
            erreurs.add(champ, "Écrivez une date, par exemple \(aujourdhui.french).")
            return nil
        }
        if jour > aujourdhui {
            erreurs.add(champ, "Cette date n’est pas encore arrivée\u{A0}: choisissez au plus tard le \(aujourdhui.french).")
        }
        return jour > aujourdhui ? nil : jour
    }
}
