public import Model

extension Regles {
    private static let article = "CGCT, art. L. 2334-33"

    /// ELIG-PETR — CGCT L2334-33 1° bis: a PETR is not named by the article; it is a closed syndicat mixte, which préfectures accept.
    public static func eligPETR(_ porteur: Porteur) -> Motif? {
        guard porteur.nature == .syndicat else { return nil }
        return Motif(
            "ELIG-PETR", "\(article), 1° bis",
            "Si vous êtes un PETR : l'article ne vous nomme pas, mais plusieurs préfectures vous acceptent comme syndicat mixte fermé. Demandez à la vôtre avant de déposer."
        )
    }

    /// ELIG-MOD — CGCT L2334-33, L2334-42: who is not a beneficiary may still receive the grant, named in a contract signed with the préfet;
    /// the national form asks it at least 20 % of the public financing.
    /// - Parameter eligibilite: what the plan answered of each dispositif.
    /// - Parameter date: the day of the demand.
    public static func eligMOD(_ eligibilite: [Plan.Eligibilite], le date: LocalDate, _ parametres: Parametres) -> Motif? {
        let exclus = eligibilite.filter { un in
            ["DETR", "DSIL"].contains(un.dispositif) && un.reponse == .non
                && un.motifs.first.map { $0.code.hasPrefix("ELIG-") || $0.code == "DSIL-1" } ?? false
        }
        guard !exclus.isEmpty, let minimum = parametres.rate("own_share.contract_holder", en: date) else { return nil }
        let noms = exclus.map(\.dispositif).joined(separator: " et ")
        return Motif(
            "ELIG-MOD", "CGCT, art. L. 2334-33 et L. 2334-42",
            "\(noms) : possible quand même si un contrat signé avec le préfet vous désigne maître d'ouvrage de cette opération ; vous apporteriez au moins \(minimum.french) des financements publics.",
            ["part_min": minimum.decimal])
    }

    /// ELIG-POP — CGCT L2334-2: the population of the thresholds is the DGF's, which adds second homes to the one that Insee publishes and
    /// that Trousse holds. Within a tenth of a threshold, the two may fall on either side of it.
    public static func eligPOP(_ porteur: Porteur, exercice: Int, _ parametres: Parametres) -> Motif? {
        guard porteur.nature == .commune, let population = porteur.population, let debut = LocalDate(exercice, 1, 1) else { return nil }
        let suffixe = Territoire(departement: porteur.departement).suffixe
        let seuils = ["detr.commune.pop_max_free.\(suffixe)", "detr.commune.pop_max.\(suffixe)"].compactMap {
            parametres.integer($0, en: debut)
        }
        guard let seuil = seuils.first(where: { abs(population - $0) * 10 <= $0 }) else { return nil }
        return Motif(
            "ELIG-POP", "CGCT, art. L. 2334-2",
            "La commune a \(population.french) habitants selon l'Insee, près du seuil de \(seuil.french) : l'État compte la population « DGF », résidences secondaires comprises. La liste de la préfecture fait foi.",
            ["population": String(population), "seuil": String(seuil)])
    }
}
