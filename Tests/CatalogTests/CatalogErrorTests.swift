import CatalogFiles
import Foundation
import Model
import Testing

@Suite("Les erreurs du catalogue")
struct CatalogErrorTests {
    /// One slip of the pen in a file, and the one error that it must give.
    struct Slip: Sendable, CustomTestStringConvertible {
        let file: String
        let old: String
        let new: String
        let line: Int
        let message: String
        var testDescription: String { "\(file) : \(new.isEmpty ? "sans \(old)" : new)" }
        init(_ file: String, _ old: String, _ new: String, line: Int, _ message: String) {
            (self.file, self.old, self.new, self.line, self.message) = (file, old, new, line, message)
        }
    }

    static let catalogueSlips: [Slip] = [
        .init("articles/INF.yaml", "[atelier]", "[atelier", line: 14, "syntaxe YAML"),
        .init(
            "articles/INF.yaml", "garantie_mois: 24", "garantie: 24", line: 25, "clé inconnue : « garantie » (plutôt « garantie_mois » ?)"),
        .init("articles/INF.yaml", "    libelle: Ordinateur portable\n", "", line: 11, "clé manquante : « libelle »"),
        .init("articles/INF.yaml", "Ordinateur portable", "{fr: Ordinateur}", line: 12, "libelle : un texte était attendu"),
        .init("articles/INF.yaml", "Ordinateur portable", "~", line: 12, "libelle : la valeur est vide"),
        .init("articles/INF.yaml", "[atelier]", "atelier", line: 13, "besoins : une liste était attendue"),
        .init("articles/INF.yaml", "[atelier]", "[]", line: 13, "besoins : la liste est vide"),
        .init("articles/INF.yaml", "min: \"620.00\"", "min: \"760.00\"", line: 14, "min ≤ ref ≤ max (760.00, 750.00, 950.00)"),
        .init("articles/INF.yaml", "\"750.00\"", "\"750\"", line: 14, "« 750 » n’est pas un montant en euros"),
        .init("articles/INF.yaml", "non publié", "sur devis", line: 21, "clé: valeur"),
        .init("articles/INF.yaml", "\"0.055\"", "5,5 %", line: 22, "« 5,5 % » n’est pas un taux en fraction décimale"),
        .init("articles/INF.yaml", "\"0.055\"", "\"5.5\"", line: 22, "« 5.5 » n’est pas un taux en fraction décimale"),
        .init("articles/INF.yaml", "30213100-6", "30213100-5", line: 15, "« 30213100-5 » n’est pas un code CPV"),
        .init("articles/INF.yaml", "30213100-6", "3021310-6", line: 15, "n’est pas un code CPV"),
        .init("articles/INF.yaml", "{min: 2, max: 5}", "{min: 5, max: 2}", line: 24, "il faut 1 ≤ min ≤ max (5, 2)"),
        .init("articles/INF.yaml", "garantie_mois: 24", "garantie_mois: deux ans", line: 25, "« deux ans » n’est pas un nombre entier"),
        .init("articles/INF.yaml", "2025-06-01", "2025-06-31", line: 3, "« 2025-06-31 » n’est pas une date"),
        .init("articles/INF.yaml", "etat: neuf", "etat: comme neuf", line: 5, "n’est pas un état connu"),
        .init("articles/INF.yaml", "eligible: oui", "eligible: peut-être", line: 9, "une valeur parmi oui, si_deliberation, non"),
        .init("articles/INF.yaml", "eligible: oui", "eligible: si_deliberation", line: 9, "demande aussi « m57_si_investissement »"),
        .init("articles/INF.yaml", "m57: \"21838\"", "m57: informatique", line: 9, "n’est pas un compte M57"),
        .init(
            "articles/INF.yaml", "24\n    fonction: ordinateur-portable", "24\n    fonction: ordinateur", line: 26,
            "« ordinateur » n’est pas une fonction décrite dans fonctions/"),
        .init("fonctions/fonctions.yaml", "code: multifonction", "code: ordinateur-portable", line: 3, "est déjà décrite ligne 2"),
        .init("fonctions/fonctions.yaml", "un_suffit: oui", "un_suffit: true", line: 3, "« true » n’est pas oui ou non"),
        .init(
            "kits/K01.yaml", "INF-002: 2", "INF-002: {quantite: 2, remplace: [INF-009]}", line: 11,
            "« INF-009 » n’est pas une ligne de base de ce kit"),
        .init("kits/K01.yaml", "INF-001: 1", "INF-009: 1", line: 9, "article inconnu : « INF-009 »"),
        .init("kits/K01.yaml", "INF-001: 1", "INF-001: 21", line: 9, "quantité 21 hors des bornes de INF-001 (de 1 à 20)"),
        .init("kits/K01.yaml", "INF-002: 2", "INF-002: un", line: 11, "« un » n’est pas une quantité entière"),
        .init("kits/K01.yaml", "  INF-001: 1\n", "  INF-001: 1\n  INF-001: 2\n", line: 9, "clé écrite deux fois : « INF-001 »"),
        .init("kits/K01.yaml", "code: K01", "code: K02", line: 1, "le fichier K01.yaml ne peut pas décrire le kit « K02 »"),
        .init("kits/K01.yaml", "version: 1", "version: 0", line: 2, "la première version est 1"),
        .init("recherche/mots.yaml", "[ordinateur, ordi, pc]", "[ordinateur]", line: 3, "groupes : au moins 2 mots étaient attendus"),
        .init("recherche/mots.yaml", "ordi, pc", "ordi, ordi", line: 3, "groupes : « ordi » est écrit deux fois"),
        .init(
            "recherche/mots.yaml", "[reconditionné]", "reconditionné", line: 5, "vers : une liste de mots était attendue, entre crochets"),
        .init("recherche/mots.yaml", "code: INF-001", "code: INF-009", line: 10, "ni kit ni article de ce code : « INF-009 »"),
        .init("recherche/mots.yaml", "code: K01", "code: K09", line: 9, "ni kit ni article de ce code : « K09 »"),
        .init("recherche/mots.yaml", "page: aidants-connect", "page: aidants", line: 14, "une valeur parmi aidants-connect"),
        .init(
            "recherche/mots.yaml", "[accueil, guichet]", "[accueil]\n  mobilier: [accueil]", line: 17,
            "l’étiquette « accueil » sert déjà « accueil usager »"),
        .init("recherche/mots.yaml", "source: Usage\n", "", line: 1, "clé manquante : « source »"),
        .init("recherche/mots.yaml", "vides:", "vide:", line: 11, "clé inconnue : « vide » (plutôt « vides » ?)"),
        .init("pieces/pieces.yaml", "fichier: note", "fichier: Note d’intention", line: 3, "n’est pas un nom de fichier simple"),
        .init("pieces/pieces.yaml", "generee: oui", "generee: true", line: 3, "« true » n’est pas oui ou non"),
        .init("dispositifs/DETR.yaml", "[\"1.1\"]", "[\"1.1\", \"9.9\"]", line: 10, "pièce inconnue : « 9.9 »"),
        .init("dispositifs/DETR.yaml", "confiance: V", "confiance: sûre", line: 8, "une valeur parmi V, P, K, interpretation"),
        .init(
            "regles/seuils.yaml", "2018-01-01", "2017-12-31", line: 3,
            "la période du 2017-12-31 chevauche celle de regles/seuils.yaml, ligne 2"),
        .init("regles/seuils.yaml", "au: 2017-12-31", "au: 2010-12-31", line: 2, "la période de seuil finit avant de commencer"),
        .init("regles/seuils.yaml", "source: CGCT, confiance: P}\n  -", "confiance: P}\n  -", line: 2, "clé manquante : « source »"),
        .init("droit/taux.yaml", "Au moins cela.", "Au moins cela.\n    source: CGCT", line: 8, "clé inconnue : « source »"),
        .init("droit/taux.yaml", "seuil: {", "plancher: {", line: 12, "« plancher » n’est pas une clé de regles/"),
        .init("droit/taux.yaml", "unite: euros", "unite: taux", line: 12, "la valeur « 150000 » de seuil ne se lit pas en taux"),
        .init("droit/taux.yaml", "id: WHAT-4", "id: RATE-A1", line: 13, "« RATE-A1 » est déjà décrite (droit/taux.yaml, ligne 4)"),
        .init("droit/taux.yaml", "id: WHAT-4", "id: what 4", line: 13, "n’est pas un identifiant de règle"),
        .init("droit/taux.yaml", "[plan]", "[partout]", line: 10, "une ou plusieurs valeurs parmi plan, catalogue"),
        .init("droit/taux.yaml", "[plan]", "[plan, information]", line: 10, "une ou plusieurs valeurs parmi plan, catalogue"),
        .init("droit/taux.yaml", ", raison: Rien à calculer.", "", line: 13, "dit pourquoi Trousse ne l’applique pas"),
        .init("droit/taux.yaml", "2018-01-01", "2018-02-30", line: 8, "« 2018-02-30 » n’est pas une date"),
        .init("departements/region.yaml", "\"03\"", "\"99\"", line: 3, "département inconnu : « 99 »"),
        .init("departements/region.yaml", "DETR:", "DITR:", line: 4, "dispositif inconnu : « DITR »"),
        .init("departements/region.yaml", "taux_max: \"0.45\"", "taux_max: \"0.15\"", line: 7, "il est inférieur à taux_min"),
        .init(
            "enveloppes/programme.yaml", "montant: \"1000.00\"", "montant: \"500.00\"", line: 5,
            "il reste 500,00 € dans « FR », moins que 600,00 €"),
        .init("enveloppes/programme.yaml", "parent: FR", "parent: XX", line: 5, "enveloppe inconnue : « XX »"),
        .init(
            "departements/region.yaml", "source: Liste,",
            "source: Liste, categories: [{libelle: Mairies, natures: [mairie], taux_max: \"0.60\"}],", line: 7,
            "« Mairies » sort de la fourchette du département"),
        .init("departements/region.yaml", "2026:", "26:", line: 7, "« 26 » n’est pas un exercice"),
    ]

    @Test("chaque faute est dite une fois, avec son fichier et sa ligne", arguments: catalogueSlips)
    func catalogue(_ slip: Slip) throws {
        let fixture = try CatalogFixture()
        try fixture.replace(slip.old, by: slip.new, in: slip.file)
        expect(fixture.catalogueErrors(), are: slip)
    }

    static let territorySlips: [Slip] = [
        .init("territoire/departements.csv", "de l’;84", "de l’;83", line: 2, "région inconnue : « 83 »"),
        .init("territoire/epci.csv", ";03;", ";04;", line: 2, "département inconnu : « 04 »"),
        .init("territoire/epci.csv", "2000;923", "900;923", line: 2, "population_centre dépasse population"),
        .init("territoire/communes.csv", "Molles;03", "Molles;3", line: 3, "département inconnu : « 3 »"),
        .init("territoire/communes.csv", "200071363", "200071364", line: 3, "EPCI inconnu : « 200071364 »"),
        .init("territoire/communes.csv", "03174;", "03036;", line: 3, "« 03036 » est déjà décrit plus haut"),
        .init("territoire/communes.csv", "03174;", "3174;", line: 3, "n’est pas un code INSEE"),
        .init("territoire/communes.csv", "2549", "2 549", line: 2, "population : « 2 549 » n’est pas un nombre entier"),
        .init("territoire/communes.csv", "55.38", "55,38", line: 2, "superficie : « 55,38 » n’est pas un nombre décimal"),
        .init("territoire/communes.csv", "210301743", "21030174", line: 3, "siren : « 21030174 » n’est pas un nombre de 9 chiffres"),
        .init("territoire/communes.csv", ";0;\n", ";oui;\n", line: 3, "zrr : « oui » n’est ni 1, ni 0, ni vide"),
        .init("territoire/communes.csv", ";0;\n", ";0\n", line: 3, "11 valeurs attendues, 10 trouvées"),
        .init("territoire/arrondissements.csv", "03036", "03037", line: 2, "commune inconnue : « 03037 »"),
        .init("territoire/arrondissements.csv", "03036", "03036 03036", line: 2, "« 03036 » est déjà dans un arrondissement"),
        .init("territoire/arrondissements.csv", ";03;", ";04;", line: 2, "département inconnu : « 04 »"),
        .init("territoire/passage.csv", ";03036;", ";03037;", line: 2, "commune inconnue : « 03037 »"),
        .init("territoire/passage.csv", "03001;", "03174;", line: 2, "« 03174 » est encore le code d’une commune"),
        .init("territoire/passage.csv", "03001;", "3001;", line: 2, "n’est pas un code INSEE"),
        .init("territoire/passage.csv", "2016-01-01", "2016", line: 2, "depuis : « 2016 » n’est pas une date"),
        .init("territoire/communes.csv", "code;nom", "insee;nom", line: 1, "la première ligne doit être"),
    ]

    @Test("le territoire aussi", arguments: territorySlips)
    func territory(_ slip: Slip) throws {
        let fixture = try CatalogFixture()
        try fixture.replace(slip.old, by: slip.new, in: slip.file)
        expect(fixture.territoireErrors(), are: slip)
    }

    private func expect(_ errors: [CatalogError], are slip: Slip) {
        #expect(errors.map(\.file) == [slip.file], "\(errors)")
        #expect(errors.map(\.line) == [slip.line], "\(errors)")
        let message = errors.first?.message.replacingOccurrences(of: "\u{A0}", with: " ") ?? ""
        #expect(message.contains(slip.message), "\(message)")
    }

    @Test("sans faute, le petit catalogue se charge")
    func valid() throws {
        let fixture = try CatalogFixture()
        let catalogue = try CatalogFiles.catalogue(in: fixture.root)
        #expect(catalogue.articles.map(\.code) == ["INF-001", "INF-002"])
        #expect(catalogue.referentiel.regles.map(\.exercice) == [nil, 2026])
        #expect(try CatalogFiles.territoire(in: fixture.root).communes.count == 2)
    }

    @Test("toutes les fautes sont dites à la fois, par fichier puis par ligne")
    func everythingAtOnce() throws {
        let fixture = try CatalogFixture()
        try fixture.replace("INF-001: 1", by: "INF-009: 1", in: "kits/K01.yaml")
        try fixture.replace("cpv: 30213100-6", by: "cpv: 0", in: "articles/INF.yaml")
        try fixture.replace("version", by: "verzion", in: "kits/K01.yaml")
        try fixture.write("regles/autre.yaml", "seuil:\n  - {du: 2017-01-01, valeur: \"1\", source: S, confiance: V}\n")
        let errors = fixture.catalogueErrors()
        #expect(
            errors.map { "\($0.file):\($0.line)" } == [
                "articles/INF.yaml:15", "kits/K01.yaml:1", "kits/K01.yaml:2", "regles/autre.yaml:2", "regles/seuils.yaml:3",
            ])
    }

    @Test("un code décrit deux fois est refusé, d’où qu’il vienne")
    func sameCodeTwice() throws {
        let fixture = try CatalogFixture()
        try fixture.replace("code: INF-002", by: "code: INF-001", in: "articles/INF.yaml")
        let errors = fixture.catalogueErrors()
        #expect(errors.contains { $0.line == 18 && $0.message.contains("est déjà décrit dans articles/INF.yaml, ligne 11") })
    }

    @Test("un code d’une autre famille est refusé, et l’ancien manque alors au kit qui le nomme")
    func foreignCode() throws {
        let fixture = try CatalogFixture()
        try fixture.replace("code: INF-002", by: "code: IMP-002", in: "articles/INF.yaml")
        let errors = fixture.catalogueErrors()
        #expect(errors.map { "\($0.file):\($0.line)" } == ["articles/INF.yaml:18", "kits/K01.yaml:11"])
        #expect(errors.first?.message.contains("n’est pas un code de la famille INF") == true)
    }

    @Test("un article en erreur n’est pas dit inconnu par les kits qui le nomment")
    func noCascade() throws {
        let fixture = try CatalogFixture()
        try fixture.replace("Ordinateur portable", by: "~", in: "articles/INF.yaml")
        #expect(fixture.catalogueErrors().map(\.file) == ["articles/INF.yaml"])
    }

    @Test("un fichier qui n’est pas un .yaml, un dossier absent ou un fichier absent sont signalés")
    func files() throws {
        let fixture = try CatalogFixture()
        try fixture.write("kits/K19.yml", "code: K19\n")
        try fixture.remove("pieces")
        #expect(fixture.catalogueErrors().contains { $0.file == "kits/K19.yml" && $0.line == 0 })
        #expect(fixture.catalogueErrors().contains { $0.file == "pieces" && $0.message.contains("introuvable") })
        try fixture.remove("territoire/communes.csv")
        #expect(fixture.territoireErrors().map(\.file) == ["territoire/communes.csv"])
    }

    @Test("le texte des erreurs compte puis nomme chaque ligne")
    func description() throws {
        let fixture = try CatalogFixture()
        try fixture.replace("INF-001: 1", by: "INF-009: 1", in: "kits/K01.yaml")
        let error = #expect(throws: CatalogErrors.self) { try CatalogFiles.catalogue(in: fixture.root) }
        #expect(error?.description == "1 erreur dans le catalogue\nkits/K01.yaml:9\u{A0}: article inconnu\u{A0}: «\u{A0}INF-009\u{A0}»")
    }
}
