/// A statement and the values it carries. Values reach the server as parameters, never as text:
///
///     let sql: SQL = "select libelle from territoire.commune where code_insee = \(code)"
///
/// gives the text `… where code_insee = $1` and one value. Text that is not a literal needs `SQL(unsafe:)`, which is
/// long on purpose and counted by a test.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// What is sent: `$1`, `$2`… stand for the values. It must not vary from call to call, since it is prepared once per connection.
    public private(set) var text: String
    /// The values in PostgreSQL's text form, nil for NULL.
    private(set) var binds: [String?]

    public init(stringLiteral value: String) {
        text = value
        binds = []
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        binds = stringInterpolation.binds
    }

    /// Text from a file of `SQL/`, whose `$n` are numbered by its author; never text made from what somebody typed.
    public init(unsafe text: String, binds: [(any Bindable)?] = []) {
        self.text = text
        self.binds = binds.map { $0?.postgresText }
    }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var text = ""
        var binds: [String?] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 4 * interpolationCount)
            binds.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { text += literal }

        public mutating func appendInterpolation(_ value: some Bindable) { append(value.postgresText) }

        public mutating func appendInterpolation(_ value: (any Bindable)?) { append(value?.postgresText) }

        /// A part of a statement that is used in several; its parameters are renumbered after those already there.
        public mutating func appendInterpolation(fragment: SQL) {
            text += renumbered(fragment.text, by: binds.count)
            binds += fragment.binds
        }

        /// A number of the program, written in the text: the size of a page after `limit`. Of a parameter there the server knows nothing,
        /// so that it plans again at each execution, which takes longer than a page. Each value makes another statement.
        public mutating func appendInterpolation(literal value: Int) { text += String(value) }

        private mutating func append(_ value: String?) {
            binds.append(value)
            text += "$\(binds.count)"
        }
    }
}

extension SQL: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { text }
    /// Values are personal data: they are never printed.
    public var debugDescription: String { binds.isEmpty ? text : "\(text) [\(binds.map { _ in "****" }.joined(separator: ", "))]" }
}

/// Adds an offset to every `$n` outside quotes. A dollar-quoted body cannot be told from a parameter here: fragments hold none.
private func renumbered(_ text: String, by offset: Int) -> String {
    guard offset > 0, text.contains("$") else { return text }
    var result = ""
    var quote: Character?
    var rest = text[...]
    while let character = rest.popFirst() {
        result.append(character)
        if let open = quote {
            if character == open { quote = nil }
        } else if character == "'" || character == "\"" {
            quote = character
        } else if character == "$" {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { continue }
            result += String(number + offset)
            rest = rest.dropFirst(digits.count)
        }
    }
    return result
}
