import Documents
import Foundation
import HTML
import Hummingbird
import Logging
import Model
import Parcours
import Postgres
import Store

extension Site {
    func decisions(_ group: RouterGroup<InstructeurContext>) {
        group.get("documents") { request, context in try await self.documents(request, context) }
        group.post("documents/generation", use: genererDocuments)
        group.post("documents/telechargement", use: telechargerDocuments)
        group.post("documents/notification", use: notifierDecisions)
        group.get("documents/fichiers/:document", use: fichierDeDecision)
        group.get("documents/retours") { request, context in try await self.retours(request, context) }
        group.post("documents/retours", use: classerRetour)
        group.get("documents/retours/:page", use: pageOrpheline)
        group.post("documents/retours/:page", use: rattacherPage)
        group.get("modeles", use: listeDesModeles)
        group.post("modeles", use: prendreModeles)
        group.get("modeles/:modele") { request, context in try await self.modele(request, context) }
        group.post("modeles/:modele", use: reviserModele)
        group.get("modeles/:modele/apercu", use: apercuDuModele)
        group.get("chorus") { request, context in try await self.chorus(request, context) }
        group.post("chorus", use: importerChorus)
        group.post("chorus/:dossier", use: inscrireEngagement)
    }

    private func departement(_ context: InstructeurContext) -> String { context.agent.organisation.departementCode ?? "" }

    func filDecisions(_ ici: String) -> [Breadcrumb.Etape] {
        [.init(libelle: "Programmation", lien: CheminProgrammation.accueil.link), .init(libelle: ici)]
    }

    private func documents(
        _ request: Request, _ context: InstructeurContext, _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let query = DecisionsQuery(request.champs)
        let departement = departement(context)
        let (dossiers, comptes, papiers) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let dossiers = try await DossierDecide.all(
                departement: departement, notification: query.etat, limite: DecisionsPage.taille + 1, apres: query.apres, in: tx)
            return (
                dossiers, try await DossierDecide.comptes(departement: departement, in: tx),
                try await DocumentDecision.all(of: dossiers.map(\.dossierId), in: tx)
            )
        }
        return page(
            context, request, titre: "Arrêtés et lettres", rubrique: .programmation, fil: filDecisions("Arrêtés et lettres"),
            erreurs: erreurs
        ) {
            DecisionsPage(
                dossiers: dossiers, comptes: comptes, papiers: papiers, query: query, erreurs: erreurs, aujourdhui: aujourdhui,
                jeton: context.site.jeton
            ).html
        }
    }

    /// The dossiers that were ticked; an empty choice is said on the page.
    private func choisis(_ context: InstructeurContext) throws(FormErrors) -> [ID<Dossier>] {
        let dossiers = context.site.saisie.toutes("dossier").prefix(500).compactMap { ID<Dossier>($0) }
        guard !dossiers.isEmpty else { throw FormErrors("dossier", "Cochez au moins un dossier.") }
        return dossiers
    }

    @Sendable private func genererDocuments(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        do {
            let dossiers: [ID<Dossier>]
            if context.site.saisie["tous"] != nil {
                dossiers = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
                    try await DossierDecide.all(departement: departement(context), notification: .aGenerer, limite: 500, in: tx)
                }.map(\.dossierId)
            } else {
                dossiers = try choisis(context)
            }
            let travail = try await FormErrors.recueillir {
                try await parcours.genererPapiers(
                    dossiers, par: context.agent.agentId, departement: departement(context), le: aujourdhui)
            }
            demarrer(travail, par: context.agent.agentId, context.logger)
            return .vers(lien: CheminProgrammation.travail(travail).link, flash: nil)
        } catch let erreurs as FormErrors { return try await documents(request, context, erreurs) }
    }

    @Sendable private func telechargerDocuments(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        do {
            let dossiers = try choisis(context)
            let groupement = context.site.saisie["groupement"].flatMap(Groupement.init) ?? .separes
            let papiers = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
                var papiers: [(document: DocumentDecision, octets: Data)] = []
                for document in try await DocumentDecision.all(of: dossiers, in: tx) {
                    if let octets = try await DocumentDecision.octets(document.documentId, signe: false, in: tx) {
                        papiers.append((document, octets))
                    }
                }
                return papiers
            }
            guard !papiers.isEmpty else {
                throw FormErrors("dossier", "Ces dossiers n’ont pas encore de document\u{A0}: générez-les d’abord.")
            }
            return try await telecharger(papiers, groupement)
        } catch let erreurs as FormErrors { return try await documents(request, context, erreurs) }
    }

    private func telecharger(_ papiers: [(document: DocumentDecision, octets: Data)], _ groupement: Groupement) async throws -> Response {
        let atelier = parcours.atelier
        func assembles<Cle: Hashable & Comparable>(
            _ cle: (DocumentDecision) -> Cle, _ nom: (Cle, DocumentDecision) -> String
        ) async throws -> [(nom: String, octets: Data)] {
            var fichiers: [(nom: String, octets: Data)] = []
            for (valeur, siens) in Dictionary(grouping: papiers, by: { cle($0.document) }).sorted(by: { $0.key < $1.key }) {
                let titre = nom(valeur, siens[0].document)
                fichiers.append((titre, try await atelier.assembler(siens.map(\.octets), titre: titre, date: aujourdhui)))
            }
            return fichiers
        }
        let fichiers: [(nom: String, octets: Data)]
        switch groupement {
        case .ensemble:
            let octets = try await atelier.assembler(papiers.map(\.octets), titre: "Documents du \(aujourdhui.french)", date: aujourdhui)
            return .fichier(octets, nom: "Documents \(aujourdhui).pdf", type: "application/pdf", telecharger: true)
        case .separes: fichiers = papiers.map { ($0.document.nomFichier, $0.octets) }
        case .parDossier:
            fichiers = try await assembles(\.dossierId) { _, document in
                "Documents " + (document.nomFichier.components(separatedBy: " - ").dropFirst().joined(separator: " - "))
            }
        case .parGenre: fichiers = try await assembles(\.genre.rawValue) { _, document in "\(document.genre.libelle).pdf" }
        }
        return .fichier(
            try await atelier.zip(fichiers, date: aujourdhui), nom: "Documents \(aujourdhui).zip", type: "application/zip",
            telecharger: true)
    }

    @Sendable private func notifierDecisions(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        do {
            let dossiers = try choisis(context)
            var erreurs = FormErrors()
            let date = JourForm.lire(context.site.saisie["date"], "date", aujourdhui, &erreurs)
            guard let date, erreurs.isEmpty else { throw erreurs }
            for dossier in dossiers {
                do { try await parcours.notifierSigne(dossier, par: context.agent.agentId, le: date) } catch let refus as Refus
                    where refus.genre == .impossible
                {
                    erreurs.add("dossier", refus.description)
                }
            }
            try erreurs.throwIfAny()
            return .vers(lien: CheminDecisions.documents(.init(etat: .notifie)).link, flash: .decisionsNotifiees)
        } catch let erreurs as FormErrors { return try await documents(request, context, erreurs) }
    }

    @Sendable private func fichierDeDecision(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<DocumentDecision> = try context.id("document", sinon: .document)
        let signe = request.champs["signe"] != nil
        let octets = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await DocumentDecision.octets(id, signe: signe, in: tx)
        }
        guard let octets else { throw Refus.document }
        return .fichier(octets, nom: signe ? "Document signé.pdf" : "Document.pdf", type: "application/pdf")
    }

    private func retours(
        _ request: Request, _ context: InstructeurContext, _ retour: RetourSignature? = nil, _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let orphelines = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await PageOrpheline.all(departement: departement(context), in: tx)
        }
        return page(
            context, request, titre: "Retour des signatures", rubrique: .programmation, fil: filDecisions("Retour des signatures"),
            erreurs: erreurs
        ) {
            RetoursPage(
                orphelines: orphelines, retour: retour, saisie: context.site.saisie, erreurs: erreurs, jeton: context.site.jeton
            ).html
        }
    }

    @Sendable private func classerRetour(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        do {
            guard let fichier = context.site.saisie.fichier("scan") else { throw FormErrors("scan", "Choisissez le PDF numérisé.") }
            let retour = try await FormErrors.recueillir(["retour_illisible": "scan"]) {
                try await parcours.classerRetour(
                    fichier.octets, fichier: String(fichier.nom.prefix(120)), departement: departement(context), par: context.agent.agentId,
                    le: aujourdhui)
            }
            return try await retours(request, context, retour)
        } catch let erreurs as FormErrors { return try await retours(request, context, nil, erreurs) }
    }

    @Sendable private func pageOrpheline(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<PageOrpheline> = try context.id("page", sinon: .document)
        let octets = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await PageOrpheline.octets(id, in: $0) }
        guard let octets else { throw Refus.document }
        return .fichier(octets, nom: "Page.pdf", type: "application/pdf")
    }

    @Sendable private func rattacherPage(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<PageOrpheline> = try context.id("page", sinon: .document)
        let saisie = context.site.saisie
        do {
            if saisie["jeter"] != nil {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { try await PageOrpheline.retirer(id, in: $0) }
                return .vers(lien: CheminDecisions.retours.link, flash: .pageJetee)
            }
            guard let numero = saisie["numero-\(id)"]?.uppercased() else {
                throw FormErrors("numero-\(id)", "Écrivez le numéro du dossier, comme TR-2027-03-000042.")
            }
            let genre = saisie["genre-\(id)"].flatMap(GenreDocument.init) ?? .arrete
            try await FormErrors.recueillir(["document_inconnu": "numero-\(id)"]) {
                try await parcours.rattacher(id, numero: numero, genre, par: context.agent.agentId, le: aujourdhui)
            }
            return .vers(lien: CheminDecisions.retours.link, flash: .pageClassee)
        } catch let erreurs as FormErrors { return try await retours(request, context, nil, erreurs) }
    }
}

extension Refus {
    static let document = Refus(.introuvable, "Ce document n’existe pas, ou il n’est pas de votre préfecture.", regle: "document_inconnu")
}
