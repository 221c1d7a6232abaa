import Testing

@Suite("Commencement, complétude, délais (CASES D, E, F, I)")
struct CalculDatesTests {
    private func commencement(_ acte: String, _ date: String, plus: String = "") throws -> Reponse {
        try Reponse("commencement", #"{"date_reception": "2026-01-10", "acte": "\#(acte)", "date_acte": "\#(date)"\#(plus)}"#)
    }

    @Test("C23 — avant la réception c’est refusé, le jour même c’est permis et signalé, après c’est permis")
    func c23() throws {
        let avant = try commencement("devis_signe", "2026-01-09")
        #expect(avant.bool("autorise") == false && avant.codes().contains("START-NEW"))
        #expect(try commencement("devis_signe", "2026-01-09", plus: #", "derogation": true"#).bool("autorise") == true)
        let jour = try commencement("devis_signe", "2026-01-10")
        #expect(jour.bool("autorise") == true && jour.bool("a_signaler") == true)
        let apres = try commencement("devis_signe", "2026-01-12", plus: #", "date_completude": "2026-02-10""#)
        #expect(apres.bool("autorise") == true && apres.bool("a_signaler") == false)
    }

    @Test("C25 — une délibération ou une étude ne commencent rien ; un bon de commande à l’UGAP, si")
    func c25() throws {
        #expect(try commencement("deliberation", "2026-01-05").bool("autorise") == true)
        #expect(try commencement("etude", "2026-01-05").bool("autorise") == true)
        let ugap = try commencement("centrale_achat", "2026-01-05")
        #expect(ugap.bool("autorise") == false && ugap.codes().contains("START-CAT"))
    }

    @Test("une demande reçue avant octobre 2018 attend la complétude, ou trois mois")
    func ancien() throws {
        func ancien(_ acte: String, _ plus: String = "") throws -> Bool? {
            try Reponse(
                "commencement", #"{"date_reception": "2018-09-20", "acte": "bon_de_commande", "date_acte": "\#(acte)"\#(plus)}"#
            ).bool("autorise")
        }
        #expect(try ancien("2018-10-05", #", "date_completude": "2018-10-20""#) == false)
        #expect(try ancien("2018-10-20", #", "date_completude": "2018-10-20""#) == true)
        #expect(try ancien("2018-12-19") == false)
        #expect(try ancien("2018-12-20") == true)
    }

    @Test("sans réception connue, rien ne peut être commandé")
    func sansReception() throws {
        #expect(try Reponse("commencement", #"{"acte": "bon_de_commande", "date_acte": "2026-01-12"}"#).bool("autorise") == false)
    }

    @Test("C27 — les pièces demandées suspendent 19 jours : réputé complet le 29/04/2026")
    func c27() throws {
        let reponse = try Reponse(
            "echeances", #"{"date_reception": "2026-01-10", "date_demande_pieces": "2026-02-10", "date_pieces_recues": "2026-03-01"}"#)
        #expect(reponse.texte("repute_complet") == "2026-04-29")
        let attente = try Reponse("echeances", #"{"date_reception": "2026-01-10", "date_demande_pieces": "2026-02-10"}"#)
        #expect(attente.estNul("repute_complet") && attente.codes() == ["APP-2"])
        #expect(try Reponse("echeances", #"{"date_reception": "2026-01-10"}"#).texte("repute_complet") == "2026-04-10")
    }

    @Test("C28 — reçu le 30/11/2025 : le 28/02/2026, un samedi, non reporté et signalé")
    func c28() throws {
        let reponse = try Reponse("echeances", #"{"date_reception": "2025-11-30"}"#)
        #expect(reponse.texte("repute_complet") == "2026-02-28" && reponse.codes().contains("DELAY-4"))
    }

    @Test("sans arrêté à la fin de l’exercice suivant, la demande est rejetée")
    func app4() throws {
        #expect(try Reponse("echeances", #"{"exercice": 2026}"#).texte("rejet_implicite_apres") == "2027-12-31")
    }

    @Test("C31 — deux ans pour commencer, un de plus")
    func c31() throws {
        let reponse = try Reponse("echeances", #"{"date_notification": "2024-06-15"}"#)
        #expect(reponse.texte("commencer_avant") == "2026-06-15" && reponse.texte("commencer_avant_proroge") == "2027-06-15")
    }

    @Test("C32 — quatre ans pour finir, deux de plus")
    func c32() throws {
        let reponse = try Reponse("echeances", #"{"date_commencement": "2024-09-02"}"#)
        #expect(reponse.texte("achever_avant") == "2028-09-02" && reponse.texte("achever_avant_proroge") == "2030-09-02")
        #expect(reponse.codes().contains("DELAY-4"))
    }

    @Test("C34 — un délai plus court du préfet remplace les deux ans ; un plus long ne les allonge pas")
    func c34() throws {
        let court = try Reponse("echeances", #"{"date_notification": "2026-03-10", "delai_commencement_mois": 6}"#)
        #expect(court.texte("commencer_avant") == "2026-09-10")
        let long = try Reponse("echeances", #"{"date_notification": "2026-03-10", "delai_commencement_mois": 36}"#)
        #expect(long.texte("commencer_avant") == "2028-03-10")
    }

    @Test("C48 — plan affiché sous 15 jours, plaque sous 3 mois au-dessus de 10 000 €")
    func c48() throws {
        let reponse = try Reponse(
            "echeances", #"{"date_commencement": "2026-03-02", "date_achevement": "2026-06-30", "cout_total": "45000.00"}"#)
        #expect(reponse.texte("plan_affiche_avant") == "2026-03-17" && reponse.texte("plaque_avant") == "2026-09-30")
        #expect(try Reponse("echeances", #"{"date_achevement": "2026-06-30", "cout_total": "10000.00"}"#).estNul("plaque_avant"))
        #expect(
            try Reponse("echeances", #"{"date_achevement": "2026-06-30", "cout_total": "10000.01"}"#).texte("plaque_avant") == "2026-09-30")
    }
}
