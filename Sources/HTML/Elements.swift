// One function an element, so that a tag is always closed and a misspelt name does not compile.

/// The content of an element that was given none.
public func nothing() -> HTML { .empty }

/// A group is unwrapped: the builder costs no node of its own.
func element(_ name: StaticString, _ attributes: [Attribute], _ content: () -> HTML) -> HTML {
    let content = content()
    guard case .group(let nodes) = content else { return .element(Tag(name), attributes, [content]) }
    return .element(Tag(name), attributes, nodes)
}
func void(_ name: StaticString, _ attributes: [Attribute]) -> HTML { .element(Tag(name, isVoid: true), attributes, []) }

public func html(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("html", a, content) }
public func head(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("head", a, content) }
public func body(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("body", a, content) }
public func title(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("title", a, content) }
public func header(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("header", a, content) }
public func nav(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("nav", a, content) }
public func main(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("main", a, content) }
public func footer(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("footer", a, content) }
public func section(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("section", a, content) }
public func article(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("article", a, content) }
public func aside(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("aside", a, content) }
public func h1(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("h1", a, content) }
public func h2(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("h2", a, content) }
public func h3(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("h3", a, content) }
public func h4(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("h4", a, content) }
public func p(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("p", a, content) }
public func a(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("a", a, content) }
public func ul(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("ul", a, content) }
public func ol(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("ol", a, content) }
public func li(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("li", a, content) }
public func dl(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("dl", a, content) }
public func dt(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("dt", a, content) }
public func dd(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("dd", a, content) }
public func figure(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("figure", a, content) }
public func figcaption(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("figcaption", a, content) }
public func div(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("div", a, content) }
public func span(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("span", a, content) }
public func strong(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("strong", a, content) }
public func em(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("em", a, content) }
public func small(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("small", a, content) }
public func abbr(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("abbr", a, content) }
public func time(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("time", a, content) }
public func code(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("code", a, content) }
public func pre(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("pre", a, content) }
public func details(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("details", a, content) }
public func summary(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("summary", a, content) }
public func dialog(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("dialog", a, content) }
public func table(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("table", a, content) }
public func caption(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("caption", a, content) }
public func thead(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("thead", a, content) }
public func tbody(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("tbody", a, content) }
public func tfoot(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("tfoot", a, content) }
public func tr(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("tr", a, content) }
public func th(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("th", a, content) }
public func td(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("td", a, content) }
extension HTML {
    /// A script of the site, run once the page is read; there is no way to write one in a page.
    public static func script(_ src: Link) -> HTML { .element(Tag("script"), [.src(src), .init("defer", flag: true)], []) }
}
public func meta(_ a: Attribute...) -> HTML { void("meta", a) }
public func link(_ a: Attribute...) -> HTML { void("link", a) }
public func img(_ a: Attribute...) -> HTML { void("img", a) }
public func br(_ a: Attribute...) -> HTML { void("br", a) }
public func hr(_ a: Attribute...) -> HTML { void("hr", a) }
