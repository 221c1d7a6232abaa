import HTML
import Testing

@Suite struct FaultTests {
    @Test("a sound page has no fault")
    func sound() {
        let page = main(.id("contenu")) {
            h1 { "Demande" }
            h2 { "Montant" }
            a(.href("#contenu")) { "Haut de page" }
            form(.method(.post), .action("/dossiers")) {
                label(.for("montant")) { "Montant" }
                input(.id("montant"), .name("montant"), .ariaDescribedby("aide"))
                p(.id("aide")) { "En euros" }
                input(.type("hidden"), .name("jeton"))
            }
            table {
                caption { "Plan" }
                tr { th(.scope("col")) { "Qui" } }
            }
            svg(.ariaHidden()) {}
        }
        #expect(page.faults == [])
    }

    @Test(
        "each fault is named",
        arguments: [
            (
                group {
                    p(.id("x")) {}; div(.id("x")) {}
                }, "id répété : x"
            ),
            (input(.id("a"), .ariaDescribedby("absent"), .ariaLabel("A")), "aria-describedby vise un id absent : absent"),
            (label(.for("absent")) { "A" }, "for vise un id absent : absent"),
            (a(.href("#absent")) { "A" }, "href vise un id absent : absent"),
            (input(.id("seul"), .name("seul")), "champ sans étiquette : seul"),
            (img(.src("/a.png")), "image sans texte : img"),
            (svg {}, "image sans texte : svg"),
            (
                group {
                    h1 { "A" }; h3 { "B" }
                }, "titre sauté : h3"
            ),
            (
                group {
                    h1 { "A" }; h1 { "B" }
                }, "plusieurs h1"
            ),
            (table { tr { td { "1" } } }, "tableau sans légende"),
            (
                table {
                    caption { "A" }; tr { th { "B" } }
                }, "en-tête sans portée : B"
            ),
            (a(.href("/")) {}, "lien ou bouton sans texte"),
            (div(.init("style", "color:red")) {}, "attribut refusé par la CSP : style"),
        ])
    func named(_ page: HTML, _ fault: String) {
        #expect(page.faults.contains(fault))
    }
}
