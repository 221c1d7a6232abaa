import Foundation
import Model
import Planner
import Testing

@Suite("Le contrat : demandes strictes, réponses exactes")
struct ContratTests {
    private static let exemple = #"""
        {"date_demande": "2026-01-15", "exercice": 2026,
         "porteur": {"nature": "commune", "code_insee": "03036"},
         "kits": [{"code": "K02", "quantite": 1, "options": ["INF-032"]}],
         "lignes": [{"libelle": "Câblage", "quantite": "1", "prix_unitaire_ht": "1200.00", "taux_tva": "0.20", "section": "I", "eligible": true}],
         "financeurs": [{"dispositif": "DETR", "statut": "demande", "taux_min": "0.30", "taux_max": "0.45", "plafond_depense": "50000.00", "plancher_depense": "3000.00"},
                        {"dispositif": "DEPARTEMENT", "statut": "acquis", "montant": "800.00", "public": true}],
         "objectif": "reste_a_charge"}
        """#

    @Test("la demande d’exemple du contrat se lit en entier")
    func exemple() throws {
        let requete = try PlanRequete(json: Data(Self.exemple.utf8))
        #expect(requete.dateDemande.description == "2026-01-15" && requete.exercice == 2026 && requete.objectif == .resteACharge)
        #expect(requete.porteur.codeInsee == "03036" && requete.porteur.nature == .commune)
        #expect(requete.kits == [.init(code: "K02", quantite: 1, options: ["INF-032"])])
        #expect(requete.lignes.first?.totalTTC.decimal == "1440.00")
        #expect(requete.financeurs?.map(\.dispositif) == ["DETR", "DEPARTEMENT"])
        #expect(requete.financeurs?.first?.tauxMax?.decimal == "0.45" && requete.financeurs?.first?.plafondDepense?.decimal == "50000.00")
        #expect(requete.financeurs?.last?.montant?.decimal == "800.00")
    }

    @Test("les faits de la demande l’emportent sur la base, et la base complète les faits")
    func faits() throws {
        let json = #"""
            {"date_demande": "2026-01-15", "exercice": 2026, "kits": [{"code": "K02"}],
             "porteur": {"nature": "commune", "code_insee": "03036", "population": 1820, "potentiel_financier_par_habitant": "812.40", "regime_fctva": "N+1",
                         "commune_nouvelle": {"creation": "2025-01-01", "fondatrice_eligible": true}}}
            """#
        let requete = try PlanRequete(json: Data(json.utf8))
        let base = Porteur(nature: .commune, nom: "Bourbon", codeInsee: "03036", departement: "03", population: 9_999)
        let demande = try requete.demande(porteur: base, lignesDesKits: [try Atelier.ligne("10.00")])
        #expect(demande.porteur.population == 1_820 && demande.porteur.nom == "Bourbon" && demande.porteur.departement == "03")
        #expect(demande.porteur.potentielFinancierParHabitant == Decimal(string: "812.40") && demande.porteur.regimeFCTVA == .n1)
        #expect(demande.porteur.communeNouvelle?.fondatriceEligible == true && demande.lignes.count == 1 && demande.financeurs == nil)
    }

    @Test(
        "une demande mal formée est refusée en français, avec le chemin de la clé",
        arguments: [
            (#""exercice": 2026,"#, #""exercice": 2026, "couleur": "bleu","#, "couleur"),
            (#""code_insee": "03036""#, #""code_insee": "03036", "habitants": 12"#, "porteur.habitants"),
            (#""quantite": 1, "options""#, #""quantite": 0, "options""#, "kits[0].quantite"),
            (#""prix_unitaire_ht": "1200.00""#, #""prix_unitaire_ht": 1200.00"#, "lignes[0].prix_unitaire_ht"),
            (#""prix_unitaire_ht": "1200.00""#, #""prix_unitaire_ht": "1200,00""#, "lignes[0].prix_unitaire_ht"),
            (#""prix_unitaire_ht": "1200.00""#, #""prix_unitaire_ht": "-5.00""#, "lignes[0].prix_unitaire_ht"),
            (#""prix_unitaire_ht": "1200.00""#, #""prix_unitaire_ht": "1200.001""#, "lignes[0].prix_unitaire_ht"),
            (#""taux_tva": "0.20""#, #""taux_tva": "20""#, "lignes[0].taux_tva"),
            (#""section": "I""#, #""section": "X""#, "lignes[0].section"),
            (#""taux_min": "0.30""#, #""taux_min": "0.50""#, "financeurs[0].taux_min"),
            (#""montant": "800.00", "public": true"#, #""public": true"#, "financeurs[1].montant"),
            (#""statut": "demande","#, #""statut": "demande", "montant": "5.00","#, "financeurs[0].montant"),
            (#""objectif": "reste_a_charge""#, #""objectif": "gloire""#, "objectif"),
            (#""date_demande": "2026-01-15""#, #""date_demande": "15/01/2026""#, "date_demande"),
            (#""date_demande": "2026-01-15""#, #""date_demande": "2026-02-30""#, "date_demande"),
            (#""code_insee": "03036""#, #""code_insee": "3036""#, "porteur.code_insee"),
            (#", "code_insee": "03036""#, "", "porteur"),
            (
                #""dispositif": "DEPARTEMENT", "statut": "acquis", "montant": "800.00""#, #""dispositif": "DETR", "statut": "demande""#,
                "financeurs"
            ),
        ])
    func erreurs(avant: String, apres: String, chemin: String) throws {
        let json = Self.exemple.replacing(avant, with: apres)
        #expect(json != Self.exemple)
        let erreur = #expect(throws: ErreurDeDemande.self) { try PlanRequete(json: Data(json.utf8)) }
        #expect(erreur?.chemin == chemin && erreur?.message.isEmpty == false)
    }

    @Test(
        "un JSON mal écrit dit à quelle ligne",
        arguments: [
            "", "{", "[1,]", #"{"a": 1, "a": 2}"#, "{} x", #"{"a": tru}"#, #"{"a": 01}"#, "{\"a\": \"\u{1}\"}", #"{"a": "\ud800"}"#,
        ])
    func jsonIllisible(texte: String) throws {
        let erreur = #expect(throws: ErreurDeDemande.self) { try PlanRequete(json: Data(texte.utf8)) }
        #expect(erreur?.message.contains("ligne 1") == true)
    }

    @Test("les échappements et les accents se lisent")
    func echappements() throws {
        let json = Self.exemple.replacing("Câblage", with: #"C\u00e2ble \"5\" \ud83d\ude00\n"#)
        #expect(try PlanRequete(json: Data(json.utf8)).lignes[0].libelle == "Câble \"5\" 😀\n")
    }

    @Test("sans kit ni ligne, la demande est refusée")
    func vide() throws {
        let json = #"{"date_demande": "2026-01-15", "porteur": {"nature": "commune", "code_insee": "03036"}}"#
        #expect(throws: ErreurDeDemande.self) { try PlanRequete(json: Data(json.utf8)) }
    }

    @Test("la réponse a les clés du contrat ; les montants et les taux sont des textes décimaux ; éligible est vrai, faux ou à vérifier")
    func reponse() throws {
        let plan = try Atelier.plan("5000.00", nil, porteur: Porteur(nature: .commune, departement: "03", population: 5_000))
        let reponse = try Reponse(plan.reponse)
        let cles = [
            "eligibilite", "cout_total_ht", "cout_total_ttc", "investissement_ht", "financements", "autofinancement_ht",
            "part_autofinancement",
            "fctva", "reste_a_charge_ttc", "tresorerie", "alternatives", "alertes", "refus",
        ]
        #expect(cles.allSatisfy { reponse.objet[$0] != nil })
        #expect(reponse.liste("eligibilite").prefix(3).map { $0["eligible"] as? String } == ["a_verifier", nil, nil])
        #expect(reponse.liste("eligibilite")[1]["eligible"] as? Bool == true)
        let financement = try #require(reponse.liste("financements").first)
        #expect(Set(financement.keys).isSuperset(of: ["dispositif", "depense_subventionnable", "taux", "montant", "statut", "motifs"]))
        for montant in [reponse.texte("cout_total_ht"), reponse.texte("reste_a_charge_ttc"), financement["montant"] as? String] {
            #expect(montant?.wholeMatch(of: /-?[0-9]+\.[0-9]{2}/) != nil)
        }
        let alternative = try #require(reponse.liste("alternatives").first)
        #expect(alternative["pourquoi"] is String && cles.allSatisfy { alternative[$0] != nil })
        let motif = try #require(reponse.liste("alertes").first)
        #expect(Set(motif.keys) == ["code", "source", "texte", "valeurs"])
    }

    @Test("les textes sont écrits avec les espaces et les apostrophes du français")
    func typographie() throws {
        let plan = try Atelier.plan("5000.00", nil)
        let textes = (plan.alertes + plan.financements.flatMap(\.motifs) + plan.eligibilite.flatMap(\.motifs)).map(\.texte)
        #expect(textes.count > 5)
        for texte in textes {
            #expect(!texte.contains("'") && texte.firstMatch(of: #/\ [:;?!%€»]|«\ /#) == nil, "\(texte)")
        }
    }

    @Test("un calcul refuse un sujet ou une clé inconnus")
    func calculStrict() throws {
        let parametres = try Atelier.referentiel().parametres
        for (sujet, json) in [
            ("horoscope", "{}"), ("fctva", #"{"date_paiement": "2026-01-01", "ttc": "1.00"}"#), ("interets", "[]"), ("paiement", "[]"),
        ] {
            #expect(throws: ErreurDeDemande.self) { try Calcul.repondre(sujet: sujet, json: Data(json.utf8), referentiel: parametres) }
        }
    }
}
