import HTML
import Model

/// A few plain questions, on one page: nothing is kept, the answers are in the address.
struct AssistantPage: Sendable {
    let questionnaire: Questionnaire
    let saisie: AssistantForm
    var erreurs = FormErrors()
    /// nil: the budget is then read TTC.
    let commune: String?

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Catalogue", titre: "De quoi avez-vous besoin ?",
                chapeau:
                    "Répondez comme vous le diriez à une collègue. Trousse cherche parmi tous les kits et tous les articles ce qui répond le mieux à votre budget, et dit pourquoi."
            ).html
            formulaire
        }
    }

    private var formulaire: HTML {
        form(.class("formulaire"), .method(.get), .action(Chemin.propositionAssistant([])), .novalidate()) {
            groupe("Ce que l’on viendra faire") {
                question("activite")
                question("public")
                Field(
                    AssistantForm.champPlaces, "Combien de personnes en même temps ?", .number, valeur: saisie.places ?? "1",
                    erreurs: erreurs, aide: "Un nombre de 1 à 30 ; 1 pour un seul poste."
                ).html
            }
            groupe("Le lieu") {
                question("lieu")
                question("acces")
                question("internet")
            }
            groupe("Ce que vous avez déjà") {
                question("deja")
                Field(
                    AssistantForm.champPostes, "Ordinateurs que vous gardez pour cela", .number, valeur: saisie.postesGardes ?? "0",
                    erreurs: erreurs, requis: false
                ).html
            }
            groupe("Vos souhaits") {
                question("reemploi")
                autres
                Field(
                    AssistantForm.champBudget, "Budget à ne pas dépasser", .amount, valeur: saisie.budget, erreurs: erreurs,
                    aide: "Sans montant, Trousse couvre tous vos besoins au moindre prix.", requis: false
                ).html
                Field(
                    AssistantForm.champBase, "Ce budget est",
                    .radios([
                        .init(
                            "apres-aides", "Ce qui restera à payer par la commune",
                            aide: commune.map { "Aides et FCTVA déduits, pour \($0)." }
                                ?? "Aides et FCTVA déduits. Choisissez d’abord votre commune en haut de la page ; sans elle, Trousse compte le prix TTC."
                        ),
                        .init("ttc", "Le montant des factures, TTC"),
                    ]), valeur: saisie.base ?? "apres-aides", erreurs: erreurs, requis: false
                ).html
            }
            Bouton.groupe { Bouton.envoyer("Voir ce qu’il vous faut") }
        }
    }

    private func groupe(_ titre: String, @HTMLBuilder _ questions: () -> HTML) -> HTML {
        Panneau(titre) { div(.class("formulaire")) { questions() } }.html
    }

    /// Questions that an operator adds to the file have their place too.
    private var autres: HTML {
        let placees: Set = ["activite", "public", "lieu", "acces", "internet", "deja", "reemploi"]
        return group { for question in questionnaire.questions where !placees.contains(question.code) { self.question(question.code) } }
    }

    private func question(_ code: String) -> HTML {
        guard let question = questionnaire.question(code) else { return .empty }
        let choix = question.choix.map { Field.Choix($0.code, $0.libelle, aide: $0.aide) }
        let dits = saisie.choix[code] ?? []
        return Field(
            code, question.libelle, question.genre == .plusieurs ? .checkboxes(choix) : .radios(choix),
            valeurs: dits.isEmpty ? [question.defaut].compactMap(\.self) : dits, erreurs: erreurs, aide: question.aide,
            requis: question.genre == .une || code == "activite"
        ).html
    }
}
