import Model
import Postgres
import Store
import TestSupport
import Testing

/// What the law allows, written apart from the database: from each state, where one may go and who goes there (`p` the porteur, `i` the
/// préfecture, `c` either).
private let permis: [EtatDossier: [EtatDossier: Character]] = [
    .recu: [.aCorriger: "i", .complet: "i", .classeSansSuite: "i", .annule: "p"],
    .aCorriger: [.recu: "p", .classeSansSuite: "i", .annule: "p"],
    .complet: [
        .aCorriger: "i", .enInstruction: "i", .avis: "i", .programme: "i", .accepte: "i", .refuse: "i", .classeSansSuite: "i", .annule: "p",
    ],
    .enInstruction: [.aCorriger: "i", .avis: "i", .programme: "i", .accepte: "i", .refuse: "i", .classeSansSuite: "i", .annule: "p"],
    .avis: [.enInstruction: "i", .annule: "p"],
    .programme: [.programme: "i", .enInstruction: "i", .accepte: "i", .annule: "p"],
    .accepte: [.enInstruction: "i", .notifie: "i", .commence: "p", .caduc: "i", .annule: "i"],
    .refuse: [.enInstruction: "i"],
    .classeSansSuite: [.enInstruction: "i"],
    .notifie: [.commence: "p", .caduc: "i", .annule: "i"],
    .commence: [.acheve: "c", .annule: "i"],
    .acheve: [.commence: "i", .solde: "i"],
    .caduc: [.notifie: "i"],
]

/// Passages without a motive that are nevertheless let through: all the others from or to these ask why.
private let sansMotif: Set<EtatDossier> = [.recu, .complet, .avis, .programme, .accepte, .commence, .acheve, .solde]

/// A dossier as the model follows it beside the database.
private struct Suivi {
    let id: ID<Dossier>
    var etat = EtatDossier.recu
    var jour = jourDesEssais
    var passages: [EtatDossier] = [.depose, .recu]
    var programme: Int64 = 0
    var accorde: Int64 = 0

    /// What it should hold of an envelope that reserves from completeness on.
    func tenu(demande: Int64) -> [Int64] {
        switch etat {
        case .complet, .enInstruction, .avis: [demande, 0]
        case .programme: [programme, 0]
        case let etat where etat.estAccorde: [0, accorde]
        default: [0, 0]
        }
    }
}

@Suite("Une marche au hasard parmi les états", .postgresql, .freshDatabase)
struct MarcheTests {
    private static let demande: Int64 = 50_000

    /// 10 000 passages in all, legal or not. The envelope of the last one is short: money refuses too.
    @Test(
        "quels que soient les gestes, l’état, les passages et l’enveloppe disent la même chose",
        arguments: [(1, 100_000), (2, 100_000), (3, 100_000), (4, 6_000)] as [(UInt64, Int64)])
    func marche(graine: UInt64, enveloppe: Int64) async throws {
        let scene = try await Scene(enveloppe: .euros(enveloppe))
        var hasard = Hasard(graine: graine)
        var suivis: [Suivi] = []
        for _ in 0..<60 { suivis.append(Suivi(id: try await scene.recu(demandant: Money(cents: Self.demande)))) }
        var (reussis, refuses) = (0, 0)
        for _ in 0..<2_500 {
            let rang = Int.random(in: suivis.indices, using: &hasard)
            let vers = tirer(depuis: suivis[rang].etat, &hasard)
            let (jour, motive) = (
                suivis[rang].jour.adding(days: Int.random(in: -1...4, using: &hasard)), Int.random(in: 0...3, using: &hasard) > 0
            )
            let role = permis[suivis[rang].etat]?[vers]
            // Most often who should; sometimes the other.
            let parPorteur = (role == "p") != (Int.random(in: 0...3, using: &hasard) == 0)
            let montant = Int64.random(in: 1...Self.demande, using: &hasard)
            let refus = await tenter(
                scene, suivis[rang].id, vers, le: jour, motif: motive ? "Pour l’essai" : "",
                par: parPorteur ? scene.mairie : scene.prefecture,
                montant: Money(cents: montant))
            if refus == nil {
                #expect(role == "c" || role == (parPorteur ? "p" : "i"), "\(suivis[rang].etat) → \(vers)")
                #expect(motive || (sansMotif.contains(vers) || vers == .enInstruction || vers == .notifie))
                suivre(&suivis[rang], vers, le: jour, montant)
                reussis += 1
            } else {
                refuses += 1
                if enveloppe > 10_000, motive, jour >= suivis[rang].jour, role == "c" || role == (parPorteur ? "p" : "i") {
                    Issue.record("\(suivis[rang].etat) → \(vers) devait passer : \(refus ?? "")")
                }
            }
        }
        #expect(reussis > 150 && refuses > 300, "la marche avance et se heurte : \(reussis), \(refuses)")
        try await verifier(scene, suivis)
        try await expectJuste(scene)
    }

    /// Two times in three somewhere that the law allows, otherwise anywhere.
    private func tirer(depuis etat: EtatDossier, _ hasard: inout Hasard) -> EtatDossier {
        let suites = (permis[etat] ?? [:]).keys.sorted { $0.rawValue < $1.rawValue }
        guard Int.random(in: 0...2, using: &hasard) > 0, let choisi = suites.randomElement(using: &hasard) else {
            return EtatDossier.allCases[Int.random(in: EtatDossier.allCases.indices, using: &hasard)]
        }
        return choisi
    }

    private func tenter(
        _ scene: Scene, _ id: ID<Dossier>, _ vers: EtatDossier, le jour: LocalDate, motif: String, par acteur: Acteur, montant: Money
    ) async -> String? {
        await regle {
            try await scene.base.app.write(as: acteur.identity) { tx in
                switch vers {
                case .programme:
                    try await Dossier.programmer(
                        id, le: jour, depense: Money(cents: Self.demande), montant: montant, motif: motif, in: tx)
                case .accepte:
                    try await Dossier.accorder(
                        id, le: jour, depenseRetenue: Money(cents: Self.demande), montant: montant, numeroEj: nil, motif: motif, in: tx)
                default: try await Dossier.passer(id, a: vers, le: jour, motif: motif, in: tx)
                }
            }
        }
    }

    private func suivre(_ suivi: inout Suivi, _ vers: EtatDossier, le jour: LocalDate, _ montant: Int64) {
        suivi.etat = vers
        suivi.jour = max(suivi.jour, jour)
        suivi.passages.append(vers)
        if vers == .programme { suivi.programme = montant }
        if vers == .accepte { suivi.accorde = montant }
    }

    private func verifier(_ scene: Scene, _ suivis: [Suivi]) async throws {
        var somme: [Int64] = [0, 0]
        for suivi in suivis {
            let lu = try await scene.lire(suivi.id)
            #expect(lu.etat == suivi.etat)
            let passages = try await scene.base.app.read(as: scene.prefecture.identity) { try await Passage.all(of: suivi.id, in: $0) }
            #expect(passages.map(\.vers) == suivi.passages, "aucun passage perdu, aucun en trop")
            #expect(passages.dropFirst().map(\.de) == Array(suivi.passages.dropLast()), "chacun part d’où le précédent arrive")
            let attendu = suivi.tenu(demande: Self.demande)
            let tenu: [Int64] = try await scene.base.app.read(as: scene.prefecture.identity) { tx in
                try await tx.firstValue(
                    """
                    select array[reserve_centimes, engage_centimes]::bigint[] as tenu from enveloppe.position where dossier_id = \(suivi.id)
                    """) ?? [0, 0]
            }
            #expect(tenu == attendu, "\(suivi.etat)")
            somme = [somme[0] + attendu[0], somme[1] + attendu[1]]
        }
        let situation = try await scene.situation()
        #expect([situation.reserveCentimes.cents, situation.engageCentimes.cents] == somme, "l’enveloppe est la somme des décisions")
    }
}
