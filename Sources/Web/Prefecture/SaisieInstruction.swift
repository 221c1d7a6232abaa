import Model

/// Which form comes back, with what was typed in it.
struct SaisieInstruction {
    var completude: JourForm?
    var motifs: [MotifForm] = []
    /// What a demand of correction is about.
    var objets: [String] = []
    var accord: AccordForm?
    var passage: PassageForm?

    func motif(_ acte: MotifForm.Acte) -> String? { motifs.first { $0.acte == acte }?.motif }

    /// The field that each refusal of the database is about.
    var champs: [String: String] {
        var champs = [
            "dossier_dates": "date", "dossier_decision": "montant", "enveloppe_disponible_insuffisant": accord == nil ? "" : "montant",
        ]
        if let acte = passage?.acte {
            champs["dossier_motif_obligatoire"] = PassageForm.champMotif(acte)
            for regle in ["dossier_dates", "dossier_suites"] { champs[regle] = acte.aUneDate ? PassageForm.champDate(acte) : "" }
        }
        if let acte = motifs.first?.acte { champs["dossier_motif_obligatoire"] = MotifForm.champ(acte) }
        return champs
    }
}
