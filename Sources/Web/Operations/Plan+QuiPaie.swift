import Model

extension Plan {
    /// Who pays the HT cost: each funder, then the commune.
    var parts: [WhoPaysBar.Part] { parts(.commune) }

    /// The same for another porteur, under its name.
    func parts(_ nature: NaturePorteur) -> [WhoPaysBar.Part] {
        financements.map { part in WhoPaysBar.Part(nom: part.nomCourt, payeur: part.payeur, montant: part.montant) }
            + [WhoPaysBar.Part(nom: nature.nomCourt, payeur: .commune, montant: autofinancementHT)]
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

extension NaturePorteur {
    /// In a bar.
    var nomCourt: String {
        switch self {
        case .commune: "Commune"
        case .epci: "EPCI"
        case .syndicat: "Syndicat"
        }
    }

    /// In a sentence.
    var avecArticle: String {
        switch self {
        case .commune: "la commune"
        case .epci: "l’intercommunalité"
        case .syndicat: "le syndicat"
        }
    }
}
