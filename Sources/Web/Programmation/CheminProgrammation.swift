import HTML
import Model
import Store

/// The addresses of programming and of decisions in number.
enum CheminProgrammation: Linkable {
    case accueil
    case simulation(ID<Simulation>, LignesQuery = .init())
    case lignes(ID<Simulation>, LignesQuery = .init())
    case remplissage(ID<Simulation>)
    case explication(ID<Simulation>)
    case copie(ID<Simulation>)
    case suppression(ID<Simulation>)
    case decisions(ID<Simulation>)
    case comparaison(ID<Simulation>?, ID<Simulation>?)
    case travail(ID<Travail>)
    case reprise(ID<Travail>)

    var link: Link {
        switch self {
        case .accueil: Link(path: Self.racine)
        case .simulation(let id, let query): Link(path: "\(Self.racine)/\(id)", query: query.parametres)
        case .lignes(let id, let query): Link(path: "\(Self.racine)/\(id)/lignes", query: query.parametres)
        case .remplissage(let id): Link(path: "\(Self.racine)/\(id)/remplissage")
        case .explication(let id): Link(path: "\(Self.racine)/\(id)/explication")
        case .copie(let id): Link(path: "\(Self.racine)/\(id)/copie")
        case .suppression(let id): Link(path: "\(Self.racine)/\(id)/suppression")
        case .decisions(let id): Link(path: "\(Self.racine)/\(id)/decisions")
        case .comparaison(let a, let b):
            Link(path: "\(Self.racine)/comparaison", query: [("a", a.map(\.description)), ("b", b.map(\.description))])
        case .travail(let id): Link(path: "\(Self.racine)/travaux/\(id)")
        case .reprise(let id): Link(path: "\(Self.racine)/travaux/\(id)/reprise")
        }
    }

    private static let racine = "/prefecture/programmation"
}

/// Which lines of a simulation are shown, and from where.
struct LignesQuery: Sendable, Hashable {
    var statut: StatutLigne?
    var q: String?
    var apres: LigneSimulation.Cle?

    var parametres: [(name: String, value: String?)] {
        [("statut", statut?.rawValue), ("q", q), ("apres", apres.map { "\($0.points).\($0.dossier)" })]
    }

    init(statut: StatutLigne? = nil, q: String? = nil, apres: LigneSimulation.Cle? = nil) {
        (self.statut, self.q, self.apres) = (statut, q, apres)
    }

    /// What cannot be read filters nothing.
    init(_ champs: Saisie) {
        (statut, q) = (champs["statut"].flatMap(StatutLigne.init), champs["q"].map { String($0.prefix(100)) })
        let cle = (champs["apres"] ?? "").split(separator: ".").compactMap { Int64($0) }
        apres = cle.count == 2 ? .init(points: cle[0], dossier: cle[1]) : nil
    }
}
