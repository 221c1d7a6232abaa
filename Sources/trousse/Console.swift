import Foundation

/// Answers go to standard output, everything else to standard error: what a script reads is never mixed with what a person is told.
enum Console {
    static func repondre(_ text: String) { write(Data((text + "\n").utf8), to: .standardOutput) }
    static func repondre(_ octets: Data) { write(octets, to: .standardOutput) }
    static func dire(_ text: String) { write(Data((text + "\n").utf8), to: .standardError) }

    /// Exactly one JSON document, keys sorted.
    static func repondre(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        repondre(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    static var estUnTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The reader may have left (`trousse report … | head`): nobody is there to be told.
    private static func write(_ data: Data, to handle: FileHandle) { try? handle.write(contentsOf: data) }

    /// A file of the command line, or its first bytes when it is longer than any request; `-` is standard input.
    static func lire(_ path: String) throws(Echec) -> Data {
        do {
            let handle = path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            return try handle.read(upToCount: octetsMax) ?? Data()
        } catch { throw Echec("Le fichier «\u{A0}\(path)\u{A0}» est introuvable ou illisible.") }
    }

    /// One more than what a request may hold, so that too much is seen.
    private static let octetsMax = 4_000_001

    static func ecrire(_ octets: Data, _ path: String) throws(Echec) {
        do { try octets.write(to: URL(filePath: path), options: .atomic) } catch {
            throw Echec("Le fichier «\u{A0}\(path)\u{A0}» ne peut pas être écrit. Vérifiez la place et les droits.")
        }
    }
}
