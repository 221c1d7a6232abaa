import Model
import Yams

/// Reads `prix:`: a range since `date_prix`, `non publié`, or the history as a list of periods.
struct TarifFiles {
    let errors: ErrorLog

    private static let bornes: Set = ["min", "ref", "max"]
    private static let periode = bornes.union(["du", "au", "source"])

    /// In the order of days; empty: prix non publié since `date`.
    struct Tarifs {
        let periodes: [Tarif]
        let date: LocalDate
    }

    /// - Parameter datePrix: the day of a price that has none of its own; nil when it was wrong, and logged.
    /// - Returns: nil when something was logged.
    func read(_ item: Record, datePrix: LocalDate?) -> Tarifs? {
        guard let node = item.node("prix"), let datePrix else { return nil }
        if node.string == "non publié" { return Tarifs(periodes: [], date: datePrix) }
        guard let sequence = node.sequence else {
            let record = Record(node, file: item.file, keys: Self.bornes, errors: errors)
            return record.flatMap(bornes).map { Tarifs(periodes: [Tarif(du: datePrix, prix: $0)], date: datePrix) }
        }
        let lues = sequence.map(periode(item))
        let periodes = lues.compactMap { $0 }.sorted { $0.prix.du < $1.prix.du }
        let chevauchent = periodesQuiSeChevauchent(periodes, file: item.file)
        guard let derniere = periodes.last, lues.count == periodes.count, !chevauchent else {
            if sequence.isEmpty { item.report("prix", "la liste est vide\u{A0}: écrivez «\u{A0}non publié\u{A0}»") }
            return nil
        }
        return Tarifs(periodes: periodes.map(\.prix), date: derniere.prix.du)
    }

    private struct Situee {
        let prix: Tarif
        let line: Int
    }

    private func periode(_ item: Record) -> (Node) -> Situee? {
        { node in
            guard let record = Record(node, file: item.file, keys: Self.periode, errors: errors) else { return nil }
            let (du, au, source, prix) = (record.date("du"), record.optionalDate("au"), record.optionalText("source"), bornes(record))
            guard let du, let prix, record.has("au") == (au != nil) else { return nil }
            if let au, au < du {
                record.report("au", "le prix du \(du) finit avant de commencer")
                return nil
            }
            return Situee(prix: Tarif(du: du, au: au, prix: prix, source: source), line: record.line)
        }
    }

    /// Two prices on one day would make the price of that day depend on the order of the file.
    private func periodesQuiSeChevauchent(_ periodes: [Situee], file: String) -> Bool {
        var chevauchent = false
        for (avant, apres) in zip(periodes, periodes.dropFirst()) {
            if let au = avant.prix.au, au < apres.prix.du { continue }
            chevauchent = true
            let fin = avant.prix.au.map { "jusqu’au \($0)" } ?? "sans fin"
            errors.add(
                file, apres.line,
                "prix\u{A0}: la période du \(apres.prix.du) chevauche celle du \(avant.prix.du), \(fin) (\(file), ligne \(avant.line))")
        }
        return chevauchent
    }

    private func bornes(_ record: Record) -> Prix? {
        let (min, ref, max) = (record.money("min"), record.money("ref"), record.money("max"))
        guard let min, let ref, let max else { return nil }
        guard min <= ref, ref <= max else {
            record.report("ref", "il faut min ≤ ref ≤ max (\(min.decimal), \(ref.decimal), \(max.decimal))")
            return nil
        }
        return Prix(min: min, ref: ref, max: max)
    }
}
