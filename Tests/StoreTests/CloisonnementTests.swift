import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// Row-level security seen from Swift, as the application's role: the identifiers are known, and still nothing comes out.
@Suite("Chacun voit les siens", .postgresql)
struct CloisonnementTests {
    @Test("une secrétaire ne lit rien d’une autre commune, par aucun identifiant")
    func autreCommune() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let voisine = try await Acteur.mairie(departement: scene.departement)
        let id = try await scene.recu(demandant: .euros(500))
        let dossier = try await scene.lire(id)
        let piece = try await scene.base.app.read(as: scene.mairie.identity) {
            try #require(try await Piece.all(of: dossier.operationId, in: $0).first)
        }
        try await scene.base.app.read(as: voisine.identity) { tx async throws in
            #expect(try await Projet.find(dossier.operationId, in: tx) == nil)
            #expect(try await Projet.all(of: scene.mairie.organisation, in: tx).isEmpty)
            #expect(try await LigneProjet.all(of: dossier.operationId, in: tx).isEmpty)
            #expect(try await KitDuProjet.all(of: dossier.operationId, in: tx).isEmpty)
            #expect(try await CoutProjet.all(ofOrganisation: scene.mairie.organisation, in: tx).isEmpty)
            #expect(try await Dossier.find(id, in: tx) == nil)
            #expect(try await Dossier.all(of: dossier.operationId, in: tx).isEmpty)
            #expect(try await Dossier.all(ofOrganisation: scene.mairie.organisation, in: tx).isEmpty)
            #expect(try await Passage.all(of: id, in: tx).isEmpty)
            #expect(try await Piece.all(of: dossier.operationId, in: tx).isEmpty)
            #expect(try await Piece.contenu(piece.pieceId, in: tx) == nil)
            #expect(try await Piece.contenus(of: dossier, in: tx).isEmpty)
            #expect(try await Commande.find(of: dossier.operationId, in: tx) == nil)
            #expect(try await Organisation.find(scene.mairie.organisation, in: tx) == nil)
            #expect(try await tx.value("select count(*)::integer from rapport.dossier", as: Int.self) == 0)
            #expect(try await tx.value("select count(*)::integer from rapport.mouvement where dossier is not null", as: Int.self) == 0)
            #expect(try await tx.value("select count(*)::integer from journal.evenement", as: Int.self) == 0)
            #expect(try await Referentiel.version(in: tx) != nil, "le catalogue, lui, est à tous")
        }
    }

    @Test("elle n’y écrit rien non plus")
    func autreCommuneEcriture() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let voisine = try await Acteur.mairie(departement: scene.departement)
        let code = try #require(scene.mairie.codeInsee)
        let brouillon = try await scene.dossier(demandant: .euros(500))
        let dossier = try await scene.lire(brouillon, par: scene.mairie)
        let projet = dossier.operationId
        let base = scene.base.app
        func tente(_ body: (Transaction) async throws -> Void) async -> String? {
            await regle { try await base.write(as: voisine.identity, body) }
        }

        #expect(
            await tente { tx in
                _ = try await Projet.create(
                    Projet.Draft(organisation: scene.mairie.organisation, codeInsee: code, intitule: "Intrus", exercice: Scene.exercice),
                    by: voisine.agent, in: tx)
            } == "42501")
        #expect(
            await tente { _ = try await LigneProjet.add(kit: "K02", quantite: 1, options: [], prixDu: jourDesEssais, to: projet, in: $0) }
                == "42501")
        #expect(await tente { try await Dossier.passer(brouillon, a: .depose, le: jourDesEssais, in: $0) } == "porteur_requis")
        #expect(
            await tente { _ = try await Commande.passer(projet, fournisseur: "Fabricant", le: jourDesEssais, in: $0) } == "porteur_requis")
        #expect(await tente { _ = try await Piece.keep(Scene.piece("1.4", of: projet), by: voisine.agent, in: $0) } == "rowCount")
        // These find nothing to write on, which is no error.
        try await base.write(as: voisine.identity) { tx async throws in
            #expect(try await !Projet.update(projet, intitule: "Intrus", objet: "", decisionPetitMateriel: false, in: tx))
            #expect(try await !Projet.choisir(sansAide: true, projet, in: tx))
            #expect(try await LigneProjet.remove(kit: "K02", from: projet, in: tx) == 0)
            try await Dossier.abandonner(projet, sauf: [], in: tx)
        }
        #expect(try await scene.lire(brouillon, par: scene.mairie) == dossier)
    }

    @Test("une préfecture ne voit un dossier qu’une fois déposé, et jamais ceux d’un autre département")
    func prefectures() async throws {
        let (scene, autre) = (try await Scene(enveloppe: .euros(10_000)), try await Scene())
        let id = try await scene.dossier(demandant: .euros(500))
        func voit(_ acteur: Acteur) async throws -> Bool {
            try await scene.base.app.read(as: acteur.identity) { try await Dossier.find(id, in: $0) != nil }
        }
        #expect(try await !voit(scene.prefecture), "un brouillon est à la mairie seule")
        try await scene.passer(id, a: .depose, par: scene.mairie)
        #expect(try await voit(scene.prefecture))
        #expect(try await !voit(autre.prefecture))
        #expect(try await voit(try await Acteur.responsable()))
        #expect(await regle { try await scene.passer(id, a: .complet, par: autre.prefecture) } == "instructeur_requis")
        #expect(await regle { try await scene.passer(id, a: .complet, par: scene.mairie) } == "instructeur_requis")
        let liste = try await scene.base.app.read(as: autre.prefecture.identity) {
            try await Dossier.liste(FiltreDossiers(), .init(), .debut, limite: 25, in: $0)
        }
        #expect(liste.isEmpty)
    }

    @Test("sans agent, l’application ne voit le dossier de personne et n’en touche aucun")
    func visiteur() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.recu(demandant: .euros(500))
        try await scene.base.app.read(as: .visiteur) { tx async throws in
            #expect(try await Dossier.find(id, in: tx) == nil)
            #expect(try await Dossier.groupes(FiltreDossiers(), in: tx).isEmpty)
            #expect(try await tx.value("select count(*)::integer from operation.operation", as: Int.self) == 0)
        }
        let complet = await regle {
            try await scene.base.app.write(as: .visiteur) { try await Dossier.passer(id, a: .complet, le: jourDesEssais, in: $0) }
        }
        #expect(complet == "instructeur_requis")
        // Nor does naming oneself a system help: only the owner's connection is believed.
        let systeme = await regle {
            try await scene.base.app.write(as: .systeme("intrus")) { try await Dossier.passer(id, a: .complet, le: jourDesEssais, in: $0) }
        }
        #expect(systeme == "instructeur_requis")
    }

    @Test("le rôle des rapports lit les vues de rapport, aucune table, et n’écrit rien")
    func rapport() async throws {
        let base = try await TestDatabase.current
        let scene = try await Scene(enveloppe: .euros(10_000))
        _ = try await scene.recu(demandant: .euros(500))
        try await base.rapport.read(as: .visiteur) { tx in
            let seen = try await tx.value(
                "select count(*)::integer from rapport.dossier where departement = \(scene.departement)", as: Int.self)
            #expect(seen == 1)
        }
        for sql: SQL in [
            "select courriel from acces.agent", "select octets from financement.contenu", "select numero from financement.dossier",
            "insert into acces.tentative (courriel) values ('x')",
        ] {
            #expect(await regle { try await base.rapport.write(as: .visiteur) { try await $0.execute(sql) } } == "42501")
        }
    }

    @Test("les mots de passe et les sessions ne se lisent que par leurs fonctions")
    func secrets() async throws {
        let base = try await TestDatabase.current
        let mairie = try await Acteur.mairie()
        for sql: SQL in [
            "select mot_de_passe from acces.agent", "select empreinte from acces.session", "select courriel from acces.tentative",
            "update acces.agent set mot_de_passe = 'x'",
            "insert into acces.droit (agent_id, organisation_id, role) values (1, 1, 'responsable')",
        ] {
            #expect(await regle { try await base.app.write(as: mairie.identity) { try await $0.execute(sql) } } == "42501")
        }
    }
}
