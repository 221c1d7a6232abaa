import Foundation
import Model
import Testing

/// What is said of a project line by line, without any database.
@Suite("La composition d’un projet")
struct CompositionTests {
    private func ligne(_ id: Int64, _ libelle: String, _ quantite: Int, kit: String? = nil, prix: Int64? = 100_00) throws -> LigneProjet {
        let json = """
            {"ligneId": \(id), "kitCode": \(kit.map { "\"\($0)\"" } ?? "null"), "kitVersion": 1, "articleCode": "INF-00\(id)",
             "libelle": "\(libelle)", "quantite": \(quantite), "prixUnitaireHtCentimes": \(prix.map(String.init) ?? "null"),
             "prixDu": "2025-06-01", "tauxTva": "0.20", "section": "I", "eligible": "oui", "estOption": false, "prixOrigine": "catalogue"}
            """
        return try JSONDecoder().decode(LigneProjet.self, from: Data(json.utf8))
    }

    private func faits(
        _ id: Int64, _ fonction: String, unSuffit: Bool = false, poids: Int? = nil, places: Int? = nil, pour: [String] = [],
        poidsMax: Int? = nil, prix: Int64? = 100_00
    ) throws -> FaitsLigne {
        let json = """
            {"ligneId": \(id), "fonction": "\(fonction)", "fonctionNom": "\(fonction)", "unSuffit": \(unSuffit),
             "poidsG": \(poids.map(String.init) ?? "null"), "contenantPlaces": \(places.map(String.init) ?? "null"),
             "contenantFonctions": [\(pour.map { "\"\($0)\"" }.joined(separator: ","))],
             "contenantPoidsMaxG": \(poidsMax.map(String.init) ?? "null"), "quantiteMin": 1, "quantiteMax": 20, "estRetire": false,
             "prixActuelCentimes": \(prix.map(String.init) ?? "null"), "prixActuelDu": "2026-06-01", "estRemplacable": true}
            """
        return try JSONDecoder().decode(FaitsLigne.self, from: Data(json.utf8))
    }

    @Test("un multifonction dans un kit et un autre seul : dit, avec de quoi retirer le second ; deux tables : rien à dire")
    func doublon() throws {
        let composition = Composition(
            lignes: [
                try ligne(1, "Multifonction A4", 1, kit: "K02"), try ligne(2, "Table", 2, kit: "K02"), try ligne(3, "Copieur", 1),
                try ligne(4, "Table", 1),
            ],
            faits: [
                try faits(1, "multifonction", unSuffit: true), try faits(2, "table"), try faits(3, "multifonction", unSuffit: true),
                try faits(4, "table"),
            ],
            kits: ["K02": "Station d’accueil démarches"])
        let remarque = try #require(composition.remarques.first)
        #expect(composition.remarques.count == 1 && remarque.motif.code == "DOUBLON")
        #expect(remarque.lignes.map(\.libelle) == ["Copieur"])
        #expect(remarque.motif.texte.contains("dans «\u{A0}Station d’accueil démarches\u{A0}»"))
    }

    @Test("la valise ne dit rien à sa limite, et donne ses chiffres au-delà ; un poids inconnu fait un minimum")
    func poids() throws {
        func remarques(tablettes: Int, chacune: Int?) throws -> [RemarqueProjet] {
            Composition(
                lignes: [
                    try ligne(1, "Valise", 1, kit: "K04"), try ligne(2, "Tablette", tablettes, kit: "K04"),
                    try ligne(3, "Tablette", 30),
                ],
                faits: [
                    try faits(1, "valise", poids: 9_000, places: 10, pour: ["tablette"], poidsMax: 15_000),
                    try faits(2, "tablette", poids: chacune), try faits(3, "tablette", poids: chacune),
                ],
                kits: [:]
            ).remarques
        }
        #expect(try remarques(tablettes: 10, chacune: 600).isEmpty)
        let lourde = try #require(try remarques(tablettes: 10, chacune: 601).first)
        #expect(lourde.motif.code == "POIDS" && lourde.motif.texte.contains("15,1\u{A0}kg"))
        #expect(try remarques(tablettes: 10, chacune: nil).isEmpty)
        let pleine = try #require(try remarques(tablettes: 12, chacune: 100).first)
        #expect(
            pleine.motif.code == "PLACES" && pleine.motif.valeurs["places"] == "10" && pleine.motif.texte.contains("2 n’y tiendront pas"))
    }

    @Test("un chariot choisi seul reçoit les portables des kits qui n’ont pas le leur")
    func chariot() throws {
        let composition = Composition(
            lignes: [try ligne(1, "Chariot", 1), try ligne(2, "Portable", 9, kit: "K03"), try ligne(3, "Portable", 8, kit: "K07")],
            faits: [
                try faits(1, "recharge", places: 16, pour: ["ordinateur-portable"]), try faits(2, "ordinateur-portable"),
                try faits(3, "ordinateur-portable"),
            ], kits: [:])
        #expect(composition.remarques.map(\.motif.code) == ["PLACES"] && composition.remarques[0].motif.texte.hasPrefix("17 appareils"))
    }

    @Test("un prix déplacé dit son écart, un prix de dix-huit mois révolus se dit ancien")
    func prix() throws {
        let composition = Composition(
            lignes: [try ligne(1, "Portable", 3), try ligne(2, "Écran", 1), try ligne(3, "Totem", 1, prix: nil)],
            faits: [try faits(1, "a", prix: 90_00), try faits(2, "b"), try faits(3, "c")], kits: [:])
        #expect(composition.prixDeplaces.map(\.ligne.libelle) == ["Portable"] && composition.prixDeplaces[0].ecartHT == .euros(-30))
        #expect(composition.prixAnciens(mois: 18, le: LocalDate(2026, 12, 1)!) == nil)
        let ancien = try #require(composition.prixAnciens(mois: 18, le: LocalDate(2026, 12, 2)!))
        #expect(ancien.code == "PRIX-ANCIEN" && ancien.valeurs["lignes"] == "2" && ancien.texte.contains("plus de 18 mois"))
    }
}
