import HTML
import Model

/// Envelopes of one level side by side: the drawing to one scale, then the figures, each row leading further down.
struct TableauEnveloppes {
    let legende: String
    let situations: [SituationEnveloppe]
    /// Names are shortened when the page already says of what.
    var abrege = true

    var html: HTML {
        DataTable(
            legende: legende,
            colonnes: [
                .init("Enveloppe", .nom), .init("Consommé", .texte, secondaire: true), .init("Alloué", .montant),
                .init("Réservé", .montant),
                .init("Engagé", .montant), .init("dont payé", .montant, secondaire: true), .init("Disponible", .somme),
            ], lignes: situations.map(ligne), pied: situations.count > 1 ? [total] : []
        ).html
    }

    private func ligne(_ situation: SituationEnveloppe) -> [HTML] {
        [
            a(.href(Chemin.enveloppe(situation.enveloppe))) { text(abrege ? situation.nomCourt : situation.nom) }, consomme(situation),
            Montant.discret(situation.alloueCentimes), Montant.discret(situation.reserveCentimes),
            Montant.discret(situation.engageCentimes),
            Montant.discret(situation.payeCentimes), Montant.discret(situation.disponibleCentimes),
        ]
    }

    private var total: [HTML] {
        [
            text("Ensemble"), .empty, text(situations.map(\.alloueCentimes).sum().frenchEuros),
            text(situations.map(\.reserveCentimes).sum().frenchEuros), text(situations.map(\.engageCentimes).sum().frenchEuros),
            text(situations.map(\.payeCentimes).sum().frenchEuros), text(situations.map(\.disponibleCentimes).sum().frenchEuros),
        ]
    }

    private func consomme(_ situation: SituationEnveloppe) -> HTML {
        let pris = situation.reserveCentimes + situation.engageCentimes
        guard pris > .zero else { return jauge(situation) }
        return group {
            jauge(situation)
            span(.class("montant", "petit")) { text(pris.ratio(to: situation.alloueCentimes).french) }
        }
    }

    /// What is taken of this envelope; for the eye only, the figures are beside.
    private func jauge(_ situation: SituationEnveloppe) -> HTML {
        let engage = pourmille(situation.engageCentimes, situation)
        let reserve = pourmille(situation.reserveCentimes, situation)
        return svg(.class("jauge"), .init("width", "80"), .init("height", "10"), .ariaHidden()) {
            rect(.init("width", "100%"), .init("height", "100%"), .class("plafond"))
            rect(.init("width", pourcent(engage)), .init("height", "100%"), .class("teinte-engage"))
            rect(.init("x", pourcent(engage)), .init("width", pourcent(reserve)), .init("height", "100%"), .class("teinte-reserve"))
        }
    }

    /// The least amount stays visible.
    private func pourmille(_ montant: Money, _ situation: SituationEnveloppe) -> Int {
        guard situation.alloueCentimes > .zero, montant > .zero else { return 0 }
        return max(12, Int(montant.cents * 1000 / situation.alloueCentimes.cents))
    }
    private func pourcent(_ pourmille: Int) -> String { "\(pourmille / 10).\(pourmille % 10)%" }
}

extension Montant {
    /// Whole euros in a column where most are nil: a zero steps back.
    static func discret(_ montant: Money) -> HTML {
        montant == .zero ? span(.class("nul")) { "0\u{A0}€" } : text(montant.frenchEuros)
    }
}
