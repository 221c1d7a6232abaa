import Foundation
import Model

/// Reads the four files of `territoire/`. A code named by a line must exist in the file above it: région, département, EPCI, commune.
struct TerritoireFiles {
    let root: URL
    let errors: ErrorLog

    func read() -> Territoire {
        let regions = regions()
        let departements = departements(regions: Set(regions.map(\.code)))
        let codes = Set(departements.map(\.code))
        let epci = epci(departements: codes)
        let communes = communes(departements: codes, epci: Set(epci.map(\.siren)))
        return Territoire(regions: regions, departements: departements, epci: epci, communes: communes)
    }

    /// For the rules of the départements; empty when the file cannot be read, which is then logged.
    func departementCodes() -> Set<String> { Set(departementRows { $0.text(0, "code") }) }

    private func regions() -> [Region] {
        let file = SemicolonFile(root: root, name: "territoire/regions.csv", header: "code;nom", errors: errors)
        var seen: Set<String> = []
        return file.rows { row in
            let (code, nom) = (row.text(0, "code"), row.text(1, "nom"))
            guard let code, let nom, isNew(code, in: &seen, row) else { return nil }
            return Region(code: code, nom: nom)
        }
    }

    private func departementRows<Value>(_ parse: (SemicolonFile.Row) -> Value?) -> [Value] {
        SemicolonFile(root: root, name: "territoire/departements.csv", header: "code;nom;charniere;region", errors: errors).rows(parse)
    }

    private func departements(regions: Set<String>) -> [Departement] {
        var seen: Set<String> = []
        return departementRows { row in
            let (code, nom) = (row.text(0, "code"), row.text(1, "nom"))
            let (charniere, region) = (row.text(2, "charniere"), row.text(3, "region"))
            guard let code, let nom, let charniere, let region, isNew(code, in: &seen, row) else { return nil }
            if !regions.contains(region) { row.report("région inconnue\u{A0}: «\u{A0}\(region)\u{A0}»") }
            return Departement(code: code, nom: nom, charniere: charniere, regionCode: region)
        }
    }

    private func epci(departements: Set<String>) -> [EPCI] {
        let file = SemicolonFile(
            root: root, name: "territoire/epci.csv", header: "siren;nom;nature;departement;population;population_centre;superficie",
            errors: errors)
        var seen: Set<String> = []
        return file.rows { row in
            let (siren, nom, nature) = (row.digits(0, "siren", count: 9), row.text(1, "nom"), row.text(2, "nature"))
            let (departement, population) = (row.text(3, "departement"), row.count(4, "population"))
            let (centre, superficie) = (row.count(5, "population_centre"), row.optionalDecimal(6, "superficie"))
            guard let siren, let nom, let nature, let departement, let population, let centre, let superficie, isNew(siren, in: &seen, row)
            else { return nil }
            if !departements.contains(departement) { row.report("département inconnu\u{A0}: «\u{A0}\(departement)\u{A0}»") }
            if centre > population { row.report("population_centre dépasse population") }
            guard let superficie else {
                row.report("superficie\u{A0}: la valeur est vide")
                return nil
            }
            return EPCI(
                siren: siren, nom: nom, nature: nature, departementCode: departement, population: population, populationCentre: centre,
                superficieKm2: superficie)
        }
    }

    private func communes(departements: Set<String>, epci: Set<String>) -> [Commune] {
        let file = SemicolonFile(
            root: root, name: "territoire/communes.csv",
            header: "code;nom;departement;epci;siren;population;superficie;latitude;longitude;zrr;frr", errors: errors)
        var seen: Set<String> = []
        return file.rows { row in
            let (code, nom, departement) = (row.text(0, "code"), row.text(1, "nom"), row.text(2, "departement"))
            let (population, superficie) = (row.count(5, "population"), row.optionalDecimal(6, "superficie"))
            let (latitude, longitude) = (row.optionalDecimal(7, "latitude"), row.optionalDecimal(8, "longitude"))
            let (zrr, frr) = (row.optionalFlag(9, "zrr"), row.optionalFlag(10, "frr"))
            let siren = row.optionalText(4).flatMap { _ in row.digits(4, "siren", count: 9) }
            guard let code, let nom, let departement, let population, let superficie, let latitude, let longitude, let zrr, let frr,
                isNew(code, in: &seen, row)
            else { return nil }
            if code.utf8.count != 5 { row.report("code\u{A0}: «\u{A0}\(code)\u{A0}» n’est pas un code INSEE de cinq caractères") }
            if !departements.contains(departement) { row.report("département inconnu\u{A0}: «\u{A0}\(departement)\u{A0}»") }
            let epciSiren = row.optionalText(3)
            if let epciSiren, !epci.contains(epciSiren) { row.report("EPCI inconnu\u{A0}: «\u{A0}\(epciSiren)\u{A0}»") }
            return Commune(
                codeInsee: code, nom: nom, departementCode: departement, epciSiren: epciSiren, siren: siren, population: population,
                superficieKm2: superficie, latitude: latitude, longitude: longitude, enZrr2018: zrr, enFrr2025: frr)
        }
    }

    private func isNew(_ code: String, in seen: inout Set<String>, _ row: SemicolonFile.Row) -> Bool {
        if seen.insert(code).inserted { return true }
        row.report("«\u{A0}\(code)\u{A0}» est déjà décrit plus haut")
        return false
    }
}
