internal import CLibpq
internal import Dispatch
internal import Logging
internal import Synchronization

/// Owns a `PGconn`.
///
/// Sendable because the pointer is used by the queue of one `Connection` only: first by the block that opens it, then by that actor's
/// methods, which run on the same queue; `deinit` runs when neither holds it any longer.
final class Link: @unchecked Sendable {
    let raw: OpaquePointer
    private let notices: NoticeSink

    /// - Parameter raw: what PQconnectdbParams gave.
    init(_ raw: OpaquePointer, logger: Logger) {
        self.raw = raw
        notices = NoticeSink(logger: logger)
        // Without a receiver libpq writes on stderr. It may be called as long as a result lives: a `ResultSet` keeps the link.
        PQsetNoticeReceiver(
            raw,
            { sink, result in
                guard let sink, let result else { return }
                Unmanaged<NoticeSink>.fromOpaque(sink).takeUnretainedValue().receive(result)
            }, Unmanaged.passUnretained(notices).toOpaque())
    }

    deinit { PQfinish(raw) }

    var message: String { String(cString: PQerrorMessage(raw)).trimmed }
}

/// Sends the server's notices and warnings to the logger.
private final class NoticeSink: Sendable {
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    func receive(_ result: OpaquePointer) {
        let field = { (code: Character) in code.asciiValue.flatMap { PQresultErrorField(result, Int32($0)) }.map { String(cString: $0) } }
        let level: Logger.Level = field("V") == "WARNING" ? .warning : .debug
        logger.log(level: level, "\(field("M") ?? "")", metadata: ["sqlState": "\(field("C") ?? "")"])
    }
}

/// Cancels what a connection is doing. A late cancel would kill the *next* statement, so a connection whose canceller has fired is
/// closed and never used again.
///
/// Sendable because `PQcancel` may be called from any thread and the `PGcancel` is immutable; it is freed when neither the connection
/// nor a call under way, which holds `self`, needs it.
final class Canceller: @unchecked Sendable {
    private let raw: OpaquePointer?
    private let fired = Atomic(false)
    private static let queue = DispatchQueue(label: "postgres.cancel", attributes: .concurrent)

    init(_ link: Link) { raw = PQgetCancel(link.raw) }
    deinit { PQfreeCancel(raw) }

    var hasFired: Bool { fired.load(ordering: .acquiring) }

    /// Returns at once: `PQcancel` opens a connection of its own and blocks.
    func fire() {
        guard !fired.exchange(true, ordering: .acquiringAndReleasing) else { return }
        Self.queue.async { [self] in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { _ = PQcancel(raw, $0.baseAddress, 256) }
        }
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
