import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

/// A supplier proposes, the programme decides; nothing changes before.
@Suite("Les offres des fournisseurs", .postgresql, .freshDatabase)
struct OffresTests {
    private func importer(_ numero: String, _ lignes: [LigneOffre.Draft]) async throws -> OffreFournisseur? {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            let sha256: String = try await tx.value("select encode(sha256(convert_to(\(numero), 'UTF8')), 'hex') as sha256")
            return try await OffreFournisseur.garder(
                .init(
                    fournisseur: "Bureautique & Cie", identifiant: nil, numero: numero, emiseLe: nil, fichier: "offre.xml", sha256: sha256,
                    lignes: lignes),
                in: tx)
        }
    }

    private func ligne(_ rang: Int, _ nom: String, reference: String? = nil, standard: String? = nil, cpv: String? = nil, _ prix: Money?)
        -> LigneOffre.Draft
    {
        .init(
            rang: rang, ligne: rang, numero: "\(rang)", nom: nom, reference: reference, standard: standard, cpv: cpv, prix: prix, du: nil,
            au: nil)
    }

    private func tarifs(_ code: String) async throws -> [Tarif] {
        try await TestDatabase.current.app.read(as: .visiteur) { try await Article.offerts(in: $0).first { $0.code == code }?.tarifs ?? [] }
    }

    @Test("le code, ce qui fut accepté, les mots : chaque ligne a son article, et accepter ouvre un prix daté qui dit sa source")
    func revoir() async throws {
        let offre = try #require(
            try await importer(
                "2026-11",
                [
                    ligne(1, "Portable remis à neuf", reference: "inf-002", standard: "0123456789012", .euros(350)),
                    ligne(2, "Table pliante roulettes 140×70", cpv: "39121200-8", .euros(250)),
                    ligne(3, "Tronçonneuse thermique", .euros(99)),
                    ligne(4, "Scanner à plat A4", nil),
                ]))
        #expect(try await importer("2026-11", []) == nil, "le même fichier ne s’importe pas deux fois")
        let avant = try await tarifs("INF-002")
        let bureau = try await Browser(try await Acteur.responsable())
        let adresse = "/offres/\(offre.offreId)"
        #expect(try await bureau.get("/offres").text.contains("Bureautique & Cie"))
        var page = try await bureau.get(adresse)
        #expect(page.faults == [])
        for mots in ["même code", "mots proches", "7,89"] { #expect(try page.text.contains(mots), "\(mots)") }
        page = try await bureau.submit(page.form("Accepter les lignes choisies"))
        #expect(try page.status == 422 && page.text.contains("Cochez au moins une ligne"))
        // One line cannot be accepted: nothing is.
        page = try await bureau.submit(page.form("Accepter les lignes choisies").forging("ligne", "3"))
        #expect(page.status == 422)
        #expect(try await tarifs("INF-002") == avant)
        page = try await bureau.submit(
            page.form("Accepter les lignes choisies").forging("ligne", "1").forging("motif", "Moins cher que le devis."))
        #expect(try page.status == 200 && page.text.contains("3 lignes à voir sur 4"))
        let apres = try await tarifs("INF-002")
        #expect(
            apres.count == avant.count + 1 && apres.last?.prix.ref == .euros(350)
                && apres.last?.source == "Bureautique & Cie, catalogue 2026-11")
        #expect(apres.dropLast().last?.au == apres.last?.du.adding(days: -1), "l’ancien prix s’arrête la veille")
        // The manager says what it is; what has no price cannot be accepted.
        page = try await bureau.submit(page.form("Accepter les lignes choisies").forging("ligne", "4"))
        #expect(try page.status == 422 && page.text.contains("prix"))
        page = try await bureau.submit(
            page.form("Refuser les lignes choisies").forging("ligne", "3"), button: "Refuser les lignes choisies")
        #expect(try page.text.contains("2 lignes à voir"))
        // The same identifier, under another reference: known since it was accepted.
        let suite = try #require(
            try await importer("2027-01", [ligne(1, "Sans rapport", reference: "ZZ", standard: "0123456789012", .euros(340))]))
        #expect(try await bureau.get("/offres/\(suite.offreId)").text.contains("déjà accepté"))
    }

    @Test("les offres ne se lisent que du programme")
    func reserve() async throws {
        let offre = try #require(try await importer("X", [ligne(1, "Chaise", .euros(1))]))
        for acteur in [try await Acteur.mairie(), try await Acteur.prefecture("03"), try await Acteur.concepteur()] {
            #expect(try await Browser(acteur).visit("/offres/\(offre.offreId)").status == 403)
            let vues = try await TestDatabase.current.app.read(as: acteur.identity) { try await OffreFournisseur.toutes(in: $0).count }
            #expect(vues == 0)
            let error = await #expect(throws: DatabaseError.self) {
                try await TestDatabase.current.app.write(as: acteur.identity) { tx in
                    try await LigneOffre.decider(1, of: offre.offreId, accepte: true, article: "INF-001", motif: "", in: tx)
                }
            }
            #expect(error?.constraint == "programme_requis")
        }
    }
}
