/// Reading a tree back: what a test asks of a page without parsing its text.
extension HTML {
    /// `h1`, `td`…; nil for what is not an element.
    public var tagName: String? { if case .element(let tag, _, _) = self { "\(tag.name)" } else { nil } }

    /// The value of an attribute; empty for a boolean one that is there, nil when it is omitted.
    public func attribute(_ name: String) -> String? {
        guard case .element(_, let attributes, _) = self else { return nil }
        for attribute in attributes where "\(attribute.name)" == name {
            switch attribute.value {
            case .text(let text): return text
            case .flag: return ""
            case .omitted: continue
            }
        }
        return nil
    }

    /// Is the name one of the element's classes?
    public func hasClass(_ name: String) -> Bool { attribute("class")?.split(separator: " ").contains { $0 == name } ?? false }

    /// Every element, itself included, in document order; those of one name when it is given.
    public func elements(_ name: String? = nil) -> [HTML] {
        var found: [HTML] = []
        visit { node in if name == nil || node.tagName == name { found.append(node) } }
        return found
    }

    /// The first element that carries this id.
    public func element(id: String) -> HTML? { elements().first { $0.attribute("id") == id } }

    /// What a reader reads, spaces included; markup given raw says nothing.
    public var textContent: String {
        switch self {
        case .text(let value): value
        case .raw: ""
        case .group(let nodes), .element(_, _, let nodes): nodes.map(\.textContent).joined()
        }
    }

    private func visit(_ body: (HTML) -> Void) {
        switch self {
        case .text, .raw: break
        case .group(let nodes): for node in nodes { node.visit(body) }
        case .element(_, _, let nodes):
            body(self)
            for node in nodes { node.visit(body) }
        }
    }
}
