import Foundation
public import Model
public import Postgres

extension Referentiel {
    /// The law, the sources of money and the local rules, as the last import left them. Five statements: keep the result and
    /// ask `version(in:)` whether it still holds.
    public static func load(in tx: Transaction) async throws -> Referentiel {
        let parametres: [ParametreRow] = try await tx.rows(
            """
            select cle, valeur, lower(periode) as du, (upper(periode) - 1) as au, source, confiance, precision
            from financement.parametre order by cle, periode
            """)
        // Rows that no import has filled since their table keeps them whole are not rules yet.
        let dispositifs = try await tx.values(
            "select contenu::text from financement.dispositif where contenu <> '{}' order by code", as: String.self)
        let regles = try await tx.values(
            """
            select contenu::text from financement.regle_departement where contenu <> '{}'
            order by departement_code, dispositif, exercice
            """, as: String.self)
        return Referentiel(
            parametres: Parametres(parametres.map(\.parametre)), dispositifs: try dispositifs.map(lire), regles: try regles.map(lire),
            usages: try await usages(in: tx))
    }

    /// The rates really awarded, and the départements among the others.
    private static func usages(in tx: Transaction) async throws -> Usages {
        let usages: [UsageRow] = try await tx.rows("select source, contenu::text as contenu from financement.usage order by dispositif")
        let situations: [SituationRow] = try await tx.rows(
            """
            select code, region_code, array(
                select voisin_code from territoire.voisinage where departement_code = departement.code order by voisin_code
            ) as voisins
            from territoire.departement order by code
            """)
        return Usages(
            comptages: try usages.flatMap { try lire($0.contenu) as [ComptageTaux] }, situations: situations.map(\.situation),
            source: usages.first?.source ?? "")
    }

    private static func lire<Value: Decodable>(_ contenu: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(contenu.utf8))
    }

    /// Number of the last catalogue import; nil before the first.
    public static func version(in tx: Transaction) async throws -> Int64? {
        try await tx.value("select max(import_id) as version from catalogue.import where nature = 'catalogue'", as: Int64?.self)
    }
}

extension PieceExigee {
    /// Every piece that some dossier may have to hold, in the order of the form.
    public static func all(in tx: Transaction) async throws -> [PieceExigee] {
        try await tx.rows(
            "select code, nom, fichier, description, source, generee, quand, perimee_mois from financement.piece_exigee order by code")
    }
}

private struct ParametreRow: Decodable, Sendable {
    let cle: String
    let valeur: String
    let du: LocalDate
    let au: LocalDate?
    let source: String
    let confiance: Confiance
    let precision: String?
    var parametre: Parametre {
        Parametre(cle: cle, valeur: valeur, du: du, au: au, source: source, confiance: confiance, precision: precision)
    }
}

private struct UsageRow: Decodable, Sendable {
    let source: String
    let contenu: String
}

private struct SituationRow: Decodable, Sendable {
    let code: String
    let regionCode: String
    let voisins: [String]
    var situation: SituationDepartement { SituationDepartement(code: code, region: regionCode, voisins: voisins) }
}
