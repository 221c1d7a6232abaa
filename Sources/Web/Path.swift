import HTML
import Model
import Parcours

/// Every address of the site. Pages and redirects name a case, never a string.
enum Chemin: Linkable {
    case accueil, connexion, deconnexion, organisation
    case commune(recherche: String? = nil)
    case catalogue(CatalogueQuery = .init())
    case suggestions
    case kit(String)
    case kitProjet(String)
    /// The plan of a kit as it is composed, before any project.
    case kitPlan(String, [(name: String, value: String?)])
    case article(String)
    /// The answers so far, as the address carries them.
    case assistant([(name: String, value: String?)] = [])
    case propositionAssistant([(name: String, value: String?)])
    case projetAssistant
    /// Kits side by side.
    case comparaison([String] = [])
    case operations
    case operation(ID<Projet>)
    case nouveauProjet(KitChoisi)
    case operationKit(ID<Projet>, String)
    case quantiteKit(ID<Projet>, String)
    case retraitOption(ID<Projet>, kit: String, article: String)
    case sansAide(ID<Projet>)
    case prix(ID<Projet>)
    case plan(ID<Projet>)
    case choix(ID<Projet>)
    case dossiersDe(ID<Projet>)
    case dossier(ID<Projet>, ID<Dossier>)
    case piecesDe(ID<Projet>, ID<Dossier>)
    case redaction(ID<Projet>, ID<Dossier>)
    case depot(ID<Projet>, ID<Dossier>)
    case correction(ID<Projet>, ID<Dossier>)
    case commencement(ID<Projet>, ID<Dossier>)
    case zip(ID<Projet>, ID<Dossier>)
    /// `centrale`: the page answers for a centrale d’achat.
    case commandes(ID<Projet>, centrale: Bool = false)
    case commande(ID<Projet>, ID<Commande>)
    case bon(ID<Projet>, ID<Commande>)
    /// Adds an article to a project: the form, and where it is sent.
    case articleProjet(String)
    case nouvelleLigne(ID<Projet>)
    case lignes(ID<Projet>)
    case ligne(ID<Projet>, ID<LigneProjet>)
    case acteLigne(ID<Projet>, ID<LigneProjet>, ActeLigne)
    case gel(ID<Projet>)
    case degel(ID<Projet>)
    case actualisation(ID<Projet>)
    case communes(ID<Projet>)
    case poids(ID<Projet>)
    case partsLignes(ID<Projet>)
    case retraitMembre(ID<Projet>, ID<Membre>)
    /// A project led by another, for the commune that works on it.
    case participation(ID<Membre>)
    case reponse(ID<Membre>)
    case prets(ID<Projet>)
    case convention(ID<Projet>, ID<Pret>)
    case retourPret(ID<Projet>, ID<Pret>)
    case mesPrets
    case paniers
    case panierDe(ID<Projet>)
    case prisePanier(ID<Panier>)
    case retraitPanier(ID<Panier>)
    case copie(ID<Projet>)
    case ecarts(ID<Projet>)
    case calendrier(ID<Projet>)
    case calendrierICS(ID<Projet>)
    case piece(ID<Piece>)
    case retraitPiece(ID<Piece>)
    case vignette(ID<Piece>)
    case faitsPieces(ID<Projet>, ID<Dossier>)
    case deliberation(ID<Projet>, ID<Dossier>)
    case abandonDeliberation(ID<Projet>, ID<Dossier>)
    case edition(ID<Projet>, ID<Dossier>, Edition)
    case prefecture(ListeQuery = .init())
    case instruction(ID<Dossier>)
    case essaiAccord(ID<Dossier>, [(name: String, value: String?)])
    case acteInstruction(ID<Dossier>, ActeInstruction)
    case enveloppes
    case enveloppesDe(exercice: Int)
    case enveloppe(String, MouvementsQuery = .init())
    case rapports
    case rapport(String, RapportQuery = .init())
    case aide, accessibilite
    case pageAide(PageAide)
    case regles(ReglesQuery = .init())
    /// One rule of that page.
    case regle(String)

    var link: Link {
        switch self {
        case .accueil: Link(path: "/")
        case .connexion: Link(path: "/connexion")
        case .deconnexion: Link(path: "/deconnexion")
        case .organisation: Link(path: "/organisation")
        case .commune(let recherche): Link(path: "/commune", query: [("q", recherche)])
        case .catalogue(let query): Link(path: "/catalogue", query: query.parametres)
        case .suggestions: Link(path: "/catalogue/suggestions")
        case .kit(let code): Link(path: "/catalogue/kits/\(code)")
        case .kitProjet(let code): Link(path: "/catalogue/kits/\(code)/projets")
        case .kitPlan(let code, let champs): Link(path: "/catalogue/kits/\(code)/plan", query: champs)
        case .article(let code): Link(path: "/catalogue/articles/\(code)")
        case .assistant(let reponses): Link(path: "/catalogue/assistant", query: reponses)
        case .propositionAssistant(let reponses): Link(path: "/catalogue/assistant/proposition", query: reponses)
        case .projetAssistant: Link(path: "/catalogue/assistant/projets")
        case .comparaison(let kits):
            Link(path: "/catalogue/comparer", query: [("kits", kits.isEmpty ? nil : kits.joined(separator: ","))])
        case .operations: Link(path: "/operations")
        case .prefecture(let query): Link(path: "/prefecture/dossiers", query: query.parametres)
        case .instruction(let id): Link(path: "/prefecture/dossiers/\(id)")
        case .essaiAccord(let id, let champs): Link(path: "/prefecture/dossiers/\(id)", query: champs)
        case .acteInstruction(let id, let acte): Link(path: "/prefecture/dossiers/\(id)/\(acte.rawValue)")
        case .enveloppes: Link(path: "/enveloppes")
        case .enveloppesDe(let exercice): Link(path: "/enveloppes", query: [("exercice", "\(exercice)")])
        case .enveloppe(let code, let query): Link(path: "/enveloppes/\(code)", query: query.parametres)
        case .rapports: Link(path: "/rapports")
        case .rapport(let nom, let query): Link(path: "/rapports/\(nom)", query: query.parametres)
        case .aide: Link(path: "/aide")
        case .pageAide(let page): Link(path: "/aide/\(page.rawValue)")
        case .accessibilite: Link(path: "/accessibilite")
        case .regles(let query): Link(path: "/regles", query: query.parametres)
        case .regle(let id): Link(path: "/regles", fragment: id)
        default: ofOperation
        }
    }

    private var ofOperation: Link {
        switch self {
        case .operation(let id): Link(path: "/operations/\(id)")
        case .nouveauProjet(let kit): Link(path: "/operations/nouveau", query: kit.parametres)
        case .operationKit(let id, let kit): Link(path: "/operations/\(id)/kits/\(kit)/retrait")
        case .quantiteKit(let id, let kit): Link(path: "/operations/\(id)/kits/\(kit)/quantite")
        case .retraitOption(let id, let kit, let article): Link(path: "/operations/\(id)/kits/\(kit)/options/\(article)/retrait")
        case .prix(let id): Link(path: "/operations/\(id)/prix")
        case .sansAide(let id): Link(path: "/operations/\(id)/sans-aide")
        case .plan(let id): Link(path: "/operations/\(id)/plan")
        case .choix(let id): Link(path: "/operations/\(id)/plan/choix")
        case .dossiersDe(let id): Link(path: "/operations/\(id)/dossiers")
        case .dossier(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)")
        case .piecesDe(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/pieces")
        case .redaction(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/redaction")
        case .depot(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/depot")
        case .correction(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/correction")
        case .commencement(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/commencement")
        case .zip(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/zip")
        case .commandes(let id, let centrale):
            Link(path: "/operations/\(id)/commandes", query: [("centrale", centrale ? "oui" : nil)])
        case .commande(let id, let commande): Link(path: "/operations/\(id)/commandes/\(commande)")
        case .bon(let id, let commande): Link(path: "/operations/\(id)/commandes/\(commande)/bon")
        case .calendrier(let id): Link(path: "/operations/\(id)/calendrier")
        case .calendrierICS(let id): Link(path: "/operations/\(id)/calendrier.ics")
        case .piece(let id): Link(path: "/pieces/\(id)")
        case .retraitPiece(let id): Link(path: "/pieces/\(id)/retrait")
        case .vignette(let id): Link(path: "/pieces/\(id)/vignette")
        case .deliberation(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/deliberation")
        case .abandonDeliberation(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/deliberation/abandon")
        case .edition(let id, let dossier, let edition): Link(path: "/operations/\(id)/dossiers/\(dossier)/editions/\(edition.rawValue)")
        case .faitsPieces(let id, let dossier): Link(path: "/operations/\(id)/dossiers/\(dossier)/pieces/faits")
        default: ofComposition
        }
    }

    private var ofComposition: Link {
        switch self {
        case .articleProjet(let code): Link(path: "/catalogue/articles/\(code)/projet")
        case .nouvelleLigne(let id): Link(path: "/operations/\(id)/lignes/nouvelle")
        case .lignes(let id): Link(path: "/operations/\(id)/lignes")
        case .ligne(let id, let ligne): Link(path: "/operations/\(id)/lignes/\(ligne)")
        case .acteLigne(let id, let ligne, let acte): Link(path: "/operations/\(id)/lignes/\(ligne)/\(acte.rawValue)")
        case .gel(let id): Link(path: "/operations/\(id)/gel")
        case .degel(let id): Link(path: "/operations/\(id)/gel/levee")
        case .actualisation(let id): Link(path: "/operations/\(id)/prix/actualisation")
        case .communes(let id): Link(path: "/operations/\(id)/communes")
        case .poids(let id): Link(path: "/operations/\(id)/communes/poids")
        case .partsLignes(let id): Link(path: "/operations/\(id)/communes/lignes")
        case .retraitMembre(let id, let membre): Link(path: "/operations/\(id)/communes/\(membre)/retrait")
        case .prets(let id): Link(path: "/operations/\(id)/prets")
        case .convention(let id, let pret): Link(path: "/operations/\(id)/prets/\(pret)/convention")
        case .retourPret(let id, let pret): Link(path: "/operations/\(id)/prets/\(pret)/retour")
        case .mesPrets: Link(path: "/prets")
        case .paniers: Link(path: "/paniers")
        case .panierDe(let id): Link(path: "/operations/\(id)/panier")
        case .prisePanier(let id): Link(path: "/paniers/\(id)/projet")
        case .retraitPanier(let id): Link(path: "/paniers/\(id)/retrait")
        case .copie(let id): Link(path: "/operations/\(id)/copie")
        case .ecarts(let id): Link(path: "/operations/\(id)/ecarts")
        case .participation(let id): Link(path: "/participations/\(id)")
        case .reponse(let id): Link(path: "/participations/\(id)/reponse")
        default: Link(path: "/")
        }
    }
}

/// What is done to one line of a project, each its own address.
enum ActeLigne: String, CaseIterable {
    case quantite, retrait, remplacement, retablissement
}

/// What the préfecture does to a dossier, each its own address.
enum ActeInstruction: String, CaseIterable {
    case completude, correction, decision, papiers
}
