internal import Foundation

/// Decodes one cell: a scalar, a type that decodes itself from one (`Money`, an enum…), an array.
struct CellDecoder: Decoder, SingleValueDecodingContainer {
    /// nil is NULL. They belong to the result, or to the array's text, both of which outlive the decoding.
    let bytes: UnsafeBufferPointer<UInt8>?
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// A scalar is read straight from its bytes; any other type is asked to decode itself. (The integers have to be all here: asked
    /// to decode themselves, they would ask us.)
    ///
    /// Comparing metatypes costs nothing where the compiler knows `T`, and nearly nothing elsewhere, unlike a conditional cast.
    @inline(__always)
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if type == String.self { return try scalar(String.self, as: type) }
        if type == Int64.self { return try scalar(Int64.self, as: type) }
        if type == Int.self { return try scalar(Int.self, as: type) }
        if type == Bool.self { return try scalar(Bool.self, as: type) }
        return try decodeOther(type)
    }

    private func decodeOther<T: Decodable>(_ type: T.Type) throws -> T {
        if type == Decimal.self { return try scalar(Decimal.self, as: type) }
        if type == Date.self { return try scalar(Date.self, as: type) }
        if type == UUID.self { return try scalar(UUID.self, as: type) }
        if type == Data.self { return try scalar(Data.self, as: type) }
        if type == Double.self { return try scalar(Double.self, as: type) }
        if type == Float.self { return try scalar(Float.self, as: type) }
        if type == Int8.self { return try scalar(Int8.self, as: type) }
        if type == Int16.self { return try scalar(Int16.self, as: type) }
        if type == Int32.self { return try scalar(Int32.self, as: type) }
        if type == Int128.self { return try scalar(Int128.self, as: type) }
        if type == UInt.self { return try scalar(UInt.self, as: type) }
        if type == UInt8.self { return try scalar(UInt8.self, as: type) }
        if type == UInt16.self { return try scalar(UInt16.self, as: type) }
        if type == UInt32.self { return try scalar(UInt32.self, as: type) }
        if type == UInt64.self { return try scalar(UInt64.self, as: type) }
        if type == UInt128.self { return try scalar(UInt128.self, as: type) }
        return try T(from: self)
    }

    /// - Parameter type: `S` itself, under another name; hence the cast.
    @inline(__always)
    private func scalar<S: Scalar, T>(_: S.Type, as type: T.Type) throws -> T {
        guard let value = S(cell: try nonNull(type)) else { throw CellError("not a value of type \(type)") }
        return unsafeBitCast(value, to: type)
    }

    func nonNull<T>(_ type: T.Type) throws -> UnsafeBufferPointer<UInt8> {
        guard let bytes else { throw CellError("NULL where \(type) is expected") }
        return bytes
    }

    func decodeNil() -> Bool { bytes == nil }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }
    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw CellError.structured }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = ArrayLiteral.decode(try nonNull([String].self)) else {
            throw CellError("not an array of one dimension; a json column takes the type JSONB")
        }
        return ArrayContainer(elements: elements)
    }
}

private struct ArrayContainer: UnkeyedDecodingContainer {
    let elements: [String?]
    var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    init(elements: [String?]) { self.elements = elements }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd else { throw CellError("the array has only \(elements.count) elements") }
        guard elements[currentIndex] == nil else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        guard !isAtEnd else { throw CellError("the array has only \(elements.count) elements") }
        defer { currentIndex += 1 }
        guard var element = elements[currentIndex] else { return try CellDecoder(bytes: nil).decode(type) }
        return try element.withUTF8 { try CellDecoder(bytes: $0).decode(type) }
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw CellError.structured
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw CellError.structured }
    mutating func superDecoder() throws -> any Decoder { throw CellError.structured }
}
