/// A price of the catalogue that moved since a line took it. Unit prices HT.
public struct PrixSuivi: Sendable, Hashable {
    public let ligne: LigneProjet
    public let ancien: Money
    /// nil: the price is no longer published.
    public let nouveau: Money?
    /// What the line would cost more (less when negative), HT; zero without a new price.
    public var ecartHT: Money { (nouveau ?? ancien).times(ligne.quantite) - ligne.totalHT }
}

extension Composition {
    /// Lines whose catalogue price is no longer the one they hold; those that follow a quotation are not watched.
    public var prixDeplaces: [PrixSuivi] {
        lignes.compactMap { ligne in
            guard ligne.prixOrigine == .catalogue, let ancien = ligne.prixUnitaireHtCentimes, let faits = faits[ligne.ligneId],
                faits.prixActuelCentimes != ancien
            else { return nil }
            return PrixSuivi(ligne: ligne, ancien: ancien, nouveau: faits.prixActuelCentimes)
        }
    }

    /// PRIX-ANCIEN: prices older than so many months on a day (PROGRAMME 3.4, rule 10); nil when none is.
    public func prixAnciens(mois: Int, le date: LocalDate) -> Motif? {
        let anciens = lignes.filter { $0.prixUnitaireHtCentimes != nil && $0.prixDu.adding(months: mois) < date }
        guard let premier = anciens.min(by: { $0.prixDu < $1.prixDu }) else { return nil }
        let combien =
            anciens.count == 1
            ? "Le prix de «\u{A0}\(premier.libelle)\u{A0}» date du \(premier.prixDu.french)"
            : "\(anciens.count) prix ont plus de \(mois) mois, le plus ancien du \(premier.prixDu.french)"
        return Motif(
            code: "PRIX-ANCIEN", source: "Trousse", texte: "\(combien)\u{A0}: demandez un devis avant de vous engager.",
            valeurs: ["lignes": String(anciens.count), "mois": String(mois), "plus_ancien": premier.prixDu.description])
    }

    /// Articles that the catalogue withdrew since.
    public var retires: [LigneProjet] { lignes.filter { faits[$0.ligneId]?.estRetire ?? false } }
}
