import Model
import Parcours
import Planner
import Postgres
import Store
import TestSupport
import Testing

/// CASES D, E and F on the real states, on the days of the cases. The clock is given everywhere.
@Suite("Les cas D, E et F, sur de vrais dossiers", .postgresql, .freshDatabase)
struct CasDossierTests {
    private func jour(_ texte: String) throws -> LocalDate { try #require(LocalDate(iso: texte)) }

    /// Granted 200 € by an arrêté notified on that day.
    private func notifiee(_ scene: Scene, le texte: String, delaiMois: Int? = nil) async throws -> ID<Dossier> {
        let date = try jour(texte)
        let id = try await scene.demandeDETR(recue: date.adding(months: -2))
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            try await Dossier.passer(id, a: .complet, le: date.adding(months: -1), in: tx)
            try await Dossier.accorder(
                id, le: date, depenseRetenue: .euros(500), montant: .euros(200), numeroEj: nil, motif: "", delaiMois: delaiMois, in: tx)
        }
        try await scene.base.parcours.notifier(id, par: scene.prefecture.agent, le: date)
        return id
    }

    private func calendrier(_ scene: Scene, _ id: ID<Dossier>) async throws -> [LocalDate?] {
        try await scene.base.app.read(as: scene.mairie.identity) { tx in
            let (_, dates) = try await scene.base.parcours.calendrier(id, in: tx)
            return [
                dates.commencerAvant, dates.commencerAvantProroge, dates.demanderProrogationAvant, dates.acheverAvant,
                dates.acheverAvantProroge,
            ]
        }
    }

    @Test("C23 : commander la veille de la réception est refusé ; le jour même et après, permis", arguments: [-1, 0, 2])
    func commencement(jours: Int) async throws {
        let scene = try await Scene()
        let id = try await scene.demandeDETR(recue: jour("2026-01-10"))
        let projet = try await scene.lire(id).operationId
        // Only this demand: the other draft of the operation is given up.
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            try await tx.execute("delete from financement.dossier where operation_id = \(projet) and etat = 'brouillon'")
        }
        let le = try jour("2026-01-10").adding(days: jours)
        let refus = await regle {
            try await scene.base.app.write(as: scene.mairie.identity) { tx in
                try await Commande.passer(projet, fournisseur: "UGAP", le: le, in: tx)
            }
        }
        #expect(refus == (jours < 0 ? "commande_avant_reception" : nil), "avant la complétude, cela n’y change rien")
    }

    @Test("C31 : deux ans pour commencer, un de plus au mieux ; la caducité attend le terme")
    func commencer() async throws {
        let scene = try await Scene()
        let (parcours, bureau) = (scene.base.parcours, scene.prefecture.agent)
        let id = try await notifiee(scene, le: "2024-06-15")
        #expect(
            try await calendrier(scene, id).prefix(3) == [jour("2026-06-15"), jour("2027-06-15"), jour("2026-04-15")])
        #expect(await regle { try await parcours.constaterCaducite(id, motif: "Rien", par: bureau, le: jour("2026-06-15")) } == "DELAY-1")
        #expect(await regle { try await parcours.proroger(id, .commencement, jusquau: jour("2027-06-16"), par: bureau) } == "DELAY-1")
        try await parcours.proroger(id, .commencement, jusquau: jour("2027-06-15"), par: bureau)
        #expect(try await calendrier(scene, id)[0] == jour("2027-06-15"))
        #expect(await regle { try await parcours.constaterCaducite(id, motif: "Rien", par: bureau, le: jour("2026-06-16")) } == "DELAY-1")
        try await parcours.constaterCaducite(id, motif: "Rien n’est commencé", par: bureau, le: jour("2027-06-16"))
        #expect(try await scene.lire(id).etat == .caduc)
    }

    @Test("C32 : quatre ans pour achever, deux de plus au mieux, la troisième année est refusée")
    func achever() async throws {
        let scene = try await Scene()
        let (parcours, bureau) = (scene.base.parcours, scene.prefecture.agent)
        let id = try await notifiee(scene, le: "2024-06-15")
        try await parcours.avancer(id, a: .commence, par: scene.mairie.agent, le: jour("2024-09-02"))
        #expect(try await calendrier(scene, id).suffix(2) == [jour("2028-09-02"), jour("2030-09-02")])
        #expect(await regle { try await parcours.proroger(id, .achevement, jusquau: jour("2031-09-02"), par: bureau) } == "DELAY-2")
        try await parcours.proroger(id, .achevement, jusquau: jour("2030-09-02"), par: bureau)
        #expect(try await calendrier(scene, id)[3] == jour("2030-09-02"))
    }

    @Test("C34 : le délai plus court de l’arrêté remplace les deux ans")
    func delaiCourt() async throws {
        let scene = try await Scene()
        let id = try await notifiee(scene, le: "2026-03-10", delaiMois: 6)
        #expect(try await calendrier(scene, id)[0] == jour("2026-09-10"))
    }
}
