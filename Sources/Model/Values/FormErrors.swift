/// All that is wrong in a form, at once: a French sentence (what, why, how to repair) by field name; `""` is the form as a whole.
public struct FormErrors: Error, Sendable, Equatable {
    public private(set) var messages: [(field: String, message: String)] = []
    public init() {}
    public init(_ field: String, _ message: String) { messages = [(field, message)] }

    public mutating func add(_ field: String, _ message: String) { messages.append((field, message)) }
    public var isEmpty: Bool { messages.isEmpty }
    public subscript(field: String) -> String? { messages.first { $0.field == field }?.message }
    public func throwIfAny() throws(FormErrors) { if !isEmpty { throw self } }
    public static func == (a: Self, b: Self) -> Bool {
        a.messages.elementsEqual(b.messages) { $0.field == $1.field && $0.message == $1.message }
    }
}
