import CatalogFiles
import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

/// Prices in the order of days, whatever the files say and whenever they are imported.
@Suite("Le catalogue daté", .postgresql, .freshDatabase)
struct CatalogueDateTests {
    private func importer(_ changer: (inout [Article]) -> Void = { _ in }, kits: ((inout [Kit]) -> Void)? = nil) async throws {
        let base = try await TestDatabase.current
        let livre = try CatalogFiles.catalogue(in: catalogFolder)
        var (articles, siens) = (livre.articles, livre.kits)
        changer(&articles)
        kits?(&siens)
        let catalogue = Catalogue(
            articles: articles, fonctions: livre.fonctions, kits: siens, referentiel: livre.referentiel, pieces: livre.pieces,
            programmes: livre.programmes, droit: livre.droit)
        try await base.owner.write(as: .systeme("essais")) { tx in
            let annonces = try await catalogue.changements(in: tx)
            _ = try await catalogue.importer(in: tx) { _ in }
            // What was announced is what was done.
            #expect(try await catalogue.changements(in: tx).estVide, "\(annonces)")
        }
    }

    private func tarifs(_ code: String) async throws -> [Tarif] {
        let base = try await TestDatabase.current
        return try await base.app.read(as: .visiteur) { try await Article.offerts(in: $0).first { $0.code == code }?.tarifs ?? [] }
    }

    private func donner(_ code: String, _ tarifs: [Tarif], le date: LocalDate? = nil) async throws {
        try await importer { articles in
            articles = articles.map { $0.code == code ? $0.avec(tarifs, datePrix: date ?? tarifs.last?.du ?? $0.datePrix) : $0 }
        }
    }

    private let juin = LocalDate(2025, 6, 1)!
    private let octobre = LocalDate(2026, 10, 1)!
    private let janvier = LocalDate(2027, 1, 1)!
    private func prix(_ ref: Int64) -> Prix { Prix(min: .euros(ref), ref: .euros(ref), max: .euros(ref)) }

    @Test("ce que la base propose est ce que les fichiers disent")
    func identique() async throws {
        let base = try await TestDatabase.current
        let livre = try CatalogFiles.catalogue(in: catalogFolder)
        let offert = try await base.app.read(as: .visiteur) { try await CatalogueOffert.lire(in: $0) }
        #expect(offert.articles == livre.articles.sorted { $0.code < $1.code })
        #expect(offert.kits == livre.kits)
        #expect(offert.fonctions == livre.fonctions)
    }

    @Test("un nouveau prix ferme l’ancien la veille ; le même jour, il le corrige et le journal garde l’ancien")
    func ouverture() async throws {
        try await donner("INF-001", [Tarif(du: octobre, prix: prix(800))])
        var lus = try await tarifs("INF-001")
        #expect(lus.map(\.du) == [juin, octobre] && lus.map(\.au) == [octobre.adding(days: -1), nil])
        try await donner("INF-001", [Tarif(du: octobre, prix: prix(810))])
        lus = try await tarifs("INF-001")
        #expect(lus.map(\.prix.ref) == [.euros(750), .euros(810)])
        let base = try await TestDatabase.current
        let gardes = try await base.owner.read(as: .systeme("essais")) { tx in
            try await tx.values(
                "select (ancien ->> 'ref_centimes')::bigint from journal.evenement where relation = 'catalogue.article_prix' order by evenement_id",
                as: Money.self)
        }
        #expect(gardes == [.euros(750), .euros(800)])
    }

    @Test("un prix accepté depuis, plus récent, n’est pas défait par un fichier plus ancien")
    func plusRecent() async throws {
        try await donner("INF-001", [Tarif(du: janvier, prix: prix(700), source: "Fournisseur, catalogue n° 12")])
        try await importer()
        let lus = try await tarifs("INF-001")
        #expect(lus.last?.prix == prix(700) && lus.last?.source == "Fournisseur, catalogue n° 12")
    }

    @Test("l’historique en liste remplace celui de la base ; « non publié » le ferme")
    func listes() async throws {
        let liste = [
            Tarif(du: LocalDate(2024, 1, 1)!, au: LocalDate(2024, 6, 30)!, prix: prix(500)),
            Tarif(du: juin, au: octobre, prix: prix(600), source: "Devis"), Tarif(du: janvier, prix: prix(650)),
        ]
        try await donner("INF-001", liste)
        #expect(try await tarifs("INF-001") == liste)
        try await donner("INF-001", [], le: LocalDate(2027, 6, 1)!)
        let lus = try await tarifs("INF-001")
        #expect(lus.dropLast() == liste.dropLast() && lus.last?.au == LocalDate(2027, 5, 31)!)
    }

    @Test("une version qu’un projet contient ne change que de mots ; le suivant a la nouvelle, l’ancien garde la sienne")
    func versions() async throws {
        let base = try await TestDatabase.current
        let mairie = try await Acteur.mairie()
        let code = try #require(mairie.codeInsee)
        func projet(_ intitule: String) async throws -> ID<Projet> {
            try await base.app.write(as: mairie.identity) { tx in
                let id = try await Projet.create(
                    Projet.Draft(organisation: mairie.organisation, codeInsee: code, intitule: intitule, exercice: 2027), by: mairie.agent,
                    in: tx)
                _ = try await LigneProjet.add(kit: "K02", quantite: 1, options: [], prixDu: jourDesEssais, to: id, in: tx)
                return id
            }
        }
        func modifier(version: Int, quantite: Int, nom: String? = nil) -> (inout [Kit]) -> Void {
            { kits in kits = kits.map { $0.code == "K02" ? $0.avec(version: version, quantite: quantite, de: "INF-003", nom: nom) : $0 } }
        }
        let ancien = try await projet("Ancien")
        let refus = await #expect(throws: CatalogueRefuse.self) { try await importer(kits: modifier(version: 1, quantite: 2)) }
        #expect(refus?.raisons.first?.fichier == "kits/K02.yaml" && refus?.raisons.first?.message.contains("version: 2") == true)
        // Not by the import alone: by the database.
        let direct = await #expect(throws: DatabaseError.self) {
            try await base.owner.write(as: .systeme("essais")) { tx in
                try await tx.execute(
                    "update catalogue.kit_ligne set quantite = 2 where kit_code = 'K02' and kit_version = 1 and article_code = 'INF-003'")
            }
        }
        #expect(direct?.constraint == "kit_version_utilisee")
        try await importer(kits: modifier(version: 1, quantite: 1, nom: "Station d’accueil, mots corrigés"))
        try await importer(kits: modifier(version: 2, quantite: 2))
        let nouveau = try await projet("Nouveau")
        let quantites = try await base.app.read(as: mairie.identity) { tx in
            try await tx.values(
                """
                select quantite::integer from operation.ligne
                where operation_id = any (\([ancien, nouveau])::bigint[]) and article_code = 'INF-003' order by operation_id
                """, as: Int.self)
        }
        #expect(quantites == [1, 2])
        try await base.app.read(as: .visiteur) { tx async throws in
            #expect(try await VersionKit.all("K02", in: tx).map { "\($0.version) \($0.estCourant)" } == ["2 true", "1 false"])
            #expect(try await Kit.version(1, of: "K02", in: tx)?.lignes.first { $0.article == "INF-003" }?.quantite == 1)
        }
    }
}

extension Article {
    func avec(_ tarifs: [Tarif], datePrix: LocalDate) -> Article {
        Article(
            code: code, libelle: libelle, famille: famille, besoins: besoins, etat: etat, unite: unite, prix: tarifs.last?.prix,
            datePrix: datePrix, tauxTva: tauxTva, cpv: cpv, section: section, regleImputation: regleImputation, eligible: eligible,
            compteM57: compteM57, compteM57Abrege: compteM57Abrege, compteSiInvestissement: compteSiInvestissement,
            garantieMois: garantieMois, delaiJoursOuvres: delaiJoursOuvres, dimensions: dimensions, accessibilite: accessibilite,
            familleAgec: familleAgec, fonction: fonction, puissanceW: puissanceW, poidsG: poidsG, pmr: pmr, contenant: contenant,
            quantiteMin: quantiteMin, quantiteMax: quantiteMax, natureDonnee: natureDonnee, remarque: remarque, tarifs: tarifs)
    }
}

extension Kit {
    func avec(version: Int, quantite: Int, de article: String, nom: String?) -> Kit {
        Kit(
            code: code, version: version, nom: nom ?? self.nom, phrase: phrase, besoin: besoin, destinataire: destinataire,
            concepteur: concepteur, licencePlans: licencePlans, fabrication: fabrication, itinerant: itinerant, natureDonnee: natureDonnee,
            remarque: remarque,
            lignes: lignes.map {
                Ligne(
                    article: $0.article, quantite: $0.article == article ? quantite : $0.quantite, option: $0.option, remplace: $0.remplace)
            })
    }
}
