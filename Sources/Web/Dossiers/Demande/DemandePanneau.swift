import Foundation
import HTML
import Model
import Parcours

/// The form as the page of a draft sums it up: its sections, their states, what each still lacks.
struct DemandePanneau {
    let projet: ID<Projet>
    let dossier: ID<Dossier>
    let demande: DemandeRemplie
    /// The button of this panel is the next thing to do.
    let estUrgent: Bool

    var html: HTML {
        Panneau("La demande") {
            DataTable(
                legende: "Sections de la demande", legendeVisible: false, colonnes: [.init("Section", .nom), .init("État", .etat)],
                lignes: demande.formulaire.sections.map(ligne)
            ).html
            Bouton.groupe {
                Bouton.lien(libelle, vers: CheminDemande.formulaire(projet, dossier).link, estUrgent ? .principal : .discret)
            }
        }.html
    }

    private var libelle: String {
        if demande.aCorriger != nil { return "Corriger la demande" }
        return demande.manquants.isEmpty ? "Relire la demande" : "Répondre aux questions"
    }

    private func ligne(_ section: FormulaireDemande.Section) -> [HTML] {
        [
            group {
                a(
                    .href(
                        Link(
                            path: CheminDemande.formulaire(projet, dossier).link.description, query: [("section", section.code)],
                            fragment: "section-\(section.code)"))
                ) {
                    text(section.titre)
                }
                if !manques(section).isEmpty { span(.class("motif")) { text(manques(section)) } }
            },
            Etiquette(demande.etat(section)).html,
        ]
    }

    private func manques(_ section: FormulaireDemande.Section) -> String {
        let manquants = demande.manquants(section)
        guard let premier = manquants.first else { return "" }
        return manquants.count == 1 ? "Il manque «\u{A0}\(premier.libelle)\u{A0}»." : "Il manque \(manquants.count) réponses."
    }
}

/// Who answered what, the last first.
struct HistoireReponses {
    let changements: [ChangementReponse]
    let formulaire: FormulaireDemande

    var html: HTML {
        guard !changements.isEmpty else { return .empty }
        return details {
            summary { "Qui a répondu quoi" }
            ol(.class("historique")) {
                for changement in changements {
                    li {
                        time(.datetime("\(LocalDate(changement.enregistreLe))")) { text(LocalDate(changement.enregistreLe).french) }
                        " "
                        text(phrase(changement))
                    }
                }
            }
        }
    }

    private func phrase(_ changement: ChangementReponse) -> String {
        let champ = formulaire.champ(changement.champ)
        let (question, qui) = (champ?.libelle ?? changement.champ, changement.agent ?? "Trousse")
        guard let nouvelle = changement.nouvelle else { return "\(qui) a retiré la réponse à «\u{A0}\(question)\u{A0}»." }
        return "\(qui)\u{A0}: «\u{A0}\(question)\u{A0}», \(champ?.texte(nouvelle) ?? nouvelle.joined(separator: ", "))."
    }
}

/// What was sent, for whoever may read the dossier: the mairie after the deposit, the préfecture.
struct DemandeLue {
    let demande: DemandeEnvoyee

    var html: HTML {
        details {
            summary { "La demande, telle qu’elle a été envoyée" }
            for section in demande.sections {
                h3 { text(section.titre) }
                DescriptionList(faits: section.lignes.map { ligne in (ligne.libelle, text(ligne.texte)) }).html
            }
        }
    }
}
