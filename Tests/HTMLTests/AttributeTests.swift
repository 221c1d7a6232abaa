import HTML
import Testing

@Suite struct AttributeTests {
    @Test("a nil value omits the attribute, an empty one keeps it")
    func omission() {
        #expect(a(.id(nil), .title(nil)) { "x" }.markup == "<a>x</a>")
        #expect(img(.alt("")).markup == "<img alt=\"\">")
        #expect(input(.value("")).markup == "<input value=\"\">")
    }

    @Test("a boolean attribute is there without a value, or not there")
    func flags() {
        #expect(input(.type("checkbox"), .checked(true), .disabled(false)).markup == "<input type=\"checkbox\" checked>")
        #expect(option(.selected()) { "Allier" }.markup == "<option selected>Allier</option>")
        #expect(span(.ariaHidden(false)) {}.markup == "<span></span>")
    }

    @Test("classes that are nil leave no trace")
    func classes() {
        #expect(div(.class("a", nil, "b")) {}.markup == "<div class=\"a b\"></div>")
        #expect(div(.class(nil)) {}.markup == "<div></div>")
    }

    @Test("an attribute without a function of its own keeps its name and escapes its value")
    func custom() {
        #expect(td(.init("data-label", "Coût HT & TTC")) {}.markup == "<td data-label=\"Coût HT &amp; TTC\"></td>")
    }
}
