import CatalogFiles
import Foundation

/// A whole catalogue on disk: what the database holds, and the folders that only files hold (rules, territory) as they are.
struct DossierExporte {
    let sortie: URL
    let modele: URL

    /// Nothing is left behind when it cannot be written whole.
    func ecrire(_ fichiers: [CatalogueYAML.Fichier]) throws(Echec) {
        let files = FileManager.default
        let path = sortie.path(percentEncoded: false)
        guard !files.fileExists(atPath: path) else {
            throw Echec("«\u{A0}\(path)\u{A0}» existe déjà. Donnez à --sortie un dossier qui n’existe pas encore.")
        }
        do {
            try files.createDirectory(at: sortie, withIntermediateDirectories: true)
            for name in try files.contentsOfDirectory(atPath: modele.path(percentEncoded: false))
            where !CatalogueYAML.dossiers.contains(name) {
                try files.copyItem(at: modele.appending(path: name), to: sortie.appending(path: name))
            }
            for fichier in fichiers {
                let url = sortie.appending(path: fichier.nom)
                try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(fichier.texte.utf8).write(to: url)
            }
        } catch {
            try? files.removeItem(at: sortie)
            throw Echec("Le dossier «\u{A0}\(path)\u{A0}» ne peut pas être écrit. Vérifiez la place et les droits.")
        }
    }
}

/// Where an export goes, chunk after chunk: a file that appears whole or not at all, or standard output.
final class SortieFichier {
    private let destination: URL?
    private let provisoire: URL?
    private let handle: FileHandle

    init(_ chemin: String?) throws(Echec) {
        guard let chemin else {
            (destination, provisoire, handle) = (nil, nil, .standardOutput)
            return
        }
        let url = URL(filePath: chemin)
        let draft = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: draft.path(percentEncoded: false), contents: nil),
            let handle = try? FileHandle(forWritingTo: draft)
        else { throw Echec("Le fichier «\u{A0}\(chemin)\u{A0}» ne peut pas être écrit. Vérifiez la place et les droits.") }
        (destination, provisoire, self.handle) = (url, draft, handle)
    }

    deinit { if let provisoire { try? FileManager.default.removeItem(at: provisoire) } }

    func ecrire(_ octets: [UInt8]) throws { try handle.write(contentsOf: Data(octets)) }

    func terminer() throws {
        guard let destination, let provisoire else { return }
        try handle.close()
        // rename(2): who reads the file sees the old one or the new one.
        guard rename(provisoire.path(percentEncoded: false), destination.path(percentEncoded: false)) == 0 else {
            throw Echec(
                "Le fichier «\u{A0}\(destination.path(percentEncoded: false))\u{A0}» ne peut pas être écrit. Vérifiez la place et les droits."
            )
        }
    }
}
