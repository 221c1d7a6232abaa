internal import Documents
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
public import Model
internal import NIOCore
internal import NIOEmbedded
internal import Parcours
public import Postgres
internal import Synchronization
public import Web

/// Drives the site's router as a browser does, without a socket: keeps cookies, follows redirects, fills forms by their labels.
///
///     let browser = try await Browser(mairie)
///     let projet = try await browser.submit(try await browser.get("/catalogue/kits/K02").form("Ajouter au projet"))
public final class Browser {
    public private(set) var cookies: [String: String] = [:]
    private let respond: @Sendable (Request, SiteContext) async throws -> Response

    /// - Parameters:
    ///   - acteur: who is signed in; nil is a visitor.
    ///   - jour: the site's «today».
    ///   - site: another site than the usual one on this test's database.
    public init(_ acteur: Acteur? = nil, jour: LocalDate = jourDesEssais, site: Site? = nil) async throws {
        let site = if let site { site } else { try await Browser.site(jour: jour) }
        let responder = site.router().buildResponder()
        respond = { try await responder.respond(to: $0, context: $1) }
        if let acteur { cookies["trousse"] = try await acteur.ouvrirSession() }
    }

    /// The site on this test's database, in demonstration mode.
    public static func site(jour: LocalDate = jourDesEssais) async throws -> Site {
        Site(parcours: try await TestDatabase.current.parcours, configuration: .init(demonstration: true, aujourdhui: { jour }))
    }

    /// The same on another pool of connections: one that is closed, for instance.
    public static func site(sur database: Database) -> Site {
        Site(parcours: Parcours(database: database, atelier: .commun), configuration: .init(aujourdhui: { jourDesEssais }))
    }

    /// Follows redirects, as a person would.
    public func get(_ address: String) async throws -> Page { try await follow(try await visit(address)) }

    /// One request, its answer as it is.
    public func visit(_ address: String) async throws -> Page { try await send("GET", address, body: nil) }

    /// Fills nothing more and presses a button: that of the form, or the one named. Follows redirects.
    public func submit(_ form: Form, button: String? = nil) async throws -> Page { try await follow(try await press(form, button: button)) }

    /// The same without following.
    public func press(_ form: Form, button: String? = nil) async throws -> Page {
        let fields = try form.fields(pressing: button)
        let (method, action) = try form.target(pressing: button)
        guard method == "post" else {
            let query = Form.urlEncoded(fields.map { ($0.name, $0.value.text) })
            return try await send("GET", query.isEmpty ? action : "\(action)?\(query)", body: nil)
        }
        let (type, bytes) = form.body(fields)
        return try await post(action, type: type, bytes)
    }

    /// A body of any make, even wrong.
    public func post(_ address: String, type: String = "application/x-www-form-urlencoded", _ body: [UInt8]) async throws -> Page {
        try await send("POST", address, body: (type, body))
    }

    /// A body that arrives piece by piece: its beginning, then as many mebibytes of zeros as the server will take.
    /// - Parameters:
    ///   - puis: mebibytes ready to follow.
    ///   - longueur: what the headers announce, true or not; nil: nothing, as a stream does.
    /// - Returns: the answer, and how many mebibytes the server took.
    public func post(_ address: String, type: String, _ debut: [UInt8], puis: Int, longueur: Int?) async throws -> (
        page: Page, envoyes: Int
    ) {
        let flux = Flux(debut: debut, mebioctets: puis)
        let page = try await send("POST", address, type: type, longueur: longueur, body: RequestBody(asyncSequence: flux))
        return (page, flux.envoyes.nombre)
    }

    /// Clicks on the link that reads so.
    public func click(_ text: String, on page: Page) async throws -> Page { try await get(try page.link(text)) }

    /// As if the visitor's cookie jar were edited by hand.
    public func setCookie(_ name: String, _ value: String?) { cookies[name] = value }

    private func follow(_ first: Page) async throws -> Page {
        var page = first
        for _ in 0..<5 {
            guard let place = page.redirection else { return page }
            page = try await visit(place)
        }
        throw BrowserError("\(first.address) redirige sans fin")
    }

    private func send(_ method: String, _ address: String, body: (type: String, bytes: [UInt8])?) async throws -> Page {
        try await send(method, address, type: body?.type, longueur: nil, body: RequestBody(buffer: ByteBuffer(bytes: body?.bytes ?? [])))
    }

    private func send(_ method: String, _ address: String, type: String?, longueur: Int?, body: RequestBody) async throws -> Page {
        var fields = HTTPFields()
        if !cookies.isEmpty { fields[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if let type { fields[.contentType] = type }
        if let longueur { fields[.contentLength] = String(longueur) }
        let head = HTTPRequest(
            method: HTTPRequest.Method(method) ?? .get, scheme: "http", authority: "trousse.test", path: address, headerFields: fields)
        let request = Request(head: head, body: body)
        let journal = Journal()
        let context = SiteContext(source: .init(channel: NIOAsyncTestingChannel(), logger: journal.logger(request: "essai")))
        let response = try await respond(request, context)
        let sink = Sink()
        try await response.body.write(sink)
        for header in response.headers[values: .setCookie] { keep(header) }
        return Page(
            address: address, status: response.status.code,
            headers: Dictionary(response.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { "\($0)\n\($1)" }),
            bytes: sink.bytes, journal: journal.text)
    }

    /// `name=value; Path=/; …`; a life of zero is an end.
    private func keep(_ header: String) {
        let parts = header.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let pair = parts.first?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false), pair.count == 2 else { return }
        let isOver = parts.contains { $0.lowercased() == "max-age=0" } || pair[1].isEmpty
        cookies[String(pair[0])] = isOver ? nil : String(pair[1])
    }

}

/// The page is not what the test takes it for: says what is there instead.
public struct BrowserError: Error, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

private final class Sink: ResponseBodyWriter, Sendable {
    private let buffer = Mutex(ByteBuffer())
    var bytes: [UInt8] { buffer.withLock { Array($0.readableBytesView) } }
    func write(_ part: ByteBuffer) async throws { buffer.withLock { _ = $0.writeImmutableBuffer(part) } }
    consuming func finish(_ trailers: HTTPFields?) async throws {}
}

/// A body that is made as it is read.
private struct Flux: AsyncSequence, Sendable {
    let debut: [UInt8]
    let mebioctets: Int
    let envoyes = Compte()

    func makeAsyncIterator() -> Iterateur { Iterateur(flux: self) }

    struct Iterateur: AsyncIteratorProtocol {
        let flux: Flux
        private var aCommence = false
        init(flux: Flux) { self.flux = flux }

        mutating func next() async throws -> ByteBuffer? {
            guard aCommence else {
                aCommence = true
                return ByteBuffer(bytes: flux.debut)
            }
            guard flux.envoyes.nombre < flux.mebioctets else { return nil }
            flux.envoyes.ajouter()
            return ByteBuffer(repeating: 0, count: 1 << 20)
        }
    }

    final class Compte: Sendable {
        private let valeur = Atomic(0)
        var nombre: Int { valeur.load(ordering: .relaxed) }
        func ajouter() { valeur.add(1, ordering: .relaxed) }
    }
}
