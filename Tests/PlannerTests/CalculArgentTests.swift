import Testing

@Suite("Paiements, FCTVA, imputation, intérêts (CASES G, H, K)")
struct CalculArgentTests {
    /// The arrêté of CASES G.
    private func paiement(_ plus: String) throws -> Reponse {
        try Reponse(
            "paiement",
            #"{"date_arrete": "2026-03-20", "depense_prevue": "24735.30", "taux": "0.40", "subvention": "9894.00"\#(plus)}"#)
    }

    @Test("C35 — avance de 30 %, et 80 % au plus avant le solde")
    func c35() throws {
        let reponse = try paiement("")
        #expect(reponse.texte("avance") == "2968.20" && reponse.texte("plafond_avant_solde") == "7915.20")
        #expect(reponse.estNul("solde") && reponse.estNul("acompte"))
        #expect(try paiement(#", "justifie": "24735.30", "deja_verse": "2968.20""#).texte("acompte") == "4947.00")
    }

    @Test("un acompte suit la dépense justifiée, avance déduite")
    func acompte() throws {
        #expect(try paiement(#", "justifie": "15000.00", "deja_verse": "2968.20""#).texte("acompte") == "3031.80")
        #expect(try paiement(#", "justifie": "5000.00", "deja_verse": "2968.20""#).texte("acompte") == "0.00")
    }

    @Test(
        "C37, C39, C40 — le solde suit la dépense réelle, plafonnée à la prévue ; le trop-versé est reversé",
        arguments: [
            ("24735.30", "9894.00", "1978.80", "0.00"), ("27000.00", "9894.00", "1978.80", "0.00"),
            ("17288.00", "6915.20", "0.00", "1000.00"),
        ])
    func soldes(reelle: String, definitive: String, solde: String, reversement: String) throws {
        let reponse = try paiement(#", "deja_verse": "7915.20", "depense_reelle": "\#(reelle)""#)
        #expect(reponse.texte("subvention_definitive") == definitive)
        #expect(reponse.texte("solde") == solde && reponse.texte("reversement") == reversement)
    }

    @Test("C42, C45 — 16,404 % du TTC ; 5,6 % du nuage d’infrastructure seulement")
    func fctva() throws {
        let basique = try Reponse("fctva", #"{"date_paiement": "2026-09-15", "regime": "N+2", "ttc_eligible": "12000.00"}"#)
        #expect(basique.texte("montant") == "1968.48" && basique.entier("exercice") == 2028)
        let nuage = try Reponse("fctva", #"{"date_paiement": "2026-09-15", "ttc_eligible": "0.00", "ttc_cloud_infrastructure": "2400.00"}"#)
        #expect(nuage.texte("montant") == "134.40")
    }

    @Test("une subvention calculée sur le TTC sort de la base")
    func fctvaDeduction() throws {
        let reponse = try Reponse(
            "fctva", #"{"date_paiement": "2026-09-15", "ttc_eligible": "12000.00", "subventions_sur_ttc": "2000.00"}"#)
        #expect(reponse.texte("montant") == "1640.40" && reponse.codes().contains("FCTVA-2"))
    }

    @Test("C47 — l’exercice du FCTVA : 2028, 2027, 2026", arguments: [("N+2", 2028), ("N+1", 2027), ("N", 2026)])
    func c47(regime: String, annee: Int) throws {
        let reponse = try Reponse("fctva", #"{"date_paiement": "2026-09-15", "regime": "\#(regime)", "ttc_eligible": "100.00"}"#)
        #expect(reponse.entier("exercice") == annee && reponse.codes().contains("FCTVA-4-26") == (regime == "N"))
    }

    @Test("un taux qui n’est pas chargé donne une réponse nulle, pas une invention")
    func fctvaSansTaux() throws {
        #expect(try Reponse("fctva", #"{"date_paiement": "2010-09-15", "ttc_eligible": "100.00"}"#).estNul("montant"))
    }

    @Test(
        "C44 — 500 € TTC l’unité, jamais le total",
        arguments: [("499.99", 1, "F"), ("500.00", 1, "I"), ("500.01", 1, "I"), ("60.00", 10, "F")])
    func c44(prix: String, quantite: Int, section: String) throws {
        let reponse = try Reponse("imputation", #"{"dans_nomenclature": false, "prix_unitaire_ttc": "\#(prix)", "quantite": \#(quantite)}"#)
        #expect(reponse.texte("section") == section && reponse.codes().contains("IMPUTATION-4") == (prix == "500.00"))
    }

    @Test("la nomenclature et la décision du conseil font l’investissement ; un consommable n’en est jamais")
    func imputation() throws {
        #expect(try Reponse("imputation", #"{"dans_nomenclature": true, "prix_unitaire_ttc": "80.00"}"#).texte("section") == "I")
        #expect(
            try Reponse("imputation", #"{"dans_nomenclature": false, "prix_unitaire_ttc": "80.00", "deliberation": true}"#).texte("section")
                == "I")
        #expect(
            try Reponse("imputation", #"{"consommable": true, "dans_nomenclature": true, "prix_unitaire_ttc": "900.00"}"#).texte("section")
                == "F")
        #expect(try Reponse("imputation", "{}").estNul("section"))
    }

    @Test("C64 — 30 jours de retard au deuxième semestre 2024 : 160,82 €")
    func c64() throws {
        let reponse = try Reponse("interets", #"{"montant_ttc": "12000.00", "date_facture": "2024-07-15", "date_paiement": "2024-09-13"}"#)
        #expect(reponse.texte("echeance") == "2024-08-14" && reponse.entier("jours") == 30 && reponse.texte("taux") == "0.1225")
        #expect(reponse.texte("interets") == "120.82" && reponse.texte("indemnite") == "40.00" && reponse.texte("total") == "160.82")
        #expect(reponse.liste("motifs").contains { ($0["texte"] as? String)?.contains("28/10/2024") == true })
    }

    @Test("C66 — livré après la facture : le délai part de la livraison, et un dimanche ne le reporte pas")
    func c66() throws {
        let reponse = try Reponse(
            "interets", #"{"montant_ttc": "100.00", "date_facture": "2026-03-02", "date_service_fait": "2026-03-20"}"#)
        #expect(reponse.texte("echeance") == "2026-04-19" && reponse.codes().contains("DELAY-4") && reponse.estNul("jours"))
    }

    @Test("une interruption donne trente nouveaux jours ; sans reprise, l’échéance n’est pas connue")
    func interruption() throws {
        let reprise = try Reponse(
            "interets",
            #"{"montant_ttc": "100.00", "date_facture": "2024-07-15", "date_suspension": "2024-07-20", "date_reprise": "2024-07-25", "date_paiement": "2024-08-20"}"#
        )
        #expect(reprise.texte("echeance") == "2024-08-24" && reprise.entier("jours") == 0 && reprise.texte("total") == "0.00")
        let attente = try Reponse("interets", #"{"montant_ttc": "100.00", "date_facture": "2024-07-15", "date_suspension": "2024-07-20"}"#)
        #expect(attente.estNul("echeance"))
    }

    @Test("le taux est celui du semestre où le retard commence, même payé au suivant ; non chargé, il n’est pas inventé")
    func semestre() throws {
        let aCheval = try Reponse("interets", #"{"montant_ttc": "1000.00", "date_facture": "2024-05-20", "date_paiement": "2024-08-01"}"#)
        #expect(aCheval.texte("taux") == "0.125")
        let futur = try Reponse("interets", #"{"montant_ttc": "1000.00", "date_facture": "2026-05-20", "date_paiement": "2026-08-01"}"#)
        #expect(futur.estNul("taux") && futur.estNul("total") && futur.texte("indemnite") == "40.00")
    }
}
