import HTML
import Model
import Store

/// The addresses of messages, notes, opinions and mail.
enum CheminMessagerie: Linkable {
    /// Of the porteur.
    case messages(ID<Projet>, ID<Dossier>)
    /// Of the préfecture.
    case instruits(ID<Dossier>)
    case fichier(ID<Message>, Int)
    case notes(ID<Dossier>)
    case appels(ID<Dossier>)
    case avis(ID<Dossier>)
    case reponseAvis(ID<Dossier>, ID<Avis>)
    /// Of an expert, without an account.
    case expert(String)
    case pieceExpert(String, ID<Piece>)
    case courriels, relance

    var link: Link {
        switch self {
        case .messages(let projet, let id): Link(path: "/operations/\(projet)/dossiers/\(id)/messages")
        case .instruits(let id): Link(path: "/prefecture/dossiers/\(id)/messages")
        case .fichier(let message, let rang): Link(path: "/messages/\(message)/fichiers/\(rang)")
        case .notes(let id): Link(path: "/prefecture/dossiers/\(id)/notes")
        case .appels(let id): Link(path: "/prefecture/dossiers/\(id)/appels")
        case .avis(let id): Link(path: "/prefecture/dossiers/\(id)/avis")
        case .reponseAvis(let id, let avis): Link(path: "/prefecture/dossiers/\(id)/avis/\(avis)")
        case .expert(let secret): Link(path: "/avis/\(secret)")
        case .pieceExpert(let secret, let piece): Link(path: "/avis/\(secret)/pieces/\(piece)")
        case .courriels: Link(path: "/courriels")
        case .relance: Link(path: "/courriels/relance")
        }
    }
}
