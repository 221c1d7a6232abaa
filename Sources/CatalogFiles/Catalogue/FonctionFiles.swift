import Model
import Yams

/// Reads `fonctions/`: what articles are for.
struct FonctionFiles {
    let errors: ErrorLog

    /// In the order of the file, and every code seen: a fonction in error is not unknown to the articles that name it.
    func read(_ folder: YAMLFolder) -> (fonctions: [Fonction], codes: Set<String>) {
        var lineByCode: [String: Int] = [:]
        let fonctions = folder.files(in: "fonctions").flatMap { file -> [Fonction] in
            guard let record = Record(file.root, file: file.name, keys: ["fonctions"], errors: errors) else { return [] }
            return record.items("fonctions").compactMap { node in
                let item = Record(node, file: file.name, keys: ["code", "nom", "un_suffit"], errors: errors)
                guard let item, let code = item.text("code") else { return nil }
                if let first = lineByCode[code] {
                    item.report("code", "«\u{A0}\(code)\u{A0}» est déjà décrite ligne \(first)")
                    return nil
                }
                lineByCode[code] = item.line(of: "code")
                if code.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil {
                    item.report("code", "un code s’écrit en minuscules sans accent, comme «\u{A0}ecran-projection\u{A0}»")
                }
                let (nom, unSuffit) = (item.text("nom"), item.has("un_suffit") ? item.boolean("un_suffit") : false)
                guard let nom, let unSuffit else { return nil }
                return Fonction(code: code, nom: nom, unSuffit: unSuffit)
            }
        }
        return (fonctions, Set(lineByCode.keys))
    }
}
