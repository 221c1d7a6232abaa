import Foundation
import Model
import Yams

/// Reads `recherche/`: the words of the search. Any of its files may say any of it.
struct MotsRechercheFiles {
    let errors: ErrorLog
    /// Codes of the articles that a sense may designate, those in error included.
    let articles: Set<String>
    private static let keys: Set = ["source", "groupes", "vers", "sens", "vides", "pages", "besoins"]

    func read(_ folder: YAMLFolder) -> MotsRecherche {
        var expressions: [MotsRecherche.Expression] = []
        var besoins: [MotsRecherche.Besoin] = []
        for file in folder.files(in: "recherche") {
            guard let record = Record(file.root, file: file.name, keys: Self.keys, errors: errors) else { continue }
            _ = record.text("source")
            expressions += groupes(record) + vers(record) + sens(record, folder) + vides(record) + pages(record)
            besoins += self.besoins(record)
        }
        return MotsRecherche(expressions: expressions, besoins: besoins)
    }

    /// Each word of a group finds what the others find.
    private func groupes(_ record: Record) -> [MotsRecherche.Expression] {
        lists("groupes", record, atLeast: 2).flatMap { groupe in
            groupe.map { mot in .init(terme: mot, equivalents: groupe.filter { $0 != mot }) }
        }
    }

    private func vers(_ record: Record) -> [MotsRecherche.Expression] {
        guard record.has("vers") else { return [] }
        return record.pairs("vers").map { terme, node, _ in
            .init(terme: terme, equivalents: list("vers", node, record, atLeast: 1))
        }
    }

    private func vides(_ record: Record) -> [MotsRecherche.Expression] {
        lists("vides", record, atLeast: 1).flatMap { $0.map { .init(terme: $0, estVide: true) } }
    }

    private func sens(_ record: Record, _ folder: YAMLFolder) -> [MotsRecherche.Expression] {
        records("sens", record, keys: ["mots", "sens"]).flatMap { item -> [MotsRecherche.Expression] in
            let sens = records("sens", item, keys: ["nom", "code"]).compactMap { un -> MotsRecherche.Sens? in
                guard let nom = un.text("nom"), let code = un.text("code") else { return nil }
                // A kit in error is not unknown: its file is there.
                let kit = folder.root.appending(path: "kits/\(code).yaml").path(percentEncoded: false)
                let isKnown = articles.contains(code) || FileManager.default.fileExists(atPath: kit)
                if !isKnown, !errors.isUnreadable("articles/\(code.prefix(3)).yaml") {
                    un.report("code", "ni kit ni article de ce code\u{A0}: «\u{A0}\(code)\u{A0}»")
                }
                return .init(nom: nom, code: code)
            }
            return (item.texts("mots") ?? []).map { .init(terme: $0, sens: sens) }
        }
    }

    private func pages(_ record: Record) -> [MotsRecherche.Expression] {
        records("pages", record, keys: ["mots", "page"]).flatMap { item -> [MotsRecherche.Expression] in
            guard let page = item.choice("page", PageAide.self) else { return [] }
            return (item.texts("mots") ?? []).map { .init(terme: $0, page: page) }
        }
    }

    private func besoins(_ record: Record) -> [MotsRecherche.Besoin] {
        guard record.has("besoins") else { return [] }
        var besoinByTag: [String: String] = [:]
        return record.pairs("besoins").flatMap { besoin, node, line in
            list("besoins", node, record, atLeast: 1).map { etiquette in
                if let autre = besoinByTag.updateValue(besoin, forKey: etiquette) {
                    errors.add(record.file, line, "l’étiquette «\u{A0}\(etiquette)\u{A0}» sert déjà «\u{A0}\(autre)\u{A0}»")
                }
                return .init(etiquette: etiquette, besoin: besoin)
            }
        }
    }

    private func records(_ key: String, _ record: Record, keys: Set<String>) -> [Record] {
        guard record.has(key) else { return [] }
        return record.items(key).compactMap { Record($0, file: record.file, keys: keys, errors: errors) }
    }

    private func lists(_ key: String, _ record: Record, atLeast minimum: Int) -> [[String]] {
        guard record.has(key) else { return [] }
        return record.items(key).map { list(key, $0, record, atLeast: minimum) }
    }

    private func list(_ key: String, _ node: Node, _ record: Record, atLeast minimum: Int) -> [String] {
        let line = node.mark?.line ?? record.line
        guard let sequence = node.sequence else {
            errors.add(record.file, line, "\(key)\u{A0}: une liste de mots était attendue, entre crochets")
            return []
        }
        let mots = sequence.compactMap { record.text(key, $0) }
        if mots.count < minimum { errors.add(record.file, line, "\(key)\u{A0}: au moins \(minimum) mots étaient attendus") }
        if let double = mots.first(where: { mot in mots.count(where: { $0 == mot }) > 1 }) {
            errors.add(record.file, line, "\(key)\u{A0}: «\u{A0}\(double)\u{A0}» est écrit deux fois")
        }
        return mots
    }
}
