/// The text form of arrays: `{1,NULL,"l'île \"haute\""}`. One dimension.
enum ArrayLiteral {
    static func encode(_ elements: [String?]) -> String {
        var result = "{"
        for (index, element) in elements.enumerated() {
            if index > 0 { result += "," }
            guard let element else {
                result += "NULL"
                continue
            }
            result += "\""
            for scalar in element.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { result += "\\" }
                result.unicodeScalars.append(scalar)
            }
            result += "\""
        }
        return result + "}"
    }

    /// nil when the text is not an array of one dimension whose first index is 1.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [String?]? {
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return nil }
        let end = bytes.count - 1
        var index = 1
        var elements: [String?] = []
        while index < end {
            if bytes[index] == UInt8(ascii: "\"") {
                guard let element = quoted(bytes, &index, end) else { return nil }
                elements.append(element)
            } else {
                let start = index
                while index < end, bytes[index] != UInt8(ascii: ",") {
                    if bytes[index] == UInt8(ascii: "{") { return nil }
                    index += 1
                }
                let element = String(decoding: bytes[start..<index], as: UTF8.self)
                elements.append(element == "NULL" ? nil : element)
            }
            if index < end {
                guard bytes[index] == UInt8(ascii: ","), index + 1 < end else { return nil }
                index += 1
            }
        }
        return elements
    }

    private static func quoted(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int) -> String? {
        var element: [UInt8] = []
        index += 1
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: element, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                guard index < end else { return nil }
                element.append(bytes[index])
            default:
                element.append(bytes[index])
            }
            index += 1
        }
        return nil
    }
}
