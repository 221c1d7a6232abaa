import HTML
import Model

/// The addresses of an application's form, of the agreement asked for it, and of its filing on Démarche numérique.
enum CheminDemande: Linkable {
    case formulaire(ID<Projet>, ID<Dossier>)
    case reprise(ID<Projet>, ID<Dossier>)
    case accord(ID<Projet>, ID<Dossier>)
    case retraitAccord(ID<Projet>, ID<Dossier>)
    case reponseAccord(ID<Projet>, ID<Dossier>)
    /// What somebody who was sent the link opens, without an account.
    case lien(String)
    case demarche(ID<Projet>, ID<Dossier>)
    case suiviDemarche(ID<Projet>, ID<Dossier>)

    var link: Link {
        switch self {
        case .formulaire(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/formulaire")
        case .reprise(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/formulaire/reprise")
        case .accord(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/accord")
        case .retraitAccord(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/accord/retrait")
        case .reponseAccord(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/accord/reponse")
        case .lien(let jeton): Link(path: "/accord/\(jeton)")
        case .demarche(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/demarche")
        case .suiviDemarche(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/demarche/suivi")
        }
    }
}
