public import Model

extension Regles {
    /// WHAT-3 — debates and the instruction of 2018: some running cost has been tolerated; no text says so. Amounts HT.
    public static func what3(fonctionnement: Money, cout: Money, le date: LocalDate, _ parametres: Parametres) -> Motif? {
        guard fonctionnement > .zero, let part = parametres.rate("running_costs.tolerated", en: date) else { return nil }
        let tolere = cout.times(part, .down)
        return Motif(
            "WHAT-3", "Débats parlementaires, instruction de 2018",
            "Le plan ne fait rien payer des \(fonctionnement.french) de fonctionnement. Un ministre a évoqué jusqu'à \(part.french) d'une opération, soit \(tolere.french) ici : demandez à la préfecture.",
            ["fonctionnement_ht": fonctionnement.decimal, "tolere": tolere.decimal])
    }

    /// WHAT-6 — CGCT R2334-19, annexe VII: no DETR on what another listed State investment subsidy may fund. The list is not loaded: asking
    /// the DETR beside another State fund is said, not refused.
    public static func what6(_ financements: [Plan.Financement]) -> Motif? {
        let codes = financements.map(\.dispositif)
        let autres = codes.filter { ["FNADT", "FONDS-VERT"].contains($0) }
        guard codes.contains("DETR"), !autres.isEmpty else { return nil }
        return Motif(
            "WHAT-6", "CGCT, art. R. 2334-19 et annexe VII",
            "La DETR ne s'ajoute pas à une subvention de l'État inscrite à l'annexe VII : vérifiez avec la préfecture pour \(autres.joined(separator: " et ")).",
            ["autres": autres.joined(separator: ",")])
    }

    /// WHAT-7 — minister's answer of 09/12/2021: computers are investment, give FCTVA and may be funded. CPV division 30: office machines and
    /// computers; 48: software.
    public static func what7(cpv: String) -> Motif? {
        guard cpv.hasPrefix("302") || cpv.hasPrefix("48") else { return nil }
        return Motif(
            "WHAT-7", "Réponse ministérielle du 9 décembre 2021",
            "Le matériel informatique relève de l'investissement : il ouvre droit au FCTVA et peut recevoir la DETR ou la DSIL.")
    }

    /// FCTVA-3 — arrêté du 30 décembre 2020: investment paid from accounts 20, 21 or 23 of the list. nil: this account is not one.
    public static func fctva3(compte: String) -> Motif? {
        guard ["20", "21", "23"].contains(String(compte.prefix(2))) else { return nil }
        return Motif(
            "FCTVA-3", "Décret n° 2020-1791 ; arrêté du 30 décembre 2020",
            "Payé au compte \(compte), il ouvre droit au FCTVA, calculé automatiquement.", ["compte": compte])
    }

    /// FCTVA-7 — running costs give no FCTVA.
    /// - Parameter fonctionnement: TTC.
    public static func fctva7(fonctionnement: Money) -> Motif? {
        guard fonctionnement > .zero else { return nil }
        return Motif(
            "FCTVA-7", "Réponse ministérielle du 9 décembre 2021",
            "Les \(fonctionnement.french) TTC de fonctionnement (petit matériel, formations, abonnements) ne donnent pas de FCTVA.",
            ["fonctionnement_ttc": fonctionnement.decimal])
    }
}
