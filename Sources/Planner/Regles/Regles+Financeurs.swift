public import Model

extension Regles {
    /// The four State grants of R2334-27 al. 2.
    private static let sousPlafond = ["DETR", "DSIL", "DPV", "DSID"]

    /// RATE-A3 — minister's answer n° 4800: other funders change nothing to the 20 and 80 % of the State's grants.
    public static func rateA3(_ financements: [Plan.Financement]) -> Motif? {
        let autres = financements.filter { !sousPlafond.contains($0.dispositif) && $0.montant > .zero }.map(\.montant).sum()
        guard autres > .zero, financements.contains(where: { sousPlafond.contains($0.dispositif) }) else { return nil }
        return Motif(
            "RATE-A3", "Réponse ministérielle AN n° 4800 du 10 juin 2025",
            "Les \(autres.french) des autres financeurs ne changent ni le minimum ni le plafond des dotations de l'État.",
            ["autres": autres.decimal])
    }

    /// OWN-2 — circulaire IOCB1203166C: private money leaves the base of the own share.
    /// - Parameter cout: HT.
    public static func own2(_ financements: [Plan.Financement], cout: Money) -> Motif? {
        let prive = financements.filter { !$0.estPublic }.map(\.montant).sum()
        guard prive > .zero else { return nil }
        return Motif(
            "OWN-2", "Circulaire NOR IOCB1203166C de 2012",
            "L'argent privé, \(prive.french), est retiré du coût avant de calculer la part du porteur, sur \((cout - prive).french).",
            ["prive": prive.decimal, "base": (cout - prive).decimal])
    }

    /// OWN-3 — CGCT L1111-9: 30 % instead of 20 % in a competence that has a chef de file, unless a contract holds the project. Trousse does
    /// not know the competence: it is said when the plan keeps less.
    /// - Parameter part: own share of the public financing.
    /// - Parameter date: the day of the arrêté.
    public static func own3(part: Rate, le date: LocalDate, _ parametres: Parametres) -> Motif? {
        guard let taux = parametres.rate("own_share.chef_de_file", en: date), part < taux else { return nil }
        return Motif(
            "OWN-3", "CGCT, art. L. 1111-9 et L. 1111-10",
            "Vous gardez \(part.french). Si le projet relève d'une compétence à chef de file et d'aucun contrat, le minimum est de \(taux.french) : demandez à la préfecture.",
            ["part": part.decimal, "part_min": taux.decimal])
    }

    /// OWN-4 — CGCT L1111-10: waived or lowered by the préfet in a few cases, 10 % for the energy renovation of a school since 31/03/2024.
    /// Said when the ordinary minimum is what stops the plan.
    public static func own4(part: Rate, le date: LocalDate, _ parametres: Parametres) -> Motif? {
        guard let ordinaire = parametres.rate("own_share.min", en: date), part <= ordinaire,
            let ecole = parametres.rate("own_share.school_energy", en: date)
        else { return nil }
        return Motif(
            "OWN-4", "CGCT, art. L. 1111-10 (loi n° 2024-279)",
            "La part de \(ordinaire.french) peut descendre à \(ecole.french) pour la rénovation énergétique d'une école, ou être levée par le préfet (ANRU, monument protégé, calamité).",
            ["part_min": ordinaire.decimal, "part_ecole": ecole.decimal])
    }

    /// OWN-5 — CGCT L1111-10: no minimum in the overseas territories that the article names.
    public static func own5(departement: String, le date: LocalDate, _ parametres: Parametres) -> Motif? {
        guard let code = territoires[departement], let liste = parametres.en(date, "own_share.exempt_territories"),
            liste.valeur.split(separator: "|").contains(Substring(code))
        else { return nil }
        return Motif(
            "OWN-5", "CGCT, art. L. 1111-10", "Ici, la loi ne demande pas au porteur de garder une part minimale.", ["territoire": code])
    }

    private static let territoires = [
        "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL", "978": "MF",
    ]

    /// OWN-6 — the FCTVA comes later and is computed on TTC: it is not one of the public aids of the plan.
    public static func own6(fctva: Money) -> Motif? {
        guard fctva > .zero else { return nil }
        return Motif(
            "OWN-6", "CGCT, art. L. 1615-1", "Le FCTVA, \(fctva.french), n'est pas compté parmi les aides publiques du projet.",
            ["fctva": fctva.decimal])
    }

    /// DSIL-6 — CGCT R2334-39 since 02/06/2018: the pieces, delays and payments of the DETR hold for the DSIL, not its floor.
    /// - Parameter date: the day of the demand.
    public static func dsil6(_ financements: [Plan.Financement], le date: LocalDate) -> Motif? {
        guard let debut = LocalDate(2018, 6, 2), date >= debut, financements.contains(where: { $0.dispositif == "DSIL" }) else {
            return nil
        }
        return Motif(
            "DSIL-6", "CGCT, art. R. 2334-39",
            "La DSIL suit les pièces, les délais et les versements de la DETR ; seul le minimum de 20 % ne lui est pas étendu.")
    }

    /// DSIL-7 — instruction of 2023: 80 % with the other State grants of the list; the Fonds vert and the FNADT are outside it.
    public static func dsil7(_ financements: [Plan.Financement]) -> Motif? {
        let codes = Set(financements.map(\.dispositif))
        guard codes.contains("DSIL") else { return nil }
        let dedans = codes.intersection(sousPlafond).subtracting(["DSIL"]).sorted()
        let dehors = codes.intersection(["FONDS-VERT", "FNADT"]).sorted()
        guard !dedans.isEmpty || !dehors.isEmpty else { return nil }
        let ensemble = dedans.isEmpty ? "" : " Avec \(dedans.joined(separator: " et ")), elle reste sous le plafond commun de l'État."
        let apart = dehors.isEmpty ? "" : " \(dehors.joined(separator: " et ")) n'y compte pas, mais le porteur garde sa part."
        return Motif(
            "DSIL-7", "Instruction de 2023 ; CGCT, art. R. 2334-27, al. 2", "La DSIL se cumule.\(ensemble)\(apart)",
            ["dedans": dedans.joined(separator: ","), "dehors": dehors.joined(separator: ",")])
    }
}
