import CatalogFiles
import Foundation
import Model
import Testing

@Suite("Le territoire livré")
struct ShippedTerritoryTests {
    @Test("il se charge tout entier en moins de deux secondes")
    func loadsFast() throws {
        // The thread's own time: other tests run beside this one.
        let start = threadSeconds()
        let territoire = try CatalogFiles.territoire(in: shippedCatalog)
        #expect(threadSeconds() - start < 2)
        #expect(territoire.regions.count == 18)
        #expect(territoire.departements.count == 101)
        #expect(territoire.epci.count == 1_253)
        #expect(territoire.communes.count == 34_875)
        #expect(territoire.anciennes.count == 4_285)
    }

    private func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test("Bourbon-l’Archambault et Molles y sont, avec leur population et leur EPCI")
    func communes() throws {
        let territoire = try CatalogFiles.territoire(in: shippedCatalog)
        let bourbon = try #require(territoire.communes.first { $0.codeInsee == "03036" })
        #expect((bourbon.nom, bourbon.departementCode, bourbon.population) == ("Bourbon-l'Archambault", "03", 2_549))
        let molles = try #require(territoire.communes.first { $0.codeInsee == "03174" })
        #expect((molles.nom, molles.population) == ("Molles", 923))
        #expect(molles.superficieKm2 == Decimal(string: "26.81"))
        for commune in [bourbon, molles] {
            #expect(territoire.epci.contains { $0.siren == commune.epciSiren })
            #expect(commune.enFrr2025 != nil, "FRR connu dans l’Allier")
        }
    }

    @Test("un ancien code mène à une commune de 2026 ; la date est celle du mouvement qui l’y a mené")
    func passages() throws {
        let territoire = try CatalogFiles.territoire(in: shippedCatalog)
        let anciennes = Dictionary(uniqueKeysWithValues: territoire.anciennes.map { ($0.codeAncien, $0) })
        #expect(
            anciennes["03123"]?.phrase(vers: "Haut-Bocage")
                == "Givarlais (03123) fait partie de Haut-Bocage (03158) depuis le 1er janvier 2016.")
        #expect(anciennes["69383"]?.codeInsee == "69123" && anciennes["69383"]?.depuis == nil)
        #expect(
            anciennes["20004"]?.phrase(vers: "Ajaccio")
                == "Ajaccio porte le code 2A004 depuis le 1er janvier 1976\u{A0}; le code 20004 n’est plus en usage.")
        #expect(territoire.anciennes.count { $0.depuis == nil } == 130)
    }

    @Test("un EPCI totalise ses communes, et sa commune-centre est la plus peuplée")
    func epci() throws {
        let territoire = try CatalogFiles.territoire(in: shippedCatalog)
        let members = Dictionary(grouping: territoire.communes.filter { $0.epciSiren != nil }) { $0.epciSiren ?? "" }
        for epci in territoire.epci {
            let communes = try #require(members[epci.siren])
            #expect(epci.population == communes.map(\.population).reduce(0, +), "\(epci.nom)")
            #expect(epci.populationCentre == communes.map(\.population).max(), "\(epci.nom)")
            #expect(epci.superficieKm2 == communes.compactMap(\.superficieKm2).reduce(0, +), "\(epci.nom)")
        }
        #expect(territoire.communes.count { $0.epciSiren == nil } == 4, "les quatre îles sans EPCI")
    }
}
