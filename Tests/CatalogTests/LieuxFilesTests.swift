import CatalogFiles
import Foundation
import Model
import Testing

@Suite("Les fichiers de lieux de médiation")
struct LieuxFilesTests {
    private let enTete = "id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,courriels,date_maj,services,horaires\n"

    private func lire(_ texte: String) throws -> ([LieuMediation], [CatalogError]) {
        var fichier = try FichierLieux(Data(texte.utf8), nom: "lieux.csv")
        var lieux: [LieuMediation] = []
        while let lieu = fichier.suivant() { lieux.append(lieu) }
        return (lieux, fichier.erreurs)
    }

    @Test("un lieu garde ce que dit le standard, sauf les courriels")
    func lieu() throws {
        let (lieux, erreurs) = try lire(
            enTete + "a,000000000,Espace public,Vichy,03200,3310,\"1, rue de Paris\",46.12,3.42,x@y.fr,2024-04-02,Aide|Accès,Mo-Fr\n")
        let lieu = try #require(lieux.first)
        #expect(erreurs.isEmpty && lieu.codeInsee == "03310" && lieu.adresse == "1, rue de Paris" && lieu.services == ["Aide", "Accès"])
        #expect(lieu.misAJourLe == LocalDate(2024, 4, 2) && lieu.autres == ["pivot": "000000000", "horaires": "Mo-Fr"])
    }

    @Test("chaque erreur a sa ligne")
    func erreurs() throws {
        let (lieux, erreurs) = try lire(
            enTete + "a,0,A,Vichy,03200,,rue,,,,2024-04-02,,\n" + "a,0,A,Vichy,03200,,rue,,,,2024-04-02,,\n"
                + "b,0,,Vichy,3200,,rue,99,,,2024-13-02,,\n" + "c,0\n")
        #expect(lieux.map(\.id) == ["a"])
        #expect(erreurs.map(\.line) == [3, 4, 4, 4, 4, 5])
        #expect(erreurs[0].message.contains("déjà à la ligne 2"))
    }

    @Test("un autre fichier est refusé, avec les colonnes qui lui manquent")
    func autre() throws {
        let faute = try #require(throws: ErreursDeFichier.self) { try lire("id;nom\n1;2\n") }
        #expect(
            faute.erreurs.map(\.message) == ["colonnes du standard LaMednum introuvables\u{A0}: commune, code_postal, adresse, date_maj"])
    }

    private static let partage = SharedDataTests.shared.appending(path: "lieux_mediation_numerique.csv")

    @Test(
        "les 1 423 lieux publiés se lisent sans erreur",
        .enabled(if: FileManager.default.fileExists(atPath: partage.path(percentEncoded: false)), "sans ../shared/data/lieux_*"))
    func publies() async throws {
        var fichier = try FichierLieux(try await FichierAttributions.contenu(Self.partage), nom: "lieux.csv")
        var lieux: [LieuMediation] = []
        while let lieu = fichier.suivant() { lieux.append(lieu) }
        #expect(fichier.erreurs == [] && lieux.count == 1_423 && fichier.lus == 1_423)
    }
}
