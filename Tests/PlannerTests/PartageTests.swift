import Foundation
import Model
import Testing

@testable import Planner

@Suite("Dans un ensemble de financeurs, les montants trouvés sont les meilleurs")
struct PartageTests {
    private func candidat(_ alea: inout Alea, _ nom: String, cout: Int, estPublic: Bool, etat: Bool, dernier: Bool) -> Candidat {
        let maximum = alea.entier(1...cout)
        return Candidat(
            financeur: Financeur(dispositif: nom, statut: .demande, estPublic: estPublic),
            base: Money(cents: Int64(alea.chance(30) ? alea.entier(maximum...cout) : cout)),
            taux: .one, minimum: Money(cents: Int64(alea.chance(50) ? alea.entier(0...maximum) : 0)), maximum: Money(cents: Int64(maximum)),
            maximumLegal: Money(cents: Int64(maximum)), usage: nil, codeMinimum: "", tauxMinimum: .zero, grain: 1, sousPlafondEtat: etat,
            exclut: [], plafondPartPropre: dernier ? .one : nil, reduitFCTVA: false, incertitudes: 0, maximumAuTaux: true, motifs: [])
    }

    /// Every amount of every candidate, nothing or over its floor, the caps checked on the sums.
    private func forceBrute(_ partage: Partage, cout: Int) -> Int128 {
        var meilleure: Int128 = 0
        func essayer(_ index: Int, _ montants: [Int]) {
            guard index < partage.candidats.count else {
                let valeur = zip(montants, partage.valeurs).reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
                if valeur > meilleure, permis(montants) { meilleure = valeur }
                return
            }
            let candidat = partage.candidats[index]
            essayer(index + 1, montants + [0])
            let (bas, haut) = (max(1, Int(candidat.minimum.cents)), Int(candidat.maximum.cents))
            if bas <= haut { for montant in bas...haut { essayer(index + 1, montants + [montant]) } }
        }
        func permis(_ montants: [Int]) -> Bool {
            let paires = zip(partage.candidats, montants).filter { $0.1 > 0 }
            let prives = paires.filter { !$0.0.estPublic }.map(\.1).reduce(0, +)
            let publics = paires.filter(\.0.estPublic).map(\.1).reduce(0, +)
            guard 100 * publics <= 80 * (cout - prives) else { return false }
            let etats = paires.filter(\.0.sousPlafondEtat)
            if let base = etats.map({ Int($0.0.base.cents) }).min(), 100 * etats.map(\.1).reduce(0, +) > 80 * base { return false }
            return paires.allSatisfy { $0.0.plafondPartPropre == nil || $0.1 <= cout - publics - prives }
        }
        essayer(0, [])
        return meilleure
    }

    /// As the search does: every set, the best of each.
    private func meilleure(_ partage: Partage) -> Int128 {
        (1..<8).map { masque in (0..<3).filter { masque & (1 << $0) != 0 } }
            .compactMap { partage.meilleur($0).map(partage.valeur) }.max() ?? 0
    }

    @Test("600 ensembles au hasard, des valeurs différentes d’un financeur à l’autre : rien ne fait mieux, et l’impossible est reconnu")
    func optimum() {
        var alea = Alea(graine: 77)
        var (possibles, impossibles) = (0, 0)
        for tour in 0..<600 {
            let cout = alea.entier(4...24)
            let avecDernier = tour % 4 == 0
            // A fonds de concours completes at equal worth: see `Partage`.
            let valeurs = (0..<3).map { _ in Int64(avecDernier ? 5 : alea.entier(1...9)) }
            let candidats = [
                candidat(&alea, "A", cout: cout, estPublic: true, etat: true, dernier: false),
                candidat(&alea, "B", cout: cout, estPublic: true, etat: alea.chance(60), dernier: false),
                candidat(&alea, "C", cout: cout, estPublic: avecDernier || alea.chance(50), etat: false, dernier: avecDernier),
            ]
            let limites = Limites(
                cout: Money(cents: Int64(cout)), partPropre: .percent(20), plafondEtat: .percent(80), plafondAides: nil, acquisEtat: .zero,
                acquisPublics: .zero, acquisPrives: .zero, baseAcquisEtat: nil)
            let partage = Partage(candidats: candidats, limites: limites, valeurs: valeurs)
            let attendu = forceBrute(partage, cout: cout)
            #expect(meilleure(partage) == attendu, "coût \(cout), valeurs \(valeurs), \(candidats)")
            if attendu > 0 { possibles += 1 }
            if partage.meilleur([0, 1, 2]) == nil { impossibles += 1 }
        }
        #expect(possibles > 500 && impossibles > 50)
    }
}
