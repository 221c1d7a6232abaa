import HTML
import Model
import Parcours

/// The form of an application on one page: what is known is shown with where it comes from, the rest is asked.
struct FormulairePage: Sendable {
    let projet: Projet
    let dossier: Dossier
    let demande: DemandeRemplie
    let avancement: Avancement
    /// Earlier projects of the porteur whose answers may be taken over.
    let anterieurs: [Projet]
    let jeton: String
    /// The section that the address asks to see.
    var montree: String?
    /// What was typed, when it comes back with errors.
    var form: FormulaireForm?
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}» · n°\u{A0}\(dossier.numero)", titre: "La demande \(dossier.nomCourt)",
                chapeau: chapeau
            ).html
            avancement.stepper(.dossier)
            if !demande.nouvelles.isEmpty { nouvelles }
            Formulaire.garde(vers: CheminDemande.formulaire(projet.operationId, dossier.dossierId).link, jeton: jeton) {
                input(.type("hidden"), .name(FormulaireForm.revision), .value("\(demande.revision)"))
                input(.type("hidden"), .name(FormulaireForm.champsMontres), .value(montres))
                for section in demande.formulaire.sections where !estRepliee(section) {
                    SectionFormulaire(page: self, section: section).html
                }
                if !repliees.isEmpty {
                    Panneau("Ce qui est déjà complet") {
                        for section in repliees { SectionFormulaire(page: self, section: section).repliee }
                    }.html
                }
                p(.class("petit", "doux"), .role("status"), .init("data-etat", "")) {}
                Bouton.groupe {
                    Bouton.envoyer("Enregistrer et revenir au dossier")
                    a(.href(Chemin.dossier(projet.operationId, dossier.dossierId))) { "Revenir sans enregistrer" }
                }
            }
            if !anterieurs.isEmpty { reprise }
            p(.class("petit", "doux")) {
                text("\(demande.formulaire.source). Version \(demande.formulaire.version) du \(demande.formulaire.depuis.longFrench).")
            }
        }
    }

    private var repliees: [FormulaireDemande.Section] { demande.formulaire.sections.filter(estRepliee) }

    /// What is complete waits below, closed, unless the address asks to see it: the questions come first.
    private func estRepliee(_ section: FormulaireDemande.Section) -> Bool {
        demande.etat(section) == .complet && section.code != montree
            && erreurs[""] == nil
            && section.champs.allSatisfy { champ in
                erreurs[champ.code] == nil && !demande.nouvelles.contains { $0.code == champ.code }
            }
    }

    private var chapeau: String {
        let nombre = demande.manquants.count
        if demande.aCorriger != nil {
            return "La préfecture attend une correction. Ce qui est déjà connu se change dans le projet ou dans le plan."
        }
        return switch nombre {
        case 0: "Toutes les réponses y sont. Relisez, changez ce qui n’est pas juste."
        case 1: "Il reste une réponse à donner. Le reste est déjà connu\u{A0}: vérifiez-le."
        default: "Il reste \(nombre) réponses à donner. Le reste est déjà connu\u{A0}: vérifiez-le."
        }
    }

    /// What this page asks: only that counts when it comes back.
    private var montres: String {
        demande.formulaire.champs.filter { $0.connu == nil && demande.estPosee($0) }.map(\.code).joined(separator: ",")
    }

    private var nouvelles: HTML {
        Notice(.attention, "Le formulaire a changé depuis que vous l’avez commencé") {
            p { "Rien de ce que vous aviez écrit n’est perdu. Il demande maintenant\u{A0}:" }
            ul { for champ in demande.nouvelles { li { a(.href(Link.anchor(Field.id(champ.code)))) { text(champ.libelle) } } } }
        }.html
    }

    private var reprise: HTML {
        details {
            summary { "Reprendre les réponses d’un projet précédent" }
            Formulaire(vers: CheminDemande.reprise(projet.operationId, dossier.dossierId).link, jeton: jeton) {
                Field(
                    "source", "Projet", .select(anterieurs.map { .init("\($0.operationId)", "\($0.intitule), \($0.exercice)") }),
                    aide: "Seules les réponses qui restent vraies sont reprises, là où vous n’avez rien répondu."
                ).html
                Bouton.groupe { Bouton.envoyer("Reprendre ces réponses", .second) }
            }.html
        }
    }
}

extension Formulaire {
    /// A form whose answers the page's script keeps at each change; its button does without the script.
    static func garde(vers action: Link, jeton: String, @HTMLBuilder contenu: () -> HTML) -> HTML {
        form(.class("formulaire", "pile"), .method(.post), .action(action), .novalidate(), .init("data-garde", "")) {
            Jeton.champ(jeton)
            contenu()
        }
    }
}
