import Documents
import Foundation
import Model
import Testing

@Suite("L’atelier des documents", .enabled(if: Banc.pret, Banc.manque))
struct AtelierTests {
    struct Cas: CustomTestStringConvertible {
        let document: Document
        var testDescription: String { document.fichier }
    }
    static let documents: [Document] =
        Document.pieces(Exemple.dossier()) + [
            .deliberation(Exemple.dossier(bascule: true)), .accuseEnregistrement(Exemple.dossier()), .accuseCompletude(Exemple.dossier()),
            .decision(Exemple.dossier(), Exemple.decision), .bonDeCommande(Exemple.bon), .devis(Exemple.devis),
            .lettre(Exemple.dossier()), .synthese(Exemple.dossier()), .panneau(Exemple.dossier()),
            .conventionPret(Exemple.convention(.ccas, .preteur)), .conventionPret(Exemple.convention(.association, .emprunteur)),
        ]

    @Test("rend un PDF/A-3a et PDF/UA-1 en français, titré, balisé, avec ses données jointes", arguments: documents.map(Cas.init))
    func conforme(_ cas: Cas) async throws {
        let document = cas.document
        let pdf = try await Banc.atelier.pdf(document)
        let marques = [
            "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>", "/Lang(fr-FR)",
            "/DisplayDocTitle true", "/StructTreeRoot",
        ]
        for marque in marques { #expect(pdf.range(of: Data(marque.utf8)) != nil, "\(marque)") }
        let jointe = try document.donneesJointes
        try Banc.dossierTemporaire { dossier in
            let path = dossier.appendingPathComponent("a.pdf").path
            try pdf.write(to: URL(fileURLWithPath: path))
            let infos = try Banc.executer("pdfinfo", [path])
            #expect(infos.contains("Tagged:          yes"))
            let titre = if case .panneau(let dossier) = document { dossier.operation.intitule } else { document.nom }
            #expect(infos.contains("Title:           " + titre))
            let python = try Interprete.trouver()
            let controle = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("conforme.py").path
            #expect(try Banc.executer(python, [controle, path]) == "")
            #expect(infos.contains("2026 UTC"), "la date est celle du document, pas celle de l’horloge")
            let arbre = try Banc.executer("pdfinfo", ["-struct", path])
            #expect(arbre.hasPrefix("Document"))
            try Banc.executer("pdfdetach", ["-saveall", "-o", dossier.path, path])
            #expect(try Data(contentsOf: dossier.appendingPathComponent(jointe.nom)) == jointe.octets)
        }
    }

    @Test("imprime dans chaque pièce les montants du plan, tableau et en-têtes balisés")
    func montants() async throws {
        let dossier = Exemple.dossier()
        let plan = dossier.plan
        let attendus: [(Document, [Money])] = [
            (
                .noteExplicative(dossier),
                [plan.coutTotalHT, plan.coutTotalTTC, plan.investissementHT, plan.autofinancementHT, dossier.montantDemande]
            ),
            (.deliberation(dossier), plan.financements.map(\.montant) + [plan.autofinancementHT, plan.coutTotalHT, plan.coutTotalTTC]),
            (
                .planDeFinancement(dossier),
                plan.financements.map(\.montant) + [plan.fctva.montant, plan.resteAChargeTTC, plan.coutTotalTTC]
            ),
            (.echeancier(dossier), plan.tresorerie.map { $0.montant < .zero ? -$0.montant : $0.montant }),
            (.decision(dossier, Exemple.decision), [Exemple.decision.montant, Exemple.decision.depenseRetenue]),
            (.bonDeCommande(Exemple.bon), [.euros(4_450), .euros(890), .euros(5_340)]),
            (.devis(Exemple.devis), [.euros(4_450), .euros(890), .euros(5_340)]),
        ]
        for (document, montants) in attendus {
            let texte = try await texte(document)
            for montant in montants {
                #expect(texte.contains(montant.frenchNumber.espacesSimples), "\(document.nom) : \(montant.frenchNumber)")
            }
        }
        let pdf = try await Banc.atelier.pdf(.planDeFinancement(dossier))
        let arbre = try Banc.dossierTemporaire { folder in
            let url = folder.appendingPathComponent("a.pdf")
            try pdf.write(to: url)
            return try Banc.executer("pdfinfo", ["-struct", url.path])
        }
        for role in ["Table", "THead", "TH ", "TD", "H1"] { #expect(arbre.contains(role)) }
    }

    @Test("écrit l’arrêté en chiffres et en lettres, l’accusé avec ses articles")
    func mentions() async throws {
        let arrete = try await texte(.decision(Exemple.dossier(), Exemple.decision))
        #expect(arrete.contains("3 294,00 € (trois mille deux cent quatre-vingt-quatorze euros)"))
        #expect(arrete.contains("dans un délai de deux ans à compter de la notification"))
        let accuse = try await texte(.accuseEnregistrement(Exemple.dossier()))
        for mention in ["R. 2334-24", "R. 2334-23", "R. 2334-25", "12 avril 2026", "31 décembre 2027"] {
            #expect(accuse.contains(mention), "\(mention)")
        }
        let bon = try await texte(.bonDeCommande(Exemple.bon))
        #expect(bon.contains("numéro d’engagement 2026-E-0118"))
        #expect(bon.contains("l’accusé d’enregistrement du 12 janvier 2026"))
        let devis = try await texte(.devis(Exemple.devis))
        #expect(devis.contains("valables jusqu’au 15 avril 2026"))
        #expect(devis.contains("Un devis signé vaut commande"))
    }

    @Test("tient pour une intercommunalité, un dispositif de l’État, une ligne sans prix et un dossier sans dates")
    func autresCas() async throws {
        var dossier = Exemple.dossier(
            dispositif: .init(
                code: "LIEUX", nom: "Enveloppe lieux", nomCourt: "Enveloppe lieux", regime: .subventionEtat,
                autorite: "Le responsable du programme",
                destinataire: "Programme inclusion numérique", attendCompletude: true))
        dossier.porteur = PorteurImprimable(nature: .epci, nom: "CC du Bocage Bourbonnais", departement: "Allier")
        (dossier.montantDemande, dossier.taux) = (.euros(1_464), .percent(20))
        dossier.lignes.append(
            LignePlan(
                libelle: "La Porte Numérique", quantite: 1, prixUnitaireHT: nil, tauxTva: .percent(20), section: .investissement,
                eligible: true))
        dossier.plan.estPartiel = true
        dossier.plan.alertes = []
        dossier.dates = .init(reception: LocalDate(2026, 1, 12))
        let note = try await texte(.noteExplicative(dossier))
        for mention in ["La Porte Numérique", "sur devis", "Total partiel"] { #expect(note.contains(mention), "\(mention)") }
        let deliberation = try await texte(.deliberation(dossier))
        #expect(deliberation.contains("le conseil communautaire décide"))
        #expect(deliberation.contains("L. 5211-1"))
        #expect(deliberation.contains("décret n° 2018-514"))
        #expect(!deliberation.contains("R. 2334"))
        #expect(try await texte(.accuseEnregistrement(dossier)).contains("Attendez avant de commander"))
        _ = try await texte(.planDeFinancement(dossier))
    }

    @Test("n’exécute pas ce qu’un usager écrit")
    func inerte() async throws {
        var dossier = Exemple.dossier()
        dossier.operation.besoin = "#panic(\"non\") $x$ *gras* \\ </xml> @ref <label> \" ' & `code`"
        let texte = try await texte(.noteExplicative(dossier))
        #expect(texte.contains("#panic(\"non\") $x$ *gras*"))
    }

    @Test("rend les mêmes octets pour les mêmes valeurs, même relancé")
    func deterministe() async throws {
        let premier = try await Banc.atelier.pdf(.deliberation(Exemple.dossier()))
        let autre = Atelier()
        let second = try await autre.pdf(.deliberation(Exemple.dossier()))
        await autre.stop()
        #expect(premier == second)
    }

    @Test("sert vingt demandes à la fois sans les mêler")
    func simultane() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for rang in 1...20 {
                group.addTask {
                    var bon = Exemple.bon
                    bon.numero = "2026-\(100 + rang)"
                    let octets = try await Banc.atelier.pdf(.bonDeCommande(bon))
                    #expect(try Banc.texte(de: octets).contains("2026-\(100 + rang)"))
                }
            }
            try await group.waitForAll()
        }
    }

    private func texte(_ document: Document) async throws -> String {
        try Banc.texte(de: try await Banc.atelier.pdf(document)).espacesSimples
    }
}

extension String {
    /// pdftotext writes every space as a plain one and cuts lines where the page does.
    fileprivate var espacesSimples: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
