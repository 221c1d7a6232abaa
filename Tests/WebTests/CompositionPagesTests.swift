import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

/// Composing a project on its pages, as the secretary does.
@Suite("Composer un projet, page par page", .postgresql)
struct CompositionPagesTests {
    @Test("un article s’ajoute à un projet ; hors bornes, la page garde la saisie et dit la borne")
    func article() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/catalogue/articles/IMP-001/projet")
        #expect(page.faults == [])
        let refusee = try await mairie.submit(try page.form("Ajouter au projet").filling("Quantité", "9"))
        #expect(refusee.status == 422 && refusee.faults == [])
        #expect(try refusee.says("Choisissez de 1 à 3") && refusee.form("Ajouter au projet").value("Quantité") == "9")
        let ajoutee = try await mairie.submit(try refusee.form("Ajouter au projet").filling("Quantité", "1"))
        #expect(try ajoutee.says("Articles à l’unité") && ajoutee.says("Un besoin compté deux fois"))
        let retiree = try await mairie.submit(
            try ajoutee.form("Retirer « Multifonction laser monochrome A4, recto verso, réseau » des articles à l’unité"))
        #expect(try !retiree.says("Un besoin compté deux fois") && retiree.says("La ligne est retirée"))
        #expect(retiree.address == "/operations/\(projet)")
        // Without a project of hers named, the article opens one.
        let neuf = try await mairie.submit(try page.form("Ajouter au projet").selecting("Un nouveau projet", in: "Dans quel projet"))
        #expect(neuf.address != "/operations/\(projet)" && neuf.status == 200)
    }

    @Test("remplacer demande un article et un motif, montre l’effet, et s’annule")
    func remplacement() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K03")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)")
        let lien = try #require(try page.links.first { $0.contains("/lignes/") && !$0.hasSuffix("nouvelle") })
        let ligne = try await mairie.get(lien)
        #expect(ligne.faults == [])
        #expect(try ligne.says("+ 3 330,00 € HT pour 9, + 3 996,00 € TTC") && ligne.says("reste à payer par la commune"))
        let vide = try await mairie.submit(try ligne.form("Remplacer l’article"))
        #expect(vide.status == 422 && vide.faults == [])
        #expect(try vide.says("Choisissez l’article qui prend la place") && vide.says("Écrivez le motif"))
        let article = "Ordinateur portable bureautique 15 pouces, 16 Go, SSD 512 Go, neuf, 750,00 € HT"
        let faite = try await mairie.submit(
            try vide.form("Remplacer l’article").choosing(article).filling("Motif du remplacement", "Le médiateur forme au montage vidéo"))
        #expect(try faite.says("Motif : Le médiateur forme au montage vidéo") && faite.says("L’article est remplacé"))
        let annulee = try await mairie.submit(try await mairie.get(lien).form("Annuler le remplacement"))
        #expect(try !annulee.says("montage vidéo"))
    }

    @Test("une ligne libre garde ce qui est tapé, reçoit son devis, et les prix se figent puis se reprennent")
    func ligneLibre() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)/lignes/nouvelle")
        let fausse = try await mairie.submit(
            try page.form("Enregistrer la ligne").filling("Désignation", "Câblage").filling("Prix unitaire HT", "cher")
                .filling("Compte M57", "6068").choosing("Investissement"))
        #expect(fausse.status == 422 && fausse.faults == [])
        #expect(try fausse.says("Écrivez le prix unitaire hors taxes") && fausse.says("En investissement, le compte commence par 2"))
        #expect(try fausse.form("Enregistrer la ligne").value("Prix unitaire HT") == "cher")
        let juste = try fausse.form("Enregistrer la ligne").filling("Prix unitaire HT", "1 200,00").filling("Compte M57", "2135")
        let sansDevis = try await mairie.submit(juste)
        #expect(try sansDevis.says("Devis à joindre"))
        let refus = try await mairie.submit(try sansDevis.form("Figer les prix"))
        #expect(refus.status == 422 && refus.faults == [])
        #expect(try refus.says("Des lignes libres n’ont pas leur devis") && refus.says("Câblage"))
        let lien = try #require(try refus.links.last { $0.contains("/lignes/") && !$0.hasSuffix("nouvelle") })
        let form = try await mairie.get(lien).form("Enregistrer la ligne")
        #expect(Page.plain(try form.value("Prix unitaire HT")) == "1 200,00")
        let jointe = try await mairie.submit(try form.attaching("Devis", name: "cablage.pdf", MultipartTests.pdf))
        #expect(try !jointe.says("Devis à joindre"))
        let figee = try await mairie.submit(try jointe.form("Figer les prix"))
        #expect(try figee.faults == [] && figee.says("Figés le 23/11/2026") && !figee.says("Remplacer ou retirer"))
        let courte = try await mairie.submit(try figee.form("Ne plus figer les prix").filling("Pourquoi", "non"))
        #expect(courte.status == 422 && courte.faults == [])
        let reprise = try await mairie.submit(try courte.form("Ne plus figer les prix").filling("Pourquoi", "Un poste de plus"))
        #expect(try reprise.says("Remplacer ou retirer") && reprise.says("Un poste de plus"))
    }

    @Test("un prix du catalogue qui change depuis se voit, ligne figée ou non")
    func prixSuivis() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        let ancien: Int64 = try await scene.base.app.write(as: scene.mairie.identity) { tx in
            try await tx.execute(
                "update operation.ligne set prix_unitaire_ht_centimes = 100000 where operation_id = \(projet) and article_code = 'INF-003'")
            return try await tx.value("select count(*) from operation.ligne where operation_id = \(projet) and article_code = 'INF-003'")
        }
        #expect(ancien == 1)
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)")
        #expect(try page.says("Un prix du catalogue a changé depuis"))
        let ajour = try await mairie.submit(try page.form("Prendre les prix d’aujourd’hui"))
        #expect(try !ajour.says("Un prix du catalogue a changé depuis") && ajour.says("6 132,00 €"))
    }
}
