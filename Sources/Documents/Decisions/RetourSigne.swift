public import Foundation
public import Model

/// A page of a scan, as it was read.
public struct PageNumerisee: Sendable, Hashable, Decodable {
    /// From 1.
    public let page: Int
    /// What its QR code says; nil when there is none that can be read.
    public let code: String?
}

extension Atelier {
    /// The QR code of each page of a scan, whichever way up, twenty pages at a time so that a thick file does not outlast the workshop.
    /// - Throws: `AtelierError.refus` when it is not a PDF that can be opened.
    public func lirePages(_ pdf: Data, date: LocalDate) async throws -> [PageNumerisee] {
        var pages: [PageNumerisee] = []
        while true {
            let demande = Demande(op: "lire", pages: [[pages.count, pages.count + 20]], date: date.description)
            let lot = try JSONDecoder().decode(Lot.self, from: try await demander(demande, parties: [pdf]))
            pages += lot.pages
            if pages.count >= lot.total || lot.pages.isEmpty { return pages }
        }
    }

    /// Several PDF out of one, each with these pages (from 1), in the order given.
    public func extraire(_ pdf: Data, _ groupes: [[Int]], date: LocalDate) async throws -> [Data] {
        guard !groupes.isEmpty else { return [] }
        let reponse = try await demander(Demande(op: "extraire", pages: groupes, date: date.description), parties: [pdf])
        guard let fin = reponse.firstIndex(of: 10) else { throw AtelierError.refus("réponse illisible") }
        var position = reponse.index(after: fin)
        return try JSONDecoder().decode([Int].self, from: reponse[..<fin]).map { taille in
            defer { position += taille }
            return Data(reponse[position..<(position + taille)])
        }
    }

    private struct Lot: Decodable {
        let total: Int
        let pages: [PageNumerisee]
    }
}
