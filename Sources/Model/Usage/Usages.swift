import Foundation
import Synchronization

/// A département among the others: its région and those that touch it.
public struct SituationDepartement: Codable, Sendable, Hashable {
    public let code: String
    public let region: String
    public let voisins: [String]
    public init(code: String, region: String, voisins: [String]) { (self.code, self.region, self.voisins) = (code, region, voisins) }
}

/// The rates really awarded to digital projects, and what they lead to expect for another one.
///
/// The estimate is hierarchical: awards of the département, then of its neighbours, of its région, of the country, each level weighing
/// n / (n + k) of what the nearer ones leave. In a département n counts awards, each the less as it differs from the project asked (kind, size,
/// porteur); above, n counts départements, because practices differ from one préfecture to the next far more than inside one.
public struct Usages: Sendable {
    public static let aucun = Usages(comptages: [], situations: [], source: "")

    public let comptages: [ComptageTaux]
    public let source: String
    private let parDepartement: [Lieu: [ComptageTaux]]
    private let situations: [String: SituationDepartement]
    private let reglage: ReglageUsages
    private let memoire = Memoire()

    private struct Lieu: Hashable {
        let dispositif: String
        let departement: String
    }

    public init(comptages: [ComptageTaux], situations: [SituationDepartement], source: String, reglage: ReglageUsages = .retenu) {
        (self.comptages, self.source, self.reglage) = (comptages, source, reglage)
        parDepartement = Dictionary(grouping: comptages) { Lieu(dispositif: $0.dispositif, departement: $0.departement) }
        self.situations = Dictionary(situations.map { ($0.code, $0) }) { first, _ in first }
    }

    /// The rate to expect, as quartiles; nil when no award of this dispositif is known in the country. The answer depends on the figures alone.
    /// - Parameter coutHT: of the whole project.
    public func estimer(
        dispositif: String, departement: String, nature: NatureProjet, coutHT: Money, porteur: NaturePorteur
    ) -> UsageObserve? {
        let question = Question(
            dispositif: dispositif, departement: departement, nature: nature, taille: TailleProjet(coutHT: coutHT), porteur: porteur)
        return memoire.reponse(question) { calculer(question) }
    }

    private func calculer(_ question: Question) -> UsageObserve? {
        let niveaux = niveaux(question)
        var (melange, reste, parts) = (MelangeTaux(), Decimal(1), [Decimal]())
        for niveau in niveaux {
            let part = niveau.repartition.total > 0 ? reste * niveau.credit : 0
            melange.ajouter(niveau.repartition, part: part)
            reste -= part
            parts.append(part)
        }
        guard let quartiles = melange.quartiles else { return nil }
        let total = parts.reduce(0, +)
        let lourds = zip(niveaux, parts).filter { $1 > 0 && $1 * 4 >= total }.map(\.0)
        guard let dit = lourds.first(where: { $0.compte(question.nature) > 0 }) ?? lourds.first else { return nil }
        let nature = dit.compte(question.nature) > 0 ? question.nature : nil
        return UsageObserve(
            q1: quartiles[0], mediane: quartiles[1], q3: quartiles[2], n: dit.compte(nature), niveau: dit.niveau, nature: nature,
            taille: dit.compte(nature, question.taille) > 0 ? question.taille : nil, source: source)
    }

    /// One level of the hierarchy: its départements, their awards weighted by likeness, and how much of what is left it takes.
    private struct Palier {
        let niveau: UsageObserve.Niveau
        let repartition: RepartitionTaux
        let credit: Decimal
        let comptages: [[ComptageTaux]]

        func compte(_ nature: NatureProjet?, _ taille: TailleProjet? = nil) -> Int {
            comptages.joined().reduce(0) {
                (nature == nil || nature == $1.nature) && (taille == nil || taille == $1.taille) ? $0 + $1.nombre : $0
            }
        }
    }

    private func niveaux(_ question: Question) -> [Palier] {
        let ici = question.departement
        let situation = situations[ici]
        let codes = Set(comptages.lazy.filter { $0.dispositif == question.dispositif }.map(\.departement)).sorted().filter { $0 != ici }
        let region = codes.filter { situation != nil && situations[$0]?.region == situation?.region }
        let voisins = codes.filter { situation?.voisins.contains($0) ?? false }
        let entier = poidsEntier
        return [
            palier(.departement, [ici], question) { totaux in
                let total = Decimal(totaux.reduce(0, +))
                return total / (total + Decimal(reglage.demiDepartement * entier))
            },
            palier(.voisins, voisins, question) { credit($0, demi: reglage.demiVoisins) },
            palier(.region, region, question) { credit($0, demi: reglage.demiRegion) },
            palier(.france, codes, question) { _ in 1 },
        ]
    }

    /// - Parameter credit: from the weight of each département.
    private func palier(
        _ niveau: UsageObserve.Niveau, _ codes: [String], _ question: Question, credit: ([Int]) -> Decimal
    ) -> Palier {
        let comptages = codes.map { parDepartement[Lieu(dispositif: question.dispositif, departement: $0)] ?? [] }
        var repartition = RepartitionTaux()
        let totaux = comptages.map { comptages in
            let avant = repartition.total
            for comptage in comptages { repartition.ajouter(comptage, poids: ressemblance(comptage, question)) }
            return repartition.total - avant
        }
        return Palier(niveau: niveau, repartition: repartition, credit: credit(totaux), comptages: comptages)
    }

    /// d / (d + k), where a département counts for n / (n + 1) of one.
    private func credit(_ totaux: [Int], demi: Int) -> Decimal {
        let nombre = totaux.reduce(Decimal(0)) { $1 == 0 ? $0 : $0 + Decimal($1) / Decimal($1 + poidsEntier) }
        return nombre / (nombre + Decimal(demi))
    }

    /// The weight of an award like the one asked: everything else is a whole part of it.
    private var poidsEntier: Int { reglage.autreNature * reglage.autrePorteur * puissance(TailleProjet.allCases.count - 1) }
    private func puissance(_ exposant: Int) -> Int { (0..<exposant).reduce(1) { produit, _ in produit * reglage.tailleVoisine } }

    private func ressemblance(_ comptage: ComptageTaux, _ question: Question) -> Int {
        let ecart = abs(comptage.taille.rang - question.taille.rang)
        return (comptage.nature == question.nature ? reglage.autreNature : 1)
            * (comptage.porteur == question.porteur ? reglage.autrePorteur : 1)
            * puissance(TailleProjet.allCases.count - 1 - ecart)
    }
}

private struct Question: Hashable {
    let dispositif: String
    let departement: String
    let nature: NatureProjet
    let taille: TailleProjet
    let porteur: NaturePorteur
}

/// Answers already given: planning every commune of France asks a few hundred different questions. Shared by the copies of one `Usages`.
private final class Memoire: Sendable {
    private let reponses = Mutex<[Question: UsageObserve?]>([:])

    func reponse(_ question: Question, _ calculer: () -> UsageObserve?) -> UsageObserve? {
        if let connue = reponses.withLock({ $0[question] }) { return connue }
        let calculee = calculer()
        reponses.withLock { $0[question] = .some(calculee) }
        return calculee
    }
}
