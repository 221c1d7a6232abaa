import Foundation
import HTML
import Model
import Store

/// One consultation: what is asked, on what it is judged, who answered; for a designer, the way to answer.
struct ConsultationPage: Sendable {
    let consultation: Consultation
    let criteres: [CritereJury]
    let propositions: [KitPropose]
    let classement: [ClassementProposition]
    let role: Role?
    let besoins: [String]
    let form: PropositionForm
    let erreurs: FormErrors
    let aujourdhui: LocalDate
    let jeton: String

    var html: HTML {
        group {
            PageHeader(surtitre: "Concours d’innovation", titre: consultation.titre, chapeau: consultation.dates).html
            Etiquette.groupe([consultation.etiquette(le: aujourdhui)])
            div(.class("cote")) {
                div(.class("pile")) {
                    Panneau("Ce qui est attendu") {
                        for paragraphe in consultation.objet.split(whereSeparator: \.isNewline) { p { text(String(paragraphe)) } }
                    }.html
                    reponses
                    proposer
                }
                aside(.class("pile"), .ariaLabel("Jury et critères")) { jury }
            }
        }
    }

    private var jury: HTML {
        let total = criteres.reduce(0) { $0 + $1.poids }
        return Panneau("Le jury") {
            p { text(consultation.jury) }
            DataTable(
                legende: "Critères et poids", colonnes: [.init("Critère", .nom), .init("Poids", .nombre)],
                lignes: criteres.map { [text($0.nom), text(Rate(Decimal($0.poids) / Decimal(max(1, total))).french)] }
            ).html
        }.html
    }

    private var reponses: HTML {
        guard !propositions.isEmpty else { return .empty }
        let places =
            role == .responsable ? Dictionary(classement.map { ($0.propositionId, $0) }, uniquingKeysWith: { first, _ in first }) : [:]
        let rang = Dictionary(uniqueKeysWithValues: classement.enumerated().map { ($1.propositionId, $0) })
        return section(.class("pile")) {
            h2 { text(role == nil ? "Propositions publiées" : "Propositions") }
            PropositionsTableauConcours(
                propositions: propositions.sorted {
                    (rang[$0.propositionId] ?? .max, $0.propositionId) < (rang[$1.propositionId] ?? .max, $1.propositionId)
                },
                classement: places
            ).html
        }
    }

    private var proposer: HTML {
        guard role == .concepteur else { return .empty }
        guard consultation.estOuverte(le: aujourdhui) else {
            return Notice(.attention, "La consultation n’est pas ouverte") { p { "On ne propose plus de kit après le jour de clôture." } }
                .html
        }
        return Panneau("Proposer un kit") {
            Formulaire(vers: CheminConcours.nouvelleProposition(consultation.consultationId).link, jeton: jeton) {
                PropositionChamps(form: form, besoins: besoins, erreurs: erreurs).html
                Bouton.groupe { Bouton.envoyer("Commencer la proposition") }
            }.html
            p(.class("petit")) { "Elle reste un brouillon, visible de votre atelier seul, jusqu’à ce que vous la déposiez." }
        }.html
    }
}

/// The fields of a proposition, for its creation and its correction.
struct PropositionChamps {
    let form: PropositionForm
    let besoins: [String]
    let erreurs: FormErrors

    var html: HTML {
        group {
            Field("titre", "Nom du kit", valeur: form.titre, erreurs: erreurs, longueur: 120).html
            Field("phrase", "À quoi il sert, en une phrase", .textarea(lignes: 3), valeur: form.phrase, erreurs: erreurs).html
            Field("besoin", "Besoin", .select(choix), valeur: form.besoin, erreurs: erreurs).html
            Field(
                "destinataire", "Pour qui il est fait", valeur: form.destinataire, erreurs: erreurs,
                aide: "Par exemple\u{A0}: mairie de moins de 1\u{202F}000 habitants."
            ).html
            Field(
                "licence", "Licence des plans", valeur: form.licence, erreurs: erreurs, aide: "Par exemple\u{A0}: CC BY-SA 4.0.",
                requis: false
            ).html
            Field(
                "fabrication", "Comment le faire fabriquer près de chez soi", .textarea(lignes: 3), valeur: form.fabrication,
                erreurs: erreurs, requis: false
            ).html
        }
    }

    private var choix: [Field.Choix] {
        let connus = form.besoin.map { besoins.contains($0) ? besoins : besoins + [$0] } ?? besoins
        return connus.map { .init($0, $0) }
    }
}

/// The form that opens a consultation.
struct NouvelleConsultationPage: Sendable {
    let form: ConsultationForm
    let erreurs: FormErrors
    let jeton: String

    var html: HTML {
        group {
            PageHeader(titre: "Ouvrir une consultation", chapeau: "Les concepteurs la verront dès son jour d’ouverture.").html
            Formulaire(vers: CheminConcours.nouvelle.link, jeton: jeton) {
                Field("titre", "Titre", valeur: form.titre, erreurs: erreurs, longueur: 200).html
                Field("objet", "Ce qui est attendu", .textarea(lignes: 6), valeur: form.objet, erreurs: erreurs).html
                Field("jury", "Composition du jury", .textarea(lignes: 2), valeur: form.jury, erreurs: erreurs).html
                Field("ouverte_le", "Ouverture", .date, valeur: form.ouverte, erreurs: erreurs).html
                Field("cloture_le", "Dernier jour pour déposer", .date, valeur: form.cloture, erreurs: erreurs).html
                Field("jury_le", "Réunion du jury", .date, valeur: form.deliberation, erreurs: erreurs).html
                Field(
                    "criteres", "Critères", .textarea(lignes: 4), valeur: form.criteres, erreurs: erreurs,
                    aide: "Un par ligne, suivi de son poids. Chacun est noté sur 20."
                ).html
                Bouton.groupe { Bouton.envoyer("Ouvrir la consultation") }
            }.html
        }
    }
}
