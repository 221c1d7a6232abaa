public import Model

/// The share of the year's IT and telephony spend that must come from reuse (AGEC-1, AGEC-2) and what must go to reuse (REEN). HT.
public struct PartReemploi: Sendable, Hashable {
    public let annee: Int
    /// IT and telephony bought in the calendar year, this order included.
    public let depenseHT: Money
    /// Of which reconditioned or reused.
    public let reemploiHT: Money
    public let taux: Rate
    /// At least this much from reuse (C63).
    public let minimumHT: Money
    public let motifs: [Motif]

    static let familles: Set = ["informatique", "téléphonie"]

    /// nil: the order holds neither IT nor telephony, or no quota is loaded for the year.
    init?(_ besoin: BesoinAchat, _ parametres: Parametres) {
        func compte(_ parts: [BesoinAchat.Part]) -> [BesoinAchat.Part] {
            parts.filter { $0.familleAgec.map(Self.familles.contains) ?? false }
        }
        let fin = LocalDate(besoin.date.year, 12, 31) ?? besoin.date
        guard !compte(besoin.commande).isEmpty, let parametre = parametres.en(fin, "agec.it_share"), let taux = Rate(parametre.valeur)
        else {
            return nil
        }
        let parts = compte(besoin.commande + besoin.commandeDeLAnnee)
        self.init(
            annee: besoin.date.year, depenseHT: parts.map(\.montantHT).sum(),
            reemploiHT: parts.filter(\.estReemploi).map(\.montantHT).sum(), taux: taux, source: parametre.source,
            reforme: parametres.en(besoin.date, "reen.reuse_share"))
    }

    private init(annee: Int, depenseHT: Money, reemploiHT: Money, taux: Rate, source: String, reforme: Parametre?) {
        (self.annee, self.depenseHT, self.reemploiHT, self.taux) = (annee, depenseHT, reemploiHT, taux)
        // A minimum is rounded up: a centime less would miss it.
        let exact = depenseHT.times(taux, .down)
        minimumHT = exact.exact == depenseHT.exact * taux.value ? exact : exact + Money(cents: 1)
        var motifs = [
            Motif(
                "AGEC-2", source,
                "En \(annee), \(taux.french) au moins de vos achats d'informatique et de téléphonie doivent être reconditionnés ou réemployés : \(minimumHT.french) sur \(depenseHT.french) HT. Vous en êtes à \(reemploiHT.french).",
                ["depense_ht": depenseHT.decimal, "minimum_ht": minimumHT.decimal, "reemploi_ht": reemploiHT.decimal, "taux": taux.decimal])
        ]
        if let reforme, let part = Rate(reforme.valeur) {
            motifs.append(
                Motif(
                    "REEN", reforme.source,
                    "Du matériel que vous remplacez, s'il a moins de dix ans, \(part.french) au moins va au réemploi : don à une association, à une école, à un reconditionneur.",
                    ["taux": part.decimal]))
        }
        self.motifs = motifs
    }

    /// The share is not reached with this order; the count is on the year, so nothing is refused.
    var alerte: Motif? {
        guard reemploiHT < minimumHT else { return nil }
        return Motif(
            "AGEC-2", motifs[0].source,
            "Il manque \((minimumHT - reemploiHT).french) HT de matériel reconditionné pour l'année \(annee) : choisissez-en dans cette commande ou dans une prochaine.",
            ["manque_ht": (minimumHT - reemploiHT).decimal])
    }
}
