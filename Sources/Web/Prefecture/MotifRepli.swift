import HTML
import Model

/// An act that needs a motive, folded until it is wanted; open when it comes back with an error.
struct MotifRepli {
    let acte: MotifForm.Acte
    let titre: String
    let effet: String
    let bouton: String
    let dossier: ID<Dossier>
    let motif: String?
    var choisis: [String] = []
    let erreurs: FormErrors
    let jeton: String
    /// What the demand may be about: named, only that reopens.
    var objets: [Field.Choix] = []

    var html: HTML {
        let champ = MotifForm.champ(acte)
        return details(.open(erreurs[champ] != nil || motif != nil)) {
            summary { text(titre) }
            Formulaire(vers: Chemin.acteInstruction(dossier, acte == .correction ? .correction : .decision).link, jeton: jeton) {
                p(.class("petit")) { text(effet) }
                Field(champ, "Motif", .textarea(lignes: 4), valeur: motif, erreurs: erreurs, aide: "Il est envoyé au demandeur.").html
                if !objets.isEmpty {
                    Field(
                        "objets", "Ce qui est à corriger", .checkboxes(objets), valeurs: choisis,
                        aide: "Le reste de la demande ne se rouvre pas. Sans case cochée, tout se rouvre.", requis: false
                    ).html
                }
                Bouton.groupe { Bouton.envoyer(bouton, acte == .correction ? .second : .danger, nom: "decision", valeur: acte.rawValue) }
            }.html
        }
    }
}
