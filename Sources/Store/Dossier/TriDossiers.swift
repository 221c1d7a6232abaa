public import Model
import Postgres

/// In which order the list is read; each has its index.
public struct TriDossiers: Sendable, Hashable {
    public enum Cle: String, Sendable, CaseIterable { case depot, cout, demande, retenu }
    public var cle: Cle
    public var decroissant: Bool
    public init(_ cle: Cle = .depot, decroissant: Bool = true) { (self.cle, self.decroissant) = (cle, decroissant) }
}

extension TriDossiers {
    var colonne: SQL {
        switch cle {
        case .depot: "dossier.depose_le"
        case .cout: "dossier.cout_total_ht_centimes"
        case .demande: "dossier.montant_demande_centimes"
        case .retenu: "coalesce(dossier.montant_accorde_centimes, dossier.montant_programme_centimes, 0)"
        }
    }

    /// - Parameter inverse: to read backwards, from the end of a page to its beginning.
    func ordre(inverse: Bool) -> SQL {
        decroissant != inverse
            ? "\(fragment: colonne) desc, dossier.dossier_id desc" : "\(fragment: colonne), dossier.dossier_id"
    }

    /// What comes after a place in that order, or before it.
    func suite(_ place: CleDossier, inverse: Bool) -> SQL {
        let type: SQL = cle == .depot ? "date" : "bigint"
        let couple: SQL = "(\(place.valeur)::\(fragment: type), \(place.dossierId)::bigint)"
        return decroissant != inverse
            ? "(\(fragment: colonne), dossier.dossier_id) < \(fragment: couple)"
            : "(\(fragment: colonne), dossier.dossier_id) > \(fragment: couple)"
    }
}

/// A place in the list: what it is sorted by, in the text of the database (`2026-01-12`, centimes), then the dossier.
public struct CleDossier: Sendable, Hashable {
    public let valeur: String
    public let dossierId: ID<Dossier>
    public init(valeur: String, dossierId: ID<Dossier>) { (self.valeur, self.dossierId) = (valeur, dossierId) }
}

/// Where a page of the list begins or ends.
public enum BorneListe: Sendable, Hashable {
    case debut
    case apres(CleDossier)
    case avant(CleDossier)
}

extension Dossier {
    /// Its place in a list so sorted; nil while it is a draft.
    public func place(_ tri: TriDossiers) -> CleDossier? {
        guard let deposeLe else { return nil }
        let valeur =
            switch tri.cle {
            case .depot: "\(deposeLe)"
            case .cout: "\(coutTotalHtCentimes.cents)"
            case .demande: "\(montantDemandeCentimes.cents)"
            case .retenu: "\((montantAccordeCentimes ?? montantProgrammeCentimes ?? .zero).cents)"
            }
        return CleDossier(valeur: valeur, dossierId: dossierId)
    }
}
