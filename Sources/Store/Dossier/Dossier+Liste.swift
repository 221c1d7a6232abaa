public import Model
public import Postgres

/// A dossier as the list shows it: with where it is and what else is asked for the same operation.
public struct LigneDossier: Decodable, Sendable, Hashable {
    public let dossier: Dossier
    public let nature: Organisation.Nature
    public let population: Int
    public let arrondissement: String?
    public let epci: String?
    /// Short names of every dotation asked for the operation, this one included.
    public let sollicitees: [String]
    /// As the porteur answered in the form that was sent; nil before there was a form.
    public let categorie: String?
    /// Among the porteur's own demands of the year, 1 the most important.
    public let rang: Int?

    private enum Cle: String, CodingKey { case nature, population, arrondissement, epci, sollicitees, categorie, rang }

    public init(from decoder: any Decoder) throws {
        dossier = try Dossier(from: decoder)
        let ligne = try decoder.container(keyedBy: Cle.self)
        nature = try ligne.decode(Organisation.Nature.self, forKey: .nature)
        population = try ligne.decode(Int.self, forKey: .population)
        arrondissement = try ligne.decodeIfPresent(String.self, forKey: .arrondissement)
        epci = try ligne.decodeIfPresent(String.self, forKey: .epci)
        sollicitees = try ligne.decode([String].self, forKey: .sollicitees)
        categorie = try ligne.decodeIfPresent(String.self, forKey: .categorie)
        rang = try ligne.decodeIfPresent(Int.self, forKey: .rang)
    }
}

/// The dossiers of one exercice, dispositif and state together, amounts HT: totals, counts of filters and tasks are sums of these.
public struct GroupeDossiers: Decodable, Sendable, Hashable {
    public let exercice: Int
    public let dispositif: String
    public let dispositifNomCourt: String
    public let etat: EtatDossier
    public let nombre: Int
    public let coutCentimes: Money
    public let demandeCentimes: Money
    public let accordeCentimes: Money
}

/// What the database counts of a département as dossiers move.
public struct EffectifDossiers: Sendable, Hashable {
    public let groupes: [GroupeDossiers]
    /// Grows with every change of a deposited dossier: what was read under another number is out of date.
    public let version: Int
}

extension Dossier {
    /// One page of the deposited dossiers that the agent may see, by keyset.
    /// - Parameters:
    ///   - borne: `.avant` gives the page that ends just before that place, in the same order.
    ///   - choisis: of the agent's selection only.
    public static func liste(
        _ filtre: FiltreDossiers, _ tri: TriDossiers = .init(), _ borne: BorneListe, choisis: Bool = false, limite: Int, in tx: Transaction
    ) async throws -> [LigneDossier] {
        let choix: SQL = "\(fragment: lignes) where \(fragment: filtre.condition) \(fragment: choisis ? parmiChoisis : "")"
        switch borne {
        case .debut:
            return try await tx.rows("\(fragment: choix) order by \(fragment: tri.ordre(inverse: false)) limit \(literal: limite)")
        case .apres(let place):
            return try await tx.rows(
                """
                \(fragment: choix) and \(fragment: tri.suite(place, inverse: false))
                order by \(fragment: tri.ordre(inverse: false)) limit \(literal: limite)
                """)
        case .avant(let place):
            let inverse: [LigneDossier] = try await tx.rows(
                """
                \(fragment: choix) and \(fragment: tri.suite(place, inverse: true))
                order by \(fragment: tri.ordre(inverse: true)) limit \(literal: limite)
                """)
            return inverse.reversed()
        }
    }

    private static let parmiChoisis: SQL =
        "and dossier.dossier_id in (select choisi.dossier_id from financement.selection as choisi)"

    /// All the dossiers of a département by exercice, dispositif and state: counts that the database keeps, so that it costs the same however
    /// many there are.
    public static func effectif(departement: String, in tx: Transaction) async throws -> EffectifDossiers {
        let lignes: [LigneEffectif] = try await tx.rows(
            """
            select effectif.exercice, effectif.dispositif, dispositif.nom_court as dispositif_nom_court, effectif.etat,
                effectif.nombre::integer as nombre, effectif.cout_centimes, effectif.demande_centimes, effectif.accorde_centimes,
                effectif.mouvements
            from financement.effectif
            inner join financement.dispositif on dispositif.code = effectif.dispositif
            where effectif.departement_code = \(departement)
            order by effectif.exercice, effectif.dispositif, effectif.etat
            """)
        return EffectifDossiers(groupes: lignes.map(\.groupe).filter { $0.nombre > 0 }, version: lignes.map(\.mouvements).reduce(0, +))
    }

    /// The same of a selection that is not counted: one pass over the index of the list.
    public static func groupes(_ filtre: FiltreDossiers, in tx: Transaction) async throws -> [GroupeDossiers] {
        try await tx.rows(
            """
            select dossier.exercice, dossier.dispositif, dispositif.nom_court as dispositif_nom_court, dossier.etat,
                dossier.nombre, dossier.cout_centimes, dossier.demande_centimes, dossier.accorde_centimes
            from (
                select dossier.exercice, dossier.dispositif, dossier.etat, count(*)::integer as nombre,
                    sum(dossier.cout_total_ht_centimes)::bigint as cout_centimes,
                    sum(dossier.montant_demande_centimes)::bigint as demande_centimes,
                    coalesce(sum(dossier.montant_accorde_centimes), 0)::bigint as accorde_centimes
                from financement.dossier
                where \(fragment: filtre.condition)
                group by dossier.exercice, dossier.dispositif, dossier.etat
            ) as dossier
            inner join financement.dispositif on dispositif.code = dossier.dispositif
            order by dossier.exercice, dossier.dispositif, dossier.etat
            """)
    }

    static let lignes: SQL = """
        \(fragment: colonnes), organisation.nature, commune.population, arrondissement.nom as arrondissement, epci.nom as epci,
            dossier.categorie, dossier.rang,
            array(
                select demandee.nom_court
                from financement.dossier as autre
                inner join financement.dispositif as demandee on demandee.code = autre.dispositif
                where autre.operation_id = dossier.operation_id and autre.etat <> 'brouillon'
                order by demandee.nom_court
            ) as sollicitees
        \(fragment: tables)
        left join territoire.arrondissement on arrondissement.code = commune.arrondissement_code
        left join territoire.epci on epci.siren = commune.epci_siren
        """
}

private struct LigneEffectif: Decodable, Sendable {
    let groupe: GroupeDossiers
    let mouvements: Int

    private enum Cle: String, CodingKey { case mouvements }

    init(from decoder: any Decoder) throws {
        groupe = try GroupeDossiers(from: decoder)
        mouvements = try decoder.container(keyedBy: Cle.self).decode(Int.self, forKey: .mouvements)
    }
}
