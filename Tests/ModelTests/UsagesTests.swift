import Foundation
import Model
import Testing

@Suite("Les taux observés")
struct UsagesTests {
    private let situations = [
        SituationDepartement(code: "03", region: "84", voisins: ["63"]), SituationDepartement(code: "63", region: "84", voisins: ["03"]),
        SituationDepartement(code: "26", region: "84", voisins: []), SituationDepartement(code: "80", region: "32", voisins: []),
        SituationDepartement(code: "974", region: "04", voisins: []),
    ]

    private func comptage(_ departement: String, _ parTaux: [Int: Int], _ nature: NatureProjet = .ecole, dispositif: String = "DETR")
        -> ComptageTaux
    {
        ComptageTaux(
            dispositif: dispositif, departement: departement, nature: nature, taille: .moinsDe5000, porteur: .commune, parTaux: parTaux)
    }

    private func estimer(_ comptages: [ComptageTaux], _ departement: String = "03", dispositif: String = "DETR") -> UsageObserve? {
        Usages(comptages: comptages, situations: situations, source: "Essai").estimer(
            dispositif: dispositif, departement: departement, nature: .ecole, coutHT: .euros(3_000), porteur: .commune)
    }

    @Test("sans aucun projet du dispositif, rien n’est estimé")
    func rien() {
        #expect(estimer([]) == nil)
        #expect(estimer([comptage("03", [40: 5])], dispositif: "DSIL") == nil)
        #expect(Usages.aucun.estimer(dispositif: "DETR", departement: "03", nature: .ecole, coutHT: .euros(1), porteur: .epci) == nil)
    }

    @Test("un taux unique est rendu tel quel, d’où qu’il vienne, avec son niveau et son nombre")
    func niveaux() throws {
        let attendus: [(String, UsageObserve.Niveau)] = [("03", .departement), ("63", .voisins), ("26", .region), ("80", .france)]
        for (source, niveau) in attendus {
            let usage = try #require(estimer([comptage(source, [40: 30])]))
            #expect([usage.q1, usage.mediane, usage.q3] == [0.40, 0.40, 0.40].map { Rate($0) })
            // One neighbouring département alone does not weigh a quarter: the country, which holds it too, is said.
            #expect(usage.niveau == (niveau == .departement ? .departement : .france), "\(source)")
            #expect(usage.n == 30 && usage.nature == .ecole && usage.taille == .moinsDe5000 && usage.source == "Essai")
        }
    }

    @Test("deux voisins bien fournis se disent, un seul ne suffit pas")
    func voisins() throws {
        let cercle =
            (1...6).map { SituationDepartement(code: "0\($0)", region: "84", voisins: $0 == 3 ? ["01", "02", "04", "05", "06"] : ["03"]) }
        let comptages = ["01", "02", "04", "05", "06"].map { comptage($0, [50: 20]) } + [comptage("80", [20: 500])]
        let usage = try #require(
            Usages(comptages: comptages, situations: cercle, source: "").estimer(
                dispositif: "DETR", departement: "03", nature: .ecole, coutHT: .euros(3_000), porteur: .commune))
        #expect(usage.niveau == .voisins && usage.n == 100)
        #expect(usage.mediane > Rate(0.20))
    }

    @Test("plus le département a de projets, plus l’estimation vient de lui")
    func retrecissement() throws {
        let france = comptage("80", [20: 200])
        let medianes = try [0, 1, 2, 5, 20, 200].map { n in
            try #require(estimer((n == 0 ? [] : [comptage("03", [60: n])]) + [france])).mediane
        }
        #expect(medianes.first == Rate(0.20) && medianes.last == Rate(0.60))
        #expect(medianes == medianes.sorted())
        #expect(try #require(estimer([comptage("03", [60: 200]), france])).niveau == .departement)
    }

    @Test("un projet d’une autre nature compte moins qu’un semblable, et le nombre le dit")
    func autreNature() throws {
        let usage = try #require(estimer([comptage("03", [80: 10], .mairie)]))
        #expect(usage.nature == nil && usage.n == 10 && usage.mediane == Rate(0.80))
        let melange = try #require(estimer([comptage("03", [80: 10], .mairie), comptage("03", [40: 10])]))
        #expect(melange.mediane < Rate(0.60) && melange.nature == .ecole && melange.n == 10)
    }

    @Test("une île sans voisins ni région s’estime d’après la France ; un département inconnu aussi")
    func isole() throws {
        for departement in ["974", "999"] {
            #expect(try #require(estimer([comptage("80", [30: 4, 50: 4])], departement)).niveau == .france)
        }
    }

    @Test("les quartiles sont ordonnés, entre 0 et 1, et ne dépendent pas de l’ordre des lignes")
    func proprietes() throws {
        var alea = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let comptages = (0..<Int.random(in: 1...12, using: &alea)).map { _ in
                comptage(
                    ["03", "63", "26", "80"].randomElement(using: &alea) ?? "03",
                    [Int.random(in: 0...100, using: &alea): Int.random(in: 1...9, using: &alea)],
                    NatureProjet.allCases.randomElement(using: &alea) ?? .autre)
            }
            let usage = try #require(estimer(comptages))
            #expect(Rate.zero <= usage.q1 && usage.q1 <= usage.mediane && usage.mediane <= usage.q3 && usage.q3 <= .one)
            #expect(usage.n > 0)
            #expect(estimer(comptages.shuffled(using: &alea)) == usage)
        }
    }

    @Test("un taux se compte au point le plus proche, et seulement s’il dit une pratique")
    func points() throws {
        func point(_ cout: Decimal?, _ subvention: Decimal?, _ dispositif: String = "DETR", _ objet: String = "École numérique")
            -> TauxAccorde?
        {
            TauxAccorde(
                Attribution(
                    idProjet: nil, annee: 2019, dispositif: dispositif, echelon: .commune, departement: "76", codeInsee: nil, siren: nil,
                    nom: "Offranville", objet: objet, categorie: nil, coutHT: cout, subvention: subvention))
        }
        let exact = try #require(point(Decimal(string: "5300.52"), Decimal(string: "1590.156")))
        #expect(exact.pourcent == 30 && exact.taille == .moinsDe20000)
        #expect(point(1_000, 295)?.pourcent == 30)
        #expect(point(1_000, 294)?.pourcent == 29)
        for absent in [point(nil, 100), point(1_000, nil), point(0, 100), point(100, 101), point(1_000, 300, "DSID"), point(1_000, 0)] {
            #expect(absent == nil)
        }
        #expect(point(1_000, 300, "DETR", "Toiture") == nil)
    }
}
