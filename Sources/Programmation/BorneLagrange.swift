import Model

/// What no programme can exceed: constraints are priced instead of held (Lagrange), in whole numbers of 128 bits. Any prices give a true
/// bound; those of the linear relaxation give the best. The relaxation itself is computed in floating point and proves nothing here.
struct BorneLagrange {
    /// Prices are whole numbers of 2⁻⁴⁰ point.
    static let unite: Int128 = 1 << 40

    /// What a centime of the envelope is worth, what a centime to a sector, what one more commune.
    struct Prix {
        var budget: Int128 = 0
        var secteurs: [String: Int128] = [:]
        var communes: Int128 = 0
    }

    /// By position of the candidate; nil for who cannot be retained.
    let valeurs: [Int128?]
    /// In points, rounded down: points are whole.
    let borne: Int64
    private let exacte: Int128
    private let groupes: [Groupe]
    private let groupeDe: [Int]
    private let prix: Prix

    /// The demands of one commune, which is served once any of them is retained.
    private struct Groupe {
        var force: Int128 = 0
        var estServie = false
        var positifs: Int128 = 0
        var nombrePositifs = 0
        /// The two highest values and who has the first, so that «the others» is known at once.
        var premier: (position: Int, valeur: Int128)?
        var second: Int128?

        mutating func ajouter(_ position: Int, _ valeur: Int128, force: Bool) {
            if force {
                self.force += valeur
                estServie = true
                return
            }
            if valeur > 0 {
                positifs += valeur
                nombrePositifs += 1
            }
            guard let tete = premier, valeur <= tete.valeur else {
                (second, premier) = (premier?.valeur, (position, valeur))
                return
            }
            if second.map({ valeur > $0 }) ?? true { second = valeur }
        }

        /// The best of this commune alone; serving it is worth `prime`.
        func meilleur(_ prime: Int128) -> Int128 {
            if estServie { return prime + force + positifs }
            if nombrePositifs > 0 { return prime + positifs }
            return max(0, premier.map { prime + $0.valeur } ?? 0)
        }

        func avec(_ valeur: Int128, _ prime: Int128) -> Int128 { prime + force + positifs - max(0, valeur) + valeur }

        func sans(_ position: Int, _ valeur: Int128, _ prime: Int128) -> Int128 {
            let reste = positifs - max(0, valeur)
            if estServie { return prime + force + reste }
            if nombrePositifs - (valeur > 0 ? 1 : 0) > 0 { return prime + reste }
            let autre = premier?.position == position ? second : premier?.valeur
            return max(0, autre.map { prime + $0 } ?? 0)
        }
    }

    init(_ probleme: ProblemeProgrammation, _ prix: Prix) {
        self.prix = prix
        var indexes: [String: Int] = [:]
        var groupes: [Groupe] = []
        var (valeurs, groupeDe): ([Int128?], [Int]) = ([], [])
        for (position, candidat) in probleme.candidats.enumerated() {
            let index = indexes[candidat.commune, default: groupes.count]
            if index == groupes.count {
                indexes[candidat.commune] = index
                groupes.append(Groupe())
            }
            groupeDe.append(index)
            guard candidat.estPossible else {
                valeurs.append(nil)
                continue
            }
            // With a price for its sector, a retained demand is worth more at one end of its range.
            let net = prix.secteurs[candidat.secteur, default: 0] - prix.budget
            let montant = net > 0 ? candidat.maximum : candidat.minimum
            let valeur = Int128(candidat.points) * Self.unite + net * Int128(montant.cents)
            valeurs.append(valeur)
            groupes[index].ajouter(position, valeur, force: candidat.sort == .force)
        }
        (self.valeurs, self.groupeDe, self.groupes) = (valeurs, groupeDe, groupes)
        var somme = prix.budget * Int128(probleme.budget.cents) - prix.communes * Int128(probleme.communesMin)
        for (secteur, plancher) in probleme.planchers { somme -= prix.secteurs[secteur, default: 0] * Int128(plancher.cents) }
        for groupe in groupes { somme += groupe.meilleur(prix.communes) }
        exacte = somme
        borne = Self.enPoints(somme)
    }

    /// The bound once this free candidate is retained, or left out.
    func borne(_ position: Int, retenu: Bool) -> Int64 {
        guard let valeur = valeurs[position] else { return borne }
        let groupe = groupes[groupeDe[position]]
        let autrement = retenu ? groupe.avec(valeur, prix.communes) : groupe.sans(position, valeur, prix.communes)
        return Self.enPoints(exacte - groupe.meilleur(prix.communes) + autrement)
    }

    private static func enPoints(_ valeur: Int128) -> Int64 {
        let (quotient, reste) = valeur.quotientAndRemainder(dividingBy: unite)
        return Int64(reste < 0 ? quotient - 1 : quotient)
    }
}
