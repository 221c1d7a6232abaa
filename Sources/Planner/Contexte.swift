import Foundation
import Model

/// One demand with the law around it, and the days that pick the law (RULES 0.1). The rules are its methods.
struct Contexte {
    let demande: DemandePlan
    let referentiel: Referentiel
    /// Eligibility of the applicant: first day of the exercice.
    let debutExercice: LocalDate
    /// Ban on an early start, completeness: day the demand is received.
    let reception: LocalDate
    /// Rates, caps and payments follow the date of the arrêté attributif. A plan does not know it yet: the day of the demand stands for it.
    let arrete: LocalDate
    /// FCTVA follows the year of payment: taken as the exercice of the programming, or the year of the demand when that is later.
    let anneePaiement: Int
    let assiette: Assiette
    /// What the law says of each dispositif and of each way to ask it: the main plan and its alternatives ask the same things.
    private var verdicts: [String: Verdict] = [:]
    private var candidats: [Financeur: Result<Candidat, Refus>] = [:]

    init(_ demande: DemandePlan, _ referentiel: Referentiel) {
        (self.demande, self.referentiel) = (demande, referentiel)
        debutExercice = LocalDate(demande.exercice, 1, 1) ?? demande.dateDemande
        reception = demande.dateDemande
        arrete = demande.dateDemande
        anneePaiement = max(demande.exercice, demande.dateDemande.year)
        assiette = Assiette(demande.lignes)
        let demandes = (demande.financeurs ?? []).filter { $0.statut == .demande } + referentiel.dispositifs.map(Financeur.init(demande:))
        for financeur in demandes where verdicts[financeur.dispositif] == nil {
            verdicts[financeur.dispositif] = juger(financeur.dispositif)
        }
        for financeur in demandes where candidats[financeur] == nil {
            candidats[financeur] = Result { () throws(Refus) in try chercher(financeur) }
        }
    }

    /// May this applicant ask this dispositif? Unknown facts give `aVerifier`, never a refusal.
    func verdict(_ code: String) -> Verdict { verdicts[code] ?? juger(code) }

    /// What may be asked of a funder, alone; what binds several together is in `Limites`.
    func candidat(_ financeur: Financeur) throws(Refus) -> Candidat {
        if let connu = candidats[financeur] { return try connu.get() }
        return try chercher(financeur)
    }

    var porteur: Porteur { demande.porteur }
    var parametres: Parametres { referentiel.parametres }
}

extension Financeur {
    /// A dispositif of the catalogue asked without any condition of one's own.
    init(demande dispositif: Dispositif) { self.init(dispositif: dispositif.code, statut: .demande, estPublic: dispositif.estPublic) }
}

extension Parametres {
    /// An exact number: a threshold in inhabitants, an average in euros, a factor.
    func decimal(_ cle: String, en date: LocalDate) -> Decimal? { rate(cle, en: date)?.value }
    /// The version still open: for a rule that the request gives no date to choose by.
    func courante(_ cle: String) -> Parametre? { toutes.last { $0.cle == cle && $0.au == nil } }
}

extension Parametre {
    /// What was not seen in a source warns; it never refuses (RULES 0.6).
    var peutRefuser: Bool { confiance == .vu || confiance == .paraphrase }
}

extension Decimal {
    /// `1553.149`, as values of a reason print it.
    var machine: String { description }
    /// `1 553,149` has no grouping here: `1553,149`, for a sentence.
    var french: String { description.replacingOccurrences(of: ".", with: ",") }
}

extension Int {
    /// `25 000`, with U+202F between thousands.
    var french: String { String(Money.euros(Int64(self)).frenchNumber.dropLast(3)) }
}
