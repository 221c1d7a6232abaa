internal import Model
internal import Postgres
internal import Store
internal import Synchronization
internal import Web

extension Acteur {
    /// Opens a session as sign-in does, without its slow hash. Sign-in itself has its own tests.
    /// - Returns: the value of the session's cookie.
    func ouvrirSession() async throws -> String {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            let cookie: String = try await tx.value("select gen_random_uuid()::text || gen_random_uuid()::text")
            let empreinte: String = try await tx.value("select encode(sha256(convert_to(\(cookie), 'UTF8')), 'hex')")
            let csrf: String = try await tx.value("select gen_random_uuid()::text")
            try await Agent.ouvrirSession(agent, empreinte: empreinte, csrf: csrf, heures: 12, in: tx)
            return cookie
        }
    }

    /// Lets her sign in with `Acteur.motDePasse`.
    public func donnerMotDePasse() async throws {
        let hash = try await Acteur.hash.value
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("update acces.agent set mot_de_passe = \(hash) where agent_id = \(agent)")
        }
    }

    private static let hash = Task { try await MotDePasse.hacher(motDePasse) }
}
