import Foundation
import Model
import Planner
import Testing

@Suite("Le plan proposé sans financeur nommé")
struct ParDefautTests {
    @Test("DETR au taux observé et enveloppe lieux ; la DSIL est une variante, et le plan dit pourquoi")
    func ordinaire() throws {
        let regles = [
            try Atelier.regle("DETR", median: "0.40", nombre: 12),
            try Atelier.regle("DSIL", departement: "FR", median: "0.30", nombre: 200),
        ]
        var demande = try Atelier.demande("10000.00")
        demande.perimetre = .conseilles
        let plan = Planner(try Atelier.referentiel(regles: regles)).plan(demande)
        #expect(plan.financements.map(\.dispositif) == ["DETR", "LIEUX"])
        #expect(plan.montant("DETR") == "4000.00" && plan.montant("LIEUX") == "2000.00")
        #expect(plan.financements[0].motifs.contains { $0.code == "TAUX-OBSERVE" && $0.valeurs["n"] == "12" })
        #expect(plan.codesAlertes.contains("START-NEW") && plan.codesAlertes.contains("DSIL-4"))
        let variante = try #require(plan.alternatives.first)
        #expect(variante.pourquoi.contains("moins probable") && variante.plan.montant("DSIL") == "3000.00")
        #expect(variante.plan.montant("LIEUX") == "1000.00" && variante.plan.partAutofinancement.decimal == "0.20")
        #expect(variante.plan.resteAChargeTTC < plan.resteAChargeTTC)
        // The envelope alone brings less than the DETR alone, and is not surer: nobody would choose it.
        #expect(!plan.alternatives.contains { $0.plan.financements.map(\.dispositif) == ["LIEUX"] })
        #expect(plan.alternatives.contains { $0.plan.financements.map(\.dispositif) == ["DETR"] })
    }

    @Test("sans périmètre, tout ce qui peut s’appliquer : rien ne coûte moins que le plan")
    func tous() throws {
        let plan = try Atelier.plan("10000.00", nil)
        #expect(plan.financements.map(\.dispositif) == ["DETR", "DSIL", "LIEUX"] && plan.partAutofinancement >= .percent(20))
        #expect(plan.alternatives.allSatisfy { $0.plan.resteAChargeTTC >= plan.resteAChargeTTC } && !plan.alternatives.isEmpty)
    }

    @Test("la fourchette publiée l’emporte sur l’observation, et l’exercice exact sur les autres")
    func fourchette() throws {
        let regles = [try Atelier.regle("DETR", min: "0.25", max: "0.35", median: "0.50", nombre: 30)]
        let plan = Planner(try Atelier.referentiel(regles: regles)).plan(try Atelier.demande("10000.00"))
        #expect(plan.montant("DETR") == "3500.00" && plan.financements[0].motifs.contains { $0.code == "RATE-A5" })
    }

    @Test("sans observation dans le département, la médiane nationale ; sans elle, le minimum légal")
    func replis() throws {
        let france = try Atelier.referentiel(regles: [try Atelier.regle("DETR", departement: "FR", median: "0.30", nombre: 969)])
        #expect(Planner(france).plan(try Atelier.demande("10000.00")).montant("DETR") == "3000.00")
        #expect(Planner(try Atelier.referentiel(regles: [])).plan(try Atelier.demande("10000.00")).montant("DETR") == "2000.00")
    }

    @Test("une médiane sous 20 % est relevée au minimum légal, au-dessus de 80 % ramenée au plafond")
    func bornes() throws {
        let bas = try Atelier.referentiel(regles: [try Atelier.regle("DETR", median: "0.12", nombre: 9)])
        #expect(Planner(bas).plan(try Atelier.demande("10000.01", [try Atelier.demande("DETR")])).montant("DETR") == "2000.01")
        let haut = try Atelier.referentiel(regles: [try Atelier.regle("DETR", median: "0.95", nombre: 9)])
        #expect(Planner(haut).plan(try Atelier.demande("10000.01", [try Atelier.demande("DETR")])).montant("DETR") == "8000.00")
    }

    @Test("l’enveloppe lieux est plafonnée à 10 000 € par opération")
    func plafondLieux() throws {
        let plan = try Atelier.plan("80000.00", [try Atelier.demande("LIEUX")])
        #expect(plan.montant("LIEUX") == "10000.00" && plan.financements[0].motifs.contains { $0.code == "PLAFOND-PROGRAMME" })
    }

    @Test("une commune trop grande pour la DETR reçoit un plan avec la DSIL")
    func grandeCommune() throws {
        let plan = try Atelier.plan("10000.00", nil, porteur: Porteur(nature: .commune, departement: "03", population: 25_000))
        #expect(plan.financements.map(\.dispositif) == ["DSIL", "LIEUX"])
        #expect(plan.eligible("DETR") == .non && !plan.codesAlertes.contains("DSIL-4"))
    }

    @Test("quand la DETR est à vérifier, elle reste au plan avec une alerte, et la DSIL à sa place est une variante")
    func aVerifier() throws {
        let plan = try Atelier.plan("10000.00", nil, porteur: Porteur(nature: .commune, departement: "03", population: 5_000))
        #expect(plan.financements.contains { $0.dispositif == "DETR" } && plan.codesAlertes.contains("ELIG-COM-B-PF"))
        #expect(plan.alternatives.contains { $0.plan.financements.map(\.dispositif) == ["DSIL", "LIEUX"] })
    }

    @Test("K18 seul : assiette nulle, refusé pour la DETR et la DSIL, à financer en fonctionnement")
    func k18() throws {
        let catalogue = try Atelier.catalogueComplet()
        let kit = try #require(catalogue.kits.first { $0.code == "K18" })
        let lignes = try kit.lignes.filter { !$0.option }.map { ligne in
            let article = try #require(catalogue.articles.first { $0.code == ligne.article })
            return LignePlan(
                libelle: article.libelle, quantite: Decimal(ligne.quantite), prixUnitaireHT: article.prix?.ref, tauxTva: article.tauxTva,
                section: article.section, eligible: article.eligible == .oui, siDeliberation: article.eligible == .siDeliberation)
        }
        var demande = try Atelier.demande("1.00")
        demande.lignes = lignes
        let plan = try Atelier.plan(demande)
        #expect(plan.coutTotalHT.decimal == "2160.00" && plan.coutTotalTTC.decimal == "2592.00" && plan.assietteHT == .zero)
        let refuses = plan.refus.filter { $0.code == "WHAT-2" }.compactMap { $0.valeurs["dispositif"] }
        #expect(refuses.contains("DETR") && refuses.contains("DSIL"))
        #expect(plan.refus.allSatisfy { $0.texte.contains("à financer sur le budget de fonctionnement") })
        #expect(plan.financements.isEmpty && plan.resteAChargeTTC.decimal == "2592.00" && plan.partAutofinancement == .one)
        #expect(plan.eligible("DETR") == .non)
    }

    @Test("la décision du conseil sur le petit matériel : le gain d’aide et de FCTVA est celui du plan refait")
    func deliberation() throws {
        var demande = try Atelier.demande("5000.00", [try Atelier.demande("DETR", max: "0.50")])
        demande.lignes.append(
            LignePlan(
                libelle: "Casques", quantite: 3, prixUnitaireHT: try euros("70.00"), tauxTva: try taux("0.20"), section: .fonctionnement,
                eligible: false, siDeliberation: true))
        let motif = try #require(try Atelier.plan(demande).alertes.first { $0.code == "DELIB-500" })
        #expect(motif.texte.contains("210,00\u{A0}€") && motif.valeurs["aide"] == "105.00")
        // 105,00 d'aide et 16,404 % de 252,00 TTC.
        #expect(motif.valeurs["reste_a_charge"] == "-146.34")
    }

    @Test("un prix non publié rend le plan partiel et le dit, sans refuser")
    func prixNonPublie() throws {
        var demande = try Atelier.demande("5000.00")
        demande.lignes.append(
            LignePlan(
                libelle: "Borne", quantite: 1, prixUnitaireHT: nil, tauxTva: try taux("0.20"), section: .investissement, eligible: true))
        let plan = try Atelier.plan(demande)
        #expect(
            plan.estPartiel && plan.refus.isEmpty && plan.alertes.contains { $0.code == "PRIX-NON-PUBLIE" && $0.texte.contains("Borne") })
    }

    @Test("un panier vide est refusé")
    func vide() throws {
        var demande = try Atelier.demande("5000.00")
        demande.lignes = []
        #expect(try Atelier.plan(demande).codesRefus == ["WHAT-1"])
    }

    @Test("une demande reçue avant octobre 2018 attend le dossier complet")
    func startOld() throws {
        let demande = try Atelier.demande(
            "5000.00", [try Atelier.demande("DETR", max: "0.40")], date: try jour("2018-09-30"), exercice: 2018)
        #expect(try Atelier.plan(demande).codesAlertes.contains("START-OLD"))
    }

    @Test("C42 — 10 000,00 € HT à 50 % : 5 000,00 € HT et 5 031,52 € TTC net restent à la commune")
    func c42() throws {
        let plan = try Atelier.plan("10000.00", [try Atelier.demande("DETR", max: "0.50")])
        #expect(plan.coutTotalTTC.decimal == "12000.00" && plan.fctva.montant.decimal == "1968.48" && plan.fctva.exercice == 2028)
        #expect(plan.autofinancementHT.decimal == "5000.00" && plan.resteAChargeTTC.decimal == "5031.52")
    }

    @Test(
        "C47 — l’année du FCTVA suit le régime du porteur",
        arguments: [(NaturePorteur.commune, RegimeFCTVA?.none, 2028), (.commune, .n1, 2027), (.epci, nil, 2026), (.syndicat, nil, 2028)])
    func c47(nature: NaturePorteur, regime: RegimeFCTVA?, annee: Int) throws {
        let porteur = Porteur(nature: nature, departement: "03", population: 900, regimeFCTVA: regime)
        let plan = try Atelier.plan("10000.00", [try Atelier.demande("DETR", max: "0.50")], porteur: porteur)
        #expect(plan.fctva.exercice == annee)
        #expect(plan.codesAlertes.contains("FCTVA-4-26") == (nature == .epci))
    }

    @Test("C47 c — une commune nouvelle reçoit le FCTVA l’année même")
    func c47CommuneNouvelle() throws {
        var porteur = Atelier.commune
        porteur.communeNouvelle = .init(creation: try jour("2024-01-01"), fondatriceEligible: true)
        #expect(try Atelier.plan("10000.00", [], porteur: porteur).fctva.exercice == 2026)
    }
}
