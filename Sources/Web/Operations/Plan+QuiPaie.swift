import Model

extension Plan {
    /// Who pays the HT cost: each funder, then the porteur.
    /// - Parameter noms: short names of the dispositifs, by code; what has none keeps its own.
    func parts(_ nature: NaturePorteur, _ noms: [String: String]) -> [WhoPaysBar.Part] {
        aides(noms) + [WhoPaysBar.Part(nom: nature.nomCourt, payeur: .commune, montant: autofinancementHT)]
    }

    /// Who pays the TTC cost: the same, the FCTVA, and what remains for good.
    func partsTTC(_ nature: NaturePorteur, _ noms: [String: String]) -> [WhoPaysBar.Part] {
        aides(noms) + [
            WhoPaysBar.Part(nom: "FCTVA", payeur: .fctva, montant: fctva.montant),
            WhoPaysBar.Part(nom: "Reste à payer", payeur: .commune, montant: resteAChargeTTC),
        ]
    }

    private func aides(_ noms: [String: String]) -> [WhoPaysBar.Part] {
        financements.map { WhoPaysBar.Part(nom: noms[$0.dispositif] ?? $0.dispositif, payeur: $0.payeur, montant: $0.montant) }
    }
}

extension Plan.Financement {
    var payeur: WhoPaysBar.Payeur { WhoPaysBar.Payeur(dispositif: dispositif) }
}

extension Dossier {
    var nomCourt: String { dispositifNomCourt }
}

extension WhoPaysBar.Payeur {
    /// The colour of a dispositif; its name comes from the catalogue.
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
