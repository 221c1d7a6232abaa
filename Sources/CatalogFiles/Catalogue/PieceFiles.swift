import Model

/// Reads `pieces/`: what a dossier must hold.
struct PieceFiles {
    let errors: ErrorLog

    private static let keys: Set = ["code", "nom", "fichier", "description", "generee", "quand", "perimee_mois"]

    /// The pieces, and every code seen: one in error is not unknown to the dispositifs that ask for it.
    func read(_ folder: YAMLFolder) -> (pieces: [PieceExigee], codes: Set<String>) {
        var codes: Set<String> = []
        let pieces = folder.files(in: "pieces").flatMap { file -> [PieceExigee] in
            let record = Record(file.root, file: file.name, keys: ["source", "pieces"], errors: errors)
            guard let record, let source = record.text("source") else { return [] }
            return record.items("pieces").compactMap { node in
                guard let item = Record(node, file: file.name, keys: Self.keys, errors: errors) else { return nil }
                let (code, nom, description) = (item.text("code"), item.text("nom"), item.text("description"))
                let (fichier, generee) = (self.fichier(item), item.boolean("generee"))
                guard let code else { return nil }
                guard codes.insert(code).inserted else {
                    item.report("code", "la pièce «\u{A0}\(code)\u{A0}» est déjà décrite")
                    return nil
                }
                guard let nom, let description, let fichier, let generee else { return nil }
                return PieceExigee(
                    code: code, nom: nom, fichier: fichier, description: description, source: source, generee: generee,
                    quand: item.has("quand") ? item.choice("quand", PieceExigee.Quand.self) ?? .toujours : .toujours,
                    perimeeMois: item.optionalInteger("perimee_mois"))
            }
        }
        return (pieces, codes)
    }

    /// The name goes into file names and zip archives: plain letters only.
    private func fichier(_ item: Record) -> String? {
        item.read("fichier", item.node("fichier"), expecting: "un nom de fichier simple (minuscules sans accent, chiffres, tirets)") {
            $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil ? nil : $0
        }
    }
}
