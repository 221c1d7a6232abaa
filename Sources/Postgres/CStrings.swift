/// Texts as an array of C strings, nil staying nil, in one buffer that lives as long as the call.
func withCStrings<R>(_ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
    guard !texts.isEmpty else { return body(nil) }
    let size = texts.reduce(0) { $0 + ($1.map { $0.utf8.count + 1 } ?? 0) }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: max(size, 1)) { bytes in
        withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: texts.count) { pointers in
            var offset = 0
            for (index, text) in texts.enumerated() {
                guard let text else {
                    pointers.initializeElement(at: index, to: nil)
                    continue
                }
                pointers.initializeElement(at: index, to: bytes.baseAddress.map { UnsafePointer($0 + offset) })
                for byte in text.utf8 {
                    bytes[offset] = CChar(bitPattern: byte)
                    offset += 1
                }
                bytes[offset] = 0
                offset += 1
            }
            return body(pointers.baseAddress.map { UnsafePointer($0) })
        }
    }
}
