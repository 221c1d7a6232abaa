import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

@Suite("L’import des lieux de médiation", .postgresql, .freshDatabase)
struct LieuxTests {
    private func lieu(_ id: String, _ nom: String = "Espace public") throws -> LieuMediation {
        LieuMediation(
            id: id, nom: nom, commune: "Vichy", codePostal: "03200", codeInsee: "03310", adresse: "1, rue de Paris",
            latitude: Decimal(string: "46.1234567"), longitude: nil, services: ["Aide aux démarches", "L’\"accès\""],
            misAJourLe: try #require(LocalDate(2024, 4, 2)), autres: ["horaires": "Mo-Fr 09:00"])
    }

    private func importer(_ lot: [LieuMediation]) async throws -> Int {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            var reste = lot[...]
            return try await LieuMediation.importer(in: tx) { reste.popFirst() }
        }
    }

    @Test("importer deux fois ne change rien ; un lieu absent du fichier reste")
    func idempotent() async throws {
        #expect(try await importer([try lieu("a"), try lieu("b")]) == 2)
        #expect(try await importer([try lieu("a"), try lieu("b")]) == 0)
        #expect(try await importer([try lieu("b", "Médiathèque")]) == 1)
        let lignes = try await TestDatabase.current.rapport.read(as: .visiteur) { tx in
            try await tx.table(
                "select lieu_id, nom, departement, services[2], contenu ->> 'horaires' as horaires from rapport.lieu_mediation order by 1"
            )
            .rows
        }
        #expect(
            lignes == [
                ["a", "Espace public", "03", "L’\"accès\"", "Mo-Fr 09:00"], ["b", "Médiathèque", "03", "L’\"accès\"", "Mo-Fr 09:00"],
            ])
    }
}
