public import Model
public import Postgres

/// What a préfecture asks of its list. Nil filters nothing.
public struct FiltreDossiers: Sendable, Hashable {
    /// The one instructed; it also lets the list be read from its index.
    public var departement: String?
    /// Words of the title, the porteur's name or the number.
    public var texte: String?
    public var dispositif: String?
    public var etat: EtatDossier?
    public var exercice: Int?
    public init(
        departement: String? = nil, texte: String? = nil, dispositif: String? = nil, etat: EtatDossier? = nil, exercice: Int? = nil
    ) {
        (self.departement, self.texte, self.dispositif, self.etat, self.exercice) = (departement, texte, dispositif, etat, exercice)
    }
}

/// A place in the list, most recent deposit first.
public struct CleDossier: Sendable, Hashable {
    public let deposeLe: LocalDate
    public let dossierId: ID<Dossier>
    public init(deposeLe: LocalDate, dossierId: ID<Dossier>) { (self.deposeLe, self.dossierId) = (deposeLe, dossierId) }
}

/// Where a page of the list begins or ends.
public enum BorneListe: Sendable, Hashable {
    case debut
    case apres(CleDossier)
    case avant(CleDossier)
}

/// The dossiers of one exercice, dispositif and state together, amounts HT: totals, counts of filters and tasks are sums of these.
public struct GroupeDossiers: Decodable, Sendable, Hashable {
    public let exercice: Int
    public let dispositif: String
    public let etat: EtatDossier
    public let nombre: Int
    public let coutCentimes: Money
    public let demandeCentimes: Money
    public let accordeCentimes: Money
}

extension Dossier {
    /// One page of the deposited dossiers that the agent may see, by keyset.
    /// - Parameter borne: `.avant` gives the page that ends just before that place, in the same order.
    public static func liste(_ filtre: FiltreDossiers, _ borne: BorneListe, limite: Int, in tx: Transaction) async throws -> [Dossier] {
        let choix: SQL = "\(fragment: selection) where \(fragment: condition(filtre))"
        switch borne {
        case .debut:
            return try await tx.rows("\(fragment: choix) order by dossier.depose_le desc, dossier.dossier_id desc limit \(literal: limite)")
        case .apres(let cle):
            return try await tx.rows(
                """
                \(fragment: choix) and (dossier.depose_le, dossier.dossier_id) < (\(cle.deposeLe)::date, \(cle.dossierId)::bigint)
                order by dossier.depose_le desc, dossier.dossier_id desc limit \(literal: limite)
                """)
        case .avant(let cle):
            let inverse: [Dossier] = try await tx.rows(
                """
                \(fragment: choix) and (dossier.depose_le, dossier.dossier_id) > (\(cle.deposeLe)::date, \(cle.dossierId)::bigint)
                order by dossier.depose_le, dossier.dossier_id limit \(literal: limite)
                """)
            return inverse.reversed()
        }
    }

    /// The received dossiers whose silence would count first. The state is in the text, as in the condition of its index.
    public static func bientotReputesComplets(departement: String, limite: Int, in tx: Transaction) async throws -> [Dossier] {
        try await tx.rows(
            """
            \(fragment: selection)
            where \(fragment: condition(FiltreDossiers(departement: departement))) and dossier.etat = 'recu'
                and dossier.repute_le is not null
            order by dossier.repute_le, dossier.dossier_id limit \(literal: limite)
            """)
    }

    /// The whole selection by exercice, dispositif and state. Without words to look for it reads counts that the database keeps, so
    /// that it costs the same however many dossiers there are.
    public static func groupes(_ filtre: FiltreDossiers, in tx: Transaction) async throws -> [GroupeDossiers] {
        let source: SQL =
            filtre.texte == nil
            ? "financement.effectif as dossier where \(fragment: condition(filtre))"
            : """
            (
                select (financement.effectif_de(dossier, 1)).*
                from financement.dossier
                where \(fragment: condition(filtre))
            ) as dossier
            """
        return try await tx.rows(
            """
            select dossier.exercice, dossier.dispositif, dossier.etat, sum(dossier.nombre)::integer as nombre,
                sum(dossier.cout_centimes)::bigint as cout_centimes, sum(dossier.demande_centimes)::bigint as demande_centimes,
                sum(dossier.accorde_centimes)::bigint as accorde_centimes
            from \(fragment: source)
            group by dossier.exercice, dossier.dispositif, dossier.etat
            having sum(dossier.nombre) > 0
            order by dossier.exercice, dossier.dispositif, dossier.etat
            """)
    }

    /// Only what is asked is written, so that each shape of the list has its own plan.
    private static func condition(_ filtre: FiltreDossiers) -> SQL {
        var condition: SQL = "dossier.etat <> 'brouillon'"
        if let code = filtre.departement { condition = "\(fragment: condition) and dossier.departement_code = \(code)" }
        if let code = filtre.dispositif { condition = "\(fragment: condition) and dossier.dispositif = \(code)" }
        if let etat = filtre.etat { condition = "\(fragment: condition) and dossier.etat = \(etat)" }
        if let exercice = filtre.exercice { condition = "\(fragment: condition) and dossier.exercice = \(exercice)" }
        if let texte = filtre.texte {
            condition = """
                \(fragment: condition)
                and position(lower(public.unaccent(\(texte)::text)) in dossier.recherche) > 0
                """
        }
        return condition
    }
}
