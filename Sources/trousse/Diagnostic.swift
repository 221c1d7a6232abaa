import Cluster
import Documents
import Foundation
import Model
import Postgres
import Store

/// Looks at everything that Trousse needs, and changes nothing: a stopped database stays stopped.
struct Diagnostic {
    struct Constat: Encodable, Sendable {
        let sujet: String
        let etat: String
        /// The command that repairs; nil when all is well.
        let remede: String?
        var estBon: Bool { remede == nil }

        static func bon(_ sujet: String, _ etat: String) -> Constat { Constat(sujet: sujet, etat: etat, remede: nil) }
    }

    let catalogue: EmplacementCatalogue

    func constats() async -> [Constat] { await base() + [documents(), classeurs(), calcul(), disque(), horloge()] }

    // MARK: Database

    private func base() async -> [Constat] {
        guard let url = Connexions.urlDonnee ?? urlPrivee else {
            return [
                Constat(
                    sujet: "Base de données",
                    etat: "la base privée est \(Connexions.clusterPrive.status == .absent ? "à créer" : "arrêtée")",
                    remede: "trousse database migrate")
            ]
        }
        let connexions = Connexions(url: url, estPrivee: Connexions.urlDonnee == nil)
        let constats = await base(connexions)
        await connexions.fermer()
        return constats
    }

    private var urlPrivee: String? {
        let cluster = Connexions.clusterPrive
        return cluster.isRunning ? cluster.url() : nil
    }

    private func base(_ connexions: Connexions) async -> [Constat] {
        let place = connexions.estPrivee ? "\(Connexions.clusterPrive)" : "celle de DATABASE_URL"
        do {
            let serveur: Serveur = try await connexions.login.read(as: .systeme("doctor")) { tx in
                try await tx.one(
                    """
                    select current_setting('server_version') as version, current_setting('server_version_num')::integer as numero,
                        abs(extract(epoch from clock_timestamp() - \(Date())::timestamptz))::integer as ecart
                    """)
            }
            let version = Constat(
                sujet: "PostgreSQL", etat: "\(serveur.version), \(place)",
                remede: serveur.numero < 150_000 ? "Installez PostgreSQL 15 ou plus récent." : nil)
            let clock = Constat(
                sujet: "Horloge de la base", etat: "\(serveur.ecart)\u{A0}s d’écart",
                remede: serveur.ecart > 5 ? "Mettez à l’heure les deux machines (NTP)." : nil)
            return try await [version, clock, schema(connexions)] + contenu(connexions) + [courrier(connexions)]
        } catch {
            return [
                Constat(
                    sujet: "Base de données", etat: (error as? DatabaseError).map { String($0.premiereLigne) } ?? Issue.phrase(error),
                    remede: "Vérifiez que PostgreSQL tourne, et DATABASE_URL si vous l’avez défini.")
            ]
        }
    }

    private func schema(_ connexions: Connexions) async throws -> Constat {
        let status = try await Migrator.trousse(connexions.login).status()
        let count = status.applied.count + status.reapplied.count
        return Constat(
            sujet: "Schéma", etat: status.isEmpty ? "à jour" : "\(count) fichiers à appliquer",
            remede: status.isEmpty ? nil : "trousse database migrate")
    }

    private func contenu(_ connexions: Connexions) async throws -> [Constat] {
        guard
            let lignes = try? await connexions.application.read(
                as: .visiteur,
                { tx in
                    try await tx.rows(
                        """
                        select 'communes' as nature, (select count(*) from territoire.commune)::integer as nombre,
                            max(importe_le) filter (where nature = 'communes') as importe_le
                        from catalogue.import
                        union all
                        select 'catalogue', (select count(*) from catalogue.article where retire_le is null)::integer,
                            max(importe_le) filter (where nature = 'catalogue')
                        from catalogue.import
                        """, as: Contenu.self)
                })
        else { return [Constat(sujet: "Catalogue", etat: "illisible", remede: "trousse database migrate")] }
        return lignes.map { ligne in
            let (sujet, quoi) = ligne.nature == "communes" ? ("Communes", "communes") : ("Catalogue", "articles")
            guard let date = ligne.importeLe else {
                return Constat(sujet: sujet, etat: "jamais importé", remede: "trousse import \(ligne.nature)")
            }
            return .bon(sujet, "\(ligne.nombre) \(quoi), importés le \(LocalDate(date).french)")
        }
    }

    private struct Serveur: Decodable, Sendable {
        let version: String
        let numero: Int
        let ecart: Int
    }

    private struct Contenu: Decodable, Sendable {
        let nature: String
        let nombre: Int
        let importeLe: Date?
    }
}
