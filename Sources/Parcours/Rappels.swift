public import Model
import Planner
import Postgres
import Store

/// What the daily round did.
public struct BilanTournee: Codable, Sendable, Hashable {
    /// Dossiers that silence made complete (R2334-23).
    public var reputesComplets = 0
    /// Reminders that were due, written now or before.
    public var rappels = 0
    public var resumes = 0
    public var avisExpires = 0
    public init() {}
}

extension Parcours {
    /// Writes the reminders due on a day, from the dates of every living dossier. Run again, it writes nothing more: each has its key.
    /// A day without it loses nothing: the nearest reminder that is still ahead of its date is written the day after.
    /// - Parameter jour: Europe/Paris.
    public func rappeler(le jour: LocalDate) async throws -> Int {
        var (ecrits, dernier): (Int, ID<Dossier>?) = (0, nil)
        while true {
            let (dossiers, rappels) = try await database.read(as: .facteur) { tx in
                let referentiel = try await referentiel(in: tx)
                let dossiers = try await Dossier.vivants(apres: dernier, limite: 500, in: tx)
                let passages = try await Passage.all(of: dossiers.map(\.dossierId), in: tx)
                return (
                    dossiers,
                    dossiers.flatMap { Seuil.rappels($0, passages[$0.dossierId] ?? [], le: jour, referentiel) }
                )
            }
            if !rappels.isEmpty {
                try await database.write(as: .facteur) { tx in for rappel in rappels { try await rappel.ecrire(in: tx) } }
            }
            ecrits += rappels.count
            guard let fin = dossiers.last?.dossierId, dossiers.count == 500 else { return ecrits }
            dernier = fin
        }
    }

    /// The whole round of a day: opinions whose delay has passed, reminders, then the mail of the day of each agent.
    public func tournee(le jour: LocalDate) async throws -> BilanTournee {
        var bilan = BilanTournee()
        (bilan.reputesComplets, bilan.avisExpires) = (try await reputerComplets(le: jour), try await expirerAvis(le: jour))
        bilan.rappels = try await rappeler(le: jour)
        bilan.resumes = try await resumer(le: jour)
        return bilan
    }

    /// Finds complete what silence made so: the mail of the accusé leaves with the passage.
    public func reputerComplets(le jour: LocalDate) async throws -> Int {
        try await database.write(as: .facteur) { try await Dossier.reputerComplets(le: jour, in: $0) }
    }

    /// Closes the opinions whose delay has passed: their dossiers go on without them.
    public func expirerAvis(le jour: LocalDate) async throws -> Int {
        try await database.write(as: .facteur) { try await Rappel.expirerAvis(le: jour, in: $0) }
    }

    /// The mail of the day of each agent who prefers one; the second time in a day writes none.
    public func resumer(le jour: LocalDate) async throws -> Int {
        try await database.write(as: .facteur) { try await Rappel.resumes(le: jour, in: $0) }
    }
}

/// How many days before a date somebody is told, by the rule that sets the date (RULES 1.4, 1.8).
private struct Seuil {
    let lecteur: Rappel.Lecteur
    let jours: [Int]

    private static let parRegle: [String: Seuil] = [
        // A draft, before the préfecture stops receiving.
        "APP-5": Seuil(lecteur: .porteur, jours: [30, 7, 1]),
        // The silence that makes a dossier complete, then refused.
        "APP-2": Seuil(lecteur: .prefecture, jours: [15, 5]),
        "APP-4": Seuil(lecteur: .prefecture, jours: [90, 30]),
        "DECRET-2018-514": Seuil(lecteur: .prefecture, jours: [30]),
        // Start, ask for more time, finish.
        "DELAY-1": Seuil(lecteur: .porteur, jours: [180, 30, 7]),
        "DELAY-3": Seuil(lecteur: .porteur, jours: [30, 7, 0]),
        "DELAY-2": Seuil(lecteur: .porteur, jours: [365, 90, 15]),
    ]

    static func rappels(_ dossier: Dossier, _ passages: [Passage], le jour: LocalDate, _ referentiel: Referentiel) -> [Rappel] {
        let depot = OperationDatee.Depot(dossier, passages, referentiel)
        let entrees: [EntreeCalendrier] = OperationDatee(depots: [depot], coutTotal: dossier.coutTotalHtCentimes).calendrier(
            referentiel.parametres)
        return entrees.compactMap { entree in
            // The nearest threshold that was reached: a round that was missed is not made up for by three mails at once.
            guard entree.nature == .limite, let date = terme(entree, dossier), date >= jour, let seuil = parRegle[entree.regle],
                let atteint = seuil.jours.filter({ date.adding(days: -$0) <= jour }).min()
            else { return nil }
            var faits = FaitsCourriel()
            (faits.titre, faits.echeance, faits.jours) = (entree.titre, date, jour.days(to: date))
            (faits.explication, faits.article) = (entree.explication, entree.article)
            return Rappel(
                cle: "rappel/\(dossier.dossierId)/\(entree.regle)/\(date)/\(atteint)", dossier: dossier.dossierId,
                lecteur: seuil.lecteur, faits: faits)
        }
    }

    /// The day as the dossier holds it: suspensions counted, and more time when the préfet gave it. nil: it no longer runs.
    private static func terme(_ entree: EntreeCalendrier, _ dossier: Dossier) -> LocalDate? {
        switch entree.regle {
        case "APP-2": dossier.etat == .recu ? dossier.reputeLe ?? entree.date : nil
        case "DELAY-1": dossier.commencerProrogeLe ?? entree.date
        case "DELAY-3": dossier.commencerProrogeLe == nil ? entree.date : nil
        case "DELAY-2": dossier.etat == .commence ? dossier.acheverProrogeLe ?? entree.date : nil
        default: entree.date
        }
    }
}
