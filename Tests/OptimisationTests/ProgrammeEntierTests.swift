import Optimisation
import Testing

/// SplitMix64: the same seed gives the same programmes, on every machine.
private struct Alea: RandomNumberGenerator {
    var etat: UInt64

    mutating func next() -> UInt64 {
        etat &+= 0x9E37_79B9_7F4A_7C15
        var z = etat
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func entier(_ bornes: ClosedRange<Int64>) -> Int64 { Int64.random(in: bornes, using: &self) }
}

@Suite("Programmes en nombres entiers")
struct ProgrammeEntierTests {
    @Test("sur 500 programmes au hasard, l’optimum et le départage sont ceux de l’énumération complète")
    func enumeration() throws {
        for graine in 1...500 {
            var alea = Alea(etat: UInt64(graine))
            let hauts = (0..<4).map { _ in alea.entier(1...4) }
            var programme = ProgrammeEntier()
            let variables = hauts.map { programme.variable(0...$0) }
            func termes(_ coefficients: [Int64]) -> [ProgrammeEntier.Terme] { zip(coefficients, variables).map { .init($0, $1) } }
            let contraintes = (0..<3).map { _ in (hauts.map { _ in alea.entier(-20...100) }, alea.entier(0...400)) }
            for (coefficients, haut) in contraintes { programme.contraindre(termes(coefficients), .auPlus(haut)) }
            let minimum = (hauts.map { _ in alea.entier(0...5) }, alea.entier(0...12))
            programme.contraindre(termes(minimum.0), .auMoins(minimum.1))
            // Small coefficients, so that equal answers are frequent and the later goals count.
            let (premier, second) = (hauts.map { _ in alea.entier(0...3) }, hauts.map { _ in alea.entier(0...3) })
            programme.objectifs = [.maximiser(termes(premier)), .minimiser(termes(second))]
            programme.departage = variables

            func valeur(_ coefficients: [Int64], _ point: [Int64]) -> Int64 { zip(coefficients, point).reduce(0) { $0 + $1.0 * $1.1 } }
            let permis = points(hauts).filter { point in
                contraintes.allSatisfy { valeur($0.0, point) <= $0.1 } && valeur(minimum.0, point) >= minimum.1
            }
            let attendu = permis.max { a, b in
                let (x, y) = ([valeur(premier, a), -valeur(second, a)] + a, [valeur(premier, b), -valeur(second, b)] + b)
                return x.lexicographicallyPrecedes(y)
            }
            switch (programme.resoudre(), attendu) {
            case (.optimum(let solution), let attendu?): #expect(variables.map { solution[$0] } == attendu, "graine \(graine)")
            case (.impossible, nil): break
            case (let issue, _):
                Issue.record("graine \(graine) : \(issue), attendu \(attendu.map(String.init(describing:)) ?? "impossible")")
            }
        }
    }

    private func points(_ hauts: [Int64]) -> [[Int64]] {
        hauts.reduce([[]]) { points, haut in points.flatMap { point in (0...haut).map { point + [$0] } } }
    }

    @Test("exclure une combinaison n’exclut qu’elle, valeurs intérieures comprises")
    func exclusion() throws {
        var programme = ProgrammeEntier()
        let (x, y) = (programme.variable(0...3), programme.variable(0...2))
        programme.objectifs = [.maximiser([.init(3, x), .init(2, y)])]
        programme.departage = [x, y]
        var vues: Set<[Int64]> = []
        while case .optimum(let solution) = programme.resoudre() {
            #expect(vues.insert([solution[x], solution[y]]).inserted)
            programme.exclure([(x, solution[x]), (y, solution[y])])
        }
        #expect(vues.count == 12)
    }

    @Test("sans le temps de tout essayer, la réponse ne se dit pas prouvée")
    func tempsCourt() throws {
        var alea = Alea(etat: 42)
        var programme = ProgrammeEntier()
        let dossiers = (0..<400).map { _ in programme.variable(0...1) }
        for _ in 0..<12 {
            let couts = dossiers.map { _ in alea.entier(100_000...9_000_000) }
            programme.contraindre(zip(couts, dossiers).map { .init($0, $1) }, .auPlus(couts.reduce(0, +) / 3))
        }
        programme.objectifs = [.maximiser(dossiers.map { .init(alea.entier(1...100_000), $0) })]
        let courte = programme.resoudre(limite: .milliseconds(60))
        switch courte {
        case .optimum, .impossible: Issue.record("une preuve en 60 ms d’un problème qui prend des minutes : \(courte)")
        case .nonProuve, .sansReponse: break
        }
    }

    @Test("seize demandes à la fois ont chacune leur réponse, la même que seule")
    func concurrence() async throws {
        @Sendable func resoudre(_ graine: Int) -> IssueEntiere {
            var alea = Alea(etat: UInt64(graine))
            var programme = ProgrammeEntier()
            let variables = (0..<20).map { _ in programme.variable(0...5) }
            programme.contraindre(variables.map { .init(alea.entier(1...90), $0) }, .auPlus(500))
            programme.objectifs = [.maximiser(variables.map { .init(alea.entier(1...90), $0) })]
            programme.departage = variables
            return programme.resoudre()
        }
        let seules = (0..<16).map(resoudre)
        let ensemble = await withTaskGroup(of: (Int, IssueEntiere).self) { groupe in
            for graine in 0..<16 { groupe.addTask { (graine, await FileDeCalcul.executer { resoudre(graine) }) } }
            return await groupe.reduce(into: [Int: IssueEntiere]()) { $0[$1.0] = $1.1 }
        }
        for graine in 0..<16 { #expect(ensemble[graine] == seules[graine]) }
    }
}
