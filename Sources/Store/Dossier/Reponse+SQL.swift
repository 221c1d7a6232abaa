import Foundation
public import Model
public import Postgres

extension FormulaireDemande {
    /// The version that a dispositif asks on a day; nil when it asks none.
    public static func courant(_ dispositif: String, le date: LocalDate, in tx: Transaction) async throws -> FormulaireDemande? {
        let row: Row? = try await tx.first(
            """
            select formulaire.contenu from financement.formulaire_de(\(dispositif), \(date)::date) as formulaire
            where formulaire.code is not null
            """)
        return row?.contenu.value
    }

    /// One version; nil when no import knew it.
    public static func find(_ code: String, version: Int, in tx: Transaction) async throws -> FormulaireDemande? {
        let row: Row? = try await tx.first(
            "select contenu from financement.formulaire where code = \(code) and version = \(version)::integer")
        return row?.contenu.value
    }

    private struct Row: Decodable, Sendable { let contenu: JSONB<FormulaireDemande> }
}

extension Reponse {
    /// The answers that serve a dossier: the porteur's, the operation's, its own; row-level security shows hers only.
    public static func all(of dossier: Dossier, in tx: Transaction) async throws -> [Reponse] {
        let rows: [Row] = try await tx.rows(
            """
            select champ,
                case when dossier_id is not null then 'dossier' when operation_id is not null then 'operation' else 'porteur' end as portee,
                to_jsonb(valeur) as valeur, revision, repondu_le
            from financement.reponse
            where organisation_id = \(dossier.organisationId) and (operation_id is null or operation_id = \(dossier.operationId))
                and (dossier_id is null or dossier_id = \(dossier.dossierId))
            order by revision
            """)
        return rows.map(\.reponse)
    }

    /// Those of an operation, for all its funders: what a copy takes over.
    public static func all(ofOperation operation: ID<Projet>, in tx: Transaction) async throws -> [Reponse] {
        let rows: [Row] = try await tx.rows(
            """
            select champ, 'operation' as portee, to_jsonb(valeur) as valeur, revision, repondu_le
            from financement.reponse where operation_id = \(operation) and dossier_id is null order by revision
            """)
        return rows.map(\.reponse)
    }

    /// Keeps answers, a row for each change; the database refuses what is not a question, and what another has changed since `vu`.
    /// - Returns: the revision that the page has now seen.
    public static func garder(
        _ reponses: [String: [String]?], de dossier: ID<Dossier>, vu: Int64, le date: LocalDate, in tx: Transaction
    ) async throws -> Int64 {
        let lignes = reponses.sorted { $0.key < $1.key }.map { Ligne(champ: $0.key, valeur: $0.value) }
        return try await tx.value(
            "select financement.repondre(\(dossier)::bigint, \(JSONB(lignes))::jsonb, \(vu)::bigint, \(date)::date)", as: Int64.self)
    }

    /// Labels of the questions that still keep the dossier from being deposited, in the form's order.
    public static func manquantes(_ dossier: ID<Dossier>, le date: LocalDate, in tx: Transaction) async throws -> [String] {
        try await tx.value(
            "select array(select libelle from financement.reponses_manquantes(\(dossier)::bigint, \(date)::date))", as: [String].self)
    }

    private struct Ligne: Codable, Sendable {
        let champ: String
        let valeur: [String]?
    }

    private struct Row: Decodable, Sendable {
        let champ: String
        let portee: FormulaireDemande.Portee
        let valeur: JSONB<[String]>?
        let revision: Int64
        let reponduLe: Date

        var reponse: Reponse {
            Reponse(champ: champ, portee: portee, valeur: valeur?.value, revision: revision, reponduPar: nil, reponduLe: reponduLe)
        }
    }
}

extension ChangementReponse {
    /// Who answered what, the last first.
    public static func all(of dossier: ID<Dossier>, limite: Int, in tx: Transaction) async throws -> [ChangementReponse] {
        let rows: [Row] = try await tx.rows(
            """
            select revision, champ, to_jsonb(ancienne) as ancienne, to_jsonb(nouvelle) as nouvelle, agent, enregistre_le
            from financement.histoire_reponses(\(dossier)::bigint, \(limite)::integer)
            """)
        return rows.map { row in
            ChangementReponse(
                revision: row.revision, champ: row.champ, ancienne: row.ancienne?.value, nouvelle: row.nouvelle?.value, agent: row.agent,
                enregistreLe: row.enregistreLe)
        }
    }

    private struct Row: Decodable, Sendable {
        let revision: Int64
        let champ: String
        let ancienne: JSONB<[String]>?
        let nouvelle: JSONB<[String]>?
        let agent: String?
        let enregistreLe: Date
    }
}
