public import Foundation

/// A value that can be a parameter of a statement. The server infers the type; write `$1::bigint` where it cannot.
public protocol Bindable: Sendable {
    /// PostgreSQL's text form; nil is NULL.
    var postgresText: String? { get }
}

extension String: Bindable {
    public var postgresText: String? { self }
}

extension Bool: Bindable {
    public var postgresText: String? { self ? "t" : "f" }
}

extension Bindable where Self: BinaryInteger {
    public var postgresText: String? { String(self) }
}
extension Int: Bindable {}
extension Int16: Bindable {}
extension Int32: Bindable {}
extension Int64: Bindable {}

/// For coordinates and search ranks. Money is centimes and a rate is a `Decimal`: neither is ever a `Double`.
extension Double: Bindable {
    public var postgresText: String? { description }
}

extension Decimal: Bindable {
    public var postgresText: String? { description }
}

/// An instant, to the microsecond, in UTC: a `timestamptz`.
extension Date: Bindable {
    public var postgresText: String? { Timestamp.text(self) }
}

/// A `bytea` in hexadecimal.
extension Data: Bindable {
    public var postgresText: String? {
        let digits = Array("0123456789abcdef".utf8)
        var bytes = Array("\\x".utf8)
        bytes.reserveCapacity(2 + 2 * count)
        for byte in self {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UUID: Bindable {
    public var postgresText: String? { uuidString.lowercased() }
}

extension Optional: Bindable where Wrapped: Bindable {
    public var postgresText: String? { self?.postgresText }
}

/// An array of one dimension, for `= any($1::bigint[])` and `unnest($1::text[])`.
extension Array: Bindable where Element: Bindable {
    public var postgresText: String? { ArrayLiteral.encode(map(\.postgresText)) }
}

/// An enum whose raw values are the database's text only has to say `extension Statut: Bindable {}`.
extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    public var postgresText: String? { rawValue.postgresText }
}
