import Model
import TestSupport
import Testing
import Web

/// The main job page by page, by what one reads and presses, as three people would.
@Suite("Le parcours, page par page", .postgresql, .typst)
struct ParcoursTests {
    @Test("du kit à la commande : la mairie, la préfecture, le programme")
    func complet() async throws {
        let scene = try await Scene(departement: Departements.reserves.pages, enveloppe: .euros(20_000))
        let mairie = try await Browser(scene.mairie)
        let plan = try await choisir(mairie)
        try await tropTot(mairie, plan)
        let dossiers = try await preparer(mairie, plan)
        try await tropTot(mairie, plan)
        let devis = try await deposer(mairie, dossiers)
        #expect(devis > 0)
        try await instruire(scene, dossiers)
        try await commander(mairie, plan)
        try await suivre(scene)
    }

    /// The kit, the project, who pays.
    private func choisir(_ mairie: Browser) async throws -> Page {
        let kit = try await mairie.get("/catalogue/kits/K02")
        let projet = try await mairie.submit(try kit.form("Ajouter au projet"))
        #expect(try projet.says("Le kit est dans votre projet") && projet.faults == [])
        #expect(try projet.says("6 132,00 €"))
        let plan = try await mairie.click("Voir qui paie", on: projet)
        #expect(plan.faults == [])
        #expect(try plan.says("DETR") && plan.says("Enveloppe « lieux »") && plan.says("FCTVA"))
        return plan
    }

    /// Ordering is refused, with its reason and its article, by the page and by the database behind it.
    private func tropTot(_ mairie: Browser, _ plan: Page) async throws {
        let commandes = plan.address.replacing("/plan", with: "/commandes")
        let page = try await mairie.get(commandes)
        #expect(try page.faults == [] && page.says("R. 2334-24"))
        #expect(try page.forms.allSatisfy { $0.action != commandes }, "le formulaire n’est pas proposé trop tôt")
        let jeton = try page.form("Se déconnecter").hidden("jeton")
        let force = try await mairie.post(commandes, Array("jeton=\(jeton)&fournisseur=Fabricant&passee_le=\(jourDesEssais)".utf8))
        #expect(try force.status == 422 && force.says("Ne commandez pas encore"))
    }

    /// One dossier for each aid of the plan.
    private func preparer(_ mairie: Browser, _ plan: Page) async throws -> [String] {
        let premier = try await mairie.submit(try plan.form("Préparer"))
        #expect(try premier.faults == [] && premier.heading?.contains("DETR") == true || premier.heading?.contains("Lieux") == true)
        let racine = plan.address.replacing("/plan", with: "/dossiers/")
        return try Set(premier.links + [premier.address]).filter {
            $0.hasPrefix(racine) && $0.dropFirst(racine.count).allSatisfy(\.isNumber)
        }.sorted()
    }

    /// Trousse writes its pieces, the mairie brings the quotation, once for all.
    private func deposer(_ mairie: Browser, _ dossiers: [String]) async throws -> Int {
        #expect(dossiers.count == 2, "\(dossiers)")
        var joints = 0
        for adresse in dossiers {
            var page = try await mairie.submit(try await mairie.get(adresse).form("Écrire les pièces"))
            #expect(try page.says("Les pièces sont écrites") && page.faults == [])
            if try page.says("Il manque") || !page.forms.contains(where: { $0.action.hasSuffix("/depot") }) {
                joints += 1
                page = try await mairie.submit(
                    try page.form("Joindre la pièce").selecting("Devis", in: "Pièce").attaching(
                        "Fichier", name: "devis.pdf", MultipartTests.pdf))
                #expect(try page.says("La pièce est enregistrée"))
            }
            page = try await sEngager(mairie, page)
            page = try await mairie.submit(try page.form("Déposer le dossier"))
            #expect(try page.says("Le dossier est déposé") && page.faults == [])
            let zip = try await mairie.get(adresse + "/zip")
            #expect(zip.headers["content-type"] == "application/zip" && zip.bytes.starts(with: [0x50, 0x4B]))
        }
        #expect(joints == 1, "le devis apporté pour l’un sert pour l’autre")
        return joints
    }

    /// Everything is known but the undertakings: one page of boxes, once for the two dossiers.
    private func sEngager(_ mairie: Browser, _ page: Page) async throws -> Page {
        guard try page.says("Répondre aux questions") else { return page }
        var form = try await mairie.click("Répondre aux questions", on: page).form("Enregistrer et revenir au dossier")
        for engagement in ["Rien n’est commandé", "La commune dira", "Le plan de financement sera", "Ce qui est écrit"] {
            guard form.labels.contains(where: { Page.plain($0).contains(Page.plain(engagement)) }) else { continue }
            form = try form.choosing(engagement)
        }
        let retour = try await mairie.submit(form)
        #expect(try retour.says("Vos réponses sont enregistrées") && retour.faults == [])
        return retour
    }

    private func instruire(_ scene: Scene, _ dossiers: [String]) async throws {
        let prefecture = try await Browser(scene.prefecture)
        let liste = try await prefecture.get("/")
        #expect(try liste.faults == [] && liste.says("Station d’accueil démarches"))
        for adresse in dossiers {
            let id = adresse.split(separator: "/").last ?? ""
            var page = try await prefecture.get("/prefecture/dossiers/\(id)")
            #expect(page.faults == [])
            page = try await prefecture.submit(try page.form("Constater la complétude"))
            #expect(try page.says("Le dossier est complet"))
            let trop = try await prefecture.press(try page.form("Accorder").filling("Montant accordé", "999 999,99"))
            #expect(try trop.status == 422 && trop.form("Accorder").value("Montant accordé") == "999 999,99" && trop.faults == [])
            page = try await prefecture.submit(try page.form("Accorder"))
            if try page.says("J’ai lu ces avertissements") {
                page = try await prefecture.submit(
                    try page.form("Accorder").choosing("J’ai lu ces avertissements et j’accorde ces montants"))
            }
            #expect(try page.says("La décision est enregistrée"), "\(page.errors)")
        }
    }

    private func commander(_ mairie: Browser, _ plan: Page) async throws {
        let page = try await mairie.get(plan.address.replacing("/plan", with: "/commandes"))
        let vide = try await mairie.press(try page.form("Passer la commande"))
        #expect(vide.status == 422 && vide.faults == [])
        let avant = try await mairie.press(
            try page.form("Passer la commande").filling("Fournisseur", "Menuiserie").filling("Date de la commande", "2026-11-22"))
        #expect(try avant.status == 422 && avant.form("Passer la commande").value("Fournisseur") == "Menuiserie")
        let commande = try await mairie.submit(try page.form("Passer la commande").filling("Fournisseur", "Menuiserie des Communs"))
        #expect(try commande.says("La commande est passée") && commande.says("BC-2026-0001") && commande.says("6 132,00 €"))
        #expect(commande.faults == [])
        let bon = try await mairie.click("Ouvrir le bon de commande", on: commande)
        #expect(bon.headers["content-type"] == "application/pdf")
        #expect(try await mairie.visit(plan.address.replacing("/plan", with: "/commandes")).status == 303, "on ne commande pas deux fois")
    }

    private func suivre(_ scene: Scene) async throws {
        let programme = try await Browser(try await Acteur.responsable())
        let enveloppe = try await programme.get("/enveloppes/\(scene.enveloppe ?? "")")
        #expect(try enveloppe.faults == [] && enveloppe.says("Engag"))
        let rapport = try await programme.get(
            "/rapports/consommation_par_commune?exercice=\(Scene.exercice)&commune=\(scene.mairie.codeInsee ?? "")")
        #expect(rapport.faults == [])
        let engage = try await scene.situation().engageCentimes
        #expect(try engage > .zero && rapport.says(engage.french) || rapport.says(engage.frenchNumber))
        let csv = try await programme.get(
            "/rapports/consommation_par_commune?exercice=\(Scene.exercice)&commune=\(scene.mairie.codeInsee ?? "")&format=csv")
        #expect(csv.headers["content-type"] == "text/csv; charset=utf-8" && csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(csv.body.contains(engage.decimal.replacing(".", with: ",")))
    }
}
