import Model
import Optimisation

/// Fills an envelope: the most points within the money, the floors and the communes to serve; then the money that is left raises the
/// amounts that may be raised. It blocks: call it through `FileDeCalcul`.
///
/// 1. The prices of the linear relaxation give a bound in exact arithmetic (`BorneLagrange`).
/// 2. A greedy programme is repaired and improved.
/// 3. Whoever could not change without falling under the programme known is decided, exactly.
/// 4. GLPK searches what is left, without cuts, for a better one; whatever it answers is read again in whole centimes
///    (`VerificationProgrammation`) before it is believed.
public struct Programmateur {
    private let probleme: ProblemeProgrammation
    private let fin: ContinuousClock.Instant

    /// - Parameter limite: for everything; past it, the best known is given with its gap.
    public static func resoudre(_ probleme: ProblemeProgrammation, limite: Duration = .seconds(8)) -> IssueProgrammation {
        if let empechement = probleme.empechement { return .impossible(empechement) }
        return Programmateur(probleme: probleme, fin: ContinuousClock.now + limite).chercher()
    }

    private func chercher() -> IssueProgrammation {
        // Without prices nothing is priced: a bound still, that of everybody.
        let prix = Modele(probleme).prix() ?? BorneLagrange.Prix()
        let borne = BorneLagrange(probleme, prix)
        let glouton = Glouton(probleme, borne.valeurs)
        var retenus = glouton.choisir()
        var estOptimal = false
        while true {
            let points = retenus.map(probleme.points)
            if let points, points >= borne.borne {
                estOptimal = true
                break
            }
            var decides: [Int: Bool] = [:]
            if let points {
                for (position, candidat) in probleme.candidats.enumerated() where candidat.estPossible && candidat.sort == .libre {
                    if borne.borne(position, retenu: true) <= points { decides[position] = false }
                    if borne.borne(position, retenu: false) <= points { decides[position] = true }
                }
            }
            let (mieux, fini) = ameliorer(decides, depuis: points)
            guard let mieux else {
                // Everything that is not decided was searched and nothing is better.
                if fini, retenus == nil { return .impossible(.ensemble) }
                estOptimal = fini
                break
            }
            retenus = mieux
            if fini {
                estOptimal = true
                break
            }
            if ContinuousClock.now >= fin { break }
        }
        guard let retenus else { return .sansReponse }
        let choisis = glouton.employer(retenus)
        guard let montants = probleme.repartir(choisis) else { return .sansReponse }
        guard VerificationProgrammation.fautes(probleme, montants).isEmpty else { return .sansReponse }
        let ordre = borne.valeurs.indices.filter { borne.valeurs[$0] != nil && probleme.candidats[$0].sort == .libre }
            .sorted { (borne.valeurs[$0] ?? 0, $1) > (borne.valeurs[$1] ?? 0, $0) }
        return .trouve(
            Programme(
                montants: montants, points: probleme.points(choisis), borne: max(borne.borne, probleme.points(choisis)),
                estOptimal: estOptimal, premiersEcartes: ordre.filter { !choisis.contains($0) },
                derniersRetenus: ordre.filter(choisis.contains).reversed()))
    }

    /// A better programme among those that agree with what is decided, and whether all of them were searched.
    private func ameliorer(_ decides: [Int: Bool], depuis points: Int64?) -> (retenus: Set<Int>?, fini: Bool) {
        let reste = ContinuousClock.now.duration(to: fin)
        guard reste > .zero else { return (nil, false) }
        let modele = Modele(probleme, decides: decides, auMoins: points.map { $0 + 1 })
        let (solution, fini): (SolutionEntiere?, Bool) =
            switch modele.programme.resoudre(limite: reste, pretraitement: false) {
            case .optimum(let solution): (solution, true)
            case .nonProuve(let solution): (solution, false)
            case .impossible: (nil, true)
            case .sansReponse: (nil, false)
            }
        guard let solution else { return (nil, fini) }
        var retenus = Set(modele.variables.filter { solution[$0.variable] == 1 }.map(\.position))
        for (position, candidat) in probleme.candidats.enumerated() where candidat.estPossible {
            if candidat.sort == .force || decides[position] == true { retenus.insert(position) }
        }
        // GLPK is believed once the amounts it leads to have been read again.
        guard probleme.repartir(retenus) != nil, points.map({ probleme.points(retenus) > $0 }) ?? true else { return (nil, false) }
        return (retenus, fini)
    }
}

extension ProblemeProgrammation {
    func points(_ retenus: Set<Int>) -> Int64 { retenus.reduce(0) { $0 + candidats[$1].points } }

    /// What can be told before any search.
    var empechement: Empechement? {
        let possibles = candidats.filter(\.estPossible)
        let forces = candidats.filter { $0.sort == .force }
        let cout = forces.map(\.minimum).sum()
        if cout > budget || forces.contains(where: { !$0.estPossible }) { return .forces(cout: cout) }
        let communes = Set(possibles.map(\.commune))
        if communes.count < communesMin { return .communes(possibles: communes.count) }
        for (secteur, plancher) in planchers.sorted(by: { $0.key < $1.key }) {
            let possible = min(budget, possibles.filter { $0.secteur == secteur }.map(\.maximum).sum())
            if possible < plancher { return .secteur(secteur, possible: possible) }
        }
        return nil
    }
}
