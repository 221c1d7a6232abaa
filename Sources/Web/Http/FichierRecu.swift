import Foundation

/// A file that is arriving, on the disk and not in memory: a weak line takes minutes to bring twenty megabytes. It has no name from its
/// birth, so that nothing of it stays after a mistake, a cut line or the end of the server: closing it is removing it.
struct FichierRecu: Sendable {
    private let poignee: FileHandle
    private(set) var taille = 0

    /// - Throws: `ErreurDisque` when the temporary folder cannot be written.
    init() throws(ErreurDisque) {
        var path = Array((FileManager.default.temporaryDirectory.path + "/trousse-recu-XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0, unlink(path) == 0 else { throw ErreurDisque(code: errno) }
        poignee = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Writes to the page cache of the system: no wait worth a thread of its own.
    mutating func ajouter(_ octets: ArraySlice<UInt8>) throws(ErreurDisque) {
        do { try poignee.write(contentsOf: octets) } catch { throw ErreurDisque(code: errno) }
        taille += octets.count
    }

    /// Its bytes, which the system brings from the disk as they are read; they stay readable when the file is closed.
    func octets() throws -> Data {
        guard taille > 0 else { return Data() }
        return try Data(contentsOf: URL(filePath: "/dev/fd/\(poignee.fileDescriptor)"), options: .alwaysMapped)
    }
}

/// The disk of the server is full, or closed to us.
struct ErreurDisque: Error {
    let code: Int32
}
