// Forms.

public func form(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("form", a, content) }
public func fieldset(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("fieldset", a, content) }
public func legend(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("legend", a, content) }
public func label(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("label", a, content) }
public func select(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("select", a, content) }
public func optgroup(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("optgroup", a, content) }
public func option(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("option", a, content) }
public func datalist(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("datalist", a, content) }
public func textarea(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("textarea", a, content) }
public func button(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("button", a, content) }
public func output(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("output", a, content) }
public func progress(_ a: Attribute..., @HTMLBuilder content: () -> HTML = nothing) -> HTML { element("progress", a, content) }
public func input(_ a: Attribute...) -> HTML { void("input", a) }
