import Foundation
import Logging
import Subprocess

/// One warm Python process that answers one request after the other. It starts at the first, starts again once when it died, and ends with
/// `stop()` or with the program (its standard input closes).
actor Ouvrier {
    private let script: String
    private let environnement: [String: String]
    private let dossier: String
    private let delai: Duration
    private let log = Logger(label: "trousse.documents")

    private var file: AsyncStream<Travail>.Continuation?
    private var boucle: Task<Void, Never>?
    private var enAttente: [Int: CheckedContinuation<Data, any Error>] = [:]
    private var dernier = 0

    /// - Parameter script: its name in `Modeles`.
    init(_ script: String, environnement: [String: String], dossier: String, delai: Duration) {
        (self.script, self.environnement, self.dossier, self.delai) = (script, environnement, dossier, delai)
    }

    /// Ends the worker, after the work already asked.
    func stop() async {
        file?.finish()
        await boucle?.value
    }

    func demander(_ demande: Demande, parties: [Data]) async throws -> Data {
        let octets = try demande.octets(parties)
        do {
            return try await unEssai(octets)
        } catch AtelierError.arrete(let detail) {
            log.warning("atelier relancé : \(detail)")
            return try await unEssai(octets)
        }
    }

    private func unEssai(_ octets: Data) async throws -> Data {
        let file = try fileOuverte()
        dernier += 1
        let travail = Travail(id: dernier, octets: octets)
        return try await withCheckedThrowingContinuation { continuation in
            enAttente[travail.id] = continuation
            file.yield(travail)
        }
    }

    private func fileOuverte() throws -> AsyncStream<Travail>.Continuation {
        if let file { return file }
        let python = try Interprete.trouver(environnement: environnement, dossier: dossier)
        let modeles = Bundle.module.bundleURL.appendingPathComponent("Modeles").path
        // A worker that died closes its pipe: writing to it must be an error, not the end of the server.
        signal(SIGPIPE, SIG_IGN)
        let (travaux, file) = AsyncStream.makeStream(of: Travail.self)
        self.file = file
        // Awaited by `stop()`; ends by itself when the worker dies.
        boucle = Task { await tourner(python: python, modeles: modeles, travaux) }
        return file
    }

    private func tourner(python: String, modeles: String, _ travaux: AsyncStream<Travail>) async {
        var raison = "fin du processus"
        do {
            // `-I`: no local folder may change what Python imports. It has no business with our environment either: secrets live there.
            _ = try await Subprocess.run(
                .name("env"), arguments: [python, "-I", "-u", modeles + "/" + script],
                environment: .custom(["PATH": environnement["PATH"] ?? "/usr/bin:/bin"]), input: .inputWriter, output: .sequence,
                error: .currentStandardError
            ) { execution in
                var lecteur = Lecteur(execution.standardOutput)
                for await travail in travaux {
                    let minuterie = Task { [delai] in
                        try await Task.sleep(for: delai)
                        try execution.send(signal: .kill)
                    }
                    defer { minuterie.cancel() }
                    let debut = ContinuousClock.now
                    do {
                        _ = try await execution.standardInputWriter.write([UInt8](travail.octets))
                        repondre(travail.id, try await lecteur.reponse())
                    } catch  where ContinuousClock.now - debut >= delai {
                        repondre(travail.id, .failure(.tropLong(secondes: Int(delai.components.seconds))))
                        throw error
                    }
                }
            }
        } catch AtelierError.arrete(let detail) {
            raison = detail
        } catch {
            raison = "\(error)"
        }
        file = nil
        for id in enAttente.keys.sorted() { repondre(id, .failure(.arrete(raison))) }
    }

    private func repondre(_ id: Int, _ reponse: Result<Data, AtelierError>) {
        enAttente.removeValue(forKey: id)?.resume(with: reponse.mapError { $0 as any Error })
    }

    private struct Travail: Sendable {
        let id: Int
        let octets: Data
    }
}
