import CatalogFiles
import Foundation
import Model
import Testing

/// The application forms and their mapping to Démarche numérique.
@Suite("Les formulaires du catalogue")
struct FormulaireFilesTests {
    @Test("les formulaires livrés posent chaque question une fois, et presque tout est déjà su")
    func livres() throws {
        let catalogue = try shipped.get()
        #expect(catalogue.formulaires.map(\.code) == ["ETAT", "GENERAL", "LIEUX"])
        for formulaire in catalogue.formulaires {
            let codes = formulaire.champs.map(\.code)
            #expect(Set(codes).count == codes.count)
            let aTaper = formulaire.champs.filter { $0.requis && !$0.estSu && $0.si == nil }
            #expect(aTaper.allSatisfy { $0.genre == .coche } && aTaper.count <= 5, "seuls les engagements se cochent")
        }
        let etat = try #require(catalogue.formulaires.first)
        let lieux = try #require(catalogue.formulaires.last)
        for champ in lieux.champs where champ.portee != .dossier {
            if let meme = etat.champ(champ.code) { #expect(meme.portee == champ.portee, "\(champ.code) : la même réponse sert aux deux") }
        }
        let demarche = try #require(catalogue.demarches.first)
        #expect(demarche.champs.first { $0.numero == 2_971_444 }?.cle == "champ_Q2hhbXAtMjk3MTQ0NA==")
    }

    @Test(
        "une faute est dite avec son fichier et sa ligne",
        arguments: [
            ("connu: projet.intitule}", "connu: projet.titre}", "formulaires/etat.yaml", 10, "n’est pas une valeur parmi"),
            ("champ: travaux, valeurs", "champ: chantier, valeurs", "formulaires/etat.yaml", 12, "n’est pas une question posée avant"),
            ("valeurs: [\"oui\"]", "valeurs: [\"peut-être\"]", "formulaires/etat.yaml", 12, "n’est pas une réponse"),
            ("defaut: \"non\"", "defaut: \"jamais\"", "formulaires/etat.yaml", 11, "n’est pas une réponse"),
            ("code: lesquels", "code: travaux", "formulaires/etat.yaml", 12, "est déjà demandé"),
            ("dispositifs: [DETR]", "dispositifs: [DETRE]", "formulaires/etat.yaml", 4, "dispositif inconnu"),
            ("genre: oui_non, requis", "genre: choix, requis", "formulaires/etat.yaml", 11, "il faut une liste de choix"),
            ("champ: travaux}", "champ: chantier}", "demarches/detr.yaml", 11, "aucun formulaire ne pose"),
            ("chemin: demande-detr", "chemin: /demande", "demarches/detr.yaml", 4, "un morceau d’adresse"),
        ])
    func fautes(avant: String, apres: String, fichier: String, ligne: Int, message: String) throws {
        let fixture = try CatalogFixture()
        try fixture.replace(avant, by: apres, in: fichier)
        let erreurs = fixture.catalogueErrors()
        #expect(erreurs.contains { $0.file == fichier && $0.line == ligne && $0.message.contains(message) }, "\(erreurs)")
    }

    @Test("une version nouvelle commence après l’ancienne")
    func versions() throws {
        let fixture = try CatalogFixture()
        let texte = CatalogFixture.files["formulaires/etat.yaml"] ?? ""
        try fixture.write("formulaires/etat-2.yaml", texte.replacing("version: 1", with: "version: 2"))
        #expect(fixture.catalogueErrors().contains { $0.file == "formulaires/etat-2.yaml" && $0.message.contains("commence après") })
        try fixture.write(
            "formulaires/etat-2.yaml", texte.replacing("version: 1", with: "version: 2").replacing("2026-01-01", with: "2027-01-01"))
        #expect(fixture.catalogueErrors().isEmpty)
    }
}
