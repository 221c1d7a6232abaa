import CatalogFiles
import Foundation
import Model

/// What is drawn from the real awards: the files of `Catalog/usages`, and how well they predict départements that they have not seen.
enum MesureUsages: String {
    /// `mesures usages FICHIER…`: writes `Catalog/usages`.
    case usages
    /// `mesures calibration FICHIER…`: leaves each département out once, and counts the rates that fall between the quartiles.
    case calibration
    /// `mesures reglage FICHIER…`: the loss of other settings, on the départements that the published figure does not use.
    case reglage

    static let dossier = URL(filePath: "Catalog", directoryHint: .isDirectory)
    /// The last of the five groups is for the published figure.
    static let groupeGarde = Calibration.tours - 1

    func executer(_ fichiers: [String]) async throws {
        let points = try await Self.points(fichiers)
        switch self {
        case .usages: try Self.ecrire(points)
        case .calibration:
            let calibration = Calibration(points, situations: try CatalogFiles.situations(in: Self.dossier))
            for groupe in calibration.groupes { print(Self.ligne(groupe, groupe.departements.joined(separator: " "))) }
            print(Self.ligne(calibration.total, "chaque département laissé de côté une fois"))
        case .reglage:
            let situations = try CatalogFiles.situations(in: Self.dossier)
            for reglage in Self.essais {
                let total = Calibration(points, situations: situations, reglage: reglage, sansLeGroupe: Self.groupeGarde).total
                print(Self.ligne(total, "\(reglage)"))
            }
        }
    }

    private static func points(_ fichiers: [String]) async throws -> [TauxAccorde] {
        let departements = try CatalogFiles.territoire(in: dossier).departements
        var points: [TauxAccorde] = []
        for fichier in fichiers {
            let url = URL(filePath: fichier)
            var lecture = try FichierAttributions(
                try await FichierAttributions.contenu(url), nom: url.lastPathComponent, departements: departements)
            while let attribution = lecture.suivante() { TauxAccorde(attribution).map { points.append($0) } }
            guard lecture.erreurs.isEmpty else { throw ErreursDeFichier(lecture.erreurs) }
        }
        return points
    }

    private static func ligne(_ groupe: Calibration.Groupe, _ quoi: String) -> String {
        let nombre = max(groupe.nombre, 1)
        let largeur = Rate(Decimal(groupe.largeur) / Decimal(100 * nombre))
        let sansBornes = Rate(Decimal(groupe.entre - groupe.surUneBorne) / Decimal(nombre))
        let perte = Rate(Decimal(groupe.perte) / Decimal(400 * nombre))
        return "\(groupe.nombre) taux, \(groupe.part.french) entre les quartiles (\(sansBornes.french) sans les bornes), "
            + "largeur \(largeur.french), perte \(perte.decimal(places: 5)) : \(quoi)"
    }

    /// One setting changed at a time.
    private static var essais: [ReglageUsages] {
        let retenu = ReglageUsages.retenu
        func avec(_ cle: WritableKeyPath<ReglageUsages, Int>, _ valeurs: [Int]) -> [ReglageUsages] {
            valeurs.map { valeur in
                var reglage = retenu
                reglage[keyPath: cle] = valeur
                return reglage
            }
        }
        return [retenu] + avec(\.autreNature, [2, 10, 1_000]) + avec(\.tailleVoisine, [1, 2, 8]) + avec(\.autrePorteur, [1, 8])
            + avec(\.demiVoisins, [2, 8, 16, 1_000]) + avec(\.demiRegion, [2, 4, 16, 1_000])
    }

    private static let source =
        "DGCL, projets d’investissement subventionnés par la DETR et la DSIL en 2018 et 2019, diffusés par le CGET puis l’ANCT"

    private static func ecrire(_ points: [TauxAccorde]) throws {
        let comptages = ComptageTaux.compter(points)
        for dispositif in Set(comptages.map(\.dispositif)).sorted() {
            let siens = comptages.filter { $0.dispositif == dispositif }
            var texte = """
                # Taux réellement accordés (subvention / coût total HT, au point le plus proche) aux projets numériques : nombre de projets par taux, selon
                # le département, la nature du projet, son coût et le porteur. Écrit par « mesures usages » : ne pas modifier à la main.
                source: \(source)
                licence: Licence Ouverte / Etalab 2.0
                dispositif: \(dispositif)
                departements:

                """
            var departement = ""
            for comptage in siens {
                if comptage.departement != departement { texte += "  \"\(comptage.departement)\":\n" }
                departement = comptage.departement
                let taux = comptage.parTaux.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
                texte += "    - {nature: \(comptage.nature.rawValue), cout: \(comptage.taille.rawValue), "
                texte += "porteur: \(comptage.porteur.rawValue), taux: {\(taux)}}\n"
            }
            let url = dossier.appending(path: "usages/\(dispositif).yaml")
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(texte.utf8).write(to: url, options: .atomic)
            print("\(url.relativePath) : \(siens.reduce(0) { $0 + $1.nombre }) projets, \(siens.count) lignes")
        }
    }
}
