import HTML
import Model
import Planner
import Store

/// The opinions of a dossier: those asked, those given, and the form that asks for one.
struct AvisPage {
    let dossier: Dossier
    let avis: [Avis]
    /// The commission d'élus must answer before what is asked can be granted.
    let commissionAttendue: Bool
    let envoieDesCourriels: Bool
    let jeton: String
    let aujourdhui: LocalDate
    var form = AvisForm()
    /// The opinion whose answer came back with an error, and what was typed.
    var reponse: (avis: ID<Avis>, form: ReponseAvisForm)?
    var erreurs = FormErrors()

    private var demandable: Bool { [.complet, .enInstruction, .avis].contains(dossier.etat) }

    var html: HTML {
        group {
            if commissionAttendue { commission }
            ol(.class("echanges")) { for un in avis { li(.id("avis-\(un.avisId)")) { fiche(un) } } }
            if avis.isEmpty { p { "Aucun avis n’est demandé sur ce dossier." } }
            if demandable {
                Panneau("Demander un avis") { demande }.html
            } else {
                p(.class("doux")) { "Un avis se demande une fois le dossier complet, avant la programmation." }
            }
        }
    }

    private var commission: HTML {
        Notice(.attention, "L’avis de la commission d’élus est nécessaire") {
            p {
                text(
                    "Ce dossier demande \(dossier.montantDemandeCentimes.french). Au-dessus du seuil, l’aide ne peut pas être accordée avant l’avis de la commission (CGCT, art.\u{A0}L.\u{A0}2334-37). Il est consultatif."
                )
            }
        }.html
    }

    private func fiche(_ un: Avis) -> HTML {
        group {
            p {
                strong { text(un.expert) }
                " "
                etat(un)
            }
            p(.class("petit", "doux")) {
                text(
                    "\(un.nature == .commission ? "Commission d’élus. " : "")Demandé le \(un.demandeLe.french), à rendre le \(un.delaiLe.french). \(un.confidentiel ? "Confidentiel" : "Visible des autres experts")\(un.courriel.map { ". Écrit à \($0)" } ?? "")."
                )
            }
            p(.class("dit")) { text(un.question) }
            if let texte = un.texte { HTML.element(Tag("blockquote"), [.class("dit")], [text(texte)]) }
            if un.closLe == nil { inscription(un) }
        }
    }

    private func etat(_ un: Avis) -> HTML {
        if let sens = un.sens {
            return group {
                Etiquette(sens.libelle, sens.ton).html
                text(un.reponduLe.map { " le \($0.french)" } ?? "")
            }
        }
        if let clos = un.closLe { return Etiquette("Sans réponse, clos le \(clos.french)").html }
        return Etiquette("En attente d’avis", .attente).html
    }

    /// Each form has its own fields: several stand on one page.
    private func inscription(_ un: Avis) -> HTML {
        let revenue = reponse?.avis == un.avisId ? reponse?.form : nil
        return details(.open(revenue != nil || un.courriel == nil)) {
            summary { "Inscrire la réponse" }
            Formulaire(vers: CheminMessagerie.reponseAvis(dossier.dossierId, un.avisId).link, jeton: jeton) {
                ReponseAvisChamps(form: revenue ?? .init(), suffixe: "-\(un.avisId)", erreurs: revenue == nil ? .init() : erreurs).html
                Bouton.groupe {
                    Bouton.envoyer("Inscrire l’avis", .second)
                    Bouton.envoyer("Clore sans réponse", .discret, nom: "clore", valeur: "oui")
                }
            }.html
        }
    }

    private var demande: HTML {
        Formulaire(vers: CheminMessagerie.avis(dossier.dossierId).link, jeton: jeton) {
            Field(
                "nature", "Avis",
                .radios([.init("expert", "D’un service ou d’un expert"), .init("commission", "De la commission d’élus (DETR)")]),
                valeur: form.nature ?? (commissionAttendue ? "commission" : "expert")
            ).html
            Field(
                "expert", "Demandé à", valeur: form.expert ?? (commissionAttendue ? "Commission d’élus" : nil), erreurs: erreurs,
                longueur: 200
            )
            .html
            Field(
                "courriel", "Adresse électronique", .email, valeur: form.courriel, erreurs: erreurs,
                aide: envoieDesCourriels
                    ? "Un lien personnel lui est envoyé pour lire le dossier et répondre sans compte. Vide\u{A0}: vous inscrirez vous-même sa réponse."
                    : "Ce site n’envoie pas encore de courriel\u{A0}: le lien partira quand l’envoi sera réglé. Vide\u{A0}: vous inscrirez vous-même sa réponse.",
                requis: false
            ).html
            Field("question", "Question", .textarea(lignes: 3), valeur: form.question, erreurs: erreurs).html
            Field(
                "delai", "À rendre au plus tard le", .date, valeur: form.delai ?? aujourdhui.adding(months: 1).description, erreurs: erreurs
            ).html
            Field(
                "confidentiel", "Confidentiel", .checkbox(valeur: "oui"), valeurs: form.confidentiel ? ["oui"] : [],
                aide: "Les autres experts ne le lisent pas. Le porteur ne lit jamais les avis.", requis: false
            ).html
            Bouton.groupe { Bouton.envoyer("Demander l’avis") }
        }.html
    }
}

/// The word and its reason; `suffixe` tells apart the forms of one page.
struct ReponseAvisChamps {
    let form: ReponseAvisForm
    var suffixe = ""
    var erreurs = FormErrors()

    var html: HTML {
        group {
            champ("sens", "Avis", .radios(SensAvis.allCases.map { .init($0.rawValue, $0.libelle) }), form.sens)
            champ(
                "texte", "Motif", .textarea(lignes: 4), form.texte, aide: "Nécessaire pour un avis réservé ou défavorable.", requis: false)
        }
    }

    private func champ(
        _ nom: String, _ libelle: String, _ kind: Field.Kind, _ valeur: String?, aide: String? = nil, requis: Bool = true
    ) -> HTML {
        var siennes = FormErrors()
        if let erreur = erreurs[nom] ?? erreurs[nom + suffixe] { siennes.add(nom + suffixe, erreur) }
        return Field(nom + suffixe, libelle, kind, valeur: valeur, erreurs: siennes, aide: aide, requis: requis).html
    }
}
