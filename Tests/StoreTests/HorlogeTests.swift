import Model
import Postgres
import Store
import TestSupport
import Testing

/// CASES C27 and C28, and what silence does, on the days of the cases.
@Suite("L’horloge de la complétude", .postgresql, .freshDatabase)
struct HorlogeTests {
    private func jour(_ texte: String) throws -> LocalDate { try #require(LocalDate(iso: texte)) }

    private func completude(_ scene: Scene, _ id: ID<Dossier>) async throws -> Completude? { try await scene.lire(id).completude }

    private func passer(_ scene: Scene, _ id: ID<Dossier>, _ etat: EtatDossier, _ acteur: Acteur, le texte: String) async throws {
        let date = try jour(texte)
        try await scene.base.app.write(as: acteur.identity) { tx in
            try await Dossier.passer(id, a: etat, le: date, motif: "Il manque l’échéancier", in: tx)
        }
    }

    @Test("C27 : dix-neuf jours de suspension reportent le terme au 29 avril ; une seconde demande le reporte encore")
    func suspension() async throws {
        let scene = try await Scene()
        let id = try await scene.demandeDETR(recue: jour("2026-01-10"))
        #expect(try await completude(scene, id) == .reputeLe(jour("2026-04-10")))
        try await passer(scene, id, .aCorriger, scene.prefecture, le: "2026-02-10")
        #expect(try await completude(scene, id) == .suspendueDepuis(jour("2026-02-10")))
        try await passer(scene, id, .recu, scene.mairie, le: "2026-03-01")
        #expect(try await completude(scene, id) == .reputeLe(jour("2026-04-29")))
        try await passer(scene, id, .aCorriger, scene.prefecture, le: "2026-04-20")
        try await passer(scene, id, .recu, scene.mairie, le: "2026-04-30")
        #expect(try await completude(scene, id) == .reputeLe(jour("2026-05-09")))
        #expect(try await scene.lire(id).recuLe == jour("2026-01-10"), "la réception ne bouge pas")
        try await passer(scene, id, .aCorriger, scene.prefecture, le: "2026-05-10")
        #expect(try await completude(scene, id) == .reputeLe(jour("2026-05-09")), "demandée après le terme, elle ne suspend plus rien")
    }

    @Test("C28 : reçue le 30 novembre, réputée complète le 28 février, un samedi")
    func finDeMois() async throws {
        let scene = try await Scene()
        let id = try await scene.demandeDETR(recue: jour("2025-11-30"))
        #expect(try await completude(scene, id) == .reputeLe(jour("2026-02-28")))
    }

    @Test("l’enveloppe « lieux » suit le décret de 2018 : deux mois")
    func lieux() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        let id = try await scene.recu(demandant: .euros(100))
        #expect(try await scene.lire(id).completude == .reputeLe(jourDesEssais.adding(months: 2)))
    }

    @Test("le silence rend complet au jour dit, pas la veille, sans que personne ne le fasse")
    func silence() async throws {
        let scene = try await Scene()
        let (id, suspendu) = (
            try await scene.demandeDETR(recue: jour("2026-01-10")), try await scene.demandeDETR(recue: jour("2026-01-10"))
        )
        try await passer(scene, suspendu, .aCorriger, scene.prefecture, le: "2026-02-10")
        func sonner(_ texte: String) async throws {
            let date = try jour(texte)
            try await scene.base.app.write(as: .visiteur) { tx in _ = try await Dossier.reputerComplets(le: date, in: tx) }
        }
        try await sonner("2026-04-09")
        #expect(try await scene.lire(id).etat == .recu)
        try await sonner("2026-04-12")
        let dossier = try await scene.lire(id)
        #expect(try dossier.etat == .complet && dossier.reputeComplet && dossier.completLe == jour("2026-04-10"))
        #expect(try await scene.lire(suspendu).etat == .aCorriger)
        let passages = try await scene.base.app.read(as: scene.mairie.identity) { try await Passage.all(of: id, in: $0) }
        #expect(passages.last?.auteur == nil && passages.last?.survenuLe == dossier.completLe)
    }
}
