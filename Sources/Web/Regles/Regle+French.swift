import Foundation
import HTML
import Model

extension Regle {
    /// `CGCT, art. R. 2334-27, al. 1 · en vigueur depuis le 06/10/2021`
    var origine: String {
        let validite =
            switch (du, au) {
            case (let du?, let au?): "en vigueur du \(du.french) au \(au.french)"
            case (let du?, nil): "en vigueur depuis le \(du.french)"
            case (nil, let au?): "en vigueur jusqu’au \(au.french)"
            case (nil, nil): "date d’entrée en vigueur non relevée"
            }
        return article == "Trousse" ? "Règle de calcul de Trousse" : "\(article) · \(validite)"
    }

    /// Where it acts, or why it does not.
    var usage: String {
        if let raison { return "Pour information. \(raison)" }
        return "Sert\u{A0}: \(emplois.map(\.libelle).joined(separator: ", "))."
    }

    /// Does a search find it? Words in any order, without accents or capitals, in what the page shows of it.
    func repond(_ recherche: String) -> Bool {
        let tout = Self.plat([id, titre, article, texte, raison ?? ""].joined(separator: " "))
        return Self.plat(recherche).split(separator: " ").allSatisfy { tout.contains($0) }
    }

    private static func plat(_ texte: String) -> String {
        texte.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: Locale(identifier: "fr_FR"))
            .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").replacing("’", with: "'")
    }
}

extension Regle.Emploi {
    fileprivate var libelle: String {
        switch self {
        case .plan: "plan de financement"
        case .catalogue: "articles et kits"
        case .dossier: "dossier de la commune"
        case .documents: "pièces écrites par Trousse"
        case .instruction: "instruction en préfecture"
        case .commande: "commande"
        case .calendrier: "calendrier"
        case .enveloppe: "enveloppes"
        case .commencement: "calcul du commencement"
        case .echeances: "calcul des échéances"
        case .paiement: "calcul des versements"
        case .fctva: "calcul du FCTVA"
        case .imputation: "calcul de l’imputation"
        case .procedure: "calcul de la procédure d’achat"
        case .interets: "calcul des intérêts de retard"
        case .information: "information"
        }
    }
}

extension Confiance {
    /// How sure, in words.
    var etiquette: Etiquette {
        switch self {
        case .vu: Etiquette("Texte lu", .bon)
        case .paraphrase: Etiquette("Source secondaire", .info)
        case .connu: Etiquette("À vérifier", .attente)
        case .interpretation: Etiquette("Notre lecture", .attente)
        }
    }
}

extension Parametre {
    /// `depuis le 01/04/2026`
    var periode: String { au.map { "du \(du.french) au \($0.french)" } ?? "depuis le \(du.french)" }

    /// What was not read in a text says so beside its number.
    var sourceAvecReserve: String {
        switch confiance {
        case .vu, .paraphrase: source
        case .connu, .interpretation: "\(source) (à vérifier)"
        }
    }
}

extension Regle.Nombre.Unite {
    /// The value as one reads it: `0.16404` is 16,404 %, `40000` is 40 000 €.
    func dire(_ valeur: String) -> String {
        switch self {
        case .taux: (Decimal(string: valeur).map { virgule("\($0 * 100)") } ?? valeur) + "\u{A0}%"
        case .euros: (try? Money(french: valeur)).map { $0.cents % 100 == 0 ? $0.frenchEuros : $0.french } ?? valeur
        case .habitants: "\(milliers(valeur)) habitants"
        case .densite: "\(milliers(valeur)) habitants au km²"
        case .jours: compte(valeur, "jour", "jours")
        case .annees: compte(valeur, "an", "ans")
        case .mois: "\(valeur) mois"
        case .nombre: virgule(valeur)
        case .liste: valeur.split(separator: "|").joined(separator: ", ")
        case .ouiOuNon: valeur == "true" ? "oui" : "non"
        case .mot: Self.mots[valeur] ?? valeur
        }
    }

    private static let mots = [
        "not_before_complete": "pas avant le dossier complet", "not_before_receipt": "pas avant la réception",
        "end_of_exercice_plus_1": "fin de l’exercice suivant", "profil_acheteur": "profil d’acheteur",
        "portail_national": "portail national", "N": "l’année même", "N+1": "un an après", "N+2": "deux ans après",
    ]

    private func virgule(_ valeur: String) -> String { valeur.replacing(".", with: ",") }
    private func milliers(_ valeur: String) -> String { Int64(valeur).map { String(Money.euros($0).frenchNumber.dropLast(3)) } ?? valeur }
    private func compte(_ valeur: String, _ un: String, _ plusieurs: String) -> String { "\(valeur) \(valeur == "1" ? un : plusieurs)" }
}
