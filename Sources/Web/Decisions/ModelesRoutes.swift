import Documents
import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    @Sendable func listeDesModeles(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let modeles = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await ModeleDecision.all(departement: context.agent.organisation.departementCode ?? "", in: tx)
        }
        return page(context, request, titre: "Modèles", rubrique: .programmation, fil: filDecisions("Modèles")) {
            PageHeader(
                titre: "Modèles",
                chapeau: "Vos arrêtés et vos lettres. Une version enregistrée ne change plus\u{A0}: corriger en écrit une nouvelle."
            ).html
            if modeles.isEmpty {
                EmptyState(
                    titre: "Aucun modèle", texte: "Trousse propose un arrêté et trois lettres, à reprendre et à corriger à votre gré.",
                    action: Bouton.acte("Prendre ces modèles", vers: CheminDecisions.modeles.link, jeton: context.site.jeton)
                ).html
            } else {
                tableau(modeles)
            }
        }
    }

    private func tableau(_ modeles: [ModeleDecision]) -> HTML {
        Panneau {
            DataTable(
                legende: "Modèles de la préfecture", legendeVisible: false,
                colonnes: [.init("Modèle", .nom), .init("Sert pour"), .init("Version", .nombre)],
                lignes: modeles.map { modele in
                    [
                        a(.href(CheminDecisions.modele(modele.modeleId))) { text(modele.nom) },
                        text(modele.dispositif.map { "\(modele.genre.libelle), \($0)" } ?? modele.genre.libelle), text("\(modele.version)"),
                    ]
                }
            ).html
        }.html
    }

    @Sendable func prendreModeles(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        _ = try await parcours.modeles(context.agent.organisation.departementCode ?? "", par: context.agent.agentId)
        return .vers(lien: CheminDecisions.modeles.link, flash: .modeleEnregistre)
    }

    func modele(
        _ request: Request, _ context: InstructeurContext, _ saisie: (titre: String?, corps: String?)? = nil,
        _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let modele = try await modele(context)
        let exemple = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await DossierDecide.all(
                departement: context.agent.organisation.departementCode ?? "", notification: nil, limite: 200, in: tx
            )
            .first { GenreDocument.dus($0.etat).contains(modele.genre) }
        }
        let fil = [
            Breadcrumb.Etape(libelle: "Programmation", lien: CheminProgrammation.accueil.link),
            .init(libelle: "Modèles", lien: CheminDecisions.modeles.link), .init(libelle: modele.nom),
        ]
        return page(context, request, titre: modele.nom, rubrique: .programmation, fil: fil, erreurs: erreurs) {
            ModelePage(
                modele: modele, titre: saisie?.titre ?? modele.titre, corps: saisie?.corps ?? modele.corps, exemple: exemple,
                erreurs: erreurs, jeton: context.site.jeton
            ).html
        }
    }

    private func modele(_ context: InstructeurContext) async throws -> ModeleDecision {
        let id: ID<ModeleDecision> = try context.id("modele", sinon: .document)
        let modele = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await ModeleDecision.find(id, in: $0) }
        guard let modele else { throw Refus.document }
        return modele
    }

    @Sendable func reviserModele(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let modele = try await modele(context)
        let (titre, corps) = (context.site.saisie["titre"], context.site.saisie["corps"])
        do {
            var erreurs = FormErrors()
            if !(3...200).contains(titre?.count ?? 0) { erreurs.add("titre", "Donnez un titre de 3 à 200 caractères.") }
            if !(10...20_000).contains(corps?.count ?? 0) { erreurs.add("corps", "Le texte compte de 10 à 20\u{202F}000 caractères.") }
            if let corps {
                do throws(TexteModele.Erreur) { _ = try TexteModele(corps) } catch { erreurs.add("corps", error.description) }
            }
            guard let titre, let corps, erreurs.isEmpty else { throw erreurs }
            try await FormErrors.recueillir {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    try await ModeleDecision.reviser(modele.modeleId, titre: titre, corps: corps, by: context.agent.agentId, in: tx)
                }
            }
            return .vers(lien: CheminDecisions.modele(modele.modeleId).link, flash: .modeleEnregistre)
        } catch let erreurs as FormErrors { return try await self.modele(request, context, (titre, corps), erreurs) }
    }

    /// The model with the values of a real dossier of the préfecture, the latest that was decided or the one asked.
    @Sendable func apercuDuModele(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let modele = try await modele(context)
        guard let dossier = request.champs["dossier"].flatMap({ ID<Dossier>($0) }) else { throw Refus.document }
        let octets = try await parcours.apercu(modele, dossier, par: context.agent.agentId)
        return .fichier(octets, nom: "Aperçu.pdf", type: "application/pdf")
    }

    func chorus(
        _ request: Request, _ context: InstructeurContext, _ bilan: RapprochementChorus? = nil, _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let dossiers = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await DossierDecide.all(
                departement: context.agent.organisation.departementCode ?? "", notification: nil, limite: 300, in: tx)
        }.filter(\.etat.estAccorde)
        return page(context, request, titre: "Chorus", rubrique: .programmation, fil: filDecisions("Chorus"), erreurs: erreurs) {
            ChorusPage(
                dossiers: dossiers, bilan: bilan, saisie: context.site.saisie, erreurs: erreurs, jeton: context.site.jeton
            ).html
        }
    }

    @Sendable func importerChorus(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        do {
            guard let fichier = context.site.saisie.fichier("extrait") else { throw FormErrors("extrait", "Choisissez l’extrait, en CSV.") }
            let extrait = try ExtraitChorus(fichier.octets)
            let bilan = try await FormErrors.recueillir {
                try await parcours.rapprocher(
                    extrait, nom: String(fichier.nom.prefix(120)), departement: context.agent.organisation.departementCode ?? "",
                    par: context.agent.agentId)
            }
            return try await chorus(request, context, bilan)
        } catch let erreurs as FormErrors { return try await chorus(request, context, nil, erreurs) }
    }

    @Sendable func inscrireEngagement(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<Dossier> = try context.id("dossier", sinon: .dossier)
        let saisie = context.site.saisie
        do {
            var erreurs = FormErrors()
            let numero = saisie["numero-\(id)"]?.uppercased() ?? ""
            if !(3...40).contains(numero.count) {
                erreurs.add("numero-\(id)", "Écrivez le numéro d’engagement juridique, de 3 à 40 caractères.")
            }
            var date: LocalDate?
            if let texte = saisie["date-\(id)"] { date = JourForm.lire(texte, "date-\(id)", aujourdhui, &erreurs) }
            try erreurs.throwIfAny()
            try await FormErrors.recueillir(["engagement_par_numero": "numero-\(id)", "engagement_numero": "numero-\(id)"]) {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    guard let decide = try await DossierDecide.find([id], in: tx).first else { throw Refus.dossier }
                    try await EngagementJuridique.inscrire(
                        .init(
                            dossierId: id, numeroEj: numero, dateEj: date, montantCentimes: decide.montantAccordeCentimes, origine: "saisie"
                        ),
                        by: context.agent.agentId, in: tx)
                }
            }
            return .vers(lien: CheminDecisions.chorus.link, flash: .engagementInscrit)
        } catch let erreurs as FormErrors { return try await chorus(request, context, nil, erreurs) }
    }
}
