import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// What anybody may read: consultations, and what is published; row-level security chooses the rest.
    func concours(_ router: Router<SiteContext>) {
        router.get("concours", use: accueilConcours)
        router.get("concours/consultations/:id") { request, context in try await self.consultation(request, context) }
    }

    func concoursConnecte(_ group: RouterGroup<AgentContext>) {
        group.get("concours/nouvelle") { request, context in
            try self.nouvelleConsultation(request, context, .vierge)
        }
        group.post("concours/nouvelle", use: ouvrirConsultation)
        group.post("concours/consultations/:id/propositions", use: creerProposition)
    }

    private func identite(_ context: some PageContext) -> Identity { context.site.agent.map { .agent($0.agentId) } ?? .visiteur }

    @Sendable private func accueilConcours(_ request: Request, _ context: SiteContext) async throws -> Response {
        let value = try await parcours.database.read(as: identite(context)) { tx in
            ConcoursPage(
                consultations: try await Consultation.toutes(in: tx), propositions: try await KitPropose.all(in: tx),
                role: context.agent?.role, ateliers: context.agent.map { [$0.organisation.organisationId] } ?? [], aujourdhui: aujourdhui)
        }
        return page(context, request, titre: "Concours d’innovation", rubrique: .concours) { value.html }
    }

    private func consultation(
        _ request: Request, _ context: some PageContext, _ form: PropositionForm = PropositionForm(Saisie()),
        _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let id: ID<Consultation> = try context.id("id", sinon: .consultation)
        let role = context.site.agent?.role
        let value = try await parcours.database.read(as: identite(context)) { tx in
            guard let consultation = try await Consultation.find(id, in: tx) else { throw Refus.consultation }
            return ConsultationPage(
                consultation: consultation, criteres: try await CritereJury.all(of: id, in: tx),
                propositions: try await KitPropose.all(of: id, in: tx),
                classement: role == .responsable ? try await ClassementProposition.all(of: id, in: tx) : [], role: role,
                besoins: role == .concepteur ? try await Consultation.besoins(in: tx) : [], form: form, erreurs: erreurs,
                aujourdhui: aujourdhui, jeton: context.site.jeton)
        }
        let fil = [Breadcrumb.Etape(libelle: "Concours", lien: CheminConcours.accueil.link), .init(libelle: value.consultation.titre)]
        return page(context, request, titre: value.consultation.titre, rubrique: .concours, fil: fil, erreurs: erreurs) { value.html }
    }

    private func nouvelleConsultation(
        _ request: Request, _ context: AgentContext, _ form: ConsultationForm, _ erreurs: FormErrors = .init()
    ) throws -> Response {
        guard context.agent.role == .responsable else { throw AccesRefuse() }
        let fil = [Breadcrumb.Etape(libelle: "Concours", lien: CheminConcours.accueil.link), .init(libelle: "Ouvrir une consultation")]
        return page(context, request, titre: "Ouvrir une consultation", rubrique: .concours, fil: fil, erreurs: erreurs, largeur: .texte) {
            NouvelleConsultationPage(form: form, erreurs: erreurs, jeton: context.site.jeton).html
        }
    }

    @Sendable private func ouvrirConsultation(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .responsable else { throw AccesRefuse() }
        let form = ConsultationForm(context.site.saisie)
        do {
            let id = try await FormErrors.recueillir(["consultation_dates": "cloture_le"]) {
                let draft = try form.draft()
                return try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    try await Consultation.ouvrir(draft, by: context.agent.agentId, in: tx)
                }
            }
            return .vers(concours: .consultation(id), flash: .consultationOuverte)
        } catch let erreurs as FormErrors { return try nouvelleConsultation(request, context, form, erreurs) }
    }

    @Sendable private func creerProposition(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .concepteur else { throw AccesRefuse() }
        let id: ID<Consultation> = try context.id("id", sinon: .consultation)
        let form = PropositionForm(context.site.saisie)
        do {
            let proposition = try await FormErrors.recueillir {
                let draft = try form.draft()
                return try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    guard let consultation = try await Consultation.find(id, in: tx) else { throw Refus.consultation }
                    guard consultation.estOuverte(le: aujourdhui) else {
                        throw FormErrors(
                            "",
                            "La consultation est close depuis le \(consultation.clotureLe.longFrench)\u{A0}: on n’y propose plus de kit.")
                    }
                    return try await KitPropose.create(
                        draft, to: id, for: context.agent.organisation.organisationId, by: context.agent.agentId, in: tx)
                }
            }
            return .vers(concours: .proposition(proposition), flash: .propositionGardee)
        } catch let erreurs as FormErrors { return try await consultation(request, context, form, erreurs) }
    }
}

extension Response {
    static func vers(concours chemin: CheminConcours, flash: Flash? = nil) -> Response { .vers(lien: chemin.link, flash: flash) }
}

extension Refus {
    static let consultation = Refus(
        .introuvable, "Cette consultation n’existe pas. Cherchez-la dans la liste du concours.", regle: "consultation_inconnue")
    static let proposition = Refus(
        .introuvable, "Cette proposition n’existe pas, ou elle n’est pas encore publique.", regle: "proposition_inconnue")
}
