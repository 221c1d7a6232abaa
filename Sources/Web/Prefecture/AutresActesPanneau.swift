import HTML
import Model

/// The passages that the state of a dossier allows beside its main step: the expected one open, the others folded.
struct AutresActesPanneau {
    let dossier: Dossier
    let saisie: SaisieInstruction
    let erreurs: FormErrors
    let aujourdhui: LocalDate
    let jeton: String

    private var actes: [ActeDossier] { ActeDossier.possibles(dossier) }

    var html: HTML {
        guard !actes.isEmpty else { return .empty }
        return group {
            for acte in actes where acte.estAttendu { attendu(acte) }
            let autres = actes.filter { !$0.estAttendu }
            if !autres.isEmpty {
                hr()
                for acte in autres { replie(acte) }
            }
        }
    }

    private func attendu(_ acte: ActeDossier) -> HTML {
        group {
            hr()
            h2 { text(acte.titre) }
            formulaire(acte)
        }
    }

    private func replie(_ acte: ActeDossier) -> HTML {
        details(.open(saisie.passage?.acte == acte)) {
            summary { text(acte.titre) }
            formulaire(acte)
        }
    }

    private func formulaire(_ acte: ActeDossier) -> HTML {
        let tape = saisie.passage.flatMap { $0.acte == acte ? $0 : nil }
        return Formulaire(vers: CheminBureau.passage(dossier.dossierId).link, jeton: jeton) {
            input(.type("hidden"), .name("acte"), .value(acte.rawValue))
            p(.class("petit")) { text(acte.effet) }
            if acte.aUneDate {
                Field(PassageForm.champDate(acte), "Le", .date, valeur: tape?.date ?? aujourdhui.description, erreurs: erreurs).html
            }
            if acte.exigeMotif {
                Field(PassageForm.champMotif(acte), "Motif", .textarea(lignes: 3), valeur: tape?.motif, erreurs: erreurs).html
            }
            Bouton.groupe { Bouton.envoyer(acte.bouton, acte.estGrave ? .danger : acte.estAttendu ? .principal : .second) }
        }.html
    }
}
