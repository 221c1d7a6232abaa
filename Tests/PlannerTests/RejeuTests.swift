import Foundation
import Model
import Planner
import Testing

/// The real files of RULES 10.1, asked again: with the published cost as base, the rate it was awarded at and a date of its year, the planner
/// gives the amount awarded, or the difference has a name. The name is computed, by trying what préfectures do.
@Suite("Les dossiers réels, rejoués")
struct RejeuTests {
    @Test("46 subventions de 45 dossiers de 2018 et 2019 : le montant accordé, ou la règle ou l’arrondi qui en écarte")
    func tous() throws {
        let dossiers = try DossierReel.tous()
        #expect(dossiers.count == 46)
        let rejeux = try dossiers.map(Rejeu.init)
        for rejeu in rejeux { #expect(rejeu.ecart != .inexplique, "\(rejeu.ligne)") }
        let compte = Dictionary(grouping: rejeux, by: \.ecart).mapValues(\.count)
        #expect(
            compte == [
                .aucun: 21, .centimeProche: 2, .euroProche: 5, .euroInferieur: 1, .troisDecimales: 2, .auDessusDuPlafond: 2, .forfait: 6,
                .ratio: 6, .horsCatalogue: 1,
            ],
            "\(compte)")
        print(
            ([
                "| Projet | Année | Bénéficiaire | Dotation | Coût HT | Accordé | Taux | Rejoué | Écart |",
                "|---|---|---|---|---|---|---|---|---|",
            ]
                + rejeux.map(\.ligne)).joined(separator: "\n"))
    }

    @Test("où seul l’arrondi écarte, l’arrondi de la préfecture rend le montant accordé au centime")
    func arrondiDeLaPrefecture() throws {
        for rejeu in try DossierReel.tous().map(Rejeu.init) {
            guard let arrondi = rejeu.ecart.arrondi else { continue }
            let dossier = rejeu.dossier
            let regle = try Atelier.regle(
                dossier.dispositif, departement: dossier.departement, median: rejeu.taux.decimal, nombre: 20, arrondi: arrondi)
            let demande = try dossier.demande(taux: nil, date: dossier.date)
            let montant = Planner(try Atelier.referentiel(regles: [regle])).plan(demande).montant(dossier.dispositif)
            #expect(montant == dossier.accorde, "\(rejeu.ligne)")
        }
    }

    @Test("les DETR accordées sous 20 % du coût publié seraient refusées depuis octobre 2021, les DSIL signalées")
    func plancher() throws {
        let date = try jour("2022-01-15")
        let bas = try DossierReel.tous().filter { $0.montant < $0.cout * 20 / 100 }
        #expect(bas.map(\.projet).sorted() == ["2018DI05206", "2018DI05207", "di19_com20754", "di19epci01439"])
        for dossier in bas {
            var demande = try dossier.demande(taux: nil, date: date)
            demande.financeurs = [try Atelier.acquis(dossier.dispositif, dossier.accorde)]
            let plan = try Atelier.plan(demande)
            #expect(
                dossier.dispositif == "DETR" ? plan.codesRefus == ["RATE-A1"] : plan.codesAlertes.contains("RATE-A4"), "\(dossier.projet)")
        }
    }

    @Test("deux subventions arrondies au-dessus de 80 % sont signalées à leur date, et refusées depuis octobre 2021")
    func auDessus() throws {
        let dossiers = try DossierReel.tous().map(Rejeu.init).filter { $0.ecart == .auDessusDuPlafond }.map(\.dossier)
        #expect(dossiers.map(\.beneficiaire) == ["Saint-Savournin", "CC Sud-Hérault"])
        for dossier in dossiers {
            var demande = try dossier.demande(taux: nil, date: dossier.date)
            demande.financeurs = [try Atelier.acquis(dossier.dispositif, dossier.accorde)]
            let alors = try Atelier.plan(demande)
            #expect(alors.codesAlertes.contains("RATE-A2-mid") && !alors.codesRefus.contains("RATE-A2"))
            demande.dateDemande = try jour("2021-10-06")
            #expect(try Atelier.plan(demande).codesRefus.contains("RATE-A2"))
        }
    }
}

/// One line of `Tests/Cas/rejeu.csv`: a grant as the DGCL published it.
struct DossierReel {
    let projet, beneficiaire, departement, dispositif: String
    let annee: Int
    let nature: NaturePorteur
    let population: Int?
    /// Published, HT: it may be the whole cost and not the dépense subventionnable.
    let cout: Decimal
    /// Up to three decimals, as published.
    let montant: Decimal
    /// The other State grant of the operation, `DSIL:6500.00`.
    let autre: String?

    /// The demand is made in the year before the award; the law of the year of the award decides.
    var date: LocalDate { get throws { try jour("\(annee)-01-15") } }
    /// To the centime, as an arrêté can write it.
    var accorde: String { Money(decimal: montant).decimal }

    static func tous() throws -> [DossierReel] {
        let fichier = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cas/rejeu.csv").standardized
        return try String(contentsOf: fichier, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map {
            ligne in
            let cellules = ligne.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            guard cellules.count == 10, let annee = Int(cellules[1]), let nature = NaturePorteur(rawValue: cellules[4]),
                let cout = Rate(cellules[7])?.value, let montant = Rate(cellules[8])?.value
            else { throw Illisible(texte: String(ligne)) }
            return DossierReel(
                projet: cellules[0], beneficiaire: cellules[2], departement: cellules[3], dispositif: cellules[6], annee: annee,
                nature: nature,
                population: Int(cellules[5]), cout: cout, montant: montant, autre: cellules[9].isEmpty ? nil : cellules[9])
        }
    }

    func demande(taux: Rate?, date: LocalDate) throws -> DemandePlan {
        var financeurs = [Financeur(dispositif: dispositif, statut: .demande, tauxMax: taux)]
        if let autre {
            let (code, montant) = (autre.prefix { $0 != ":" }, autre.drop { $0 != ":" }.dropFirst())
            financeurs.append(try Atelier.acquis(String(code), String(montant)))
        }
        return try Atelier.demande(
            Money(decimal: cout).decimal, financeurs, porteur: Porteur(nature: nature, departement: departement, population: population),
            date: date, exercice: date.year)
    }
}

/// A grant asked again, and what keeps the answer from the amount accorde.
struct Rejeu {
    enum Ecart: String {
        case aucun = "aucun"
        case centimeProche = "centime le plus proche, où un taux plafond arrondit vers le bas"
        case euroProche = "euro entier, le plus proche"
        case euroInferieur = "euro entier, inférieur"
        case troisDecimales = "trois décimales publiées"
        case auDessusDuPlafond = "arrondi au-dessus de 80 %"
        case forfait = "montant forfaitaire, en centaines d’euros"
        case ratio = "taux qui n’est pas entier : publié à deux décimales"
        case horsCatalogue = "dotation que le catalogue ne tient pas : réservée aux départements (ELIG-DOT)"
        case inexplique = "inexpliqué"

        /// The rounding of the préfecture that explains it.
        var arrondi: Rounding? {
            switch self {
            case .centimeProche: .halfUp
            case .euroProche: .euro
            case .euroInferieur: .euroDown
            default: nil
            }
        }
    }

    let dossier: DossierReel
    /// The whole percentage that explains the amount, else the published ratio, at two decimals of a percent.
    let taux: Rate
    /// What the planner gives under this rate; nil when it refuses.
    let rejoue: String?
    let ecart: Ecart

    init(_ dossier: DossierReel) throws {
        self.dossier = dossier
        let entier = Self.arrondir(dossier.montant / dossier.cout, 2)
        let rond = Self.explication(dossier, entier)
        taux = Rate(rond == nil ? Self.arrondir(dossier.montant / dossier.cout, 4) : entier)
        let referentiel = try Atelier.referentiel()
        rejoue = Planner(referentiel).plan(try dossier.demande(taux: taux, date: dossier.date)).montant(dossier.dispositif)
        if let rejoue, Rate(rejoue)?.value == dossier.montant {
            ecart = .aucun
        } else if rejoue == nil {
            ecart = referentiel.dispositif(dossier.dispositif) == nil ? .horsCatalogue : .inexplique
        } else if let rond {
            ecart = rond
        } else {
            let tolerance = dossier.cout / 20_000 + Decimal(string: "0.01")!
            let proche = abs(dossier.montant - dossier.cout * taux.value) <= tolerance
            let centaines = dossier.montant / 100
            ecart = !proche ? .inexplique : centaines == Self.arrondir(centaines, 0) ? .forfait : .ratio
        }
    }

    /// Which way of writing cost × rate gives the amount awarded; nil when none does: the rate is not a whole percentage.
    private static func explication(_ dossier: DossierReel, _ taux: Decimal) -> Ecart? {
        let exact = dossier.cout * taux
        let (accorde, cout) = (dossier.montant, Money(decimal: dossier.cout))
        if accorde == exact, accorde != arrondir(accorde, 2) { return .troisDecimales }
        if taux == Decimal(string: "0.8"), accorde > exact, arrondir(exact, 0) == accorde { return .auDessusDuPlafond }
        let essais: [(Rounding, Ecart)] = [(.down, .aucun), (.halfUp, .centimeProche), (.euro, .euroProche), (.euroDown, .euroInferieur)]
        return essais.first { cout.times(Rate(taux), $0.0).decimal == Money(decimal: accorde).decimal }?.1
    }

    private static func arrondir(_ valeur: Decimal, _ decimales: Int) -> Decimal {
        var (valeur, resultat) = (valeur, Decimal())
        NSDecimalRound(&resultat, &valeur, decimales, .plain)
        return resultat
    }

    var ligne: String {
        "| \(dossier.projet) | \(dossier.annee) | \(dossier.beneficiaire) (\(dossier.departement)) | \(dossier.dispositif) | \(dossier.cout) | \(dossier.montant) | \(taux.french) | \(rejoue ?? "refus") | \(ecart.rawValue) |"
    }
}

extension Money {
    /// Half-up to the cent.
    fileprivate init(decimal euros: Decimal) { self = Rounding.halfUp.cents(euros * 100) }
}
