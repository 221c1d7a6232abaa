// Drawings. `svgText` and `svgTitle` are named apart from the text and title of a page.

public func svg(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("svg", a, content) }
public func g(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("g", a, content) }
public func defs(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("defs", a, content) }
public func symbol(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("symbol", a, content) }
public func use(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("use", a, content) }
public func path(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("path", a, content) }
public func rect(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("rect", a, content) }
public func circle(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("circle", a, content) }
public func ellipse(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("ellipse", a, content) }
public func line(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("line", a, content) }
public func polyline(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("polyline", a, content) }
public func svgText(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("text", a, content) }
public func svgTitle(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("title", a, content) }
public func desc(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("desc", a, content) }
public func pattern(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("pattern", a, content) }
