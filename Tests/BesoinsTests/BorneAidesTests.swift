import Besoins
import Foundation
import Model
import Planner
import Testing

/// What the proof of the assistant rests on: the bound of a cell is never above what the planner finds, and near it.
@Suite("La borne des aides")
struct BorneAidesTests {
    @Test(
        "sur des paniers au hasard, le reste à charge du planificateur n’est jamais sous la borne de sa case, et jamais loin au-dessus",
        arguments: ["03", "2A", "19", "76", "974", "59", "01"])
    func jamaisSous(departement: String) throws {
        let planner = Planner(try Etabli.catalogue().referentiel)
        var alea = Alea(graine: UInt64(departement.utf8.reduce(7) { $0 * 31 + Int($1) }))
        let jour = try #require(LocalDate(2026, 1, 15))
        for nature in [NatureProjet.pointNumerique, .mairie] {
            let porteur = Porteur(nature: .commune, departement: departement, population: alea.entier(80...1_900), regimeFCTVA: .n2)
            var demande = DemandePlan(
                dateDemande: jour, exercice: 2026, porteur: porteur, lignes: [], perimetre: .conseilles, nature: nature)
            let cases = planner.bornesAides(demande)
            for _ in 0..<150 {
                demande.lignes = lignes(&alea)
                let (ht, eligible) = (somme(demande.lignes) { _ in true }, somme(demande.lignes, \.eligible))
                let borne = try #require(cases.first { $0.coutHT.contains(ht) && $0.eligibleHT.contains(eligible) })
                let (reste, plancher) = (planner.resteACharge(demande), minimum(demande.lignes, borne))
                #expect(reste >= plancher, "\(departement), \(ht.french) : \(reste.french) sous \(plancher.french)")
                #expect(reste - plancher < .euros(6), "\(departement), \(ht.french) : \(reste.french) loin de \(plancher.french)")
            }
        }
    }

    private func lignes(_ alea: inout Alea) -> [LignePlan] {
        (0..<alea.entier(1...6)).map { _ in
            let investissement = alea.entier(1...4) > 1
            return LignePlan(
                libelle: "Essai", quantite: Decimal(alea.entier(1...9)), prixUnitaireHT: Money(cents: Int64(alea.entier(1...250_000))),
                tauxTva: alea.entier(1...4) == 1 ? Rate(Decimal(55) / 1_000) : Rate.percent(20),
                section: investissement ? .investissement : .fonctionnement,
                eligible: investissement)
        }
    }

    private func somme(_ lignes: [LignePlan], _ garde: (LignePlan) -> Bool) -> Money { lignes.filter(garde).map(\.totalHT).sum() }

    /// The bound, on the sums of a whole basket.
    private func minimum(_ lignes: [LignePlan], _ borne: BorneAides) -> Money {
        let ttc = lignes.map(\.totalTTC).sum()
        let investissementTTC = lignes.filter { $0.section == .investissement }.map(\.totalTTC).sum()
        let eligibleTTC = lignes.filter(\.eligible).map(\.totalTTC).sum()
        let parAide = borne.aides.map { aide in
            let base = aide.surTTC ? eligibleTTC : somme(lignes, \.eligible)
            let auTaux = base.times(aide.taux) + aide.marge
            return aide.plafond.map { min($0, auTaux) } ?? auTaux
        }
        let publiques = somme(lignes) { $0.section == .investissement }.times(borne.partPublique)
        return ttc - investissementTTC.times(borne.tauxFCTVA) - Money(cents: 1) - min(parAide.sum(), publiques)
    }
}
