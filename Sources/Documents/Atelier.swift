public import Foundation
import Logging
public import Model
import Subprocess

/// The documents workshop: one warm Python process that holds Typst. It starts at the first document, starts again once when it
/// died, and ends with `stop()` or with the program (its standard input closes).
public actor Atelier {
    private let environnement: [String: String]
    private let dossier: String
    private let delai: Duration
    private let log = Logger(label: "trousse.documents")

    private var file: AsyncStream<Travail>.Continuation?
    private var boucle: Task<Void, Never>?
    private var enAttente: [Int: CheckedContinuation<Data, any Error>] = [:]
    private var dernier = 0

    /// - Parameters:
    ///   - environnement: where `TROUSSE_PYTHON` is read.
    ///   - dossier: the folder that holds `.trousse/python`; the current one by default.
    ///   - delai: how long one document may take before the worker is ended.
    public init(
        environnement: [String: String] = ProcessInfo.processInfo.environment,
        dossier: String = FileManager.default.currentDirectoryPath, delai: Duration = .seconds(30)
    ) {
        (self.environnement, self.dossier, self.delai) = (environnement, dossier, delai)
    }

    /// The document as PDF/A-3a and PDF/UA-1, its data attached. The same values give the same bytes.
    /// - Throws: `DocumentError` when its figures disagree, `AtelierError` when the workshop cannot work.
    /// - Parameter marque: the QR code to print at the foot of each page.
    public func pdf(_ document: Document, marque: MarqueQR? = nil) async throws -> Data {
        let jointe = try document.donneesJointes
        return try await demander(
            Demande.pdf(modele: document.modele, joint: jointe.nom, date: document.date, marque: marque),
            parties: [try document.feuille(), jointe.octets])
    }

    /// Many documents, one after the other, each given as soon as it is written: nothing is held but the one that is being written.
    /// Ends between two documents when the task is cancelled.
    /// - Parameter chaque: receives the rank (from 0) and the bytes; what it throws ends the batch.
    public func lot(_ documents: [(document: Document, marque: MarqueQR?)], chaque: (Int, Data) async throws -> Void) async throws {
        for (rang, (document, marque)) in documents.enumerated() {
            try Task.checkCancellation()
            try await chaque(rang, try await pdf(document, marque: marque))
        }
    }

    /// One PDF with the pages of all, in order, to print at once. It is made for paper: tags and attached data stay with the documents.
    /// - Parameter date: the day that the file bears.
    public func assembler(_ pdfs: [Data], titre: String, date: LocalDate) async throws -> Data {
        try await demander(Demande.assembler(titre: titre, date: date), parties: pdfs)
    }

    /// A zip with `MANIFESTE.txt`, one `sha256  name` line a file, which `sha256sum -c` reads.
    /// - Parameters:
    ///   - fichiers: names and bytes in their order; names are made safe and distinct.
    ///   - date: the day that every entry bears, so that the same files give the same bytes.
    public func zip(_ fichiers: [(nom: String, octets: Data)], date: LocalDate) async throws -> Data {
        let noms = NomDeFichier.distincts(["MANIFESTE.txt"] + fichiers.map { NomDeFichier.sur($0.nom) })
        return try await demander(Demande.zip(noms: Array(noms.dropFirst()), date: date), parties: fichiers.map(\.octets))
    }

    /// The whole file: the pieces that Trousse writes and those that the mairie brings, in the form's order, and the manifest.
    /// - Parameter pieces: what the mairie brings (`1.4-devis.pdf`…), name and bytes.
    public func dossierZip(_ dossier: DossierImprimable, pieces: [(nom: String, octets: Data)]) async throws -> Data {
        var fichiers = pieces.map { (nom: NomDeFichier.sur($0.nom), octets: $0.octets) }
        for document in Document.pieces(dossier) { fichiers.append((document.fichier, try await pdf(document))) }
        fichiers.sort { $0.nom.localizedStandardCompare($1.nom) == .orderedAscending }
        return try await zip(fichiers, date: dossier.editeLe)
    }

    /// Ends the worker, after the work already asked.
    public func stop() async {
        file?.finish()
        await boucle?.value
    }

    private func demander(_ demande: Demande, parties: [Data]) async throws -> Data {
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
                .name("env"), arguments: [python, "-I", "-u", modeles + "/atelier.py"],
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
