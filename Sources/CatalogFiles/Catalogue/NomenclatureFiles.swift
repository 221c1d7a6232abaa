import Model

/// Reads `nomenclatures/`: the M57 accounts and the AGEC families that an article may name, each with its source. A code that is well formed
/// and wrong would go through every sum: it has to be in the list.
struct NomenclatureFiles {
    let errors: ErrorLog

    /// The codes that articles may name; nil when its file cannot be read, so that articles are not blamed for it.
    struct Nomenclatures {
        let comptes: [String: Section]?
        let agec: Set<String>?
    }

    func read(_ folder: YAMLFolder) -> Nomenclatures {
        var (comptes, agec): ([String: Section]?, Set<String>?)
        for file in folder.files(in: "nomenclatures") {
            switch file.stem {
            case "m57": comptes = self.comptes(file)
            case "agec": agec = familles(file)
            default: errors.add(file.name, 0, "nomenclature inconnue\u{A0}: m57.yaml ou agec.yaml")
            }
        }
        for (name, isThere) in [("m57", comptes != nil), ("agec", agec != nil)] where !isThere {
            let file = "nomenclatures/\(name).yaml"
            if !errors.isUnreadable(file) { errors.add(file, 0, "fichier introuvable ou illisible") }
        }
        return Nomenclatures(comptes: comptes, agec: agec)
    }

    private func comptes(_ file: YAMLFile) -> [String: Section] {
        var sections: [String: Section] = [:]
        for item in items(of: file, list: "comptes", keys: ["compte", "libelle", "section", "confiance", "source"]) {
            let compte = item.read("compte", item.node("compte"), expecting: "un compte M57, de trois à six chiffres") {
                $0.wholeMatch(of: /[0-9]{3,6}/) == nil ? nil : $0
            }
            guard let compte, let section = item.choice("section", Section.self) else { continue }
            if sections.updateValue(section, forKey: compte) != nil {
                item.report("compte", "«\u{A0}\(compte)\u{A0}» est déjà décrit plus haut")
            }
        }
        return sections
    }

    private func familles(_ file: YAMLFile) -> Set<String> {
        var codes: Set<String> = []
        for item in items(of: file, list: "familles", keys: ["code", "libelle", "confiance", "source"]) {
            guard let code = item.text("code") else { continue }
            if !codes.insert(code).inserted { item.report("code", "«\u{A0}\(code)\u{A0}» est déjà décrit plus haut") }
        }
        return codes
    }

    /// The entries of one list, each said with what one may trust it for.
    private func items(of file: YAMLFile, list: String, keys: Set<String>) -> [Record] {
        guard let record = Record(file.root, file: file.name, keys: ["source", list], errors: errors) else { return [] }
        _ = record.text("source")
        return record.items(list).compactMap { node in
            let item = Record(node, file: file.name, keys: keys, errors: errors)
            _ = (item?.text("libelle"), item?.choice("confiance", Confiance.self))
            return item
        }
    }
}
