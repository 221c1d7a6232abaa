import CatalogFiles
import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

/// Real awards in the database: the same file again changes nothing, one bad row and nothing is kept.
@Suite("L’import des subventions attribuées", .postgresql, .freshDatabase)
struct AttributionsTests {
    private func attribution(
        _ id: String?, _ departement: String = "64", _ objet: String = "point d'accueil numérique usagers", _ cout: Decimal? = 1_660,
        _ subvention: Decimal? = 830, annee: Int = 2019, nom: String = "Asson"
    ) -> Attribution {
        Attribution(
            idProjet: id, annee: annee, dispositif: "DETR", echelon: .commune, departement: departement, codeInsee: "64063", siren: nil,
            nom: nom, objet: objet, categorie: nil, coutHT: cout, subvention: subvention)
    }

    private func importer(_ lot: [Attribution]) async throws -> EcrituresAttributions {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            var reste = lot[...]
            return try await Attribution.importer(in: tx) { reste.popFirst() }
        }
    }

    private func compte() async throws -> Int {
        try await TestDatabase.current.owner.read(as: .systeme("essais")) {
            try await $0.value("select count(*)::integer from financement.attribution", as: Int.self)
        }
    }

    @Test("importer deux fois le même fichier ne change rien, deux lignes identiques restent deux")
    func idempotent() async throws {
        let lot = [
            attribution("a"), attribution("a", "64", "autre tranche"), attribution(nil), attribution(nil), attribution(nil, "40"),
            attribution("b", "64", "Toiture", nil, nil),
        ]
        let premiere = try await importer(lot)
        #expect(premiere.ajoutees == 6 && premiere.modifiees == 0)
        let seconde = try await importer(lot)
        #expect(!seconde.aChange)
        #expect(try await compte() == 6)
        let corrigee = try await importer([attribution("a", "64", "point numérique", 1_660, 900)])
        #expect(corrigee.ajoutees == 0 && corrigee.modifiees == 1)
    }

    @Test("les montants gardent leurs trois décimales ; un montant absent reste absent")
    func exact() async throws {
        _ = try await importer([
            attribution("a", "76", "école numérique", Decimal(string: "5300.52"), Decimal(string: "1590.156")),
            attribution("b", "76", "école numérique", nil, 100),
        ])
        let base = try await TestDatabase.current
        let lignes = try await base.rapport.read(as: .visiteur) { tx in
            try await tx.table(
                """
                select subvention, subvention_centimes, taux, nature, cout_ht, est_numerique from rapport.attribution order by cle
                """
            ).rows
        }
        #expect(lignes == [["1590.156", "159016", "0.3000", "ecole", "5300.52", "t"], ["100", "10000", nil, "ecole", nil, "t"]])
    }

    @Test("une erreur de lecture au milieu défait tout")
    func toutOuRien() async throws {
        struct Illisible: Error {}
        let base = try await TestDatabase.current
        await #expect(throws: Illisible.self) {
            try await base.owner.write(as: .systeme("essais")) { tx in
                var lues = 0
                _ = try await Attribution.importer(in: tx) {
                    lues += 1
                    if lues > 500 { throw Illisible() }
                    return attribution("\(lues)")
                }
            }
        }
        #expect(try await compte() == 0)
    }

    @Test("les projets comparables : le département d’abord, puis ses voisins, puis le coût le plus proche")
    func comparables() async throws {
        _ = try await importer([
            attribution("asson"), attribution("cher", "64", "point numérique", 20_000, 5_000), attribution("landes", "40", nom: "Dax"),
            attribution("gironde", "33", "espace numérique", 1_650, 500, nom: "Bazas"), attribution("nord", "59", nom: "Lille"),
            attribution("ecole", "64", "école numérique"), attribution("toit", "64", "Toiture"),
            attribution("sans", "64", "point numérique", nil),
        ])
        let base = try await TestDatabase.current
        let proches = try await base.app.read(as: .visiteur) { tx in
            try await Attribution.comparables(
                departement: "64", nature: .pointNumerique, coutHT: .euros(1_700), dispositif: "DETR", limite: 4, in: tx)
        }
        #expect(proches.map(\.beneficiaire) == ["Asson", "Asson", "Dax", "Bazas"] && proches.map(\.eloignement) == [0, 0, 1, 2])
        #expect(proches[0].coutHtCentimes == .euros(1_660) && proches[0].taux == Rate(0.5) && proches[0].annee == 2019)
        #expect(proches[1].coutHtCentimes == .euros(20_000))
    }

    @Test("parmi 5 000 subventions, les comparables sont du département, de la nature demandée, au plus près du coût")
    func parmiBeaucoup() async throws {
        let base = try await TestDatabase.current
        let natures = ["Point numérique", "École numérique", "Raccordement @ctes"]
        var rang = 0
        try await base.owner.write(as: .systeme("essais")) { tx in
            _ = try await Attribution.importer(in: tx) {
                rang += 1
                guard rang <= 5_000 else { return nil }
                let numerique = rang % 30 == 0
                return attribution(
                    "\(rang)", String(format: "%02d", 1 + rang % 90), numerique ? natures[rang / 30 % 3] : "Voirie",
                    Decimal(500 + rang % 9_000),
                    Decimal(100 + rang % 300))
            }
        }
        let proches = try await base.app.read(as: .visiteur) { tx in
            try await Attribution.comparables(departement: "03", nature: .ecole, coutHT: .euros(3_000), dispositif: "DETR", in: tx)
        }
        #expect(proches.count == 5 && proches.allSatisfy { $0.objet == "École numérique" })
        #expect(proches.map(\.eloignement) == proches.map(\.eloignement).sorted())
    }

    @Test("un import qui change quelque chose laisse une trace, le suivant n’en laisse pas")
    func trace() async throws {
        let base = try await TestDatabase.current
        let traces = try await base.owner.write(as: .systeme("essais")) { tx in
            for ecrits in [3, 0] {
                var resume = ResumeImport()
                resume.note("essai.csv", lus: 3, ecrits: ecrits)
                try await resume.trace("attributions", in: tx)
            }
            return try await tx.value("select count(*)::integer from catalogue.import where nature = 'attributions'", as: Int.self)
        }
        #expect(traces == 1)
    }

    @Test("le référentiel de la base estime comme celui des fichiers")
    func usages() async throws {
        let fichiers = try CatalogFiles.catalogue(in: catalogFolder).referentiel.usages
        let base = try await TestDatabase.current.app.read(as: .visiteur) { try await Referentiel.load(in: $0) }.usages
        #expect(Set(base.comptages) == Set(fichiers.comptages))
        for departement in ["03", "27", "2A", "974"] {
            let demande = { (usages: Usages) in
                usages.estimer(dispositif: "DETR", departement: departement, nature: .mairie, coutHT: .euros(4_000), porteur: .commune)
            }
            let estime = demande(base)
            #expect(estime != nil && estime == demande(fichiers))
        }
        let tous = try await TestDatabase.current.app.read(as: .visiteur) { try await Departement.tous(in: $0) }
        #expect(tous.count == 101)
    }
}
