import Foundation
public import Model

/// The most that aids and FCTVA may bring to any basket whose sums fall in one cell, linear in the basket: what a search among baskets needs
/// to leave aside, without planning each, those that cannot fit a budget.
///
/// Why it holds. A plan looks at a basket only through its sums (`Assiette`), and inside a cell nothing in it changes but amounts: the size
/// that picks the observed rate is that of `coutHT`, and every floor of expense is a bound of `eligibleHT`. There, each dispositif gives at
/// most its rate, or its floor when that is higher, on the eligible base; its ceilings only lower it; rounding adds a grain and a centime. Sets,
/// exclusions and the caps of the law that are left out can only lower the total. The tests compare it with the planner on random baskets.
public struct BorneAides: Sendable, Hashable {
    public struct Aide: Sendable, Hashable {
        public let dispositif: String
        public let taux: Rate
        /// On the eligible TTC instead of HT.
        public let surTTC: Bool
        /// nil: no ceiling of its own.
        public let plafond: Money?
        /// What rounding may add.
        public let marge: Money
    }

    public let coutHT: ClosedRange<Money>
    public let eligibleHT: ClosedRange<Money>
    /// On the TTC of the investment; half a centime of rounding on top.
    public let tauxFCTVA: Rate
    public let aides: [Aide]
    /// Public aid as a share of the investment HT: what own funds leave (CGCT L1111-10 III).
    public let partPublique: Rate
}

extension Planner {
    /// The cells that a basket may fall in, for one applicant, one day and one kind of project; `demande.lignes` is not read.
    public func bornesAides(_ demande: DemandePlan) -> [BorneAides] {
        let planchers = Set(planchers(demande)).sorted()
        return Self.intervalles(TailleProjet.seuilsHT).flatMap { cout in
            Self.intervalles(planchers).compactMap { eligible in
                eligible.lowerBound > cout.upperBound ? nil : borne(demande, cout, eligible)
            }
        }
    }

    private static func intervalles(_ seuils: [Money]) -> [ClosedRange<Money>] {
        let haut = Money.euros(10_000_000)
        let bas = [.zero] + seuils.filter { $0 > .zero && $0 <= haut }
        let fins = bas.dropFirst().map { $0 - Money(cents: 1) } + [haut]
        return zip(bas, fins).map { $0...$1 }
    }

    private func planchers(_ demande: DemandePlan) -> [Money] {
        let contexte = Contexte(representant(demande, .euros(10_000), .euros(10_000)), referentiel)
        return referentiel.dispositifs.compactMap { contexte.plancher(Financeur(demande: $0))?.montant }
    }

    private func borne(_ demande: DemandePlan, _ cout: ClosedRange<Money>, _ eligible: ClosedRange<Money>) -> BorneAides {
        let contexte = Contexte(representant(demande, cout.upperBound, min(eligible.upperBound, cout.upperBound)), referentiel)
        let financeurs = contexte.financeurs()
        // Private money would make room for itself: then the own share bounds nothing that is linear.
        let partPropre = financeurs.allSatisfy(\.estPublic) ? contexte.limites(acquis: []).partPropre : .zero
        return BorneAides(
            coutHT: cout, eligibleHT: eligible, tauxFCTVA: contexte.tauxFCTVA ?? .zero,
            aides: financeurs.compactMap { (try? contexte.candidat($0)).map(contexte.borne) }, partPublique: Rate(1 - partPropre.value))
    }

    /// A basket of the cell: what is eligible, and the rest as running costs.
    private func representant(_ demande: DemandePlan, _ cout: Money, _ eligible: Money) -> DemandePlan {
        var demande = demande
        demande.lignes = [
            LignePlan(libelle: "", quantite: 1, prixUnitaireHT: eligible, tauxTva: .zero, section: .investissement, eligible: true),
            LignePlan(libelle: "", quantite: 1, prixUnitaireHT: cout - eligible, tauxTva: .zero, section: .fonctionnement, eligible: false),
        ]
        return demande
    }
}

extension Contexte {
    fileprivate func borne(_ candidat: Candidat) -> BorneAides.Aide {
        let taux = max(candidat.taux, candidat.tauxMinimum)
        let aide = referentiel.dispositif(candidat.code)?.aide
        let bases = [candidat.financeur.plafondDepense, regleLocale(candidat.code)?.plafondDepense, aide?.plafondDepense].compactMap(\.self)
        let marge = Money(cents: candidat.grain + 1)
        let plafonds = bases.map { $0.times(taux) + marge } + [aide?.plafondMontant].compactMap(\.self)
        return BorneAides.Aide(
            dispositif: candidat.code, taux: taux, surTTC: aide?.base == .ttc, plafond: plafonds.min(), marge: marge)
    }
}
