public import Model
public import Postgres

extension Membre.Etat: Bindable {}

extension Membre {
    /// The participants of a project, the lead first, then in the order of the invitations.
    public static func all(of operation: ID<Projet>, in tx: Transaction) async throws -> [Membre] {
        try await tx.rows(
            """
            select membre_id, operation_id, code_insee::text as code_insee, nom, est_chef, poids, etat, invite_le, repondu_le, message
            from operation.membre where operation_id = \(operation) order by est_chef desc, membre_id
            """)
    }

    /// Invites a commune; the lead becomes the first participant with the first invitation.
    /// - Parameter poids: nil: its inhabitants.
    public static func inviter(_ codeInsee: String, poids: Int?, a operation: ID<Projet>, in tx: Transaction) async throws -> ID<Membre> {
        try await tx.value(
            "select operation.inviter(\(operation)::bigint, \(codeInsee), \(poids)::integer) as membre_id")
    }

    /// The answer of a commune, by somebody who works for it.
    public static func repondre(_ membre: ID<Membre>, accepte: Bool, message: String, in tx: Transaction) async throws {
        try await tx.execute("select operation.repondre(\(membre)::bigint, \(accepte)::boolean, \(message))")
    }

    /// Takes an invited commune out; its own lines come back to all.
    /// - Returns: false when it is not there, or leads.
    public static func retirer(_ membre: ID<Membre>, de operation: ID<Projet>, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            "delete from operation.membre where membre_id = \(membre) and operation_id = \(operation) and not est_chef") == 1
    }

    /// Sets the weight of a participant.
    public static func peser(_ membre: ID<Membre>, poids: Int, de operation: ID<Projet>, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            "update operation.membre set poids = \(poids)::integer where membre_id = \(membre) and operation_id = \(operation)") == 1
    }
}

extension PartMembre {
    /// The parts of a project, the lead's first; empty for a porteur alone.
    public static func all(of operation: ID<Projet>, in tx: Transaction) async throws -> [PartMembre] {
        try await tx.rows("select membre_id, nom, est_chef, etat, ht, ttc from operation.parts(\(operation)::bigint)")
    }
}

extension Participation {
    /// The projects that a commune is invited to, the last ones first; nothing for who does not work for it.
    public static func all(commune codeInsee: String, in tx: Transaction) async throws -> [Participation] {
        try await tx.rows(
            """
            select membre_id, operation_id, intitule, objet, chef, lieu, exercice, etat, invite_le, repondu_le, message, fige_le, depose_le,
                commandee_le, accorde_centimes, part_ht_centimes, part_ttc_centimes, reste_centimes, total_ht_centimes, total_ttc_centimes,
                participants
            from operation.participations(\(codeInsee))
            """)
    }
}

extension LignePartagee {
    /// The lines that a member shares with all or takes alone.
    public static func all(of membre: ID<Membre>, in tx: Transaction) async throws -> [LignePartagee] {
        try await tx.rows(
            """
            select libelle, quantite, prix_unitaire_ht_centimes, taux_tva, est_propre
            from operation.lignes_de_la_part(\(membre)::bigint)
            """)
    }
}

extension LigneProjet {
    /// Gives a line to one participant, or back to all.
    /// - Returns: false when the operation has no such line, or is not hers.
    public static func attribuer(
        _ ligne: ID<LigneProjet>, a membre: ID<Membre>?, of operation: ID<Projet>, in tx: Transaction
    ) async throws -> Bool {
        try await tx.execute(
            """
            update operation.ligne set membre_id = \(membre)::bigint
            where ligne_id = \(ligne) and operation_id = \(operation)
            """) == 1
    }
}
