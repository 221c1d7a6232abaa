import Foundation
import Yams

/// One YAML file, parsed; `name` is its path inside the catalogue's folder.
struct YAMLFile {
    let name: String
    let root: Node

    /// `K02` for `kits/K02.yaml`.
    var stem: String { String(name.split(separator: "/").last?.split(separator: ".").first ?? "") }
}

/// Lists and parses YAML files below the catalogue's folder.
struct YAMLFolder {
    let root: URL
    let errors: ErrorLog

    /// The `.yaml` files of a folder, in the order of their names. Anything else in it is an error: an operator who saves `K19.yml`
    /// must hear about it.
    func files(in folder: String) -> [YAMLFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path(percentEncoded: false))
        } catch {
            errors.add(folder, 0, "dossier introuvable ou illisible")
            return []
        }
        let visible = names.filter { !$0.hasPrefix(".") }.sorted()
        for name in visible where !name.hasSuffix(".yaml") { errors.add("\(folder)/\(name)", 0, "un fichier .yaml était attendu ici") }
        let files = visible.filter { $0.hasSuffix(".yaml") }
        if files.isEmpty { errors.add(folder, 0, "aucun fichier .yaml dans ce dossier") }
        return files.compactMap { file("\(folder)/\($0)") }
    }

    private func file(_ name: String) -> YAMLFile? {
        let text: String
        switch BoundedFile(root: root, limit: BoundedFile.yamlLimit).text(name) {
        case .success(let read): text = read
        case .failure(let refusal):
            errors.addUnreadable(name, refusal.line, refusal.message)
            return nil
        }
        if let line = YAMLGuard.lineOfAlias(in: text) {
            errors.addUnreadable(
                name, line, "les alias YAML («\u{A0}*nom\u{A0}») ne se lisent pas ici\u{A0}: écrivez la valeur, un texte entre guillemets")
            return nil
        }
        do {
            guard let node = try compose(yaml: text) else {
                errors.addUnreadable(name, 1, "fichier vide")
                return nil
            }
            // A copy that was cut between two lines is still good YAML, with fewer articles.
            guard text.utf8.last == UInt8(ascii: "\n") else {
                let line = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
                errors.addUnreadable(
                    name, line, "le fichier ne finit pas par un retour à la ligne\u{A0}: il est peut-être coupé, vérifiez sa fin")
                return nil
            }
            return YAMLFile(name: name, root: node)
        } catch {
            let (line, message) = explain(error)
            errors.addUnreadable(name, line, message)
            return nil
        }
    }

    private func explain(_ error: any Error) -> (line: Int, message: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            return (mark.line, "syntaxe YAML incorrecte («\u{A0}\(problem)\u{A0}»)")
        case .duplicatedKeysInMapping(let repeated, let context):
            let keys = repeated.map { "«\u{A0}\($0)\u{A0}»" }.joined(separator: ", ")
            return (context.mark.line, "clé écrite deux fois\u{A0}: \(keys)")
        default:
            return (1, "syntaxe YAML incorrecte")
        }
    }
}
