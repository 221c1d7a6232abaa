import Foundation
import Model
import Testing

@testable import Documents

@Suite("Une pièce n’est pas imprimée")
struct RefusTests {
    @Test("quand ses lignes et ses financements ne font pas le même coût")
    func incoherent() {
        var dossier = Exemple.dossier()
        dossier.plan.autofinancementHT += .euros(1)
        #expect(throws: DocumentError.planIncoherent(lignes: .euros(8_760), cout: .euros(8_760), financement: .euros(8_761))) {
            try Document.planDeFinancement(dossier).feuille()
        }
    }

    @Test("quand la demande n’est pas celle du plan")
    func horsPlan() {
        var dossier = Exemple.dossier()
        dossier.montantDemande = .euros(3_295)
        #expect(throws: DocumentError.demandeHorsPlan(dispositif: "DETR", demande: .euros(3_295))) {
            try Document.noteExplicative(dossier).feuille()
        }
    }

    @Test("quand un accusé n’a pas la date qu’il certifie")
    func sansDate() {
        var dossier = Exemple.dossier()
        dossier.dates.completude = nil
        #expect(throws: DocumentError.dateManquante("à laquelle le dossier est complet")) {
            try Document.accuseCompletude(dossier).feuille()
        }
        #expect(throws: Never.self) { try Document.accuseEnregistrement(dossier).feuille() }
    }

    @Test("quand l’arrêté accorde plus que la dépense retenue")
    func tropAccorde() {
        var decision = Exemple.decision
        decision.montant = decision.depenseRetenue + Money(cents: 1)
        #expect(throws: DocumentError.self) { try Document.decision(Exemple.dossier(), decision).feuille() }
    }

    @Test("quand le bon de commande précède l’accusé ; le jour même est permis")
    func tropTot() {
        var bon = Exemple.bon
        bon.date = LocalDate(2026, 1, 11)!
        #expect(throws: DocumentError.commandeTropTot(commande: bon.date, autorisee: LocalDate(2026, 1, 12)!)) {
            try Document.bonDeCommande(bon).feuille()
        }
        bon.date = LocalDate(2026, 1, 12)!
        #expect(throws: Never.self) { try Document.bonDeCommande(bon).feuille() }
    }
}

@Suite("Les textes")
struct TextesTests {
    @Test(
        "prennent l’espace insécable et l’apostrophe françaises, ceux des usagers aussi",
        arguments: [
            ("l'accueil : « oui »", "l’accueil\u{A0}: «\u{A0}oui\u{A0}»"), ("n° 12", "n°\u{A0}12"),
            ("CGCT, art. L. 2334-33", "CGCT, art.\u{A0}L.\u{A0}2334-33"), ("Le mur. Le toit", "Le mur. Le toit"),
            ("écran 27\"", "écran 27\""), ("20 %", "20\u{A0}%"),
        ])
    func typographie(_ brut: String, _ imprime: String) {
        #expect(Typographie.francaise(brut) == imprime)
    }

    @Test("de la délibération regroupent ce que deux kits ont en commun et nomment l’arrêté de 2001")
    func bascule() throws {
        let avec = Deliberation(Exemple.dossier(bascule: true))
        let liste = try #require(avec.articles.first { !$0.liste.isEmpty }).liste
        #expect(liste.contains("2 × Station d'accueil USB-C (double écran, Ethernet, charge 65 W), 130,00\u{A0}€ HT l’unité"))
        #expect(avec.visas.contains { $0.contains("INTB0100692A") })
        #expect(Deliberation(Exemple.dossier()).articles.allSatisfy { $0.liste.isEmpty })
    }

    @Test("de l’accusé suivent la préfecture qui demande d’attendre la complétude")
    func attendre() throws {
        var dispositif = Exemple.detr
        dispositif.attendCompletude = true
        let recu = try Accuse(enregistrement: Exemple.dossier(dispositif: dispositif))
        #expect(!recu.permis)
        #expect(recu.mentions[0].titre == "Attendez avant de commander")
        let complet = try Accuse(completude: Exemple.dossier(dispositif: dispositif))
        #expect(complet.permis)
        #expect(complet.mentions[0].texte.contains("6 février 2026"))
    }

    @Test("de l’arrêté visent la commission au-dessus du seuil seulement, et jamais pour la DSIL")
    func commission() {
        var dossier = Exemple.dossier()
        let seuil = { (dossier: DossierImprimable) in
            ArreteAttributif(dossier, Exemple.decision).visas.contains { $0.contains("avis de la commission") }
        }
        #expect(!seuil(dossier))
        dossier.cadre.avisCommissionAuDessus = Exemple.decision.montant
        #expect(!seuil(dossier), "égal au seuil n’est pas au-dessus")
        dossier.cadre.avisCommissionAuDessus = Exemple.decision.montant - Money(cents: 1)
        #expect(seuil(dossier))
        dossier.dispositif.regime = .dsil
        #expect(!seuil(dossier))
    }

    @Test(
        "des noms de fichiers restent sûrs et distincts",
        arguments: [
            ("../../etc/passwd", "passwd"), ("C:\\Mes documents\\devis.pdf", "devis.pdf"), ("devis\n\u{7}.pdf", "devis .pdf"), ("…/", "…"),
            ("", "piece"), (" . ", "piece"), ("é\u{202E}fdp.exe", "éfdp.exe"), ("a\u{200B}\u{FEFF}b.pdf", "ab.pdf"), ("NUL", "_NUL"),
            ("com1.pdf", "_com1.pdf"), ("communes.pdf", "communes.pdf"), ("e\u{301}tat.pdf", "\u{E9}tat.pdf"), (".htaccess", "htaccess"),
        ])
    func fichiers(_ brut: String, _ sur: String) {
        #expect(NomDeFichier.sur(brut) == sur)
    }

    @Test("des noms de fichiers en double prennent un rang")
    func doublons() {
        #expect(NomDeFichier.distincts(["devis.pdf", "Devis.pdf", "devis.pdf"]) == ["devis.pdf", "Devis_2.pdf", "devis_3.pdf"])
        #expect(Document.decision(Exemple.dossier(), Exemple.decision).fichier == "Arrêté DETR - 2026-03-0042 - bourbon-l-archambault.pdf")
    }
}
