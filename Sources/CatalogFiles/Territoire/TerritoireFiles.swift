import Foundation
import Model

/// Reads the seven files of `territoire/`. A code named by a line must exist in the file above it: région, département, EPCI, commune.
struct TerritoireFiles {
    let root: URL
    let errors: ErrorLog

    func read() -> Territoire {
        let regions = regions()
        let departements = departements(regions: Set(regions.map(\.code)))
        let codes = Set(departements.map(\.code))
        let epci = epci(departements: codes)
        var nommees: Set<String> = []
        let communes = communes(departements: codes, epci: Set(epci.map(\.siren)), nommees: &nommees)
        let anciennes = anciennes(communes: nommees)
        return Territoire(
            regions: regions, departements: departements, epci: epci, communes: communes, anciennes: anciennes,
            voisins: voisins(departements: codes), arrondissements: arrondissements(departements: codes, communes: nommees))
    }

    /// Each département with its région and its neighbours; empty when a file cannot be read, which is then logged.
    func situations() -> [SituationDepartement] {
        let regions = departementRows { row -> (code: String, region: String)? in
            guard let code = row.text(0, "code"), let region = row.text(3, "region") else { return nil }
            return (code, region)
        }
        let voisins = voisins(departements: Set(regions.map(\.code)))
        return regions.map { SituationDepartement(code: $0.code, region: $0.region, voisins: voisins[$0.code] ?? []) }
    }

    /// Those that touch each other; an island has none. Whoever is named by another names it back.
    private func voisins(departements: Set<String>) -> [String: [String]] {
        let file = SemicolonFile(root: root, name: "territoire/voisins.csv", header: "departement;voisins", errors: errors)
        var seen: Set<String> = []
        let rows = file.rows { row -> (code: String, voisins: [String], row: SemicolonFile.Row)? in
            guard let code = row.text(0, "departement"), isNew(code, in: &seen, row) else { return nil }
            let voisins = (row.optionalText(1) ?? "").split(separator: " ").map(String.init)
            for inconnu in ([code] + voisins) where !departements.contains(inconnu) {
                row.report("département inconnu\u{A0}: «\u{A0}\(inconnu)\u{A0}»")
            }
            return (code, voisins, row)
        }
        let parCode = Dictionary(rows.map { ($0.code, $0.voisins) }) { first, _ in first }
        for (code, voisins, row) in rows {
            for voisin in voisins where departements.contains(voisin) && parCode[voisin]?.contains(code) != true {
                row.report("le département «\u{A0}\(voisin)\u{A0}» ne dit pas qu’il touche «\u{A0}\(code)\u{A0}»")
            }
        }
        return parCode
    }

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

    /// - Parameter nommees: the codes of every line, those in error too: who names them must not be blamed for it.
    private func communes(departements: Set<String>, epci: Set<String>, nommees: inout Set<String>) -> [Commune] {
        let file = SemicolonFile(
            root: root, name: "territoire/communes.csv",
            header: "code;nom;departement;epci;siren;population;superficie;latitude;longitude;zrr;frr", errors: errors)
        var seen: Set<String> = []
        return file.rows { row in
            let (code, nom, departement) = (row.text(0, "code"), row.text(1, "nom"), row.text(2, "departement"))
            let (population, superficie) = (row.count(5, "population"), row.optionalDecimal(6, "superficie"))
            let (latitude, longitude) = (row.optionalDecimal(7, "latitude"), row.optionalDecimal(8, "longitude"))
            let (zrr, frr) = (row.optionalFlag(9, "zrr"), row.optionalFlag(10, "frr"))
            if let code { nommees.insert(code) }
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

    private func anciennes(communes: Set<String>) -> [AncienneCommune] {
        let file = SemicolonFile(
            root: root, name: "territoire/passage.csv", header: "code_ancien;nom_ancien;code_insee;depuis", errors: errors)
        var seen: Set<String> = []
        return file.rows { row in
            let (ancien, nom, code) = (row.text(0, "code_ancien"), row.text(1, "nom_ancien"), row.text(2, "code_insee"))
            guard let ancien, let nom, let code, let depuis = row.optionalDate(3, "depuis"), isNew(ancien, in: &seen, row) else {
                return nil
            }
            if ancien.utf8.count != 5 {
                row.report("code_ancien\u{A0}: «\u{A0}\(ancien)\u{A0}» n’est pas un code INSEE de cinq caractères")
            }
            if communes.contains(ancien) { row.report("«\u{A0}\(ancien)\u{A0}» est encore le code d’une commune") }
            if !communes.isEmpty, !communes.contains(code) { row.report("commune inconnue\u{A0}: «\u{A0}\(code)\u{A0}»") }
            return AncienneCommune(codeAncien: ancien, nomAncien: nom, codeInsee: code, depuis: depuis)
        }
    }

    func isNew(_ code: String, in seen: inout Set<String>, _ row: SemicolonFile.Row) -> Bool {
        if seen.insert(code).inserted { return true }
        row.report("«\u{A0}\(code)\u{A0}» est déjà décrit plus haut")
        return false
    }
}
