import CatalogFiles
import Foundation
import Model
import Testing

@Suite("Les questions de l’assistant, dans leurs fichiers")
struct QuestionnaireFilesTests {
    private static let besoins = """
        effort_par_ligne: "30.00"
        kits_au_plus: 2
        besoins:
          - {code: poste, nom: un poste, pluriel: postes, fonctions: [ordinateur-portable], importance: 10, suivantes: 5, pourquoi: aider}
          - {code: autre, nom: un autre, pluriel: autres, articles: [INF-001], importance: 10, suivantes: 5, pourquoi: aider}
        accompagnements:
          - {article: INF-001, avec: [autre]}

        """
    private static let questions = """
        questions:
          - code: lieu
            libelle: Où ?
            genre: une
            defaut: hall
            choix:
              - {code: hall, libelle: Le hall, demande: {poste: par place + 1, autre: 1 pour 4}, retire: {autre: tout}}
              - {code: dehors, libelle: Dehors, remplace: {poste: autre}, reemploi: 20, voyage: oui}

        """

    private func erreurs(_ besoins: String = Self.besoins, _ questions: String = Self.questions) throws -> [String] {
        let fixture = try CatalogFixture()
        try fixture.write("besoins/besoins.yaml", besoins)
        try fixture.write("besoins/questions.yaml", questions)
        return fixture.catalogueErrors().map(\.description)
    }

    @Test("des fichiers justes se lisent, quantités et remplacements compris")
    func justes() throws {
        let fixture = try CatalogFixture()
        try fixture.write("besoins/besoins.yaml", Self.besoins)
        try fixture.write("besoins/questions.yaml", Self.questions)
        let questionnaire = try #require(try CatalogFiles.catalogue(in: fixture.root).questionnaire)
        let hall = try #require(questionnaire.question("lieu")?.choix.first)
        #expect(hall.demande["poste"]?.pieces(places: 5) == 6 && hall.demande["autre"]?.pieces(places: 5) == 2)
        #expect(hall.retire["autre"]?.pieces(places: 5) == .max)
        let dehors = try #require(questionnaire.question("lieu")?.choix.last)
        #expect(dehors.remplace == ["poste": "autre"] && dehors.reemploi == 20 && dehors.voyage && !dehors.mairie)
    }

    @Test(
        "un code inconnu, une quantité illisible, une réponse par défaut absente : l’erreur dit le fichier et la ligne",
        arguments: [
            ("fonctions: [ordinateur-portable]", "fonctions: [ordinateur-volant]", "fonction inconnue"),
            ("articles: [INF-001]", "articles: [INF-999]", "article inconnu"), ("avec: [autre]", "avec: [rien]", "besoin inconnu"),
            ("suivantes: 5, pourquoi: aider}\n  - {code: autre", "suivantes: 50, pourquoi: aider}\n  - {code: autre", "ne compte pas plus"),
            ("code: autre, nom", "code: poste, nom", "déjà décrit"), ("par place + 1", "beaucoup", "n’est pas une quantité"),
            ("defaut: hall", "defaut: cave", "n’est pas une réponse"), ("{poste: autre}", "{poste: rien}", "besoin inconnu"),
            ("reemploi: 20", "reemploi: 120", "pourcentage"),
        ])
    func fautes(ancien: String, nouveau: String, message: String) throws {
        let (besoins, questions) = (
            Self.besoins.replacingOccurrences(of: ancien, with: nouveau), Self.questions.replacingOccurrences(of: ancien, with: nouveau)
        )
        #expect(besoins != Self.besoins || questions != Self.questions)
        let lues = try erreurs(besoins, questions)
        #expect(lues.contains { $0.contains(message) && $0.contains("besoins/") }, "\(lues)")
    }
}
