import Model
import Postgres
import Store
import TestSupport

/// A mairie with something on every page: an empty project, a draft, a dossier received, one ordered. Made once for the suites that
/// only look.
struct Monde: Sendable {
    let scene: Scene
    let voisine: Acteur
    let prefectureVoisine: Acteur
    let responsable: Acteur
    /// The project that is ordered, its dossier, its order and one of its pieces.
    let projet: ID<Projet>
    let dossier: ID<Dossier>
    let commande: ID<Commande>
    let piece: ID<Piece>
    let concours: Concours
    /// A message with its file, an opinion asked, and the secret of the link that its expert received.
    let message: ID<Message>
    let avis: ID<Avis>
    let secretAvis: String
    let pieceEnAvis: ID<Piece>

    static var commun: Monde { get async throws { try await fait.value } }
    private static let fait = Task { try await Monde() }

    /// What must never be seen of it from outside.
    static let secret = "Guichet secret de la mairie"

    /// The secret of a link that asks for an agreement.
    static let lien = "lien-du-monde"

    private init() async throws {
        scene = try await Scene(enveloppe: .euros(20_000))
        voisine = try await Acteur.mairie(departement: scene.departement)
        prefectureVoisine = try await Acteur.prefecture(Departements.suivant())
        responsable = try await Acteur.responsable()
        _ = try await scene.projet()
        _ = try await scene.projet("K02", "K09")
        let enAvis = try await scene.recu(demandant: .euros(600))
        try await scene.passer(enAvis, a: .complet, par: scene.prefecture)
        let id = try await scene.recu(demandant: .euros(900))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        try await scene.accorder(id, .euros(900))
        dossier = id
        let (mairie, projet) = (scene.mairie, try await scene.lire(id).operationId)
        self.projet = projet
        let base = scene.base
        try await base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("alter table operation.operation disable trigger figer")
            try await tx.execute("update operation.operation set intitule = \(Monde.secret) where operation_id = \(projet)")
            try await tx.execute("alter table operation.operation enable trigger figer")
        }
        concours = try await Concours()
        let brouillon = try await scene.dossier(demandant: .euros(400))
        try await base.app.write(as: mairie.identity) { tx in
            let empreinte: String = try await tx.value("select encode(sha256(convert_to(\(Monde.lien), 'UTF8')), 'hex')")
            try await Approbation.demander(
                brouillon, destinataire: "Mme la maire", message: "", empreinte: empreinte, le: jourDesEssais,
                expire: jourDesEssais.adding(days: 30), in: tx)
        }
        message = try await base.app.write(as: mairie.identity) { tx in
            try await Message.ecrire(
                Monde.secret, on: id, attendReponse: false,
                jointes: [.init(nom: "plan.pdf", type: "application/pdf", octets: Scene.piece(nil, of: projet).octets)], in: tx)
        }
        avis = try await base.app.write(as: scene.prefecture.identity) { tx in
            try await Avis.demander(
                .init(
                    nature: .expert, expert: "Le SGAR", courriel: "sgar-\(enAvis)@exemple.fr", question: "Quel est votre avis ?",
                    confidentiel: true, delaiLe: jourDesEssais.adding(days: 30)), on: enAvis, le: jourDesEssais, in: tx)
        }
        secretAvis = try await base.owner.read(as: .systeme("essais")) { tx in
            try await tx.value(
                "select faits ->> 'secret' as secret from courrier.courriel where genre = 'avis_demande' and dossier_id = \(enAvis)")
        }
        let projetEnAvis = try await scene.lire(enAvis).operationId
        pieceEnAvis = try await base.app.read(as: mairie.identity) { try await Piece.all(of: projetEnAvis, in: $0) }[0].pieceId
        (commande, piece) = try await base.app.write(as: mairie.identity) { tx in
            let commande = try await Commande.passer(projet, fournisseur: "Fabricant", le: jourDesEssais, in: tx)
            _ = try await Piece.keep(
                Piece.Draft(
                    operation: projet, code: nil, nature: .commande, nomFichier: "bon.pdf", typeMime: "application/pdf",
                    octets: Scene.piece(nil, of: projet).octets, origine: .generee), by: mairie.agent, in: tx)
            return (commande.commandeId, try await Piece.all(of: projet, in: tx)[0].pieceId)
        }
    }

    /// The address of a route, its parameters being those of this world.
    func adresse(_ route: Route) -> String {
        let racine = route.parties.first ?? ""
        if racine == "avis" {
            return "/" + route.parties.map { [":secret": secretAvis, ":piece": "\(pieceEnAvis)"][$0] ?? $0 }.joined(separator: "/")
        }
        if racine == "messages" { return "/messages/\(message)/fichiers/1" }
        if ["concours", "achats-groupes", "offres"].contains(racine) { return concours.adresse(route) }
        let valeurs = [
            ":id": racine == "pieces" ? "\(piece)" : racine == "prefecture" ? "\(dossier)" : "\(projet)", ":dossier": "\(dossier)",
            ":commande": "\(commande)", ":jeton": Monde.lien, ":avis": "\(avis)", ":kit": "K02", ":article": "INF-032",
            ":nom": "consommation_par_commune",
            ":code": racine == "enveloppes" ? scene.enveloppe ?? "" : route.parties.contains("articles") ? "INF-003" : "K02",
        ]
        return "/" + route.parties.map { valeurs[$0] ?? $0 }.joined(separator: "/")
    }
}
