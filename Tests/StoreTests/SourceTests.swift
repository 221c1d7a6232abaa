import Testing

@Suite("Ce que les sources ne font pas")
struct SourceTests {
    /// The JSON of a kit's lines and the file of a report: neither is made from what somebody typed. A number of the program may be
    /// written in a statement: the size of a page, never a value of a row.
    @Test("du texte n’entre dans un énoncé SQL qu’en deux endroits relus, un nombre du programme que derrière limit et offset")
    func texteNonSur() throws {
        let texte = try sources(in: "Sources").joined()
        #expect(texte.matches(of: /SQL\(unsafe:(?!\))/).count == 2, "un nouveau SQL(unsafe:) se relit, puis se compte ici")
        let nombres = texte.matches(of: /(\w+) \\\(literal:/).map(\.1)
        #expect(!nombres.isEmpty && nombres.allSatisfy { ["limit", "offset"].contains($0) }, "\(nombres)")
    }

    @Test("aucun test ni aucune source n’attend un délai fixe pour voir arriver quelque chose")
    func attente() throws {
        let waits = try (sources(in: "Tests/StoreTests") + sources(in: "Tests/WebTests")).joined().matches(of: /Task\.sleep\(/)
        #expect(waits.isEmpty)
    }
}
