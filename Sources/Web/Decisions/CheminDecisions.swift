import HTML
import Model
import Store

/// The addresses of the préfecture's papers and of Chorus.
enum CheminDecisions: Linkable {
    case documents(DecisionsQuery = .init())
    case generation, telechargement, notification
    case fichier(ID<DocumentDecision>, signe: Bool)
    case retours
    case page(ID<PageOrpheline>)
    case modeles
    case modele(ID<ModeleDecision>)
    case apercu(ID<ModeleDecision>)
    case chorus
    case engagement(ID<Dossier>)

    var link: Link {
        switch self {
        case .documents(let query): Link(path: "\(Self.racine)/documents", query: query.parametres)
        case .generation: Link(path: "\(Self.racine)/documents/generation")
        case .telechargement: Link(path: "\(Self.racine)/documents/telechargement")
        case .notification: Link(path: "\(Self.racine)/documents/notification")
        case .fichier(let id, let signe): Link(path: "\(Self.racine)/documents/fichiers/\(id)", query: [("signe", signe ? "oui" : nil)])
        case .retours: Link(path: "\(Self.racine)/documents/retours")
        case .page(let id): Link(path: "\(Self.racine)/documents/retours/\(id)")
        case .modeles: Link(path: "\(Self.racine)/modeles")
        case .modele(let id): Link(path: "\(Self.racine)/modeles/\(id)")
        case .apercu(let id): Link(path: "\(Self.racine)/modeles/\(id)/apercu")
        case .chorus: Link(path: "\(Self.racine)/chorus")
        case .engagement(let id): Link(path: "\(Self.racine)/chorus/\(id)")
        }
    }

    private static let racine = "/prefecture/programmation"
}

/// Which decided dossiers are shown, and from where.
struct DecisionsQuery: Sendable, Hashable {
    var etat: EtatNotification?
    var apres: ID<Dossier>?

    var parametres: [(name: String, value: String?)] { [("etat", etat?.rawValue), ("apres", apres?.description)] }

    init(etat: EtatNotification? = nil, apres: ID<Dossier>? = nil) { (self.etat, self.apres) = (etat, apres) }

    init(_ champs: Saisie) {
        (etat, apres) = (champs["etat"].flatMap(EtatNotification.init), champs["apres"].flatMap { ID<Dossier>($0) })
    }
}

/// The four ways to receive the papers of a selection.
enum Groupement: String, CaseIterable {
    case separes, ensemble
    case parDossier = "par_dossier"
    case parGenre = "par_genre"

    var libelle: String {
        switch self {
        case .separes: "Un PDF par document (ZIP)"
        case .ensemble: "Tout dans un seul PDF"
        case .parDossier: "Un PDF par dossier (ZIP)"
        case .parGenre: "Un PDF par genre de document (ZIP)"
        }
    }
}
