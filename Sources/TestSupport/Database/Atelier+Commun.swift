public import Documents
internal import Foundation

extension Atelier {
    /// One for the whole run, as in the server.
    public static let commun = Atelier()

    /// A Python with Typst is there, or must be.
    static let estPret: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        guard let python = try? Interprete.trouver() else { return false }
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", "import typst"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}
