import HTML
import Model
import Parcours
import Store

/// Signed scans come back; what no code names is filed by hand.
struct RetoursPage {
    let orphelines: [PageOrpheline]
    let retour: RetourSignature?
    let saisie: Saisie
    let erreurs: FormErrors
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                titre: "Retour des signatures",
                chapeau:
                    "Déposez le PDF numérisé, dans n’importe quel ordre. Trousse lit le code de chaque page, remet les pages ensemble et les classe dans leur dossier."
            ).html
            if let retour { bilan(retour) }
            Panneau("Pages numérisées") {
                Formulaire(vers: CheminDecisions.retours.link, jeton: jeton, fichiers: true) {
                    Field(
                        "scan", "PDF numérisé", .file(accept: "application/pdf"), erreurs: erreurs,
                        aide: "10\u{A0}Mo au plus\u{A0}: en plusieurs fois s’il le faut."
                    ).html
                    Bouton.groupe { Bouton.envoyer("Classer ces pages") }
                }.html
            }.html
            if !orphelines.isEmpty { aClasser }
        }
    }

    private func bilan(_ retour: RetourSignature) -> HTML {
        Notice(
            retour.orphelines == 0 && retour.incomplets.isEmpty ? .succes : .attention,
            "\(retour.classes) documents classés, \(retour.pages) pages"
        ) {
            if retour.orphelines > 0 {
                p { text("\(retour.orphelines) pages n’ont pas été reconnues\u{A0}: elles sont à classer à la main, ci-dessous.") }
            }
            if !retour.incomplets.isEmpty {
                p { "Des pages manquent\u{A0}:" }
                ul { for un in retour.incomplets { li { text(un) } } }
            }
            p { a(.href(CheminDecisions.documents(.init(etat: .aNotifier)))) { "Voir ce qui est à notifier" } }
        }.html
    }

    private var aClasser: HTML {
        Panneau(orphelines.count == 1 ? "1 page à classer à la main" : "\(orphelines.count) pages à classer à la main") {
            for page in orphelines {
                h3 { text("Page \(page.page) de «\u{A0}\(page.fichier)\u{A0}»") }
                p {
                    text("\(page.raison). ")
                    a(.href(CheminDecisions.page(page.pageId))) { text("Voir la page \(page.page)") }
                }
                Formulaire(vers: CheminDecisions.page(page.pageId).link, jeton: jeton) {
                    Field(
                        "numero-\(page.pageId)", "Numéro du dossier", .text, valeur: saisie["numero-\(page.pageId)"], erreurs: erreurs,
                        longueur: 40
                    ).html
                    Field(
                        "genre-\(page.pageId)", "Document", .select(GenreDocument.allCases.map { .init($0.rawValue, $0.libelle) }),
                        valeur: saisie["genre-\(page.pageId)"] ?? GenreDocument.arrete.rawValue
                    ).html
                    Bouton.groupe {
                        Bouton.envoyer("Classer cette page", .second)
                        Bouton.envoyer("Jeter cette page", .discret, nom: "jeter", valeur: "oui")
                    }
                }.html
            }
        }.html
    }
}
