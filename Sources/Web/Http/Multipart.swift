import Foundation

/// Reads `multipart/form-data` (RFC 7578) from a body already bounded in size.
struct Multipart {
    let boundary: [UInt8]

    /// - Parameter contentType: the header's value; nil when it is not multipart or has no usable boundary.
    init?(contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"), let mark = contentType.range(of: "boundary=") else { return nil }
        let value = contentType[mark.upperBound...].prefix { $0 != ";" }.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
        guard (1...70).contains(value.utf8.count) else { return nil }
        boundary = Array("--\(value)".utf8)
    }

    /// nil when the body does not follow the form.
    func saisie(_ body: [UInt8]) -> Saisie? {
        var saisie = Saisie()
        let separator = Array("\r\n".utf8) + boundary
        guard body.starts(with: boundary) else { return nil }
        var position = boundary.count
        while position + 2 <= body.count {
            if body[position] == UInt8(ascii: "-"), body[position + 1] == UInt8(ascii: "-") { return saisie }
            guard body[position] == 13, body[position + 1] == 10 else { return nil }
            guard let end = index(of: separator, in: body[...], from: position) else { return nil }
            guard read(body[(position + 2)..<max(position + 2, end)], into: &saisie) else { return nil }
            position = end + separator.count
        }
        return nil
    }

    private func read(_ part: ArraySlice<UInt8>, into saisie: inout Saisie) -> Bool {
        guard let blank = index(of: Array("\r\n\r\n".utf8), in: part, from: part.startIndex) else { return false }
        let headers = String(decoding: part[part.startIndex..<blank], as: UTF8.self)
        let content = part[(blank + 4)...]
        guard let disposition = headers.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
            let name = parameter("name", of: disposition)
        else { return false }
        if let file = parameter("filename", of: disposition) {
            // An empty file field sends an empty name.
            if !file.isEmpty { saisie.add(name, Saisie.Fichier(nom: file, octets: Data(content))) }
        } else {
            saisie.add(name, String(decoding: content, as: UTF8.self))
        }
        return true
    }

    private func parameter(_ name: String, of header: Substring) -> String? {
        guard let start = header.range(of: "; \(name)=\"") else { return nil }
        return String(header[start.upperBound...].prefix { $0 != "\"" })
    }

    private func index(of needle: [UInt8], in hay: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard let first = needle.first else { return nil }
        var position = start
        while position + needle.count <= hay.endIndex {
            guard let found = hay[position...].firstIndex(of: first), found + needle.count <= hay.endIndex else { return nil }
            if hay[found..<(found + needle.count)].elementsEqual(needle) { return found }
            position = found + 1
        }
        return nil
    }
}
