public import Foundation
public import Model

/// A calendar as any diary reads it: RFC 5545, all-day events, one alarm a week before each deadline.
public struct ICalendar: Sendable {
    public let nom: String
    /// Makes every UID its own: `operation-12`.
    public let cle: String
    public let entrees: [EntreeCalendrier]
    /// The day the file is made: its DTSTAMP, so that the same day gives the same bytes.
    public let emisLe: LocalDate

    public init(nom: String, cle: String, entrees: [EntreeCalendrier], emisLe: LocalDate) {
        (self.nom, self.cle, self.entrees, self.emisLe) = (nom, cle, entrees, emisLe)
    }

    public var data: Data {
        var lignes = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trousse//Calendrier d’une opération//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "NAME:\(Self.texte(nom))", "X-WR-CALNAME:\(Self.texte(nom))",
        ]
        for entree in entrees { lignes += evenement(entree) }
        lignes.append("END:VCALENDAR")
        return Data(lignes.flatMap { Self.plier($0) })
    }

    private func evenement(_ entree: EntreeCalendrier) -> [String] {
        let explication = [entree.explication, entree.ferme, "\(entree.article) (\(entree.regle))."].compactMap(\.self).joined(
            separator: "\n")
        let uid = [entree.regle, entree.cle, cle].filter { !$0.isEmpty }.joined(separator: "-").lowercased()
        var lignes = [
            "BEGIN:VEVENT", "UID:\(Self.texte(uid))@trousse", "DTSTAMP:\(Self.compact(emisLe))T000000Z",
            "DTSTART;VALUE=DATE:\(Self.compact(entree.date))", "DTEND;VALUE=DATE:\(Self.compact(entree.date.adding(days: 1)))",
            "SUMMARY:\(Self.texte(entree.titre))", "DESCRIPTION:\(Self.texte(explication))",
            "CATEGORIES:\(Self.texte(entree.nature.libelle))",
            "STATUS:\(entree.nature == .prevision ? "TENTATIVE" : "CONFIRMED")", "TRANSP:TRANSPARENT",
        ]
        if entree.nature == .limite, entree.date > emisLe {
            lignes += ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(Self.texte(entree.titre))", "TRIGGER:-P7D", "END:VALARM"]
        }
        return lignes + ["END:VEVENT"]
    }

    private static func compact(_ date: LocalDate) -> String { date.description.replacing("-", with: "") }

    /// TEXT of RFC 5545, 3.3.11.
    private static func texte(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,").replacing("\r\n", with: "\\n")
            .replacing("\n", with: "\\n")
    }

    /// 3.1: lines of at most 75 octets, the rest on lines that begin with a space; a character is never cut.
    static func plier(_ ligne: String) -> [UInt8] {
        var out: [UInt8] = [], longueur = 0
        for character in ligne.unicodeScalars {
            let octets = Array(String(character).utf8)
            if longueur + octets.count > 75 {
                out += [0x0D, 0x0A, 0x20]
                longueur = 1
            }
            out += octets
            longueur += octets.count
        }
        return out + [0x0D, 0x0A]
    }
}

extension EntreeCalendrier.Nature {
    public var libelle: String {
        switch self {
        case .fait: "Fait"
        case .limite: "Date limite"
        case .prevision: "Prévision"
        }
    }
}
