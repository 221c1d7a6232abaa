public import Model

extension PartReemploi {
    /// IT and telephony of the order alone, and of it what is reconditioned or reused, HT; nil when the order holds neither.
    public static func commande(_ besoin: BesoinAchat) -> (depenseHT: Money, reemploiHT: Money)? {
        let parts = besoin.commande.filter { $0.familleAgec.map(familles.contains) ?? false }
        guard !parts.isEmpty else { return nil }
        return (parts.map(\.montantHT).sum(), parts.filter(\.estReemploi).map(\.montantHT).sum())
    }
}
