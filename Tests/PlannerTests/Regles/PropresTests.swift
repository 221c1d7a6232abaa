import Foundation
import Model
import Planner
import Testing

@Suite("Règles : celles de Trousse")
struct PropresTests {
    private func motifs(_ plan: Plan) -> [String] { plan.financements.flatMap(\.motifs).map(\.code) }

    @Test("ACQUIS : un montant obtenu est gardé tel quel")
    func acquis() throws {
        let plan = try Atelier.plan("10000.00", [try Atelier.acquis("DETR", "3456.78")])
        #expect(plan.montant("DETR") == "3456.78" && motifs(plan).contains("ACQUIS"))
    }

    @Test("SURFINANCEMENT : un centime de trop est refusé")
    func surfinancement() throws {
        let don = try Atelier.acquis("DON", "1000.01", estPublic: false)
        #expect(try Atelier.plan("1000.00", [don]).codesRefus == ["SURFINANCEMENT"])
    }

    @Test("PLANCHER-DEPENSE, PLAFOND-DEPENSE : ce que la demande limite")
    func bornes() throws {
        #expect(
            try Atelier.plan("4999.99", [try Atelier.demande("DETR", max: "0.40", plancher: "5000.00")]).codesRefus.contains(
                "PLANCHER-DEPENSE"))
        let plan = try Atelier.plan("5000.00", [try Atelier.demande("DETR", max: "0.40", plafond: "3000.00", plancher: "5000.00")])
        #expect(plan.montant("DETR") == "1200.00" && motifs(plan).contains("PLAFOND-DEPENSE"))
    }

    @Test("EFFET-PLANCHER : à 100 € du plancher, le plan dit ce que ces 100 € feraient gagner")
    func effetPlancher() throws {
        let plan = try Atelier.plan("4900.00", [try Atelier.demande("DETR", max: "0.40", plancher: "5000.00")])
        let motif = try #require(plan.effets?.first { $0.code == "EFFET-PLANCHER" })
        #expect(motif.valeurs["ecart_ht"] == "100.00" && motif.valeurs["aide"] == "2000.00")
        let atteint = try Atelier.plan("5000.00", [try Atelier.demande("DETR", max: "0.40", plancher: "5000.00")])
        #expect(atteint.effets?.contains { $0.code == "EFFET-PLANCHER" } != true)
    }

    @Test("TAUX-DEMANDE, TAUX-INCONNU : le taux de la demande, et rien sans lui pour un financeur sans règle")
    func tauxDonne() throws {
        #expect(motifs(try Atelier.plan("5000.00", [try Atelier.demande("DETR", max: "0.40")])).contains("TAUX-DEMANDE"))
        #expect(try Atelier.plan("5000.00", [try Atelier.demande("FONDATION")]).codesRefus == ["TAUX-INCONNU"])
    }

    @Test("ELIG-AUTRE, ELIG-COM-OM : ce qui n’est pas chargé se vérifie, sans refus")
    func aVerifier() throws {
        let autre = try Atelier.plan("5000.00", [try Atelier.demande("FONDATION", max: "0.10")])
        #expect(autre.eligible("FONDATION") == .aVerifier && autre.codesEligibilite("FONDATION") == ["ELIG-AUTRE"])
        let polynesie = try Atelier.plan("5000.00", [], porteur: Porteur(nature: .commune, departement: "987", population: 500))
        #expect(polynesie.eligible("DETR") == .aVerifier && polynesie.codesEligibilite("DETR") == ["ELIG-COM-OM"])
    }

    @Test("LIEUX, TAUX-PROGRAMME, PLAFOND-PROGRAMME : l’enveloppe lieux, son taux d’exemple et son plafond")
    func lieux() throws {
        let plan = try Atelier.plan("80000.00", [try Atelier.demande("LIEUX")])
        #expect(plan.codesEligibilite("LIEUX") == ["LIEUX"] && plan.montant("LIEUX") == "10000.00")
        #expect(motifs(plan).contains("TAUX-PROGRAMME") && motifs(plan).contains("PLAFOND-PROGRAMME"))
    }

    @Test("TAUX-OBSERVE, TAUX-NATIONAL : l’observation du département, sinon celle de la France")
    func observations() throws {
        func codes(_ departement: String) throws -> [String] {
            let regles = [try Atelier.regle("DETR", departement: departement, median: "0.40", nombre: 12)]
            return motifs(
                Planner(try Atelier.referentiel(regles: regles)).plan(try Atelier.demande("5000.00", [try Atelier.demande("DETR")])))
        }
        #expect(try codes("03").contains("TAUX-OBSERVE") && codes("FR").contains("TAUX-NATIONAL"))
    }

    @Test("PRIX-NON-PUBLIE : le total est partiel et le dit")
    func prix() throws {
        var demande = try Atelier.demande("5000.00", [try Atelier.demande("DETR", max: "0.40")])
        demande.lignes.append(
            LignePlan(
                libelle: "Borne", quantite: 1, prixUnitaireHT: nil, tauxTva: try taux("0.20"), section: .investissement, eligible: true))
        let plan = try Atelier.plan(demande)
        #expect(plan.estPartiel && plan.codesAlertes.contains("PRIX-NON-PUBLIE"))
    }

    @Test("DELIB-500 : le gain d’une décision du conseil sur le petit matériel")
    func deliberation() throws {
        var demande = try Atelier.demande("5000.00", [try Atelier.demande("DETR", max: "0.50")])
        demande.lignes.append(
            LignePlan(
                libelle: "Casque", quantite: 10, prixUnitaireHT: try euros("50.00"), tauxTva: try taux("0.20"), section: .fonctionnement,
                eligible: false, siDeliberation: true))
        #expect(try Atelier.plan(demande).alertes.first { $0.code == "DELIB-500" }?.valeurs["aide"] == "250.00")
    }

    @Test("OBJECTIF : une aide dont le plancher abaisserait l’autre n’est pas demandée")
    func objectif() throws {
        // 80 % de DETR ou un FONDS qui exige 50 % : les deux ensemble dépassent, la première seule vaut mieux.
        let financeurs = [try Atelier.demande("DETR", min: "0.60", max: "0.80"), try Atelier.demande("FONDS", min: "0.30", max: "0.50")]
        let plan = try Atelier.plan("10000.00", financeurs)
        #expect(plan.financements.map(\.dispositif) == ["DETR"] && plan.montant("DETR") == "8000.00")
        #expect(plan.alertes.contains { ["OBJECTIF", "OWN-1"].contains($0.code) && $0.valeurs["dispositif"] == "FONDS" })
    }

    @Test("TROP-DE-FINANCEURS : au-delà de ce que la recherche parcourt, le reste est écarté et le dit")
    func trop() throws {
        let financeurs = try (1...40).map { try Atelier.demande("F\($0)", max: "0.01") }
        let plan = try Atelier.plan("10000.00", financeurs)
        #expect(plan.codesAlertes.contains("TROP-DE-FINANCEURS") && plan.financements.count < 40)
    }

    @Test("CCP : avant les seuils chargés, aucune procédure n’est inventée")
    func ccp() throws {
        let reponse = try Reponse("procedure", #"{"date": "2010-05-05", "montants_ht": ["1000.00"]}"#)
        #expect(reponse.estNul("procedure") && reponse.codes().contains("CCP"))
    }

    @Test(
        "ce que la page dit des contrôles de l’instruction et des codes de communes",
        arguments: [
            Fiche("ASSIETTE", "Trousse", .vu), Fiche("DEMANDE", "Trousse", .vu), Fiche("PLAFOND-MONTANT", "Trousse", .vu),
            Fiche("COMMUNE-FUSIONNEE", "Trousse", .vu), Fiche("REGROUPEMENT", "Trousse", .vu), Fiche("VARIANTE", "Trousse", .vu),
            Fiche("TAUX-SUR", "Trousse", .vu),
        ])
    func informations(fiche: Fiche) throws { try fiche.verifier() }
}
