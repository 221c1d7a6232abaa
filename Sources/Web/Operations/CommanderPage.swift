import HTML
import Model
import Parcours

/// Orders, or says why it is too early and what to wait for.
struct CommanderPage: Sendable {
    let planifie: ProjetPlanifie
    let avancement: Avancement
    let jeton: String
    let form: CommandeForm
    var erreurs = FormErrors()
    let achat: AchatPanneau

    private var projet: Projet { planifie.projet }
    private var droit: DroitDeCommander { avancement.droitDeCommander }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}»", titre: estPermis ? "Commander" : "Il est trop tôt pour commander"
            ).html
            avancement.stepper(.commande)
            div(.class("cote")) {
                div(.class("pile")) {
                    explication
                    if estPermis {
                        achat.html
                        formulaire
                    }
                }
                aside(.class("pile"), .ariaLabel("Ce qui est commandé")) { recapitulatif }
            }
        }
    }

    private var estPermis: Bool {
        switch droit {
        case .sansAide, .depuis, .aideRefusee: true
        case .avantDepot, .avantAccuse: false
        }
    }

    @HTMLBuilder private var explication: HTML {
        switch droit {
        case .sansAide:
            Notice(.conseil, "Vous ne demandez aucune aide") {
                p { "Rien ne retient cette commande\u{A0}: vous la payez entièrement." }
            }.html
        case .aideRefusee:
            Notice(.attention, "L’aide a été refusée") { p { "Vous pouvez commander, mais sans cette aide." } }.html
        case .depuis(let jour): permis(jour)
        case .avantDepot:
            Notice(.attention, "Déposez d’abord un dossier") {
                p { "Une commande ou un devis signé avant la réception de votre demande ferait perdre l’aide (CGCT, art. R. 2334-24)." }
            }.html
            suite
        case .avantAccuse(let aDeposer, let attendus):
            Notice(.attention, "L’accusé d’enregistrement n’est pas arrivé") {
                if !aDeposer.isEmpty { p { text("À déposer\u{A0}: \(aDeposer.joined(separator: ", ")).") } }
                if !attendus.isEmpty {
                    p { text("La préfecture n’a pas encore accusé réception\u{A0}: \(attendus.joined(separator: ", ")).") }
                }
                p { "Une commande ou un devis signé avant ferait perdre l’aide (CGCT, art. R. 2334-24)." }
            }.html
            suite
        }
    }

    /// Allowed is not granted: she must know before she signs.
    @HTMLBuilder private func permis(_ jour: LocalDate) -> HTML {
        Notice(.succes, "Vous pouvez commander depuis le \(jour.longFrench)") {
            p {
                "C’est le jour où la préfecture a reçu votre demande\u{A0}: une commande de ce jour ou d’après garde le droit à l’aide (CGCT, art. R. 2334-24)."
            }
        }.html
        if !attendus.isEmpty {
            Notice(.attention, "L’aide n’est pas encore accordée") {
                p {
                    text(
                        "\(attendus.map(\.montantDemandeCentimes).sum().french) sont demandés. Si l’aide est refusée ou réduite, la différence restera à votre charge. Rien n’oblige à commander maintenant."
                    )
                }
            }.html
        }
    }

    private var attendus: [Dossier] { avancement.dossiers.filter { !$0.etat.estDecide } }

    @HTMLBuilder private var suite: HTML {
        if let prochaine = avancement.prochaine { Bouton.groupe { Bouton.lien(prochaine.libelle, vers: prochaine.vers.link) } }
    }

    private var formulaire: HTML {
        Panneau("Le bon de commande") {
            Formulaire(vers: Chemin.commandes(projet.operationId).link, jeton: jeton) {
                Field(
                    "fournisseur", "Fournisseur", valeur: form.fournisseur, erreurs: erreurs, aide: "Celui du devis joint au dossier.",
                    autocomplete: "organization", longueur: 200
                ).html
                Field("passee_le", "Date de la commande", .date, valeur: form.passeeLe, erreurs: erreurs).html
                p(.class("petit")) {
                    "Le bon de commande vous engage. Il est daté, numéroté et écrit en PDF\u{A0}; ensuite le projet ne change plus."
                }
                Bouton.groupe { Bouton.envoyer("Passer la commande") }
            }.html
        }.html
    }

    private var recapitulatif: HTML {
        Panneau {
            Montant.somme(
                "À commander, TTC", planifie.plan.coutTotalTTC,
                precision: "\(planifie.plan.coutTotalHT.french) HT, \(planifie.lignes.count) articles")
            p { a(.href(Chemin.operation(projet.operationId))) { "Revoir l’équipement" } }
        }.html
    }
}
