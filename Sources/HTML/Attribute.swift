/// An attribute of an element. Its name is a `StaticString`: it cannot come from data. A nil value omits it.
public struct Attribute: Sendable {
    enum Value: Sendable { case omitted, flag, text(String) }
    let name: StaticString
    let value: Value

    /// `Attribute("data-label", libelle)`: any attribute that has no function of its own.
    public init(_ name: StaticString, _ value: String?) {
        self.name = name
        self.value = value.map(Value.text) ?? .omitted
    }

    /// A boolean attribute: there, or not.
    public init(_ name: StaticString, flag: Bool) { (self.name, value) = (name, flag ? .flag : .omitted) }
}

/// Names every element may carry.
extension Attribute {
    public static func id(_ value: String?) -> Self { .init("id", value) }
    /// Joins the names that are there.
    public static func `class`(_ names: String?...) -> Self {
        let present = names.compactMap { $0 }
        return .init("class", present.isEmpty ? nil : present.joined(separator: " "))
    }
    public static func lang(_ value: String?) -> Self { .init("lang", value) }
    public static func title(_ value: String?) -> Self { .init("title", value) }
    public static func role(_ value: String?) -> Self { .init("role", value) }
    public static func hidden(_ flag: Bool = true) -> Self { .init("hidden", flag: flag) }
    public static func tabindex(_ value: Int?) -> Self { .init("tabindex", value.map(String.init)) }
    public static func ariaLabel(_ value: String?) -> Self { .init("aria-label", value) }
    public static func ariaLabelledby(_ id: String?) -> Self { .init("aria-labelledby", id) }
    public static func ariaDescribedby(_ ids: String?) -> Self { .init("aria-describedby", ids) }
    public static func ariaCurrent(_ value: String?) -> Self { .init("aria-current", value) }
    public static func ariaHidden(_ flag: Bool = true) -> Self { .init("aria-hidden", flag ? "true" : nil) }
    public static func ariaInvalid(_ flag: Bool = true) -> Self { .init("aria-invalid", flag ? "true" : nil) }
    public static func datetime(_ value: String?) -> Self { .init("datetime", value) }
}

/// Links, images, documents.
extension Attribute {
    public static func href(_ link: Link?) -> Self { .init("href", link?.description) }
    public static func href(_ target: some Linkable) -> Self { .init("href", target.link.description) }
    public static func src(_ link: Link?) -> Self { .init("src", link?.description) }
    public static func action(_ link: Link?) -> Self { .init("action", link?.description) }
    public static func action(_ target: some Linkable) -> Self { .init("action", target.link.description) }
    public static func rel(_ value: String?) -> Self { .init("rel", value) }
    public static func download(_ flag: Bool = true) -> Self { .init("download", flag: flag) }
    public static func alt(_ value: String) -> Self { .init("alt", value) }
    public static func width(_ value: Int?) -> Self { .init("width", value.map(String.init)) }
    public static func height(_ value: Int?) -> Self { .init("height", value.map(String.init)) }
    public static func scope(_ value: String?) -> Self { .init("scope", value) }
    public static func colspan(_ value: Int?) -> Self { .init("colspan", value.map(String.init)) }
    public static func rowspan(_ value: Int?) -> Self { .init("rowspan", value.map(String.init)) }
    public static func open(_ flag: Bool = true) -> Self { .init("open", flag: flag) }
    public static func charset(_ value: String?) -> Self { .init("charset", value) }
    public static func content(_ value: String?) -> Self { .init("content", value) }
}

/// Forms.
extension Attribute {
    public enum Method: String, Sendable { case get, post }
    public static func method(_ value: Method) -> Self { .init("method", value.rawValue) }
    public static func enctype(_ value: String?) -> Self { .init("enctype", value) }
    public static func name(_ value: String?) -> Self { .init("name", value) }
    public static func value(_ value: String?) -> Self { .init("value", value) }
    public static func type(_ value: String?) -> Self { .init("type", value) }
    public static func `for`(_ id: String?) -> Self { .init("for", id) }
    public static func form(_ id: String?) -> Self { .init("form", id) }
    public static func placeholder(_ value: String?) -> Self { .init("placeholder", value) }
    public static func autocomplete(_ value: String?) -> Self { .init("autocomplete", value) }
    public static func inputmode(_ value: String?) -> Self { .init("inputmode", value) }
    public static func accept(_ value: String?) -> Self { .init("accept", value) }
    public static func min(_ value: String?) -> Self { .init("min", value) }
    public static func max(_ value: String?) -> Self { .init("max", value) }
    public static func step(_ value: String?) -> Self { .init("step", value) }
    public static func maxlength(_ value: Int?) -> Self { .init("maxlength", value.map(String.init)) }
    public static func rows(_ value: Int?) -> Self { .init("rows", value.map(String.init)) }
    public static func required(_ flag: Bool = true) -> Self { .init("required", flag: flag) }
    public static func disabled(_ flag: Bool = true) -> Self { .init("disabled", flag: flag) }
    public static func readonly(_ flag: Bool = true) -> Self { .init("readonly", flag: flag) }
    public static func multiple(_ flag: Bool = true) -> Self { .init("multiple", flag: flag) }
    public static func checked(_ flag: Bool = true) -> Self { .init("checked", flag: flag) }
    public static func selected(_ flag: Bool = true) -> Self { .init("selected", flag: flag) }
    public static func novalidate(_ flag: Bool = true) -> Self { .init("novalidate", flag: flag) }
}
