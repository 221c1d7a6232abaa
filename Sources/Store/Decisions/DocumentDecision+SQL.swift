public import Foundation
public import Model
public import Postgres

/// Where the papers of a decision stand, in the words of agents (ANCHORS §4).
public enum EtatNotification: String, Codable, Sendable, CaseIterable, Bindable {
    case aGenerer = "a_generer"
    case aSigner = "a_signer"
    case aNotifier = "a_notifier"
    case notifie

    public var libelle: String {
        switch self {
        case .aGenerer: "À générer"
        case .aSigner: "À signer"
        case .aNotifier: "À notifier"
        case .notifie: "Notifié"
        }
    }
}

/// A decided dossier and its papers.
public struct DossierDecide: Decodable, Sendable, Hashable {
    public let dossierId: ID<Dossier>
    public let numero: String
    public let intitule: String
    public let porteur: String
    public let dispositif: String
    public let dispositifNomCourt: String
    public let exercice: Int
    public let etat: EtatDossier
    public let decideLe: LocalDate
    public let notifieLe: LocalDate?
    public let depenseRetenueCentimes: Money?
    public let montantAccordeCentimes: Money?
    public let numeroEj: String?
    public let dateEj: LocalDate?
    public let montantEjCentimes: Money?
    public let notification: EtatNotification
    public let documents: Int
    public let signes: Int

    /// The decided ones of a département, the latest decision first.
    public static func all(
        departement: String, notification: EtatNotification?, limite: Int, apres: ID<Dossier>? = nil, in tx: Transaction
    ) async throws -> [DossierDecide] {
        var condition: SQL = "decide.departement_code = \(departement)"
        if let notification { condition = "\(fragment: condition) and decide.notification = \(notification)" }
        if let apres { condition = "\(fragment: condition) and decide.dossier_id < \(apres)::bigint" }
        return try await tx.rows(
            """
            \(fragment: selection) where \(fragment: condition) order by decide.dossier_id desc limit \(literal: limite)
            """)
    }

    public static func find(_ dossiers: [ID<Dossier>], in tx: Transaction) async throws -> [DossierDecide] {
        try await tx.rows(
            "\(fragment: selection) where decide.dossier_id = any (\(dossiers.map(\.rawValue))::bigint[]) order by decide.dossier_id desc")
    }

    /// How many stand where.
    public static func comptes(departement: String, in tx: Transaction) async throws -> [EtatNotification: Int] {
        let lignes: [Compte] = try await tx.rows(
            """
            select notification, count(*)::integer as nombre from (\(fragment: selection)) as lu
            where dossier_id in (select dossier_id from financement.dossier where departement_code = \(departement))
            group by notification
            """)
        return Dictionary(uniqueKeysWithValues: lignes.map { ($0.notification, $0.nombre) })
    }

    private struct Compte: Decodable, Sendable {
        let notification: EtatNotification
        let nombre: Int
    }

    private static let selection: SQL = """
        select decide.dossier_id, decide.numero, decide.intitule, decide.porteur, decide.dispositif, decide.dispositif_nom_court, decide.exercice,
            decide.etat, decide.decide_le, decide.notifie_le, decide.depense_retenue_centimes, decide.montant_accorde_centimes,
            decide.numero_ej, decide.date_ej, decide.montant_ej_centimes, decide.notification, decide.documents, decide.signes
        from (
            select dossier.dossier_id, dossier.departement_code, dossier.numero, operation.intitule, organisation.nom as porteur,
                dossier.dispositif, dispositif.nom_court as dispositif_nom_court, dossier.exercice, dossier.etat, dossier.decide_le,
                dossier.notifie_le, dossier.depense_retenue_centimes, dossier.montant_accorde_centimes, dossier.numero_ej,
                engagement.date_ej, engagement.montant_centimes as montant_ej_centimes, papiers.documents, papiers.signes,
                case
                    when dossier.notifie_le is not null then 'notifie'
                    when papiers.documents < case when dossier.etat in ('refuse', 'classe_sans_suite') then 1 else 2 end then 'a_generer'
                    when papiers.signes < papiers.documents then 'a_signer'
                    else 'a_notifier'
                end as notification
            from financement.dossier
            inner join operation.operation on operation.operation_id = dossier.operation_id
            inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
            inner join financement.dispositif on dispositif.code = dossier.dispositif
            left join programmation.engagement on engagement.dossier_id = dossier.dossier_id
            cross join lateral (
                select count(*)::integer as documents, count(document.signe)::integer as signes
                from programmation.document where document.dossier_id = dossier.dossier_id
            ) as papiers
            where dossier.decide_le is not null and dossier.etat in ('accepte', 'refuse', 'classe_sans_suite', 'notifie', 'commence', 'acheve', 'solde')
        ) as decide
        """
}

/// A paper written from a model.
public struct DocumentDecision: Decodable, Sendable, Hashable {
    public let documentId: ID<DocumentDecision>
    public let dossierId: ID<Dossier>
    public let genre: GenreDocument
    public let nomFichier: String
    public let pages: Int
    public let estSigne: Bool
    public let pagesSignees: Int

    public struct Draft: Sendable {
        public var dossier: ID<Dossier>
        public var genre: GenreDocument
        public var modele: ID<ModeleDecision>
        public var version: Int
        public var nomFichier: String
        public var pages: Int
        public var octets: Data
        public init(
            dossier: ID<Dossier>, genre: GenreDocument, modele: ID<ModeleDecision>, version: Int, nomFichier: String, pages: Int,
            octets: Data
        ) {
            (self.dossier, self.genre, self.modele, self.version) = (dossier, genre, modele, version)
            (self.nomFichier, self.pages, self.octets) = (nomFichier, pages, octets)
        }
    }

    /// Keeps a paper in the place of the one of the same kind; what was signed of that one is no longer signed.
    public static func garder(_ draft: Draft, by agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into programmation.document as cible (dossier_id, genre, modele_id, version, nom_fichier, pages, octets, genere_par)
            values (\(draft.dossier), \(draft.genre), \(draft.modele), \(draft.version)::integer, \(draft.nomFichier), \(draft.pages)::integer,
                \(draft.octets)::bytea, \(agent))
            on conflict on constraint document_un_par_genre do update set
                modele_id = excluded.modele_id, version = excluded.version, nom_fichier = excluded.nom_fichier, pages = excluded.pages,
                octets = excluded.octets, genere_par = excluded.genere_par, genere_le = clock_timestamp(), signe = null, signe_le = null,
                pages_signees = 0
            """)
    }

    public static func all(of dossiers: [ID<Dossier>], in tx: Transaction) async throws -> [DocumentDecision] {
        try await tx.rows(
            """
            select document_id, dossier_id, genre, nom_fichier, pages, signe is not null as est_signe, pages_signees
            from programmation.document where dossier_id = any (\(dossiers.map(\.rawValue))::bigint[])
            order by dossier_id desc, genre
            """)
    }

    /// The bytes to print, or the signed ones when they came back.
    public static func octets(_ id: ID<DocumentDecision>, signe: Bool, in tx: Transaction) async throws -> Data? {
        if signe {
            return try await tx.firstValue("select signe from programmation.document where document_id = \(id) and signe is not null")
        }
        return try await tx.firstValue("select octets from programmation.document where document_id = \(id)")
    }

    /// Files the signed scan of a paper.
    /// - Parameter pages: how many of its pages came back.
    public static func signer(
        _ id: ID<DocumentDecision>, _ octets: Data, pages: Int, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            update programmation.document set signe = \(octets)::bytea, signe_le = clock_timestamp(), pages_signees = \(pages)::integer
            where document_id = \(id)
            """)
    }

    /// The paper that a QR code names.
    public static func find(numero: String, genre: GenreDocument, in tx: Transaction) async throws -> DocumentDecision? {
        try await tx.first(
            """
            select document.document_id, document.dossier_id, document.genre, document.nom_fichier, document.pages,
                document.signe is not null as est_signe, document.pages_signees
            from programmation.document
            inner join financement.dossier on dossier.dossier_id = document.dossier_id
            where dossier.numero = \(numero) and document.genre = \(genre)
            """)
    }

    /// Ties the paper to the piece that the applicant reads.
    public static func publier(_ id: ID<DocumentDecision>, _ piece: ID<Piece>, in tx: Transaction) async throws {
        try await tx.execute("update programmation.document set piece_id = \(piece) where document_id = \(id)")
    }
}

/// A page of a scan that no code names.
public struct PageOrpheline: Decodable, Sendable, Hashable {
    public let pageId: ID<PageOrpheline>
    public let fichier: String
    public let page: Int
    public let raison: String

    public static func garder(
        departement: String, fichier: String, page: Int, raison: String, octets: Data, by agent: ID<Agent>, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            insert into programmation.page_orpheline (departement_code, fichier, page, raison, octets, depose_par)
            values (\(departement), \(fichier), \(page)::integer, \(raison), \(octets)::bytea, \(agent))
            """)
    }

    public static func all(departement: String, in tx: Transaction) async throws -> [PageOrpheline] {
        try await tx.rows(
            """
            select page_id, fichier, page, raison from programmation.page_orpheline
            where departement_code = \(departement) order by page_id limit 200
            """)
    }

    public static func octets(_ id: ID<PageOrpheline>, in tx: Transaction) async throws -> Data? {
        try await tx.firstValue("select octets from programmation.page_orpheline where page_id = \(id)")
    }

    public static func retirer(_ id: ID<PageOrpheline>, in tx: Transaction) async throws {
        try await tx.execute("delete from programmation.page_orpheline where page_id = \(id)")
    }
}
