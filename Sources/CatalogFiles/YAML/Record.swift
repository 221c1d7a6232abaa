import Yams

/// A YAML mapping read strictly: only the announced keys are allowed, a missing or ill-typed value is logged with its line, and reading
/// goes on so that one load reports everything. Each getter gives nil after it has logged.
struct Record {
    let file: String
    let line: Int
    let errors: ErrorLog
    private let values: [String: Node]
    private let defaults: [String: Node]

    /// nil, logged, when the node is not a mapping.
    init?(_ node: Node, file: String, keys: Set<String>, defaults: Record? = nil, errors: ErrorLog) {
        (self.file, line, self.errors) = (file, node.mark?.line ?? 0, errors)
        guard let mapping = node.mapping else {
            errors.add(file, node.mark?.line ?? 0, "une liste de clés («\u{A0}clé: valeur\u{A0}») était attendue ici")
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            if keys.contains(name) {
                values[name] = value
            } else {
                errors.add(
                    file, key.mark?.line ?? line, "clé inconnue\u{A0}: «\u{A0}\(name)\u{A0}»" + Self.suggestion(for: name, among: keys))
            }
        }
        self.values = values
        self.defaults = defaults?.values ?? [:]
    }

    func has(_ key: String) -> Bool { values[key] != nil || defaults[key] != nil }

    /// The value as written, own first, then the file's default.
    func optionalNode(_ key: String) -> Node? { values[key] ?? defaults[key] }

    func node(_ key: String) -> Node? {
        if let node = optionalNode(key) { return node }
        errors.add(file, line, "clé manquante\u{A0}: «\u{A0}\(key)\u{A0}»")
        return nil
    }

    /// The line of a key's value, for an error about what it says.
    func line(of key: String) -> Int { optionalNode(key)?.mark?.line ?? line }

    func report(_ key: String, _ message: String) { errors.add(file, line(of: key), "\(key)\u{A0}: \(message)") }

    func record(_ key: String, keys: Set<String>) -> Record? {
        node(key).flatMap { Record($0, file: file, keys: keys, errors: errors) }
    }

    func optionalRecord(_ key: String, keys: Set<String>) -> Record? { has(key) ? record(key, keys: keys) : nil }

    /// The items of a list.
    func items(_ key: String) -> [Node] {
        guard let node = node(key) else { return [] }
        guard let sequence = node.sequence else {
            report(key, "une liste était attendue")
            return []
        }
        return Array(sequence)
    }

    /// The pairs of a mapping whose keys are data (a code), in the order of the file.
    func pairs(_ key: String) -> [(key: String, value: Node, line: Int)] {
        guard let node = node(key) else { return [] }
        guard let mapping = node.mapping else {
            report(key, "une liste de clés («\u{A0}clé: valeur\u{A0}») était attendue")
            return []
        }
        return mapping.map { ($0.key.string ?? "", $0.value, $0.key.mark?.line ?? line) }
    }

    /// A key that begins like an allowed one is most often a slip of the pen.
    private static func suggestion(for name: String, among keys: Set<String>) -> String {
        guard let near = keys.sorted().first(where: { $0.hasPrefix(name.prefix(3)) && name.count >= 3 }) else { return "" }
        return " (plutôt «\u{A0}\(near)\u{A0}»\u{A0}?)"
    }
}
