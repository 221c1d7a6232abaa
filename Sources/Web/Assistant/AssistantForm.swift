import Besoins
import Foundation
import Hummingbird
import Model

/// What the assistant's address says, as it says it: the page, its answer and the project made of it all read the same.
struct AssistantForm: Sendable {
    var choix: [String: [String]] = [:]
    var places: String?
    var postesGardes: String?
    var budget: String?
    var base: String?

    static let (champPlaces, champPostes, champBudget, champBase) = ("places", "postes", "budget", "base")

    init(_ saisie: Saisie, _ questionnaire: Questionnaire) {
        for question in questionnaire.questions { choix[question.code] = saisie.toutes(question.code).filter { !$0.isEmpty } }
        (places, postesGardes) = (saisie[Self.champPlaces], saisie[Self.champPostes])
        (budget, base) = (saisie[Self.champBudget], saisie[Self.champBase])
    }

    /// What was said and may be said again: the address of the same page.
    func parametres(_ questionnaire: Questionnaire) -> [(name: String, value: String?)] {
        questionnaire.questions.flatMap { question in (choix[question.code] ?? []).map { (question.code, $0) } } + [
            (Self.champPlaces, places), (Self.champPostes, postesGardes), (Self.champBudget, budget), (Self.champBase, base),
        ]
    }

    func reponses(_ questionnaire: Questionnaire) throws(FormErrors) -> ReponsesBesoins {
        var erreurs = FormErrors()
        var reponses = ReponsesBesoins(choix: choix)
        if (choix["activite"] ?? []).isEmpty, questionnaire.question("activite") != nil {
            erreurs.add("activite", "Dites ce que l’on viendra faire : au moins une réponse.")
        }
        if let lu = Int(places ?? "1"), (1...30).contains(lu) {
            reponses.places = lu
        } else {
            erreurs.add(Self.champPlaces, "Le nombre de personnes est un nombre entier de 1 à 30.")
        }
        if let lu = Int(postesGardes ?? "0"), (0...30).contains(lu) {
            reponses.postesGardes = lu
        } else {
            erreurs.add(Self.champPostes, "Le nombre d’ordinateurs gardés est un nombre entier de 0 à 30.")
        }
        if let budget {
            do throws(MoneyError) {
                let montant = try Money(french: budget)
                if montant > .zero, montant <= .euros(1_000_000) { reponses.budget = montant } else { throw .tooLarge }
            } catch {
                erreurs.add(Self.champBudget, "Le budget est un montant en euros, de plus de 0 € et de 1 000 000 € au plus, comme 2 500.")
            }
        }
        reponses.baseBudget = base.flatMap(ReponsesBesoins.BaseBudget.init) ?? .apresAides
        guard erreurs.isEmpty else { throw erreurs }
        return reponses
    }
}
