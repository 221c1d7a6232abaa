import CatalogFiles
import Foundation
import Model
import Testing

/// Against the real awards of 2018 and 2019, when a copy is beside the repository.
@Suite("Les taux observés face aux subventions réelles")
struct CalibrationTests {
    private static let fichiers = ["subventions_investissement_2018.csv.gz", "subventions_investissement_2019.csv"].map {
        SharedDataTests.shared.appending(path: $0)
    }
    private static let sontLa = fichiers.allSatisfy { FileManager.default.fileExists(atPath: $0.path(percentEncoded: false)) }

    private static let points = Task {
        let departements = try CatalogFiles.territoire(in: shippedCatalog).departements
        var points: [TauxAccorde] = []
        for url in fichiers {
            let contenu = try await FichierAttributions.contenu(url)
            var fichier = try FichierAttributions(contenu, nom: url.lastPathComponent, departements: departements)
            while let attribution = fichier.suivante() { TauxAccorde(attribution).map { points.append($0) } }
            guard fichier.erreurs.isEmpty else { throw ErreursDeFichier(fichier.erreurs) }
        }
        return points
    }

    @Test(
        "un taux jamais vu tombe entre les quartiles environ une fois sur deux", .enabled(if: sontLa, "sans ../shared/data/subventions_*"))
    func calibration() async throws {
        let calibration = Calibration(try await Self.points.value, situations: try CatalogFiles.situations(in: shippedCatalog))
        let total = calibration.total
        #expect(total.nombre > 1_300 && total.departements.count == 77)
        #expect(calibration.groupes.map(\.nombre).reduce(0, +) == total.nombre)
        #expect(total.part >= Rate(0.45) && total.part <= Rate(0.60), "\(total.part.french) entre les quartiles")
    }

    @Test("les fichiers livrés sont ceux que les subventions réelles donnent", .enabled(if: sontLa, "sans ../shared/data/subventions_*"))
    func livres() async throws {
        let comptes = ComptageTaux.compter(try await Self.points.value)
        #expect(Set(try shipped.get().referentiel.usages.comptages) == Set(comptes))
    }

    @Test("la pratique de l’Eure pour ses écoles se retrouve : 40 %, sans exception")
    func eure() throws {
        let usage = try #require(
            try shipped.get().referentiel.usages.estimer(
                dispositif: "DETR", departement: "27", nature: .ecole, coutHT: .euros(12_000), porteur: .commune))
        #expect(usage.niveau == .departement && usage.mediane == Rate(0.40) && usage.n >= 20)
        #expect(usage.q1 >= Rate(0.35) && usage.q3 <= Rate(0.45))
    }

    @Test("un département sans aucun projet connu a une estimation, et dit d’où elle vient")
    func ailleurs() throws {
        let usages = try shipped.get().referentiel.usages
        for departement in try CatalogFiles.situations(in: shippedCatalog) {
            for nature in NatureProjet.allCases {
                let usage = try #require(
                    usages.estimer(
                        dispositif: "DETR", departement: departement.code, nature: nature, coutHT: .euros(1_660), porteur: .commune))
                #expect(usage.n > 0 && usage.q1 <= usage.q3 && !usage.source.isEmpty)
            }
        }
    }
}
