import Foundation

/// One file of `Catalog/`, read only when it is an ordinary file of a reasonable size: its size is asked before a byte is read, so that a
/// file of 100 MB, a pipe or a device costs nothing.
struct BoundedFile {
    /// A family of 5 000 articles is under it; forty times our largest file.
    static let yamlLimit = 2_000_000
    /// All communes of France are 3 MB.
    static let csvLimit = 32_000_000

    let root: URL
    let limit: Int

    /// The text of a file; else, in French, why it is not read.
    func text(_ name: String) -> Result<String, Refusal> {
        data(name).flatMap { data in
            switch data {
            case let data where data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]):
                .failure(Refusal("le fichier est en UTF-16\u{A0}: enregistrez-le en UTF-8"))
            case let data:
                String(validating: data, as: UTF8.self).map(Result.success)
                    ?? .failure(Refusal("le fichier n’est pas en UTF-8", line: Self.lineOfFirstFault(data)))
            }
        }
    }

    /// - Returns: the bytes; else why not.
    func data(_ name: String) -> Result<Data, Refusal> {
        let url = root.appending(path: name)
        // Of the link, not of what it points to.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false)) else {
            return .failure(Refusal("fichier introuvable ou illisible"))
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeRegular?: break
        case .typeSymbolicLink?: return .failure(Refusal("un lien symbolique ne se lit pas ici\u{A0}: mettez le fichier lui-même"))
        case .typeDirectory?: return .failure(Refusal("un fichier était attendu, c’est un dossier"))
        default: return .failure(Refusal("ce n’est pas un fichier ordinaire"))
        }
        guard let size = (attributes[.size] as? NSNumber)?.intValue, size <= limit else { return .failure(tooLong) }
        // A file that grows meanwhile is still bounded.
        guard let handle = try? FileHandle(forReadingFrom: url), let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
            return .failure(Refusal("fichier introuvable ou illisible"))
        }
        return data.count <= limit ? .success(data) : .failure(tooLong)
    }

    private var tooLong: Refusal {
        Refusal("le fichier dépasse \(limit / 1_000_000)\u{A0}Mo\u{A0}: rien n’en a été lu. Vérifiez que c’est le bon fichier")
    }

    /// The line of the first byte that UTF-8 does not allow: most often an accent written by an old editor.
    private static func lineOfFirstFault(_ data: Data) -> Int {
        var (decoder, bytes, line) = (UTF8(), data.makeIterator(), 1)
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue("\n"): line += 1
            case .scalarValue: continue
            case .emptyInput, .error: return line
            }
        }
    }

    /// Why a file was not read: a French sentence without its full stop, and its line, 0 for the whole file.
    struct Refusal: Error {
        let message: String
        let line: Int
        init(_ message: String, line: Int = 0) { (self.message, self.line) = (message, line) }
    }
}
