public import Model
public import Postgres

/// What a préfecture asks of its list. Nil filters nothing.
public struct FiltreDossiers: Sendable, Hashable {
    public var texte: String?
    public var dispositif: String?
    public var etat: EtatDossier?
    public var exercice: Int?
    public init(texte: String? = nil, dispositif: String? = nil, etat: EtatDossier? = nil, exercice: Int? = nil) {
        (self.texte, self.dispositif, self.etat, self.exercice) = (texte, dispositif, etat, exercice)
    }
}

/// Where a page starts: after this deposit day and dossier, most recent first.
public struct CleDossier: Sendable, Hashable {
    public let deposeLe: LocalDate
    public let dossierId: ID<Dossier>
    public init(deposeLe: LocalDate, dossierId: ID<Dossier>) { (self.deposeLe, self.dossierId) = (deposeLe, dossierId) }
}

/// Totals of the whole selection, HT, not of the page.
public struct TotauxDossiers: Decodable, Sendable, Hashable {
    public let nombre: Int
    public let coutCentimes: Money
    public let demandeCentimes: Money
    public let accordeCentimes: Money
}

extension Dossier {
    /// One page of the deposited dossiers that the agent may see, most recent deposit first, by keyset.
    public static func liste(_ filtre: FiltreDossiers, apres: CleDossier?, limite: Int = 25, in tx: Transaction) async throws -> [Dossier] {
        try await tx.rows(
            """
            \(fragment: selection)
            where dossier.etat <> 'brouillon' and \(fragment: condition(filtre))
                and (\(apres?.deposeLe)::date is null
                    or (dossier.depose_le, dossier.dossier_id) < (\(apres?.deposeLe)::date, \(apres?.dossierId)::bigint))
            order by dossier.depose_le desc, dossier.dossier_id desc
            limit \(limite)::integer
            """)
    }

    public static func totaux(_ filtre: FiltreDossiers, in tx: Transaction) async throws -> TotauxDossiers {
        try await tx.one(
            """
            select count(*)::integer as nombre, coalesce(sum(dossier.cout_total_ht_centimes), 0)::bigint as cout_centimes,
                coalesce(sum(dossier.montant_demande_centimes), 0)::bigint as demande_centimes,
                coalesce(sum(dossier.montant_accorde_centimes), 0)::bigint as accorde_centimes
            from financement.dossier
            inner join operation.operation on operation.operation_id = dossier.operation_id
            inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
            where dossier.etat <> 'brouillon' and \(fragment: condition(filtre))
            """)
    }

    private static func condition(_ filtre: FiltreDossiers) -> SQL {
        """
        (\(filtre.dispositif)::text is null or dossier.dispositif = \(filtre.dispositif)::text)
        and (\(filtre.etat)::text is null or dossier.etat = \(filtre.etat)::text)
        and (\(filtre.exercice)::integer is null or dossier.exercice = \(filtre.exercice)::integer)
        and (\(filtre.texte)::text is null
            or public.unaccent(organisation.nom || ' ' || operation.intitule || ' ' || dossier.numero)
                ilike '%' || public.unaccent(\(filtre.texte)::text) || '%')
        """
    }
}
