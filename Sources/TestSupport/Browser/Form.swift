internal import Foundation

/// A form of a page, filled by the labels that a person reads.
public struct Form: Sendable {
    public enum Value: Sendable {
        case text(String)
        case file(name: String, bytes: [UInt8])

        var text: String {
            switch self {
            case .text(let text): text
            case .file(let name, _): name
            }
        }
    }

    public let action: String
    /// `get` or `post`.
    public let method: String
    public let isMultipart: Bool
    private let element: Element
    private let page: String
    /// The button by which it was found.
    private let button: String?
    /// What each input would send now, in their order; nil sends nothing (a box that is not ticked).
    private var inputs: [(name: String, id: String, kind: String, value: String, sent: Value?)]

    init(_ element: Element, on page: Page, button: String? = nil) {
        (self.element, self.button) = (element, button)
        self.page = page.address
        method = (element["method"] ?? "get").lowercased()
        isMultipart = element["enctype"] == "multipart/form-data"
        action = element["action"] ?? String(page.address.prefix { $0 != "?" })
        inputs = element.all("input", "select", "textarea").compactMap { input in
            guard let name = input["name"] else { return nil }
            let (kind, value, sent) = Form.initial(input)
            return (name, input["id"] ?? "", kind, value, sent)
        }
    }

    private static func initial(_ input: Element) -> (kind: String, value: String, sent: Value?) {
        switch (input.name, input["type"]) {
        case ("select", _):
            let options = input.all("option")
            let chosen = options.first { $0["selected"] != nil } ?? options.first
            return ("select", "", chosen.map { .text($0["value"] ?? $0.text) })
        case ("textarea", _): return ("textarea", "", .text(input.raw))
        case (_, let kind?) where kind == "radio" || kind == "checkbox":
            let value = input["value"] ?? "on"
            return (kind, value, input["checked"] != nil ? .text(value) : nil)
        case (_, "file"): return ("file", "", .file(name: "", bytes: []))
        case (_, let kind): return (kind ?? "text", "", .text(input["value"] ?? ""))
        }
    }

    /// What a field shows now, by its label: to see that nothing typed was lost.
    public func value(_ label: String) throws(BrowserError) -> String { inputs[try index(label)].sent?.text ?? "" }

    /// Types in the field with this label.
    public func filling(_ label: String, _ text: String) throws(BrowserError) -> Form {
        try changing(label) { $0.sent = .text(text) }
    }

    /// Ticks a box, or chooses one of several, by its own label.
    public func choosing(_ label: String) throws(BrowserError) -> Form {
        var form = self
        let chosen = try index(label)
        if form.inputs[chosen].kind == "radio" {
            for other in form.inputs.indices where form.inputs[other].name == form.inputs[chosen].name { form.inputs[other].sent = nil }
        }
        form.inputs[chosen].sent = .text(form.inputs[chosen].value)
        return form
    }

    /// Chooses in a list by what its line reads.
    public func selecting(_ line: String, in label: String) throws(BrowserError) -> Form {
        let id = inputs[try index(label)].id
        let options = element.all("select").first { $0["id"] == id }?.all("option") ?? []
        guard let option = options.first(where: { Page.plain($0.text).contains(Page.plain(line)) }) else {
            throw BrowserError("pas de ligne « \(line) » dans « \(label) » sur \(page) ; il y a : \(options.map(\.text))")
        }
        return try filling(label, option["value"] ?? option.text)
    }

    public func attaching(_ label: String, name: String, _ bytes: [UInt8]) throws(BrowserError) -> Form {
        try changing(label) { $0.sent = .file(name: name, bytes: bytes) }
    }

    /// Changes a field that nobody sees, or adds one, as somebody who edits the page would.
    public func forging(_ name: String, _ value: String?) -> Form {
        var form = self
        form.inputs.removeAll { $0.name == name }
        if let value { form.inputs.append((name, "", "hidden", value, .text(value))) }
        return form
    }

    /// What a field that nobody sees carries.
    public func hidden(_ name: String) throws(BrowserError) -> String {
        guard let input = inputs.first(where: { $0.name == name }) else { throw BrowserError("pas de champ caché « \(name) » sur \(page)") }
        return input.sent?.text ?? ""
    }

    /// Every label of the form, for a message or a test.
    public var labels: [String] { element.all("label").map(\.text) }

    func fields(pressing button: String?) throws(BrowserError) -> [(name: String, value: Value)] {
        var fields = inputs.compactMap { input in input.sent.map { (name: input.name, value: $0) } }
        if let pressed = try pressed(button), let name = pressed["name"] { fields.append((name, .text(pressed["value"] ?? ""))) }
        return fields
    }

    /// A button may send elsewhere than its form.
    func target(pressing button: String?) throws(BrowserError) -> (method: String, action: String) {
        let pressed = try pressed(button)
        return (pressed?["formmethod"]?.lowercased() ?? method, pressed?["formaction"] ?? action)
    }

    /// The button named, else the one by which the form was found, else the first.
    private func pressed(_ named: String?) throws(BrowserError) -> Element? {
        let buttons = element.all("button")
        guard let wanted = named ?? button else { return buttons.first }
        let texte = Page.plain(wanted)
        let found = buttons.first { Page.plain($0.text) == texte } ?? buttons.first { Page.plain($0.text).contains(texte) }
        guard let found else { throw BrowserError("pas de bouton « \(wanted) » sur \(page) ; il y a : \(buttons.map(\.text))") }
        return found
    }

    private func changing(
        _ label: String, _ change: (inout (name: String, id: String, kind: String, value: String, sent: Value?)) -> Void
    ) throws(BrowserError) -> Form {
        var form = self
        change(&form.inputs[try index(label)])
        return form
    }

    private func index(_ label: String) throws(BrowserError) -> Int {
        let wanted = Page.plain(label)
        let labels = element.all("label")
        let found = labels.first { Page.plain($0.text) == wanted } ?? labels.first { Page.plain($0.text).contains(wanted) }
        guard let found, let id = found["for"], let index = inputs.firstIndex(where: { $0.id == id }) else {
            throw BrowserError("pas de champ « \(label) » sur \(page) ; il y a : \(labels.map(\.text).joined(separator: " | "))")
        }
        return index
    }
}

extension Form {
    /// What its submission sends: to be broken before it is sent.
    public var encoded: (type: String, bytes: [UInt8]) { get throws(BrowserError) { body(try fields(pressing: nil)) } }

    func body(_ fields: [(name: String, value: Value)]) -> (type: String, bytes: [UInt8]) {
        guard isMultipart else {
            return ("application/x-www-form-urlencoded", Array(Form.urlEncoded(fields.map { ($0.name, $0.value.text) }).utf8))
        }
        let boundary = "----trousse-essai-0123456789"
        var bytes: [UInt8] = []
        for field in fields {
            switch field.value {
            case .text(let text):
                bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(text)\r\n".utf8)
            case .file(let name, let content):
                bytes += Array(
                    "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"; filename=\"\(name)\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .utf8)
                bytes += content + Array("\r\n".utf8)
            }
        }
        return ("multipart/form-data; boundary=\(boundary)", bytes + Array("--\(boundary)--\r\n".utf8))
    }

    static func urlEncoded(_ fields: [(String, String)]) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        let encode = { (text: String) in text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
        return fields.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }
}
