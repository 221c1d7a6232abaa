import Model

extension Motif {
    /// DELAY-4: a deadline on a day when offices are closed; nil on a working day.
    static func delay4(_ date: LocalDate) -> Motif? {
        date.chomage.map { jour in
            Motif(
                "DELAY-4", "Aucun texte retrouvé",
                "Le \(date.french) est un \(jour) : aucun texte ne reporte cette échéance, agissez avant.", ["date": date.description])
        }
    }

    /// A number of the law that no loaded version gives for that day.
    static func nonCharge(_ code: String, _ source: String, _ quoi: String, _ date: LocalDate) -> Motif {
        Motif(code, source, "Aucune valeur n'est chargée pour \(quoi) au \(date.french) : la réponse n'est pas connue.")
    }

    /// PUB-1: the publicity duties did not exist yet.
    static func avantPublicite(_ code: String, _ date: LocalDate) -> Motif {
        Motif(
            code, "CGCT, art. L. 1111-11 et D. 1111-8",
            "Aucune publicité n'est due pour une opération du \(date.french) : l'obligation date du 15 septembre 2020.")
    }
}
