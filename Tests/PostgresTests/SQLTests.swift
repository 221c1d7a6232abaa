import Testing

@testable import Postgres

@Suite struct SQLTests {
    @Test("an interpolated value becomes a parameter")
    func interpolation() {
        let sql: SQL = "select \(1) + \("x'; drop table y; --")"
        #expect(sql.text == "select $1 + $2")
        #expect(sql.binds == ["1", "x'; drop table y; --"])
    }

    @Test("nil is bound as NULL, whatever says it")
    func null() {
        let absent: Int? = nil
        let anything: (any Bindable)? = nil
        let sql: SQL = "select \(absent), \(anything), \(Optional(3))"
        #expect(sql.text == "select $1, $2, $3")
        #expect(sql.binds == [nil, nil, "3"])
    }

    @Test("a fragment is renumbered after the parameters before it, and not in its quotes")
    func fragment() {
        let filter: SQL = "code = \("03036") and note <> '$1 \"$2' and x = \(7)"
        let sql: SQL = "select \(1) where \(fragment: filter) limit \(10)"
        #expect(sql.text == "select $1 where code = $2 and note <> '$1 \"$2' and x = $3 limit $4")
        #expect(sql.binds == ["1", "03036", "7", "10"])
    }

    @Test("a literal number is text, not a parameter")
    func literal() {
        let sql: SQL = "select \(1) limit \(literal: 25)"
        #expect(sql.text == "select $1 limit 25" && sql.binds == ["1"])
    }

    @Test("a fragment may come first, and twice")
    func fragments() {
        let one: SQL = "a = \(1)"
        let sql: SQL = "\(fragment: one) or \(fragment: one)"
        #expect(sql.text == "a = $1 or a = $2")
    }

    @Test("printing a statement does not print its values")
    func secrecy() {
        let sql: SQL = "select \("secret"), \("autre")"
        #expect(String(reflecting: sql) == "select $1, $2 [****, ****]")
        #expect(!"\(sql)".contains("secret"))
    }

    @Test(
        "arrays are quoted so that no element can end them",
        arguments: [
            ([], "{}"), (["a"], #"{"a"}"#), ([nil, "NULL"], #"{NULL,"NULL"}"#), (["a\"b\\c,d}"], #"{"a\"b\\c,d}"}"#), ([""], #"{""}"#),
        ] as [([String?], String)])
    func arrays(elements: [String?], literal: String) {
        #expect(ArrayLiteral.encode(elements) == literal)
        var text = literal
        let decoded = text.withUTF8 { ArrayLiteral.decode($0) }
        #expect(decoded == elements)
    }

    @Test(
        "what is not an array of one dimension is refused",
        arguments: ["", "{", "}", "1,2", "{{1},{2}}", "[0:1]={1,2}", "{\"a", "{1,}", "{\"a\"b}"])
    func notArrays(literal: String) {
        var text = literal
        let decoded = text.withUTF8 { ArrayLiteral.decode($0) }
        #expect(decoded == nil)
    }
}
