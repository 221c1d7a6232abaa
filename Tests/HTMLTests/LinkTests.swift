import HTML
import Testing

@Suite struct LinkTests {
    @Test(
        "nothing that runs, nor a place outside said to be inside, can be a link",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//evil.example", "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example", "evil", "", "http:evil", "javascript&colon;alert(1)",
        ])
    func refused(_ text: String) {
        #expect(Link(text) == nil)
    }

    @Test(
        "a place of the site, of the page, the web, an address and a number are links",
        arguments: [
            "/", "/catalogue/kits/K01?q=wifi&page=2#prix", "#contenu", "?page=2", "https://www.anct.gouv.fr/a?b=c", "http://localhost:8080",
            "mailto:mairie@exemple.fr",
            "tel:+33470000000", "HTTPS://EXEMPLE.FR/",
        ])
    func accepted(_ text: String) {
        #expect(Link(text)?.description == text)
    }

    @Test("a path is encoded part by part and never leaves the site")
    func path() {
        #expect(Link(path: "/catalogue/kits/K01").description == "/catalogue/kits/K01")
        #expect(Link(path: "//evil.example").description == "/evil.example")
        #expect(Link(path: "\\/evil").description == "/evil")
        #expect(Link(path: "/communes/L'Haÿ les\"Roses").description == "/communes/L%27Ha%C3%BF%20les%22Roses")
        #expect(Link(path: "/x/javascript:alert(1)").description == "/x/javascript:alert%281%29")
    }

    @Test("query parameters are encoded, and left out when nil")
    func query() {
        let link = Link(path: "/catalogue", query: [("q", "wifi & 4G=5G"), ("besoin", nil), ("page", "2")], fragment: "été")
        #expect(link.description == "/catalogue?q=wifi%20%26%204G%3D5G&page=2#%C3%A9t%C3%A9")
    }

    @Test("an unsafe literal leads nowhere, a missing link has no href")
    func literals() {
        #expect(a(.href("javascript:alert(1)")) { "x" }.markup == "<a href=\"#\">x</a>")
        let saisie = "javascript:alert(1)"
        #expect(a(.href(Link(saisie))) { "x" }.markup == "<a>x</a>")
        #expect(form(.method(.post), .action("/dossiers")) {}.markup == "<form method=\"post\" action=\"/dossiers\"></form>")
    }

    @Test("a route is a link by its own address")
    func routes() {
        struct Route: Linkable {
            let code: String
            var link: Link { Link(path: "/catalogue/kits/\(code)") }
        }
        #expect(a(.href(Route(code: "K 01"))) { "Kit" }.attribute("href") == "/catalogue/kits/K%2001")
        #expect(Link.anchor("champ-lignes[0].prix").description == "#champ-lignes%5B0%5D.prix")
    }
}
