import Foundation
import Model

/// SplitMix64: the same seed gives the same demands, on every machine.
struct Alea: RandomNumberGenerator {
    private var etat: UInt64
    init(graine: UInt64) { etat = graine }

    mutating func next() -> UInt64 {
        etat &+= 0x9E37_79B9_7F4A_7C15
        var z = etat
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func entier(_ bornes: ClosedRange<Int>) -> Int { Int.random(in: bornes, using: &self) }
    mutating func chance(_ surCent: Int) -> Bool { entier(1...100) <= surCent }
    mutating func choix<Element>(_ items: [Element]) -> Element { items[entier(0...items.count - 1)] }
    /// A whole percentage, as a rate.
    mutating func pourcent(_ bornes: ClosedRange<Int>) -> Rate { .percent(Decimal(entier(bornes))) }
    mutating func money(_ bornes: ClosedRange<Int>) -> Money { Money(cents: Int64(entier(bornes))) }

    mutating func financeurs(cout: Int) -> [Financeur] {
        var financeurs: [Financeur] = []
        for code in ["DETR", "DSIL", "LIEUX", "REGION", "FONDATION"] where chance(60) {
            let max = pourcent(10...90)
            financeurs.append(
                Financeur(
                    dispositif: code, statut: .demande, tauxMin: chance(30) ? min(max, pourcent(5...60)) : nil, tauxMax: max,
                    plafondDepense: chance(30) ? money(1...2 * cout) : nil, estPublic: code != "FONDATION"))
        }
        for code in ["DPV", "DEPARTEMENT", "DON"] where chance(25) {
            financeurs.append(Financeur(dispositif: code, statut: .acquis, montant: money(1...cout / 3 + 1), estPublic: code != "DON"))
        }
        return financeurs.shuffled(using: &self)
    }

    mutating func demande() -> DemandePlan {
        let lignes = (0..<entier(1...6)).map { index in
            let investissement = chance(75)
            return LignePlan(
                libelle: "Ligne \(index)", quantite: Decimal(entier(1...9)), prixUnitaireHT: money(1...500_000),
                tauxTva: chance(80) ? .percent(20) : Rate(Decimal(55) / 1000), section: investissement ? .investissement : .fonctionnement,
                eligible: investissement && chance(85), siDeliberation: !investissement && chance(30))
        }
        let porteur = Porteur(
            nature: choix(NaturePorteur.allCases), departement: choix(["03", "974", "2A", "987"]),
            population: chance(90) ? entier(10...40_000) : nil,
            regimeFCTVA: chance(20) ? choix(RegimeFCTVA.allCases) : nil)
        let cout = Int(lignes.map(\.totalHT).sum().cents)
        let exercice = entier(2023...2027)
        return DemandePlan(
            dateDemande: LocalDate(exercice - entier(0...1), entier(1...12), entier(1...28)) ?? LocalDate(exercice, 1, 1)!,
            exercice: exercice,
            porteur: porteur, lignes: lignes, financeurs: chance(80) ? financeurs(cout: cout) : nil)
    }
}
