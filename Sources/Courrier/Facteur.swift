import Foundation
import Logging
import Subprocess

/// Gives mail to the SMTP server, through one warm Python process (`smtplib`, `email`). It starts with the first mail and ends with
/// `stop()` or with the program. What it says of a mail is final: nothing is sent again here, the outbox decides.
public actor Facteur {
    private let python: String
    private let reglages: ReglagesCourrier
    private let delai: Duration
    private let log = Logger(label: "trousse.courrier")

    private var file: AsyncStream<Travail>.Continuation?
    private var boucle: Task<Void, Never>?
    private var enAttente: [Int: CheckedContinuation<String, any Error>] = [:]
    private var dernier = 0

    /// - Parameter delai: how long one mail may take before the worker is ended; well under the lease of the outbox.
    public init(python: String, reglages: ReglagesCourrier, delai: Duration = .seconds(60)) {
        (self.python, self.reglages, self.delai) = (python, reglages, delai)
    }

    /// - Returns: what the server said when it took the mail.
    /// - Throws: `EchecEnvoi`.
    public func envoyer(_ pli: Pli) async throws -> String {
        let octets = try DemandeEnvoi(pli, reglages).octets(pli)
        let file = fileOuverte()
        dernier += 1
        let travail = Travail(id: dernier, octets: octets)
        return try await withCheckedThrowingContinuation { continuation in
            enAttente[travail.id] = continuation
            file.yield(travail)
        }
    }

    /// Ends the worker, after the mail under way.
    public func stop() async {
        file?.finish()
        await boucle?.value
    }

    private func fileOuverte() -> AsyncStream<Travail>.Continuation {
        if let file { return file }
        let script = Bundle.module.bundleURL.appendingPathComponent("facteur.py").path
        signal(SIGPIPE, SIG_IGN)
        let (travaux, file) = AsyncStream.makeStream(of: Travail.self)
        self.file = file
        boucle = Task { await tourner(script, travaux) }
        return file
    }

    private func tourner(_ script: String, _ travaux: AsyncStream<Travail>) async {
        do {
            // The server's address and its secret go through the pipe: neither arguments nor environment, which others read.
            _ = try await Subprocess.run(
                .name("env"), arguments: [python, "-I", "-u", script],
                environment: .custom(["PATH": "/usr/local/bin:/usr/bin:/bin"]), input: .inputWriter, output: .sequence,
                error: .currentStandardError
            ) { execution in
                var lignes = Lignes(execution.standardOutput)
                for await travail in travaux {
                    let minuterie = Task { [delai] in
                        try await Task.sleep(for: delai)
                        try execution.send(signal: .kill)
                    }
                    defer { minuterie.cancel() }
                    _ = try await execution.standardInputWriter.write([UInt8](travail.octets))
                    repondre(travail.id, try JSONDecoder().decode(ReponseEnvoi.self, from: try await lignes.suivante()))
                }
            }
        } catch {
            log.warning("facteur arrêté : \(error)")
        }
        file = nil
        // It may have left or not: the outbox tries again under the same Message-ID.
        for id in enAttente.keys.sorted() {
            enAttente.removeValue(forKey: id)?.resume(throwing: EchecEnvoi(.injoignable, "Le service d’envoi s’est arrêté en route."))
        }
    }

    private func repondre(_ id: Int, _ reponse: ReponseEnvoi) {
        let attente = enAttente.removeValue(forKey: id)
        if let texte = reponse.reponse { return attente?.resume(returning: texte) ?? () }
        attente?.resume(throwing: EchecEnvoi(reponse.gravite ?? .injoignable, reponse.erreur ?? "réponse illisible"))
    }

    private struct Travail: Sendable {
        let id: Int
        let octets: Data
    }
}

/// The lines of the worker's output.
private struct Lignes {
    private var source: SubprocessOutputSequence.Iterator
    private var recu: [UInt8] = []

    init(_ sortie: SubprocessOutputSequence) { source = sortie.makeAsyncIterator() }

    mutating func suivante() async throws -> Data {
        while true {
            if let end = recu.firstIndex(of: 10) {
                defer { recu.removeFirst(end + 1) }
                return Data(recu[..<end])
            }
            guard let chunk = try await source.next() else { throw EchecEnvoi(.injoignable, "sortie fermée") }
            chunk.withUnsafeBytes { recu.append(contentsOf: $0) }
        }
    }
}
