/// A project beside the one it was copied from: what each line cost then and costs now. Unit prices HT.
public struct EcartsCopie: Sendable {
    public struct Ecart: Sendable, Hashable {
        public let libelle: String
        public let quantiteAvant: Int
        public let quantiteApres: Int
        /// nil: no published price, or no such line.
        public let prixAvant: Money?
        public let prixApres: Money?
        /// Of the whole line, HT, new minus old.
        public let ecartHT: Money
    }

    /// Only what differs, in the order of the old project, then what is new.
    public let ecarts: [Ecart]
    public let totalAvant: Money
    public let totalApres: Money

    public init(avant: [LigneProjet], apres: [LigneProjet]) {
        (totalAvant, totalApres) = (avant.map(\.totalHT).sum(), apres.map(\.totalHT).sum())
        let (anciennes, nouvelles) = (Self.parCle(avant), Self.parCle(apres))
        var cles: [Cle] = []
        for ligne in avant + apres where !cles.contains(Cle(ligne)) { cles.append(Cle(ligne)) }
        ecarts = cles.compactMap { cle in
            let (ancienne, nouvelle) = (anciennes[cle] ?? [], nouvelles[cle] ?? [])
            guard let une = ancienne.first ?? nouvelle.first else { return nil }
            let ecart = Ecart(
                libelle: une.libelle, quantiteAvant: ancienne.map(\.unites).reduce(0, +),
                quantiteApres: nouvelle.map(\.unites).reduce(0, +),
                prixAvant: ancienne.first?.prixUnitaireHtCentimes, prixApres: nouvelle.first?.prixUnitaireHtCentimes,
                ecartHT: nouvelle.map(\.totalHT).sum() - ancienne.map(\.totalHT).sum())
            return ecart.prixAvant == ecart.prixApres && ecart.quantiteAvant == ecart.quantiteApres ? nil : ecart
        }
    }

    private static func parCle(_ lignes: [LigneProjet]) -> [Cle: [LigneProjet]] { Dictionary(grouping: lignes, by: Cle.init) }

    /// The same thing in both: its kit and its article, or its words when it is free.
    private struct Cle: Hashable {
        let kit: String?
        let article: String
        init(_ ligne: LigneProjet) { (kit, article) = (ligne.kitCode, ligne.articleCode ?? ligne.libelle) }
    }
}
