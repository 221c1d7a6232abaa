import Foundation
import Model

struct MontantIllisible: Error {}

/// Values as files of awards write them, brought to one form. Each gives nil for what it cannot read without guessing.
enum Repares {
    /// Exact euros: `1590,156`, `1 234,56 €`, `1.234.567,89`, `12,345.67`. A lone comma is the decimal one, whatever follows it.
    /// - Returns: nil when the cell says that there is no amount.
    static func montant(_ cellule: String) throws(MontantIllisible) -> Decimal? {
        if let exact = decimal(cellule) { return exact }
        var texte = String(cellule.filter { !$0.isWhitespace && !"€\u{202F}\u{A0}\u{2009}'’\"".contains($0) }).uppercased()
        for unite in ["EUROS", "EURO", "EUR", "HT"] where texte.hasSuffix(unite) { texte = String(texte.dropLast(unite.count)) }
        if absents.contains(texte) { return nil }
        let virgules = texte.count { $0 == "," }
        let points = texte.count { $0 == "." }
        if virgules > 0, points > 0 {
            // The one that comes last is the decimal one.
            let decimal: Character =
                (texte.lastIndex(of: ",") ?? texte.startIndex) > (texte.lastIndex(of: ".") ?? texte.startIndex) ? "," : "."
            let milliers: Character = decimal == "," ? "." : ","
            guard texte.count(where: { $0 == decimal }) == 1, milliersReguliers(texte, milliers, jusque: decimal) else {
                throw MontantIllisible()
            }
            texte = texte.filter { $0 != milliers }.replacingOccurrences(of: ",", with: ".")
        } else if virgules > 1 || points > 1 {
            let milliers: Character = virgules > 1 ? "," : "."
            guard milliersReguliers(texte, milliers, jusque: nil) else { throw MontantIllisible() }
            texte = texte.filter { $0 != milliers }
        } else {
            texte = texte.replacingOccurrences(of: ",", with: ".")
        }
        guard let exact = decimal(texte) else { throw MontantIllisible() }
        return exact
    }

    /// `1590.156`: one to twelve digits, then perhaps a point and one to sixteen digits. By hand: an import reads 80 000 of them.
    private static func decimal(_ texte: String) -> Decimal? {
        let parties = texte.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parties.count <= 2, parties.allSatisfy({ $0.allSatisfy(estChiffre) }), (1...12).contains(parties[0].count),
            parties.count == 1 || (1...16).contains(parties[1].count)
        else { return nil }
        return Decimal(string: texte)
    }

    private static func estChiffre(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

    private static let absents: Set<String> = [
        "", "-", "–", "NC", "N.C.", "ND", "N.D.", "NR", "NULL", "NA", "N/A", "#N/A", "NAN", "NONCOMMUNIQUÉ",
    ]

    /// `1.234.567`: groups of three after the first.
    private static func milliersReguliers(_ texte: String, _ milliers: Character, jusque decimal: Character?) -> Bool {
        let entier = decimal.flatMap { texte.split(separator: $0, omittingEmptySubsequences: false).first } ?? texte[...]
        let groupes = entier.split(separator: milliers, omittingEmptySubsequences: false)
        return (1...3).contains(groupes.first?.count ?? 0) && groupes.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// Five characters: `1258` has lost its zero, `2a004` its capital, `01258.0` has passed through a spreadsheet.
    static func insee(_ cellule: String) -> String? {
        var code = cellule.uppercased().filter { !$0.isWhitespace }
        if code.hasSuffix(".0") { code.removeLast(2) }
        if code.count == 4, code.allSatisfy(\.isNumber) { code = "0" + code }
        guard code.utf8.count == 5, code != "00000", code.utf8.dropFirst(2).allSatisfy(estChiffre) else { return nil }
        return code.utf8.prefix(2).allSatisfy(estChiffre) || code.hasPrefix("2A") || code.hasPrefix("2B") ? code : nil
    }

    /// Nine digits: a SIREN, or the beginning of a SIRET.
    static func siren(_ cellule: String) -> String? {
        var code = cellule.filter { !$0.isWhitespace }
        if code.hasSuffix(".0") { code.removeLast(2) }
        guard [9, 14].contains(code.count), code.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return String(code.prefix(9))
    }

    /// `3`, `03`, `003`, `2a`, `03 - Allier`, `Allier`, and the overseas numbers of the DGCL (`101` is the Guadeloupe).
    /// - Parameter noms: codes by name in simple text.
    static func departement(_ cellule: String, noms: [String: String]) -> String? {
        if cellule.utf8.count == 2, cellule.utf8.allSatisfy(estChiffre) { return deChiffres(cellule) }
        let simple = TexteSimple(cellule)
        if let connu = noms[simple.texte] { return connu }
        // `47 - Lot-et-Garonne`, `Lot-et-Garonne (47)`
        return [simple.mots.first, simple.mots.last].lazy.compactMap { $0.flatMap { deMot($0.uppercased()) } }.first
    }

    private static func deMot(_ mot: String) -> String? {
        let code = mot.hasPrefix("0") && mot.count == 3 ? String(mot.dropFirst()) : mot.count == 1 ? "0" + mot : mot
        return propres[code] ?? (code == "2A" || code == "2B" ? code : deChiffres(code))
    }

    /// What the DGCL and the Rhône write their own way.
    private static let propres = [
        "101": "971", "102": "972", "103": "973", "104": "974", "105": "975", "106": "976", "20A": "2A", "20B": "2B", "69D": "69",
        "69M": "69",
    ]

    private static func deChiffres(_ code: String) -> String? {
        guard code.utf8.allSatisfy(estChiffre), let nombre = Int(code) else { return nil }
        let existe =
            code.utf8.count == 2 ? (1...95).contains(nombre) && nombre != 20 : (971...978).contains(nombre) || (984...988).contains(nombre)
        return existe ? code : nil
    }

    static func departement(insee: String) -> String { String(insee.prefix(insee.hasPrefix("97") || insee.hasPrefix("98") ? 3 : 2)) }

    /// The year in `2021`, `Exercice 2021`, `31/12/2021`.
    static func annee(_ cellule: String) -> Int? {
        let nombres = cellule.split(whereSeparator: { !($0.isASCII && $0.isNumber) })
        return nombres.first { $0.count == 4 && $0.hasPrefix("20") }.flatMap { Int($0) }
    }

    /// The year that an identifier of the DGCL carries: `2018DI01079`, `di19_com00364`.
    static func annee(identifiant: String) -> Int? {
        if let long = identifiant.prefixMatch(of: /(20\d\d)(DI|di)/) { return Int(long.output.1) }
        return identifiant.prefixMatch(of: /(?:DI|di)(\d\d)/).flatMap { Int($0.output.1) }.map { 2000 + $0 }
    }

    /// The acronym of a dispositif written in full; its own capitals when it is another one.
    static func dispositif(_ cellule: String) -> String? {
        if ["DETR", "DSIL", "DSID", "DPV"].contains(cellule) { return cellule }
        let simple = TexteSimple(cellule)
        guard !simple.mots.isEmpty else { return nil }
        if let sigle = simple.mots.first(where: { sigles.contains($0) }) { return sigle.uppercased() }
        if let (_, sigle) = entiers.first(where: { simple.texte.contains($0.0) }) { return sigle }
        return String(simple.texte.uppercased().prefix(40))
    }

    private static let sigles: Set<Substring> = ["detr", "dsil", "dsid", "dpv", "fnadt", "dtr", "fsil"]
    private static let entiers = [
        ("equipement des territoires ruraux", "DETR"), ("soutien a l investissement local", "DSIL"),
        ("soutien a l investissement public local", "DSIL"), ("soutien a l investissement des departements", "DSID"),
        ("politique de la ville", "DPV"), ("amenagement et de developpement du territoire", "FNADT"),
    ]

    /// - Parameter cellule: what the file says of the kind of beneficiary; its codes speak when it says nothing.
    static func echelon(_ cellule: String, insee: String?, siren: String?, nom: String) -> Attribution.Echelon {
        if let dit = Attribution.Echelon(rawValue: cellule.lowercased()) { return dit }
        let mots = TexteSimple(cellule).mots
        let indices: [(Attribution.Echelon, [String])] = [
            (.syndicat, ["syndicat", "sivu", "sivom", "smf", "smo", "petr", "pole"]),
            (.epci, ["epci", "communaute", "intercommunalite", "metropole", "groupement", "cc", "ca", "cu", "ept", "met69"]),
            (.departement, ["departement", "departemental", "conseil"]), (.region, ["region", "regional"]), (.commune, ["commune", "com"]),
        ]
        for (echelon, debuts) in indices
        where mots.contains(where: { mot in debuts.contains { mot == $0 || ($0.count > 4 && mot.hasPrefix($0)) } }) {
            return echelon
        }
        if insee != nil { return .commune }
        let premiers = TexteSimple(nom).mots.prefix(2)
        if premiers.contains(where: { $0.hasPrefix("syndicat") || $0 == "sivu" || $0 == "sivom" || $0 == "petr" }) { return .syndicat }
        if premiers.contains(where: { ["cc", "ca", "cu", "metropole"].contains($0) || $0.hasPrefix("communaute") }) { return .epci }
        if siren?.hasPrefix("21") == true { return .commune }
        return .autre
    }
}
