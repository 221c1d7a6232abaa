/// What is wrong with a page before any browser sees it: run on every page by the tests.
extension HTML {
    /// In French, one line a fault; empty for a sound page.
    public var faults: [String] {
        let all = elements()
        let ids = all.compactMap { $0.attribute("id") }
        let known = Set(ids)
        let labelled = Set(all.filter { $0.tagName == "label" }.compactMap { $0.attribute("for") })
        var faults = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted().map { "id répété : \($0)" }
        for node in all {
            faults += node.missingTargets(known)
            if let fault = node.namelessness(labelled) { faults.append(fault) }
            for name in ["style", "onclick", "onchange", "onsubmit"] where node.attribute(name) != nil {
                faults.append("attribut refusé par la CSP : \(name)")
            }
        }
        return faults + headingFaults(all)
    }

    private func missingTargets(_ known: Set<String>) -> [String] {
        var faults: [String] = []
        for name in ["for", "aria-describedby", "aria-labelledby"] {
            for id in attribute(name)?.split(separator: " ") ?? [] where !known.contains(String(id)) {
                faults.append("\(name) vise un id absent : \(id)")
            }
        }
        if let href = attribute("href"), tagName == "a", href.hasPrefix("#"), !href.contains("%"), !known.contains(String(href.dropFirst()))
        {
            faults.append("href vise un id absent : \(href.dropFirst())")
        }
        return faults
    }

    private func namelessness(_ labelled: Set<String>) -> String? {
        let isNamed = attribute("aria-label") != nil || attribute("aria-labelledby") != nil
        switch tagName {
        case "input", "select", "textarea":
            let silent = ["hidden", "submit"].contains(attribute("type"))
            return silent || isNamed || labelled.contains(attribute("id") ?? "") ? nil : "champ sans étiquette : \(attribute("name") ?? "")"
        case "img": return attribute("alt") == nil ? "image sans texte : img" : nil
        case "svg":
            let isInner = attribute("aria-hidden") != nil || attribute("x") != nil
            return isInner || isNamed || !elements("title").isEmpty ? nil : "image sans texte : svg"
        case "table": return elements("caption").isEmpty ? "tableau sans légende" : nil
        case "th": return attribute("scope") == nil ? "en-tête sans portée : \(textContent)" : nil
        case "a", "button":
            return isNamed || textContent.contains { !$0.isWhitespace } || !elements("title").isEmpty ? nil : "lien ou bouton sans texte"
        default: return nil
        }
    }

    private func headingFaults(_ all: [HTML]) -> [String] {
        let levels = all.compactMap { node in ["h1", "h2", "h3", "h4"].firstIndex(of: node.tagName ?? "").map { $0 + 1 } }
        var faults = zip(levels, levels.dropFirst()).filter { $1 > $0 + 1 }.map { "titre sauté : h\($1)" }
        if levels.count(where: { $0 == 1 }) > 1 { faults.append("plusieurs h1") }
        return faults
    }
}
