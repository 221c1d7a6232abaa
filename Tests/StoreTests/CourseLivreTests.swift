import Model
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

/// Sessions that race for the last euros of one envelope while connections are cut under them.
@Suite("La course aux derniers euros, connexions coupées", .postgresql, .freshDatabase)
struct CourseLivreTests {
    @Test("64 sessions mêlent décisions, dégagements, paiements et transferts : rien d’acquis n’est perdu, pas un centime de trop")
    func course() async throws {
        let scene = try await Scene(enveloppe: .euros(3_000))
        let autre = try await Scene(enveloppe: .euros(500))
        let (code, ailleurs) = (try #require(scene.enveloppe), try #require(autre.enveloppe))
        let responsable = try await Acteur.responsable()
        try await scene.base.owner.write(as: .systeme("essai")) { tx in
            try await SituationEnveloppe.allouerCP(code, .euros(1_000), cle: "cp/\(code)", le: jourDesEssais, in: tx)
        }
        var dossiers: [ID<Dossier>] = []
        for _ in 0..<64 { dossiers.append(try await scene.recu(demandant: .euros(100))) }
        let tous = dossiers
        let pool = scene.base.pool(limit: 32, leaseDeadline: .seconds(60), nom: "course")
        let registre = Registre()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Cuts connections of the pool until the race is over.
                while !registre.fini.withLock({ $0 }) {
                    _ = try? await scene.base.login.write(as: .visiteur) { tx in
                        try await tx.execute(
                            """
                            with cibles as materialized (
                                select pid from pg_stat_activity
                                where datname = current_database() and application_name = 'course' order by random() limit 2
                            ),

                            pause as materialized (select pg_sleep(0.015))

                            select pg_terminate_backend(cibles.pid) from cibles cross join pause
                            """)
                    }
                }
            }
            group.addTask {
                await withTaskGroup(of: Void.self) { coureurs in
                    for (rang, id) in tous.enumerated() {
                        coureurs.addTask { await courir(scene, pool, rang, id, responsable, (code, ailleurs), registre) }
                    }
                }
                registre.fini.withLock { $0 = true }
            }
        }
        await pool.close()
        let cles = registre.acquis.withLock { $0 }
        #expect(cles.count > 20)
        try await scene.base.owner.read(as: .systeme("essai")) { tx async throws in
            let gardees: Int = try await tx.value(
                "select count(*)::integer as n from enveloppe.mouvement where cle = any (\(cles)::text[])")
            #expect(gardees == cles.count, "un mouvement acquitté est là")
            let preuve = try await Controle.preuve(in: tx)
            #expect(preuve.count == 6 && preuve.allSatisfy { $0.ecarts == 0 }, "\(preuve)")
        }
        try await expectJuste(scene)
    }
}

/// What the sessions of a race were told is done, and whether they all came to the end.
private final class Registre: Sendable {
    let acquis = Mutex<[String]>([])
    let fini = Mutex(false)
}

/// One session: finds complete, grants, certifies, pays, releases or moves money, whatever fails.
private func courir(
    _ scene: Scene, _ pool: Database, _ rang: Int, _ id: ID<Dossier>, _ responsable: Acteur, _ codes: (String, String),
    _ registre: Registre
) async {
    let (agent, jour) = (scene.prefecture.identity, jourDesEssais)
    let centimes = Int64(3_000 + 137 * rang)
    let gestes: [(String?, @Sendable (Transaction) async throws -> Void)] = [
        (nil, { try await Dossier.passer(id, a: .complet, le: jour, in: $0) }),
        (
            nil,
            {
                try await Dossier.accorder(
                    id, le: jour, depenseRetenue: .euros(100), montant: Money(cents: centimes), numeroEj: nil, motif: "", in: $0)
            }
        ),
        ("c/\(rang)/1", { try await Dossier.liquider(id, Money(cents: 900), cle: "c/\(rang)/1", le: jour, in: $0) }),
        ("c/\(rang)/2", { try await Dossier.payer(id, Money(cents: 900), cle: "c/\(rang)/2", le: jour, in: $0) }),
        ("c/\(rang)/3", { try await $0.execute("select enveloppe.degager(\(id)::bigint, 500, \("c/\(rang)/3"), \(jour)::date)") }),
    ]
    for (cle, geste) in gestes {
        for _ in 0..<8 {
            // The same key again after a cut: at most once, whatever the server had time to do.
            guard await regle({ try await pool.write(as: agent, geste) }) == nil else { continue }
            if let cle { registre.acquis.withLock { $0.append(cle) } }
            break
        }
    }
    if rang % 8 == 0 {
        _ = await regle {
            try await pool.write(as: responsable.identity) { tx in
                _ = try await SituationEnveloppe.transferer(
                    de: codes.0, vers: codes.1, Money(cents: 1_000), le: jour, motif: "besoin ailleurs", in: tx)
            }
        }
    }
}
