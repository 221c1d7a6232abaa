import HTML
import Model
import Planner

/// Every date of a project: what comes, then what is behind, each with its article.
struct CalendrierPage {
    let projet: Projet
    let entrees: [EntreeCalendrier]
    let aujourdhui: LocalDate

    private var aVenir: [EntreeCalendrier] { entrees.filter { $0.date >= aujourdhui && $0.nature != .fait } }
    private var passees: [EntreeCalendrier] { entrees.filter { !($0.date >= aujourdhui && $0.nature != .fait) }.reversed() }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}»", titre: "Calendrier", chapeau: chapeau,
                actions: entrees.isEmpty
                    ? [] : [Bouton.lien("Ajouter à mon agenda (.ics)", vers: Chemin.calendrierICS(projet.operationId).link, .second)]
            ).html
            if entrees.isEmpty {
                EmptyState(
                    titre: "Aucune date pour l’instant",
                    texte: "Les dates arrivent avec le premier dossier\u{A0}: réception, décision, commande, solde.",
                    action: Bouton.lien("Revenir au projet", vers: Chemin.operation(projet.operationId).link)
                ).html
            }
            if !aVenir.isEmpty { panneau("À venir", aVenir) }
            if !passees.isEmpty { panneau("Fait ou passé", passees) }
        }
    }

    private var chapeau: String? {
        guard let prochaine = aVenir.first(where: { $0.nature == .limite }) else {
            guard !entrees.isEmpty else { return nil }
            let avant = passees.isEmpty ? "\u{A0}: elles commencent quand la préfecture reçoit votre demande" : ""
            return "Aucune date limite ne court aujourd’hui\(avant)."
        }
        return "Prochaine date limite\u{A0}: \(prochaine.titre), le \(prochaine.date.longFrench)."
    }

    private func panneau(_ titre: String, _ entrees: [EntreeCalendrier]) -> HTML {
        Panneau(titre) { ol(.class("dates")) { for entree in entrees { ligne(entree) } } }.html
    }

    private func ligne(_ entree: EntreeCalendrier) -> HTML {
        li {
            time(.datetime(entree.date.description)) { text(entree.date.french) }
            div {
                strong { text(entree.titre) }
                " "
                etiquette(entree).html
                span(.class("motif")) { text(explication(entree)) }
            }
        }
    }

    /// What, whether offices are closed that day, and the article in brackets.
    private func explication(_ entree: EntreeCalendrier) -> String {
        let phrase = [entree.explication, entree.ferme].compactMap(\.self).joined(separator: " ")
        return "\(phrase.hasSuffix(".") ? String(phrase.dropLast()) : phrase) (\(entree.article))."
    }

    private func etiquette(_ entree: EntreeCalendrier) -> Etiquette {
        switch entree.nature {
        case .fait: Etiquette("Fait", .bon)
        case .limite where entree.date < aujourdhui: Etiquette("Date passée", .refus)
        case .limite: Etiquette("Date limite", .attente)
        case .prevision: Etiquette("Prévision", .info)
        }
    }
}
