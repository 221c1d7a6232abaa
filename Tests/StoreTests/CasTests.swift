import Foundation
import Model
import Parcours
import Planner
import Postgres
import Store
import TestSupport
import Testing

/// The worked cases of the law (CASES A, C, H), asked as a script asks them: a request of the contract, its kits and its porteur
/// found in the database, the plan on the law that was imported.
@Suite("Les cas de la loi, par une demande du contrat", .postgresql)
struct CasTests {
    /// A request of one line, «cout» HT of investment, in the Allier unless the porteur says otherwise.
    private func plan(
        _ cout: String = "5000.00", porteur: String = #""nature": "commune", "departement": "03", "population": 640"#,
        financeurs: String = "",
        exercice: Int = 2026, date: String = "2026-01-15"
    ) async throws -> Plan {
        try await plan(
            json: """
                {"date_demande": "\(date)", "exercice": \(exercice), "porteur": {\(porteur)}, "financeurs": [\(financeurs)],
                 "lignes": [{"libelle": "Équipement", "quantite": "1", "prix_unitaire_ht": "\(cout)", "taux_tva": "0.20", "section": "I"}]}
                """)
    }

    private func plan(json: String) async throws -> Plan {
        let requete = try PlanRequete(json: Data(json.utf8))
        let base = try await TestDatabase.current
        return try await base.app.read(as: .visiteur) { tx in
            try await base.parcours.demande(requete, in: tx).plan(try await base.parcours.referentiel(in: tx))
        }
    }

    @Test("le code d’une commune fusionnée mène à la nouvelle, et le plan le dit d’abord")
    func communeFusionnee() async throws {
        let plan = try await plan(porteur: #""nature": "commune", "code_insee": "03123""#)
        let alerte = try #require(plan.alertes.first)
        #expect(alerte.code == "COMMUNE-FUSIONNEE" && alerte.valeurs["code_insee"] == "03158")
        #expect(alerte.texte.hasPrefix("Givarlais (03123) fait partie de Haut-Bocage (03158) depuis le 1er janvier 2016."))
        let direct = try await self.plan(porteur: #""nature": "commune", "code_insee": "03158""#)
        #expect(direct.financements == plan.financements && !direct.alertes.contains { $0.code == "COMMUNE-FUSIONNEE" })
    }

    private func acquis(_ code: String, _ montant: String, estPublic: Bool = true) -> String {
        #"{"dispositif": "\#(code)", "statut": "acquis", "montant": "\#(montant)", "public": \#(estPublic)}"#
    }
    private func demande(_ code: String, max: String, plafond: String? = nil) -> String {
        #"{"dispositif": "\#(code)", "statut": "demande", "taux_max": "\#(max)""#
            + (plafond.map { #", "plafond_depense": "\#($0)""# } ?? "") + "}"
    }

    // MARK: A, eligibility

    @Test(
        "C01, C02, C04, C05, C07 — qui est éligible à la DETR",
        arguments: [
            (
                "C01", #""nature": "commune", "departement": "03", "population": 2000, "potentiel_financier_par_habitant": "9999.00""#,
                2026, "oui"
            ),
            (
                "C02", #""nature": "commune", "departement": "03", "population": 2001, "potentiel_financier_par_habitant": "1553.14""#,
                2022, "oui"
            ),
            (
                "C02", #""nature": "commune", "departement": "03", "population": 2001, "potentiel_financier_par_habitant": "1553.15""#,
                2022, "non"
            ),
            ("C04", #""nature": "commune", "departement": "974", "population": 3500"#, 2026, "oui"),
            ("C04", #""nature": "commune", "departement": "974", "population": 35001"#, 2026, "non"),
            (
                "C05",
                #""nature": "commune", "departement": "03", "population": 21500, "commune_nouvelle": {"creation": "2024-01-01", "fondatrice_eligible": true}"#,
                2026, "oui"
            ),
            (
                "C05",
                #""nature": "commune", "departement": "03", "population": 21500, "commune_nouvelle": {"creation": "2024-01-01", "fondatrice_eligible": true}"#,
                2027, "non"
            ),
            (
                "C07", #""nature": "epci", "departement": "03", "population": 90000, "population_centre": 20000, "densite": 300"#, 2026,
                "oui"
            ),
        ])
    func eligibilite(cas: String, porteur: String, exercice: Int, attendu: String) async throws {
        let plan = try await plan(porteur: porteur, exercice: exercice)
        #expect(plan.eligibilite.first { $0.dispositif == "DETR" }?.reponse.rawValue == attendu, "\(cas)")
    }

    // MARK: C, rates, caps and own share

    @Test("C10 — DETR : 19,9999 % refusée, 20 % acceptée ; DSIL à 15 % : un avertissement")
    func c10() async throws {
        #expect(try await plan("10000.00", financeurs: acquis("DETR", "1999.99")).refus.map(\.code) == ["RATE-A1"])
        #expect(try await plan("10000.00", financeurs: acquis("DETR", "2000.00")).refus.isEmpty)
        let dsil = try await plan("10000.00", financeurs: acquis("DSIL", "1500.00"))
        #expect(dsil.refus.isEmpty && dsil.alertes.map(\.code) == ["RATE-A4"])
    }

    @Test("C11 — le plafond de l’État ne laisse à la DSIL que 7 500,00 €")
    func c11() async throws {
        let plan = try await plan("25000.00", financeurs: acquis("DETR", "12500.00") + "," + demande("DSIL", max: "0.35"))
        #expect(montants(plan).sorted() == ["DETR 12500.00", "DSIL 7500.00"] && plan.partAutofinancement.decimal == "0.20")
    }

    @Test("C13 et C14 — la part propre se mesure sur le financement public : 20 % accepté, 10 % refusé de 2 000,00 €")
    func partPropre() async throws {
        let c13 = [acquis("DETR", "8000.00"), acquis("DEPARTEMENT", "4800.00"), acquis("MECENAT", "4000.00", estPublic: false)]
        let accepte = try await plan("20000.00", financeurs: c13.joined(separator: ","))
        #expect(accepte.refus.isEmpty && accepte.partAutofinancement.decimal == "0.20")
        let c14 = [acquis("DETR", "10000.00"), acquis("DSIL", "6000.00"), acquis("DEPARTEMENT", "2000.00")]
        let refuse = try await plan("20000.00", financeurs: c14.joined(separator: ","))
        #expect(refuse.refus.map(\.code) == ["OWN-1"] && refuse.refus.first?.valeurs["reduire_de"] == "2000.00")
    }

    @Test("C16, C17, C19 — assiette plafonnée, arrondi vers le bas au plafond, 0,40 € de trop refusés")
    func plafonds() async throws {
        let c16 = try await plan("60000.00", financeurs: demande("DETR", max: "0.40", plafond: "40000.00"))
        #expect(montants(c16) == ["DETR 16000.00"] && c16.financements.first?.taux.decimal == "0.40")
        #expect(montants(try await plan("3101.99", financeurs: demande("DETR", max: "0.50"))) == ["DETR 1550.99"])
        #expect(montants(try await plan("20852.00", financeurs: demande("DETR", max: "0.80"))) == ["DETR 16681.60"])
        let trop = try await plan("20852.00", financeurs: acquis("DETR", "16682.00"))
        #expect(trop.refus.first { $0.code == "RATE-A2" }?.valeurs["depassement"] == "0.40")
    }

    @Test("C20 — DETR et DSIL d’un vrai dossier : accepté, 33,72 % en propre")
    func c20() async throws {
        let plan = try await plan("24735.30", financeurs: acquis("DETR", "9894.00") + "," + acquis("DSIL", "6500.00"))
        #expect(
            plan.refus.isEmpty && plan.autofinancementHT.decimal == "8341.30" && plan.partAutofinancement.decimal(places: 4) == "0.3372")
    }

    @Test("C22 — la plus forte aide permise : le taux local l’emporte à 50 %, la part propre à 80 %")
    func c22() async throws {
        let autres = acquis("DON", "1000.00", estPublic: false) + "," + acquis("DEPARTEMENT", "2469.13") + ","
        #expect(montants(try await plan("12345.67", financeurs: autres + demande("DETR", max: "0.50"))).contains("DETR 6172.83"))
        #expect(montants(try await plan("12345.67", financeurs: autres + demande("DETR", max: "0.80"))).contains("DETR 6607.40"))
    }

    // MARK: H, FCTVA and the true cost

    @Test("C42 — 10 000,00 € HT à 50 % : 5 031,52 € TTC restent, FCTVA déduit")
    func c42() async throws {
        let plan = try await plan("10000.00", financeurs: demande("DETR", max: "0.50"))
        #expect(
            plan.fctva.montant.decimal == "1968.48" && plan.autofinancementHT.decimal == "5000.00"
                && plan.resteAChargeTTC.decimal == "5031.52")
    }

    @Test(
        "C47 — l’année du FCTVA suit le régime du porteur",
        arguments: [
            (#""nature": "commune", "departement": "03", "population": 640"#, 2028),
            (#""nature": "commune", "departement": "03", "population": 640, "regime_fctva": "N+1""#, 2027),
            (
                #""nature": "commune", "departement": "03", "population": 640, "commune_nouvelle": {"creation": "2025-01-01", "fondatrice_eligible": true}"#,
                2026
            ),
            (#""nature": "epci", "departement": "03", "population": 9000"#, 2026),
        ])
    func c47(porteur: String, annee: Int) async throws {
        #expect(try await plan("10000.00", porteur: porteur).fctva.exercice == annee)
    }

    // MARK: Kits and porteurs of the database

    @Test(
        "les kits du catalogue ont leurs totaux HT et TTC",
        arguments: [
            ("K01", "3045.00", "3654.00"), ("K02", "5110.00", "6132.00"), ("K10", "5360.00", "6349.35"), ("K12", "5555.00", "6231.00"),
        ])
    func kits(code: String, ht: String, ttc: String) async throws {
        let plan = try await plan(json: commune("03036", #"{"code": "\#(code)"}"#))
        #expect(plan.coutTotalHT.decimal == ht && plan.coutTotalTTC.decimal == ttc && plan.refus.isEmpty)
        let deux = try await self.plan(json: commune("03036", #"{"code": "\#(code)", "quantite": 2}"#))
        #expect(deux.coutTotalHT == plan.coutTotalHT + plan.coutTotalHT)
    }

    @Test("K18 seul : rien à demander à la DETR, et le plan dit que c’est du fonctionnement")
    func k18() async throws {
        let plan = try await plan(json: commune("03036", #"{"code": "K18"}"#))
        #expect(plan.assietteHT == .zero && plan.financements.isEmpty)
        let refus = try #require(plan.refus.first { $0.code == "WHAT-2" && $0.valeurs["dispositif"] == "DETR" })
        #expect(refus.texte.contains("fonctionnement") && !refus.source.isEmpty)
    }

    @Test("la demande d’exemple du contrat, sur la commune et le kit de la base : chaque montant dans ses bornes")
    func exemple() async throws {
        let plan = try await plan(
            json: #"""
                {"date_demande": "2026-01-15", "exercice": 2026, "porteur": {"nature": "commune", "code_insee": "03036"},
                 "kits": [{"code": "K02", "quantite": 1, "options": ["INF-032"]}],
                 "lignes": [{"libelle": "Câblage", "quantite": "1", "prix_unitaire_ht": "1200.00", "taux_tva": "0.20", "section": "I", "eligible": true}],
                 "financeurs": [{"dispositif": "DETR", "statut": "demande", "taux_min": "0.30", "taux_max": "0.45", "plafond_depense": "50000.00", "plancher_depense": "3000.00"},
                                {"dispositif": "DEPARTEMENT", "statut": "acquis", "montant": "800.00", "public": true}],
                 "objectif": "reste_a_charge"}
                """#)
        let (detr, taux) = (try #require(plan.financements.first { $0.dispositif == "DETR" }), try #require(Rate("0.45")))
        #expect(plan.refus.isEmpty && detr.montant == detr.depenseSubventionnable.times(taux, .down))
        #expect(
            plan.coutTotalHT == plan.totalFinancements + plan.autofinancementHT
                && plan.eligibilite.contains { $0.dispositif == "DETR" && $0.reponse != .non })
    }

    @Test(
        "un kit, une option ou une commune inconnus : une phrase, et rien d’autre",
        arguments: [
            ("03036", #"{"code": "K99"}"#, "kit_inconnu"), ("03036", #"{"code": "K02", "options": ["INF-999"]}"#, "option_inconnue"),
            ("99999", #"{"code": "K02"}"#, "commune_inconnue"),
        ])
    func inconnus(insee: String, kit: String, attendu: String) async throws {
        #expect(await regle { try await plan(json: commune(insee, kit)) } == attendu)
    }

    private func commune(_ insee: String, _ kit: String) -> String {
        #"{"date_demande": "2026-01-15", "exercice": 2026, "porteur": {"nature": "commune", "code_insee": "\#(insee)"}, "kits": [\#(kit)]}"#
    }

    private func montants(_ plan: Plan) -> [String] { plan.financements.map { "\($0.dispositif) \($0.montant.decimal)" } }
}
