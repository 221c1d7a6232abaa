public import Foundation

/// Finds the Python that has Typst: `make outils` makes it from `Modeles/requirements.txt`.
public enum Interprete {
    /// - Parameters:
    ///   - environnement: `TROUSSE_PYTHON` wins when it is set.
    ///   - dossier: where `.trousse/python` is looked for.
    /// - Throws: `AtelierError.pythonAbsent`, whose sentence says what to run.
    public static func trouver(
        environnement: [String: String] = ProcessInfo.processInfo.environment, dossier: String = FileManager.default.currentDirectoryPath
    ) throws(AtelierError) -> String {
        let asked = environnement["TROUSSE_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
        let path = asked ?? dossier + "/.trousse/python/bin/python3"
        guard FileManager.default.isExecutableFile(atPath: path) else { throw .pythonAbsent(cherche: path) }
        return path
    }
}
