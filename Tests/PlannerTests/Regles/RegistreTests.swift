import CatalogFiles
import Foundation
import Model
import Testing

/// The register of rules against the code and the tests: what it says is used is used, what it says is known is tried.
@Suite("Le registre des règles")
struct RegistreTests {
    private static let racine = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    private static let rules = racine.appending(path: "../shared/domain/RULES.md").standardized
    static let rulesEstLa = FileManager.default.fileExists(atPath: rules.path(percentEncoded: false))

    private let droit: [Regle]
    private let ids: Set<String>

    init() throws {
        droit = try Atelier.catalogueComplet().droit
        ids = Set(droit.map(\.id))
    }

    /// The text of the files of these folders, with their names.
    private static func fichiers(_ dossiers: String..., types: [String]) throws -> [(nom: String, texte: String)] {
        try dossiers.flatMap { dossier -> [(String, String)] in
            let base = racine.appending(path: dossier)
            let tous = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? [base]
            return try (tous.isEmpty ? [base] : tous).filter { types.contains($0.pathExtension) }.map { url in
                (url.lastPathComponent, try String(contentsOf: url, encoding: .utf8))
            }
        }
    }

    /// `RATE-A2` is not in `RATE-A2-old`.
    private static func nomme(_ id: String, dans texte: String) -> Bool {
        var reste = texte[...]
        while let trouve = reste.firstRange(of: id) {
            let avant = trouve.lowerBound > texte.startIndex ? texte[texte.index(before: trouve.lowerBound)] : " "
            let suite = texte[trouve.upperBound...]
            let colle = { (lettre: Character) in lettre.isASCII && (lettre.isLetter || lettre.isNumber || lettre == "-") }
            let prolonge = suite.first.map { colle($0) || ($0 == "." && suite.dropFirst().first?.isNumber == true) } ?? false
            if !colle(avant), !prolonge { return true }
            reste = suite
        }
        return false
    }

    @Test("chaque règle des chapitres 1 à 7 du référentiel est au registre", .enabled(if: rulesEstLa, "sans ../shared/domain/RULES.md"))
    func complet() throws {
        let lignes = try String(contentsOf: Self.rules, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        var chapitre = 0
        var attendus: Set<String> = []
        for ligne in lignes {
            if ligne.hasPrefix("## ") { chapitre = Int(ligne.dropFirst(3).prefix { $0.isNumber }) ?? 0 }
            guard (1...7).contains(chapitre), ligne.hasPrefix("| ") else { continue }
            let cellule = ligne.dropFirst(2).prefix { $0 != "|" }.trimmingCharacters(in: .whitespaces)
            if cellule.wholeMatch(of: /[A-Z][A-Z0-9]+(-[A-Za-z0-9]+)*/) != nil { attendus.insert(cellule) }
            if cellule.wholeMatch(of: /[12]\.[1-6]/) != nil { attendus.insert("PIECE-\(cellule)") }
        }
        // Column headers and vocabulary of section 8 are not rules.
        attendus.subtract(["AE", "CP"])
        #expect(attendus.count > 100)
        #expect(attendus.subtracting(ids).sorted() == [])
        for etape in 1...5 { #expect(ids.contains("IMPUTATION-\(etape)")) }
    }

    @Test(
        "chaque nombre daté du référentiel est dans le catalogue, à ses deux bornes",
        .enabled(if: rulesEstLa, "sans ../shared/domain/RULES.md"))
    func nombres() throws {
        let parametres = try Atelier.referentiel().parametres
        let texte = try String(contentsOf: Self.rules, encoding: .utf8)
        let lignes = texte.split(separator: "\n").filter { $0.hasPrefix("- {key: ") }
        #expect(lignes.count >= 70)
        for ligne in lignes {
            let cle = try #require(ligne.firstMatch(of: /key: ([a-z0-9_.]+),/)).1
            let brut = try #require(ligne.firstMatch(of: /value: (\[[^\]]*\]|[^,]*),/)).1
            let valeur = brut.filter { !"\"[] ".contains($0) }.replacing(",", with: "|")
            let (du, au) = (try #require(ligne.firstMatch(of: /from: ([0-9-]+)/)).1, ligne.firstMatch(of: /to: ([0-9-]+)/)?.1)
            for jour in [String(du), au.map(String.init) ?? "2026-11-21"] {
                let date = try #require(LocalDate(iso: jour))
                let lu = parametres.en(max(date, try #require(LocalDate(iso: String(du)))), String(cle))?.valeur
                #expect(lu == valeur, "\(cle) au \(jour)")
            }
        }
    }

    @Test("une règle que le registre dit employée est nommée par le code")
    func employees() throws {
        let sources = try Self.fichiers("Sources", types: ["swift"]).map(\.texte).joined(separator: "\n")
        let absentes = droit.filter { regle in
            // A piece is called by its code alone.
            let nom = regle.id.hasPrefix("PIECE-") ? String(regle.id.dropFirst(6)) : regle.id
            return !regle.estInformation && !sources.contains("\"\(nom)\"")
        }
        #expect(absentes.map(\.id) == [])
    }

    @Test("une règle d’information n’est employée par aucun calcul : rien ne peut refuser en son nom")
    func informations() throws {
        let sources = try Self.fichiers("Sources/Planner", "Sources/Parcours", types: ["swift"]).map(\.texte).joined(separator: "\n")
        let employees = droit.filter { $0.estInformation && sources.contains("\"\($0.id)\"") }
        #expect(employees.map(\.id) == [], "dites dans Catalog/droit où elles servent")
        #expect(droit.filter { $0.estInformation }.allSatisfy { ($0.raison ?? "").count > 10 })
    }

    @Test("chaque règle est nommée par un essai au moins, hors de ce fichier")
    func essayees() throws {
        let essais =
            try Self.fichiers("Tests", "SQL/tests", types: ["swift", "sql", "psql", "py"]).filter { $0.nom != "RegistreTests.swift" }
            .map(\.texte) + [try String(contentsOf: Self.racine.appending(path: ".ci/commandes"), encoding: .utf8)]
        let texte = essais.joined(separator: "\n")
        #expect(droit.filter { !Self.nomme($0.id, dans: texte) }.map(\.id) == [])
    }

    @Test("tout code qu’un calcul peut donner pour raison est au registre")
    func codesDuCode() throws {
        let codes = try Self.fichiers("Sources/Planner", "Sources/Parcours", types: ["swift"]).flatMap { fichier in
            Self.codes(fichier.texte)
        }
        #expect(Set(codes).count > 60)
        let dispositifs = Set(try Atelier.referentiel().dispositifs.map(\.code))
        #expect(Set(codes).subtracting(ids).subtracting(dispositifs).sorted() == [], "à décrire dans Catalog/droit")
    }

    /// What is written as the code of a `Motif`, and every text that has the shape of a code with a hyphen.
    private static func codes(_ texte: String) -> [String] {
        let sansCommentaires = texte.split(separator: "\n").filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
            .joined(separator: "\n")
        let premiers = sansCommentaires.matches(of: /Motif\(\s*(?:code:\s*)?([^,()]*),/).flatMap { motif in
            motif.1.matches(of: /"([A-Z][A-Z0-9]+(?:-[A-Za-z0-9]+)*)"/).map { String($0.1) }
        }
        let avecTiret = sansCommentaires.matches(of: /"([A-Z]{3,}[0-9]*(?:-[A-Za-z0-9]+)+)"/).map { String($0.1) }
        return premiers + avecTiret
    }

    @Test("chaque nombre daté du catalogue est dit par une règle au moins")
    func nombresDits() throws {
        let cites = Set(droit.flatMap { $0.nombres.map(\.cle) })
        let connus = Set(try Atelier.referentiel().parametres.toutes.map(\.cle))
        #expect(connus.subtracting(cites).sorted() == [], "à citer dans Catalog/droit")
    }

    @Test("aucune phrase du registre n’est mal ponctuée, ni trop longue pour être lue")
    func phrases() {
        for regle in droit {
            for phrase in [regle.texte, regle.raison].compactMap(\.self) {
                #expect(phrase.hasSuffix(".") && !phrase.contains("'") && !phrase.contains("  "), "\(regle.id)")
                #expect(phrase.firstMatch(of: /\ [:;?!%€»]/) == nil, "\(regle.id) : une espace insécable manque")
                #expect(phrase.count <= 330, "\(regle.id)")
            }
        }
    }
}
