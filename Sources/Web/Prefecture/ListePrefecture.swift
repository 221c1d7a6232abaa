import Model
import Parcours
import Postgres
import Store

/// What the préfecture's list shows, read in eight statements at most, the session's included.
struct ListePrefecture: Sendable {
    static let taille = 25

    let prefecture: String
    let query: ListeQuery
    let aujourdhui: LocalDate
    /// The whole département.
    let groupes: [GroupeDossiers]
    /// What every other choice leaves of it; état, dotation and exercice choose in it.
    let trouves: [GroupeDossiers]
    let lieux: LieuxDossiers
    let bureau: Bureau
    let page: Page
    let enveloppes: [EnveloppeDepartement]

    struct Page: Sendable {
        let lignes: [LigneDossier]
        let precedente: CleDossier?
        let suivante: CleDossier?

        /// - Parameter lus: one more than a page holds when there is another beyond.
        init(_ lus: [LigneDossier], _ query: ListeQuery) {
            let deborde = lus.count > ListePrefecture.taille
            func place(_ ligne: LigneDossier?) -> CleDossier? { ligne?.dossier.place(query.tri) }
            if case .avant = query.borne {
                lignes = Array(lus.suffix(ListePrefecture.taille))
                precedente = deborde ? place(lignes.first) : nil
                suivante = place(lignes.last)
            } else {
                lignes = Array(lus.prefix(ListePrefecture.taille))
                precedente = query.borne == .debut ? nil : place(lignes.first)
                suivante = deborde ? place(lignes.last) : nil
            }
        }
    }

    var colonnes: [ColonneDossiers] { ColonneDossiers.choisies(bureau.colonnes) }

    /// Everything that the filters keep, not the page alone.
    var selection: [GroupeDossiers] {
        let filtre = query.filtre
        return trouves.filter {
            (filtre.dispositif ?? $0.dispositif) == $0.dispositif && (filtre.etat ?? $0.etat) == $0.etat
                && (filtre.exercice ?? $0.exercice) == $0.exercice
        }
    }
}

extension Site {
    func listePrefecture(_ query: ListeQuery, of agent: Agent, in tx: Transaction) async throws -> ListePrefecture {
        guard let code = agent.organisation.departementCode else { throw AccesRefuse() }
        let effectif = try await Dossier.effectif(departement: code, in: tx)
        var base = query.filtre(departement: code)
        (base.dispositif, base.etat, base.exercice) = (nil, nil, nil)
        let trouves =
            base.estCompte
            ? effectif.groupes : try await parcours.groupes(base, departement: code, version: effectif.version, in: tx)
        let lus = try await Dossier.liste(
            query.filtre(departement: code), query.tri, query.borne, limite: ListePrefecture.taille + 1, in: tx)
        let exercice = query.filtre.exercice ?? aujourdhui.exerciceDeProgrammation
        return ListePrefecture(
            prefecture: agent.organisation.nom, query: query, aujourdhui: aujourdhui, groupes: effectif.groupes, trouves: trouves,
            lieux: try await parcours.lieux(departement: code, version: effectif.version, in: tx),
            bureau: try await Bureau.find(agent.agentId, departement: code, in: tx), page: .init(lus, query),
            enveloppes: try await EnveloppeDepartement.all(departement: code, exercice: exercice, in: tx))
    }
}

extension [GroupeDossiers] {
    var nombre: Int { map(\.nombre).reduce(0, +) }
    /// `1 234 dossiers`
    var enDossiers: String { nombre == 1 ? "1 dossier" : "\(nombre.french) dossiers" }
    var enCours: String {
        switch nombre {
        case 0: "aucun dossier en cours"
        case 1: "1 dossier en cours"
        default: "\(nombre.french) dossiers en cours"
        }
    }
    var cout: Money { map(\.coutCentimes).sum() }
    var demande: Money { map(\.demandeCentimes).sum() }
    var accorde: Money { map(\.accordeCentimes).sum() }
    func etat(_ etats: EtatDossier...) -> [GroupeDossiers] { filter { etats.contains($0.etat) } }
}
