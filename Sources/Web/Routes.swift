public import Hummingbird

extension Site {
    /// Every route of the site, on one screen. Who may enter is said by the context of the group, not by the handler.
    public func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        router.addMiddleware {
            SecurityHeaders<SiteContext>(estSecurise: configuration.estSecurise)
            Assets<SiteContext>()
            ErrorPages(site: self)
            SessionMiddleware(site: self)
            FormMiddleware()
        }
        router.get("sante", use: sante)
        accueil(router)
        connexion(router)
        communes(router)
        catalogue(router)
        assistant(router)
        comparaison(router)
        aide(router)
        regles(router)
        operations(router.group(context: SecretaireContext.self))
        dossiers(router.group(context: SecretaireContext.self))
        suites(router.group(context: SecretaireContext.self))
        demandes(router.group(context: SecretaireContext.self))
        lienAccord(router)
        piecesDuPorteur(router.group(context: SecretaireContext.self))
        editions(router.group(context: SecretaireContext.self))
        pieces(router.group(context: AgentContext.self))
        messages(router.group(context: SecretaireContext.self))
        fichiersDesMessages(router.group(context: AgentContext.self))
        courriels(router.group(context: AgentContext.self))
        expert(router)
        prefecture(router.group("prefecture", context: InstructeurContext.self))
        messagesInstruits(router.group("prefecture", context: InstructeurContext.self))
        notes(router.group("prefecture", context: InstructeurContext.self))
        avis(router.group("prefecture", context: InstructeurContext.self))
        decisions(router.group("prefecture/programmation", context: InstructeurContext.self))
        programmation(router.group("prefecture/programmation", context: InstructeurContext.self))
        enveloppes(router.group("enveloppes", context: AgentContext.self))
        concours(router)
        propositions(router)
        concoursConnecte(router.group(context: AgentContext.self))
        propositionsConnecte(router.group(context: AgentContext.self))
        achatsGroupes(router.group("achats-groupes", context: AgentContext.self))
        offres(router.group("offres", context: AgentContext.self))
        rapports(router.group("rapports", context: AgentContext.self))
        return router
    }
}
