import Model

/// What the browser sent to order: the supplier and the day of the order.
struct CommandeForm: Sendable {
    let fournisseur: String?
    let passeeLe: String?

    init(_ saisie: Saisie) { (fournisseur, passeeLe) = (saisie["fournisseur"], saisie["passee_le"]) }

    /// The form as it opens: ordered today.
    init(le jour: LocalDate) { (fournisseur, passeeLe) = (nil, jour.description) }

    /// - Parameter aujourdhui: an order cannot be dated after it.
    func draft(aujourdhui: LocalDate) throws(FormErrors) -> (fournisseur: String, passeeLe: LocalDate) {
        var erreurs = FormErrors()
        if !(2...200).contains(fournisseur?.count ?? 0) {
            erreurs.add("fournisseur", "Écrivez le nom du fournisseur, tel qu’il figure sur son devis.")
        }
        let jour = passeeLe.flatMap(LocalDate.init(french:))
        if jour == nil { erreurs.add("passee_le", "Écrivez la date de la commande, par exemple \(aujourdhui.french).") }
        if let jour, jour > aujourdhui {
            erreurs.add("passee_le", "La commande ne peut pas porter une date à venir\u{A0}: nous sommes le \(aujourdhui.french).")
        }
        guard let fournisseur, let jour, erreurs.isEmpty else { throw erreurs }
        return (fournisseur, jour)
    }
}
