import HTML
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// The last page of a connection: sent at once, while the other side may still be sending. A little more is read and dropped, or its
    /// browser would see a cut line and not the sentence; then the line is cut.
    static func derniere(_ page: HTML, status: HTTPResponse.Status, a request: Request, canal: any Channel) -> Response {
        var response = Response(page: page, status: status)
        response.headers[.connection] = "close"
        let bytes = ByteBuffer(bytes: page.bytes)
        response.body = ResponseBody(contentLength: bytes.readableBytes) { writer in
            try await writer.write(bytes)
            try await writer.finish(nil)
            canal.eventLoop.scheduleTask(in: .seconds(5)) { canal.close(promise: nil) }
            var dropped = 0
            for try await part in request.body {
                dropped += part.readableBytes
                if dropped > 8 << 20 { break }
            }
            canal.close(promise: nil)
        }
        return response
    }
}
