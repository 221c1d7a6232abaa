import Testing

@Suite("Ce que les sources ne font pas")
struct SourceTests {
    /// The settings of an identity, the JSON of a kit's lines, the file of a report: none is made from what somebody typed.
    @Test("du texte n’entre dans un énoncé SQL qu’en trois endroits relus")
    func texteNonSur() throws {
        let count = try sources(in: "Sources").joined().matches(of: /SQL\(unsafe:(?!\))/).count
        #expect(count == 3, "un nouveau SQL(unsafe:) se relit, puis se compte ici")
    }

    @Test("aucun test ni aucune source n’attend un délai fixe pour voir arriver quelque chose")
    func attente() throws {
        let waits = try (sources(in: "Tests/StoreTests") + sources(in: "Tests/WebTests")).joined().matches(of: /Task\.sleep\(/)
        #expect(waits.isEmpty)
    }
}
