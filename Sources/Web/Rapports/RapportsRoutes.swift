import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func rapports(_ group: RouterGroup<AgentContext>) {
        group.get("", use: listeRapports)
        group.get(":nom", use: rapport)
    }

    @Sendable private func listeRapports(_ request: Request, _ context: AgentContext) async throws -> Response {
        let rapports = try Rapport.tous()
        return page(context, request, titre: "Rapports", rubrique: .rapports) { ListeRapportsPage(rapports: rapports).html }
    }

    /// The page of a report, or its file: the same rows as `psql` gives to whoever has the agent's rights.
    @Sendable private func rapport(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard let rapport = try Rapport.nomme(try context.parameters.require("nom")) else { throw Refus.rapport }
        let query = RapportQuery(request, rapport, defaut: defauts(context.agent))
        do {
            let resultat = try await executer(rapport, try rapport.lire(query.dictionnaire), context.agent)
            if let format = query.format { return try fichier(resultat, format) }
            return montrer(.init(rapport: rapport, query: query, resultat: resultat), request, context)
        } catch let erreurs as FormErrors {
            return montrer(.init(rapport: rapport, query: query, resultat: nil, erreurs: erreurs), request, context)
        }
    }

    private func executer(_ rapport: Rapport, _ liaisons: Rapport.Liaisons, _ agent: Agent) async throws -> ResultatRapport {
        try await parcours.database.read(as: .agent(agent.agentId)) { try await rapport.executer(liaisons, in: $0) }
    }

    private func montrer(_ value: RapportPage, _ request: Request, _ context: AgentContext) -> Response {
        let fil = [Breadcrumb.Etape(libelle: "Rapports", lien: Chemin.rapports.link), .init(libelle: value.rapport.titre)]
        return page(context, request, titre: value.rapport.titre, rubrique: .rapports, fil: fil, erreurs: value.erreurs, largeur: .large) {
            value.html
        }
    }

    /// The exercice under way, and the agent's own département when she has one.
    private func defauts(_ agent: Agent) -> [String: String] {
        var valeurs = ["exercice": "\(aujourdhui.exerciceDeProgrammation)"]
        valeurs["departement"] = agent.organisation.departementCode
        return valeurs
    }

    private func fichier(_ resultat: ResultatRapport, _ format: RapportQuery.Format) throws -> Response {
        let (octets, type) =
            switch format {
            case .csv: (resultat.csv, "text/csv; charset=utf-8")
            case .json: (resultat.json, "application/json; charset=utf-8")
            case .xlsx: (try resultat.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
        return .fichier(octets, nom: "\(resultat.rapport.nom)-\(aujourdhui).\(format.rawValue)", type: type, telecharger: true)
    }
}

extension Refus {
    static let rapport = Refus(.introuvable, "Ce rapport n’existe pas. Choisissez-le dans la liste des rapports.", regle: "rapport_inconnu")
}
