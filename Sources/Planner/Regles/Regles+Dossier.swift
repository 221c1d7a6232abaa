public import Model

extension Regles {
    /// APP-6 — loi spéciale: until the finance law is promulgated, no new DETR or DSIL project may be committed.
    /// - Parameters:
    ///   - dispositif: code of the one that the file asks.
    ///   - date: the day of the arrêté.
    public static func app6(_ dispositif: String, le date: LocalDate, _ parametres: Parametres) -> Motif? {
        guard ["DETR", "DSIL"].contains(dispositif), let parametre = parametres.en(date, "finance_law.pending"),
            parametre.valeur == "true"
        else { return nil }
        return Motif(
            "APP-6", parametre.source,
            "Au \(date.french), la loi de finances n'est pas promulguée : aucun nouveau projet ne peut être engagé. Attendez sa promulgation.",
            ["date": date.description])
    }

    /// APP-7 — CGCT L2121-29, L5211-10: only the deliberative body adopts the operation and its financing; an EPCI may have delegated it.
    public static func app7() -> Motif {
        Motif(
            "APP-7", "CGCT, art. L. 2121-29 et L. 5211-10",
            "La délibération peut suivre le dépôt, mais le dossier n'est pas complet sans elle. Une décision du maire ne suffit pas ; une intercommunalité qui a délégué joint aussi cette délégation."
        )
    }

    /// START-INFO — CGCT R2334-24 III: the préfet is told of the commencement, and this document opens the advance.
    public static func startInfo() -> Motif {
        Motif(
            "START-INFO", "CGCT, art. R. 2334-24, III", "Dites au préfet que l'opération commence : ce document déclenche l'avance.")
    }

    /// PAY-4, PAY-5 — R2334-30, practice of préfectures: what goes with the demand of the balance.
    public static func solde() -> [Motif] {
        [
            Motif(
                "PAY-4", "CGCT, art. R. 2334-30",
                "Pour le solde : les factures payées et un certificat du maire (achèvement, conformité à l'arrêté, coût et financement définitifs)."
            ),
            Motif(
                "PAY-5", "Usage de préfectures",
                "Ajoutez la preuve de l'affichage du plan de financement et les décisions des autres financeurs."),
        ]
    }

    /// PUB-4 — D1111-8 does not say whether its 10 000 € are HT or TTC: it is said where it matters, between the two.
    /// - Parameter date: the day of the completion, or of the plan before it is known.
    public static func pub4(coutHT: Money, coutTTC: Money, le date: LocalDate, _ parametres: Parametres) -> Motif? {
        guard let seuil = parametres.money("pub.plaque_above", en: date), coutHT <= seuil, coutTTC > seuil else { return nil }
        return Motif(
            "PUB-4", "Lecture de l'art. D. 1111-8 du CGCT",
            "Le coût est de \(coutHT.french) HT et de \(coutTTC.french) TTC, de part et d'autre de \(seuil.french) : le texte ne dit pas lequel compte. Demandez à la préfecture si la plaque est due.",
            ["cout_ht": coutHT.decimal, "cout_ttc": coutTTC.decimal, "seuil": seuil.decimal])
    }
}
