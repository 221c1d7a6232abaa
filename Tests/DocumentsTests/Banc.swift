import Documents
import Foundation
import Testing

/// The interpreter with Typst, and the system tools that look into the files. Without an interpreter the tests that need one are
/// skipped with a message, but not in CI: there a missing tool is a failure.
enum Banc {
    static let manque: Comment = "pas de Python avec typst : lancez « make outils » ou donnez TROUSSE_PYTHON"
    static let pret: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        return (try? Interprete.trouver()).map { (try? executer($0, ["-c", "import typst"])) != nil } ?? false
    }()

    /// One workshop for the whole run, as in the server.
    static let atelier = Atelier()

    /// Standard output of a program, which must succeed.
    @discardableResult
    static func executer(_ programme: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [programme] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Echec(programme: programme, code: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self)
    }

    /// A folder that lives as long as the closure.
    static func dossierTemporaire<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url)
    }

    /// What a reader copies from the page.
    static func texte(de pdf: Data) throws -> String {
        try dossierTemporaire { dossier in
            let url = dossier.appendingPathComponent("a.pdf")
            try pdf.write(to: url)
            return try executer("pdftotext", ["-enc", "UTF-8", url.path, "-"])
        }
    }

    struct Echec: Error {
        let programme: String
        let code: Int32
    }
}
