import CatalogFiles
import Foundation
import Model
import Planner

/// What `make bench` measures without a database: one funding plan, then those of every commune of France. Gives one JSON object. With the
/// name of a measure of the real awards (`MesureUsages`), that one.
@main
struct Mesures {
    static func main() async throws {
        if let mesure = CommandLine.arguments.dropFirst().first.flatMap(MesureUsages.init) {
            do { try await mesure.executer(Array(CommandLine.arguments.dropFirst(2))) } catch {
                FileHandle.standardError.write(Data("\(error)\n".utf8))
                exit(1)
            }
            return
        }
        let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? "Catalog", directoryHint: .isDirectory)
        let banc = try Banc(CatalogFiles.catalogue(in: folder), kits: ["K02", "K09"])
        let communes = try CatalogFiles.territoire(in: folder).communes
        _ = banc.reste(communes.prefix(200))
        let clock = ContinuousClock()
        let un = communes.prefix(2_000).map { commune in clock.measure { _ = banc.plan(commune) } }.sorted()
        let debut = clock.now
        let total = await banc.reste(communes, aLaFois: ProcessInfo.processInfo.activeProcessorCount)
        let figures = [
            "mediane_ms": un[un.count / 2].secondes * 1_000, "p99_ms": un[un.count * 99 / 100].secondes * 1_000,
            "communes": Double(communes.count), "toutes_s": (clock.now - debut).secondes,
            "reste_a_charge_moyen": total / Double(communes.count),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(figures), as: UTF8.self))
    }
}

/// The same kits asked by any commune, every dispositif considered.
struct Banc: Sendable {
    let planner: Planner
    let lignes: [LignePlan]
    let date = LocalDate(Date())

    init(_ catalogue: Catalogue, kits: [String]) {
        planner = Planner(catalogue.referentiel)
        lignes = kits.flatMap { code in
            (catalogue.kit(code)?.lignes ?? []).filter { !$0.option }.compactMap { ligne in
                catalogue.article(ligne.article).map { article in
                    LignePlan(
                        libelle: article.libelle, quantite: Decimal(ligne.quantite), prixUnitaireHT: article.prix?.ref,
                        tauxTva: article.tauxTva, section: article.section, eligible: article.eligible == .oui,
                        articleCode: article.code, kitCode: code, siDeliberation: article.eligible == .siDeliberation)
                }
            }
        }
    }

    func plan(_ commune: Commune) -> Plan {
        planner.plan(
            DemandePlan(
                dateDemande: date, exercice: date.exerciceDeProgrammation,
                porteur: Porteur(
                    nature: .commune, nom: commune.nom, codeInsee: commune.codeInsee, departement: commune.departementCode,
                    population: commune.population), lignes: lignes))
    }

    /// What remains to all of them, in euros: the plans are used, so that none is left out by the compiler.
    func reste(_ communes: ArraySlice<Commune>) -> Double {
        communes.reduce(0) { $0 + Double(plan($1).resteAChargeTTC.cents) / 100 }
    }

    func reste(_ communes: [Commune], aLaFois parts: Int) async -> Double {
        let size = (communes.count + parts - 1) / parts
        return await withTaskGroup { group in
            for start in stride(from: 0, to: communes.count, by: size) {
                group.addTask { reste(communes[start..<min(start + size, communes.count)]) }
            }
            return await group.reduce(0, +)
        }
    }
}

extension Duration {
    fileprivate var secondes: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
