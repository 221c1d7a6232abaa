import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Le bureau de la préfecture", .postgresql)
struct BureauPagesTests {
    @Test("l’agent arrive sur ce qui l’attend, et chaque nombre mène à ses dossiers")
    func aFaire() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/")
        #expect(try page.faults == [] && page.heading == "À faire" && page.says("1 nouveau dossier, que personne n’a encore ouvert"))
        #expect(try await prefecture.click("à trouver complets", on: page).says("Un guichet numérique"))
        #expect(try await prefecture.get("/prefecture/dossiers/\(id)").faults == [])
        #expect(try await !prefecture.get("/prefecture").says("nouveau dossier"))
    }

    @Test("les filtres choisis sont des étiquettes qu’un clic retire ; un montant illisible ne filtre rien")
    func filtres() async throws {
        let scene = try await Scene(enveloppe: .euros(50_000))
        for rang in 1...3 { _ = try await scene.recu(demandant: .euros(Int64(rang) * 1_000)) }
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/prefecture/dossiers?demande_min=2000&tri=demande-croissant")
        #expect(try page.faults == [] && page.says("2 dossiers : coût total 5 000 € HT") && page.says("Sollicité : au moins 2 000 €"))
        let retire = try await prefecture.click("Sollicité : au moins 2 000 €", on: page)
        #expect(try retire.says("3 dossiers :"))
        #expect(
            try await prefecture.get("/prefecture/dossiers?demande_min=beaucoup&depot_du=hier&exercice=99999999999").says("3 dossiers :"))
        let form = try page.form("Appliquer").filling("au moins", "1 500").selecting("Tous", in: "Dossier complet")
        #expect(try await prefecture.submit(form).status == 200)
    }

    @Test("une liste gardée revient par son nom, se partage et se retire ; les colonnes choisies restent et s’exportent")
    func garder() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        _ = try await scene.recu(demandant: .euros(500))
        let (prefecture, collegue) = (
            try await Browser(scene.prefecture), try await Browser(try await Acteur.prefecture(scene.departement))
        )
        var page = try await prefecture.get("/prefecture/dossiers?etat=recu&cout_max=900")
        page = try await prefecture.submit(
            try page.form("Garder").filling("Nom de la liste", "Petits à voir").choosing("La partager avec ma préfecture"))
        #expect(try page.faults == [] && page.says("La liste est gardée") && page.says("Petits à voir"))
        let chez = try await collegue.click("Petits à voir", on: try await collegue.get("/prefecture/dossiers"))
        #expect(try chez.says("Coût : au plus 900 €"))
        page = try await prefecture.submit(try page.form("Retirer « Petits à voir »"))
        #expect(try !page.says("Petits à voir"))
        page = try await prefecture.click("Colonnes (13 sur 30)", on: page)
        #expect(page.faults == [])
        let form = try page.form("Garder ces colonnes").choosing("Arrondissement")
        page = try await prefecture.submit(form, button: "Garder ces colonnes")
        #expect(try page.document.all("th").contains { $0.text == "Arrondissement" })
        let csv = try await prefecture.get("/prefecture/export?format=csv")
        #expect(csv.headers["content-type"] == "text/csv; charset=utf-8" && csv.body.hasPrefix("\u{FEFF}Date de dépôt;Intitulé du projet"))
        #expect(csv.body.contains("Arrondissement") && csv.body.contains(";500,00;") && csv.body.contains("100,00"))
        for format in ["xlsx", "ods"] {
            let fichier = try await prefecture.get("/prefecture/export?format=\(format)")
            #expect(
                fichier.bytes.starts(with: [0x50, 0x4B, 3, 4]) && fichier.headers["content-disposition"]?.contains(".\(format)") == true)
        }
        #expect(try await !collegue.get("/prefecture/dossiers").document.all("th").contains { $0.text == "Arrondissement" })
    }

    @Test("les cases cochées restent de page en page ; on agit sur toutes, et ce qui est bloqué dit pourquoi")
    func selection() async throws {
        let scene = try await Scene(enveloppe: .euros(600))
        var ids: [ID<Dossier>] = []
        for _ in 0..<27 { ids.append(try await scene.recu(demandant: .euros(50))) }
        try await scene.passer(ids[0], a: .aCorriger, par: scene.prefecture, motif: "Le devis manque.")
        let prefecture = try await Browser(scene.prefecture)
        let liste = try await prefecture.get("/prefecture/dossiers")
        let coche = try liste.form("Garder mes choix et continuer").choosing("Choisir \(try await scene.lire(ids[26]).numero)")
        let suite = try await prefecture.submit(coche, button: "Garder mes choix et continuer")
        #expect(try suite.faults == [] && suite.says("1 dossier choisi, sur toutes les pages") && suite.says("2 dossiers sur 27"))
        _ = try await prefecture.submit(try suite.form("Tout sélectionner"), button: "Tout sélectionner (27 dossiers)")
        let page = try await prefecture.get("/prefecture/selection")
        #expect(try page.faults == [] && page.heading == "27 dossiers choisis")
        // 600 € hold twelve of them; one waits for its porteur.
        #expect(
            try page.says("Modifier à « Complet » 12 sur 27 dossiers") && page.says("ne suffit pas") && page.says("n’a pas encore répondu"))
        #expect(try await prefecture.get("/prefecture/export?choisis=oui").body.split(separator: "\r\n").count == 28)
        let fait = try await prefecture.submit(try page.form("Constater complets 12 dossiers"))
        #expect(try fait.says("C’est fait pour tous les dossiers qui le pouvaient") && fait.heading == "15 dossiers choisis")
        #expect(try await scene.situation().reserveCentimes == .euros(600))
        #expect(try await scene.lire(ids[0]).etat == .aCorriger)
        #expect(try await scene.lire(ids[1]).etat == .complet)
    }

    @Test("l’agent notifie, la mairie commence et achève, l’agent solde ; revenir demande un motif")
    func passages() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let prefecture = try await Browser(scene.prefecture)
        var page = try await prefecture.get("/prefecture/dossiers/\(id)")
        page = try await prefecture.submit(try page.form("Passer en instruction"))
        #expect(try page.says("C’est fait, et inscrit"))
        #expect(try await scene.lire(id).etat == .enInstruction)
        try await scene.accorder(id, .euros(500))
        page = try await prefecture.get("/prefecture/dossiers/\(id)")
        let sansMotif = try await prefecture.press(try page.form("Remettre en traitement"))
        #expect(try sansMotif.status == 422 && sansMotif.faults == [] && sansMotif.says("Écrivez le motif"))
        page = try await prefecture.submit(try page.form("Notifier"))
        #expect(try page.says("Décision notifiée"))
        #expect(try await scene.lire(id).etat == .notifie)
        #expect(try page.says("pas encore ouverte") && !page.says("Notifier la décision"))
        try await scene.passer(id, a: .commence, par: scene.mairie)
        page = try await prefecture.get("/prefecture/dossiers/\(id)")
        page = try await prefecture.submit(try page.form("Constater l’achèvement"))
        page = try await prefecture.submit(try page.form("Solder le dossier"))
        #expect(page.faults == [])
        #expect(try await scene.lire(id).etat == .solde)
    }

    @Test("la liste demande au plus huit choses à la base et pèse moins de 80 Ko, avec des filtres aussi")
    func poids() async throws {
        let scene = try await Scene(enveloppe: .euros(50_000))
        for rang in 0..<30 { _ = try await scene.recu(demandant: .euros(100 + Int64(rang))) }
        let base = try await TestDatabase.current
        let seule = base.pool(limit: 1)
        let browser = try await Browser(scene.prefecture, site: Browser.site(sur: seule))
        func executees() async throws -> Int {
            try await seule.read(as: .visiteur) { tx in
                try await tx.value(
                    """
                    select coalesce(sum(generic_plans + custom_plans), 0)::integer
                    from pg_prepared_statements where statement not like '%pg_prepared_statements%'
                    """, as: Int.self)
            }
        }
        for adresse in [
            "/prefecture/dossiers", "/prefecture/dossiers?etat=recu&cout_min=105&demandeur=commune&tri=cout",
            "/prefecture/dossiers?q=guichet",
        ] {
            for _ in 0..<2 { #expect(try await browser.get(adresse).status == 200) }
            let avant = try await executees()
            let page = try await browser.get(adresse)
            // The count itself says who asks: one.
            let nombre = try await executees() - avant - 1
            #expect((4...8).contains(nombre), "\(adresse) : \(nombre)")
            #expect(page.bytes.count < 80_000, "\(adresse) : \(page.bytes.count) octets")
        }
        await seule.close()
    }
}
