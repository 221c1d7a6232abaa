internal import Foundation

/// Types read straight from PostgreSQL's text form.
protocol Scalar {
    init?(cell: UnsafeBufferPointer<UInt8>)
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
extension Int128: Scalar {}
extension UInt128: Scalar {}

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
