import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func avis(_ group: RouterGroup<InstructeurContext>) {
        group.get("dossiers/:id/avis") { try await self.avisPage($0, $1) }
        group.post("dossiers/:id/avis", use: demanderAvis)
        group.post("dossiers/:id/avis/:avis", use: inscrireAvis)
    }

    @Sendable private func demanderAvis(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let dossier = try await dossierVu(context)
        let form = AvisForm(context.site.saisie)
        do {
            let draft = try form.draft(le: aujourdhui)
            try await FormErrors.recueillir(["avis_courriel": "courriel", "avis_delai": "delai"]) {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    _ = try await Avis.demander(draft, on: dossier.dossierId, le: aujourdhui, in: tx)
                }
            }
            return .vers(lien: CheminMessagerie.avis(dossier.dossierId).link, flash: .avisDemande)
        } catch let erreurs as FormErrors { return try await avisPage(request, context, form: form, erreurs: erreurs) }
    }

    @Sendable private func inscrireAvis(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let dossier = try await dossierVu(context)
        let inconnu = Refus(.introuvable, "Cet avis n’existe pas, ou il n’est pas à vous.", regle: "avis_inconnu")
        let id: ID<Avis> = try context.id("avis", sinon: inconnu)
        let saisie = context.site.saisie
        let form = ReponseAvisForm(sens: saisie["sens-\(id)"], texte: saisie["texte-\(id)"])
        do {
            let reponse = saisie.coche("clore") ? nil : try form.draft()
            try await FormErrors.recueillir {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    guard try await Avis.all(of: dossier.dossierId, in: tx).contains(where: { $0.avisId == id }) else { throw inconnu }
                    try await Avis.repondre(id, reponse?.sens, texte: reponse?.texte, le: aujourdhui, in: tx)
                }
            }
            return .vers(lien: CheminMessagerie.avis(dossier.dossierId).link, flash: .avisInscrit)
        } catch let erreurs as FormErrors {
            // The summary leads to the field of that form.
            var siennes = FormErrors()
            for erreur in erreurs.messages { siennes.add(erreur.field.isEmpty ? "" : "\(erreur.field)-\(id)", erreur.message) }
            return try await avisPage(request, context, reponse: (id, form), erreurs: siennes)
        }
    }

    private func avisPage(
        _ request: Request, _ context: InstructeurContext, form: AvisForm = .init(), reponse: (ID<Avis>, ReponseAvisForm)? = nil,
        erreurs: FormErrors = .init()
    ) async throws -> Response {
        let dossier = try await dossierVu(context)
        let (avis, commission) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            (
                try await Avis.all(of: dossier.dossierId, in: tx),
                try await Avis.commissionAttendue(dossier.dossierId, montant: dossier.montantDemandeCentimes, in: tx)
            )
        }
        return pageInstruite(context, request, dossier, "Avis", .avis, erreurs) {
            AvisPage(
                dossier: dossier, avis: avis, commissionAttendue: commission, envoieDesCourriels: configuration.envoieDesCourriels,
                jeton: context.site.jeton, aujourdhui: aujourdhui, form: form, reponse: reponse, erreurs: erreurs
            ).html
        }
    }
}

extension ReponseAvisForm {
    init(sens: String?, texte: String?) { (self.sens, self.texte) = (sens, texte) }
}
