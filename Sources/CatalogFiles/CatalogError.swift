/// One thing to repair in `Catalog/`.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Path inside the folder: `kits/K02.yaml`.
    public let file: String
    /// From 1; 0 when the file as a whole is meant.
    public let line: Int
    /// French: what is wrong, what was expected.
    public let message: String

    public init(file: String, line: Int, message: String) { (self.file, self.line, self.message) = (file, line, message) }

    /// `kits/K02.yaml:12 : …`
    public var description: String { (line > 0 ? "\(file):\(line)" : file) + "\u{A0}: \(message)" }
}

/// All that is wrong in `Catalog/`, sorted by file and line; never empty when thrown.
public struct CatalogErrors: Error, Sendable, Hashable, CustomStringConvertible {
    public let errors: [CatalogError]

    public init(errors: [CatalogError]) { self.errors = errors }

    /// A first line that counts, then one line per error.
    public var description: String {
        let title = errors.count == 1 ? "1 erreur dans le catalogue" : "\(errors.count) erreurs dans le catalogue"
        return ([title] + errors.map(\.description)).joined(separator: "\n")
    }
}

/// Where readers put what is wrong and go on. One per load, used by one thread from start to end.
final class ErrorLog {
    private var errors: Set<CatalogError> = []
    private var unreadableFiles: Set<String> = []

    func add(_ file: String, _ line: Int, _ message: String) {
        errors.insert(CatalogError(file: file, line: line, message: message))
    }

    /// A file none of whose content was read: what names its content must not be blamed for it.
    func addUnreadable(_ file: String, _ line: Int, _ message: String) {
        add(file, line, message)
        unreadableFiles.insert(file)
    }
    func isUnreadable(_ file: String) -> Bool { unreadableFiles.contains(file) }

    func throwIfAny() throws(CatalogErrors) {
        guard !errors.isEmpty else { return }
        throw CatalogErrors(errors: errors.sorted { ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message) })
    }
}
