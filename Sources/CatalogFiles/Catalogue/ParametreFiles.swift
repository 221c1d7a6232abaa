import Model
import Yams

/// Reads `regles/`: for each key of the law, its successive values. The periods of one key never overlap, even across files, or the law
/// of a day would depend on the order of the files.
struct ParametreFiles {
    let errors: ErrorLog

    private static let keys: Set = ["du", "au", "valeur", "source", "confiance", "precision"]

    private struct Located {
        let parametre: Parametre
        let file: String
        let line: Int
    }

    func read(_ folder: YAMLFolder) -> [Parametre] {
        let located = folder.files(in: "regles").flatMap { file -> [Located] in
            guard let mapping = file.root.mapping else {
                errors.add(
                    file.name, file.root.mark?.line ?? 1, "une liste de règles («\u{A0}clé:\u{A0}» puis ses périodes) était attendue")
                return []
            }
            return mapping.flatMap { key, value -> [Located] in
                guard let nodes = value.sequence, !nodes.isEmpty else {
                    errors.add(file.name, key.mark?.line ?? 1, "\(key.string ?? "")\u{A0}: au moins une période était attendue")
                    return []
                }
                return nodes.compactMap { periode($0, cle: key.string ?? "", file: file.name) }
            }
        }
        reportOverlaps(in: located)
        return located.map(\.parametre)
    }

    private func periode(_ node: Node, cle: String, file: String) -> Located? {
        guard let record = Record(node, file: file, keys: Self.keys, errors: errors) else { return nil }
        let (du, au, valeur) = (record.date("du"), record.optionalDate("au"), record.text("valeur"))
        let (source, confiance) = (record.text("source"), record.choice("confiance", Confiance.self))
        let precision = record.optionalText("precision")
        guard let du, let valeur, let source, let confiance, record.has("au") == (au != nil) else { return nil }
        if let au, au < du {
            record.report("au", "la période de \(cle) finit avant de commencer")
            return nil
        }
        let parametre = Parametre(cle: cle, valeur: valeur, du: du, au: au, source: source, confiance: confiance, precision: precision)
        return Located(parametre: parametre, file: file, line: record.line)
    }

    private func reportOverlaps(in located: [Located]) {
        for (cle, periodes) in Dictionary(grouping: located, by: \.parametre.cle) {
            let ordered = periodes.sorted { $0.parametre.du < $1.parametre.du }
            for (previous, next) in zip(ordered, ordered.dropFirst()) {
                if let au = previous.parametre.au, au < next.parametre.du { continue }
                errors.add(
                    next.file, next.line,
                    "\(cle)\u{A0}: la période du \(next.parametre.du) chevauche celle de \(previous.file), ligne \(previous.line)")
            }
        }
    }
}
