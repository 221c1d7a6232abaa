import Model

extension Procedure {
    /// The contract's answer; without the day, nothing is known.
    static func reponse(_ json: JSON, _ parametres: Parametres) throws(ErreurDeDemande) -> JSON {
        var champs = try Champs(json, "")
        let date = try champs.date("date")
        let montants = try champs.liste("montants_ht", max: 1000, Champs.montant) ?? []
        let membres = try champs.liste("membres_montants_ht", max: 1000, Champs.montant) ?? []
        let centrale = try champs.bool("centrale_achat") ?? false
        let prixSeul = try champs.bool("prix_seul") ?? false
        try champs.finir()
        guard let date else {
            let motif = Motif(
                "CCP", "Décret n° 2025-1386, art. 4", "Indiquez la date où la consultation est engagée : elle choisit les seuils.")
            return reponse(Obligations(motifs: [motif]))
        }
        return reponse(
            Procedure(date: date, montantsHT: montants, membresMontantsHT: membres, centraleAchat: centrale, prixSeul: prixSeul)
                .obligations(parametres))
    }

    private static func reponse(_ obligations: Obligations) -> JSON {
        [
            "procedure": .texte(obligations.procedure?.rawValue), "publicite": .texte(obligations.publicite?.rawValue),
            "ecrit": .bool(obligations.ecrit), "profil_acheteur": .bool(obligations.profilAcheteur), "decp": .bool(obligations.decp),
            "refus": .motifs(obligations.refus), "motifs": .motifs(obligations.motifs),
        ]
    }
}
