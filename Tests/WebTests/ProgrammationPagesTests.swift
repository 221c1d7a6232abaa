import Documents
import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing
import Web

/// Programming and decisions as a préfecture does them, page after page.
@Suite("Programmer une enveloppe, puis décider", .postgresql)
struct ProgrammationPagesTests {
    private struct Bureau {
        let scene: Scene
        let navigateur: Browser
        let dossiers: [ID<Dossier>]

        init(_ enveloppe: Money, _ montants: [Int64]) async throws {
            let scene = try await Scene(enveloppe: enveloppe)
            self.scene = scene
            try await scene.base.owner.write(as: .systeme("essais")) { tx in
                try await tx.execute("update enveloppe.enveloppe set reserve_des = 'programme' where code = \(scene.enveloppe ?? "")")
            }
            var dossiers: [ID<Dossier>] = []
            for montant in montants {
                let id = try await scene.recu(demandant: .euros(montant))
                try await scene.passer(id, a: .complet, par: scene.prefecture)
                dossiers.append(id)
            }
            self.dossiers = dossiers
            navigateur = try await Browser(scene.prefecture)
        }

        func nouvelle(_ titre: String) async throws -> Page {
            let form = try await navigateur.get("/prefecture/programmation").form("Créer la simulation").filling("Titre", titre)
            return try await navigateur.submit(form)
        }

        /// Waits for the job behind the page, as a person who refreshes it.
        func fini(_ page: Page) async throws -> Page {
            var page = page
            for _ in 0..<4_000 where try !page.says("C’est fini") {
                page = try await navigateur.get(page.address)
            }
            return page
        }
    }

    @Test("créer, remplir, lire pourquoi, corriger à la main, comparer")
    func simuler() async throws {
        let bureau = try await Bureau(.euros(1_000), [600, 900, 500])
        let (vide, prefecture) = (try await bureau.navigateur.get("/prefecture/programmation"), bureau.navigateur)
        #expect(try vide.faults == [] && vide.says("Aucune simulation"))
        let sansTitre = try await prefecture.press(try vide.form("Créer la simulation"))
        #expect(try sansTitre.status == 422 && sansTitre.says("Donnez un titre"))
        let criteres = try await bureau.nouvelle("Premières demandes")
        #expect(try criteres.faults == [] && criteres.says("La simulation est créée"))
        let faux = try await prefecture.press(try criteres.form("Remplir l’enveloppe").filling("Communes à servir, au moins", "beaucoup"))
        #expect(try faux.status == 422 && faux.form("Remplir l’enveloppe").value("Communes à servir, au moins") == "beaucoup")
        let impossible = try await prefecture.press(try criteres.form("Remplir l’enveloppe").filling("Communes à servir, au moins", "3"))
        #expect(try impossible.status == 422 && impossible.says("les demandes en concernent 1"))
        let explication = try await prefecture.submit(try criteres.form("Remplir l’enveloppe"))
        #expect(try explication.faults == [] && explication.says("C’est prouvé") && explication.says("880,00 €"))
        #expect(try explication.says("Les premiers écartés") && explication.says("Ce que ferait un euro de plus"))
        let adresse = try explication.link("Explication").replacing("/explication", with: "")
        let page = try await prefecture.get(adresse)
        #expect(try page.faults == [] && page.says("Acceptés provisoirement") && page.bytes.count < 80_000)
        let numero = try await bureau.scene.lire(bureau.dossiers[0]).numero
        let form = try page.form("Enregistrer ces lignes")
        // The amount follows the rate.
        let parTaux = try await prefecture.submit(try form.filling("Taux de \(numero)", "50"))
        #expect(try parTaux.form("Enregistrer ces lignes").value("Montant de \(numero)") == "300,00")
        // The rate follows the amount.
        let parMontant = try await prefecture.submit(try parTaux.form("Enregistrer ces lignes").filling("Montant de \(numero)", "150"))
        #expect(try parMontant.form("Enregistrer ces lignes").value("Taux de \(numero)") == "25,0")
        let trop = try await prefecture.press(try parMontant.form("Enregistrer ces lignes").filling("Montant de \(numero)", "600,01"))
        #expect(try trop.status == 422 && trop.form("Enregistrer ces lignes").value("Montant de \(numero)") == "600,01")
        #expect(try trop.says("le montant accordé est supérieur à l’assiette, 600,00 €") && trop.faults == [])
        // What was typed is kept by the next filling.
        let encore = try await prefecture.submit(try await prefecture.get(adresse + "/remplissage").form("Remplir l’enveloppe"))
        #expect(try encore.says("C’est prouvé"))
        let garde = try await prefecture.get(adresse)
        #expect(try garde.form("Enregistrer ces lignes").value("Montant de \(numero)") == "150,00")
        _ = try await prefecture.submit(try garde.form("Copier"))
        let comparaison = try await prefecture.submit(try await prefecture.get("/prefecture/programmation/comparaison").form("Comparer"))
        #expect(try comparaison.faults == [] && comparaison.says("Aucune différence") && comparaison.says("Premières demandes"))
        let voisine = try await Browser(try await Acteur.prefecture(Departements.suivant()))
        for fin in ["", "/remplissage", "/explication", "/decisions"] { #expect(try await voisine.get(adresse + fin).status == 404) }
    }

    @Test("décider en nombre : le contrôle dit ce qui bloque, la page suit le travail, l’enveloppe égale les décisions")
    func decider() async throws {
        let bureau = try await Bureau(.euros(1_000), [600, 600, 600])
        let prefecture = bureau.navigateur
        let explication = try await prefecture.submit(try await bureau.nouvelle("À décider").form("Remplir l’enveloppe"))
        let adresse = try explication.link("Explication").replacing("/explication", with: "")
        let numero = try await bureau.scene.lire(bureau.dossiers[2]).numero
        let refus = try await prefecture.get(adresse).form("Enregistrer ces lignes").selecting(
            "Refusé provisoirement", in: "Décision de \(numero)")
        _ = try await prefecture.submit(refus)
        let controle = try await prefecture.get(adresse + "/decisions")
        #expect(try controle.faults == [] && controle.says("La motivation est obligatoire") && controle.says("1 ligne bloquée"))
        #expect(try await prefecture.press(try controle.form("Décider ces 2 dossiers")).status == 422, "la case n’est pas cochée")
        let travail = try await bureau.fini(
            try await prefecture.submit(
                try controle.form("Décider ces 2 dossiers").choosing(
                    "Décider : chaque accord engage l’enveloppe, chaque refus est définitif pour le demandeur")))
        #expect(try travail.faults == [] && travail.says("2 dossiers traités sur 2"))
        #expect(try await bureau.scene.situation().engageCentimes == .euros(960))
        let encore = try await prefecture.get(adresse + "/decisions")
        #expect(try encore.says("Le dossier est déjà décidé") && encore.says("Rien à décider"))
    }

    @Test("arrêtés générés, signés, rapportés dans le désordre par leur code, notifiés ; une page étrangère se classe à la main", .typst)
    func signatures() async throws {
        let bureau = try await Bureau(.euros(3_000), [600, 700, 800])
        let (prefecture, scene) = (bureau.navigateur, bureau.scene)
        for dossier in bureau.dossiers.prefix(2) { try await scene.accorder(dossier, .euros(400)) }
        try await scene.passer(bureau.dossiers[2], a: .refuse, par: scene.prefecture, motif: "Hors des priorités de l’année.")
        let page = try await prefecture.get("/prefecture/programmation/documents")
        #expect(try page.faults == [] && page.says("À générer"))
        let travail = try await bureau.fini(try await prefecture.submit(try page.form("Générer les documents des 3 dossiers")))
        #expect(try travail.says("3 dossiers traités sur 3"))
        let papiers = try await scene.base.app.read(as: scene.prefecture.identity) { tx in
            var papiers: [(genre: GenreDocument, octets: Data, pages: Int)] = []
            for un in try await DocumentDecision.all(of: bureau.dossiers, in: tx) {
                papiers.append((un.genre, try #require(try await DocumentDecision.octets(un.documentId, signe: false, in: tx)), un.pages))
            }
            return papiers
        }
        #expect(papiers.map(\.genre.rawValue).sorted() == ["arrete", "arrete", "lettre", "lettre", "refus"])
        #expect(papiers.filter { $0.genre == .arrete }.allSatisfy { $0.pages >= 2 })
        // The four ways to receive them.
        let liste = try await prefecture.get("/prefecture/programmation/documents?etat=a_signer")
        var form = try liste.form("Télécharger")
        for dossier in bureau.dossiers {
            form = try form.choosing(try await scene.lire(dossier).numero)
        }
        for (libelle, debut) in [
            ("Un PDF par document (ZIP)", "PK"), ("Tout dans un seul PDF", "%PDF"), ("Un PDF par dossier (ZIP)", "PK"),
            ("Un PDF par genre de document (ZIP)", "PK"),
        ] {
            let fichier = try await prefecture.press(try form.selecting(libelle, in: "Recevoir les documents cochés"))
            #expect(fichier.status == 200 && fichier.bytes.starts(with: Array(debut.utf8)), "\(libelle)")
        }
        // All but the last paper come back in one scan, the last first, with a page that nobody knows.
        let etrangere = try await Atelier.commun.papier(
            PapierDecision(
                titre: "Une autre page", texte: try TexteModele("Sans code."), valeurs: [:], emetteur: "Ailleurs", reference: "Sans numéro",
                dispositif: "Rien", date: jourDesEssais, signataire: "Personne"), marque: nil)
        let scan = try await Atelier.commun.assembler(
            papiers.dropLast().reversed().map(\.octets) + [etrangere], titre: "Scan", date: jourDesEssais)
        let retour = try await prefecture.submit(
            try await prefecture.get("/prefecture/programmation/documents/retours").form("Classer ces pages")
                .attaching("PDF numérisé", name: "scan.pdf", Array(scan)))
        #expect(try retour.faults == [] && retour.says("4 documents classés") && retour.says("Aucun code lisible sur cette page"))
        let aNotifier = try await prefecture.get("/prefecture/programmation/documents?etat=a_notifier")
        #expect(aNotifier.faults == [])
        // By hand for the page that was not recognised.
        let restant = try #require(papiers.last)
        let numeroRestant = try await scene.lire(bureau.dossiers[0]).numero
        #expect(restant.genre == .lettre || restant.genre == .arrete)
        let aLaMain = try retour.form("Classer cette page").filling("Numéro du dossier", "TR-0000-00-000000")
        #expect(try await prefecture.press(aLaMain).status == 422)
        let classee = try await prefecture.submit(
            try aLaMain.filling("Numéro du dossier", numeroRestant).selecting(restant.genre.libelle, in: "Document"))
        #expect(try classee.says("La page est classée"))
        for dossier in bureau.dossiers {
            let form = try await prefecture.get("/prefecture/programmation/documents").form("Notifier")
                .choosing(try await scene.lire(dossier).numero)
            let notifie = try await prefecture.submit(form, button: "Notifier")
            #expect(try notifie.says("Les décisions sont notifiées"), "\(notifie.errors)")
        }
        #expect(try await scene.lire(bureau.dossiers[0]).etat == .notifie)
        #expect(try await scene.lire(bureau.dossiers[2]).notifieLe == jourDesEssais)
        let mairie = try await Browser(scene.mairie)
        let depuis = try await mairie.get(
            "/operations/\(try await scene.lire(bureau.dossiers[0]).operationId)/dossiers/\(bureau.dossiers[0])")
        #expect(try depuis.says("Arrêté Lieux") || depuis.links.contains { $0.hasPrefix("/pieces/") })
    }

    @Test(
        "un modèle à la mention inconnue est refusé avec sa ligne, rien de tapé n’est perdu ; corrigé, il fait une nouvelle version", .typst
    )
    func modeles() async throws {
        let bureau = try await Bureau(.euros(1_000), [600])
        let prefecture = bureau.navigateur
        try await bureau.scene.accorder(bureau.dossiers[0], .euros(400))
        let debut = try await prefecture.get("/prefecture/programmation/modeles")
        #expect(try debut.faults == [] && debut.says("Aucun modèle"))
        let liste = try await prefecture.submit(try debut.form("Prendre ces modèles"))
        let modele = try await prefecture.click("Arrêté attributif", on: liste)
        #expect(try modele.faults == [] && modele.says("{montant_lettres}"))
        let faux = try await prefecture.press(
            try modele.form("Enregistrer").filling("Texte", "Une phrase.\n\nIl est accordé {montent} à {demandeur}."))
        #expect(try faux.status == 422 && faux.says("Ligne 3 : la mention « {montent} » n’existe pas"))
        #expect(try faux.form("Enregistrer").value("Texte").contains("{montent}") && faux.faults == [])
        let bon = try await prefecture.submit(
            try faux.form("Enregistrer").filling("Texte", "Il est accordé {montant} ({montant_lettres}) à {demandeur}."))
        #expect(try bon.says("version 2") && bon.says("La nouvelle version du modèle est enregistrée"))
        let apercu = try await prefecture.click("Aperçu", on: bon)
        #expect(apercu.status == 200 && apercu.bytes.starts(with: Array("%PDF".utf8)))
    }

    @Test("Chorus : un numéro s’inscrit à la main, un extrait illisible est dit sur son champ")
    func chorus() async throws {
        let bureau = try await Bureau(.euros(1_000), [600])
        try await bureau.scene.accorder(bureau.dossiers[0], .euros(400))
        try await bureau.scene.base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("update financement.dossier set numero_ej = null where dossier_id = \(bureau.dossiers[0])")
        }
        let page = try await bureau.navigateur.get("/prefecture/programmation/chorus")
        #expect(try page.faults == [] && page.says("Montant : 400,00"))
        let vide = try await bureau.navigateur.press(try page.form("Inscrire ce numéro"))
        #expect(try vide.status == 422 && vide.says("de 3 à 40 caractères"))
        let inscrit = try await bureau.navigateur.submit(
            try page.form("Inscrire ce numéro").filling("Numéro d’engagement juridique", "2104567890"))
        #expect(try inscrit.says("Tout est engagé"))
        let faux = try await bureau.navigateur.press(
            try inscrit.form("Rapprocher").attaching("Extrait des engagements, en CSV", name: "e.csv", Array("a;b\n1;2".utf8)))
        #expect(try faux.status == 422 && faux.says("nommer les colonnes"))
    }
}
