import Foundation
import Model
import Testing

@testable import CatalogFiles

/// Comparisons with the public data that the catalogue was drawn from, when a copy is beside the repository.
@Suite("Le catalogue face aux données publiques")
struct SharedDataTests {
    static let shared = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data").standardized
    static let isThere = FileManager.default.fileExists(atPath: shared.appending(path: "cpv_2008_fr.csv").path(percentEncoded: false))

    private func officialCodes() throws -> Set<String> {
        let text = try String(contentsOf: Self.shared.appending(path: "cpv_2008_fr.csv"), encoding: .utf8)
        return Set(text.split(separator: "\n").dropFirst().map { String($0.prefix(10)) })
    }

    @Test("chaque code CPV officiel a la clé que nous calculons", .enabled(if: isThere, "sans ../shared/data/cpv_2008_fr.csv"))
    func checkDigits() throws {
        let codes = try officialCodes()
        #expect(codes.count == 9_454)
        #expect(codes.filter { !CPV.isValid($0) }.isEmpty)
    }

    @Test("chaque article porte un code CPV officiel", .enabled(if: isThere, "sans ../shared/data/cpv_2008_fr.csv"))
    func officialCPV() throws {
        let codes = try officialCodes()
        let unknown = try shipped.get().articles.filter { !codes.contains($0.cpv) }
        #expect(unknown.map(\.code) == [])
    }
}

@Suite("La clé des codes CPV")
struct CPVTests {
    @Test("elle suit la somme pondérée, sauf dans les branches que 2008 a déplacées")
    func keys() {
        #expect(CPV.isValid("30213100-6"))
        #expect(CPV.isValid("45000000-7"))
        #expect(CPV.isValid("48000000-8"))
        #expect(CPV.isValid("72411000-4"))
        #expect(!CPV.isValid("72411000-9"))
        #expect(!CPV.isValid("30213100-7"))
    }

    @Test(
        "ce qui n’a pas la forme d’un code n’en est pas un",
        arguments: ["", "30213100", "30213100-", "3021310-6", "3021310A-6", "30213100-16", "30213100-6-1"])
    func shape(_ code: String) { #expect(!CPV.isValid(code)) }
}
