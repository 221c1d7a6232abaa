import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// Suppliers' offers: the programme's alone.
    func offres(_ group: RouterGroup<AgentContext>) {
        group.get("", use: listeOffres)
        group.get(":id") { request, context in try await self.offre(request, context) }
        group.post(":id", use: deciderOffre)
    }

    @Sendable private func listeOffres(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .responsable else { throw AccesRefuse() }
        let offres = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await OffreFournisseur.toutes(in: $0) }
        return page(context, request, titre: "Offres des fournisseurs", rubrique: .achats) { OffresPage(offres: offres).html }
    }

    private func offre(_ request: Request, _ context: AgentContext, _ erreurs: FormErrors = .init()) async throws -> Response {
        guard context.agent.role == .responsable else { throw AccesRefuse() }
        let (id, saisie): (ID<OffreFournisseur>, Saisie) = (try context.id("id", sinon: .offre), context.site.saisie)
        let toutes = request.uri.queryParameters["toutes"] == "oui"
        let apres = request.uri.queryParameters["apres"].flatMap { Int($0) } ?? 0
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let offre = try await OffreFournisseur.find(id, in: tx) else { throw Refus.offre }
            let lignes = try await LigneOffre.page(
                of: id, etat: toutes ? nil : .aVoir, apres: apres, prixDu: aujourdhui, limite: OffrePage.taille, in: tx)
            return OffrePage(
                offre: offre, lignes: lignes, toutes: toutes, cochees: Set(saisie.toutes("ligne").compactMap { Int($0) }),
                articles: Dictionary(
                    uniqueKeysWithValues: lignes.compactMap { ligne in saisie["article_\(ligne.rang)"].map { (ligne.rang, $0) } }),
                motif: saisie["motif"], erreurs: erreurs, jeton: context.site.jeton)
        }
        let fil = [Breadcrumb.Etape(libelle: "Offres", lien: "/offres"), .init(libelle: value.offre.fournisseur)]
        return page(
            context, request, titre: "Offre de \(value.offre.fournisseur)", rubrique: .achats, fil: fil, erreurs: erreurs, largeur: .large
        ) {
            value.html
        }
    }

    /// All the lines that were chosen, or none: one that cannot be accepted keeps the others as they were.
    @Sendable private func deciderOffre(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .responsable else { throw AccesRefuse() }
        let (id, saisie): (ID<OffreFournisseur>, Saisie) = (try context.id("id", sinon: .offre), context.site.saisie)
        let rangs = saisie.toutes("ligne").compactMap { Int($0) }
        do {
            guard !rangs.isEmpty, rangs.count <= OffrePage.taille else {
                throw FormErrors("", "Cochez au moins une ligne, puis acceptez ou refusez.")
            }
            guard let decision = saisie["decision"], ["accepter", "refuser"].contains(decision) else {
                throw FormErrors("", "Choisissez d’accepter ou de refuser.")
            }
            guard (saisie["motif"]?.count ?? 0) <= 1_000 else { throw FormErrors("motif", "La note tient en 1\u{202F}000 caractères.") }
            try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                guard try await OffreFournisseur.find(id, in: tx) != nil else { throw Refus.offre }
                for rang in rangs {
                    let champ = "article_\(rang)"
                    try await FormErrors.recueillir(["offre_article_inconnu": champ, "offre_sans_prix": champ, "offre_expiree": champ]) {
                        try await LigneOffre.decider(
                            rang, of: id, accepte: decision == "accepter", article: saisie[champ]?.uppercased(),
                            motif: saisie["motif"] ?? "", in: tx)
                    }
                }
            }
            return .vers(lien: Link(path: "/offres/\(id)"), flash: .offreDecidee)
        } catch let erreurs as FormErrors { return try await offre(request, context, erreurs) }
    }
}

extension Refus {
    static let offre = Refus(.introuvable, "Cette offre n’existe pas. Cherchez-la dans la liste des offres.", regle: "offre_inconnue")
}
