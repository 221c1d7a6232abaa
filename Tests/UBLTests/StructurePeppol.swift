import Foundation
import FoundationXML

/// OpenPEPPOL's description of the transaction, applied to a document: what its generated Schematron would say.
struct StructurePeppol {
    private let racine: Regle
    private let listes: [String: Set<String>]

    private struct Regle {
        let nom: String
        let minimum: Int
        let maximum: Int?
        let attributs: [String: (obligatoire: Bool, listes: [String])]
        let listes: [String]
        let enfants: [Regle]
    }

    init(_ url: URL) throws {
        let document = try XMLDocument(contentsOf: url)
        let element = document.rootElement()?.elements(forName: "Document").first
        racine = Self.regle(try element.orThrow())
        let folder = url.deletingLastPathComponent()
        listes = try [
            "ISO3166": "ISO3166-1_Alpha2", "UNECERec20": "UNECERec20-11e", "UNCL7143": "UNCL7143", "ISO4217": "ISO4217_2015", "eas": "eas",
            "ICD": "ICD", "ActionCode_header": "ActionCode_header", "ActionCode_line": "ActionCode_line", "UNCL5387": "UNCL5387",
        ].mapValues { name in
            let codes = try XMLDocument(contentsOf: folder.appending(path: "codelist-\(name).xml"))
            return Set(try codes.nodes(forXPath: "//*[local-name()='Id']").compactMap(\.stringValue))
        }
    }

    /// In words; empty when the document follows every rule.
    func fautes(_ document: XMLDocument) -> [String] {
        guard let root = document.rootElement() else { return ["document vide"] }
        var fautes: [String] = []
        verifier(root, racine, &fautes)
        return fautes
    }

    private func verifier(_ element: XMLElement, _ regle: Regle, _ fautes: inout [String]) {
        let place = "\(regle.nom) «\((element.stringValue ?? "").prefix(20))»"
        for attribute in element.attributes ?? []
        where !(attribute.name ?? "").contains(":") || regle.attributs[attribute.name ?? ""] != nil {
            guard let connu = regle.attributs[attribute.name ?? ""] else {
                fautes.append("\(place) : attribut \(attribute.name ?? "") interdit")
                continue
            }
            verifier(attribute.stringValue ?? "", connu.listes, place, &fautes)
        }
        for (nom, attribut) in regle.attributs where attribut.obligatoire && element.valeur(de: nom) == nil {
            fautes.append("\(place) : attribut \(nom) manquant")
        }
        let enfants = (element.children ?? []).compactMap { $0 as? XMLElement }
        if enfants.isEmpty { verifier((element.stringValue ?? "").trimmingCharacters(in: .whitespaces), regle.listes, place, &fautes) }
        for enfant in enfants where !regle.enfants.contains(where: { $0.nom == enfant.nomLocal }) {
            fautes.append("\(place) : élément \(enfant.name ?? "") interdit")
        }
        for attendu in regle.enfants {
            let siens = enfants.filter { $0.nomLocal == attendu.nom }
            if siens.count < attendu.minimum { fautes.append("\(place) : \(attendu.nom) manque") }
            if let maximum = attendu.maximum, siens.count > maximum { fautes.append("\(place) : \(attendu.nom) en trop") }
            for sien in siens { verifier(sien, attendu, &fautes) }
        }
    }

    private func verifier(_ valeur: String, _ noms: [String], _ place: String, _ fautes: inout [String]) {
        let connues = noms.compactMap { listes[$0] }
        if !connues.isEmpty, connues.count == noms.count, !connues.contains(where: { $0.contains(valeur) }) {
            fautes.append("\(place) : « \(valeur) » n’est pas dans \(noms)")
        }
    }

    private static func regle(_ element: XMLElement) -> Regle {
        func texte(_ name: String, _ element: XMLElement) -> String { element.elements(forName: name).first?.stringValue ?? "" }
        func codes(_ element: XMLElement) -> [String] {
            element.elements(forName: "Reference").filter { $0.valeur(de: "type") == "CODE_LIST" }.compactMap(\.stringValue)
        }
        let cardinalite = (element.valeur(de: "cardinality") ?? "1..1").components(separatedBy: "..")
        var attributs: [String: (Bool, [String])] = [:]
        for attribute in element.elements(forName: "Attribute") {
            attributs[texte("Term", attribute)] = (attribute.valeur(de: "usage") != "Optional", codes(attribute))
        }
        return Regle(
            nom: texte("Term", element).components(separatedBy: ":").last ?? "", minimum: Int(cardinalite[0]) ?? 1,
            maximum: cardinalite.last.flatMap { Int($0) }, attributs: attributs, listes: codes(element),
            enfants: element.elements(forName: "Element").map(regle))
    }
}

extension XMLElement {
    /// `attribute(forName:)` finds none in a document with a default namespace, on Linux.
    fileprivate func valeur(de nom: String) -> String? { attributes?.first { $0.name == nom }?.stringValue }
    fileprivate var nomLocal: String { (name ?? "").components(separatedBy: ":").last ?? "" }
}

extension Optional {
    fileprivate func orThrow() throws -> Wrapped {
        guard let self else { throw CocoaError(.fileReadCorruptFile) }
        return self
    }
}
