public import Model

/// How to buy this, on this day: the procedure, what to write and publish, what to watch (RULES 6). It advises; the buyer decides.
public struct ConseilAchat: Sendable, Hashable {
    /// One sentence: what the buyer may do now.
    public let conclusion: String
    public let obligations: Procedure.Obligations
    /// The amount that was compared with the thresholds, HT: the largest of the order as a whole and of each family's need.
    public let besoinHT: Money
    public let familles: [BesoinFamille]
    /// Essential data: to publish before this day when the order is notified on the day asked (C62); nil: nothing to publish.
    public let publierAvant: LocalDate?
    public let reemploi: PartReemploi?
    /// What to repair or to watch before ordering.
    public let alertes: [Motif]
    /// Everything else, each with its article.
    public let motifs: [Motif]

    /// The advice under the parameters in force on the day of the purchase.
    public init(_ besoin: BesoinAchat, _ parametres: Parametres) {
        familles = besoin.familles(parametres)
        let commande = besoin.montantCommande + besoin.membres.map(\.montantHT).sum()
        let famille = familles.first
        besoinHT = max(commande, famille?.totalHT ?? .zero)
        let obligations = Procedure(date: besoin.date, montantsHT: [besoinHT], centraleAchat: besoin.centraleAchat).obligations(parametres)
        self.obligations = obligations
        let publier =
            obligations.decp == true
            ? parametres.integer("decp.delay_months", en: besoin.date).map { besoin.date.adding(months: $0) } : nil
        publierAvant = publier
        reemploi = PartReemploi(besoin, parametres)
        // Said once, with its date.
        let regles = obligations.motifs.filter { publier == nil || !$0.code.hasPrefix("DECP") }
        let achat = RegleAchat(besoin: besoin, familles: familles, besoinHT: besoinHT, obligations: obligations, parametres: parametres)
        conclusion = achat.conclusion
        alertes = achat.alertes + (reemploi?.alerte.map { [$0] } ?? [])
        motifs =
            [achat.need2()] + regles + achat.suites(publierAvant: publier) + (reemploi?.motifs ?? [])
    }
}
