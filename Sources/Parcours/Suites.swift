public import Model
public import Planner
public import Postgres
public import Store

/// What follows the decision: it is notified, its delays run, may be extended, or lapse.
extension Parcours {
    /// Any other passage of the préfecture or of the porteur: taken in instruction, sent back, completed, balanced, withdrawn…
    /// The database says who may and which ask a motive.
    /// - Parameter date: the legal day, Europe/Paris.
    /// - Throws: `Refus` with the sentence that explains.
    public func avancer(_ id: ID<Dossier>, a etat: EtatDossier, motif: String = "", par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in try await Dossier.passer(id, a: etat, le: date, motif: motif, in: tx) }
        }
    }

    /// Notifies the decision to the applicant: the delays of a grant run from that day (R2334-28), and those of an appeal.
    public func notifier(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in try await Dossier.notifier(id, le: date, in: tx) }
        }
    }

    /// Extends a delay, within what the law allows: one year more to start (R2334-28), two more to finish (R2334-29).
    /// - Throws: `Refus` (`DELAY-1`, `DELAY-2`) with the last day that the law allows.
    public func proroger(_ id: ID<Dossier>, _ terme: Dossier.Terme, jusquau date: LocalDate, par agent: ID<Agent>) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                let (_, calendrier) = try await calendrier(id, in: tx)
                let (actuel, limite, regle) =
                    terme == .commencement
                    ? (calendrier.commencerAvant, calendrier.commencerAvantProroge, "DELAY-1")
                    : (calendrier.acheverAvant, calendrier.acheverAvantProroge, "DELAY-2")
                guard let actuel, let limite else { throw Refus.sansDelai }
                guard date > actuel, date <= limite else {
                    throw Refus(
                        .impossible,
                        "Choisissez une date après le \(actuel.french) et au plus tard le \(limite.french)\u{A0}: la loi ne permet pas davantage.",
                        regle: regle)
                }
                try await Dossier.proroger(id, terme, jusquau: date, in: tx)
            }
        }
    }

    /// Notes that the grant has lapsed: nothing had begun when its delay ended (R2334-28). What was committed goes back to the envelope.
    /// - Throws: `Refus` (`DELAY-1`) as long as the delay runs.
    public func constaterCaducite(_ id: ID<Dossier>, motif: String, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                let (_, calendrier) = try await calendrier(id, in: tx)
                guard let terme = calendrier.commencerAvant else { throw Refus.sansDelai }
                guard date > terme else {
                    throw Refus(
                        .impossible, "Le délai pour commencer court jusqu’au \(terme.french)\u{A0}: l’aide n’est pas caduque.",
                        regle: "DELAY-1")
                }
                try await Dossier.passer(id, a: .caduc, le: date, motif: motif, in: tx)
            }
        }
    }

    /// A dossier with its deadlines.
    public func calendrier(_ id: ID<Dossier>, in tx: Transaction) async throws -> (Dossier, Echeances.Calendrier) {
        guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
        let passages = try await Passage.all(of: id, in: tx)
        return (dossier, Echeances.calendrier(dossier, passages, try await referentiel(in: tx).parametres))
    }
}

extension Refus {
    fileprivate static let sansDelai = Refus(
        .impossible, "Aucun délai ne court pour ce dossier\u{A0}: l’aide n’est pas accordée, ou sa règle n’en fixe pas.",
        regle: "dossier_sans_delai")
}
