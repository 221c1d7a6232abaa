import HTML
import Model

/// One envelope: its figures, where they go down to, its communes and its movements.
struct EnveloppePage: Sendable {
    static let taille = 50
    /// Beyond, the page would be heavy: the report holds them all.
    static let communesMontrees = 40

    let situation: SituationEnveloppe
    let arbre: ArbreEnveloppes
    let communes: [ConsommationCommune]
    /// One more than a page holds when there are others before.
    let mouvements: [Mouvement]
    let query: MouvementsQuery
    let agent: Agent

    var filles: [SituationEnveloppe] { arbre.filles(of: situation.enveloppe) }
    var montres: ArraySlice<Mouvement> { mouvements.prefix(Self.taille) }

    var fil: [Breadcrumb.Etape] {
        [.init(libelle: "Enveloppes \(situation.exercice)", lien: Chemin.enveloppesDe(exercice: situation.exercice).link)]
            + arbre.ascendance(of: situation).map { .init(libelle: $0.nomCourt, lien: Chemin.enveloppe($0.enveloppe).link) }
            + [.init(libelle: situation.nomCourt)]
    }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "\(situation.niveau.libelle), exercice \(situation.exercice), \(situation.enveloppe)", titre: situation.nom
            ).html
            situation.chiffres(delegue: filles.isEmpty ? nil : arbre.delegue(par: situation.enveloppe)).html
            if !filles.isEmpty { descendance }
            if filles.isEmpty { parCommune }
            grandLivre
        }
    }

    private var descendance: HTML {
        section(.class("pile")) {
            h2 { text("Ce qu’elle délègue") }
            TableauEnveloppes(legende: "\(filles.count) \(filles[0].niveau.pluriel)", situations: filles).html
        }
    }
}
