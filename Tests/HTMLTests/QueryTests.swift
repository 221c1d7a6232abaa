import HTML
import Testing

@Suite struct QueryTests {
    private let page = main(.id("contenu"), .class("page large")) {
        h1 { "Dossiers" }
        table(.class("donnees")) {
            for nom in ["Molles", "Cérilly"] {
                tr {
                    th(.scope("row")) { HTML.text(nom) }
                    td(.class("montant")) { "3 294,00" }
                }
            }
        }
        raw("<hr>")
    }

    @Test("elements are found by name in document order, at any depth")
    func byName() {
        #expect(page.elements("th").map(\.textContent) == ["Molles", "Cérilly"])
        #expect(page.elements().map { $0.tagName ?? "" } == ["main", "h1", "table", "tr", "th", "td", "tr", "th", "td"])
        #expect(page.elements("form").isEmpty)
    }

    @Test("an element is found by its id, and knows its attributes and classes")
    func attributes() {
        let contenu = page.element(id: "contenu")
        #expect(contenu?.tagName == "main")
        #expect(contenu?.hasClass("large") == true)
        #expect(contenu?.hasClass("lar") == false)
        #expect(page.elements("th").first?.attribute("scope") == "row")
        #expect(page.elements("th").first?.attribute("class") == nil)
        #expect(page.element(id: "absent") == nil)
    }

    @Test("a boolean attribute reads as empty when it is there, as nil when it is not")
    func flags() {
        let champ = input(.required(), .checked(false))
        #expect(champ.attribute("required") == "")
        #expect(champ.attribute("checked") == nil)
    }

    @Test("the text of a page is what a reader reads, unescaped, without markup")
    func text() {
        let ligne = p {
            "Reste "
            strong { "12 & plus" }
            raw("<svg></svg>")
        }
        #expect(ligne.textContent == "Reste 12 & plus")
    }
}
