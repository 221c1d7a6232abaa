internal import Foundation

/// An answer of the site.
public struct Page: Sendable {
    /// As it was asked.
    public let address: String
    public let status: Int
    /// By lower-case name.
    public let headers: [String: String]
    public let bytes: [UInt8]
    /// What the site logged while it answered: why a page is a 500.
    public let journal: [String]

    /// The body as text.
    public var body: String { String(decoding: bytes, as: UTF8.self) }

    /// Where it sends the browser; nil for a page that stays.
    public var redirection: String? { (300..<400).contains(status) ? headers["location"] : nil }

    /// The tree of the page.
    /// - Throws: `BrowserError` when it is not well-formed.
    public var document: Element { get throws(BrowserError) { try Element(parsing: body) } }

    /// What one reads in the whole page.
    public var text: String { get throws(BrowserError) { try document.first("body")?.text ?? "" } }
    public var title: String { get throws(BrowserError) { try document.first("title")?.text ?? "" } }
    public var heading: String? { get throws(BrowserError) { try document.first("h1")?.text } }

    /// Does one read this? Any space is a space: French puts unbreakable ones.
    public func says(_ sentence: String) throws(BrowserError) -> Bool { Page.plain(try text).contains(Page.plain(sentence)) }

    /// Addresses of the links, without the part after `#`, each once.
    public var links: [String] {
        get throws(BrowserError) {
            var seen: Set<String> = []
            return try document.all("a").compactMap { $0["href"].map { String($0.prefix { $0 != "#" }) } }
                .filter { !$0.isEmpty && seen.insert($0).inserted }
        }
    }

    /// The address of the link that reads so, wholly or else in part.
    public func link(_ text: String) throws(BrowserError) -> String {
        let all = try document.all("a")
        let wanted = Page.plain(text)
        let found = all.first { Page.plain($0.text) == wanted } ?? all.first { Page.plain($0.text).contains(wanted) }
        guard let address = found?["href"] else {
            throw BrowserError("pas de lien « \(text) » sur \(address) ; il y a : \(all.map(\.text).joined(separator: " | "))")
        }
        return address
    }

    /// What the page says is wrong with what was typed.
    public var errors: [String] {
        let marked = (try? document)?.all("p", "li").filter { $0["class"]?.split(separator: " ").contains("erreur") == true } ?? []
        return marked.map(\.text)
    }

    public var forms: [Form] { get throws { try document.all("form").map { Form($0, on: self) } } }

    /// The form whose button reads so; without a name, the only one of the main content.
    public func form(_ button: String? = nil) throws(BrowserError) -> Form {
        let document = try document
        let found: Element?
        if let button {
            let wanted = Page.plain(button)
            let forms = document.all("form")
            found =
                forms.first { $0.all("button").contains { Page.plain($0.text) == wanted } }
                ?? forms.first { $0.all("button").contains { Page.plain($0.text).contains(wanted) } }
        } else {
            let own = (document.first("main") ?? document).all("form")
            found = own.count == 1 ? own[0] : nil
        }
        guard let found else {
            let buttons = document.all("button").map(\.text)
            throw BrowserError(
                "pas de formulaire « \(button ?? "seul") » sur \(address) (\(status)) ; boutons : \(buttons.joined(separator: " | "))")
        }
        return Form(found, on: self, button: button)
    }

    /// Any run of spaces, unbreakable or not, as one.
    public static func plain(_ text: String) -> String {
        text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").split(separator: " ").joined(separator: " ")
    }
}
