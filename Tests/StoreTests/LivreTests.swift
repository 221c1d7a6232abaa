import Model
import Postgres
import Store
import TestSupport
import Testing

/// The ledger as the application's role uses it. What must hold is read back by the owner, who sees every row.
@Suite("Les comptes tombent juste", .postgresql)
struct LivreTests {
    @Test("une suite quelconque de mouvements laisse des soldes égaux à la somme des mouvements", arguments: [1, 20_261_123, 4_242])
    func suiteQuelconque(graine: UInt64) async throws {
        let scene = try await Scene(enveloppe: .euros(20_000))
        var hasard = Hasard(graine: graine)
        var dossiers: [ID<Dossier>] = []
        for _ in 0..<6 { dossiers.append(try await scene.recu(demandant: .euros(hasard.entier(500...3_000)))) }
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
            try await Dossier.liste(FiltreDossiers(etat: .complet), .debut, limite: 64, in: tx)
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
        let groupes = try await scene.base.app.read(as: scene.prefecture.identity) { try await Dossier.groupes(FiltreDossiers(), in: $0) }
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

/// One thing that a préfecture may try on a file.
private enum Geste: Sendable {
    case reserver(ID<Dossier>, Money), engager(ID<Dossier>, Money), degager(ID<Dossier>, Money)

    static func tire(parmi dossiers: [ID<Dossier>], _ hasard: inout Hasard) -> Geste {
        let id = dossiers[Int(hasard.entier(0...Int64(dossiers.count - 1)))]
        let montant = Money(cents: hasard.entier(1...250_000))
        return switch hasard.entier(0...3) {
        case 0: .reserver(id, montant)
        case 1: .engager(id, montant)
        default: .degager(id, montant)
        }
    }

    func faire(par acteur: Acteur, cle: String, sur database: Database) async throws {
        try await database.write(as: acteur.identity) { tx in
            switch self {
            case .reserver(let id, let montant):
                try await tx.execute("select enveloppe.reserver(\(id)::bigint, \(montant)::bigint, \(cle), \(jourDesEssais)::date)")
            case .engager(let id, let montant):
                try await tx.execute("select enveloppe.engager(\(id)::bigint, \(montant)::bigint, \(cle), \(jourDesEssais)::date)")
            case .degager(let id, let montant):
                try await tx.execute("select enveloppe.degager(\(id)::bigint, \(montant)::bigint, \(cle), \(jourDesEssais)::date)")
            }
        }
    }
}

/// SplitMix64: the same numbers on every run.
private struct Hasard {
    private var state: UInt64
    init(graine: UInt64) { state = graine }

    mutating func entier(_ range: ClosedRange<Int64>) -> Int64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int64((z ^ (z >> 31)) % width)
    }
}

/// Movements, balances and positions of the scene's envelope agree, and nothing was overspent at any moment.
private func expectJuste(_ scene: Scene, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let code = try #require(scene.enveloppe)
    let livre: Livre = try await scene.base.owner.read(as: .systeme("essai")) { tx in
        try await tx.one(
            """
            with suite as (
                select mouvement.*,
                    lag(reserve_apres, 1, 0::bigint) over ordre as reserve_precedent,
                    lag(engage_apres, 1, 0::bigint) over ordre as engage_precedent,
                    lag(alloue_apres, 1, 0::bigint) over ordre as alloue_precedent
                from enveloppe.mouvement
                inner join enveloppe.enveloppe using (enveloppe_id)
                where enveloppe.code = \(code)
                window ordre as (partition by enveloppe_id order by mouvement_id)
            )

            select
                count(*)::integer as mouvements,
                count(*) filter (
                    where (reserve_avant, engage_avant, alloue_avant) <> (reserve_precedent, engage_precedent, alloue_precedent)
                )::integer as ruptures,
                count(*) filter (where reserve_apres + engage_apres > alloue_apres or least(reserve_apres, engage_apres) < 0)::integer
                    as depassements,
                sum(reserve_apres - reserve_avant)::bigint as reserve,
                sum(engage_apres - engage_avant)::bigint as engage,
                (select reserve_centimes from enveloppe.enveloppe where code = \(code)) as solde_reserve,
                (select engage_centimes from enveloppe.enveloppe where code = \(code)) as solde_engage,
                (select coalesce(sum(position.reserve_centimes), 0)::bigint from enveloppe.position
                    inner join enveloppe.enveloppe using (enveloppe_id) where code = \(code)) as positions_reserve,
                (select coalesce(sum(position.engage_centimes), 0)::bigint from enveloppe.position
                    inner join enveloppe.enveloppe using (enveloppe_id) where code = \(code)) as positions_engage
            from suite
            """)
    }
    #expect(livre.mouvements > 1, sourceLocation: sourceLocation)
    #expect(livre.ruptures == 0, "un mouvement ne repart pas du solde du précédent", sourceLocation: sourceLocation)
    #expect(livre.depassements == 0, "un solde a dépassé l’alloué", sourceLocation: sourceLocation)
    #expect(livre.reserve == livre.soldeReserve && livre.engage == livre.soldeEngage, sourceLocation: sourceLocation)
    #expect(livre.reserve == livre.positionsReserve && livre.engage == livre.positionsEngage, sourceLocation: sourceLocation)
}

private struct Livre: Decodable, Sendable {
    let mouvements: Int
    let ruptures: Int
    let depassements: Int
    let reserve: Money
    let engage: Money
    let soldeReserve: Money
    let soldeEngage: Money
    let positionsReserve: Money
    let positionsEngage: Money
}
