import Foundation
public import Model

/// Late-payment interest due to a supplier: CCP R2192-10 to R2192-36 (RULES 7). Amounts TTC.
public struct Interets: Sendable, Hashable {
    /// nil: unknown.
    public var montantTTC: Money?
    /// Receipt of the demand for payment.
    public var dateFacture: LocalDate?
    public var dateServiceFait: LocalDate?
    public var dateSuspension: LocalDate?
    public var dateReprise: LocalDate?
    public var datePaiement: LocalDate?

    public init(
        montantTTC: Money?, dateFacture: LocalDate?, dateServiceFait: LocalDate? = nil, dateSuspension: LocalDate? = nil,
        dateReprise: LocalDate? = nil, datePaiement: LocalDate? = nil
    ) {
        (self.montantTTC, self.dateFacture, self.dateServiceFait) = (montantTTC, dateFacture, dateServiceFait)
        (self.dateSuspension, self.dateReprise, self.datePaiement) = (dateSuspension, dateReprise, datePaiement)
    }

    public struct Decompte: Sendable, Hashable {
        public var echeance: LocalDate?
        public var jours: Int?
        public var taux: Rate?
        public var interets: Money?
        public var indemnite: Money?
        public var total: Money?
        public var motifs: [Motif] = []
    }

    /// The count; nil where a date or a rate is not known.
    public func decompte(_ parametres: Parametres) -> Decompte {
        var decompte = Decompte()
        decompte.echeance = late1(parametres, &decompte.motifs)
        guard let echeance = decompte.echeance else { return decompte }
        if let ferme = Motif.delay4(echeance) { decompte.motifs.append(ferme) }
        guard let datePaiement else { return decompte }
        let jours = max(0, echeance.days(to: datePaiement))
        decompte.jours = jours
        guard jours > 0 else {
            (decompte.interets, decompte.indemnite, decompte.total) = (.zero, .zero, .zero)
            return decompte
        }
        late4(echeance, jours, parametres, &decompte)
        return decompte
    }

    /// LATE-1, LATE-3 — CCP R2192-10, -12, -13, -27 to -29: thirty days from the receipt of the invoice, or from the delivery when it is later.
    /// One interruption gives thirty new days from the answer, or what was left when that is longer.
    private func late1(_ parametres: Parametres, _ motifs: inout [Motif]) -> LocalDate? {
        let article = "CCP, art. R. 2192-10 à R. 2192-13"
        guard let dateFacture else {
            motifs.append(Motif("LATE-1", article, "Sans la date de réception de la demande de paiement, le délai ne court pas."))
            return nil
        }
        let depart = max(dateFacture, dateServiceFait ?? dateFacture)
        guard let delai = parametres.integer("late.days", en: depart) else {
            motifs.append(.nonCharge("LATE-1", article, "le délai de paiement", depart))
            return nil
        }
        let echeance = depart.adding(days: delai)
        motifs.append(
            Motif(
                "LATE-1", article,
                depart == dateFacture
                    ? "\(delai) jours à compter de la réception de la demande de paiement, le \(depart.french)."
                    : "\(delai) jours à compter du service fait, le \(depart.french), postérieur à la facture."))
        guard let dateSuspension else { return echeance }
        let source = "CCP, art. R. 2192-27 à R. 2192-29"
        guard dateSuspension <= echeance else {
            motifs.append(
                Motif("LATE-3", source, "Le délai était déjà écoulé le \(dateSuspension.french) : il ne peut plus être interrompu."))
            return echeance
        }
        guard let dateReprise, dateReprise >= dateSuspension else {
            motifs.append(
                Motif(
                    "LATE-3", source,
                    "Le délai est interrompu depuis le \(dateSuspension.french) ; il repart à la réception des justifications."))
            return nil
        }
        let reste = dateSuspension.days(to: echeance)
        motifs.append(
            Motif(
                "LATE-3", source,
                "Délai interrompu : un nouveau délai de \(max(delai, reste)) jours court à compter du \(dateReprise.french).",
                ["solde_jours": String(reste)]))
        return dateReprise.adding(days: max(delai, reste))
    }

    /// LATE-4 to LATE-7 — CCP R2192-31 to -36, D2192-35: the rate of the semester in which interest begins, for every day from the day after
    /// the deadline to the day of payment, on TTC, over 365 days (usage); plus the flat indemnity, which cannot be waived.
    private func late4(_ echeance: LocalDate, _ jours: Int, _ parametres: Parametres, _ decompte: inout Decompte) {
        let debut = echeance.adding(days: 1)
        decompte.indemnite = parametres.money("late.flat", en: debut)
        guard let parametre = parametres.en(debut, "late.rate"), let taux = Rate(parametre.valeur) else {
            decompte.motifs.append(
                Motif(
                    "LATE-4", "CCP, art. R. 2192-31",
                    "Le taux du semestre du \(debut.french) n'est pas chargé : taux de la BCE au premier jour du semestre, plus huit points. L'indemnité forfaitaire est due."
                ))
            return
        }
        let interets = montantTTC.map { Rounding.halfUp.cents(Decimal($0.cents) * taux.value * Decimal(jours) / 365) }
        (decompte.taux, decompte.interets) = (taux, interets)
        decompte.total = interets.flatMap { interets in decompte.indemnite.map { $0 + interets } }
        if interets == nil {
            decompte.motifs.append(Motif("LATE-5", "CCP, art. R. 2192-33", "Indiquez le montant TTC : les intérêts se comptent dessus."))
        }
        let reserve = parametre.peutRefuser ? "" : " Taux à vérifier."
        decompte.motifs += [
            Motif(
                "LATE-4", parametre.source, "\(taux.french) l'an, taux du semestre où le retard a commencé ; il ne change plus.\(reserve)",
                ["taux": taux.decimal]),
            Motif("LATE-7", "Usage", "Intérêts comptés sur 365 jours : le code ne fixe pas cette base.", ["jours": String(jours)]),
            Motif(
                "LATE-6", "CCP, art. D. 2192-35, L. 2192-14 et R. 2192-36",
                "Indemnité forfaitaire par facture ; renoncer aux intérêts est réputé non écrit. \(aPayerAvant(parametres))"),
        ]
    }
}

extension Interets {
    /// LATE-6 — CCP R2192-36: interest follows the principal within this many days.
    private func aPayerAvant(_ parametres: Parametres) -> String {
        guard let datePaiement, let jours = parametres.integer("late.interest_days", en: datePaiement) else { return "" }
        return "À payer dans les \(jours) jours du principal, le \(datePaiement.adding(days: jours).french) au plus tard."
    }

    init(_ json: JSON) throws(ErreurDeDemande) {
        var champs = try Champs(json, "")
        self.init(
            montantTTC: try champs.montant("montant_ttc"), dateFacture: try champs.date("date_facture"),
            dateServiceFait: try champs.date("date_service_fait"), dateSuspension: try champs.date("date_suspension"),
            dateReprise: try champs.date("date_reprise"), datePaiement: try champs.date("date_paiement"))
        try champs.finir()
        try champs.ordre("date_suspension", dateSuspension, apres: "date_facture", dateFacture)
        try champs.ordre("date_reprise", dateReprise, apres: "date_suspension", dateSuspension)
    }

    func reponse(_ parametres: Parametres) -> JSON {
        let decompte = decompte(parametres)
        return [
            "echeance": .date(decompte.echeance), "jours": decompte.jours.map { .entier($0) } ?? .null,
            "taux": .texte(decompte.taux?.decimal),
            "interets": .montant(decompte.interets), "indemnite": .montant(decompte.indemnite), "total": .montant(decompte.total),
            "motifs": .motifs(decompte.motifs),
        ]
    }
}
