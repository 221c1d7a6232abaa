import Foundation

/// Values as the JSON array that `jsonb_to_recordset` reads: keys in snake case are the columns' names, money is centimes, a rate is a
/// decimal text. A key that the statement does not name is ignored.
func recordset(_ values: [some Encodable]) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(values), as: UTF8.self)
}

/// A value whole, as the JSON text that `Decodable` reads back.
func contenu(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
