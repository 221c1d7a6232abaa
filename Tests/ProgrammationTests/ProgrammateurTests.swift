import Model
import Programmation
import Testing

/// SplitMix64: the same seed gives the same demands, on every machine.
struct Alea: RandomNumberGenerator {
    var etat: UInt64

    mutating func next() -> UInt64 {
        etat &+= 0x9E37_79B9_7F4A_7C15
        var z = etat
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func entier(_ bornes: ClosedRange<Int64>) -> Int64 { Int64.random(in: bornes, using: &self) }

    /// Demands as a préfecture receives them: a few communes with several files, amounts from 500 € to 300 000 €.
    mutating func probleme(_ nombre: Int, modulable: Bool, entiers: Bool, communes: Int, secteurs: Int) -> ProblemeProgrammation {
        let grain: Int64 = entiers ? 100 : 1
        let candidats = (0..<nombre).map { rang in
            let base = entier(500...8_000) * entier(1...40) * (entiers ? 100 : 97)
            let maximum = base / grain * grain
            let minimum = modulable ? Swift.max(grain, maximum / 2 / grain * grain) : maximum
            let commune = entier(1...Int64(communes))
            return ProblemeProgrammation.Candidat(
                cle: Int64(rang), points: entier(1...12), minimum: Money(cents: minimum), maximum: Money(cents: maximum),
                commune: "\(commune)", secteur: "S\(commune % Int64(secteurs))")
        }
        let total = candidats.map(\.maximum).sum()
        return ProblemeProgrammation(candidats: candidats, budget: Money(cents: total.cents * entier(15...70) / 100), grain: grain)
    }
}

@Suite("Programmation d’une enveloppe")
struct ProgrammateurTests {
    @Test("sur 600 petites enveloppes, l’optimum est celui de l’énumération de tous les choix, et jamais un centime de trop")
    func enumeration() throws {
        var impossibles = 0
        for graine in 1...600 {
            var alea = Alea(etat: UInt64(graine))
            let (modulable, entiers) = (graine % 2 == 0, graine % 3 == 0)
            var probleme = alea.probleme(
                Int(alea.entier(4...11)), modulable: modulable, entiers: entiers, communes: 6, secteurs: 3)
            if graine % 4 > 0 { probleme.communesMin = Int(alea.entier(1...4)) }
            if graine % 5 > 1 {
                for secteur in ["S0", "S1"] {
                    let part = probleme.budget.cents * alea.entier(0...45) / 100
                    probleme.planchers[secteur] = Money(cents: part / probleme.grain * probleme.grain)
                }
            }
            if graine % 7 == 0 { probleme.candidats[0] = probleme.candidats[0].avec(.force) }
            if graine % 6 == 0 { probleme.candidats[1] = probleme.candidats[1].avec(.exclu) }
            switch (Programmateur.resoudre(probleme), Enumeration(probleme).meilleur) {
            case (.trouve(let programme), let points?):
                #expect(VerificationProgrammation.fautes(probleme, programme.montants) == [], "graine \(graine)")
                #expect(programme.points == points && programme.estOptimal && programme.borne >= points, "graine \(graine)")
                #expect(programme.total <= probleme.budget)
            case (.impossible, nil): impossibles += 1
            case (let issue, _): Issue.record("graine \(graine) : \(issue), une autre réponse était attendue")
            }
        }
        #expect(impossibles > 5 && impossibles < 300, "les contraintes mordent sans tout interdire : \(impossibles)")
    }

    @Test("1 000 dossiers et trois critères : optimum ou écart prouvé d’au plus 0,1 %, en moins de 10 secondes, et relu")
    func mille() throws {
        for (rang, cas) in [(false, true), (true, true), (false, false), (true, false)].enumerated() {
            var alea = Alea(etat: UInt64(9_000 + rang))
            var probleme = alea.probleme(1_000, modulable: cas.0, entiers: cas.1, communes: 320, secteurs: 5)
            probleme.communesMin = 210
            for secteur in 0..<5 {
                let siens = probleme.candidats.filter { $0.secteur == "S\(secteur)" }.map(\.maximum).sum()
                let tous = probleme.candidats.map(\.maximum).sum()
                // Each sector receives at least 90 % of its share of what is asked.
                probleme.planchers["S\(secteur)"] = Money(
                    cents: Int64(Int128(probleme.budget.cents) * Int128(siens.cents) * 90 / Int128(tous.cents) / 100))
            }
            let debut = ContinuousClock.now
            guard case .trouve(let programme) = Programmateur.resoudre(probleme) else {
                Issue.record("cas \(rang) : sans réponse")
                continue
            }
            let duree = debut.duration(to: .now)
            #expect(VerificationProgrammation.fautes(probleme, programme.montants) == [])
            #expect(programme.estOptimal || programme.ecart <= Rate("0.001") ?? .zero)
            #expect(duree < .seconds(10))
            #expect(Programmateur.resoudre(probleme) == .trouve(programme), "la même enveloppe donne le même programme")
        }
    }

    @Test("sans autre critère que les points, 1 000 dossiers : la programmation dynamique, exacte, donne le même optimum")
    func dynamique() throws {
        for graine in 1...6 {
            var alea = Alea(etat: UInt64(500 + graine))
            let probleme = alea.probleme(1_000, modulable: false, entiers: graine % 2 == 0, communes: 300, secteurs: 4)
            guard case .trouve(let programme) = Programmateur.resoudre(probleme) else {
                Issue.record("graine \(graine)")
                continue
            }
            // The least money that reaches each number of points: the classic exact recursion, in centimes.
            let total = Int(probleme.candidats.reduce(0) { $0 + $1.points })
            var cout = [Int64](repeating: .max, count: total + 1)
            cout[0] = 0
            for candidat in probleme.candidats {
                let points = Int(candidat.points)
                for somme in stride(from: total, through: points, by: -1) where cout[somme - points] != .max {
                    cout[somme] = min(cout[somme], cout[somme - points] + candidat.minimum.cents)
                }
            }
            let attendu = try #require(cout.lastIndex { $0 <= probleme.budget.cents })
            #expect(programme.points == Int64(attendu) && programme.estOptimal, "graine \(graine)")
        }
    }

    @Test("ce qui ne peut pas être dit pourquoi : dossiers imposés, communes, secteur")
    func empechements() {
        var alea = Alea(etat: 3)
        var probleme = alea.probleme(8, modulable: false, entiers: true, communes: 3, secteurs: 3)
        probleme.communesMin = 5
        #expect(Programmateur.resoudre(probleme) == .impossible(.communes(possibles: Set(probleme.candidats.map(\.commune)).count)))
        probleme.communesMin = 0
        probleme.planchers = ["ailleurs": .euros(1)]
        #expect(Programmateur.resoudre(probleme) == .impossible(.secteur("ailleurs", possible: .zero)))
        probleme.planchers = [:]
        probleme.candidats = probleme.candidats.map { $0.avec(.force) }
        #expect(Programmateur.resoudre(probleme) == .impossible(.forces(cout: probleme.candidats.map(\.minimum).sum())))
    }

    @Test("un euro de plus : personne ne bouge sans un point de plus ; assez d’argent fait entrer le premier écarté")
    func sensibilite() throws {
        var alea = Alea(etat: 11)
        let probleme = alea.probleme(60, modulable: false, entiers: true, communes: 30, secteurs: 3)
        guard case .trouve(let programme) = Programmateur.resoudre(probleme) else { throw Echec() }
        let tout = probleme.candidats.map(\.maximum).sum()
        let plus = try #require(Programmateur.sensibilite(probleme, programme, ajout: tout))
        #expect(plus.entrants.count == programme.premiersEcartes.count && plus.sortants.isEmpty)
        #expect(plus.points == probleme.candidats.reduce(0) { $0 + $1.points })
        for ajout in [Money.euros(1), .euros(1_000), .euros(10_000)] {
            let effet = try #require(Programmateur.sensibilite(probleme, programme, ajout: ajout))
            #expect(effet.points >= programme.points && effet.accorde <= ajout + probleme.budget - programme.total)
            if effet.points == programme.points { #expect(effet.entrants.isEmpty && effet.sortants.isEmpty) }
        }
    }

    @Test("la vérification voit chaque faute qu’on lui met sous les yeux")
    func verification() throws {
        var alea = Alea(etat: 21)
        var probleme = alea.probleme(20, modulable: true, entiers: true, communes: 10, secteurs: 2)
        probleme.communesMin = 3
        guard case .trouve(let programme) = Programmateur.resoudre(probleme) else { throw Echec() }
        let retenu = try #require(programme.montants.firstIndex { $0 > .zero })
        func fautes(_ change: (inout [Money]) -> Void) -> Int {
            var montants = programme.montants
            change(&montants)
            return VerificationProgrammation.fautes(probleme, montants).count
        }
        #expect(fautes { _ in } == 0)
        #expect(fautes { $0[retenu] = probleme.candidats[retenu].maximum + .euros(1) } > 0)
        #expect(fautes { $0[retenu] += Money(cents: 1) } > 0)
        #expect(fautes { montants in montants = montants.map { _ in .zero } } == 1, "trop peu de communes")
        #expect(fautes { montants in montants = probleme.candidats.map(\.maximum) } > 0, "l’enveloppe est dépassée")
        #expect(fautes { _ = $0.popLast() } == 1)
    }
}

struct Echec: Error {}

extension ProblemeProgrammation.Candidat {
    func avec(_ sort: Sort) -> Self {
        .init(cle: cle, points: points, minimum: minimum, maximum: maximum, commune: commune, secteur: secteur, sort: sort)
    }
}

/// Every subset, one by one: what the best is, by the definition alone.
struct Enumeration {
    let probleme: ProblemeProgrammation
    init(_ probleme: ProblemeProgrammation) { self.probleme = probleme }

    var meilleur: Int64? {
        let candidats = probleme.candidats
        return (0..<(1 << candidats.count)).compactMap { masque -> Int64? in
            let retenus = candidats.indices.filter { masque >> $0 & 1 == 1 }.map { candidats[$0] }
            guard !retenus.contains(where: { $0.sort == .exclu }) else { return nil }
            guard candidats.indices.allSatisfy({ candidats[$0].sort != .force || masque >> $0 & 1 == 1 }) else { return nil }
            guard Set(retenus.map(\.commune)).count >= probleme.communesMin else { return nil }
            var cout = retenus.reduce(Int64(0)) { $0 + $1.minimum.cents }
            for (secteur, plancher) in probleme.planchers {
                let siens = retenus.filter { $0.secteur == secteur }
                let (bas, haut) = (siens.reduce(Int64(0)) { $0 + $1.minimum.cents }, siens.reduce(Int64(0)) { $0 + $1.maximum.cents })
                guard haut >= plancher.cents else { return nil }
                cout += max(0, plancher.cents - bas)
            }
            return cout <= probleme.budget.cents ? retenus.reduce(0) { $0 + $1.points } : nil
        }.max()
    }
}
