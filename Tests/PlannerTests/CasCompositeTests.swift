import Model
import Testing

@Suite("Le cas composite, du devis au coût net")
struct CasCompositeTests {
    private static let demande = #"""
        {"date_demande": "2026-01-12", "exercice": 2026,
         "porteur": {"nature": "commune", "departement": "03", "population": 640},
         "lignes": [
            {"libelle": "Portables", "quantite": "2", "prix_unitaire_ht": "799.00", "taux_tva": "0.20", "section": "I", "eligible": true},
            {"libelle": "Imprimante", "quantite": "1", "prix_unitaire_ht": "449.00", "taux_tva": "0.20", "section": "I", "eligible": true},
            {"libelle": "Borne", "quantite": "1", "prix_unitaire_ht": "2350.00", "taux_tva": "0.20", "section": "I", "eligible": true},
            {"libelle": "Bureau", "quantite": "1", "prix_unitaire_ht": "620.00", "taux_tva": "0.20", "section": "I", "eligible": true}ABONNEMENT],
         "financeurs": [
            {"dispositif": "DETR", "statut": "demande", "taux_min": "0.20", "taux_max": "0.50"},
            {"dispositif": "DEPARTEMENT", "statut": "acquis", "montant": "1000.00"}]}
        """#

    @Test("le plan : 2 508,50 € de DETR, 1 508,50 € en propre, 30,07 %")
    func plan() throws {
        let reponse = try Reponse(plan: Self.demande.replacing("ABONNEMENT", with: ""))
        #expect(reponse.texte("cout_total_ht") == "5017.00" && reponse.texte("cout_total_ttc") == "6020.40")
        let detr = try #require(reponse.liste("financements").first { $0["dispositif"] as? String == "DETR" })
        #expect(detr["montant"] as? String == "2508.50" && detr["taux"] as? String == "0.50" && detr["statut"] as? String == "demande")
        #expect(reponse.texte("autofinancement_ht") == "1508.50" && reponse.texte("part_autofinancement")?.hasPrefix("0.30067") == true)
        #expect(reponse.objet("fctva")["exercice"] as? Int == 2028 && reponse.codes("alertes") == ["START-NEW"])
    }

    @Test("l’abonnement de 240,00 € est en fonctionnement : hors de l’assiette, dans le coût")
    func abonnement() throws {
        let abonnement =
            #", {"libelle": "Abonnement", "quantite": "1", "prix_unitaire_ht": "240.00", "taux_tva": "0.20", "section": "F", "eligible": false}"#
        let reponse = try Reponse(plan: Self.demande.replacing("ABONNEMENT", with: abonnement))
        #expect(reponse.texte("cout_total_ht") == "5257.00" && reponse.texte("investissement_ht") == "5017.00")
        let detr = try #require(reponse.liste("financements").first { $0["dispositif"] as? String == "DETR" })
        #expect(detr["depense_subventionnable"] as? String == "5017.00" && detr["montant"] as? String == "2508.50")
        #expect(reponse.texte("part_autofinancement")?.hasPrefix("0.30067") == true)
    }

    @Test("les dates : complet le 12/04/2026 au plus tard, commencer avant le 20/03/2028, affiché le 22/04/2026, pas de plaque")
    func dates() throws {
        let reponse = try Reponse(
            "echeances",
            #"{"date_reception": "2026-01-12", "exercice": 2026, "date_notification": "2026-03-20", "date_commencement": "2026-04-07", "date_achevement": "2026-05-15", "cout_total": "4950.00"}"#
        )
        #expect(reponse.texte("repute_complet") == "2026-04-12" && reponse.texte("commencer_avant") == "2028-03-20")
        #expect(reponse.texte("plan_affiche_avant") == "2026-04-22" && reponse.estNul("plaque_avant"))
        let commande = try Reponse(
            "commencement", #"{"date_reception": "2026-01-12", "acte": "bon_de_commande", "date_acte": "2026-04-07"}"#)
        #expect(commande.bool("autorise") == true)
    }

    @Test("l’achat : ni procédure, ni écrit obligatoire, ni données essentielles ; la facture est due le 14/06/2026")
    func achat() throws {
        let achat = try Reponse("procedure", #"{"date": "2026-04-02", "montants_ht": ["5017.00"]}"#)
        #expect(achat.texte("procedure") == "sans_publicite" && achat.bool("ecrit") == false && achat.bool("decp") == false)
        let facture = try Reponse("interets", #"{"montant_ttc": "5940.00", "date_facture": "2026-05-15"}"#)
        #expect(facture.texte("echeance") == "2026-06-14" && facture.codes().contains("DELAY-4"))
    }

    @Test("l’argent : avance 752,55 €, solde 1 722,45 €, FCTVA 974,40 €, coût net 1 490,60 €")
    func argent() throws {
        let paiement = try Reponse(
            "paiement",
            #"{"date_arrete": "2026-03-20", "depense_prevue": "5017.00", "taux": "0.50", "subvention": "2508.50", "deja_verse": "752.55", "depense_reelle": "4950.00"}"#
        )
        #expect(paiement.texte("avance") == "752.55" && paiement.texte("subvention_definitive") == "2475.00")
        #expect(paiement.texte("solde") == "1722.45")
        let fctva = try Reponse("fctva", #"{"date_paiement": "2026-06-10", "regime": "N+2", "ttc_eligible": "5940.00"}"#)
        #expect(fctva.texte("montant") == "974.40" && fctva.entier("exercice") == 2028)
        let net = try euros("5940.00") - euros("2475.00") - euros("1000.00") - euros("974.40")
        #expect(net.decimal == "1490.60")
    }
}
