import HTML
import Model
import Parcours
import Store

/// How the words were understood, above what answers them: a slip repaired, a word left aside, several senses, what is not for sale.
struct ReponseComprise {
    let query: CatalogueQuery
    let reponse: ReponseRecherche?

    var html: HTML {
        guard let reponse else { return .empty }
        return group {
            if let page = reponse.page { page.carte }
            if let corrige = reponse.corrige {
                p {
                    "Vouliez-vous dire "
                    strong { text("«\u{A0}\(corrige)\u{A0}»") }
                    "\u{A0}? Voici ce qui y répond."
                }
            }
            if !reponse.ignores.isEmpty, !reponse.codes.isEmpty {
                p(.class("doux")) { text("Laissé de côté, faute de réponse\u{A0}: \(reponse.ignores.joined(separator: ", ")).") }
            }
            if !reponse.sens.isEmpty { plusieursSens(reponse.sens) }
        }
    }

    private func plusieursSens(_ sens: [MotsRecherche.Sens]) -> HTML {
        p {
            text("Cela peut être ")
            for (rang, un) in sens.enumerated() {
                if rang > 0 { text(rang == sens.count - 1 ? " ou " : ", ") }
                a(.href(un.code.hasPrefix("K") && !un.code.contains("-") ? Chemin.kit(un.code) : Chemin.article(un.code))) { text(un.nom) }
            }
            "."
        }
    }
}

extension PageAide {
    /// What a search shows before anything that is for sale.
    var carte: HTML {
        switch self {
        case .aidantsConnect:
            Notice(.conseil, "La carte Aidants Connect ne s’achète pas") {
                p {
                    "Elle est remise gratuitement par l’État, après habilitation de la mairie et formation de l’agent. "
                    a(.href(Chemin.pageAide(self))) { "Comment demander l’habilitation" }
                }
                p(.class("petit")) { "Ci-dessous, de quoi équiper le bureau où l’aidant reçoit." }
            }.html
        }
    }
}

/// Nothing answers: which filter to take away, what is near, where else to look.
struct CatalogueVide {
    let query: CatalogueQuery
    let selection: SelectionCatalogue
    let proches: [KitCard]

    var html: HTML {
        group {
            EmptyState(
                titre: query.q.map { "Rien ne répond à «\u{A0}\($0)\u{A0}»" + (query.criteres.isEmpty ? "" : " avec ces filtres") }
                    ?? "Rien avec ces filtres", texte: conseil,
                action: Bouton.lien("Voir tous les kits", vers: Chemin.catalogue().link, .second)
            ).html
            if !selection.sans.isEmpty {
                h2 { "Retirer un filtre" }
                ul { for (critere, nombre) in selection.sans { li { sans(critere, nombre) } } }
            }
            if !proches.isEmpty {
                h2 { "Ce qui s’en approche" }
                KitCard.liste(proches)
            }
        }
    }

    private var conseil: String {
        if !selection.sans.isEmpty { return "Un filtre de moins suffit\u{A0}: voici ce que chacun laisse voir." }
        return query.q == nil
            ? "Ces filtres s’excluent. Effacez-les, puis choisissez-en un à la fois."
            : "Essayez un mot plus court ou plus courant (« imprimante », « atelier », « malentendant »), ou dites seulement qui vient."
    }

    private func sans(_ critere: Critere, _ nombre: Int) -> HTML {
        a(.href(Chemin.catalogue(query.with { $0.criteres = $0.criteres.bascule(critere) }))) {
            text("Sans «\u{A0}\(critere.libelle)\u{A0}»\u{A0}: \(nombre) réponse\(nombre > 1 ? "s" : "")")
        }
    }
}
