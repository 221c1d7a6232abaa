import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

/// The life of a dossier as the database rules it, on days that the test gives.
@Suite("Les états d’un dossier et ce qu’ils tiennent de l’enveloppe", .postgresql, .freshDatabase)
struct EtatsTests {
    private func geste(_ scene: Scene, _ acteur: Acteur? = nil, _ body: @escaping @Sendable (Transaction) async throws -> Void) async throws
    {
        try await scene.base.app.write(as: (acteur ?? scene.prefecture).identity, body)
    }

    /// What the envelope holds, reserved then committed, in centimes.
    private func tenu(_ scene: Scene) async throws -> [Int64] {
        let situation = try await scene.situation()
        return [situation.reserveCentimes.cents, situation.engageCentimes.cents]
    }

    @Test("du dépôt au solde, l’enveloppe suit chaque passage et l’accusé de lecture ne compte qu’une fois")
    func vieEntiere() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.recu(demandant: .euros(1_000))
        #expect(try await tenu(scene) == [0, 0])
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        #expect(try await tenu(scene) == [100_000, 0])
        for etat in [EtatDossier.enInstruction, .avis, .enInstruction] { try await scene.passer(id, a: etat, par: scene.prefecture) }
        try await geste(scene) { tx in
            try await Dossier.programmer(id, le: jourDesEssais, depense: .euros(1_000), montant: .euros(800), in: tx)
        }
        #expect(try await tenu(scene) == [80_000, 0])
        #expect(try await scene.lire(id).montantProgrammeCentimes == .euros(800))
        try await geste(scene) { tx in
            try await Dossier.accorder(
                id, le: jourDesEssais, depenseRetenue: .euros(1_000), montant: .euros(700), numeroEj: nil, motif: "", delaiMois: 6, in: tx)
        }
        #expect(try await tenu(scene) == [0, 70_000])
        try await geste(scene, scene.mairie) { tx in try await Dossier.accuserLecture(id, in: tx) }
        #expect(try await scene.lire(id).luLe == nil, "rien n’est encore notifié")
        try await geste(scene) { tx in try await Dossier.notifier(id, le: jourDesEssais.adding(days: 3), in: tx) }
        try await geste(scene) { tx in try await Dossier.accuserLecture(id, in: tx) }
        #expect(try await scene.lire(id).luLe == nil, "la préfecture ne lit pas à la place de la mairie")
        try await geste(scene, scene.mairie) { tx in try await Dossier.accuserLecture(id, in: tx) }
        let lu = try await scene.lire(id)
        #expect(lu.etat == .notifie && lu.notifieLe == jourDesEssais.adding(days: 3) && lu.luLe != nil && lu.delaiCommencementMois == 6)
        try await geste(scene, scene.mairie) { tx in try await Dossier.accuserLecture(id, in: tx) }
        #expect(try await scene.lire(id).luLe == lu.luLe)
        let terme = jourDesEssais.adding(months: 18)
        #expect(
            await regle { try await geste(scene) { tx in try await Dossier.proroger(id, .achevement, jusquau: terme, in: tx) } }
                == "dossier_prorogation_impossible")
        try await geste(scene) { tx in try await Dossier.proroger(id, .commencement, jusquau: terme, in: tx) }
        #expect(try await scene.lire(id).commencerProrogeLe == terme)
        try await scene.passer(id, a: .commence, par: scene.mairie)
        try await scene.passer(id, a: .acheve, par: scene.mairie)
        try await scene.passer(id, a: .solde, par: scene.prefecture)
        let solde = try await scene.lire(id)
        #expect(
            solde.etat == .solde && solde.commenceLe == jourDesEssais && solde.acheveLe == jourDesEssais && solde.soldeLe == jourDesEssais)
        #expect(try await tenu(scene) == [0, 70_000])
    }

    @Test("remis en traitement, un dossier rend ce qui était engagé et perd sa décision ; les passages la gardent")
    func remiseEnTraitement() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.recu(demandant: .euros(1_000))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        try await scene.accorder(id, .euros(900))
        #expect(await regle { try await scene.passer(id, a: .enInstruction, par: scene.prefecture) } == "dossier_motif_obligatoire")
        try await scene.passer(id, a: .enInstruction, par: scene.prefecture, motif: "Assiette à revoir")
        #expect(try await tenu(scene) == [100_000, 0])
        let remis = try await scene.lire(id)
        #expect(remis.montantAccordeCentimes == nil && remis.decideLe == nil && remis.completLe == jourDesEssais)
        try await scene.passer(id, a: .refuse, par: scene.prefecture, motif: "Hors du programme")
        #expect(try await tenu(scene) == [0, 0])
        try await geste(scene) { tx in try await Dossier.notifier(id, le: jourDesEssais, in: tx) }
        let refuse = try await scene.lire(id)
        #expect(refuse.etat == .refuse && refuse.notifieLe == jourDesEssais)
        try await scene.passer(id, a: .enInstruction, par: scene.prefecture, motif: "Recours gracieux admis")
        #expect(try await scene.lire(id).notifieLe == nil)
        let passages = try await scene.base.app.read(as: scene.mairie.identity) { try await Passage.all(of: id, in: $0) }
        #expect(passages.map(\.vers) == [.depose, .recu, .complet, .accepte, .enInstruction, .refuse, .enInstruction])
        #expect(passages.map { $0.auteur == nil } == [false, true, false, false, false, false, false], "la réception est automatique")
    }

    @Test("la caducité et l’annulation rendent l’argent ; une caducité se lève")
    func caducite() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let (un, deux) = (try await scene.recu(demandant: .euros(1_000)), try await scene.recu(demandant: .euros(500)))
        for id in [un, deux] { try await scene.passer(id, a: .complet, par: scene.prefecture) }
        try await scene.accorder(un, .euros(1_000))
        try await geste(scene) { tx in try await Dossier.notifier(un, le: jourDesEssais, in: tx) }
        try await scene.passer(un, a: .caduc, par: scene.prefecture, motif: "Rien n’a commencé dans les deux ans")
        try await scene.passer(deux, a: .annule, par: scene.mairie, motif: "Le conseil y renonce")
        #expect(try await tenu(scene) == [0, 0])
        try await scene.passer(un, a: .notifie, par: scene.prefecture, motif: "Commande retrouvée")
        #expect(try await tenu(scene) == [0, 100_000])
    }

    @Test("sur une enveloppe arbitrée, on trouve complet plus qu’il n’y a, on ne programme que ce qu’il y a")
    func arbitree() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        let code = try #require(scene.enveloppe)
        try await scene.base.owner.write(as: .systeme("essai")) { tx in
            try await tx.execute("update enveloppe.enveloppe set reserve_des = 'programme' where code = \(code)")
        }
        let ids = [try await scene.recu(demandant: .euros(800)), try await scene.recu(demandant: .euros(800))]
        for id in ids { try await scene.passer(id, a: .complet, par: scene.prefecture) }
        #expect(try await tenu(scene) == [0, 0])
        func programmer(_ id: ID<Dossier>, _ montant: Money) async -> String? {
            await regle {
                try await geste(scene) { tx in
                    try await Dossier.programmer(id, le: jourDesEssais, depense: .euros(800), montant: montant, in: tx)
                }
            }
        }
        #expect(await programmer(ids[0], .euros(800)) == nil)
        #expect(await programmer(ids[1], Money(cents: 20_001)) == "enveloppe_disponible_insuffisant")
        #expect(try await scene.lire(ids[1]).etat == .complet)
        #expect(await programmer(ids[0], .euros(700)) == nil, "un montant programmé se revoit")
        #expect(await programmer(ids[1], .euros(300)) == nil)
        #expect(try await tenu(scene) == [100_000, 0])
    }
}
