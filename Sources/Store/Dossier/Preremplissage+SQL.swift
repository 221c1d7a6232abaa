public import Model
public import Postgres

extension Preremplissage {
    /// What the platform answered to a pre-fill.
    public struct Draft: Sendable {
        public var demarche: Demarche
        public var adresse: String?
        public var numero: Int64
        public var jeton: String
        public var envoyees: [ValeurDN]
        public var ecarts: [EcartDN]
        public init(demarche: Demarche, adresse: String?, numero: Int64, jeton: String, envoyees: [ValeurDN], ecarts: [EcartDN]) {
            (self.demarche, self.adresse, self.numero, self.jeton) = (demarche, adresse, numero, jeton)
            (self.envoyees, self.ecarts) = (envoyees, ecarts)
        }
    }

    /// - Parameter date: the day it was made: an unopened one lives `demarche.vieJours` more.
    public static func garder(_ draft: Draft, de dossier: Dossier, par agent: ID<Agent>, le date: LocalDate, in tx: Transaction)
        async throws
    {
        try await tx.execute(
            """
            insert into financement.preremplissage (
                dossier_id, organisation_id, demarche, demarche_numero, adresse, numero, jeton, etat, envoyees, ecarts, cree_le, expire_le,
                verifie_le, cree_par
            ) values (\(dossier.dossierId), \(dossier.organisationId), \(draft.demarche.code), \(draft.demarche.numero)::integer,
                \(draft.adresse)::text, \(draft.numero)::bigint, \(draft.jeton), 'prefilled', \(JSONB(draft.envoyees)), \(JSONB(draft.ecarts)),
                \(date)::date, \(date.adding(days: draft.demarche.vieJours))::date, \(date)::date, \(agent))
            """)
    }

    /// Where it stands on the platform, as it was last told.
    public static func suivre(
        _ id: ID<Preremplissage>, etat: Etat, adresse: String?, le date: LocalDate, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            update financement.preremplissage set etat = \(etat.rawValue), adresse = \(adresse)::text, verifie_le = \(date)::date
            where preremplissage_id = \(id)
            """)
    }

    /// The last one of a dossier, with what was dropped.
    public static func dernier(of dossier: ID<Dossier>, in tx: Transaction) async throws -> (Preremplissage, [EcartDN], envoyees: Int)? {
        let row: Row? = try await tx.first(
            "\(fragment: selection) where dossier_id = \(dossier) order by preremplissage_id desc limit 1")
        return row.map { ($0.preremplissage, $0.ecarts.value, $0.nombre) }
    }

    /// Those of a porteur that nobody has opened, the first to be destroyed first: what reminds of them reads this.
    public static func aOuvrir(of organisation: ID<Organisation>, in tx: Transaction) async throws -> [Preremplissage] {
        let rows: [Row] = try await tx.rows(
            "\(fragment: selection) where organisation_id = \(organisation) and etat = 'prefilled' order by expire_le, preremplissage_id limit 20"
        )
        return rows.map(\.preremplissage)
    }

    private static let selection: SQL = """
        select preremplissage_id, dossier_id, demarche, demarche_numero, adresse, numero, jeton, etat, cree_le, expire_le, verifie_le, ecarts,
            jsonb_array_length(envoyees) as nombre
        from financement.preremplissage
        """

    private struct Row: Decodable, Sendable {
        let preremplissageId: ID<Preremplissage>
        let dossierId: ID<Dossier>
        let demarche: String
        let demarcheNumero: Int
        let adresse: String?
        let numero: Int64
        let jeton: String
        let etat: Etat
        let creeLe: LocalDate
        let expireLe: LocalDate
        let verifieLe: LocalDate
        let ecarts: JSONB<[EcartDN]>
        let nombre: Int

        var preremplissage: Preremplissage {
            Preremplissage(
                preremplissageId: preremplissageId, dossierId: dossierId, demarche: demarche, demarcheNumero: demarcheNumero,
                adresse: adresse,
                numero: numero, jeton: jeton, etat: etat, creeLe: creeLe, expireLe: expireLe, verifieLe: verifieLe)
        }
    }
}
