import Besoins
import Foundation
import Model
import Testing

/// Ten situations as a secretary would tell them, and the whole answer in French: a golden text that one reads before accepting it.
/// `TROUSSE_SITUATIONS=ecrire` writes it again.
@Suite("Dix situations dites avec des mots")
struct SituationsTests {
    private struct Situation {
        let recit: String
        let reponses: ReponsesBesoins
    }

    private static let situations: [Situation] = [
        .init(
            recit:
                "Le hall de la mairie, 300 habitants : les gens viennent pour les impôts et l’imprimante est morte. On peut mettre 1 500 €.",
            reponses: .init(
                choix: ["activite": ["demarches", "imprimer"], "public": ["habitants"], "lieu": ["hall"]], places: 1, budget: .euros(1_500))
        ),
        .init(
            recit: "Pareil, mais le maire dit : dites-moi ce qu’il faut, on verra le prix.",
            reponses: .init(choix: ["activite": ["demarches", "imprimer"], "public": ["habitants"], "lieu": ["hall"]], places: 1)),
        .init(
            recit:
                "Des ateliers pour huit personnes âgées dans la salle des fêtes, il faut tout ranger après ; les tables et les chaises y sont. 4 000 €.",
            reponses: .init(
                choix: [
                    "activite": ["atelier"], "public": ["seniors"], "lieu": ["salle"], "deja": ["meubles"], "reemploi": ["moitie"],
                ], places: 8, budget: .euros(4_000))),
        .init(
            recit: "La médiatrice va de village en village avec huit tablettes simples ; il n’y a pas internet partout. 3 000 €.",
            reponses: .init(
                choix: ["activite": ["tablettes"], "public": ["seniors"], "lieu": ["tournee"], "internet": ["aucune"]], places: 8,
                budget: .euros(3_000))),
        .init(
            recit: "Un bureau fermé pour Aidants Connect, où une personne en fauteuil puisse venir. 2 000 €.",
            reponses: .init(
                choix: ["activite": ["confidentiel"], "lieu": ["bureau"], "acces": ["oui"]], places: 1, budget: .euros(2_000))),
        .init(
            recit: "Mon propre poste de secrétaire : l’ordinateur rame et rien n’est sauvegardé.",
            reponses: .init(choix: ["activite": ["secretariat"], "lieu": ["bureau"]], places: 1)),
        .init(
            recit:
                "La CAF ne se déplace plus : une visio dans une pièce à côté, la connexion tombe souvent. 4 000 € de factures, pas plus.",
            reponses: .init(
                choix: ["activite": ["visio"], "public": ["ouie"], "lieu": ["bureau"], "internet": ["faible"]], places: 1,
                budget: .euros(4_000), baseBudget: .ttc)),
        .init(
            recit: "La bibliothèque veut occuper six ados le mercredi, tout en reconditionné si possible. 2 000 €.",
            reponses: .init(
                choix: ["activite": ["creation"], "public": ["jeunes"], "lieu": ["dediee"], "reemploi": ["tout"], "deja": ["meubles"]],
                places: 6, budget: .euros(2_000))),
        .init(
            recit: "Être sur le marché du jeudi pour les démarches, sans prise ni internet. 3 500 €.",
            reponses: .init(
                choix: ["activite": ["demarches"], "lieu": ["dehors"], "internet": ["aucune"]], places: 1, budget: .euros(3_500))),
        .init(
            recit:
                "On a déjà deux ordinateurs et une imprimante ; il manque le wifi pour les gens et de quoi accueillir ceux qui voient mal. 1 200 €.",
            reponses: .init(
                choix: [
                    "activite": ["demarches", "wifi"], "public": ["vue"], "lieu": ["dediee"], "deja": ["imprimante", "scanner", "meubles"],
                ], places: 2, postesGardes: 2, budget: .euros(1_200))),
    ]

    @Test("chaque réponse est prouvée, relue, et dite en français")
    func reponses() throws {
        let (questionnaire, offre, acheteur) = (try Etabli.questionnaire(), try Etabli.offre(), try Etabli.acheteur())
        var texte = ""
        for (rang, situation) in Self.situations.enumerated() {
            let proposition = try #require(
                Assistant(questionnaire, offre, pour: acheteur).repondre(situation.reponses, limite: .seconds(30)), "situation \(rang + 1)")
            let relecture = Verification(
                proposition, reponses: situation.reponses, questionnaire: questionnaire, offre: offre, acheteur: acheteur)
            #expect(relecture.fautes.isEmpty && proposition.estProuve, "situation \(rang + 1) : \(relecture.fautes)")
            texte += dire(rang + 1, situation, proposition, Explication(proposition, questionnaire: questionnaire))
        }
        let fichier = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "situations.txt")
        if ProcessInfo.processInfo.environment["TROUSSE_SITUATIONS"] == "ecrire" { try Data(texte.utf8).write(to: fichier) }
        let attendu = try String(contentsOf: fichier, encoding: .utf8)
        let (lues, voulues) = (texte.split(separator: "\n"), attendu.split(separator: "\n"))
        for (lue, voulue) in zip(lues, voulues) where lue != voulue {
            Issue.record("« \(lue) » au lieu de « \(voulue) »")
            break
        }
        #expect(lues.count == voulues.count)
    }

    private func dire(_ rang: Int, _ situation: Situation, _ proposition: PropositionBesoins, _ explication: Explication) -> String {
        var lignes = ["\(rang). \(situation.recit)", "   → \(explication.resume)"]
        lignes.append(
            "   \(proposition.totalTTC.french) TTC, \(proposition.resteACharge?.french ?? "") pour la commune après aides et FCTVA.")
        for kit in explication.kits {
            lignes.append("   - Kit \(kit.titre)")
            lignes += kit.phrases.map { "     \($0)" }
        }
        for article in explication.articles { lignes.append("   - \(article.titre). \(article.phrases.joined(separator: " "))") }
        if !explication.manques.isEmpty { lignes.append("   Laisse de côté : \(explication.manques.joined(separator: " ; ")).") }
        if let suite = explication.suite { lignes.append("   \(suite)") }
        return lignes.joined(separator: "\n") + "\n\n"
    }
}
