import Model
import Planner
import Testing

@Suite("Règles : DSIL (2)")
struct DSILTests {
    @Test("DSIL-1 : toute commune et tout EPCI, quelle que soit la population ; un syndicat, non")
    func dsil1() throws {
        func reponse(_ nature: NaturePorteur, _ population: Int) throws -> (Plan.Eligibilite.Reponse?, [String]) {
            let plan = try Atelier.plan("5000.00", [], porteur: Porteur(nature: nature, departement: "03", population: population))
            return (plan.eligible("DSIL"), plan.codesEligibilite("DSIL"))
        }
        #expect(try reponse(.commune, 2_000_000) == (.oui, ["DSIL-1"]))
        #expect(try reponse(.epci, 2_000_000) == (.oui, ["DSIL-1"]))
        #expect(try reponse(.syndicat, 100) == (.non, ["DSIL-1"]))
    }

    @Test("DSIL-4 : quand la DETR peut servir, la DSIL attend, et le plan dit qui en décide")
    func dsil4() throws {
        var demande = try Atelier.demande("10000.00")
        demande.perimetre = .conseilles
        let motif = try #require(try Atelier.plan(demande).alertes.first { $0.code == "DSIL-4" })
        #expect(motif.texte.contains("préfet de région"))
    }

    @Test("DSIL-6 : mêmes délais que la DETR, depuis le 2 juin 2018", arguments: [("2018-06-01", false), ("2018-06-02", true)])
    func dsil6(date: String, dit: Bool) throws {
        let demande = try Atelier.demande("10000.00", [try Atelier.acquis("DSIL", "4000.00")], date: try jour(date), exercice: 2018)
        #expect(try rappels(demande).contains("DSIL-6") == dit)
    }

    @Test("DSIL-7 : sous le plafond commun avec la DETR, à côté avec le FNADT, rien à dire seule")
    func dsil7() throws {
        let dsil = try Atelier.acquis("DSIL", "3000.00")
        func motif(_ autre: Financeur) throws -> Motif? {
            try motifsDesRappels(try Atelier.demande("10000.00", [dsil, autre])).first { $0.code == "DSIL-7" }
        }
        #expect(try motif(try Atelier.acquis("DETR", "2000.00"))?.valeurs == ["dedans": "DETR", "dehors": ""])
        #expect(try motif(try Atelier.acquis("FNADT", "2000.00"))?.valeurs == ["dedans": "", "dehors": "FNADT"])
        #expect(try motif(try Atelier.acquis("DEPARTEMENT", "2000.00")) == nil)
    }

    @Test(
        "ce que la page dit des règles d’information",
        arguments: [
            Fiche("DSIL-2", "L. 2334-42", .vu, "2018-01-01"), Fiche("DSIL-3", "L. 2334-42", .vu),
            Fiche("DSIL-5", "loi de finances pour 2018", .paraphrase, "2018-01-01"),
            Fiche("DSIL-5-old", "2017", .paraphrase, "2017-01-01", "2017-12-31"),
            Fiche("DSIL-8", "2020-935", .paraphrase, "2020-07-30", "2021-12-31"),
            Fiche("DSIL-9", "362", .connu, "2021-01-01", "2021-12-31"),
        ])
    func informations(fiche: Fiche) throws { try fiche.verifier() }
}
