import ArgumentParser
import Foundation

/// Where the folder `Catalog/` is: said by the option, then by the environment, else found near.
struct EmplacementCatalogue: ParsableArguments {
    @Option(
        name: .customLong("catalogue"),
        help: .init("Dossier du catalogue (sinon TROUSSE_CATALOGUE, sinon ./Catalog).", valueName: "dossier"))
    var chemin: String?

    init() {}
    init(chemin: String?) { self.chemin = chemin }

    func dossier() throws(Echec) -> URL {
        let asked = chemin ?? ProcessInfo.processInfo.environment["TROUSSE_CATALOGUE"].flatMap { $0.isEmpty ? nil : $0 }
        if let asked {
            let folder = URL(filePath: asked, directoryHint: .isDirectory)
            guard EmplacementCatalogue.estCatalogue(folder) else {
                throw Echec("Le dossier «\u{A0}\(asked)\u{A0}» n’est pas un catalogue\u{A0}: il n’a ni articles, ni territoire.")
            }
            return folder
        }
        guard let found = EmplacementCatalogue.voisins.first(where: EmplacementCatalogue.estCatalogue) else {
            throw Echec("Le dossier Catalog est introuvable. Indiquez-le par --catalogue, ou lancez trousse depuis le dossier du projet.")
        }
        return found
    }

    /// The current folder, then each folder above the executable, links followed: `.build/release/trousse` is inside the project.
    private static var voisins: [URL] {
        let current = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        var folders = [current]
        if var folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent() {
            while folder.path != "/", folders.count < 12 {
                folders.append(folder)
                folder = folder.deletingLastPathComponent()
            }
        }
        return folders.map { $0.appending(path: "Catalog", directoryHint: .isDirectory) }
    }

    private static func estCatalogue(_ folder: URL) -> Bool {
        ["articles", "territoire"].contains {
            FileManager.default.fileExists(atPath: folder.appending(path: $0).path(percentEncoded: false))
        }
    }
}
