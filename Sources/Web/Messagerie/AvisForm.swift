import Foundation
import Model
import Store

/// What was typed to ask for an opinion.
struct AvisForm {
    let nature: String?
    let expert: String?
    let courriel: String?
    let question: String?
    let delai: String?
    let confidentiel: Bool

    init() { (nature, expert, courriel, question, delai, confidentiel) = (nil, nil, nil, nil, nil, true) }
    init(_ saisie: Saisie) {
        (nature, expert, courriel) = (saisie["nature"], saisie["expert"], saisie["courriel"]?.lowercased())
        (question, delai, confidentiel) = (saisie["question"], saisie["delai"], saisie.coche("confidentiel"))
    }

    func draft(le aujourdhui: LocalDate) throws(FormErrors) -> Avis.Draft {
        var erreurs = FormErrors()
        if let erreur = MessageForm.erreur(expert, min: 2, max: 200, quoi: "à qui vous demandez l’avis") { erreurs.add("expert", erreur) }
        if let erreur = MessageForm.erreur(question, min: 5, max: 2_000, quoi: "la question posée") { erreurs.add("question", erreur) }
        if let courriel, courriel.wholeMatch(of: /[^@\s<>,;:]+@[^@\s<>,;:]+\.[^@\s<>,;:]+/) == nil {
            erreurs.add("courriel", "Cette adresse ne se lit pas. Écrivez-la comme nom@exemple.fr, ou laissez vide.")
        }
        let jour = delai.flatMap { LocalDate(french: $0) }
        if jour == nil { erreurs.add("delai", "Écrivez une date, par exemple \(aujourdhui.adding(months: 1).french).") }
        if let jour, jour < aujourdhui { erreurs.add("delai", "Cette date est passée\u{A0}: laissez du temps pour répondre.") }
        if let jour, jour > aujourdhui.adding(months: 6) { erreurs.add("delai", "Six mois au plus\u{A0}: l’instruction attendrait trop.") }
        guard let expert, let question, let jour, erreurs.isEmpty else { throw erreurs }
        return Avis.Draft(
            nature: nature.flatMap(Avis.Nature.init) ?? .expert, expert: expert, courriel: courriel, question: question,
            confidentiel: confidentiel, delaiLe: jour)
    }
}

/// What was typed to answer: a word, and why.
struct ReponseAvisForm {
    let sens: String?
    let texte: String?

    init() { (sens, texte) = (nil, nil) }
    init(_ saisie: Saisie) { (sens, texte) = (saisie["sens"], saisie["texte"]) }

    func draft() throws(FormErrors) -> (sens: SensAvis, texte: String?) {
        var erreurs = FormErrors()
        let sens = sens.flatMap(SensAvis.init)
        if sens == nil { erreurs.add("sens", "Choisissez favorable, réservé ou défavorable.") }
        if texte != nil || (sens != nil && sens != .favorable),
            let erreur = MessageForm.erreur(texte, min: 2, max: 5_000, quoi: "ce qui motive cet avis")
        {
            erreurs.add("texte", erreur)
        }
        guard let sens, erreurs.isEmpty else { throw erreurs }
        return (sens, texte)
    }
}

extension SensAvis {
    var ton: Etiquette.Ton {
        switch self {
        case .favorable: .bon
        case .reserve: .attente
        case .defavorable: .refus
        }
    }
}
