import Multipart
import Testing

@Suite("Un corps multipart")
struct AnalyseTests {
    private func lire(_ texte: String, limites: LimitesMultipart = Lecture.limites) -> Lecture {
        let octets = Array(texte.replacing("\n", with: "\r\n").utf8)
        let lecture = Lecture(octets, coupes: [1 << 20], limites: limites)
        #expect(Lecture(octets, coupes: [1], limites: limites) == lecture)
        return lecture
    }

    private func fichier(_ entete: String, _ contenu: String = "abc") -> String {
        "------a-b\nContent-Disposition: \(entete)\n\n\(contenu)\n------a-b--\n"
    }

    @Test(
        "nomme un fichier comme son navigateur l’a écrit",
        arguments: [
            (#"form-data; name="f"; filename="devis.pdf""#, "devis.pdf"),
            (#"form-data; name="f"; filename="devis \"signé\".pdf""#, "devis \"signé\".pdf"),
            (#"form-data; name="f"; filename="devis %22signé%22.pdf""#, "devis \"signé\".pdf"),
            (#"form-data; name="f"; filename="C:\Bureau\devis.pdf""#, #"C:\Bureau\devis.pdf"#),
            (#"form-data; name="f"; filename=devis.pdf"#, "devis.pdf"),
            (#"FORM-DATA; NAME="f"; FILENAME="a;b=c.pdf""#, "a;b=c.pdf"),
            (#"form-data; name="f"; filename="repli.pdf"; filename*=UTF-8''d%C3%A9lib%C3%A9ration.pdf"#, "délibération.pdf"),
            (#"form-data; name="f"; filename="repli.pdf"; filename*=ISO-8859-1''d%E9.pdf"#, "repli.pdf"),
            (#"form-data; name="f"; filename="repli.pdf"; filename*=UTF-8''%ff%fe"#, "repli.pdf"),
            (#"form-data; name="f"; filename="""#, ""),
        ])
    func nom(entete: String, attendu: String) {
        #expect(lire(fichier(entete)) == .parties([.init(nom: "f", fichier: attendu, contenu: Array("abc".utf8))]))
    }

    @Test(
        "mal formé est refusé pour ce qu’il a",
        arguments: [
            ("", ErreurMultipart.tronque), ("------a-b\nContent-Disposition: form-data; name=\"a\"\n\nx", .tronque),
            ("bonjour", .separateur), ("------a-b!!", .separateur), ("------a-b\nContent-Type: text/plain\n\nx\n------a-b--", .entete),
            ("------a-b\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\n\nx\n------a-b--", .entete),
            (
                "------a-b\nContent-Disposition: form-data; name=\"a\"\nContent-Disposition: form-data; name=\"b\"\n\nx\n------a-b--",
                .entete
            ),
            ("------a-b\nContent-Disposition: form-data; name=\"a\n\nx\n------a-b--", .entete),
            ("------a-b\nContent-Disposition: attachment; name=\"a\"\n\nx\n------a-b--", .entete),
            ("------a-b\nContent-Disposition: form-data;\n name=\"a\"\n\nx\n------a-b--", .entete),
            ("------a-b\nContent-Disposition: form-data; name=\"a\"\nContent-Transfer-Encoding: base64\n\nx\n------a-b--", .codage),
        ])
    func malForme(texte: String, attendu: ErreurMultipart) { #expect(lire(texte) == .erreur(attendu)) }

    @Test("au-delà de chaque limite s’arrête à elle ; juste à la limite il passe")
    func limites() {
        let champ = { (taille: Int) in
            "------a-b\nContent-Disposition: form-data; name=\"a\"\n\n\(String(repeating: "x", count: taille))\n"
        }
        let limites = LimitesMultipart(parties: 3, entete: 60, champ: 10, champs: 25, fichier: 5, total: 400)
        func refus(_ texte: String) -> ErreurMultipart? {
            if case .erreur(let error) = lire(texte + "------a-b--\n", limites: limites) { error } else { nil }
        }
        #expect(refus(champ(10)) == nil && refus(champ(11)) == .champTropLong)
        #expect(refus(champ(10) + champ(10)) == nil && refus(champ(10) + champ(10) + champ(6)) == .champTropLong)
        #expect(refus(champ(1) + champ(1) + champ(1)) == nil && refus(champ(1) + champ(1) + champ(1) + champ(1)) == .tropDeParties)
        #expect(refus("------a-b\nContent-Disposition: form-data; name=\"\(String(repeating: "a", count: 40))\"\n\nx\n") == .enteteTropLong)
        #expect(lire(champ(1) + "------a-b--\n" + String(repeating: "e", count: 400), limites: limites) == .erreur(.tropLong))
        let lourd = lire(fichier("form-data; name=\"f\"; filename=\"f\"", "123456"), limites: limites)
        #expect(lourd == .parties([.init(nom: "f", fichier: "f", contenu: [], tropLourd: true)]))
    }

    @Test(
        "n’a qu’un séparateur permis",
        arguments: [
            ("multipart/form-data; boundary=abc", true), ("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"", true),
            ("multipart/form-data", false), ("multipart/form-data; boundary=", false), ("multipart/mixed; boundary=abc", false),
            ("multipart/form-data; boundary=\(String(repeating: "x", count: 70))", true),
            ("multipart/form-data; boundary=\(String(repeating: "x", count: 71))", false),
            ("multipart/form-data; boundary=a\u{D}b", false), ("multipart/form-data; boundary=\"a \"", false),
            ("multipart/form-data; boundary=a; boundary=b", false), ("multipart/form-data; boundary=é", false),
        ])
    func separateur(type: String, permis: Bool) {
        #expect((AnalyseMultipart(contentType: type, limites: Lecture.limites) != nil) == permis)
    }

    @Test("ne garde rien d’un fichier de 200 Mo : ses octets le traversent")
    func traverse() throws {
        var analyse = try #require(
            AnalyseMultipart(
                contentType: Corps.type,
                limites: LimitesMultipart(parties: 2, entete: 200, champ: 10, champs: 10, fichier: 1 << 30, total: 1 << 30)))
        _ = try analyse.lire(Array("------a-b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n".utf8))
        let morceau = [UInt8](repeating: 13, count: 1 << 20)
        for _ in 0..<200 {
            let rendus = try analyse.lire(morceau).reduce(0) { if case .octets(let bytes) = $1 { $0 + bytes.count } else { $0 } }
            #expect(abs(rendus - morceau.count) <= 20 && analyse.octetsRetenus <= 20)
        }
    }
}
