/// An element of a page that was received, with what it holds.
public struct Element: Sendable {
    public enum Node: Sendable {
        case element(Element)
        case text(String)
    }

    public let name: String
    public let attributes: [String: String]
    public internal(set) var children: [Node]

    public subscript(attribute: String) -> String? { attributes[attribute] }

    /// Every element of these names below this one, in document order; all of them without a name.
    public func all(_ names: String...) -> [Element] {
        var found: [Element] = []
        visit { if names.isEmpty || names.contains($0.name) { found.append($0) } }
        return found
    }

    public func first(_ name: String) -> Element? { all(name).first }

    /// What one reads, runs of spaces brought to one.
    public var text: String { raw.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }).joined(separator: " ") }

    /// What it holds as it is, for a `textarea`.
    var raw: String {
        children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element.raw
            }
        }.joined()
    }

    private func visit(_ body: (Element) -> Void) {
        for case .element(let child) in children {
            body(child)
            child.visit(body)
        }
    }
}

extension Element {
    /// Reads our own pages: well-formed HTML, each element closed, attributes between double quotes. Anything else is a fault of the page.
    /// - Throws: `BrowserError` at the first character that does not fit.
    init(parsing text: String) throws(BrowserError) {
        var open: [Element] = [Element(name: "", attributes: [:], children: [])]
        var rest = Substring(text)
        while !rest.isEmpty {
            guard rest.first == "<" else {
                let run = rest.prefix { $0 != "<" }
                open[open.count - 1].children.append(.text(Element.unescaped(run)))
                rest = rest.dropFirst(run.count)
                continue
            }
            guard let end = rest.firstIndex(of: ">") else { throw BrowserError("balise non fermée : \(rest.prefix(60))") }
            let tag = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!") { continue }
            if tag.hasPrefix("/") {
                guard let closed = open.popLast(), closed.name == tag.dropFirst(), !open.isEmpty else {
                    throw BrowserError("</\(tag.dropFirst())> ne ferme rien")
                }
                open[open.count - 1].children.append(.element(closed))
            } else {
                let element = try Element(tag: tag)
                if tag.hasSuffix("/") || Element.void.contains(element.name) {
                    open[open.count - 1].children.append(.element(element))
                } else {
                    open.append(element)
                }
            }
        }
        guard open.count == 1 else { throw BrowserError("<\(open.last?.name ?? "")> n’est pas fermé") }
        self = open[0]
    }

    private init(tag: Substring) throws(BrowserError) {
        let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
        var attributes: [String: String] = [:]
        var rest = tag.dropFirst(name.count)
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            guard !rest.isEmpty else { break }
            let key = rest.prefix { $0 != "=" && !$0.isWhitespace && $0 != "/" }
            rest = rest.dropFirst(key.count)
            guard attributes[String(key)] == nil else { throw BrowserError("attribut répété dans <\(tag)>") }
            guard rest.first == "=" else {
                attributes[String(key)] = ""
                continue
            }
            guard rest.dropFirst().first == "\"" else { throw BrowserError("attribut sans guillemets dans <\(tag)>") }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            attributes[String(key)] = Element.unescaped(value)
            rest = rest.dropFirst(value.count + 3)
        }
        self.init(name: String(name), attributes: attributes, children: [])
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing(
            "&amp;", with: "&")
    }

    private static let void: Set<String> = ["br", "hr", "img", "input", "link", "meta", "col", "source", "wbr"]
}
