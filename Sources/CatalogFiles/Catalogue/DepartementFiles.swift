import Model
import Yams

/// Reads `departements/`: what each département does with a dispositif. Under a dispositif, `observation` is what was really awarded and
/// `exercices` the brackets published year by year; a bracket carries the observation too, so that a reader of one exercice has both.
struct DepartementFiles {
    /// The country as a whole, for a département without observation.
    static let national = "FR"

    let errors: ErrorLog
    private let departements: Set<String>
    private let dispositifs: Set<String>

    private static let bracketKeys: Set = [
        "taux_min", "taux_max", "plancher_depense", "plafond_depense", "source", "confiance", "categories", "fenetre", "prudence_commande",
        "libelle_repli",
    ]

    init(errors: ErrorLog, departements: Set<String>, dispositifs: Set<String>) {
        (self.errors, self.departements, self.dispositifs) = (errors, departements, dispositifs)
    }

    func read(_ folder: YAMLFolder) -> [RegleDepartement] {
        var fileByCode: [String: String] = [:]
        return folder.files(in: "departements").flatMap { file -> [RegleDepartement] in
            let record = Record(file.root, file: file.name, keys: ["source_observations", "departements"], errors: errors)
            guard let record, let source = record.text("source_observations") else { return [] }
            return record.pairs("departements").flatMap { code, value, line -> [RegleDepartement] in
                if let first = fileByCode.updateValue(file.name, forKey: code) {
                    errors.add(file.name, line, "le département «\u{A0}\(code)\u{A0}» est déjà décrit dans \(first)")
                }
                if code != Self.national, !departements.isEmpty, !departements.contains(code) {
                    errors.add(file.name, line, "département inconnu\u{A0}: «\u{A0}\(code)\u{A0}»")
                }
                return regles(of: code, value, file: file.name, line: line, sourceObservations: source)
            }
        }
    }

    private func regles(of code: String, _ node: Node, file: String, line: Int, sourceObservations: String) -> [RegleDepartement] {
        guard let mapping = node.mapping else {
            errors.add(file, line, "une liste de dispositifs était attendue")
            return []
        }
        return mapping.flatMap { key, value -> [RegleDepartement] in
            let dispositif = key.string ?? ""
            if !dispositifs.contains(dispositif) {
                errors.add(file, key.mark?.line ?? line, "dispositif inconnu\u{A0}: «\u{A0}\(dispositif)\u{A0}»")
            }
            guard let record = Record(value, file: file, keys: ["arrondi", "observation", "exercices"], errors: errors) else { return [] }
            return regles(record, departement: code, dispositif: dispositif, sourceObservations: sourceObservations)
        }
    }

    private func regles(
        _ record: Record, departement: String, dispositif: String, sourceObservations: String
    ) -> [RegleDepartement] {
        let arrondi = record.has("arrondi") ? record.choice("arrondi", Rounding.self) ?? .halfUp : .halfUp
        let observation = record.optionalRecord("observation", keys: ["taux_median", "nombre"])
        let (median, nombre) = (observation?.rate("taux_median"), observation?.integer("nombre") ?? 0)

        func regle(_ exercice: Int?, _ bracket: Record?, source: String, confiance: Confiance) -> RegleDepartement {
            var regle = RegleDepartement(
                departementCode: departement, dispositif: dispositif, exercice: exercice, tauxMin: bracket?.optionalRate("taux_min"),
                tauxMax: bracket?.optionalRate("taux_max"), plancherDepense: bracket?.optionalMoney("plancher_depense"),
                plafondDepense: bracket?.optionalMoney("plafond_depense"), tauxMedianObserve: median, nombreObserve: nombre,
                arrondi: arrondi, source: source, confiance: confiance)
            regle.sourceObservation = observation.map { _ in sourceObservations }
            regle.categories = bracket.map(categories) ?? []
            regle.fenetre = bracket.flatMap(fenetre)
            regle.prudenceCommande = bracket?.optionalText("prudence_commande")
            regle.libelleRepli = bracket?.optionalText("libelle_repli")
            return regle
        }

        let observee = observation.map { _ in regle(nil, nil, source: sourceObservations, confiance: .vu) }
        let fixees = record.has("exercices") ? record.pairs("exercices") : []
        return [observee].compactMap(\.self)
            + fixees.compactMap { year, value, line in
                guard let exercice = exercice(year, file: record.file, line: line),
                    let bracket = Record(value, file: record.file, keys: Self.bracketKeys, errors: errors)
                else { return nil }
                let (source, confiance) = (bracket.text("source"), bracket.choice("confiance", Confiance.self))
                guard let source, let confiance else { return nil }
                let regle = regle(exercice, bracket, source: source, confiance: confiance)
                if let min = regle.tauxMin, let max = regle.tauxMax, min > max {
                    bracket.report("taux_max", "il est inférieur à taux_min")
                    return regle
                }
                for categorie in regle.categories where !categorie.resserre(regle) {
                    bracket.report("categories", "«\u{A0}\(categorie.libelle)\u{A0}» sort de la fourchette du département")
                }
                return regle
            }
    }

    private func categories(_ bracket: Record) -> [CategorieLocale] {
        let keys: Set = ["libelle", "natures", "taux_min", "taux_max", "plancher_depense", "plafond_depense", "condition"]
        guard bracket.has("categories") else { return [] }
        return bracket.items("categories").compactMap { node in
            guard let record = Record(node, file: bracket.file, keys: keys, errors: errors), let libelle = record.text("libelle") else {
                return nil
            }
            let (min, max) = (record.optionalRate("taux_min"), record.optionalRate("taux_max"))
            if let min, let max, min > max { record.report("taux_max", "il est inférieur à taux_min") }
            return CategorieLocale(
                libelle: libelle, natures: record.choices("natures", NatureProjet.self), tauxMin: min, tauxMax: max,
                plancherDepense: record.optionalMoney("plancher_depense"), plafondDepense: record.optionalMoney("plafond_depense"),
                condition: record.optionalText("condition"))
        }
    }

    private func fenetre(_ bracket: Record) -> FenetreDepot? {
        guard let record = bracket.optionalRecord("fenetre", keys: ["ouvre", "ferme"]), let ferme = record.date("ferme") else { return nil }
        return FenetreDepot(ouvre: record.optionalDate("ouvre"), ferme: ferme)
    }

    private func exercice(_ year: String, file: String, line: Int) -> Int? {
        guard let exercice = Int(year), (2011...2100).contains(exercice) else {
            errors.add(file, line, "«\u{A0}\(year)\u{A0}» n’est pas un exercice")
            return nil
        }
        return exercice
    }
}

extension CategorieLocale {
    /// The bracket of a category lies inside the one of its département.
    fileprivate func resserre(_ regle: RegleDepartement) -> Bool {
        let bornes = (regle.tauxMin ?? .zero)...(regle.tauxMax ?? .one)
        return [tauxMin, tauxMax].allSatisfy { $0.map(bornes.contains) ?? true }
    }
}
