import Foundation
import Model
import Planner
import Synchronization
import Testing

@Suite("Des projets par milliers, relus par un vérificateur à part")
struct GrandNombreTests {
    /// Both cores, each with its own seed: the same demands on every machine.
    private func chacun(_ nombre: Int, graine: UInt64, _ body: @escaping @Sendable (inout Alea) -> [String]) async -> [String] {
        let lots = 8
        return await withTaskGroup(of: [String].self) { groupe in
            for lot in 0..<lots {
                groupe.addTask {
                    var alea = Alea(graine: graine &+ UInt64(lot) &* 7_919)
                    var fautes: [String] = []
                    for _ in 0..<nombre / lots where fautes.count < 5 { fautes += body(&alea) }
                    return fautes
                }
            }
            return await groupe.reduce(into: []) { $0 += $1 }
        }
    }

    @Test(
        "des opérations tirées au sort, 100 000 en intégration continue : aucun plan, aucune variante n’enfreint une règle, et rien ne vaut mieux que le plan selon son objectif"
    )
    func regles() async throws {
        let planner = Planner(try Atelier.referentiel())
        let nombre = Int(ProcessInfo.processInfo.environment["TROUSSE_PROJETS"] ?? "") ?? 10_000
        let fautes = await chacun(nombre, graine: 20_261_121) { alea in
            let demande = alea.demandeVariee()
            let plan = planner.plan(demande)
            let verificateur = Verificateur(demande: demande)
            var fautes = verificateur.fautes(plan)
            for autre in plan.alternatives {
                fautes += verificateur.fautes(autre.plan)
                if !(autre.plan.refus.isEmpty && autre.plan.alternatives.isEmpty) { fautes.append("variante refusée") }
                // A plan of the advised dispositifs shows the cheaper ones it left out.
                if demande.financeurs != nil || demande.perimetre == .tous { fautes += Self.vautMieux(autre.plan, que: plan) }
            }
            return fautes.map { "\($0) : \(demande)" }
        }
        #expect(fautes.prefix(3) == [])
    }

    /// Among its alternatives, none is better for what was asked.
    private static func vautMieux(_ autre: Plan, que plan: Plan) -> [String] {
        guard let objectif = plan.objectif, let a = autre.criteres, let p = plan.criteres else { return ["plan sans critères"] }
        switch objectif {
        case .resteACharge:
            return autre.resteAChargeTTC < plan.resteAChargeTTC ? ["une variante coûte moins"] : []
        case .moinsDeDossiers:
            let mieux = a.dossiers < p.dossiers || (a.dossiers == p.dossiers && autre.resteAChargeTTC < plan.resteAChargeTTC)
            return mieux ? ["une variante a moins de dossiers, ou coûte moins"] : []
        case .plusSur, .plusTot: return []
        }
    }

    @Test("un taux plus haut ou un financeur de plus ne coûte jamais un centime de plus à la commune")
    func monotonie() async throws {
        let planner = Planner(try Atelier.referentiel())
        let fautes = await chacun(8_000, graine: 42) { alea in
            var demande = alea.demandeVariee()
            demande.objectif = .resteACharge
            guard var financeurs = demande.financeurs, !financeurs.isEmpty else { return [] }
            let avant = planner.resteACharge(demande)
            if alea.chance(50), let index = financeurs.indices.filter({ financeurs[$0].statut == .demande }).randomElement(using: &alea),
                let taux = financeurs[index].tauxMax
            {
                financeurs[index].tauxMax = min(.one, Rate(taux.value + alea.pourcent(1...20).value))
            } else {
                financeurs.append(Financeur(dispositif: "COMMUNAUTE", statut: .demande, tauxMax: alea.pourcent(5...60)))
            }
            demande.financeurs = financeurs
            return planner.resteACharge(demande) > avant ? ["plus d’argent, plus à payer : \(demande)"] : []
        }
        #expect(fautes.prefix(3) == [])
    }

    @Test("deux fois la même demande : deux fois le même plan, au centime et au mot près")
    func determinisme() async throws {
        let planner = Planner(try Atelier.referentiel())
        let fautes = await chacun(800, graine: 7) { alea in
            let demande = alea.demandeVariee()
            return planner.plan(demande) == planner.plan(demande) ? [] : ["\(demande)"]
        }
        #expect(fautes == [])
    }
}

extension Alea {
    /// Every objective, perimeter, kind of project, and funders of the catalogue besides those of `demande()`.
    mutating func demandeVariee() -> DemandePlan {
        var demande = demande()
        demande.objectif = choix(Objectif.allCases)
        demande.perimetre = choix(Perimetre.allCases)
        demande.nature = choix(NatureProjet.allCases)
        demande.chefDeFile = chance(10)
        demande.porteur.designeParContrat = chance(5)
        if var financeurs = demande.financeurs {
            for code in ["FONDS-CONCOURS", "FNADT", "FONDS-VERT", "PRIVE"] where chance(15) {
                let maximum = pourcent(5...70)
                financeurs.append(
                    Financeur(
                        dispositif: code, statut: .demande, tauxMin: chance(30) ? min(maximum, pourcent(1...30)) : nil, tauxMax: maximum,
                        plancherDepense: chance(20) ? money(1...400_000) : nil, estPublic: code != "PRIVE"))
            }
            demande.financeurs = financeurs.shuffled(using: &self)
        }
        return demande
    }
}
