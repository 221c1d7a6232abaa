import Model
import Postgres
import TestSupport
import Testing
import Web

/// The whole site, followed link by link from the home page of each role: whatever page is added is looked at.
@Suite("Toutes les pages, par leurs liens", .postgresql)
struct PagesTests {
    enum Qui: String, CaseIterable, CustomTestStringConvertible {
        case visiteur, secretaire, instructeur, responsable
        var testDescription: String { rawValue }

        func acteur(_ monde: Monde) -> Acteur? {
            switch self {
            case .visiteur: nil
            case .secretaire: monde.scene.mairie
            case .instructeur: monde.scene.prefecture
            case .responsable: monde.responsable
            }
        }
    }

    @Test("aucun lien mort, aucune faute de page, aucune page lourde, les bons en-têtes partout", arguments: Qui.allCases)
    func parcourir(qui: Qui) async throws {
        let monde = try await Monde.commun
        let browser = try await Browser(qui.acteur(monde))
        var file = ["/"], vues: Set<String> = [], parChemin: [String: Int] = [:]
        while let adresse = file.popLast() {
            guard vues.insert(adresse).inserted, vues.count < 400 else { continue }
            let page = try await browser.get(adresse)
            #expect(page.status == 200, "\(adresse) → \(page.status) \(page.journal)")
            guard page.headers["content-type"] == "text/html; charset=utf-8" else {
                expectFileHeaders(page)
                continue
            }
            expectHeaders(page)
            #expect(page.faults == [], "\(adresse)")
            // Every rule has its place on one page, which is long for it.
            let limite = adresse == "/regles" ? 128 : 80
            #expect(page.bytes.count <= limite * 1024, "\(adresse) pèse \(page.bytes.count / 1024) Kio")
            for lien in try page.links where lien.hasPrefix("/") {
                // Filters multiply: a few of each page are enough.
                let chemin = String(lien.prefix { $0 != "?" })
                parChemin[chemin, default: 0] += 1
                if parChemin[chemin, default: 0] <= 5 { file.append(lien) }
            }
        }
        #expect(vues.count > 10, "\(qui.rawValue) n’a vu que \(vues.count) pages")
    }

    /// A file runs nothing, fetches nothing, is taken for nothing else.
    private func expectFileHeaders(_ page: Page) {
        #expect(page.headers["x-content-type-options"] == "nosniff", "\(page.address)")
        let csp = page.headers["content-security-policy"] ?? ""
        #expect(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'") && !csp.contains("unsafe"), "\(page.address)")
    }

    private func expectHeaders(_ page: Page) {
        #expect(page.headers["x-content-type-options"] == "nosniff", "\(page.address)")
        let csp = page.headers["content-security-policy"] ?? ""
        for part in ["default-src 'none'", "script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            #expect(csp.contains(part), "\(page.address)")
        }
        #expect(!csp.contains("unsafe-inline") && page.headers["server"] == nil, "\(page.address)")
    }

    @Test("les erreurs sont des pages comme les autres : en français, avec un chemin de retour")
    func erreurs() async throws {
        let browser = try await Browser()
        let page = try await browser.visit("/nulle-part")
        #expect(page.status == 404 && page.faults == [])
        #expect(try page.heading == "Page introuvable" && page.link("Revenir à l’accueil") == "/")
        expectHeaders(page)
    }

    @Test("une page privée n’est gardée par aucun cache ; un fichier du site l’est, et se redemande par son empreinte")
    func caches() async throws {
        let monde = try await Monde.commun
        let browser = try await Browser(monde.scene.mairie)
        #expect(try await browser.get("/operations").headers["cache-control"] == "no-store")
        let piece = try await browser.get("/pieces/\(monde.piece)")
        #expect(piece.headers["cache-control"] == "private, no-store" && piece.headers["content-type"] == "application/pdf")
        #expect(piece.headers["content-disposition"]?.hasPrefix("inline; filename=\"devis.pdf\"") == true)
        let css = try await browser.get("/assets/trousse.css")
        #expect(css.headers["content-type"] == "text/css; charset=utf-8" && css.headers["etag"] != nil && css.bytes.count < 64 * 1024)
    }

    @Test("deux cents lectures à la fois, par quatre personnes : toutes répondent, chacune la sienne")
    func aLaFois() async throws {
        let monde = try await Monde.commun
        let adresses = ["/catalogue", "/operations", "/prefecture/dossiers", "/enveloppes"]
        let (mairie, prefecture, responsable) = (monde.scene.mairie, monde.scene.prefecture, monde.responsable)
        let statuts = await withTaskGroup(of: Int?.self) { group in
            for rang in 0..<200 {
                group.addTask {
                    let acteur = [nil, mairie, prefecture, responsable][rang % 4]
                    return try? await Browser(acteur).get(adresses[rang % 4]).status
                }
            }
            return await group.reduce(into: [Int?]()) { $0.append($1) }
        }
        #expect(statuts.count == 200 && statuts.allSatisfy { $0 == 200 })
    }

    @Test("/sante : 200 quand la base répond, 503 quand elle ne répond plus ; les pages disent alors de revenir")
    func sante() async throws {
        #expect(try await Browser().get("/sante").status == 200)
        let base = try await TestDatabase.current
        let coupee = base.pool(limit: 1, leaseDeadline: .milliseconds(50))
        await coupee.close()
        let site = Browser.site(sur: coupee)
        let browser = try await Browser(site: site)
        #expect(try await browser.visit("/sante").status == 503)
        let page = try await browser.visit("/catalogue")
        #expect(page.status == 503 && page.headers["retry-after"] != nil)
        #expect(try page.says("Réessayez dans une minute"))
    }
}
