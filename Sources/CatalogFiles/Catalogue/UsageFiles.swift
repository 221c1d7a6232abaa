import Model
import Yams

/// Reads `usages/`: how many real awards had each rate, by département, kind, size and porteur; written by `mesures usages`, never by hand.
struct UsageFiles {
    let errors: ErrorLog
    let departements: Set<String>
    let dispositifs: Set<String>

    /// The counts of every file, and the sources they name.
    func read(_ folder: YAMLFolder) -> (comptages: [ComptageTaux], source: String) {
        var fileByCode: [String: String] = [:]
        var sources: [String] = []
        let comptages = folder.files(in: "usages").flatMap { file -> [ComptageTaux] in
            let keys: Set = ["source", "licence", "dispositif", "departements"]
            guard let record = Record(file.root, file: file.name, keys: keys, errors: errors) else { return [] }
            let (source, _, code) = (record.text("source"), record.text("licence"), record.text("dispositif"))
            guard let source, let code else { return [] }
            if !dispositifs.contains(code) { record.report("dispositif", "dispositif inconnu\u{A0}: «\u{A0}\(code)\u{A0}»") }
            if let first = fileByCode.updateValue(file.name, forKey: code) {
                record.report("dispositif", "«\u{A0}\(code)\u{A0}» est déjà décrit dans \(first)")
            }
            if !sources.contains(source) { sources.append(source) }
            return record.pairs("departements").flatMap { departement, value, line -> [ComptageTaux] in
                if !departements.isEmpty, !departements.contains(departement) {
                    errors.add(file.name, line, "département inconnu\u{A0}: «\u{A0}\(departement)\u{A0}»")
                }
                guard let lignes = value.sequence else {
                    errors.add(file.name, line, "une liste était attendue")
                    return []
                }
                return lignes.compactMap { node in
                    Record(node, file: file.name, keys: ["nature", "cout", "porteur", "taux"], errors: errors)
                        .flatMap { comptage($0, dispositif: code, departement: departement) }
                }
            }
        }
        return (comptages, sources.joined(separator: " ; "))
    }

    private func comptage(_ record: Record, dispositif: String, departement: String) -> ComptageTaux? {
        let (nature, taille) = (record.choice("nature", NatureProjet.self), record.choice("cout", TailleProjet.self))
        let porteur = record.choice("porteur", NaturePorteur.self)
        var parTaux: [Int: Int] = [:]
        for (taux, value, line) in record.pairs("taux") {
            guard let pourcent = Int(taux), (0...100).contains(pourcent), let nombre = value.scalar.flatMap({ Int($0.string) }), nombre > 0
            else {
                errors.add(
                    record.file, line, "taux\u{A0}: un pourcentage entier et un nombre de projets étaient attendus, par exemple 40: 3")
                continue
            }
            parTaux[pourcent] = nombre
        }
        guard let nature, let taille, let porteur else { return nil }
        return ComptageTaux(
            dispositif: dispositif, departement: departement, nature: nature, taille: taille, porteur: porteur, parTaux: parTaux)
    }
}
