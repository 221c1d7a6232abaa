internal import Logging
internal import Synchronization

/// What the site logs while it answers one request: a 500 says nothing to a visitor, and a test wants to know why.
final class Journal: Sendable {
    private let lines = Mutex<[String]>([])
    var text: [String] { lines.withLock { $0 } }

    /// A logger of the server's make: it carries the number of the request.
    func logger(request: String) -> Logger {
        var logger = Logger(label: "essais") { _ in Handler(journal: self) }
        logger[metadataKey: "hb.request.id"] = "\(request)"
        return logger
    }

    private struct Handler: LogHandler {
        let journal: Journal
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.warning
        subscript(metadataKey key: String) -> Logger.MetadataValue? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { journal.lines.withLock { $0.append("\(event.level) \(event.message)") } }
    }
}
