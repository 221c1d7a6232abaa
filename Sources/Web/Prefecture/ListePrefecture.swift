import Model
import Parcours
import Postgres
import Store

/// What the préfecture's list shows, read in eight statements at most, the session's included.
struct ListePrefecture: Sendable {
    static let taille = 25

    let prefecture: String
    let departementCode: String
    let query: ListeQuery
    let aujourdhui: LocalDate
    /// The whole département.
    let groupes: [GroupeDossiers]
    /// What the words that are looked for leave of it; filters choose in it.
    let trouves: [GroupeDossiers]
    let urgents: [Dossier]
    let page: Page
    let enveloppes: [EnveloppeDepartement]

    struct Page: Sendable {
        let dossiers: [Dossier]
        let precedente: CleDossier?
        let suivante: CleDossier?

        /// - Parameter lus: one more than a page holds when there is another beyond.
        init(_ lus: [Dossier], _ borne: BorneListe) {
            let deborde = lus.count > ListePrefecture.taille
            if case .avant = borne {
                dossiers = Array(lus.suffix(ListePrefecture.taille))
                precedente = deborde ? dossiers.first.flatMap(CleDossier.init) : nil
                suivante = dossiers.last.flatMap(CleDossier.init)
            } else {
                dossiers = Array(lus.prefix(ListePrefecture.taille))
                precedente = borne == .debut ? nil : dossiers.first.flatMap(CleDossier.init)
                suivante = deborde ? dossiers.last.flatMap(CleDossier.init) : nil
            }
        }
    }

    /// The year whose envelope is summed up.
    var exercice: Int { query.exercice ?? aujourdhui.exerciceDeProgrammation }

    /// Everything that the filters keep, not the page alone.
    var selection: [GroupeDossiers] {
        trouves.filter {
            (query.dispositif ?? $0.dispositif) == $0.dispositif && (query.etat ?? $0.etat) == $0.etat
                && (query.exercice ?? $0.exercice) == $0.exercice
        }
    }
}

extension Site {
    func listePrefecture(_ query: ListeQuery, of agent: Agent, in tx: Transaction) async throws -> ListePrefecture {
        guard let code = agent.organisation.departementCode else { throw AccesRefuse() }
        let groupes = try await Dossier.groupes(.init(departement: code), in: tx)
        let trouves = query.q == nil ? groupes : try await Dossier.groupes(.init(departement: code, texte: query.q), in: tx)
        let urgents = try await Dossier.bientotReputesComplets(departement: code, limite: 10, in: tx)
        let lus = try await Dossier.liste(query.filtre(departement: code), query.borne, limite: ListePrefecture.taille + 1, in: tx)
        let page = ListePrefecture.Page(lus, query.borne)
        let exercice = query.exercice ?? aujourdhui.exerciceDeProgrammation
        return ListePrefecture(
            prefecture: agent.organisation.nom, departementCode: code, query: query, aujourdhui: aujourdhui, groupes: groupes,
            trouves: trouves, urgents: urgents, page: page,
            enveloppes: try await EnveloppeDepartement.all(departement: code, exercice: exercice, in: tx))
    }
}

extension [GroupeDossiers] {
    var nombre: Int { map(\.nombre).reduce(0, +) }
    var enCours: String {
        switch nombre {
        case 0: "aucun dossier en cours"
        case 1: "1 dossier en cours"
        default: "\(nombre) dossiers en cours"
        }
    }
    var cout: Money { map(\.coutCentimes).sum() }
    var demande: Money { map(\.demandeCentimes).sum() }
    var accorde: Money { map(\.accordeCentimes).sum() }
    func etat(_ etat: EtatDossier) -> [GroupeDossiers] { filter { $0.etat == etat } }
}
