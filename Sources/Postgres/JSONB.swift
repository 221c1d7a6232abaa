internal import Foundation

/// A `json` or `jsonb` column and the Swift value it holds. In any other `Codable` form it is that value itself.
public struct JSONB<T: Codable & Sendable>: Codable, Sendable, Bindable {
    public var value: T

    public init(_ value: T) { self.value = value }

    public init(from decoder: any Decoder) throws {
        guard let cell = decoder as? CellDecoder else {
            value = try T(from: decoder)
            return
        }
        value = try JSONDecoder().decode(T.self, from: Data(try cell.nonNull(JSONB<T>.self)))
    }

    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }

    /// JSON text with sorted keys. A value that JSON cannot say (an infinite number) becomes a text that the server refuses (22P02).
    public var postgresText: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "«\(T.self)»" }
        return String(decoding: data, as: UTF8.self)
    }
}

extension JSONB: Equatable where T: Equatable {}
extension JSONB: Hashable where T: Hashable {}
