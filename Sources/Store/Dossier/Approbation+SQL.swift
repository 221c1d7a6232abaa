import Foundation
public import Model
public import Postgres

extension Approbation {
    /// Asks for the agreement of somebody, whose one-time link has this SHA-256.
    /// - Parameter expire: last day of the link.
    public static func demander(
        _ dossier: ID<Dossier>, destinataire: String, message: String, empreinte: String, le date: LocalDate, expire: LocalDate,
        in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            select financement.demander_approbation(\(dossier)::bigint, \(destinataire), \(message), \(empreinte), \(date)::date,
                \(expire)::date)
            """)
    }

    public static func retirer(_ dossier: ID<Dossier>, in tx: Transaction) async throws {
        try await tx.execute("select financement.retirer_approbation(\(dossier)::bigint)")
    }

    /// From an account of the organisation, other than who asked.
    public static func repondre(_ id: ID<Approbation>, approuve: Bool, commentaire: String, le date: LocalDate, in tx: Transaction)
        async throws
    {
        try await tx.execute(
            "select financement.repondre_approbation(\(id)::bigint, null, \(approuve), \(commentaire), \(date)::date)")
    }

    /// By the link.
    public static func repondre(
        lien empreinte: String, approuve: Bool, commentaire: String, le date: LocalDate, in tx: Transaction
    ) async throws {
        try await tx.execute(
            "select financement.repondre_approbation(null, \(empreinte), \(approuve), \(commentaire), \(date)::date)")
    }

    /// The last one asked about a dossier of hers.
    public static func derniere(_ dossier: ID<Dossier>, in tx: Transaction) async throws -> Approbation? {
        try await tx.first(
            """
            select approbation_id, etat, destinataire, demandee_par, demandeur, demandee_le, expire_le, commentaire, repondue_le, repondant
            from financement.approbation_de(\(dossier)::bigint)
            """)
    }
}

extension DemandeAApprouver {
    /// What the holder of a link may read; nil when it is over, or never was.
    public static func find(lien empreinte: String, le date: LocalDate, in tx: Transaction) async throws -> DemandeAApprouver? {
        let row: Row? = try await tx.first(
            """
            select etat, destinataire, message, demandee_par, demandee_le, expire_le, numero, intitule, porteur, dispositif,
                cout_total_ht_centimes, montant_demande_centimes, plan, commentaire
            from financement.approbation_du_lien(\(empreinte), \(date)::date)
            """)
        return row.map { row in
            DemandeAApprouver(
                etat: row.etat, destinataire: row.destinataire, message: row.message, demandeePar: row.demandeePar,
                demandeeLe: row.demandeeLe,
                expireLe: row.expireLe, numero: row.numero, intitule: row.intitule, porteur: row.porteur, dispositif: row.dispositif,
                coutTotalHT: row.coutTotalHtCentimes, montantDemande: row.montantDemandeCentimes, plan: row.plan?.value,
                commentaire: row.commentaire)
        }
    }

    private struct Row: Decodable, Sendable {
        let etat: Approbation.Etat
        let destinataire: String
        let message: String
        let demandeePar: String?
        let demandeeLe: LocalDate
        let expireLe: LocalDate
        let numero: String
        let intitule: String
        let porteur: String
        let dispositif: String
        let coutTotalHtCentimes: Money
        let montantDemandeCentimes: Money
        let plan: JSONB<Plan>?
        let commentaire: String
    }
}
