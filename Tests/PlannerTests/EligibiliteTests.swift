import Foundation
import Model
import Planner
import Testing

@Suite("Qui peut demander (CASES A)")
struct EligibiliteTests {
    private func detr(_ porteur: Porteur, exercice: Int = 2026, parametres: [Parametre]? = nil) throws -> (
        Plan.Eligibilite.Reponse?, [String]
    ) {
        let demande = try Atelier.demande("5000.00", [], porteur: porteur, exercice: exercice)
        let referentiel = try Atelier.referentiel(parametres: parametres)
        let plan = Planner(referentiel).plan(demande)
        return (plan.eligible("DETR"), plan.codesEligibilite("DETR"))
    }

    private func commune(_ population: Int?, potentiel: String? = nil, departement: String = "03") throws -> Porteur {
        Porteur(
            nature: .commune, departement: departement, population: population,
            potentielFinancierParHabitant: try potentiel.map { try taux($0).value })
    }

    @Test("C01 — à 2 000 habitants, la richesse ne compte pas")
    func c01() throws {
        let (reponse, codes) = try detr(try commune(2_000, potentiel: "9999.00"))
        #expect(reponse == .oui && codes == ["ELIG-COM-A"])
    }

    @Test(
        "C02 — à 2 001 habitants, le potentiel financier doit rester strictement sous 1 553,149 €",
        arguments: [("1553.14", Plan.Eligibilite.Reponse.oui), ("1553.148", .oui), ("1553.149", .non), ("1553.15", .non)])
    func c02(potentiel: String, attendu: Plan.Eligibilite.Reponse) throws {
        let (reponse, codes) = try detr(try commune(2_001, potentiel: potentiel), exercice: 2022)
        #expect(reponse == attendu && codes == ["ELIG-COM-B"])
    }

    @Test("de 2 001 à 20 000 habitants, un potentiel ou une moyenne inconnus demandent à vérifier, sans refuser")
    func inconnu() throws {
        #expect(try detr(try commune(5_000), exercice: 2022).0 == .aVerifier)
        #expect(try detr(try commune(5_000, potentiel: "800.00"), exercice: 2026) == (.aVerifier, ["ELIG-COM-B-PF"]))
        #expect(try detr(try commune(nil)).0 == .aVerifier)
    }

    @Test("à 20 001 habitants en métropole, la commune n’est pas éligible, si pauvre soit-elle")
    func tropGrande() throws { #expect(try detr(try commune(20_001, potentiel: "1.00"), exercice: 2022).0 == .non) }

    @Test("C04 — outre-mer : éligible jusqu’à 3 500 habitants sans test, jamais au-delà de 35 000")
    func c04() throws {
        #expect(try detr(try commune(3_500, departement: "974")).0 == .oui)
        #expect(try detr(try commune(3_501, departement: "974")).0 == .aVerifier)
        #expect(try detr(try commune(35_000, departement: "974")).0 == .aVerifier)
        #expect(try detr(try commune(35_001, departement: "974")).0 == .non)
    }

    @Test(
        "C05 — une commune nouvelle reste éligible trois ans",
        arguments: [(2024, Plan.Eligibilite.Reponse.oui), (2025, .oui), (2026, .oui), (2027, .non)])
    func c05(exercice: Int, attendu: Plan.Eligibilite.Reponse) throws {
        var porteur = try commune(21_500)
        porteur.communeNouvelle = .init(creation: try jour("2024-01-01"), fondatriceEligible: true)
        #expect(try detr(porteur, exercice: exercice).0 == attendu)
    }

    @Test("sans commune fondatrice éligible, la commune nouvelle suit le droit commun")
    func communeNouvelleSansFondatrice() throws {
        var porteur = try commune(21_500)
        porteur.communeNouvelle = .init(creation: try jour("2024-01-01"), fondatriceEligible: false)
        #expect(try detr(porteur, exercice: 2025).0 == .non)
    }

    private func epci(_ population: Int?, centre: Int?, densite: Int?, departement: String = "03") -> Porteur {
        Porteur(
            nature: .epci, departement: departement, population: population, populationCentre: centre, densite: densite.map { Decimal($0) })
    }

    @Test("C07 — un centre de 20 000 habitants ne dépasse pas 20 000 : l’EPCI est éligible")
    func c07() throws { #expect(try detr(epci(90_000, centre: 20_000, densite: 300)) == (.oui, ["ELIG-EPCI-A"])) }

    @Test("un EPCI n’est exclu que si les trois conditions sont réunies")
    func epciExclu() throws {
        #expect(try detr(epci(75_001, centre: 20_001, densite: 150)).0 == .non)
        #expect(try detr(epci(75_000, centre: 20_001, densite: 150)).0 == .oui)
        #expect(try detr(epci(75_001, centre: 20_001, densite: 149)).0 == .oui)
    }

    @Test("un fait inconnu ne change rien si un autre suffit, sinon il est à vérifier")
    func epciInconnu() throws {
        #expect(try detr(epci(60_000, centre: nil, densite: nil)).0 == .oui)
        #expect(try detr(epci(90_000, centre: nil, densite: 200)).0 == .aVerifier)
    }

    @Test("la densité ne compte que depuis l’exercice 2019, et les seuils étaient plus bas avant 2017")
    func epciParDate() throws {
        #expect(try detr(epci(90_000, centre: 30_000, densite: 10), exercice: 2018) == (.non, ["ELIG-EPCI-A-old"]))
        #expect(try detr(epci(90_000, centre: 30_000, densite: 10), exercice: 2019) == (.oui, ["ELIG-EPCI-A"]))
        #expect(try detr(epci(60_000, centre: 16_000, densite: 10), exercice: 2016) == (.non, ["ELIG-EPCI-A-older"]))
        #expect(try detr(epci(60_000, centre: 16_000, densite: 10), exercice: 2017).0 == .oui)
    }

    @Test("outre-mer, les seuils des EPCI sont ceux de l’article, plus hauts")
    func epciOutreMer() throws {
        #expect(try detr(epci(150_001, centre: 85_001, densite: 150, departement: "974")) == (.non, ["ELIG-EPCI-B"]))
        #expect(try detr(epci(150_001, centre: 85_000, densite: 150, departement: "974")).0 == .oui)
    }

    @Test("1° bis : un EPCI exclu mais éligible en 2010 l’est à la DETR ; un syndicat l’est jusqu’à 60 000 habitants")
    func unBis() throws {
        var grand = epci(90_000, centre: 30_000, densite: 300)
        grand.eligibleDGE2010 = true
        #expect(try detr(grand) == (.oui, ["ELIG-1BIS"]))
        func syndicat(_ population: Int?, _ dge: Bool?) -> Porteur {
            Porteur(nature: .syndicat, departement: "03", population: population, eligibleDGE2010: dge)
        }
        #expect(try detr(syndicat(60_000, nil)).0 == .oui)
        #expect(try detr(syndicat(60_001, false)).0 == .non)
        #expect(try detr(syndicat(60_001, true)).0 == .oui)
        #expect(try detr(syndicat(60_001, nil)).0 == .aVerifier)
        #expect(try detr(syndicat(nil, nil)).0 == .aVerifier)
    }

    @Test("la DSIL est ouverte à toutes les communes et à tous les EPCI, pas aux syndicats ; l’enveloppe lieux l’est à tous")
    func dsilEtLieux() throws {
        for (porteur, attendu) in [
            (try commune(300_000), Plan.Eligibilite.Reponse.oui), (epci(900_000, centre: 500_000, densite: 900), .oui),
            (Porteur(nature: .syndicat, departement: "03", population: 1_000), .non), (try commune(1_000, departement: "987"), .aVerifier),
        ] {
            let plan = try Atelier.plan("5000.00", [], porteur: porteur)
            #expect(plan.eligible("DSIL") == attendu)
            #expect(plan.eligible("LIEUX") == .oui)
        }
    }
}
