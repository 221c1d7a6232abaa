import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// What is bought again: baskets, proposed lists, copies of a project.
    func paniers(_ group: RouterGroup<SecretaireContext>) {
        group.get("paniers", use: mesPaniers)
        group.post("operations/:id/panier", use: garderPanier)
        group.post("paniers/:panier/projet", use: prendrePanier)
        group.post("paniers/:panier/retrait", use: retirerPanier)
        group.post("operations/:id/copie", use: copierProjet)
        group.get("operations/:id/ecarts", use: ecartsDeLaCopie)
    }

    @Sendable private func mesPaniers(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await paniersPage(request, context)
    }

    /// Keeps what a project holds; an intercommunality may propose it to its communes.
    @Sendable private func garderPanier(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let saisie = context.site.saisie
        let (nom, note) = (saisie["nom_panier"] ?? "", saisie["note_panier"] ?? "")
        do {
            if !(3...120).contains(nom.count) { throw FormErrors("nom_panier", "Donnez un nom au panier, de 3 à 120 caractères.") }
            if note.count > 1000 { throw FormErrors("note_panier", "Cette note est trop longue\u{A0}: 1\u{202F}000 caractères au plus.") }
            try await ecrire(context, ["panier_unique": "nom_panier", "panier_nom": "nom_panier", "panier_note": "note_panier"]) { tx in
                guard let projet = try await Projet.find(id, in: tx) else { throw Refus.operation }
                let lignes = try await parcours.panier(de: id, in: tx)
                guard !lignes.isEmpty else { throw Refus.panierVide }
                let epci = try await Organisation.find(projet.organisationId, in: tx)?.epciSiren
                _ = try await Panier.garder(
                    nom, note: note, proposePar: saisie.coche("proposer") ? epci : nil, lignes: lignes, of: projet.organisationId,
                    by: context.agent.agentId, in: tx)
            }
            return .vers(.paniers, flash: .panierGarde)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, panier: (nom, note), erreurs: erreurs)
        }
    }

    /// Puts a basket in a project of hers, or in a new one.
    @Sendable private func prendrePanier(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("panier", sinon: .panier, of: Panier.self)
        let agent = context.agent
        do {
            let operation = try await FormErrors.recueillir {
                try await parcours.database.write(as: .agent(agent.agentId)) { tx in
                    guard let panier = try await Panier.find(id, in: tx) else { throw Refus.panier }
                    let cible: ID<Projet>
                    if let connue = context.site.saisie["operation"].flatMap(ID<Projet>.init) {
                        cible = connue
                    } else {
                        guard let lieu = agent.organisation.codeInsee else { throw Refus.lieu }
                        cible = try await Projet.create(
                            Projet.Draft(
                                organisation: agent.organisation.organisationId, codeInsee: lieu, intitule: panier.nom, objet: panier.note,
                                exercice: aujourdhui.exerciceDeProgrammation), by: agent.agentId, in: tx)
                    }
                    let absentes = try await parcours.prendre(panier, dans: cible, le: aujourdhui, in: tx)
                    guard absentes < panier.lignes.count else { throw Refus.panierVide }
                    return cible
                }
            }
            return .vers(.operation(operation), flash: .panierPris)
        } catch let erreurs as FormErrors {
            return try await paniersPage(request, context, erreurs: erreurs)
        }
    }

    @Sendable private func retirerPanier(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("panier", sinon: .panier, of: Panier.self)
        do {
            try await ecrire(context) { tx in guard try await Panier.retirer(id, in: tx) else { throw Refus.panier } }
            return .vers(.paniers, flash: .panierRetire)
        } catch let erreurs as FormErrors {
            return try await paniersPage(request, context, erreurs: erreurs)
        }
    }

    @Sendable private func copierProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let copie = try await parcours.copier(id, par: context.agent.agentId, le: aujourdhui)
        return .vers(.ecarts(copie))
    }

    @Sendable private func ecartsDeLaCopie(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let (projet, ancien, ecarts) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let projet = try await Projet.find(id, in: tx) else { throw Refus.operation }
            guard let source = projet.copieDe, let ancien = try await Projet.find(source, in: tx) else { throw Refus.pasUneCopie }
            return (
                projet, ancien,
                EcartsCopie(avant: try await LigneProjet.all(of: source, in: tx), apres: try await LigneProjet.all(of: id, in: tx))
            )
        }
        let titre = "Ce qui a changé depuis"
        return page(context, request, titre: titre, rubrique: .projets, fil: filProjet(projet, titre)) {
            EcartsPage(projet: projet, ancien: ancien, ecarts: ecarts).html
        }
    }

    private func paniersPage(_ request: Request, _ context: SecretaireContext, erreurs: FormErrors = .init()) async throws -> Response {
        let organisation = context.agent.organisation
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            PaniersPage(
                organisation: organisation,
                paniers: try await Panier.all(pour: organisation.organisationId, commune: organisation.codeInsee, in: tx),
                projets: try await Projet.all(of: organisation.organisationId, limite: 20, in: tx), jeton: context.site.jeton)
        }
        let fil = [Breadcrumb.Etape(libelle: "Mes projets", lien: Chemin.operations.link), .init(libelle: "Paniers types")]
        return page(context, request, titre: "Paniers types", rubrique: .projets, fil: fil, erreurs: erreurs) { value.html }
    }
}

extension Refus {
    fileprivate static let panier = Refus(.introuvable, "Ce panier n’existe pas, ou il n’est pas le vôtre.", regle: "panier_inconnu")
    fileprivate static let panierVide = Refus(
        .impossible, "Ce panier n’a rien qui soit encore au catalogue\u{A0}: composez-en un autre.", regle: "panier_vide")
    fileprivate static let pasUneCopie = Refus(
        .introuvable, "Ce projet n’est pas la copie d’un autre\u{A0}: il n’y a rien à comparer.", regle: "operation_sans_origine")
}
