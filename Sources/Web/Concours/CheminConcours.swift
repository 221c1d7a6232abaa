import HTML
import Model
import Store

/// The addresses of the contest and of grouped purchases.
enum CheminConcours: Linkable {
    case accueil, nouvelle
    case consultation(ID<Consultation>)
    case nouvelleProposition(ID<Consultation>)
    case proposition(ID<KitPropose>)
    case lignes(ID<KitPropose>)
    case pieces(ID<KitPropose>)
    case piece(ID<KitPropose>, ID<PieceProposition>)
    case retraitPiece(ID<KitPropose>, ID<PieceProposition>)
    case revue(ID<KitPropose>)
    case passage(ID<KitPropose>)
    case lots
    case lot(ID<LotGroupe>)
    case lotCSV(ID<LotGroupe>)

    var link: Link {
        switch self {
        case .accueil: Link(path: "/concours")
        case .nouvelle: Link(path: "/concours/nouvelle")
        case .consultation(let id): Link(path: "/concours/consultations/\(id)")
        case .nouvelleProposition(let id): Link(path: "/concours/consultations/\(id)/propositions")
        case .proposition(let id): Link(path: "/concours/propositions/\(id)")
        case .lignes(let id): Link(path: "/concours/propositions/\(id)/lignes")
        case .pieces(let id): Link(path: "/concours/propositions/\(id)/pieces")
        case .piece(let id, let piece): Link(path: "/concours/propositions/\(id)/pieces/\(piece)")
        case .retraitPiece(let id, let piece): Link(path: "/concours/propositions/\(id)/pieces/\(piece)/retrait")
        case .revue(let id): Link(path: "/concours/propositions/\(id)/revue")
        case .passage(let id): Link(path: "/concours/propositions/\(id)/passage")
        case .lots: Link(path: "/achats-groupes")
        case .lot(let id): Link(path: "/achats-groupes/\(id)")
        case .lotCSV(let id): Link(path: "/achats-groupes/\(id)/intentions.csv")
        }
    }
}
