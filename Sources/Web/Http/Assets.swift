import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The few files of `Assets/`, read once and kept; the browser keeps them too and asks by their hash.
struct Assets<Context: RequestContext>: RouterMiddleware {
    private struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
        let etag: String
    }

    private let files: [String: File]

    init() {
        let folder = Bundle.module.resourceURL?.appending(path: "Assets", directoryHint: .isDirectory)
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) } ?? []
        var files: [String: File] = [:]
        for url in names {
            guard let data = try? Data(contentsOf: url), let type = Self.types[url.pathExtension] else { continue }
            files["/assets/" + url.lastPathComponent] = Self.file(data, type)
        }
        self.files = files
    }

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        guard request.uri.path.hasPrefix("/assets/") else { return try await next(request, context) }
        guard let file = files[request.uri.path], request.method == .get || request.method == .head else { throw HTTPError(.notFound) }
        let headers: HTTPFields = [.contentType: file.type, .cacheControl: "public, max-age=3600", .eTag: file.etag]
        if request.headers[.ifNoneMatch] == file.etag { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
    }

    private static func file(_ data: Data, _ type: String) -> File {
        let hash = SHA256.hash(data: data).prefix(8).map { String($0, radix: 16) }.joined()
        return File(bytes: ByteBuffer(bytes: data), type: type, etag: "\"\(hash)\"")
    }

    private static var types: [String: String] {
        [
            "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
            "woff2": "font/woff2",
        ]
    }
}
