import HTML
import Testing

@Suite struct EscapingTests {
    @Test("a text is escaped wherever it is shown, and a French apostrophe stays as it is")
    func text() {
        #expect(td { HTML.text("L'Isle & <Fils>") }.markup == "<td>L'Isle &amp; &lt;Fils&gt;</td>")
    }

    @Test("a literal and an interpolation are text, not markup")
    func interpolation() {
        let nom = "<script>alert(1)</script>"
        #expect(p { "Commune de \(nom)" }.markup == "<p>Commune de &lt;script&gt;alert(1)&lt;/script&gt;</p>")
        #expect(p { "<b>" }.markup == "<p>&lt;b&gt;</p>")
    }

    @Test("a value cannot leave its attribute")
    func attribute() {
        let page = input(.name("nom"), .value("\"><img src=x onerror=alert(1)> & 'fin'"))
        #expect(page.markup == "<input name=\"nom\" value=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt; &amp; 'fin'\">")
    }

    @Test("accents, narrow spaces and signs outside ASCII go through whole")
    func unicode() {
        #expect(
            span { HTML.text("1\u{202F}234,50\u{A0}€ à Saint-Étienne 🏡") }.markup == "<span>1\u{202F}234,50\u{A0}€ à Saint-Étienne 🏡</span>"
        )
    }

    @Test("only what is written in the source goes out raw")
    func rawMarkup() {
        let page = group {
            raw("<!doctype html>")
            html(.lang("fr")) { body { "é" } }
        }
        #expect(page.markup == "<!doctype html><html lang=\"fr\"><body>é</body></html>")
    }

    @Test("the bytes are the UTF-8 of the markup")
    func bytes() {
        let page = p { "Décision & avis" }
        #expect(page.bytes == Array(page.markup.utf8))
    }
}
