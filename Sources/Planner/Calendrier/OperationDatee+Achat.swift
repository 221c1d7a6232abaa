import Model

extension OperationDatee {
    /// Order, publicity, delivery, payment, FCTVA: once for the operation, whatever the number of dossiers.
    func achats(_ parametres: Parametres) -> [EntreeCalendrier] {
        guard let achat else { return fctva() }
        let estAidee = depots.contains(where: \.etat.estAccorde)
        return commande(achat) + publicite(achat, parametres, estAidee: estAidee) + reglement(achat, parametres, estAidee: estAidee)
            + fctva()
    }

    private func commande(_ achat: Achat) -> [EntreeCalendrier] {
        [
            EntreeCalendrier(
                .fait, achat.passeeLe, "Commande \(achat.numero)", "START-DEF", "CGCT, art. R. 2334-24",
                "Le bon de commande est le premier acte juridique : il commence l'opération.", cle: "commande")
        ]
    }

    /// PUB-2, PUB-3, DECP — the clock of the publicity is the start of the operation, hence the order; the plaque follows the delivery.
    private func publicite(_ achat: Achat, _ parametres: Parametres, estAidee: Bool) -> [EntreeCalendrier] {
        var entrees: [EntreeCalendrier] = []
        if let publierAvant = achat.publierAvant {
            entrees.append(
                EntreeCalendrier(
                    .limite, publierAvant, "Publier les données essentielles du marché", "DECP-3", "CCP, art. R. 2196-1",
                    "Sur le portail national des données ouvertes ; pour un marché sans publicité, la liste annuelle peut en tenir lieu."))
        }
        guard estAidee else { return entrees }
        var echeances = Echeances()
        (echeances.dateCommencement, echeances.dateAchevement) = (achat.passeeLe, achat.livraisonAvant)
        echeances.coutTotal = coutTotal
        let clocks = echeances.calendrier(parametres)
        let source = "CGCT, art. L. 1111-11 et D. 1111-8"
        if let date = clocks.planAfficheAvant {
            entrees.append(
                EntreeCalendrier(
                    .limite, date, "Afficher le plan de financement", "PUB-2", source,
                    "En mairie, et sur le site internet de la commune si elle en a un : le coût total et chaque aide publique."))
        }
        if let date = clocks.plaqueAvant {
            entrees.append(
                EntreeCalendrier(
                    .prevision, date, "Poser la plaque permanente", "PUB-3", source,
                    "Dans les trois mois de l'achèvement, compté ici depuis la livraison attendue. Le texte ne dit pas si le matériel informatique en est dispensé."
                ))
        }
        return entrees
    }

    /// LATE-1, PAY-4 — expected days: the delivery decides.
    private func reglement(_ achat: Achat, _ parametres: Parametres, estAidee: Bool) -> [EntreeCalendrier] {
        var entrees = [
            EntreeCalendrier(
                .prevision, achat.livraisonAvant, "Livraison attendue", "SF", "CCP, art. R. 2192-13",
                "Vérifiez le matériel et signez le bon de livraison : le délai de paiement part de là si la facture est déjà arrivée.",
                cle: "livraison")
        ]
        guard let jours = parametres.integer("late.days", en: achat.livraisonAvant) else { return entrees }
        let paiement = achat.livraisonAvant.adding(days: jours)
        entrees.append(
            EntreeCalendrier(
                .prevision, paiement, "Payer la facture avant", "LATE-1", "CCP, art. R. 2192-10",
                "\(jours) jours après la réception de la facture, ou après la livraison si elle est plus tardive. Au-delà, des intérêts sont dus.",
                cle: "paiement"))
        if estAidee {
            entrees.append(
                EntreeCalendrier(
                    .prevision, paiement, "Demander le solde de l'aide", "PAY-4", "CGCT, art. R. 2334-30, IV",
                    "Avec les factures payées et le certificat d'achèvement signé du maire.", cle: "solde"))
        }
        return entrees
    }

    private func fctva() -> [EntreeCalendrier] {
        guard let anneeFCTVA, let date = LocalDate(anneeFCTVA, 12, 31) else { return [] }
        return [
            EntreeCalendrier(
                .prevision, date, "FCTVA versé dans l'année \(anneeFCTVA)", "FCTVA-4", "CGCT, art. L. 1615-6",
                "Selon l'année du paiement des factures et le régime de votre collectivité.")
        ]
    }
}
