import Model
import Postgres
import Store
import TestSupport
import Testing

@Suite("Le bureau de la préfecture, en base", .postgresql, .freshDatabase)
struct BureauStoreTests {
    private func lire<R>(_ scene: Scene, _ body: (Transaction) async throws -> R) async throws -> R {
        try await scene.base.app.read(as: scene.prefecture.identity, body)
    }

    @Test("chaque filtre garde ce qu’il dit, et les totaux sont ceux de la liste")
    func filtres() async throws {
        let scene = try await Scene(enveloppe: .euros(50_000))
        var ids: [ID<Dossier>] = []
        for rang in 1...4 { ids.append(try await scene.recu(demandant: .euros(Int64(rang) * 1_000))) }
        try await scene.passer(ids[1], a: .complet, par: scene.prefecture)
        try await scene.accorder(ids[1], .euros(2_000))
        func trouves(_ change: (inout FiltreDossiers) -> Void) async throws -> [ID<Dossier>] {
            var filtre = FiltreDossiers(departement: scene.departement)
            change(&filtre)
            let (liste, groupes) = try await lire(scene) { tx in
                (
                    try await Dossier.liste(filtre, .init(), .debut, limite: 25, in: tx).map(\.dossier),
                    try await Dossier.groupes(filtre, in: tx)
                )
            }
            #expect(groupes.map(\.nombre).reduce(0, +) == liste.count)
            #expect(groupes.map(\.demandeCentimes).sum() == liste.map(\.montantDemandeCentimes).sum())
            return liste.map(\.dossierId).sorted()
        }
        #expect(try await trouves { _ in } == ids)
        #expect(try await trouves { $0.etat = .accepte } == [ids[1]])
        #expect(try await trouves { $0.notification = .aNotifier } == [ids[1]])
        #expect(try await trouves { $0.notification = .notifie }.isEmpty)
        #expect(try await trouves { $0.estComplet = true } == [ids[1]])
        #expect(try await trouves { $0.estComplet = false } == [ids[0], ids[2], ids[3]])
        #expect(try await trouves { $0.demande = .init(de: .euros(2_000), a: .euros(3_000)) } == [ids[1], ids[2]])
        #expect(try await trouves { $0.cout = .init(a: .euros(1_000)) } == [ids[0]])
        #expect(try await trouves { $0.retenu = .init(de: .euros(1)) } == [ids[1]])
        #expect(try await trouves { $0.depot = .init(de: jourDesEssais.adding(days: 1)) }.isEmpty)
        #expect(try await trouves { $0.depot = .init(de: jourDesEssais, a: jourDesEssais) } == ids)
        #expect(try await trouves { $0.commencement = .init(de: jourDesEssais) }.isEmpty)
        #expect(try await trouves { $0.achevement = .init(a: jourDesEssais) }.isEmpty)
        #expect(try await trouves { $0.demandeur = .commune } == ids)
        #expect(try await trouves { $0.demandeur = .epci }.isEmpty)
        #expect(try await trouves { $0.estCofinance = true }.isEmpty)
        #expect(try await trouves { $0.estCofinance = false } == ids)
        let lieux = try await lire(scene) { try await LieuxDossiers.all(departement: scene.departement, in: $0) }
        let (arrondissement, epci) = (try #require(lieux.arrondissements.first), lieux.epci.first)
        #expect(lieux.demandeurs == [.commune] && arrondissement.nombre == 4)
        #expect(try await trouves { $0.arrondissement = arrondissement.code } == ids)
        if let epci { #expect(try await trouves { $0.epci = epci.code } == ids) }
        #expect(try await trouves { $0.epci = "000000000" }.isEmpty)
    }

    @Test("les totaux vieillissent dès qu’un dossier bouge, même d’une date seulement")
    func version() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        func version() async throws -> Int {
            try await lire(scene) { try await Dossier.effectif(departement: scene.departement, in: $0).version }
        }
        let avant = try await version()
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let complet = try await version()
        #expect(complet > avant)
        try await scene.accorder(id, .euros(500))
        let accorde = try await version()
        try await scene.base.app.write(as: scene.prefecture.identity) { try await Dossier.notifier(id, le: jourDesEssais, in: $0) }
        #expect(try await version() > accorde)
    }

    @Test("listes gardées, colonnes et cases sont à qui les garde ; une liste partagée se lit dans le département, pas au-delà")
    func garder() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        let collegue = try await Acteur.prefecture(scene.departement)
        let voisine = try await Acteur.prefecture(Departements.suivant())
        let agent = scene.prefecture.agent
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            try await VueListe.garder("Urgents", requete: "etat=recu", estPartagee: true, departement: scene.departement, of: agent, in: tx)
            try await VueListe.garder("À moi", requete: "q=a", estPartagee: false, departement: scene.departement, of: agent, in: tx)
            try await VueListe.garder("À moi", requete: "q=b", estPartagee: false, departement: scene.departement, of: agent, in: tx)
            try await Bureau.garderColonnes(["depot", "intitule"], of: agent, in: tx)
            try await SelectionDossiers.noter([id], parmi: [id], of: agent, in: tx)
            #expect(try await Dossier.choisis(of: agent, in: tx).map(\.dossierId) == [id])
        }
        func bureau(_ acteur: Acteur) async throws -> Bureau {
            try await scene.base.app.read(as: acteur.identity) {
                try await Bureau.find(acteur.agent, departement: scene.departement, in: $0)
            }
        }
        let sien = try await bureau(scene.prefecture)
        #expect(sien.vues.map(\.nom) == ["Urgents", "À moi"] && sien.vues.map(\.requete) == ["etat=recu", "q=b"])
        #expect(sien.colonnes == ["depot", "intitule"] && sien.choisis == [id])
        let autre = try await bureau(collegue)
        #expect(autre.vues.map(\.nom) == ["Urgents"] && autre.vues.allSatisfy { !$0.estSienne } && autre.colonnes == nil)
        #expect(autre.choisis.isEmpty)
        #expect(try await bureau(voisine).vues.isEmpty)
        // Neither a colleague nor a neighbour takes it away, nor ticks for another.
        try await scene.base.app.write(as: collegue.identity) { tx in
            try await VueListe.retirer(autre.vues[0].vueId, of: agent, in: tx)
        }
        #expect(try await bureau(scene.prefecture).vues.count == 2)
        let refus = await regle {
            try await scene.base.app.write(as: collegue.identity) { try await SelectionDossiers.noter([id], parmi: [], of: agent, in: $0) }
        }
        #expect(refus == "42501")
        try await scene.base.app.write(as: voisine.identity) {
            try await SelectionDossiers.noter([id], parmi: [], of: voisine.agent, in: $0)
        }
        #expect(try await bureau(voisine).choisis.isEmpty)
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            try await SelectionDossiers.vider(of: agent, in: tx)
            try await SelectionDossiers.toutChoisir(.init(departement: scene.departement), .init(), of: agent, in: tx)
            try await Bureau.garderColonnes(nil, of: agent, in: tx)
        }
        let apres = try await bureau(scene.prefecture)
        #expect(apres.choisis == [id] && apres.colonnes == nil)
    }

    @Test("les tâches disent ce qui attend, le plus pressé d’abord ; ce qu’un collègue a ouvert n’est plus nouveau")
    func taches() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let (neuf, corrige, decide) = (
            try await scene.recu(demandant: .euros(100)), try await scene.recu(demandant: .euros(200)),
            try await scene.recu(demandant: .euros(300))
        )
        try await scene.passer(corrige, a: .aCorriger, par: scene.prefecture, motif: "Le devis manque.")
        try await scene.passer(corrige, a: .recu, par: scene.mairie)
        try await scene.passer(decide, a: .complet, par: scene.prefecture)
        try await scene.accorder(decide, .euros(300))
        func taches(_ jours: Int = 400) async throws -> [TacheDossier] {
            let jour = jourDesEssais.adding(days: jours)
            let horizon = TacheDossier.Horizon(reputesAvant: jour, delaisAvant: jour, moisPourCommencer: 24, ansPourAchever: 4)
            return try await lire(scene) { try await TacheDossier.all(departement: scene.departement, horizon, parGenre: 5, in: $0) }
        }
        func ids(_ genre: TacheDossier.Genre, _ jours: Int = 400) async throws -> [ID<Dossier>] {
            try await taches(jours).filter { $0.genre == genre }.map(\.dossierId).sorted()
        }
        #expect(try await ids(.nouveau) == [neuf, corrige])
        #expect(try await ids(.corrige) == [corrige])
        #expect(try await ids(.aNotifier) == [decide])
        let visite = try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            try await VisiteDossier.noter(corrige, par: scene.prefecture.agent, in: tx)
        }
        #expect(visite == nil)
        #expect(try await ids(.nouveau) == [neuf])
        #expect(try await ids(.corrige).isEmpty)
        try await scene.base.app.write(as: scene.prefecture.identity) { try await Dossier.notifier(decide, le: jourDesEssais, in: $0) }
        #expect(try await ids(.aNotifier).isEmpty)
        #expect(try await ids(.aCommencer).isEmpty)
        #expect(try await ids(.aCommencer, 800) == [decide])
        let ailleurs = try await Acteur.prefecture(Departements.suivant())
        let refus = await regle {
            try await scene.base.app.write(as: ailleurs.identity) { try await VisiteDossier.noter(neuf, par: ailleurs.agent, in: $0) }
        }
        #expect(refus == "42501")
    }
}
