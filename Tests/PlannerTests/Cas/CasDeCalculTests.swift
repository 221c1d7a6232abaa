import Foundation
import Model
import Planner
import Testing

@Suite("Chaque cas des parties D à K, par trousse calcul")
struct CasDeCalculTests {
    @Test("un cas donne la réponse calculée à la main", arguments: CasDeCalcul.tous.filter { $0.chemin == nil })
    func cas(_ cas: CasDeCalcul) throws {
        let reponse = try Reponse(try repondre(cas))
        for (cle, valeur) in cas.attendu {
            if cle == "refus" {
                #expect(reponse.codes("refus") == valeur as? [String])
            } else {
                #expect(NSDictionary(dictionary: [cle: reponse.objet[cle] ?? "absent"]) == NSDictionary(dictionary: [cle: valeur]))
            }
        }
        let codes = reponse.codes()
        #expect(cas.motifs.allSatisfy(codes.contains), "\(codes)")
        #expect(!cas.sans.contains(where: codes.contains), "\(codes)")
        if let dit = cas.dit {
            let textes = reponse.liste("motifs").compactMap { $0["texte"] as? String }
            #expect(textes.contains { $0.localizedStandardContains(dit) }, "\(textes)")
        }
        #expect(!reponse.liste("motifs").contains { ($0["source"] as? String ?? "").isEmpty || ($0["texte"] as? String ?? "").isEmpty })
    }

    @Test("une demande mal écrite donne le chemin de la clé et une phrase", arguments: CasDeCalcul.tous.filter { $0.chemin != nil })
    func illisible(_ cas: CasDeCalcul) throws {
        let erreur = try #require(throws: ErreurDeDemande.self) { try repondre(cas) }
        #expect(erreur.chemin == cas.chemin)
        #expect(erreur.message.hasSuffix(".") && !erreur.message.contains("\n"))
    }

    @Test("aucun cas de C23 à C68 ne manque, sauf ceux qu’un autre essai porte")
    func complets() {
        // C30 is the FNADT's, C60, C62 and C63 are the procurement adviser's: `trousse calcul` has no key for them.
        let attendus = Set((23...68).map { "C\($0)" }).subtracting(["C30", "C60", "C62", "C63"])
        #expect(attendus.subtracting(CasDeCalcul.tous.map(\.cas)).isEmpty)
        #expect(CasDeCalcul.tous.count > 150)
    }

    @Test(
        "du texte qui n’est pas du JSON, ou un sujet inconnu, ne font pas tomber la commande",
        arguments: ["", "{", "{\"a\":1}x", "\u{1}", "[[[["])
    func pasDuJSON(_ texte: String) throws {
        let parametres = try Atelier.referentiel().parametres
        for sujet in Calcul.Sujet.allCases.map(\.rawValue) + ["inconnu"] {
            #expect(throws: ErreurDeDemande.self) {
                try Calcul.repondre(sujet: sujet, json: Data(texte.utf8), referentiel: parametres)
            }
        }
    }

    private func repondre(_ cas: CasDeCalcul) throws -> Data {
        try Calcul.repondre(sujet: cas.sujet, json: cas.demande, referentiel: try Atelier.referentiel().parametres)
    }
}
