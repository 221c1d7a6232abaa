import Foundation
import Model
import Planner
import Testing

@Suite("Règles : demander, ne pas commencer trop tôt (1.4, 1.5, 1.10)")
struct DemandeTests {
    @Test("APP-2 : trois mois, suspendus par une demande de pièces ; sans réponse, réputé complet")
    func app2() throws {
        let simple = try Reponse("echeances", #"{"date_reception": "2026-03-15"}"#)
        #expect(simple.texte("repute_complet") == "2026-06-15" && simple.codes().contains("APP-2"))
        let suspendu = try Reponse(
            "echeances", #"{"date_reception": "2026-03-15", "date_demande_pieces": "2026-04-01", "date_pieces_recues": "2026-04-11"}"#)
        #expect(suspendu.texte("repute_complet") == "2026-06-25")
    }

    @Test("APP-4 : rejetée au 31 décembre de l’exercice suivant", arguments: [2008, 2026])
    func app4(exercice: Int) throws {
        let reponse = try Reponse("echeances", #"{"exercice": \#(exercice)}"#)
        #expect(reponse.texte("rejet_implicite_apres") == "\(exercice + 1)-12-31" && reponse.codes().contains("APP-4"))
    }

    @Test(
        "APP-6 : rien n’est engagé avant la promulgation de la loi de finances, ni plus tôt ni plus tard",
        arguments: [
            ("2024-12-31", false), ("2025-01-01", true), ("2025-02-14", true), ("2025-02-15", false), ("2026-02-19", true),
            ("2026-02-20", false),
        ])
    func app6(date: String, attendre: Bool) throws {
        let parametres = try Atelier.referentiel().parametres
        #expect((Regles.app6("DETR", le: try jour(date), parametres)?.code == "APP-6") == attendre)
        #expect((Regles.app6("DSIL", le: try jour(date), parametres) != nil) == attendre)
        #expect(Regles.app6("LIEUX", le: try jour(date), parametres) == nil)
    }

    @Test("APP-7 : la délibération, et pas une décision du maire")
    func app7() {
        let motif = Regles.app7()
        #expect(motif.code == "APP-7" && motif.source.contains("L. 2121-29"))
        #expect(motif.texte.contains("n’est pas complet sans elle") && motif.texte.contains("décision du maire ne suffit pas"))
    }

    @Test(
        "PIECE-1.1 à PIECE-1.6 sont celles que la DETR et la DSIL demandent, sous le même nom",
        arguments: ["PIECE-1.1", "PIECE-1.2", "PIECE-1.3", "PIECE-1.4", "PIECE-1.5", "PIECE-1.6"])
    func pieces(id: String) throws {
        let catalogue = try Atelier.catalogueComplet()
        let regle = try #require(catalogue.droit.first { $0.id == id })
        let piece = try #require(catalogue.pieces.first { "PIECE-\($0.code)" == id })
        #expect(piece.nom == regle.titre && regle.article.hasPrefix("Arrêté du 23 décembre 2002"))
        for code in ["DETR", "DSIL"] { #expect(catalogue.referentiel.dispositif(code)?.pieces.contains(piece.code) == true) }
    }

    @Test(
        "PIECE-2.1, PIECE-2.2 : demandées au seul projet qui achète ou aménage, avec leur raison, et jamais par l’enveloppe « lieux »",
        arguments: [
            (FaitsPieces(), []), (FaitsPieces(travaux: true), ["2.2"]), (FaitsPieces(acquisition: true), ["2.1"]),
            (FaitsPieces(travaux: true, acquisition: true), ["2.1", "2.2"]),
        ])
    func autresPieces(faits: FaitsPieces, attendues: [String]) throws {
        let catalogue = try Atelier.catalogueComplet()
        for code in ["DETR", "DSIL", "LIEUX"] {
            let dispositif = try #require(catalogue.referentiel.dispositif(code))
            let exigees = Regles.pieces(catalogue.pieces, de: dispositif, faits)
            #expect(exigees.map(\.piece.code).filter { $0.hasPrefix("2") } == (code == "LIEUX" ? [] : attendues))
            #expect(exigees.map(\.piece.code) == exigees.map(\.piece.code).sorted())
            for (piece, motif) in exigees {
                #expect(motif.code == "PIECE-\(piece.code)" && motif.source.contains("23 décembre 2002"))
                #expect((motif.texte.contains("travaux") || motif.texte.contains("achat")) == piece.code.hasPrefix("2"))
            }
        }
    }

    @Test("AGE-PIECE, ORDRE-PIECE : les dates des papiers avertissent au bon jour, sans rien refuser")
    func datesDesPieces() throws {
        let catalogue = try Atelier.catalogueComplet()
        func piece(_ code: String, _ date: String) throws -> Piece {
            try JSONDecoder().decode(
                Piece.self,
                from: Data(
                    """
                    {"pieceId": 1, "operationId": 1, "code": "\(code)", "nature": "piece", "nomFichier": "a.pdf", "typeMime": "application/pdf",
                     "taille": 1, "sha256": "", "origine": "deposee", "deposeLe": 0, "dateDocument": "\(date)"}
                    """.utf8))
        }
        let exigee = catalogue.pieces.first { $0.code == "1.4" }
        let (devis, vote) = (try piece("1.4", "2026-03-10"), try piece("1.2", "2026-03-09"))
        func codes(_ piece: Piece, _ date: String) throws -> [String] {
            Regles.dates(piece, piece.code == "1.4" ? exigee : nil, [devis, vote], le: try jour(date)).map(\.code)
        }
        #expect(try codes(devis, "2026-09-10") == [] && codes(devis, "2026-09-11") == ["AGE-PIECE"])
        #expect(try codes(vote, "2026-03-11") == ["ORDRE-PIECE"] && codes(try piece("1.2", "2026-03-10"), "2026-03-11") == [])
    }

    @Test(
        "ce que la page dit des règles d’information",
        arguments: [
            Fiche("APP-1", "R. 2334-22", .vu), Fiche("APP-3", "R. 2334-25", .vu, "2002-12-28"), Fiche("APP-5", "Circulaires", .paraphrase),
            Fiche("R2334-26", "R. 2334-26", .vu, "2002-12-28"), Fiche("DECRET-2018-514", "2018-514", .vu, "2018-10-01"),
            Fiche("PIECE-2.1", "INTB0200686A", .vu, "2002-12-28"), Fiche("PIECE-2.2", "INTB0200686A", .vu, "2002-12-28"),
        ])
    func informations(fiche: Fiche) throws { try fiche.verifier() }

    private func commencement(_ reception: String, _ acte: String, _ date: String, plus: String = "") throws -> Reponse {
        try Reponse("commencement", #"{"date_reception": "\#(reception)", "acte": "\#(acte)", "date_acte": "\#(date)"\#(plus)}"#)
    }

    @Test("START-OLD, START-NEW : la date de réception choisit, au 1er octobre 2018")
    func startOldNew() throws {
        let ancien = try commencement("2018-09-30", "devis_signe", "2018-10-15")
        #expect(ancien.bool("autorise") == false && ancien.codes().contains("START-OLD"))
        let nouveau = try commencement("2018-10-01", "devis_signe", "2018-10-15")
        #expect(nouveau.bool("autorise") == true && nouveau.codes().contains("START-NEW"))
    }

    @Test("START-DEF : devis signé ou bon de commande commencent ; une délibération, non")
    func startDef() throws {
        for acte in ["devis_signe", "bon_de_commande"] {
            let reponse = try commencement("2026-01-10", acte, "2026-01-09")
            #expect(reponse.bool("autorise") == false && reponse.codes().contains("START-DEF"))
        }
        let deliberation = try commencement("2026-01-10", "deliberation", "2026-01-09")
        #expect(deliberation.bool("autorise") == true && deliberation.codes() == ["START-DEF"])
    }

    @Test("START-STUDY : études et terrains avant la réception", arguments: ["etude", "foncier"])
    func startStudy(acte: String) throws {
        let reponse = try commencement("2026-01-10", acte, "2025-06-01")
        #expect(reponse.bool("autorise") == true && reponse.codes() == ["START-STUDY"])
    }

    @Test("START-DEROG : l’autorisation du préfet permet la veille")
    func startDerog() throws {
        let reponse = try commencement("2026-01-10", "devis_signe", "2026-01-09", plus: #", "derogation": true"#)
        #expect(reponse.bool("autorise") == true && reponse.codes().contains("START-DEROG"))
    }

    @Test("START-DAY : le jour même, permis et signalé ; le lendemain, rien à signaler")
    func startDay() throws {
        let jour = try commencement("2026-01-10", "devis_signe", "2026-01-10")
        #expect(jour.bool("autorise") == true && jour.bool("a_signaler") == true && jour.codes().contains("START-DAY"))
        #expect(try !commencement("2026-01-10", "devis_signe", "2026-01-11").codes().contains("START-DAY"))
    }

    @Test("START-CAT : commander à une centrale la veille de la réception est refusé")
    func startCat() throws {
        let reponse = try commencement("2026-01-10", "centrale_achat", "2026-01-09")
        #expect(reponse.bool("autorise") == false && reponse.codes().contains("START-CAT"))
    }

    @Test("START-INFO : le commencement se déclare, et ouvre l’avance")
    func startInfo() {
        let motif = Regles.startInfo()
        #expect(motif.code == "START-INFO" && motif.source.hasSuffix("III") && motif.texte.contains("avance"))
    }
}
