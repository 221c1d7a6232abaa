import Model
import Planner
import Testing

@Suite("Conseil d’achat (RULES 6)")
struct ConseilAchatTests {
    private func part(_ division: String?, _ montant: String, agec: String? = nil, reemploi: Bool = false) throws -> BesoinAchat.Part {
        BesoinAchat.Part(division: division, familleAgec: agec, estReemploi: reemploi, montantHT: try euros(montant))
    }
    private func conseil(_ date: String, _ commande: [BesoinAchat.Part], _ change: (inout BesoinAchat) throws -> Void = { _ in }) throws
        -> ConseilAchat
    {
        var besoin = BesoinAchat(date: try jour(date), commande: commande)
        try change(&besoin)
        return ConseilAchat(besoin, try Atelier.referentiel().parametres)
    }

    @Test("une petite commande se passe sur simple devis, sans rien publier")
    func simple() throws {
        let conseil = try conseil("2026-04-02", [try part("30", "3598.00"), try part("39", "1419.00")])
        #expect(conseil.conclusion == "Vous pouvez commander sur simple devis.")
        #expect(conseil.besoinHT.decimal == "5017.00" && conseil.publierAvant == nil && conseil.alertes.isEmpty)
        #expect(conseil.obligations.ecrit == false && conseil.obligations.decp == false)
        #expect(conseil.familles.map(\.famille.code) == ["informatique", "mobilier"])
        #expect(conseil.motifs.map(\.code).contains("NEED-2") && conseil.motifs.map(\.code).contains("DELEG"))
    }

    @Test("les articles d’un même projet s’additionnent : une unité fonctionnelle")
    func uniteFonctionnelle() throws {
        let conseil = try conseil("2026-05-05", [try part("30", "35000.00"), try part("39", "25000.00")])
        #expect(conseil.obligations.procedure == .adaptee && conseil.besoinHT == .euros(60_000))
        #expect(conseil.motifs[0].texte.contains("unité fonctionnelle"))
    }

    @Test("NEED-3 — trois commandes de la même famille sous le seuil le dépassent ensemble, quel que soit le fournisseur")
    func saucissonnage() throws {
        let conseil = try conseil("2026-05-05", [try part("30", "20000.00")]) {
            $0.dejaCommande = [try part("30", "25000.00"), try part("39", "30000.00")]
            $0.ouverts = [try part("30", "15000.00")]
        }
        #expect(conseil.obligations.procedure == .adaptee && conseil.besoinHT == .euros(60_000))
        let alerte = try #require(conseil.alertes.first { $0.code == "NEED-3" })
        #expect(alerte.valeurs["famille"] == "informatique" && alerte.valeurs["besoin_ht"] == "60000.00")
        let sousLeSeuil = try self.conseil("2026-05-05", [try part("30", "20000.00")]) {
            $0.dejaCommande = [try part("30", "39999.99")]
        }
        #expect(sousLeSeuil.obligations.procedure == .sansPublicite && sousLeSeuil.alertes.isEmpty)
    }

    @Test("une autre famille ne compte pas ; des divisions voisines, si")
    func familles() throws {
        let conseil = try conseil("2026-05-05", [try part("32", "10000.00")]) {
            $0.dejaCommande = [try part("38", "5000.00"), try part("39", "90000.00")]
        }
        #expect(conseil.familles.map(\.totalHT.decimal) == ["15000.00"] && conseil.familles[0].famille.libelle == "Réseau, image et son")
        let inconnue = try self.conseil("2026-05-05", [try part("45", "10.00"), try part(nil, "5.00")])
        #expect(inconnue.familles.map(\.famille.libelle) == ["Division CPV 45", "Achats sans code CPV"])
        #expect(FamilleHomogene(code: "vehicules_de_service").libelle == "Vehicules de service")
    }

    @Test("GROUP — les membres d’un groupement s’additionnent")
    func groupement() throws {
        let conseil = try conseil("2026-05-05", [try part("30", "25000.00")]) {
            $0.membres = [try part("30", "25000.00"), try part("30", "25000.00")]
        }
        #expect(conseil.obligations.procedure == .adaptee && conseil.besoinHT == .euros(75_000))
        #expect(conseil.alertes.map(\.code).contains("GROUP"))
    }

    @Test("UGAP — par une centrale, ni procédure ni soupçon de découpage")
    func centrale() throws {
        let conseil = try conseil("2026-05-05", [try part("30", "70000.00")]) {
            $0.dejaCommande = [try part("30", "70000.00")]
            $0.centraleAchat = true
        }
        #expect(conseil.obligations.procedure == .centraleAchat && !conseil.alertes.map(\.code).contains("NEED-3"))
        #expect(conseil.motifs.map(\.code).contains("UGAP"))
    }

    @Test("C62 — 47 000 € notifiés le 15/01/2026 : à publier avant le 15/03/2026")
    func c62() throws {
        let conseil = try conseil("2026-01-15", [try part("30", "47000.00")])
        #expect(conseil.publierAvant == (try jour("2026-03-15")) && conseil.motifs.map(\.code).contains("DECP-3"))
        #expect(try self.conseil("2026-12-31", [try part("30", "47000.00")]).publierAvant == (try jour("2027-02-28")))
    }

    @Test(
        "C63 — un cinquième en 2026, un quart en 2027, trois dixièmes en 2030",
        arguments: [("2026-06-01", "2000.00"), ("2027-06-01", "2500.00"), ("2030-06-01", "3000.00")])
    func c63(date: String, minimum: String) throws {
        let conseil = try conseil(date, [try part("30", "8000.00", agec: "informatique"), try part("39", "500.00", agec: "mobilier")]) {
            $0.commandeDeLAnnee = [try part("32", "2000.00", agec: "téléphonie", reemploi: true)]
        }
        let quota = try #require(conseil.reemploi)
        #expect(quota.depenseHT == .euros(10_000) && quota.minimumHT.decimal == minimum && quota.reemploiHT == .euros(2_000))
        #expect(conseil.alertes.map(\.code).contains("AGEC-2") == (date != "2026-06-01"))
        #expect(conseil.motifs.map(\.code).contains("REEN"))
    }

    @Test("sans informatique ni téléphonie, pas de quota ; un minimum s’arrondit au centime du dessus")
    func sansQuota() throws {
        #expect(try conseil("2026-06-01", [try part("39", "500.00", agec: "mobilier")]).reemploi == nil)
        let impair = try conseil("2026-06-01", [try part("30", "0.01", agec: "informatique")])
        #expect(impair.reemploi?.minimumHT.cents == 1)
    }

    @Test("C60 — deux petits lots d’un marché formalisé peuvent suivre une procédure adaptée")
    func c60() throws {
        let parametres = try Atelier.referentiel().parametres
        func admis(_ lots: [String], total: String? = nil) throws -> [Int] {
            PetitsLots(try lots.map(euros), total: try total.map(euros), en: try jour("2026-05-05"), parametres).admis
        }
        #expect(try admis(["45000.00", "4000.00"], total: "250000.00") == [0, 1])
        #expect(try admis(["46000.01", "4000.00"], total: "250000.00") == [1])
        #expect(try admis(["80000.00"], total: "1000000.00") == [] && admis(["79999.99"], total: "1000000.00") == [0])
        let conseil = try conseil("2026-05-05", [try part("30", "201000.00"), try part("39", "45000.00"), try part("32", "4000.00")])
        let motif = try #require(conseil.motifs.first { $0.code == "NEED-7" })
        #expect(conseil.obligations.procedure == .formalisee && motif.valeurs["lots"] == "2" && motif.texte.contains("Mobilier"))
        #expect(conseil.motifs.map(\.code).contains("CTRL"))
    }

    @Test("CLIM — le critère environnemental est demandé depuis le 21/08/2026, là où il y a des critères")
    func clim() throws {
        func codes(_ date: String, _ montant: String) throws -> [String] { try conseil(date, [try part("30", montant)]).motifs.map(\.code) }
        #expect(try !codes("2026-08-20", "70000.00").contains("CLIM-1"))
        let avant = try codes("2026-08-21", "70000.00")
        #expect(avant.contains("CLIM-1") && !avant.contains("CLIM-2"))
        #expect(try codes("2026-08-22", "70000.00").contains("CLIM-2"))
        #expect(try !codes("2026-08-22", "5000.00").contains("CLIM-1"))
    }

    @Test("ADV — l’avance au fournisseur, strictement au-dessus de 50 000 € et de deux mois")
    func avance() throws {
        func alerte(_ montant: String, _ mois: Int?) throws -> Bool {
            try conseil("2026-05-05", [try part("30", montant)]) { $0.dureeMois = mois }.alertes.map(\.code).contains("ADV")
        }
        #expect(try alerte("50000.01", 3) && alerte("50000.01", nil))
        #expect(try !alerte("50000.00", 3) && !alerte("50000.01", 2))
    }

    @Test("R2122-8 — trois commandes de suite chez le même fournisseur se disent ; deux fournisseurs, non")
    func rotation() throws {
        func dit(_ fournisseurs: [String]) throws -> Bool {
            try conseil("2026-05-05", [try part("30", "500.00")]) { $0.fournisseurs = fournisseurs }.alertes.map(\.code).contains("R2122-8")
        }
        #expect(try dit(["Ancien", "Menuiserie", "MENUISERIE"]) && !dit(["Menuiserie", "Ancien"]) && !dit(["Menuiserie"]) && !dit([]))
    }

    @Test(
        "la première phrase dit quoi faire",
        arguments: [
            ("2026-05-05", "24999.99", "simple devis"), ("2026-05-05", "25000.00", "contrat écrit"),
            ("2026-05-05", "60000.00", "plusieurs offres"),
            ("2026-05-05", "90000.00", "avis"), ("2026-05-05", "216000.00", "formalisée"), ("2012-05-05", "10.00", "demandez conseil"),
        ])
    func conclusion(date: String, montant: String, dit: String) throws {
        #expect(try conseil(date, [try part("30", montant)]).conclusion.contains(dit))
    }
}
