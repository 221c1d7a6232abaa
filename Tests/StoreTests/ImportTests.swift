import CatalogFiles
import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// On a clone that already holds `Catalog/`: an import brings the database to the files, all of it or nothing.
@Suite("Les imports", .postgresql, .freshDatabase)
struct ImportTests {
    @Test("importer deux fois les mêmes fichiers n’écrit rien la seconde fois")
    func idempotent() async throws {
        let base = try await TestDatabase.current
        let territoire = try CatalogFiles.territoire(in: catalogFolder)
        let catalogue = try CatalogFiles.catalogue(in: catalogFolder)
        let traces: SQL = "select count(*)::integer from catalogue.import"
        let before = try await base.owner.read(as: .systeme("essais")) { try await $0.value(traces, as: Int.self) }
        try await base.owner.write(as: .systeme("essais")) { tx in
            let communes = try await territoire.importer(in: tx) { _ in }
            let reste = try await catalogue.importer(in: tx) { _ in }
            #expect(communes.lignes.allSatisfy { $0.ecrits == 0 } && !communes.aChange)
            #expect(reste.lignes.allSatisfy { $0.ecrits == 0 } && !reste.aChange)
            #expect(communes.lignes.first { $0.objet == "communes" }?.lus == 34_875)
        }
        let after = try await base.owner.read(as: .systeme("essais")) { try await $0.value(traces, as: Int.self) }
        #expect(after == before, "un import qui ne change rien ne fait relire les règles à personne")
    }

    @Test("une erreur au milieu d’un import défait tout ce qu’il avait écrit")
    func transactionnel() async throws {
        let base = try await TestDatabase.current
        let catalogue = try CatalogFiles.catalogue(in: catalogFolder)
        let moins = Catalogue(
            articles: catalogue.articles, kits: Array(catalogue.kits.dropLast(5)), referentiel: catalogue.referentiel,
            pieces: catalogue.pieces,
            programmes: [])
        struct Interruption: Error {}
        await #expect(throws: Interruption.self) {
            try await base.owner.write(as: .systeme("essais")) { tx in
                let resume = try await moins.importer(in: tx) { _ in }
                #expect(resume.aChange)
                throw Interruption()
            }
        }
        let kits = try await base.app.read(as: .visiteur) { try await KitChiffre.tous(prixDu: jourDesEssais, in: $0).count }
        #expect(kits == 18)
    }

    @Test("un prix qui change ferme l’ancien : un projet garde le sien, le suivant prend le nouveau")
    func prixDate() async throws {
        let base = try await TestDatabase.current
        let mairie = try await Acteur.mairie()
        let code = try #require(mairie.codeInsee)
        func cout(_ projet: ID<Projet>) async throws -> Money? {
            try await base.app.read(as: mairie.identity) { tx in
                try await CoutProjet.all(ofOrganisation: mairie.organisation, in: tx).first { $0.operationId == projet }?.totalHtCentimes
            }
        }
        func projet(le date: LocalDate) async throws -> ID<Projet> {
            try await base.app.write(as: mairie.identity) { tx in
                let id = try await Projet.create(
                    Projet.Draft(organisation: mairie.organisation, codeInsee: code, intitule: "Guichet", exercice: 2027),
                    by: mairie.agent, in: tx)
                _ = try await LigneProjet.add(kit: "K02", quantite: 1, options: [], prixDu: date, to: id, in: tx)
                return id
            }
        }
        let ancien = try await projet(le: jourDesEssais)
        let hausse = jourDesEssais.adding(days: 30)
        try await base.owner.write(as: .systeme("essais")) { tx in
            // What an import does when a file of `Catalog/articles` gives a new price from a new day.
            try await tx.execute(
                "update catalogue.article_prix set periode = daterange(lower(periode), \(hausse)) where article_code = 'INF-003'")
            try await tx.execute(
                """
                insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes)
                select article_code, daterange(\(hausse), null), min_centimes, ref_centimes + 10000, max_centimes + 10000
                from catalogue.article_prix where article_code = 'INF-003'
                """)
        }
        let nouveau = try await projet(le: hausse)
        #expect(try await cout(ancien) == .euros(5_110))
        #expect(try await cout(nouveau) == .euros(5_210))
        try await base.app.read(as: .visiteur) { tx async throws in
            #expect(try await KitChiffre.find("K02", prixDu: jourDesEssais, in: tx)?.totalHT == .euros(5_110))
            #expect(try await KitChiffre.find("K02", prixDu: hausse, in: tx)?.totalHT == .euros(5_210))
        }
    }

    @Test("un serveur en marche voit l’import au plan suivant, sans redémarrer")
    func referentielFrais() async throws {
        let base = try await TestDatabase.current
        let parcours = base.parcours
        func taux() async throws -> Rate? {
            try await base.app.read(as: .visiteur) { try await parcours.referentiel(in: $0).dispositif("LIEUX")?.aide.tauxPropose }
        }
        let avant = try #require(try await taux())
        try await base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                "update financement.dispositif set contenu = jsonb_set(contenu, '{aide,tauxPropose}', '\"0.25\"') where code = 'LIEUX'")
            try await tx.execute("insert into catalogue.import (nature, resume) values ('catalogue', '{}')")
        }
        let apres = try #require(try await taux())
        #expect(avant != apres && apres == Rate("0.25"))
    }

    @Test("migrer une base à jour ne fait rien")
    func migrationIdempotente() async throws {
        let base = try await TestDatabase.current
        #expect(try await Migrator.trousse(base.login).migrate().isEmpty)
    }
}
