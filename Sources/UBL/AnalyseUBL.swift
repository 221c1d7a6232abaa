import Foundation
import FoundationXML
import Model

/// One reading of a document, element by element: the path from the root says what each text is.
final class AnalyseUBL: NSObject, XMLParserDelegate {
    private let parser: XMLParser
    private var lu = DocumentUBL()
    private var ligne: LigneUBL?
    private var erreur: ErreurUBL?
    /// Local names below the root; what is of a foreign namespace is `?`.
    private var chemin: [String] = []
    private var attributs: [[String: String]] = []
    private var texte = ""
    private var racineVue = false
    /// The parser says nothing of a document that ends before its root does.
    private var racineFermee = false

    init(_ data: Data) {
        parser = XMLParser(data: data)
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        super.init()
    }

    func document() throws(ErreurUBL) -> DocumentUBL {
        parser.delegate = self
        let complet = parser.parse()
        if let erreur { throw erreur }
        guard complet, racineFermee || !racineVue else {
            throw ErreurUBL(ligne: max(1, parser.lineNumber), message: "le XML est mal formé ou coupé à cet endroit")
        }
        guard racineVue else { throw ErreurUBL(ligne: 1, message: "ce n’est pas un catalogue UBL\u{A0}: il n’a pas d’élément Catalogue") }
        guard !lu.lignes.isEmpty else { throw ErreurUBL(ligne: 0, message: "le catalogue n’a aucune ligne") }
        return lu
    }

    private func arreter(_ message: String) {
        if erreur == nil { erreur = ErreurUBL(ligne: parser.lineNumber, message: message) }
        parser.abortParsing()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        guard erreur == nil else { return }
        if !racineVue {
            guard name == "Catalogue", namespaceURI == EspaceUBL.catalogue else {
                return arreter("ce n’est pas un catalogue UBL 2.1\u{A0}: l’élément racine est «\u{A0}\(name.prefix(60))\u{A0}»")
            }
            racineVue = true
            return
        }
        chemin.append([EspaceUBL.agregats, EspaceUBL.base].contains(namespaceURI ?? "") ? name : "?")
        attributs.append(attributes)
        texte = ""
        guard chemin.count <= LecteurUBL.profondeurMax else { return arreter("trop d’éléments les uns dans les autres") }
        if chemin == ["CatalogueLine"] {
            guard lu.lignes.count < LecteurUBL.lignesMax else {
                return arreter("plus de \(LecteurUBL.lignesMax) lignes\u{A0}: demandez-le en plusieurs parties")
            }
            ligne = LigneUBL(ligne: parser.lineNumber)
        } else if ligne != nil {
            ligne?.ouvrir(chemin.dropFirst())
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        // A picture in base 64 is not kept.
        guard erreur == nil, chemin.last != "EmbeddedDocumentBinaryObject" else { return }
        texte += string
        if texte.utf8.count > LecteurUBL.texteMax { arreter("un texte dépasse \(LecteurUBL.texteMax) caractères") }
    }

    func parser(_ parser: XMLParser, foundCDATA octets: Data) {
        self.parser(parser, foundCharacters: String(decoding: octets, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard erreur == nil else { return }
        guard !chemin.isEmpty else {
            racineFermee = true
            return
        }
        let valeur = texte.trimmingCharacters(in: .whitespacesAndNewlines)
        texte = ""
        if chemin == ["CatalogueLine"] {
            if let ligne {
                if ligne.numero.isEmpty { arreter("une ligne du catalogue n’a pas de numéro (cbc:ID)") }
                lu.lignes.append(ligne)
            }
            ligne = nil
        } else if !valeur.isEmpty {
            let propres = attributs.last ?? [:]
            let compris = ligne == nil ? lu.lire(chemin[...], valeur, propres) : ligne?.lire(chemin.dropFirst(), valeur, propres) ?? true
            if !compris { arreter("\(chemin.last ?? "")\u{A0}: «\u{A0}\(valeur.prefix(40))\u{A0}» n’est pas une valeur possible") }
        }
        chemin.removeLast()
        attributs.removeLast()
    }
}

extension DocumentUBL {
    /// - Returns: false when the text is not what the element holds.
    mutating func lire(_ chemin: ArraySlice<String>, _ valeur: String, _ attributs: [String: String]) -> Bool {
        switch Array(chemin) {
        case ["ID"]: numero = valeur
        case ["Name"]: nom = valeur
        case ["IssueDate"]: return date(valeur, &emission)
        case ["ValidityPeriod", "StartDate"]: return date(valeur, &debut)
        case ["ValidityPeriod", "EndDate"]: return date(valeur, &fin)
        case ["ProviderParty", "PartyLegalEntity", "RegistrationName"], ["ProviderParty", "PartyName", "Name"]: fournisseur = valeur
        case ["SellerSupplierParty", "Party", "PartyName", "Name"],
            ["SellerSupplierParty", "Party", "PartyLegalEntity", "RegistrationName"]:
            fournisseur = fournisseur ?? valeur
        case ["ProviderParty", "PartyLegalEntity", "CompanyID"]: identifiant = valeur
        case ["ProviderParty", "EndpointID"]: identifiant = identifiant ?? valeur
        default: break
        }
        return true
    }
}

/// - Returns: false when it is not a day.
func date(_ text: String, _ place: inout LocalDate?) -> Bool {
    place = LocalDate(iso: text)
    return place != nil
}
