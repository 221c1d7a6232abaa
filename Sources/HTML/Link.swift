/// Where a link, a form or an image may lead: a place of the site, or http, https, mailto, tel. Nothing that runs
/// (`javascript:`, `data:`) can be one, whatever the text came from.
public struct Link: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// A text from elsewhere (a designer's site, a funder's page); nil when it is not a safe address. `//host` and `/\host`
    /// leave the site without saying so; browsers drop tabs and newlines, so `java\nscript:` is refused with them.
    public init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }), !text.isEmpty else { return nil }
        let lower = text.lowercased()
        let isExternal = ["https://", "http://", "mailto:", "tel:"].contains { lower.hasPrefix($0) }
        let isLocal = text.hasPrefix("#") || text.hasPrefix("?") || (text.hasPrefix("/") && !text.hasPrefix("//"))
        guard isExternal || isLocal else { return nil }
        description = text
    }

    /// A place of the site, always safe: every part is percent-encoded, a nil parameter is left out.
    public init(path: String, query: [(name: String, value: String?)] = [], fragment: String? = nil) {
        let clean = path.drop { $0 == "/" || $0 == "\\" }
        var out = "/" + encoded(String(clean), keeping: UInt8(ascii: "/"))
        var mark = "?"
        for case (let name, let value?) in query {
            out += mark + encoded(name) + "=" + encoded(value)
            mark = "&"
        }
        if let fragment { out += "#" + encoded(fragment) }
        description = out
    }

    /// A place of this page.
    public static func anchor(_ id: String) -> Link { Link(checked: "#" + encoded(id)) }

    private init(checked text: String) { description = text }
}

/// A literal of the source; an unsafe one leads nowhere.
extension Link: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self = Link(value) ?? Link(checked: "#") }
}

/// What knows its address: the routes of a site.
public protocol Linkable: Sendable {
    var link: Link { get }
}

extension Link: Linkable {
    public var link: Link { self }
}

private func encoded(_ text: String, keeping kept: UInt8? = nil) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"), kept:
            out.append(byte)
        default:
            let digits = Array("0123456789ABCDEF".utf8)
            out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: out, as: UTF8.self)
}
