extension Page {
    /// What is wrong with the page as it was received, in French; empty for a sound one. The tree has its own tests (`HTML.faults`):
    /// this one sees what is really sent, raw drawings included.
    public var faults: [String] {
        let document: Element
        do throws(BrowserError) { document = try self.document } catch { return ["page mal formée : \(error)"] }
        let all = document.all()
        let ids = all.compactMap { $0["id"] }
        let known = Set(ids)
        let labelled = Set(all.filter { $0.name == "label" }.compactMap { $0["for"] })
        var faults = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted().map { "id répété : \($0)" }
        if all.filter({ $0.name == "h1" }).count != 1 { faults.append("la page a \(all.count { $0.name == "h1" }) titres h1") }
        if document.first("html")?["lang"] != "fr" { faults.append("page sans lang=\"fr\"") }
        if document.first("title")?.text.isEmpty != false { faults.append("page sans titre") }
        if document.first("main") == nil { faults.append("page sans main") }
        for element in all {
            faults += element.targets(known) + element.forbidden
            if let fault = element.nameless(labelled) { faults.append(fault) }
        }
        return faults + headings(all)
    }

    private func headings(_ all: [Element]) -> [String] {
        let levels = all.compactMap { element in ["h1", "h2", "h3", "h4", "h5"].firstIndex(of: element.name) }
        return zip(levels, levels.dropFirst()).filter { $1 > $0 + 1 }.map { "titre sauté : h\($1 + 1)" }
    }
}

extension Element {
    fileprivate func targets(_ known: Set<String>) -> [String] {
        ["for", "aria-describedby", "aria-labelledby", "aria-controls"].flatMap { name in
            (self[name] ?? "").split(separator: " ").filter { !known.contains(String($0)) }.map { "\(name) vise un id absent : \($0)" }
        }
    }

    /// What the site's security policy would block.
    fileprivate var forbidden: [String] {
        let inline = attributes.keys.filter { $0 == "style" || $0.hasPrefix("on") }.map { "attribut refusé par la CSP : \($0)" }
        let outside = ["src", "href", "action"].compactMap { self[$0] }.filter { $0.lowercased().hasPrefix("javascript:") }
        return inline + outside.map { "adresse refusée : \($0)" }
            + (estDuSite || !["script", "style"].contains(name) ? [] : ["<\(name)> dans la page"])
    }

    /// A script that is a file of the site, with nothing written in the page.
    private var estDuSite: Bool {
        name == "script" && self["src"]?.hasPrefix("/assets/") == true && text.isEmpty
    }

    fileprivate func nameless(_ labelled: Set<String>) -> String? {
        let isNamed = self["aria-label"] != nil || self["aria-labelledby"] != nil
        switch name {
        case "input", "select", "textarea":
            let silent = ["hidden", "submit"].contains(self["type"])
            return silent || isNamed || labelled.contains(self["id"] ?? "") ? nil : "champ sans étiquette : \(self["name"] ?? "")"
        case "img": return self["alt"] == nil ? "image sans texte" : nil
        case "table": return first("caption") == nil ? "tableau sans légende" : nil
        case "th": return self["scope"] == nil ? "en-tête sans portée : \(text)" : nil
        case "a", "button": return isNamed || !text.isEmpty || first("title") != nil ? nil : "<\(name)> sans texte : \(self["href"] ?? "")"
        case "form":
            let token = all("input").contains { $0["name"] == "jeton" && $0["value"]?.isEmpty == false }
            return self["method"]?.lowercased() == "post" && !token ? "formulaire sans jeton : \(self["action"] ?? "")" : nil
        default: return nil
        }
    }
}
