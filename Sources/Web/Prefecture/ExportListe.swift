import Documents
import Foundation
import Hummingbird
import Model
import NIOCore
import Parcours
import Postgres
import Store

/// The list as a file: exactly what is shown, its columns, its filters and its order, for the whole selection.
struct ExportListe: Sendable {
    let parcours: Parcours
    let agent: ID<Agent>
    let filtre: FiltreDossiers
    let tri: TriDossiers
    let colonnes: [ColonneDossiers]
    /// Only what the agent ticked.
    let choisis: Bool

    /// Read at once, a connection the time of one such page only.
    private static let parPage = 2_000

    private var declarees: [Rapport.Colonne] { colonnes.map { .init(nom: $0.rawValue, contenu: $0.contenu, libelle: $0.titre) } }

    /// The rows page after page; nil after the last.
    private func page(_ borne: BorneListe) async throws -> (lignes: [[ResultatRapport.Cellule]], suite: BorneListe?) {
        let lues = try await parcours.database.read(as: .agent(agent)) { tx in
            try await Dossier.liste(filtre, tri, borne, choisis: choisis, limite: Self.parPage, in: tx)
        }
        let place = lues.count == Self.parPage ? lues.last?.dossier.place(tri) : nil
        return (lues.map { ligne in colonnes.map { $0.cellule(ligne) } }, place.map(BorneListe.apres))
    }

    /// Written as it is read: a long list is never held whole.
    var csv: ResponseBody {
        ResponseBody { writer in
            let csv = LignesCSV(declarees)
            try await writer.write(ByteBuffer(string: csv.entete))
            var suite: BorneListe? = .debut
            while let borne = suite {
                let lue = try await page(borne)
                try await writer.write(ByteBuffer(string: lue.lignes.map(csv.ligne).joined()))
                suite = lue.suite
            }
            try await writer.finish(nil)
        }
    }

    /// A workbook, or an OpenDocument sheet.
    /// - Throws: `XLSXError` when there are more rows than a sheet holds.
    func classeur(_ format: FormatListe) async throws -> Data {
        var lignes: [[ResultatRapport.Cellule]] = []
        var suite: BorneListe? = .debut
        while let borne = suite {
            let lue = try await page(borne)
            lignes += lue.lignes
            suite = lue.suite
        }
        return try ResultatRapport.classeur("Dossiers", declarees, lignes, enODS: format == .ods)
    }
}

extension Site {
    @Sendable func exporterListe(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let (champs, agent) = (request.champs, context.agent)
        guard let code = agent.organisation.departementCode else { throw AccesRefuse() }
        let format = champs["format"].flatMap(FormatListe.init) ?? .csv
        let query = ListeQuery(champs)
        let bureau = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            try await Bureau.find(agent.agentId, departement: code, in: tx)
        }
        let export = ExportListe(
            parcours: parcours, agent: agent.agentId, filtre: query.filtre(departement: code), tri: query.tri,
            colonnes: ColonneDossiers.choisies(bureau.colonnes), choisis: champs.coche("choisis"))
        let nom = "dossiers-\(code)-\(aujourdhui).\(format.rawValue)"
        guard format == .csv else {
            return .fichier(try await export.classeur(format), nom: nom, type: format.type, telecharger: true)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: format.type, .cacheControl: "private, no-store", .contentDisposition: "attachment; filename=\"\(nom)\"",
            ], body: export.csv)
    }
}
