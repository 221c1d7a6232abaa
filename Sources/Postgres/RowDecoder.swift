/// Decodes the rows of a result by column name, strictly: a missing column, a NULL where none may be and a column that nobody asked for
/// are errors. Case and underscores do not count in names: `prix_ht_centimes` is `prixHTCentimes`.
///
/// One decoder serves all rows of a result, so that names are looked up once.
final class RowDecoder: Decoder {
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    private let result: ResultSet
    private let columns: [Column]
    /// Every spelling already asked for; -1 is a column that is not there.
    private var indices: [String: Int] = [:]
    /// What the first row was asked, in order: the other rows are asked the same, and comparing is cheaper than hashing.
    private var script: [(key: String, index: Int)] = []
    private var cursor = 0
    private var row = 0
    private var asked: [Bool]
    private var askedCount = 0
    /// What is being decoded, for an error that a type's own `init(from:)` throws.
    private var current = 0
    private var missing: String?

    init(_ result: ResultSet) throws(DatabaseError) {
        self.result = result
        columns = result.columns
        asked = Array(repeating: false, count: columns.count)
        for (index, column) in columns.enumerated() {
            guard indices.updateValue(index, forKey: column.name) == nil else {
                throw DatabaseError(.decoding, "column «\(column.name)» comes twice")
            }
        }
    }

    func rows<T: Decodable>(_ type: T.Type) throws(DatabaseError) -> [T] {
        var rows: [T] = []
        rows.reserveCapacity(result.count)
        for index in 0..<result.count { rows.append(try row(index, type)) }
        return rows
    }

    func row<T: Decodable>(_ index: Int, _ type: T.Type) throws(DatabaseError) -> T {
        row = index
        cursor = 0
        askedCount = 0
        for column in asked.indices { asked[column] = false }
        let value: T
        do { value = try T(from: self) } catch { throw explained(error, "\(type)") }
        if let missing { throw DatabaseError(.decoding, "\(type) asks for a column «\(missing)», which is not there") }
        if askedCount < columns.count, let column = asked.firstIndex(of: false) {
            throw named(column, "column «\(columns[column].name)» is not asked for by \(type)")
        }
        return value
    }

    func values<T: Decodable>(_ type: T.Type) throws(DatabaseError) -> [T] {
        var values: [T] = []
        values.reserveCapacity(result.count)
        for index in 0..<result.count { values.append(try value(index, type)) }
        return values
    }

    /// The only cell of a row.
    func value<T: Decodable>(_ index: Int, _ type: T.Type) throws(DatabaseError) -> T {
        guard columns.count == 1 else { throw DatabaseError(.decoding, "one column was promised, there are \(columns.count)") }
        row = index
        current = 0
        do { return try CellDecoder(bytes: result.cell(index, 0)).decode(type) } catch { throw explained(error, "\(type)") }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw CellError("a row has named columns: ask for «values» to get a list of cells")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw CellError("a row has named columns: ask for «value» to get one cell")
    }

    // MARK: Cells

    /// The cell of a column, which thereby has been asked for; nil when there is no such column.
    func cell(_ key: String) -> CellDecoder? {
        guard let index = index(of: key) else { return nil }
        current = index
        if !asked[index] {
            asked[index] = true
            askedCount += 1
        }
        return CellDecoder(bytes: result.cell(row, index))
    }

    func index(of key: String) -> Int? {
        if cursor < script.count, script[cursor].key == key {
            cursor += 1
            return script[cursor - 1].index
        }
        guard let index = search(key) else { return nil }
        if row == 0 {
            script.append((key, index))
            cursor = script.count
        }
        return index
    }

    private func search(_ key: String) -> Int? {
        if let index = indices[key] { return index < 0 ? nil : index }
        let wanted = RowDecoder.normalised(key)
        let index = columns.firstIndex { RowDecoder.normalised($0.name) == wanted } ?? -1
        indices[key] = index
        if index < 0 { missing = missing ?? key }
        return index < 0 ? nil : index
    }

    /// Names of the columns, for a type that wants to know them.
    var names: [String] { columns.map(\.name) }

    private static func normalised(_ name: String) -> String { name.lowercased().filter { $0 != "_" } }

    // MARK: Errors

    private func explained(_ error: any Error, _ type: String) -> DatabaseError {
        if let missing { return DatabaseError(.decoding, "\(type) asks for a column «\(missing)», which is not there") }
        let column = columns.isEmpty ? "" : "column «\(columns[current].name)»"
        switch error {
        case let error as CellError where error.isAboutRow: return DatabaseError(.decoding, "\(type): \(error.message)")
        case let error as CellError: return named(current, "\(type), \(column): \(error.message); it holds \(extract)")
        case DecodingError.typeMismatch(_, let context), DecodingError.dataCorrupted(let context),
            DecodingError.keyNotFound(_, let context),
            DecodingError.valueNotFound(_, let context):
            return named(current, "\(type), \(column): \(context.debugDescription); it holds \(extract)")
        default: return named(current, "\(type), \(column): \(error); it holds \(extract)")
        }
    }

    private func named(_ column: Int, _ message: String) -> DatabaseError {
        var error = DatabaseError(.decoding, message)
        error.column = columns.indices.contains(column) ? columns[column].name : nil
        return error
    }

    private var extract: String {
        guard columns.indices.contains(current), let text = result.text(row, current) else { return "NULL" }
        return "«\(text.prefix(40))»"
    }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RowDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { decoder.names.compactMap { Key(stringValue: $0) } }

    /// A column that is not there is noted, and is an error even for an optional property.
    func contains(_ key: Key) -> Bool { decoder.index(of: key.stringValue) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try cell(key).bytes == nil }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try cell(key).decode(type) }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        let cell = try cell(key)
        return cell.bytes == nil ? nil : try cell.decode(type)
    }

    private func cell(_ key: Key) throws -> CellDecoder {
        guard let cell = decoder.cell(key.stringValue) else { throw CellError("no such column", isAboutRow: true) }
        return cell
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        throw CellError.structured
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try cell(key).unkeyedContainer() }
    /// Columns of a joined part may be decoded by another type, from the same row.
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try cell(key) }
}

/// Why a cell could not be decoded; the row decoder adds which.
struct CellError: Error {
    var message: String
    var isAboutRow: Bool

    init(_ message: String, isAboutRow: Bool = false) {
        self.message = message
        self.isAboutRow = isAboutRow
    }

    static let structured = CellError("a cell has no named parts: give a json column the type JSONB")
}
