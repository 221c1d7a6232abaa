public import Model
public import Postgres
import Store
import Synchronization

/// What an import made, kept by the process until the next: the law, and what is on offer at the prices of the day.
public struct CatalogueCourant: Sendable {
    /// The number of the import; nil before the first.
    let version: Int64?
    public let referentiel: Referentiel
    private let offres = OffresDuJour()
    private let estimations = EstimationsDuJour()
    let questions = QuestionsDuJour()

    init(version: Int64?, referentiel: Referentiel) { (self.version, self.referentiel) = (version, referentiel) }

    /// Everything on offer at the prices of `date`. Read once a day: two statements, then none.
    public func duJour(_ date: LocalDate, in tx: Transaction) async throws -> CatalogueDuJour {
        if let connu = offres.connu(date) { return connu }
        let neuf = CatalogueDuJour(
            date: date, kits: try await KitChiffre.tous(prixDu: date, in: tx), articles: try await ArticleTrouve.tous(prixDu: date, in: tx))
        offres.garder(neuf)
        return neuf
    }

    /// Every kit at the prices of `date`, in the order of codes.
    public func kits(prixDu date: LocalDate, in tx: Transaction) async throws -> [KitChiffre] { try await duJour(date, in: tx).kits }
}

extension CatalogueCourant {
    /// So few kits are computed while the page waits: about ten milliseconds.
    private static let immediat = 64

    /// What each of these kits leaves to one porteur, TTC, once aids and FCTVA are in, by its code; nothing for a kit without all its prices.
    /// Computed once a day: a list asks it at every page, every filter and every search.
    public func restesACharge(_ kits: [KitChiffre], pour porteur: Porteur, le date: LocalDate) -> [String: Money] {
        let connus = estimations.connues(porteur, le: date).restes
        let neufs = calculer(kits.filter { connus[$0.kit.code] == nil && !$0.estPartiel }, pour: porteur, le: date)
        guard !neufs.isEmpty else { return connus }
        estimations.garder(neufs, porteur, le: date)
        return connus.merging(neufs) { $1 }
    }

    /// The same for every kit. `estComplet` is false while some are still to come: a catalogue of thousands takes seconds for a commune that
    /// nobody looked for today, so it is computed aside unless the page cannot do without.
    /// - Parameter attendre: the answer depends on every price: it filters or sorts by them.
    public func restesACharge(
        _ jour: CatalogueDuJour, pour porteur: Porteur, attendre: Bool
    ) async -> (restes: [String: Money], estComplet: Bool) {
        let connues = estimations.connues(porteur, le: jour.date)
        guard !connues.estComplet else { return connues }
        let manquants = jour.kits.filter { connues.restes[$0.kit.code] == nil && !$0.estPartiel }
        guard attendre || manquants.count <= Self.immediat else {
            if estimations.commencer(porteur) {
                Task.detached(priority: .background) { await completer(manquants, pour: porteur, le: jour.date) }
            }
            return connues
        }
        await completer(manquants, pour: porteur, le: jour.date)
        return estimations.connues(porteur, le: jour.date)
    }

    /// A few at a time, so that other pages are served meanwhile.
    private func completer(_ kits: [KitChiffre], pour porteur: Porteur, le date: LocalDate) async {
        var restes: [String: Money] = [:]
        for debut in stride(from: 0, to: kits.count, by: 4) {
            restes.merge(calculer(Array(kits[debut..<min(debut + 4, kits.count)]), pour: porteur, le: date)) { $1 }
            await Task.yield()
        }
        estimations.garder(restes, porteur, le: date, estComplet: true)
    }

    private func calculer(_ kits: [KitChiffre], pour porteur: Porteur, le date: LocalDate) -> [String: Money] {
        var restes: [String: Money] = [:]
        for kit in kits { restes[kit.kit.code] = Estimation.resteAChargeTTC(kit, pour: porteur, le: date, referentiel) }
        return restes
    }
}

/// One catalogue per process; a new import makes a new one.
final class CatalogueCache: Sendable {
    private let kept = Mutex<CatalogueCourant?>(nil)

    func current(in tx: Transaction) async throws -> CatalogueCourant {
        let version = try await Referentiel.version(in: tx)
        if let found = kept.withLock({ $0 }), found.version == version { return found }
        let fresh = CatalogueCourant(version: version, referentiel: try await Referentiel.load(in: tx))
        kept.withLock { $0 = fresh }
        return fresh
    }
}

/// What is on offer on one day; another day begins again. Two pages at once may each read it: they read the same.
private final class OffresDuJour: Sendable {
    private let kept = Mutex<CatalogueDuJour?>(nil)
    func connu(_ date: LocalDate) -> CatalogueDuJour? { kept.withLock { $0?.date == date ? $0 : nil } }
    func garder(_ jour: CatalogueDuJour) { kept.withLock { $0 = jour } }
}

/// Remaining costs of one day, for the porteurs who look; forgotten together when they are many.
private final class EstimationsDuJour: Sendable {
    private struct Kept {
        var date: LocalDate?
        var restes: [Porteur: (restes: [String: Money], estComplet: Bool)] = [:]
        var nombre = 0
        /// Whose are being computed aside: one at a time, pages come first.
        var enCours: Porteur?
    }
    private static let auPlus = 200_000
    private let kept = Mutex(Kept())

    func connues(_ porteur: Porteur, le date: LocalDate) -> (restes: [String: Money], estComplet: Bool) {
        kept.withLock { $0.date == date ? $0.restes[porteur] ?? ([:], false) : ([:], false) }
    }

    /// False when some are already being computed: another page will ask again.
    func commencer(_ porteur: Porteur) -> Bool {
        kept.withLock { kept in
            guard kept.enCours == nil else { return false }
            kept.enCours = porteur
            return true
        }
    }

    /// Two pages at once may each bring theirs: they say the same of the same kit.
    func garder(_ restes: [String: Money], _ porteur: Porteur, le date: LocalDate, estComplet: Bool = false) {
        kept.withLock { kept in
            if estComplet, kept.enCours == porteur { kept.enCours = nil }
            guard !restes.isEmpty || estComplet else { return }
            if kept.date != date || kept.nombre + restes.count > Self.auPlus {
                kept = Kept(date: date, enCours: kept.enCours)
            }
            kept.nombre += restes.count
            kept.restes[porteur, default: ([:], false)].restes.merge(restes) { $1 }
            if estComplet { kept.restes[porteur]?.estComplet = true }
        }
    }
}
