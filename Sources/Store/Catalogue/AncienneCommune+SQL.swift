public import Model
public import Postgres

extension AncienneCommune {
    /// Where a code that is no longer a commune's leads; nil for a commune of today and for what never was one.
    public static func find(_ code: String, in tx: Transaction) async throws -> AncienneCommune? {
        try await tx.first("select code_ancien, nom_ancien, code_insee, depuis from territoire.passage where code_ancien = \(code)")
    }
}

extension Porteur {
    /// The commune of today that a code, of today or of before, names; with the former one that led to it. nil for what never was a commune.
    public static func communeActuelle(_ code: String, in tx: Transaction) async throws -> (porteur: Porteur, ancienne: AncienneCommune?)? {
        if let porteur = try await commune(code, in: tx) { return (porteur, nil) }
        guard let ancienne = try await AncienneCommune.find(code, in: tx), let porteur = try await commune(ancienne.codeInsee, in: tx)
        else {
            return nil
        }
        return (porteur, ancienne)
    }
}
