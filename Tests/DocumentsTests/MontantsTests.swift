import Documents
import Foundation
import Model
import Testing

/// What a reader finds on paper, compared with the plan: nothing else, and nothing less.
@Suite("Les montants imprimés", .enabled(if: Banc.pret, Banc.manque))
struct MontantsTests {
    @Test("de tous les documents d’un dossier sont ceux du plan, au centime, et aucun autre")
    func tous() async throws {
        let dossier = Exemple.dossier(bascule: true)
        let plan = dossier.plan
        let decision = Exemple.decision
        var connus = Set([
            plan.coutTotalHT, plan.coutTotalTTC, plan.coutTotalTTC - plan.coutTotalHT, plan.investissementHT,
            plan.coutTotalHT - plan.investissementHT, plan.autofinancementHT, plan.totalFinancements, plan.resteAChargeTTC,
            plan.fctva.montant,
            dossier.montantDemande, dossier.depenseSubventionnable, decision.montant, decision.depenseRetenue, .zero,
        ])
        connus.formUnion(plan.financements.flatMap { [$0.montant, $0.depenseSubventionnable] })
        connus.formUnion(dossier.lignes.flatMap { [$0.prixUnitaireHT ?? .zero, $0.totalHT] })
        var cumul = Money.zero
        for echeance in plan.tresorerie.sorted(by: { $0.date < $1.date }) {
            cumul += echeance.montant
            connus.formUnion([echeance.montant, cumul])
        }
        let ecrits = Set(connus.map { Self.chiffres($0.frenchNumber) })
        let documents =
            Document.pieces(dossier) + [
                .lettre(dossier), .synthese(dossier), .panneau(dossier), .accuseEnregistrement(dossier), .accuseCompletude(dossier),
                .decision(dossier, decision),
            ]
        let essentiels: [String: [Money]] = [
            "Lettre d’accompagnement": [dossier.montantDemande, plan.coutTotalHT, dossier.depenseSubventionnable],
            "Synthèse pour le maire": [plan.coutTotalTTC, plan.totalFinancements, plan.fctva.montant, plan.resteAChargeTTC],
            "Panneau de publicité": plan.financements.map(\.montant) + [plan.autofinancementHT, plan.coutTotalHT],
        ]
        for document in documents {
            let texte = try Banc.texte(de: try await Banc.atelier.pdf(document))
            let lus = Self.montants(texte)
            #expect(!lus.isEmpty)
            #expect(lus.subtracting(ecrits) == [], "\(document.nom)")
            for montant in essentiels[document.nom] ?? [] {
                #expect(lus.contains(Self.chiffres(montant.frenchNumber)), "\(document.nom) : \(montant.french)")
            }
            #expect(!texte.contains("Lorem") && !texte.contains("XXX") && !texte.contains("TODO"))
        }
    }

    @Test("tiennent sur une page, pour le maire et sur le panneau ; une signature n’est jamais seule sur la sienne")
    func pages() async throws {
        let dossier = Exemple.dossier(bascule: true)
        for document in [Document.synthese(dossier), .panneau(dossier)] {
            #expect(try Self.pages(try await Banc.atelier.pdf(document)).count == 1, "\(document.nom)")
        }
        // Longer and longer, the last page always holds more than a place to sign.
        for alertes in 0..<10 {
            var long = dossier
            long.plan.alertes = (0..<alertes).map {
                Motif(code: "ESSAI", source: "", texte: String(repeating: "Une phrase de plus. ", count: 6 + $0), valeurs: [:])
            }
            for document in [Document.planDeFinancement(long), .echeancier(long), .deliberation(long)] {
                let derniere = try #require(try Self.pages(try await Banc.atelier.pdf(document)).last)
                let avant = derniere.prefix { !$0.hasPrefix("Fait à") }
                #expect(avant.count >= 4, "\(document.nom), \(alertes) alertes : \(derniere)")
            }
        }
    }

    @Test("sont ceux du plan dans la délibération pour traitement de texte, que la mairie l’ait reprise ou non")
    func odt() async throws {
        var dossier = Exemple.dossier(bascule: true)
        var mots = DeliberationRedigee(trousse: dossier)
        for redaction in [nil, mots] as [DeliberationRedigee?] {
            dossier.redaction = redaction
            let odt = try await Banc.atelier.odt(deliberation: dossier)
            let contenu = try Banc.dossierTemporaire { folder in
                let url = folder.appendingPathComponent("a.odt")
                try odt.write(to: url)
                // OpenDocument: the type comes first in the archive, as it is.
                #expect(odt.dropFirst(30).starts(with: Data("mimetypeapplication/vnd.oasis.opendocument.text".utf8)))
                try Banc.executer("python3", ["-m", "zipfile", "-e", url.path, folder.path])
                return try String(contentsOf: folder.appendingPathComponent("content.xml"), encoding: .utf8)
            }
            let serre = Self.chiffres(contenu)
            for montant in dossier.plan.financements.map(\.montant) + [dossier.plan.coutTotalHT, dossier.plan.autofinancementHT] {
                #expect(serre.contains(Self.chiffres(montant.frenchNumber)))
            }
        }
        mots.articles[2] = "Une subvention est sollicitée."
        dossier.redaction = mots
        await #expect(throws: DocumentError.deliberationPerimee) { try await Banc.atelier.pdf(.deliberation(dossier)) }
        #expect(mots.articlesFaux(dossier) == [2: dossier.montantDemande])
    }

    /// Every amount with its centimes, its spaces taken out.
    private static func montants(_ texte: String) -> Set<String> {
        Set(texte.matches(of: /[−-]?\d{1,3}(?:[\u{A0}\u{202F} ]\d{3})*,\d{2}(?!\d)(?!\s*%)/).map { chiffres(String($0.output)) })
    }
    /// Without spaces nor sign: an expense is written with a minus in one table and without in another.
    private static func chiffres(_ texte: String) -> String { texte.filter { !$0.isWhitespace && $0 != "−" && $0 != "-" } }

    /// The lines of each page.
    private static func pages(_ pdf: Data) throws -> [[String]] {
        try Banc.texte(de: pdf).split(separator: "\u{C}").map { page in
            page.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
    }
}
