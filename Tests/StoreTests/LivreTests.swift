import Model
import Postgres
import Store
import TestSupport
import Testing

/// The ledger as the application's role uses it. What must hold is read back by the owner, who sees every row.
@Suite("Les comptes tombent juste", .postgresql, .freshDatabase)
struct LivreTests {
    @Test("une suite quelconque de mouvements laisse des soldes égaux à la somme des mouvements", arguments: [1, 20_261_123, 4_242])
    func suiteQuelconque(graine: UInt64) async throws {
        let scene = try await Scene(enveloppe: .euros(20_000))
        var hasard = Hasard(graine: graine)
        var dossiers: [ID<Dossier>] = []
        for _ in 0..<6 { dossiers.append(try await scene.recu(demandant: .euros(Int64.random(in: 500...3_000, using: &hasard)))) }
        for rang in 0..<120 {
            let geste = Geste.tire(parmi: dossiers, &hasard)
            // Half of them are refused: more than there is, nothing to give back… The books must not notice.
            _ = await regle { try await geste.faire(par: scene.prefecture, cle: "suite/\(graine)/\(rang)", sur: scene.base.app) }
        }
        try await expectJuste(scene)
    }

    @Test("huit écrivains à la fois, et les comptes tombent encore juste")
    func huitEcrivains() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        var dossiers: [ID<Dossier>] = []
        for _ in 0..<8 { dossiers.append(try await scene.recu(demandant: .euros(1_000))) }
        let tous = dossiers
        await withTaskGroup { group in
            for ecrivain in 0..<8 {
                group.addTask {
                    var hasard = Hasard(graine: UInt64(ecrivain))
                    for rang in 0..<40 {
                        let geste = Geste.tire(parmi: tous, &hasard)
                        _ = await regle {
                            try await geste.faire(
                                par: scene.prefecture, cle: "ecrivain/\(ecrivain)/\(rang)/\(scene.departement)", sur: scene.base.app)
                        }
                    }
                }
            }
        }
        try await expectJuste(scene)
        let situation = try await scene.situation()
        #expect(situation.reserveCentimes + situation.engageCentimes > .zero, "aucun mouvement n’est passé : l’essai ne prouve rien")
    }

    @Test("deux sessions veulent le dernier euro : l’une l’a, l’autre s’entend dire que le disponible est insuffisant")
    func dernierEuro() async throws {
        let scene = try await Scene(enveloppe: .euros(1_001))
        let (premier, second) = (try await scene.recu(demandant: .euros(501)), try await scene.recu(demandant: .euros(501)))
        async let un = regle { try await scene.passer(premier, a: .complet, par: scene.prefecture) }
        async let deux = regle { try await scene.passer(second, a: .complet, par: scene.prefecture) }
        let issues = await [un, deux]
        #expect(issues.filter { $0 == nil }.count == 1)
        #expect(issues.compactMap { $0 } == ["enveloppe_disponible_insuffisant"])
        #expect(try await scene.situation().disponibleCentimes == .euros(500))
        // The one who lost has lost nothing else: its file is where it was.
        let etats = [try await scene.lire(premier).etat, try await scene.lire(second).etat]
        #expect(Set(etats) == [.complet, .recu])
        try await expectJuste(scene)
    }

    @Test("64 décisions se disputent une enveloppe qui n’en paie que 23 : pas un centime de trop")
    func soixanteQuatre() async throws {
        let scene = try await Scene(enveloppe: .euros(2_300))
        let mairies = [
            scene.mairie, try await Acteur.mairie(departement: scene.departement), try await Acteur.mairie(departement: scene.departement),
        ]
        var dossiers: [ID<Dossier>] = []
        for rang in 0..<64 { dossiers.append(try await scene.recu(demandant: .euros(100), pour: mairies[rang % 3])) }
        let issues = await withTaskGroup { group in
            for id in dossiers { group.addTask { await regle { try await scene.passer(id, a: .complet, par: scene.prefecture) } } }
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(issues.filter { $0 == nil }.count == 23)
        #expect(issues.allSatisfy { $0 == nil || $0 == "enveloppe_disponible_insuffisant" })
        let situation = try await scene.situation()
        #expect(situation.reserveCentimes == .euros(2_300) && situation.disponibleCentimes == .zero)
        // Then 23 grants race with as many attempts to commit one cent more.
        let complets = try await scene.base.app.read(as: scene.prefecture.identity) { tx in
            try await Dossier.liste(FiltreDossiers(etat: .complet), .init(), .debut, limite: 64, in: tx).map(\.dossier)
        }
        #expect(complets.count == 23)
        await withTaskGroup(of: Void.self) { group in
            for dossier in complets {
                group.addTask {
                    _ = await regle {
                        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
                            try await Dossier.accorder(
                                dossier.dossierId, le: jourDesEssais, depenseRetenue: .euros(100), montant: .euros(100), numeroEj: nil,
                                motif: "", in: tx)
                        }
                    }
                }
                group.addTask {
                    let geste = Geste.engager(dossier.dossierId, Money(cents: 10_001))
                    _ = await regle { try await geste.faire(par: scene.prefecture, cle: "trop/\(dossier.dossierId)", sur: scene.base.app) }
                }
            }
        }
        let apres = try await scene.situation()
        #expect(apres.engageCentimes + apres.reserveCentimes <= .euros(2_300))
        // The counts that the préfecture's page reads were kept through the race.
        let groupes = try await scene.base.app.read(as: scene.prefecture.identity) {
            try await Dossier.effectif(departement: scene.departement, in: $0).groupes
        }
        let recomptes = try await scene.base.app.read(as: scene.prefecture.identity) {
            try await Dossier.groupes(FiltreDossiers(texte: "TR-"), in: $0)
        }
        #expect(groupes == recomptes && groupes.map(\.nombre).reduce(0, +) == 64)
        try await expectJuste(scene)
    }

    @Test("une clé rejouée ne compte qu’une fois ; la même clé pour un autre montant est refusée")
    func idempotence() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        let id = try await scene.recu(demandant: .euros(100))
        let geste = Geste.reserver(id, .euros(100))
        for _ in 0..<3 { try await geste.faire(par: scene.prefecture, cle: "rejeu/\(id)", sur: scene.base.app) }
        #expect(try await scene.situation().reserveCentimes == .euros(100))
        let autre = Geste.reserver(id, .euros(200))
        #expect(
            await regle { try await autre.faire(par: scene.prefecture, cle: "rejeu/\(id)", sur: scene.base.app) }
                == "mouvement_cle_reutilisee")
    }

    @Test("un mouvement ne se change ni ne s’efface, même pour le propriétaire de la base")
    func ajoutSeul() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        try await scene.passer(try await scene.recu(demandant: .euros(100)), a: .complet, par: scene.prefecture)
        let statements: [SQL] = [
            "update enveloppe.mouvement set montant_centimes = 1", "delete from enveloppe.mouvement",
            "truncate enveloppe.mouvement cascade",
            "update financement.passage set motif = 'autre'", "delete from journal.evenement",
        ]
        for sql in statements {
            #expect(await regle { try await scene.base.owner.write(as: .systeme("essai")) { try await $0.execute(sql) } } == "ajout_seul")
            #expect(await regle { try await scene.base.app.write(as: scene.prefecture.identity) { try await $0.execute(sql) } } == "42501")
        }
    }

    @Test("un solde ne s’écrit pas à la main : l’application n’a pas ce droit, et le propriétaire ne peut pas dépasser l’alloué")
    func soldeProtege() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        let trop: SQL = "update enveloppe.enveloppe set engage_centimes = alloue_centimes + 1 where code = \(scene.enveloppe)"
        #expect(await regle { try await scene.base.app.write(as: scene.prefecture.identity) { try await $0.execute(trop) } } == "42501")
        #expect(
            await regle { try await scene.base.owner.write(as: .systeme("essai")) { try await $0.execute(trop) } }
                == "enveloppe_disponible_insuffisant")
    }

    @Test("refuser, classer ou annuler rend l’argent à l’enveloppe")
    func rendre() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        let (refuse, annule) = (try await scene.recu(demandant: .euros(300)), try await scene.recu(demandant: .euros(400)))
        for id in [refuse, annule] { try await scene.passer(id, a: .complet, par: scene.prefecture) }
        #expect(try await scene.situation().disponibleCentimes == .euros(300))
        try await scene.passer(refuse, a: .refuse, par: scene.prefecture, motif: "hors du programme")
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            try await Dossier.accorder(
                annule, le: jourDesEssais, depenseRetenue: .euros(400), montant: .euros(350), numeroEj: "EJ-1", motif: "", in: tx)
        }
        #expect(try await scene.situation().engageCentimes == .euros(350))
        try await scene.passer(annule, a: .annule, par: scene.prefecture, motif: "renonce")
        let situation = try await scene.situation()
        #expect(situation.disponibleCentimes == .euros(1_000) && situation.engageCentimes == .zero && situation.reserveCentimes == .zero)
        try await expectJuste(scene)
    }
}
