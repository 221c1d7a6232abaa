import Foundation
import Model
import Testing

@testable import UBL

/// A supplier's file is a stranger's.
@Suite("Un catalogue UBL reçu")
struct LecteurTests {
    private func document(_ lignes: String, entete: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", dtd: String = "") -> Data {
        Data(
            """
            \(entete)\(dtd)<c:Catalogue xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2" \
            xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
            xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <b:ID>1</b:ID>
            \(lignes)
            </c:Catalogue>
            """.utf8)
    }
    private func ligne(_ contenu: String, numero: String = "1") -> String {
        "<a:CatalogueLine><b:ID>\(numero)</b:ID>\(contenu)<a:Item><b:Name>Chaise</b:Name></a:Item></a:CatalogueLine>"
    }
    private func erreur(_ data: Data) -> ErreurUBL? {
        do throws(ErreurUBL) {
            _ = try LecteurUBL.lire(data)
            return nil
        } catch { return error }
    }

    @Test("d’autres préfixes, d’autres éléments : ce qui est compris est gardé, à sa ligne")
    func etranger() throws {
        let prix =
            "<a:RequiredItemLocationQuantity><a:Price><b:PriceAmount currencyID=\"EUR\">10.50</b:PriceAmount>"
            + "<b:BaseQuantity unitCode=\"C62\">10</b:BaseQuantity></a:Price></a:RequiredItemLocationQuantity>"
        let lu = try LecteurUBL.lire(document("<x:Note xmlns:x=\"urn:x\"><x:ID>9</x:ID></x:Note>\n" + ligne(prix)))
        #expect(lu.numero == "1" && lu.lignes.map(\.ligne) == [5])
        #expect(lu.lignes[0].nom == "Chaise" && lu.lignes[0].tarifs[0].unitaire == Money(cents: 105))
    }

    @Test("un prix qui ne tombe pas sur un centime, ou d’une autre monnaie, n’est pas un prix à proposer")
    func centimes() throws {
        func unitaire(_ montant: String, _ devise: String = "EUR", base: String = "1") throws -> Money? {
            try LecteurUBL.lire(
                document(
                    ligne(
                        "<a:RequiredItemLocationQuantity><a:Price><b:PriceAmount currencyID=\"\(devise)\">\(montant)</b:PriceAmount><b:BaseQuantity>\(base)</b:BaseQuantity></a:Price></a:RequiredItemLocationQuantity>"
                    ))
            ).lignes[0].tarifs[0].unitaire
        }
        #expect(try unitaire("10.005") == nil)
        #expect(try unitaire("10", "NOK") == nil)
        #expect(try unitaire("-1") == nil)
        #expect(try unitaire("10", base: "3") == nil)
        #expect(try unitaire("750.0000") == .euros(750))
        #expect(
            erreur(document(ligne("<b:MinimumOrderQuantity>1e9</b:MinimumOrderQuantity>")))?.message.contains("n’est pas une valeur")
                == true)
    }

    static let bombe =
        "<!DOCTYPE lolz [<!ENTITY a \"ha\">" + (1...9).map { "<!ENTITY a\($0) \"&a\($0 - 1 == 0 ? "" : "\($0 - 1)");&a;\">" }.joined()
        + "]>\n"

    @Test(
        "une entité, une DTD, un fichier lu sur le disque ou sur le réseau : rien n’est lu",
        arguments: [
            bombe, "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n",
            "<!DOCTYPE c SYSTEM \"http://127.0.0.1:1/x.dtd\">\n", "<!-- calme --><!DOCTYPE c>\n", "<!doctype c>\n",
        ])
    func dtd(_ dtd: String) {
        let refus = erreur(document(ligne("&x;"), dtd: dtd))
        #expect(refus?.ligne == 2 && refus?.message.contains("type de document") == true, "\(String(describing: refus))")
    }

    @Test("une entité que rien ne déclare se refuse aussi")
    func entite() { #expect(erreur(document(ligne("<b:WarrantyInformation>&x;</b:WarrantyInformation>"))) != nil) }

    @Test("UTF-16, latin-1, un octet nul, un encodage annoncé autre : refusés")
    func encodages() {
        let bon = String(decoding: document(ligne("")), as: UTF8.self)
        #expect(erreur(bon.data(using: .utf16)!)?.message == "le fichier n’est pas en UTF-8")
        #expect(erreur(bon.replacing("Chaise", with: "Étagère").data(using: .isoLatin1)!)?.message == "le fichier n’est pas en UTF-8")
        #expect(erreur(Data(bon.replacing("Chaise", with: "a\u{0}b").utf8)) != nil)
        #expect(
            erreur(document(ligne(""), entete: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"))?.message.contains("ISO-8859-1") == true
        )
    }

    @Test("coupé, vide, d’une autre sorte, trop profond, trop long : une phrase et une ligne")
    func abimes() {
        let bon = document(ligne(""))
        #expect(erreur(bon.prefix(bon.count - 20))?.message.contains("coupé") == true)
        #expect(erreur(Data())?.ligne != nil)
        #expect(erreur(document(""))?.message.contains("aucune ligne") == true)
        #expect(erreur(Data("<Invoice/>".utf8))?.message.contains("Invoice") == true)
        let profond = String(repeating: "<a:Item>", count: 5_000) + String(repeating: "</a:Item>", count: 5_000)
        #expect(erreur(document(profond))?.message.contains("les uns dans les autres") == true)
        #expect(erreur(document(ligne("<b:WarrantyInformation>\(String(repeating: "x", count: 30_000))</b:WarrantyInformation>"))) != nil)
        #expect(erreur(Data(count: LecteurUBL.octetsMax + 1))?.message.contains("Mo") == true)
        #expect(erreur(document("<a:CatalogueLine><a:Item/></a:CatalogueLine>"))?.message.contains("numéro") == true)
    }
}
