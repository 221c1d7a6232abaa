public import Model
public import Postgres

/// A provisional decision, in the words of agents (ANCHORS §4).
public enum StatutLigne: String, Codable, Sendable, CaseIterable, Bindable {
    case enTraitement = "en_traitement"
    case accepte, refuse
    case classeSansSuite = "classe_sans_suite"

    public var libelle: String {
        switch self {
        case .enTraitement: "En traitement"
        case .accepte: "Accepté provisoirement"
        case .refuse: "Refusé provisoirement"
        case .classeSansSuite: "Classé provisoirement"
        }
    }
}

/// What the filling may do with a line.
public enum SortLigne: String, Codable, Sendable, CaseIterable, Bindable {
    case libre, force, exclu

    public var libelle: String {
        switch self {
        case .libre: "Au choix"
        case .force: "Toujours retenu"
        case .exclu: "Écarté"
        }
    }
}

/// One demand in a simulation. Amounts HT.
public struct LigneSimulation: Decodable, Sendable, Hashable {
    public let dossierId: ID<Dossier>
    public let numero: String
    public let intitule: String
    public let porteur: String
    public let codeInsee: String
    public let commune: String
    public let etat: EtatDossier
    public let coutTotalHtCentimes: Money
    public let montantDemandeCentimes: Money
    public let statut: StatutLigne
    public let sort: SortLigne
    /// The base that would be retained; nil: not defined.
    public let depenseCentimes: Money?
    public let montantCentimes: Money
    public let montantFixe: Bool
    public let rang: Int
    public let categorie: String
    public let premiereDemande: Bool
    public let secteur: String
    public let etatAcquisCentimes: Money
    public let publicsAcquisCentimes: Money
    public let points: Int64
    public let motif: String
    /// An opinion was asked and came back.
    public let avisRendu: Bool

    public var taux: Rate? { depenseCentimes.map { montantCentimes.ratio(to: $0) } }

    /// Every line, the most points first: what a filling reads.
    public static func toutes(of simulation: ID<Simulation>, in tx: Transaction) async throws -> [LigneSimulation] {
        try await tx.rows("\(fragment: selection(simulation)) order by ligne.points desc, ligne.dossier_id")
    }

    /// A place in the list.
    public struct Cle: Sendable, Hashable {
        public let points: Int64
        public let dossier: Int64
        public init(points: Int64, dossier: Int64) { (self.points, self.dossier) = (points, dossier) }
    }

    /// A page, the most points first, by keyset.
    public static func page(
        of simulation: ID<Simulation>, statut: StatutLigne?, texte: String?, apres cle: Cle?, limite: Int, in tx: Transaction
    ) async throws -> [LigneSimulation] {
        var choix = selection(simulation)
        if let statut { choix = "\(fragment: choix) and ligne.statut = \(statut)" }
        if let texte { choix = "\(fragment: choix) and position(lower(public.unaccent(\(texte)::text)) in dossier.recherche) > 0" }
        if let cle {
            choix = """
                \(fragment: choix) and (ligne.points < \(cle.points)::bigint
                    or (ligne.points = \(cle.points)::bigint and ligne.dossier_id > \(cle.dossier)::bigint))
                """
        }
        return try await tx.rows("\(fragment: choix) order by ligne.points desc, ligne.dossier_id limit \(literal: limite)")
    }

    public static func find(_ dossiers: [ID<Dossier>], of simulation: ID<Simulation>, in tx: Transaction) async throws -> [LigneSimulation]
    {
        try await tx.rows(
            "\(fragment: selection(simulation)) and ligne.dossier_id = any (\(dossiers.map(\.rawValue))::bigint[]) order by ligne.dossier_id"
        )
    }

    /// What changes of a line; all of it is written.
    public struct Changement: Encodable, Sendable {
        public var dossierId: ID<Dossier>
        public var statut: StatutLigne
        public var sort: SortLigne
        public var depenseCentimes: Money?
        public var montantCentimes: Money
        public var montantFixe: Bool
        public var rang: Int
        public var categorie: String
        public var points: Int64
        public var motif: String

        public init(_ ligne: LigneSimulation) {
            (dossierId, statut, sort, depenseCentimes) = (ligne.dossierId, ligne.statut, ligne.sort, ligne.depenseCentimes)
            (montantCentimes, montantFixe, rang) = (ligne.montantCentimes, ligne.montantFixe, ligne.rang)
            (categorie, points, motif) = (ligne.categorie, ligne.points, ligne.motif)
        }
    }

    /// Writes many lines in one statement.
    public static func enregistrer(_ changements: [Changement], of simulation: ID<Simulation>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            update programmation.ligne set
                statut = voulu.statut, sort = voulu.sort, depense_centimes = voulu.depense_centimes,
                montant_centimes = voulu.montant_centimes, montant_fixe = voulu.montant_fixe, rang = voulu.rang,
                categorie = voulu.categorie, points = voulu.points, motif = voulu.motif
            from jsonb_to_recordset(\(try recordset(changements))::jsonb) as voulu (
                dossier_id bigint, statut text, sort text, depense_centimes bigint, montant_centimes bigint, montant_fixe boolean,
                rang integer, categorie text, points bigint, motif text
            )
            where ligne.simulation_id = \(simulation) and ligne.dossier_id = voulu.dossier_id
            """)
    }

    private static func selection(_ simulation: ID<Simulation>) -> SQL {
        """
        select ligne.dossier_id, dossier.numero, operation.intitule, organisation.nom as porteur, dossier.code_insee, commune.nom as commune,
            dossier.etat, dossier.cout_total_ht_centimes, dossier.montant_demande_centimes, ligne.statut, ligne.sort,
            ligne.depense_centimes, ligne.montant_centimes, ligne.montant_fixe, ligne.rang, ligne.categorie, ligne.premiere_demande,
            ligne.secteur, ligne.etat_acquis_centimes, ligne.publics_acquis_centimes, ligne.points, ligne.motif,
            exists (
                select from financement.passage where passage.dossier_id = ligne.dossier_id and passage.de = 'avis' and passage.vers = 'en_instruction'
            ) as avis_rendu
        from programmation.ligne
        inner join financement.dossier on dossier.dossier_id = ligne.dossier_id
        inner join operation.operation on operation.operation_id = dossier.operation_id
        inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
        inner join territoire.commune on commune.code_insee = dossier.code_insee
        where ligne.simulation_id = \(simulation)
        """
    }
}
