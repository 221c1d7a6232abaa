import Foundation
import Model
import Planner
import Testing

@Suite("Règles : qui a droit à la DETR (1.1)")
struct EligibiliteDETRTests {
    private func detr(_ porteur: Porteur, _ exercice: Int = 2026) throws -> (Plan.Eligibilite.Reponse?, [String]) {
        let plan = try Atelier.plan(try Atelier.demande("5000.00", [], porteur: porteur, exercice: exercice))
        return (plan.eligible("DETR"), plan.codesEligibilite("DETR"))
    }
    private func commune(_ population: Int, _ departement: String = "03", potentiel: Decimal? = nil) -> Porteur {
        Porteur(nature: .commune, departement: departement, population: population, potentielFinancierParHabitant: potentiel)
    }
    private func epci(_ population: Int, _ centre: Int, _ densite: Decimal, _ departement: String = "03") -> Porteur {
        Porteur(nature: .epci, departement: departement, population: population, populationCentre: centre, densite: densite)
    }
    private func syndicat(_ population: Int) -> Porteur { Porteur(nature: .syndicat, departement: "03", population: population) }

    @Test(
        "ELIG-COM-A : 2 000 habitants en métropole, 3 500 outre-mer, pas un de plus",
        arguments: [(2_000, "03", true), (2_001, "03", false), (3_500, "971", true), (3_501, "971", false)])
    func comA(population: Int, departement: String, sansTest: Bool) throws {
        let (reponse, codes) = try detr(commune(population, departement, potentiel: 99_999))
        #expect((reponse == .oui && codes == ["ELIG-COM-A"]) == sansTest)
    }

    @Test("ELIG-COM-B : en 2018, 1 675,70 € exclut et 1 675,69 € permet ; au-delà de 20 000 habitants, plus rien")
    func comB() throws {
        #expect(try detr(commune(2_001, potentiel: 1_675.69), 2018) == (.oui, ["ELIG-COM-B"]))
        #expect(try detr(commune(20_000, potentiel: 1_675.70), 2018) == (.non, ["ELIG-COM-B"]))
        #expect(try detr(commune(20_001, potentiel: 1), 2018) == (.non, ["ELIG-COM-B"]))
    }

    @Test("ELIG-COM-B-PF : sans moyenne publiée pour l’exercice, à vérifier ; avec elle, une réponse", arguments: [2018, 2019, 2022, 2023])
    func comBPF(exercice: Int) throws {
        let (reponse, codes) = try detr(commune(5_000, potentiel: 500), exercice)
        let publiee = [2018, 2022].contains(exercice)
        #expect(reponse == (publiee ? .oui : .aVerifier) && codes == [publiee ? "ELIG-COM-B" : "ELIG-COM-B-PF"])
    }

    @Test("ELIG-COM-C : les trois ans d’une commune nouvelle, quelle que soit sa population", arguments: [(2026, true), (2027, false)])
    func comC(exercice: Int, gardee: Bool) throws {
        var porteur = commune(21_500)
        porteur.communeNouvelle = .init(creation: try jour("2024-01-01"), fondatriceEligible: true)
        let (reponse, codes) = try detr(porteur, exercice)
        #expect(gardee ? reponse == .oui && codes == ["ELIG-COM-C"] : reponse == .non)
    }

    @Test("ELIG-EPCI-A : il faut les trois seuils ensemble depuis l’exercice 2019")
    func epciA() throws {
        #expect(try detr(epci(75_001, 20_001, 150)) == (.non, ["ELIG-EPCI-A"]))
        #expect(try detr(epci(75_001, 20_001, 149.99)) == (.oui, ["ELIG-EPCI-A"]))
    }

    @Test("ELIG-EPCI-A-old : en 2017 et 2018, la densité ne sauve personne", arguments: [2017, 2018])
    func epciAOld(exercice: Int) throws { #expect(try detr(epci(75_001, 20_001, 1), exercice) == (.non, ["ELIG-EPCI-A-old"])) }

    @Test("ELIG-EPCI-A-older : jusqu’en 2016, 50 000 habitants et un centre de 15 000", arguments: [(50_000, false), (50_001, true)])
    func epciAOlder(population: Int, exclu: Bool) throws {
        let (reponse, codes) = try detr(epci(population, 15_001, 1), 2016)
        #expect(reponse == (exclu ? .non : .oui) && codes == ["ELIG-EPCI-A-older"])
    }

    @Test("ELIG-EPCI-B : outre-mer, 150 000 et 85 000", arguments: [(150_000, false), (150_001, true)])
    func epciB(population: Int, exclu: Bool) throws {
        let (reponse, codes) = try detr(epci(population, 85_001, 150, "974"))
        #expect(reponse == (exclu ? .non : .oui) && codes == ["ELIG-EPCI-B"])
    }

    @Test("ELIG-1BIS : un syndicat de 60 000 habitants, pas de 60 001")
    func unBis() throws {
        #expect(try detr(syndicat(60_000)) == (.oui, ["ELIG-1BIS"]))
        #expect(try detr(syndicat(60_001)).0 == .aVerifier)
    }

    @Test("ELIG-PETR : dit à un syndicat qui demande la DETR, à personne d’autre")
    func petr() throws {
        let financeurs = [try Atelier.demande("DETR", max: "0.40")]
        #expect(try rappels(try Atelier.demande("5000.00", financeurs, porteur: syndicat(9_000))).contains("ELIG-PETR"))
        #expect(try !rappels(try Atelier.demande("5000.00", financeurs)).contains("ELIG-PETR"))
    }

    @Test("ELIG-MOD : à qui n’est pas bénéficiaire, on dit le contrat et sa part de 20 % ; un bénéficiaire n’en a pas besoin")
    func mod() throws {
        let motif = try #require(
            try motifsDesRappels(try Atelier.demande("5000.00", [], porteur: syndicat(900))).first { $0.code == "ELIG-MOD" })
        #expect(motif.texte.hasPrefix("DSIL") && motif.valeurs["part_min"] == "0.20")
        #expect(try !rappels(try Atelier.demande("5000.00", [])).contains("ELIG-MOD"))
        // Rien à financer n’est pas une question de bénéficiaire.
        var vide = try Atelier.demande("5000.00", [])
        vide.lignes = [try Atelier.ligne("5000.00", section: .fonctionnement)]
        #expect(try !rappels(vide).contains("ELIG-MOD"))
    }

    @Test("ELIG-DOT : la DSID n’est pas pour une commune")
    func dot() throws {
        let plan = try Atelier.plan("5000.00", [try Atelier.demande("DSID", max: "0.40")])
        #expect(plan.eligible("DSID") == .non && plan.codesEligibilite("DSID") == ["ELIG-DOT"] && plan.financements.isEmpty)
    }

    @Test(
        "ELIG-POP : près d’un seuil, la population DGF peut changer la réponse",
        arguments: [(1_799, false), (1_800, true), (2_200, true), (2_201, false), (18_000, true), (22_001, false)])
    func pop(population: Int, dit: Bool) throws {
        let motif = Regles.eligPOP(commune(population), exercice: 2026, try Atelier.referentiel().parametres)
        #expect((motif?.code == "ELIG-POP") == dit)
    }
}
