import Foundation
import Model
import Planner
import Testing

/// No request, however spoiled, ends the process: it is read, or refused in one French sentence that names the key.
@Suite("Des demandes abîmées au hasard")
struct DemandesAbimeesTests {
    static let demande = #"""
        {"date_demande": "2026-01-15", "exercice": 2026,
         "porteur": {"nature": "commune", "code_insee": "03036", "population": 1820, "potentiel_financier_par_habitant": "812.40",
                     "regime_fctva": "N+2", "commune_nouvelle": {"creation": "2025-01-01", "fondatrice_eligible": true}},
         "kits": [{"code": "K02", "quantite": 1, "options": ["INF-032"]}],
         "lignes": [{"libelle": "Câblage", "quantite": "1", "prix_unitaire_ht": "1200.00", "taux_tva": "0.20", "section": "I", "eligible": true},
                    {"libelle": "Postes", "quantite": 3, "prix_unitaire_ht": "750.00", "taux_tva": "0.20", "section": "I"}],
         "financeurs": [{"dispositif": "DETR", "statut": "demande", "taux_min": "0.30", "taux_max": "0.45", "plafond_depense": "50000.00"},
                        {"dispositif": "DEPARTEMENT", "statut": "acquis", "montant": "800.00", "public": true}],
         "objectif": "reste_a_charge"}
        """#

    private func verifier(_ erreur: ErreurDeDemande, _ octets: Data) {
        let phrase = erreur.description
        #expect(
            phrase.count > 10 && phrase.count < 800 && !phrase.contains("\n") && !phrase.contains("\0") && phrase.hasSuffix("."),
            "\(phrase) ← \(String(decoding: octets.prefix(300), as: UTF8.self))")
        #expect(!erreur.message.contains("Optional") && !erreur.message.contains("error"), "\(phrase)")
    }

    @Test("20 000 demandes de plan : lues ou refusées, et ce qui est lu a un plan", arguments: [1, 2, 3, 4] as [UInt64])
    func plans(graine: UInt64) throws {
        var abimeur = Abimeur(graine: graine, Self.demande)
        let planner = Planner(try Atelier.referentiel())
        var (lues, planifiees) = (0, 0)
        for _ in 0..<5_000 {
            let octets = abimeur.suivant()
            do throws(ErreurDeDemande) {
                let demande = try PlanRequete(json: octets).demande(porteur: nil, lignesDesKits: [])
                lues += 1
                // A plan costs many readings.
                guard lues % 20 == 0 else { continue }
                let reponse = planner.plan(demande).reponse
                #expect((try? JSONSerialization.jsonObject(with: reponse)) is [String: Any])
                planifiees += 1
            } catch { verifier(error, octets) }
        }
        #expect(lues > 100 && planifiees > 10, "des demandes abîmées restent lisibles : \(lues), planifiées \(planifiees)")
    }

    @Test("20 000 demandes de calcul, de tous les sujets : répondues ou refusées", arguments: [1, 2, 3, 4] as [UInt64])
    func calculs(graine: UInt64) throws {
        let parametres = try Atelier.referentiel().parametres
        let cas = CasDeCalcul.tous
        var abimeurs = cas.enumerated().map {
            Abimeur(graine: graine &+ UInt64($0.offset) &* 1_000, String(decoding: $0.element.demande, as: UTF8.self))
        }
        var repondues = 0
        for tour in 0..<5_000 {
            let rang = tour % cas.count
            let octets = abimeurs[rang].suivant()
            do throws(ErreurDeDemande) {
                let reponse = try Calcul.repondre(sujet: cas[rang].sujet, json: octets, referentiel: parametres)
                repondues += 1
                #expect((try? JSONSerialization.jsonObject(with: reponse)) is [String: Any])
            } catch { verifier(error, octets) }
        }
        #expect(cas.count > 20 && repondues > 100, "des demandes abîmées restent lisibles : \(repondues)")
    }

    @Test("les montants les plus grands que le contrat permet se comptent sans déborder")
    func plusGrands() throws {
        let ligne = #"{"libelle": "x", "quantite": "10", "prix_unitaire_ht": "100000000.00", "taux_tva": "1", "section": "I"}"#
        let acquis = #"{"dispositif": "A", "statut": "acquis", "montant": "1000000000.00"}"#
        let json = """
            {"date_demande": "2026-01-15", "porteur": {"nature": "commune", "departement": "03", "population": 1},
             "lignes": [\(Array(repeating: ligne, count: 500).joined(separator: ","))],
             "financeurs": [{"dispositif": "DETR", "statut": "demande", "taux_max": "1"},
                \(Array(repeating: acquis, count: 29).joined(separator: ","))]}
            """
        let demande = try PlanRequete(json: Data(json.utf8)).demande(porteur: nil, lignesDesKits: [])
        let plan = Planner(try Atelier.referentiel()).plan(demande)
        #expect(plan.coutTotalHT == .euros(500_000_000_000) && plan.coutTotalTTC == .euros(1_000_000_000_000))
    }

    @Test(
        "une demande impossible est refusée avec le chemin de la clé",
        arguments: [
            (#""quantite": "1""#, #""quantite": "0""#, "lignes[0].quantite"), (#""quantite": 3"#, #""quantite": -3"#, "lignes[1].quantite"),
            (#""quantite": 3"#, #""quantite": 1e5"#, "lignes[1].quantite"),
            (#""1200.00""#, #""12345678901234567890""#, "lignes[0].prix_unitaire_ht"),
            (
                #""quantite": "1", "prix_unitaire_ht": "1200.00""#, #""quantite": "100000", "prix_unitaire_ht": "100000.00""#,
                "lignes[0].prix_unitaire_ht"
            ),
            (#""taux_tva": "0.20", "section": "I", "eligible""#, #""taux_tva": "1.20", "section": "I", "eligible""#, "lignes[0].taux_tva"),
            (#""K02""#, #""K02\nrm -rf""#, "kits[0].code"), (#"["INF-032"]"#, #"["INF-032", 7]"#, "kits[0].options[1]"),
            (#""DEPARTEMENT""#, #""\u0000""#, "financeurs[1].dispositif"), (#""Câblage""#, #""\u0000""#, "lignes[0].libelle"),
            (#""exercice": 2026"#, #""exercice": "2026""#, "exercice"), (#""exercice": 2026"#, #""exercice": 2026.5"#, "exercice"),
            (#""population": 1820"#, #""population": -1"#, "porteur.population"),
            (#""eligible": true"#, #""eligible": "oui""#, "lignes[0].eligible"),
            (#""eligible": true"#, #""eli\ngible": true"#, "lignes[0].eli�gible"),
        ])
    func chemins(avant: String, apres: String, chemin: String) throws {
        let json = Self.demande.replacing(avant, with: apres)
        #expect(json != Self.demande)
        let erreur = #expect(throws: ErreurDeDemande.self) { try PlanRequete(json: Data(json.utf8)) }
        #expect(erreur?.chemin == chemin)
    }

    @Test("un fichier qui n’est pas en UTF-8, qui porte une marque BOM ou qui est trop long est refusé en une phrase")
    func octets() throws {
        let demande = Data(Self.demande.utf8)
        for (nom, octets) in [
            ("BOM", Data([0xEF, 0xBB, 0xBF]) + demande), ("UTF-16", Data([0xFF, 0xFE]) + demande),
            ("Latin-1", Data(Self.demande.replacing("Câblage", with: "C?blage").utf8.map { $0 == 0x3F ? 0xE2 : $0 })),
            ("4 Mo", demande + Data(repeating: 0x20, count: 4_000_000)), ("niveaux", Data(repeating: 0x5B, count: 1_000_000)),
        ] {
            let erreur = #expect(throws: ErreurDeDemande.self, "\(nom)") { try PlanRequete(json: octets) }
            #expect(erreur?.description.hasPrefix("JSON illisible") == true && erreur?.description.contains("\n") == false)
        }
    }
}
