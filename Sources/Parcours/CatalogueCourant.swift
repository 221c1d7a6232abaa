public import Model
public import Postgres
public import Store
import Synchronization

/// What an import made, kept by the process until the next: the law, and the kits that were asked for.
public struct CatalogueCourant: Sendable {
    /// The number of the import; nil before the first.
    let version: Int64?
    public let referentiel: Referentiel
    private let chiffres = KitsDuJour()
    private let estimations = EstimationsDuJour()

    init(version: Int64?, referentiel: Referentiel) { (self.version, self.referentiel) = (version, referentiel) }

    /// Kits that answer, best first, each with its lines at the prices of `date`. Searched every time; lines are read for the kits
    /// that nobody asked for since the import.
    public func kits(_ recherche: RechercheCatalogue, prixDu date: LocalDate, limite: Int, in tx: Transaction) async throws -> [KitChiffre]
    {
        let codes = try await KitChiffre.codes(recherche, limite: limite, in: tx)
        let connus = chiffres.connus(codes, le: date)
        let lus = try await KitChiffre.all(codes.filter { connus[$0] == nil }, prixDu: date, in: tx)
        chiffres.garder(lus, le: date)
        let tous = connus.merging(lus.map { ($0.kit.code, $0) }) { $1 }
        return codes.compactMap { tous[$0] }
    }
}

extension CatalogueCourant {
    /// What each kit leaves to one porteur, TTC, once aids and FCTVA are in, by its code; nothing for a kit without all its prices.
    /// Computed once a day: a list asks it at every page, every filter and every search.
    public func restesACharge(_ kits: [KitChiffre], pour porteur: Porteur, le date: LocalDate) -> [String: Money] {
        var restes = estimations.connues(porteur, le: date)
        let inconnus = kits.filter { restes[$0.kit.code] == nil && !$0.estPartiel }
        guard !inconnus.isEmpty else { return restes }
        for kit in inconnus {
            restes[kit.kit.code] = Estimation.resteAChargeTTC(kit, pour: porteur, le: date, referentiel)
        }
        estimations.garder(restes, porteur, le: date)
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

/// Kits at the prices of one day; another day begins again.
private final class KitsDuJour: Sendable {
    private let kept = Mutex<(date: LocalDate?, kits: [String: KitChiffre])>((nil, [:]))

    func connus(_ codes: [String], le date: LocalDate) -> [String: KitChiffre] {
        kept.withLock { kept in
            guard kept.date == date else { return [:] }
            return Dictionary(codes.compactMap { code in kept.kits[code].map { (code, $0) } }) { $1 }
        }
    }

    func garder(_ kits: [KitChiffre], le date: LocalDate) {
        guard !kits.isEmpty else { return }
        kept.withLock { kept in
            if kept.date != date { kept = (date, [:]) }
            for kit in kits { kept.kits[kit.kit.code] = kit }
        }
    }
}

/// Remaining costs of one day, for the porteurs who look; forgotten together when they are many.
private final class EstimationsDuJour: Sendable {
    private static let porteursAuPlus = 500
    private let kept = Mutex<(date: LocalDate?, restes: [Porteur: [String: Money]])>((nil, [:]))

    func connues(_ porteur: Porteur, le date: LocalDate) -> [String: Money] {
        kept.withLock { $0.date == date ? $0.restes[porteur] ?? [:] : [:] }
    }

    /// Two pages at once may each bring theirs: they say the same of the same kit.
    func garder(_ restes: [String: Money], _ porteur: Porteur, le date: LocalDate) {
        kept.withLock { kept in
            if kept.date != date || kept.restes.count >= Self.porteursAuPlus { kept = (date, [:]) }
            kept.restes[porteur, default: [:]].merge(restes) { $1 }
        }
    }
}
