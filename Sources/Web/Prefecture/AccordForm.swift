import Model

/// A grant as it was typed: base, amount, commitment number, day. Amounts HT.
struct AccordForm {
    struct Draft: Sendable {
        let retenue: Money
        let montant: Money
        let numeroEj: String?
        let date: LocalDate
    }

    let retenue: String?
    let montant: String?
    let numeroEj: String?
    let date: String?
    /// The amounts whose warnings were on the screen, when the box was ticked.
    private let averti: String?
    private let estCoche: Bool

    init(_ saisie: Saisie) {
        (retenue, montant, numeroEj, date) = (saisie["retenue"], saisie["montant"], saisie["numero_ej"], saisie["date"])
        (averti, estCoche) = (saisie["averti"], saisie.coche("confirmer"))
    }

    /// What a form proposes at first: the amounts of the demand.
    init(_ dossier: Dossier, le aujourdhui: LocalDate) {
        (retenue, montant) = (dossier.depenseSubventionnableCentimes.frenchNumber, dossier.montantDemandeCentimes.frenchNumber)
        (numeroEj, date, averti, estCoche) = (nil, aujourdhui.description, nil, false)
    }

    func draft(auPlusTard aujourdhui: LocalDate) throws(FormErrors) -> Draft {
        var erreurs = FormErrors()
        let base = AccordForm.lire(retenue, "retenue", "la dépense retenue", &erreurs)
        let grant = AccordForm.lire(montant, "montant", "le montant accordé", &erreurs)
        if let base, let grant, grant > base {
            erreurs.add("montant", "Le montant accordé dépasse la dépense retenue, \(base.french). Corrigez l’un des deux.")
        }
        if let numeroEj, numeroEj.count > 40 { erreurs.add("numero_ej", "Un numéro d’engagement juridique compte 40 caractères au plus.") }
        let jour = JourForm.lire(date, "date", aujourdhui, &erreurs)
        guard let base, let grant, let jour, erreurs.isEmpty else { throw erreurs }
        return Draft(retenue: base, montant: grant, numeroEj: numeroEj, date: jour)
    }

    /// The amounts, when both can be read: the rate is shown again beside them.
    var montants: (retenue: Money, montant: Money)? {
        guard let retenue, let montant, let base = try? Money(french: retenue), let grant = try? Money(french: montant), base > .zero else {
            return nil
        }
        return (base, grant)
    }

    /// The day of the arrêté, when it can be read.
    var jour: LocalDate? { date.flatMap { LocalDate(french: $0) } }

    func confirme(_ accord: Draft) -> Bool { estCoche && averti == AccordForm.empreinte(accord.retenue, accord.montant) }

    static func empreinte(_ retenue: Money, _ montant: Money) -> String { "\(retenue.cents)-\(montant.cents)" }

    static let aConfirmer = FormErrors(
        "confirmer", "Lisez les avertissements, puis cochez la case pour accorder quand même, ou corrigez les montants.")

    private static func lire(_ texte: String?, _ champ: String, _ nom: String, _ erreurs: inout FormErrors) -> Money? {
        guard let texte else {
            erreurs.add(champ, "Écrivez \(nom), en euros hors taxes.")
            return nil
        }
        do {
            let montant = try Money(french: texte)
            if montant <= .zero {
                erreurs.add(champ, "Ce montant doit être supérieur à zéro\u{A0}: pour ne rien accorder, refusez le dossier.")
            }
            return montant > .zero ? montant : nil
        } catch {
            erreurs.add(champ, "«\u{A0}\(texte)\u{A0}» n’est pas un montant. Écrivez par exemple 1\u{202F}234,56.")
            return nil
        }
    }
}
