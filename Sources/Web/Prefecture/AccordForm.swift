import Model
import Planner

/// A grant as it was typed: base, amount, commitment number, day. Amounts HT.
struct AccordForm {
    struct Draft: Sendable {
        let retenue: Money
        let montant: Money
        let numeroEj: String?
        let date: LocalDate
    }

    let retenue: String?
    /// Per cents, beside the amount that it makes.
    let taux: String?
    let montant: String?
    /// The base and the amount that the page showed: what was typed since tells which one leads.
    private let avant: (retenue: Money, montant: Money)?
    let numeroEj: String?
    let date: String?
    /// The amounts whose warnings were on the screen, when the box was ticked.
    private let averti: String?
    private let estCoche: Bool

    init(_ saisie: Saisie) {
        (retenue, taux, montant) = (saisie["retenue"], saisie["taux"], saisie["montant"])
        (numeroEj, date) = (saisie["numero_ej"], saisie["date"])
        let centimes = (saisie["avant"] ?? "").split(separator: "-").compactMap { Int64($0) }
        avant = centimes.count == 2 ? (Money(cents: centimes[0]), Money(cents: centimes[1])) : nil
        (averti, estCoche) = (saisie["averti"], saisie.coche("confirmer"))
    }

    /// What a form proposes at first: the amounts of the demand.
    init(_ dossier: Dossier, le aujourdhui: LocalDate) {
        self.init(
            dossier.depenseSubventionnableCentimes, dossier.montantDemandeCentimes, numeroEj: nil, date: aujourdhui.description)
    }

    private init(_ retenue: Money, _ montant: Money, numeroEj: String?, date: String?) {
        (self.retenue, self.montant) = (retenue.frenchNumber, montant.frenchNumber)
        (taux, avant) = (Self.taux(montant, retenue), (retenue, montant))
        (self.numeroEj, self.date, averti, estCoche) = (numeroEj, date, nil, false)
    }

    /// `41,67`: as the field shows it.
    private static func taux(_ montant: Money, _ retenue: Money) -> String { String(montant.ratio(to: retenue).french.dropLast(2)) }

    /// The amount follows the rate or the base when one of them was changed; the rate follows the amount when that one was.
    /// - Parameter permis: the rounding and the ceilings on a base.
    func recalcule(_ permis: (Money) -> MontantPermis) -> AccordForm {
        guard let retenue = self.retenue.flatMap({ try? Money(french: $0) }), retenue > .zero else { return self }
        let tape = montant.flatMap { try? Money(french: $0) }
        if let tape, tape != avant?.montant || !suitLeTaux { return AccordForm(retenue, tape, numeroEj: numeroEj, date: date) }
        let inchange = avant.map { taux == Self.taux($0.montant, $0.retenue) } ?? false
        // Two decimals would lose what the amount knew of its rate.
        let rate = inchange ? avant.map { $0.montant.ratio(to: $0.retenue) } : taux.flatMap { Rate(pourcent: $0) }
        guard let rate else { return self }
        return AccordForm(retenue, permis(retenue).montant(taux: rate), numeroEj: numeroEj, date: date)
    }

    /// The rate or the base was changed and the amount was not.
    private var suitLeTaux: Bool {
        guard let avant else { return montant == nil }
        return montant.flatMap { try? Money(french: $0) } == avant.montant
            && (taux.map { $0 != Self.taux(avant.montant, avant.retenue) } ?? false
                || retenue.flatMap { try? Money(french: $0) } != avant.retenue)
    }

    func draft(auPlusTard aujourdhui: LocalDate) throws(FormErrors) -> Draft {
        var erreurs = FormErrors()
        let base = AccordForm.lire(retenue, "retenue", "la dépense retenue", &erreurs)
        let grant = AccordForm.lire(montant, "montant", "le montant accordé", &erreurs)
        if let base, let grant, grant > base {
            erreurs.add("montant", "Le montant accordé dépasse la dépense retenue, \(base.french). Corrigez l’un des deux.")
        }
        if base != nil, grant != nil, suitLeTaux {
            erreurs.add(
                "montant", "La dépense ou le taux a changé, pas le montant\u{A0}: «\u{A0}Recalculer\u{A0}» le met à jour avant d’accorder.")
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

    /// The base and the amount on the page, as its hidden field carries them.
    var affiche: String? { montants.map { Self.empreinte($0.retenue, $0.montant) } }

    /// The same form with other amounts, to try.
    func essai(_ id: ID<Dossier>, _ retenue: Money, _ montant: Money) -> Chemin {
        .essaiAccord(
            id,
            [
                ("retenue", retenue.frenchNumber), ("montant", montant.frenchNumber), ("numero_ej", numeroEj), ("date", date),
            ])
    }

    func confirme(_ accord: Draft) -> Bool { estCoche && averti == AccordForm.empreinte(accord.retenue, accord.montant) }

    /// What is unlawful in these amounts is said beside the field, with the nearest lawful amount.
    static func refus(_ motif: Motif?) throws(FormErrors) {
        guard let motif else { return }
        throw FormErrors(motif.code == "SURFINANCEMENT" && motif.valeurs["montant"] == nil ? "retenue" : "montant", motif.texte)
    }

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
