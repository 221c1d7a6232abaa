import HTML
import Model
import Planner

/// The decision on a complete dossier: the amounts with their rate, what the envelope holds, what the rules say.
struct AccordPanneau {
    let instruit: DossierInstruit
    let saisie: SaisieInstruction
    let erreurs: FormErrors
    let jeton: String

    private var dossier: Dossier { instruit.dossier }
    private var form: AccordForm { saisie.accord ?? AccordForm(dossier, le: instruit.aujourdhui) }

    var html: HTML {
        group {
            hr()
            h2 { "Accorder l’aide" }
            HTML.formulaireVivant(vers: Chemin.instruction(dossier.dossierId).link, "formulaire") {
                input(.type("hidden"), .name("avant"), .value(form.affiche))
                Field("retenue", "Dépense retenue, HT", .amount, valeur: form.retenue, erreurs: erreurs).html
                Field("taux", "Taux", .percent, valeur: form.taux, erreurs: erreurs, requis: false).html
                Field("montant", "Montant accordé", .amount, valeur: form.montant, erreurs: erreurs, aide: aideMontant).html
                Bouton.groupe { Bouton.envoyer("Recalculer", .second) }
                HTML.region("accord", "pile") {
                    p(.class("invisible"), .role("status")) { text(permis?.texte ?? "") }
                    taux
                    nonPermis
                    avertissements
                }
                Field(
                    "numero_ej", "Engagement juridique (Chorus)", valeur: form.numeroEj, erreurs: erreurs,
                    aide: "Si vous l’avez déjà.",
                    requis: false, longueur: 40
                ).html
                Field("date", "Décision du", .date, valeur: form.date, erreurs: erreurs).html
                Bouton.groupe { Bouton.envoyer("Accorder", vers: Chemin.acteInstruction(dossier.dossierId, .decision).link, jeton: jeton) }
            }
            hr()
            repli(.refus, "Refuser", "Ce qui était réservé pour ce dossier revient à l’enveloppe.", "Refuser le dossier")
            repli(
                .classement, "Classer sans suite", "Le dossier est clos\u{A0}; ce qui était réservé revient à l’enveloppe.",
                "Classer sans suite"
            )
        }
    }

    private var aideMontant: String? {
        instruit.disponible.map { "\($0.french) disponibles, dont \(dossier.montantDemandeCentimes.french) réservés pour ce dossier." }
    }

    /// Of the amounts in the form, as they were typed.
    private var taux: HTML {
        guard let montants = form.montants else { return .empty }
        return p(.class("calcul")) {
            "Taux de l’arrêté\u{A0}: "
            strong { text(montants.montant.ratio(to: montants.retenue).french) }
            span(.class("motif")) { text("\(montants.montant.french) sur \(montants.retenue.french)") }
        }
    }

    private var permis: Motif? { form.montants.flatMap { instruit.permis?.refus($0.montant) } }

    /// What the law refuses of these amounts, and the nearest that it allows, to take as it is.
    private var nonPermis: HTML {
        guard let permis, let montants = form.montants else { return .empty }
        let depasse = instruit.permis.map { montants.retenue > $0.coutTotal ? $0.coutTotal : nil } ?? nil
        let proche = depasse == nil ? instruit.permis?.plusProche(de: montants.montant) : nil
        return Notice(.refus, "Ce montant n’est pas permis") {
            p { permis.avecSource }
            if let proche {
                p { a(.href(form.essai(dossier.dossierId, montants.retenue, proche).link)) { text("Prendre \(proche.french)") } }
            } else if let depasse {
                p {
                    a(.href(form.essai(dossier.dossierId, depasse, min(montants.montant, depasse)).link)) {
                        text("Retenir \(depasse.french)")
                    }
                }
            }
        }.html
    }

    private var avertissements: HTML {
        guard !instruit.avertissements.isEmpty, let montants = form.montants else { return .empty }
        return group {
            Notice(.attention, "À regarder avant de décider") {
                ul { for motif in instruit.avertissements { li { motif.avecSource } } }
            }.html
            input(.type("hidden"), .name("averti"), .value(AccordForm.empreinte(montants.retenue, montants.montant)))
            Field("confirmer", "J’ai lu ces avertissements et j’accorde ces montants", .checkbox(valeur: "oui"), erreurs: erreurs).html
        }
    }

    private func repli(_ acte: MotifForm.Acte, _ titre: String, _ effet: String, _ bouton: String) -> HTML {
        MotifRepli(
            acte: acte, titre: titre, effet: effet, bouton: bouton, dossier: dossier.dossierId, motif: saisie.motif(acte), erreurs: erreurs,
            jeton: jeton
        ).html
    }
}
