public import Foundation
internal import Subprocess

extension FichierAttributions {
    /// More than any year of the whole country, and less than would trouble a server.
    private static let limite = 1 << 29

    /// The bytes of a file, unpacked when it ends in `.gz` or begins like one.
    /// - Throws: `ErreursDeFichier` when it cannot be read or unpacked.
    public static func contenu(_ url: URL) async throws -> Data {
        let (nom, chemin) = (url.lastPathComponent, url.path(percentEncoded: false))
        guard let brut = try? Data(contentsOf: url, options: .mappedIfSafe) else {
            throw ErreursDeFichier([CatalogError(file: nom, line: 0, message: "fichier introuvable ou illisible («\u{A0}\(chemin)\u{A0}»)")]
            )
        }
        guard brut.starts(with: [0x1F, 0x8B]) else { return brut }
        let resultat = try? await Subprocess.run(
            .name("gzip"), arguments: ["-dc", "--", chemin], output: .bytes(limit: limite), error: .discarded)
        guard let resultat, resultat.terminationStatus.isSuccess else {
            throw ErreursDeFichier([
                CatalogError(
                    file: nom, line: 0,
                    message: "le fichier compressé ne peut pas être lu par gzip. Téléchargez-le de nouveau, ou décompressez-le d’abord.")
            ])
        }
        return Data(resultat.standardOutput)
    }
}
