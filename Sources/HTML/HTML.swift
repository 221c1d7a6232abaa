/// A piece of a page as a value. Text is always escaped when written; only `raw`, which takes what the compiler saw
/// in the source, is not: no data can become markup.
public enum HTML: Sendable {
    case text(String)
    case element(Tag, [Attribute], [HTML])
    case group([HTML])
    case raw(StaticString)

    /// Nothing at all; what an `if` without `else` gives.
    public static let empty = HTML.group([])
}

/// The name of an element. A void one (`br`, `input`…) has no content and no end tag.
public struct Tag: Sendable {
    let name: StaticString
    let isVoid: Bool

    public init(_ name: StaticString, isVoid: Bool = false) { (self.name, self.isVoid) = (name, isVoid) }
}

/// A string literal, interpolated or not, is text and therefore escaped.
extension HTML: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self = .text(value) }
}

/// A variable as escaped text.
public func text(_ value: String) -> HTML { .text(value) }

/// Markup written in the source itself: a doctype, a drawing.
public func raw(_ markup: StaticString) -> HTML { .raw(markup) }

/// Several nodes without an element around them.
public func group(@HTMLBuilder _ content: () -> HTML) -> HTML { content() }

/// Nodes of a page, one a line. There is exactly one `buildExpression`, so that the compiler has nothing to choose:
/// more overloads made it superlinear in the number of children.
@resultBuilder public enum HTMLBuilder {
    public static func buildExpression(_ node: HTML) -> HTML { node }
    public static func buildBlock(_ nodes: HTML...) -> HTML { nodes.count == 1 ? nodes[0] : .group(nodes) }
    public static func buildOptional(_ node: HTML?) -> HTML { node ?? .empty }
    public static func buildEither(first node: HTML) -> HTML { node }
    public static func buildEither(second node: HTML) -> HTML { node }
    public static func buildArray(_ nodes: [HTML]) -> HTML { .group(nodes) }
}
