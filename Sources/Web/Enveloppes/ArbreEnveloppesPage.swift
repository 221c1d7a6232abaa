import HTML
import Model

/// The money of the programme for one exercice, from the root down; an agent finds her département first.
struct ArbreEnveloppesPage: Sendable {
    let arbre: ArbreEnveloppes
    let exercice: Int?
    let exercices: [Int]
    let agent: Agent

    var html: HTML {
        group {
            PageHeader(
                titre: exercice.map { "Enveloppes \($0)" } ?? "Enveloppes",
                chapeau:
                    "Ce qui est alloué, réservé pour des dossiers complets, engagé par une décision, et ce qui reste. Chaque montant mène à ses mouvements."
            ).html
            if exercices.count > 1 { annees }
            if arbre.situations.isEmpty { vide }
            if let mienne { mesEnveloppes(mienne) }
            for racine in arbre.racines { programme(racine) }
        }
    }

    private var annees: HTML {
        Tabs(
            libelle: "Exercice",
            onglets: exercices.map { .init(libelle: "\($0)", lien: Chemin.enveloppesDe(exercice: $0).link, active: $0 == exercice) }
        ).html
    }

    private var vide: HTML {
        EmptyState(
            titre: "Aucune enveloppe n’est ouverte",
            texte: "Le responsable du programme ouvre l’arbre des enveloppes d’un exercice\u{A0}; les montants apparaîtront ici."
        ).html
    }

    private var mienne: [SituationEnveloppe]? {
        let siennes = agent.organisation.departementCode.map(arbre.departement) ?? []
        return siennes.isEmpty ? nil : siennes
    }

    private func mesEnveloppes(_ siennes: [SituationEnveloppe]) -> HTML {
        group {
            for situation in siennes {
                section(.class("pile"), .ariaLabelledby("sienne-\(situation.enveloppe)")) {
                    h2(.id("sienne-\(situation.enveloppe)")) { a(.href(Chemin.enveloppe(situation.enveloppe))) { text(situation.nom) } }
                    situation.chiffres().html
                }
            }
        }
    }

    private func programme(_ racine: SituationEnveloppe) -> HTML {
        let volets = arbre.filles(of: racine.enveloppe)
        return group {
            section(.class("pile"), .ariaLabelledby("racine-\(racine.enveloppe)")) {
                h2(.id("racine-\(racine.enveloppe)")) { a(.href(Chemin.enveloppe(racine.enveloppe))) { text(racine.nom) } }
                // One big number a page: hers when she has a département, else the programme's.
                if mienne == nil { racine.chiffres(delegue: arbre.delegue(par: racine.enveloppe)).html }
                if !volets.isEmpty { barres(volets) }
            }
            for volet in volets where arbre.filles(of: volet.enveloppe).contains(where: { $0.niveau == .region }) { regions(volet) }
        }
    }

    private func barres(_ volets: [SituationEnveloppe]) -> HTML {
        ChartBars(
            legende: "Les volets et ce qui en est pris",
            series: [
                .init(libelle: "Payé", teinte: .paye), .init(libelle: "Engagé", teinte: .engage),
                .init(libelle: "Réservé", teinte: .reserve),
            ],
            barres: volets.map { volet in
                .init(
                    libelle: volet.nom, montants: [volet.payeCentimes, volet.engageCentimes - volet.payeCentimes, volet.reserveCentimes],
                    plafond: volet.alloueCentimes, lien: Chemin.enveloppe(volet.enveloppe).link)
            }, colonne: "Volet"
        ).html
    }

    private func regions(_ volet: SituationEnveloppe) -> HTML {
        let regions = arbre.filles(of: volet.enveloppe)
        return section(.class("pile"), .ariaLabelledby("volet-\(volet.enveloppe)")) {
            h2(.id("volet-\(volet.enveloppe)")) { text(volet.nom) }
            TableauEnveloppes(legende: "Par région", situations: regions).html
            details {
                summary { "Tous les départements" }
                div(.class("departements")) { for region in regions { departements(region) } }
            }
        }
    }

    private func departements(_ region: SituationEnveloppe) -> HTML {
        div {
            h3 { text(region.nomCourt) }
            ul {
                for situation in arbre.filles(of: region.enveloppe) {
                    li {
                        a(.href(Chemin.enveloppe(situation.enveloppe))) { text(situation.nomCourt) }
                        span(.class("montant")) { text(situation.disponibleCentimes.frenchEuros) }
                    }
                }
            }
        }
    }
}
