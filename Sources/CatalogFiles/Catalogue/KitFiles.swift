import Model
import Yams

/// Reads `kits/`: one file per kit, its lines as `ARTICLE: quantité`.
struct KitFiles {
    let errors: ErrorLog
    private let articles: [String: Article]
    private let codes: Set<String>

    private static let keys: Set = [
        "code", "version", "nom", "phrase", "besoin", "destinataire", "concepteur", "licence_plans", "fabrication", "itinerant",
        "nature_donnee", "remarque", "lignes",
        "options",
    ]

    /// - Parameter codes: every article code seen, those in error included.
    init(errors: ErrorLog, articles: [Article], codes: Set<String>) {
        (self.errors, self.codes) = (errors, codes)
        self.articles = Dictionary(articles.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The kits, and the line on which each says its version.
    func read(_ folder: YAMLFolder) -> (kits: [Kit], lignesVersion: [String: Int]) {
        var lignesVersion: [String: Int] = [:]
        let kits = folder.files(in: "kits").compactMap { file -> Kit? in
            let record = Record(file.root, file: file.name, keys: Self.keys, errors: errors)
            guard let record, let kit = kit(record, file: file) else { return nil }
            lignesVersion[kit.code] = record.line(of: "version")
            return kit
        }
        return (kits, lignesVersion)
    }

    private func kit(_ record: Record, file: YAMLFile) -> Kit? {
        let (code, version, nom, phrase) = (record.text("code"), record.integer("version"), record.text("nom"), record.text("phrase"))
        let (besoin, destinataire, nature) = (record.text("besoin"), record.text("destinataire"), record.text("nature_donnee"))
        let (concepteur, licence, remarque) = (
            record.optionalText("concepteur"), record.optionalText("licence_plans"), record.optionalText("remarque")
        )
        let fabrication = record.optionalText("fabrication")
        let itinerant = record.has("itinerant") ? record.boolean("itinerant") : false
        let lignes = lignes(record, "lignes", option: false) + (record.has("options") ? self.lignes(record, "options", option: true) : [])
        // The file name carries the code: two files cannot describe the same kit.
        if let code, code != file.stem {
            record.report("code", "le fichier \(file.stem).yaml ne peut pas décrire le kit «\u{A0}\(code)\u{A0}»")
        }
        if let version, version < 1 { record.report("version", "la première version est 1") }
        guard let code, let version, let nom, let phrase, let besoin, let destinataire, let nature, let itinerant else { return nil }
        return Kit(
            code: code, version: version, nom: nom, phrase: phrase, besoin: besoin, destinataire: destinataire, concepteur: concepteur,
            licencePlans: licence, fabrication: fabrication, itinerant: itinerant, natureDonnee: nature, remarque: remarque, lignes: lignes)
    }

    private func lignes(_ record: Record, _ key: String, option: Bool) -> [Kit.Ligne] {
        record.pairs(key).compactMap { code, value, line in
            guard let article = articles[code] else {
                let isUnread = errors.isUnreadable("articles/\(code.prefix(3)).yaml")
                if !codes.contains(code), !isUnread { errors.add(record.file, line, "article inconnu\u{A0}: «\u{A0}\(code)\u{A0}»") }
                return nil
            }
            let detail = option && value.mapping != nil ? self.detail(value, of: record) : (value, [])
            let quantite = detail.quantite.flatMap { record.read(code, $0, expecting: "une quantité entière") { Int($0) } }
            guard let quantite else { return nil }
            guard (article.quantiteMin...article.quantiteMax).contains(quantite) else {
                let bounds = "de \(article.quantiteMin) à \(article.quantiteMax)"
                errors.add(record.file, line, "quantité \(quantite) hors des bornes de \(code) (\(bounds))")
                return nil
            }
            return Kit.Ligne(article: code, quantite: quantite, option: option, remplace: detail.remplace)
        }
    }

    /// An option may say which base articles it takes the place of: `{quantite: 1, remplace: [VIS-003]}`.
    private func detail(_ value: Node, of record: Record) -> (quantite: Node?, remplace: [String]) {
        guard let option = Record(value, file: record.file, keys: ["quantite", "remplace"], errors: errors) else { return (nil, []) }
        let base = Set(record.pairs("lignes").map(\.key))
        let remplace = option.texts("remplace") ?? []
        for code in remplace where !base.contains(code) {
            option.report("remplace", "«\u{A0}\(code)\u{A0}» n’est pas une ligne de base de ce kit")
        }
        return (option.node("quantite"), remplace)
    }
}
