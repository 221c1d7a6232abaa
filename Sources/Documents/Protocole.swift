import Foundation
import Model
import Subprocess

/// One request to the worker: a line of JSON that says what follows, then the parts, raw. No base64: a devis weighs megabytes.
struct Demande: Encodable {
    let op: String
    var modele: String?
    var joint: String?
    var noms: [String]?
    /// What the QR code of each page begins with.
    var marque: String?
    var titre: String?
    /// Where `clamd` listens.
    var adresse: String?
    /// Groups of pages (from 1) to take out, or one interval (from 0, end excluded) to read.
    var pages: [[Int]]?
    /// ISO day, at noon UTC in the files.
    var date: String?
    var tailles: [Int] = []

    static func pdf(modele: String, joint: String, date: LocalDate, marque: MarqueQR?) -> Demande {
        Demande(op: "pdf", modele: modele, joint: joint, marque: marque?.prefixe, date: date.description)
    }
    static func odt(date: LocalDate) -> Demande { Demande(op: "odt", date: date.description) }
    static func assembler(titre: String, date: LocalDate) -> Demande {
        Demande(op: "assembler", titre: titre, date: date.description)
    }
    static func zip(noms: [String], date: LocalDate) -> Demande { Demande(op: "zip", noms: noms, date: date.description) }

    func octets(_ parties: [Data]) throws -> Data {
        var head = self
        head.tailles = parties.map(\.count)
        return parties.reduce(into: try JSON.compact(head) + Data("\n".utf8)) { $0.append($1) }
    }
}

/// Reads the worker's answers: a line of JSON, then as many bytes as it says.
struct Lecteur {
    private var source: SubprocessOutputSequence.Iterator
    private var recu: [UInt8] = []

    init(_ sortie: SubprocessOutputSequence) { source = sortie.makeAsyncIterator() }

    /// - Throws: `AtelierError.arrete` when the worker closes its output.
    mutating func reponse() async throws -> Result<Data, AtelierError> {
        var seen = 0
        while true {
            if let end = recu[seen...].firstIndex(of: 10) {
                let head = try JSONDecoder().decode(Tete.self, from: Data(recu[..<end]))
                recu.removeFirst(end + 1)
                if let erreur = head.erreur { return .failure(.refus(erreur)) }
                return .success(try await prendre(head.taille ?? 0))
            }
            seen = recu.count
            try await recevoir()
        }
    }

    private mutating func prendre(_ count: Int) async throws -> Data {
        recu.reserveCapacity(count)
        while recu.count < count { try await recevoir() }
        defer { recu.removeFirst(count) }
        return Data(recu[..<count])
    }

    private mutating func recevoir() async throws {
        guard let chunk = try await source.next() else { throw AtelierError.arrete("sortie fermée") }
        chunk.withUnsafeBytes { recu.append(contentsOf: $0) }
    }

    private struct Tete: Decodable {
        var taille: Int?
        var erreur: String?
    }
}
