/// What one makes of a kit before taking it: options added, base lines left out, or given to another article of the same fonction.
public struct CompositionKit: Sendable, Hashable {
    public var options: Set<String>
    /// Base articles left out.
    public var sans: Set<String>
    /// The article that takes the place of each base article.
    public var echanges: [String: String]

    public init(options: Set<String> = [], sans: Set<String> = [], echanges: [String: String] = [:]) {
        (self.options, self.sans, self.echanges) = (options, sans, echanges)
    }

    /// The kit as its designer made it.
    public var estVide: Bool { options.isEmpty && sans.isEmpty && echanges.isEmpty }
}

extension KitChiffre {
    /// This kit once composed: a kit whose base is what was kept, and that has no option left. What the composition names and the kit does
    /// not hold changes nothing; an option takes out the base articles that it replaces.
    /// - Parameter remplacants: articles that may be exchanged, by code; one of another fonction is not taken.
    public func compose(_ composition: CompositionKit, _ remplacants: [String: LigneKit]) -> KitChiffre {
        let choisies = options.filter { composition.options.contains($0.articleCode) }
        let parties = composition.sans.union(choisies.flatMap(\.remplace))
        let gardees = base.filter { !parties.contains($0.articleCode) }.map { ligne in
            guard let code = composition.echanges[ligne.articleCode], let autre = remplacants[code], autre.fonction == ligne.fonction else {
                return ligne
            }
            return autre.ligne(quantite: ligne.quantite)
        }
        return KitChiffre(kit: kit, lignes: gardees + choisies.map { $0.ligne(quantite: $0.quantite) })
    }
}

extension LigneKit {
    /// The same article as a base line, so many of it.
    func ligne(quantite: Int) -> LigneKit {
        var ligne = self
        (ligne.quantite, ligne.option, ligne.remplace) = (quantite, false, [])
        return ligne
    }
}
