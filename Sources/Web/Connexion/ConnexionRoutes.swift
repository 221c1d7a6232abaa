import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func connexion(_ router: Router<SiteContext>) {
        router.get("connexion") { request, context in connexionPage(request, context) }
        router.post("connexion", use: ouvrir)
        let agents = router.group(context: AgentContext.self)
        agents.post("deconnexion", use: fermer)
        agents.get("organisation") { request, context in organisationPage(request, context) }
        agents.post("organisation", use: changerOrganisation)
    }

    @Sendable private func ouvrir(_ request: Request, _ context: SiteContext) async throws -> Response {
        let form = ConnexionForm(context.saisie)
        do {
            let (courriel, motDePasse) = try form.draft()
            let cookie = try await authentifier(courriel, motDePasse)
            var response = Response.vers(.accueil, flash: .connecte)
            response.setCookie(self.cookie(Session.nom, cookie, maxAge: Session.heures * 3600))
            return response
        } catch let erreurs as FormErrors {
            return connexionPage(request, context, form, erreurs)
        }
    }

    /// One answer for an unknown address and a wrong password, in the same time.
    private func authentifier(_ courriel: String, _ motDePasse: String) async throws -> String {
        let database = parcours.database
        let known = try await database.read(as: .visiteur) { try await Agent.identifiants(courriel: courriel, in: $0) }
        if known?.estVerrouille == true {
            throw FormErrors("", "Trop d’essais pour cette adresse. Attendez un quart d’heure, puis recommencez.")
        }
        guard try await MotDePasse.verifier(motDePasse, contre: known?.motDePasse ?? MotDePasse.leurre), let known else {
            try await database.write(as: .visiteur) { try await Agent.noterEchec(courriel: courriel, in: $0) }
            throw FormErrors("", "L’adresse ou le mot de passe ne correspond à aucun compte. Vérifiez les deux et recommencez.")
        }
        let cookie = Session.aleatoire()
        try await database.write(as: .visiteur) { tx in
            try await Agent.ouvrirSession(
                known.agentId, empreinte: Session.empreinte(cookie), csrf: Session.aleatoire(), heures: Session.heures, in: tx)
        }
        return cookie
    }

    @Sendable private func fermer(_ request: Request, _ context: AgentContext) async throws -> Response {
        if let cookie = request.cookies[Session.nom]?.value {
            try await parcours.database.write(as: .visiteur) { try await Agent.fermerSession(empreinte: Session.empreinte(cookie), in: $0) }
        }
        var response = Response.vers(.accueil)
        response.setCookie(cookie(Session.nom, "", maxAge: 0))
        return response
    }

    /// Works for another of her communes; one that is not hers is refused by the database.
    @Sendable private func changerOrganisation(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard let id = context.site.saisie["organisation"].flatMap(ID<Organisation>.init),
            context.agent.choix.contains(where: { $0.id == id }),
            let cookie = request.cookies[Session.nom]?.value
        else { throw AccesRefuse() }
        try await parcours.database.write(as: .visiteur) { tx in
            try await Agent.changer(organisation: id, empreinte: Session.empreinte(cookie), in: tx)
        }
        return .vers(.accueil, flash: .communeChangee)
    }
}

/// What the browser sent to sign in.
struct ConnexionForm {
    let courriel: String?
    let motDePasse: String?

    init(_ saisie: Saisie = .init()) { (courriel, motDePasse) = (saisie["courriel"], saisie["mot_de_passe"]) }

    func draft() throws(FormErrors) -> (courriel: String, motDePasse: String) {
        var erreurs = FormErrors()
        if courriel == nil { erreurs.add("courriel", "Écrivez votre adresse électronique, par exemple secretariat@commune.fr.") }
        if motDePasse == nil { erreurs.add("mot_de_passe", "Écrivez votre mot de passe.") }
        guard let courriel, let motDePasse else { throw erreurs }
        return (courriel.lowercased(), motDePasse)
    }
}
