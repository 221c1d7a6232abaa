import Foundation
import Model
import Yams

extension Record {
    func text(_ key: String) -> String? { node(key).flatMap { text(key, $0) } }
    func optionalText(_ key: String) -> String? { optionalNode(key).flatMap { text(key, $0) } }

    /// Texts of a list, at least one.
    func texts(_ key: String) -> [String]? {
        let nodes = items(key)
        let texts = nodes.compactMap { text(key, $0) }
        if texts.isEmpty, optionalNode(key)?.sequence != nil { report(key, "la liste est vide") }
        return texts.isEmpty || texts.count < nodes.count ? nil : texts
    }

    func integer(_ key: String) -> Int? {
        read(key, node(key), expecting: "un nombre entier") { $0.wholeMatch(of: /\d{1,9}/) == nil ? nil : Int($0) }
    }
    func optionalInteger(_ key: String) -> Int? { has(key) ? integer(key) : nil }

    func boolean(_ key: String) -> Bool? {
        read(key, node(key), expecting: "oui ou non") { $0 == "oui" ? true : $0 == "non" ? false : nil }
    }

    func date(_ key: String) -> LocalDate? {
        read(key, node(key), expecting: "une date AAAA-MM-JJ") { LocalDate(iso: $0) }
    }
    func optionalDate(_ key: String) -> LocalDate? { has(key) ? date(key) : nil }

    /// A fraction between 0 and 1, exact.
    func rate(_ key: String) -> Rate? {
        read(key, node(key), expecting: "un taux en fraction décimale, par exemple \"0.20\" pour 20\u{A0}%") { text in
            Rate(text).flatMap { $0 >= .zero && $0 <= .one ? $0 : nil }
        }
    }
    func optionalRate(_ key: String) -> Rate? { has(key) ? rate(key) : nil }

    /// Euros with two decimals, never negative.
    func money(_ key: String) -> Money? {
        read(key, node(key), expecting: "un montant en euros, par exemple \"750.00\"") { text in
            text.wholeMatch(of: /\d{1,9}\.\d{2}/) == nil ? nil : try? Money(french: text)
        }
    }
    func optionalMoney(_ key: String) -> Money? { has(key) ? money(key) : nil }

    /// One of the raw values of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice? where Choice.RawValue == String {
        let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return read(key, node(key), expecting: "une valeur parmi \(allowed)") { Choice(rawValue: $0) }
    }

    /// Raw values of an enumeration, in the order of the list; what is not one is logged.
    func choices<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> [Choice] where Choice.RawValue == String {
        let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return items(key).compactMap { read(key, $0, expecting: "une valeur parmi \(allowed)") { Choice(rawValue: $0) } }
    }

    func text(_ key: String, _ node: Node) -> String? {
        guard let scalar = node.scalar else {
            errors.add(file, node.mark?.line ?? line, "\(key)\u{A0}: un texte était attendu")
            return nil
        }
        let text = scalar.string.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, !(scalar.style == .plain && ["null", "~"].contains(text)) else {
            errors.add(file, node.mark?.line ?? line, "\(key)\u{A0}: la valeur est vide")
            return nil
        }
        return text
    }

    /// A text turned into a value, or logged as not being what was expected.
    func read<Value>(_ key: String, _ node: Node?, expecting: String, _ parse: (String) -> Value?) -> Value? {
        guard let node, let text = text(key, node) else { return nil }
        if let value = parse(text) { return value }
        errors.add(file, node.mark?.line ?? line, "\(key)\u{A0}: «\u{A0}\(text)\u{A0}» n’est pas \(expecting)")
        return nil
    }
}
