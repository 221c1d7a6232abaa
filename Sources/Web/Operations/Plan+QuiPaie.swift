import Model

extension Plan {
    /// Who pays the HT cost: each funder, then the commune.
    var parts: [WhoPaysBar.Part] {
        financements.map { part in WhoPaysBar.Part(nom: part.nomCourt, payeur: part.payeur, montant: part.montant) }
            + [WhoPaysBar.Part(nom: "Commune", payeur: .commune, montant: autofinancementHT)]
    }
}

extension Plan.Financement {
    var payeur: WhoPaysBar.Payeur { WhoPaysBar.Payeur(dispositif: dispositif) }
    var nomCourt: String { payeur.nom ?? dispositif }
}

extension Dossier {
    /// As a bar or a tab says it: «DETR», «Lieux».
    var nomCourt: String { WhoPaysBar.Payeur(dispositif: dispositif).nom ?? dispositif }
}

extension WhoPaysBar.Payeur {
    init(dispositif: String) {
        self =
            switch dispositif {
            case "DETR": .detr
            case "DSIL": .dsil
            case "LIEUX": .lieux
            case "DEPARTEMENT": .departement
            default: .autre
            }
    }

    /// nil: a funder that has no colour of its own keeps its code.
    var nom: String? {
        switch self {
        case .detr: "DETR"
        case .dsil: "DSIL"
        case .lieux: "Lieux"
        case .departement: "Département"
        case .commune: "Commune"
        case .autre: nil
        }
    }
}
