import Foundation

extension ChangementsCatalogue {
    /// The fields that differ, by name: two values of one type compared through what they encode, so that a field added to the model is never
    /// forgotten here.
    static func champs(_ avant: some Encodable, _ apres: some Encodable, sauf: Set<String>) -> [Champ] {
        let (ancien, nouveau) = (textes(avant), textes(apres))
        return Set(ancien.keys).union(nouveau.keys).subtracting(sauf).sorted().filter { ancien[$0] != nouveau[$0] }
            .map { Champ(champ: clesDesFichiers[$0] ?? $0, avant: ancien[$0], apres: nouveau[$0]) }
    }

    /// Where a file of `Catalog/` says it otherwise.
    private static let clesDesFichiers = [
        "taux_tva": "tva", "compte_m57": "m57", "compte_m57_abrege": "m57_abrege", "compte_si_investissement": "m57_si_investissement",
        "famille_agec": "agec", "quantite_min": "quantite.min", "quantite_max": "quantite.max", "regle_imputation": "budget.regle",
        "section": "budget.section", "eligible": "budget.eligible",
    ]

    private static func textes(_ value: some Encodable) -> [String: String] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(value), let fields = try? JSONDecoder().decode([String: Valeur].self, from: data) else {
            return [:]
        }
        return fields.compactMapValues(\.texte)
    }

    /// What a field may encode to, read back as text.
    private enum Valeur: Decodable {
        case vide
        case scalaire(String)
        case liste([Valeur])
        case objet([String: Valeur])

        init(from decoder: any Decoder) throws {
            if let object = try? [String: Valeur](from: decoder) {
                self = .objet(object)
            } else if let list = try? [Valeur](from: decoder) {
                self = .liste(list)
            } else {
                let value = try decoder.singleValueContainer()
                if value.decodeNil() {
                    self = .vide
                } else if let truth = try? value.decode(Bool.self) {
                    self = .scalaire(truth ? "oui" : "non")
                } else if let number = try? value.decode(Int64.self) {
                    self = .scalaire(String(number))
                } else {
                    self = .scalaire(try value.decode(String.self))
                }
            }
        }

        var texte: String? {
            switch self {
            case .vide: nil
            case .scalaire(let text): text
            case .liste(let list): list.compactMap(\.texte).joined(separator: ", ")
            case .objet(let object): object.sorted { $0.key < $1.key }.map { "\($0)\u{A0}: \($1.texte ?? "")" }.joined(separator: ", ")
            }
        }
    }
}
