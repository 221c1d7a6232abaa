import HTML
import Testing

@Suite struct ElementTests {
    @Test("a void element has neither content nor end tag")
    func void() {
        #expect(br().markup == "<br>")
        #expect(div { input(.name("q")) }.markup == "<div><input name=\"q\"></div>")
        #expect(head { meta(.charset("utf-8")) }.markup == "<head><meta charset=\"utf-8\"></head>")
        #expect([link(), img(.alt("")), hr()].map(\.markup) == ["<link>", "<img alt=\"\">", "<hr>"])
    }

    @Test("an element without content is closed all the same")
    func emptyElement() {
        #expect(textarea(.name("motif")).markup == "<textarea name=\"motif\"></textarea>")
        #expect(div {}.markup == "<div></div>")
    }

    @Test("the text and the title of a drawing have their own names")
    func drawing() {
        let dessin = svg(.role("img")) {
            svgTitle { "Bureau" }
            svgText(.init("x", "50%")) { "DETR" }
        }
        #expect(dessin.markup == "<svg role=\"img\"><title>Bureau</title><text x=\"50%\">DETR</text></svg>")
    }

    @Test("loops, conditions, choices and lets build what they say, in order")
    func builder() {
        func liste(_ noms: [String], total: Int?) -> HTML {
            ul {
                for nom in noms {
                    let court = nom.prefix(3)
                    li { HTML.text(String(court)) }
                }
                if let total { li { "Total \(total)" } }
                if noms.isEmpty { li { "Rien" } } else { li { "Fin" } }
                switch noms.count {
                case 0: li { "zéro" }
                case 1: li { "un" }
                default: li { "plusieurs" }
                }
            }
        }
        #expect(liste(["Allier", "Cantal"], total: 2).elements("li").map(\.textContent) == ["All", "Can", "Total 2", "Fin", "plusieurs"])
        #expect(liste([], total: nil).markup == "<ul><li>Rien</li><li>zéro</li></ul>")
    }

    @Test("a group puts nothing around its nodes")
    func grouping() {
        let nodes = group {
            dt { "Demandé" }
            dd { "3 294,00 €" }
        }
        #expect(dl { nodes }.markup == "<dl><dt>Demandé</dt><dd>3 294,00 €</dd></dl>")
        #expect(HTML.empty.markup.isEmpty)
    }
}
