internal import Foundation

/// Decodes one cell: a scalar, a type that decodes itself from one (`Money`, an enum…), an array.
struct CellDecoder: Decoder, SingleValueDecodingContainer {
    /// nil is NULL. They belong to the result, or to the array's text, both of which outlive the decoding.
    let bytes: UnsafeBufferPointer<UInt8>?
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// A scalar is read straight from its bytes; any other type is asked to decode itself.
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        guard let scalar = scalarType(type) else { return try T(from: self) }
        guard let value = scalar.init(cell: try nonNull(type)) else { throw CellError("not a value of type \(type)") }
        guard let value = value as? T else { throw CellError("not a value of type \(type)") }
        return value
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

// MARK: Scalars

/// Types read straight from PostgreSQL's text form.
private protocol Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>)
}

/// Comparing metatypes is much cheaper than asking the runtime for a conformance, and most cells are of the first types.
private func scalarType<T>(_ type: T.Type) -> (any Scalar.Type)? {
    if type == String.self { return String.self }
    if type == Int64.self { return Int64.self }
    if type == Int.self { return Int.self }
    if type == Bool.self { return Bool.self }
    if type == Decimal.self { return Decimal.self }
    if type == Date.self { return Date.self }
    if type == UUID.self { return UUID.self }
    if type == Data.self { return Data.self }
    if type == Int32.self { return Int32.self }
    if type == Int16.self { return Int16.self }
    if type == Double.self { return Double.self }
    return type as? any Scalar.Type
}

extension Scalar where Self: FixedWidthInteger {
    init?(cell: UnsafeBufferPointer<UInt8>) {
        var digits = cell[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        guard !digits.isEmpty else { return nil }
        var value: Self = 0
        for byte in digits {
            guard byte &- 48 < 10, let digit = Self(exactly: byte &- 48) else { return nil }
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            // Counted downwards for a negative number, whose range is longer by one.
            let (sum, carry) = isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
            guard !overflow, !carry else { return nil }
            value = sum
        }
        self = value
    }
}
extension Int: Scalar {}
extension Int8: Scalar {}
extension Int16: Scalar {}
extension Int32: Scalar {}
extension Int64: Scalar {}
extension UInt: Scalar {}
extension UInt8: Scalar {}
extension UInt16: Scalar {}
extension UInt32: Scalar {}
extension UInt64: Scalar {}

extension String: Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>) { self.init(decoding: cell, as: UTF8.self) }
}

extension Bool: Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>) {
        guard cell.count == 1, let letter = cell.first, letter == UInt8(ascii: "t") || letter == UInt8(ascii: "f") else { return nil }
        self = letter == UInt8(ascii: "t")
    }
}

extension Double: Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>) { self.init(Substring(decoding: cell, as: UTF8.self)) }
}
extension Float: Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>) { self.init(Substring(decoding: cell, as: UTF8.self)) }
}

extension Decimal: Scalar {
    /// Refuses NaN, the infinities and more digits than a `Decimal` keeps, rather than rounding in silence.
    init?(cell: UnsafeBufferPointer<UInt8>) {
        var digits = 0
        for (index, byte) in cell.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."): continue
            case UInt8(ascii: "-") where index == 0: continue
            default: return nil
            }
        }
        guard (1...38).contains(digits) else { return nil }
        self.init(string: String(decoding: cell, as: UTF8.self), locale: Locale(identifier: "en_US_POSIX"))
    }
}

extension Date: Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>) {
        guard let date = Timestamp.date(cell) else { return nil }
        self = date
    }
}

extension UUID: Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>) { self.init(uuidString: String(decoding: cell, as: UTF8.self)) }
}

extension Data: Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>) {
        guard cell.count >= 2, cell.count % 2 == 0, cell[0] == UInt8(ascii: "\\"), cell[1] == UInt8(ascii: "x") else { return nil }
        var bytes = Data(capacity: cell.count / 2 - 1)
        for index in stride(from: 2, to: cell.count, by: 2) {
            guard let high = hexadecimal(cell[index]), let low = hexadecimal(cell[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self = bytes
    }
}

private func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
    default: nil
    }
}
