import Foundation
import HTML
import Model
import Store

/// The contest at a glance: what is asked now, what one has to do, what entered the catalogue.
struct ConcoursPage: Sendable {
    let consultations: [Consultation]
    let propositions: [KitPropose]
    let role: Role?
    let ateliers: Set<ID<Organisation>>
    let aujourdhui: LocalDate

    var html: HTML {
        group {
            PageHeader(
                titre: "Concours d’innovation",
                chapeau:
                    "Des concepteurs proposent des kits, un jury choisit\u{A0}: ce qu’il retient entre au catalogue, avec son auteur et ses plans.",
                actions: role == .responsable ? [Bouton.lien("Ouvrir une consultation", vers: CheminConcours.nouvelle.link)] : []
            ).html
            if !aSuivre.isEmpty { liste(role == .concepteur ? "Vos propositions" : "À lire et à juger", aSuivre) }
            section(.class("pile")) {
                h2 { "Consultations" }
                if consultations.isEmpty { vide } else { for consultation in consultations { carte(consultation) } }
            }
            if !publiees.isEmpty { liste("Entrés au catalogue", publiees) }
        }
    }

    private var publiees: [KitPropose] { propositions.filter { $0.etat == .publie } }

    private var aSuivre: [KitPropose] {
        switch role {
        case .concepteur: propositions.filter { ateliers.contains($0.organisationId) }
        case .instructeur, .responsable: propositions.filter { [.enRevue, .jury].contains($0.etat) }
        case .secretaire, nil: []
        }
    }

    private var vide: HTML {
        EmptyState(titre: "Aucune consultation pour l’instant", texte: "La prochaine sera annoncée ici, avec ses critères et ses dates.")
            .html
    }

    private func carte(_ consultation: Consultation) -> HTML {
        Panneau {
            Etiquette.groupe([consultation.etiquette(le: aujourdhui)])
            h3 { a(.href(CheminConcours.consultation(consultation.consultationId).link)) { text(consultation.titre) } }
            p { text(consultation.dates) }
        }.html
    }

    private func liste(_ titre: String, _ propositions: [KitPropose]) -> HTML {
        section(.class("pile")) {
            h2 { text(titre) }
            PropositionsTableauConcours(propositions: propositions).html
        }
    }
}

/// Propositions in a table: what, who, where it stands.
struct PropositionsTableauConcours {
    let propositions: [KitPropose]
    /// By proposition; empty for who may not read it.
    var classement: [ID<KitPropose>: ClassementProposition] = [:]

    var html: HTML {
        var colonnes = [DataTable.Colonne("Kit proposé", .nom), .init("Atelier"), .init("État", .etat)]
        if !classement.isEmpty { colonnes += [.init("Moyenne sur 20", .nombre), .init("Relecteurs", .nombre)] }
        return DataTable(
            legende: "Propositions", legendeVisible: false, colonnes: colonnes,
            lignes: propositions.map { proposition in
                var cellules = [
                    a(.href(CheminConcours.proposition(proposition.propositionId).link)) { text(proposition.titre) },
                    text(proposition.atelier),
                    proposition.etat.etiquette.html,
                ]
                if !classement.isEmpty {
                    let place = classement[proposition.propositionId]
                    cellules += [text(place?.moyenne.map { Rate($0 / 100).moyenneFrancaise } ?? "–"), text("\(place?.relecteurs ?? 0)")]
                }
                return cellules
            }
        ).html
    }
}

extension Rate {
    /// A mean out of 20, one decimal: `14,5`.
    var moyenneFrancaise: String { Rate(value * 100).decimal(places: 1).replacing(".", with: ",") }
}

extension EtatProposition {
    var etiquette: Etiquette {
        switch self {
        case .brouillon: Etiquette(libelle)
        case .enRevue: Etiquette(libelle, .info)
        case .jury: Etiquette(libelle, .attente)
        case .nonRetenu: Etiquette(libelle, .refus)
        case .publie: Etiquette(libelle, .bon)
        case .retire: Etiquette(libelle, .refus)
        }
    }
}

extension Consultation {
    func etiquette(le jour: LocalDate) -> Etiquette {
        if jour < ouverteLe { return Etiquette("Ouvre le \(ouverteLe.longFrench)", .attente) }
        return estOuverte(le: jour) ? Etiquette("Ouverte", .bon) : Etiquette("Close", .neutre)
    }

    var dates: String {
        "Du \(ouverteLe.longFrench) au \(clotureLe.longFrench) inclus\u{A0}; le jury se réunit le \(juryLe.longFrench)."
    }
}
