import Foundation
import Model
import Testing

@testable import CatalogFiles

/// Files as offices publish them: each year has its own columns, separators and slips.
@Suite("Les fichiers de subventions attribuées")
struct AttributionFilesTests {
    private let departements = [
        Departement(code: "03", nom: "Allier", charniere: "de l’", regionCode: "84"),
        Departement(code: "2A", nom: "Corse-du-Sud", charniere: "de la", regionCode: "94"),
    ]

    private func lire(_ texte: String, nom: String = "essai.csv", exercice: Int? = nil) throws -> ([Attribution], FichierAttributions) {
        try lire(Data(texte.utf8), nom: nom, exercice: exercice)
    }

    private func lire(_ data: Data, nom: String = "essai.csv", exercice: Int? = nil) throws -> ([Attribution], FichierAttributions) {
        var fichier = try FichierAttributions(data, nom: nom, exercice: exercice, departements: departements)
        var lues: [Attribution] = []
        while let attribution = fichier.suivante() { lues.append(attribution) }
        return (lues, fichier)
    }

    @Test("le format officiel de 2018 : point-virgule, CRLF, retour à la ligne entre guillemets, trois décimales")
    func officiel2018() throws {
        let (lues, fichier) = try lire(
            "IDENTIFIANT;DOT;ECHELON;INSEEDEP;INSEECOM;INSEEEPCI;CODGEO;BENEFICIAIRE;NUMCATEGORIE;CATGEORIE;DESCRIPTION;COUT;SUBVENTION;LEVIER;LIBGEO;LAT;LONG;POP18\r\n"
                + "2018DI22669;DETR;Commune;76;76482;0;76482;OFFRANVILLE;4;Éducation;\"l'équipement informatique\nde l'école\";5300,52;1590,156;0,3;Offranville;49.8;1.0;3000\r\n"
                + "2018DI01079;DSIL;EPCI;03;;200071363;200071363;CA VICHY;1;Santé;Maison de santé;100000;35000;0,35;Vichy Communauté;46;3;326\r\n"
        )
        #expect(fichier.erreurs.isEmpty && lues.count == 2)
        #expect(
            lues[0]
                == Attribution(
                    idProjet: "2018DI22669", annee: 2018, dispositif: "DETR", echelon: .commune, departement: "76", codeInsee: "76482",
                    siren: nil, nom: "Offranville", objet: "l'équipement informatique de l'école", categorie: "Éducation",
                    coutHT: Decimal(string: "5300.52"), subvention: Decimal(string: "1590.156")))
        #expect(lues[0].nature == .ecole && lues[0].taux == Rate(Decimal(string: "1590.156")! / Decimal(string: "5300.52")!))
        #expect(lues[1].echelon == .epci && lues[1].siren == "200071363" && lues[1].codeInsee == nil)
    }

    @Test("le format officiel de 2019 : virgule, guillemets doublés")
    func officiel2019() throws {
        let (lues, fichier) = try lire(
            """
            id_projet,id_dep,id_terr,nom_terr,pop19,dotation,echelon,categorie,description,cout_total,montant_sub,pct_sub,lat,long
            di19_com08131,64,64063,Asson,2000,DETR,commune,5 - Services,"point d'accueil ""numérique"", usagers",1660,830,0.5,43.1,-0.3
            di19_dep000010,03,03,Allier,339384,DSID,conseil_departemental,4 - Education,Wifi des collèges,4364614.46,2618632,0.6,46.3,3.1
            """)
        #expect(fichier.erreurs.isEmpty && lues.map(\.annee) == [2019, 2019])
        #expect(lues[0].objet == "point d'accueil \"numérique\", usagers" && lues[0].codeInsee == "64063" && lues[0].coutHT == 1_660)
        #expect(lues[1].echelon == .departement && lues[1].codeInsee == nil && lues[1].departement == "03")
        #expect(fichier.bilan.subventionTotale == 2_619_462)
    }

    @Test("d’autres années : accents, majuscules, unités, colonnes à part, département par son nom, zéro perdu")
    func autresAnnees() throws {
        let (lues, fichier) = try lire(
            """
            Projets subventionnés en 2021;;;;;;;
            Exercice;Dispositif;Nom du département;Code INSEE;Bénéficiaire;Intitulé du projet;Coût total HT (en €);Montant de la subvention (€)
            2021;Dotation d’équipement des territoires ruraux;Allier;3036;Bourbon;Point numérique;1 660,00 €;830,00
            2021;dsil;2a;2A004;Ajaccio;Borne;"1.234.567,89";"12 345.6"
            ;;;;;;;
            Total;;;;;;1 236 227,89;13 175,60

            """)
        #expect(fichier.erreurs.isEmpty && lues.count == 2)
        #expect(lues[0].dispositif == "DETR" && lues[0].departement == "03" && lues[0].codeInsee == "03036" && lues[0].coutHT == 1_660)
        #expect(lues[1].dispositif == "DSIL" && lues[1].departement == "2A" && lues[1].coutHT == Decimal(string: "1234567.89"))
        #expect(lues[1].subvention == Decimal(string: "12345.6"))
    }

    @Test("Windows-1252, tabulations, département déduit du code INSEE, exercice et dispositif du nom du fichier")
    func encodage() throws {
        let texte = "commune\tcode_insee\tobjet\tcout\tsubvention\nÉvry\t1258\tÉcole numérique – l’été\t1000\t\n"
        let data = try #require(texte.data(using: .windowsCP1252))
        let (lues, fichier) = try lire(data, nom: "projets-DETR-2022.csv")
        #expect(fichier.erreurs.isEmpty)
        let lue = try #require(lues.first)
        #expect(lue.nom == "Évry" && lue.objet == "École numérique – l’été" && lue.departement == "01" && lue.codeInsee == "01258")
        #expect(lue.annee == 2022 && lue.dispositif == "DETR" && lue.subvention == nil && fichier.bilan.sansMontant == 1)
        #expect(try lire(Data([0xEF, 0xBB, 0xBF] + Array(texte.utf8)), nom: "DSIL 2023.csv").0.first?.annee == 2023)
    }

    @Test("chaque erreur a sa ligne, celle du fichier, et la ligne fautive n’est pas gardée")
    func erreurs() throws {
        let (lues, fichier) = try lire(
            """
            annee;dotation;departement;beneficiaire;objet;cout;subvention
            2021;DETR;03;A;"Un
            deux";100;50
            2021;DETR;03;B;Objet;cent;50
            2021;DETR;99;C;Objet;100;-50
            2021;;03;D;Objet;100;50
            2021;DETR;03;E;Objet;100;50;trop
            2021;DETR;03;F;"jamais refermé;100;50
            """)
        #expect(lues.map(\.nom) == ["A"])
        try #require(fichier.erreurs.map(\.line) == [4, 5, 5, 6, 7, 8])
        #expect(fichier.erreurs[0].message == "coût HT\u{A0}: «\u{A0}cent\u{A0}» n’est pas un montant en euros")
        #expect(fichier.erreurs[1].message.contains("département") && fichier.erreurs[2].message.contains("«\u{A0}-50\u{A0}»"))
        #expect(fichier.erreurs[5].message.contains("guillemet"))
    }

    @Test("un fichier sans les colonnes qu’il faut a une seule erreur, qui dit lesquelles et celles qu’il a")
    func colonnes() throws {
        let faute = try #require(throws: ErreursDeFichier.self) { try lire("a;b;objet\n1;2;3\n") }
        #expect(faute.erreurs.count == 1)
        let message = try #require(faute.erreurs.first?.message)
        #expect(
            message.contains("bénéficiaire, coût HT, montant de la subvention, département, dispositif")
                && message.contains("«\u{A0}b\u{A0}»"))
        let dossier = try #require(throws: ErreursDeFichier.self) { try lire(Data([0x50, 0x4B, 0x03, 0x04, 0])) }
        #expect(dossier.description.contains("Enregistrer sous"))
        #expect(throws: ErreursDeFichier.self) { try lire("") }
    }

    @Test("sans exercice nulle part, l’erreur dit l’option qui le donne")
    func exercice() throws {
        let texte = "dotation;departement;beneficiaire;objet;cout;subvention\nDETR;03;A;Objet;100;50\n"
        #expect(try lire(texte).1.erreurs.first?.message.contains("--exercice") == true)
        #expect(try lire(texte, exercice: 2024).0.first?.annee == 2024)
    }

    @Test(
        "un montant se lit exactement, ou ne se lit pas",
        arguments: [
            ("1590.156", "1590.156"), ("1590,156", "1590.156"), ("1 234,56 €", "1234.56"), ("1\u{202F}234\u{A0}€", "1234"),
            ("12,345.67", "12345.67"),
            ("12.345,67", "12345.67"), ("1.234.567", "1234567"), ("0", "0"), ("1000 euros", "1000"), (".5", nil), ("-1", nil),
            ("1,2,3", nil),
            ("12.34.567", nil), ("1.5E+05", nil), ("douze", nil), ("1 234,56,7", nil), ("99999999999999999999", nil),
        ] as [(String, String?)])
    func montants(_ cellule: String, _ attendu: String?) throws {
        if let attendu {
            #expect(try Repares.montant(cellule) == Decimal(string: attendu))
        } else {
            #expect(throws: MontantIllisible.self) { try Repares.montant(cellule) }
        }
    }

    @Test("un montant absent n’est pas un zéro", arguments: ["", " ", "-", "NC", "#N/A"])
    func absents(_ cellule: String) throws { #expect(try Repares.montant(cellule) == nil) }

    @Test("les codes retrouvent leurs zéros et leurs lettres")
    func codes() {
        #expect(Repares.insee("1258") == "01258" && Repares.insee("2a004") == "2A004" && Repares.insee("97411") == "97411")
        #expect(Repares.insee("00000") == nil && Repares.insee("125") == nil && Repares.insee("Vichy") == nil)
        let lus = ["3", "03", "003", "2a", "03 - Allier", "ALLIER", "971", "101", "Ain (01)", "69M", "99", "", "20"].map {
            Repares.departement($0, noms: ["allier": "03"])
        }
        #expect(lus == ["03", "03", "03", "2A", "03", "03", "971", "971", "01", "69", nil, nil, nil])
        #expect(Repares.siren("20007136300019") == "200071363" && Repares.siren("0") == nil)
    }

    @Test("un fichier compressé se lit comme l’autre ; abîmé, il est refusé")
    func gzip() async throws {
        let dossier = FileManager.default.temporaryDirectory.appending(path: "attributions-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: dossier, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: dossier) }
        let url = dossier.appending(path: "a.csv.gz")
        // «bonjour\n», by gzip -n.
        let octets: [UInt8] = [
            0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0x4b, 0xca, 0xcf, 0xcb, 0xca, 0x2f, 0x2d, 0xe2, 0x02, 0x00, 0xe1, 0xfa, 0xcd, 0xa7,
            0x08, 0, 0, 0,
        ]
        try Data(octets).write(to: url)
        let lu = try? await FichierAttributions.contenu(url)
        #expect(lu.map { String(decoding: $0, as: UTF8.self) } == "bonjour\n")
        try Data(octets.prefix(20)).write(to: url)
        await #expect(throws: ErreursDeFichier.self) { try await FichierAttributions.contenu(url) }
        await #expect(throws: ErreursDeFichier.self) { try await FichierAttributions.contenu(dossier.appending(path: "absent.csv")) }
    }

    private static let source2018 = SharedDataTests.shared.appending(path: "raw/projets_di_2018_dep03_format_source.csv")

    @Test(
        "les fichiers officiels de l’Allier et les fichiers normalisés disent les mêmes montants, au centime",
        .enabled(if: FileManager.default.fileExists(atPath: source2018.path(percentEncoded: false)), "sans ../shared/data/raw"))
    func officiels() async throws {
        let dossier = SharedDataTests.shared
        for (officiel, normalise) in [
            ("raw/projets_di_2018_dep03_format_source.csv", "subventions_investissement_2018.csv.gz"),
            ("raw/projets_di_2019_dep03_format_source.csv", "subventions_investissement_2019.csv"),
        ] {
            let (a, un) = try lire(try await FichierAttributions.contenu(dossier.appending(path: officiel)), nom: officiel)
            let (tous, deux) = try lire(try await FichierAttributions.contenu(dossier.appending(path: normalise)), nom: normalise)
            #expect(un.erreurs.isEmpty && deux.erreurs.isEmpty)
            let b = tous.filter { $0.departement == "03" }
            #expect(a.count == b.count && a.count > 280)
            let parId = Dictionary(uniqueKeysWithValues: b.map { ($0.idProjet, $0) })
            for lue in a {
                let autre = try #require(parId[lue.idProjet])
                #expect(lue.annee == autre.annee && lue.dispositif == autre.dispositif && lue.echelon == autre.echelon, "\(lue)")
                #expect(lue.subvention == autre.subvention && lue.coutHT == autre.coutHT && lue.codeInsee == autre.codeInsee, "\(lue)")
            }
        }
    }
}
