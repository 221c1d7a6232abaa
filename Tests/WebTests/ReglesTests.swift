import Model
import Postgres
import Store
import TestSupport
import Testing

@Suite("La page des règles", .postgresql)
struct ReglesTests {
    @Test("chaque règle importée y est, à son adresse, avec son article, et la page reste légère")
    func toutes() async throws {
        let base = try await TestDatabase.current
        let regles = try await base.app.read(as: .visiteur) { try await Regle.all(in: $0) }
        let page = try await Browser().visit("/regles")
        let texte = String(decoding: page.bytes, as: UTF8.self)
        #expect(regles.count > 160 && page.status == 200 && page.faults == [])
        for regle in regles {
            #expect(texte.contains("id=\"\(regle.id)\""), "\(regle.id)")
            #expect(try page.says(regle.titre), "\(regle.id)")
        }
        #expect(page.bytes.count <= 120 * 1024, "\(page.bytes.count / 1024) Kio")
    }

    @Test("les valeurs datées sont celles de l’import, dites comme on les lit, et ce qui n’a pas été lu est à vérifier")
    func valeurs() async throws {
        let page = try await Browser().visit("/regles?chapitre=taux")
        #expect(try page.says("CGCT, art. R. 2334-27, al. 2 · en vigueur depuis le 06/10/2021"))
        #expect(try page.says("rédaction de 2011 (à vérifier)") && page.says("Texte lu") && page.says("Source secondaire"))
        let achat = try await Browser().visit("/regles?chapitre=achat")
        #expect(try achat.says("60 000 €") && achat.says("depuis le 01/04/2026"))
        let fctva = try await Browser().visit("/regles?chapitre=fctva")
        #expect(try fctva.says("16,404 %") && fctva.says("deux ans après"))
    }

    @Test("un chapitre ne montre que le sien ; une recherche ignore accents et capitales ; rien trouvé le dit")
    func filtres() async throws {
        let dsil = try await Browser().visit("/regles?chapitre=dsil")
        #expect(try dsil.says("DSIL-1") && !dsil.says("OWN-1"))
        let recherche = try await Browser().visit("/regles?q=PREFET+DE+REGION")
        #expect(try recherche.says("Le préfet de région décide") && !recherche.says("Petite commune"))
        #expect(try await Browser().visit("/regles?q=zzz").says("Aucune règle ne répond"))
    }
}
