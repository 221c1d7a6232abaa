public import Foundation
public import Model

/// The documents workshop: two warm Python processes, one that writes with Typst, one that looks into what people bring.
public actor Atelier {
    private let ecrivain: Ouvrier
    private let examinateur: Ouvrier
    private let clamd: String?

    /// - Parameters:
    ///   - environnement: where `TROUSSE_PYTHON` and `TROUSSE_CLAMD` are read.
    ///   - dossier: the folder that holds `.trousse/python`; the current one by default.
    ///   - delai: how long one document may take before the worker is ended.
    public init(
        environnement: [String: String] = ProcessInfo.processInfo.environment,
        dossier: String = FileManager.default.currentDirectoryPath, delai: Duration = .seconds(30)
    ) {
        ecrivain = Ouvrier("atelier.py", environnement: environnement, dossier: dossier, delai: delai)
        clamd = environnement["TROUSSE_CLAMD"].flatMap { $0.isEmpty ? nil : $0 }
        // A document of many scanned pages takes a minute; its own child is ended before that.
        examinateur = Ouvrier("examen.py", environnement: environnement, dossier: dossier, delai: .seconds(90))
    }

    /// The document as PDF/A-3a and PDF/UA-1, its data attached. The same values give the same bytes.
    /// - Throws: `DocumentError` when its figures disagree, `AtelierError` when the workshop cannot work.
    /// - Parameter marque: the QR code to print at the foot of each page.
    public func pdf(_ document: Document, marque: MarqueQR? = nil) async throws -> Data {
        let jointe = try document.donneesJointes
        return try await ecrivain.demander(
            Demande.pdf(modele: document.modele, joint: jointe.nom, date: document.date, marque: marque),
            parties: [try document.feuille(), jointe.octets])
    }

    /// The délibération for a word processor (OpenDocument text), with the words and the figures of its PDF.
    public func odt(deliberation dossier: DossierImprimable) async throws -> Data {
        try await ecrivain.demander(Demande.odt(date: dossier.editeLe), parties: [try Document.deliberation(dossier).feuille()])
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
        try await ecrivain.demander(Demande.assembler(titre: titre, date: date), parties: pdfs)
    }

    /// A zip with `MANIFESTE.txt`, one `sha256  name` line a file, which `sha256sum -c` reads.
    /// - Parameters:
    ///   - fichiers: names and bytes in their order; names are made safe and distinct.
    ///   - date: the day that every entry bears, so that the same files give the same bytes.
    public func zip(_ fichiers: [(nom: String, octets: Data)], date: LocalDate) async throws -> Data {
        let noms = NomDeFichier.distincts(["MANIFESTE.txt"] + fichiers.map { NomDeFichier.sur($0.nom) })
        return try await ecrivain.demander(Demande.zip(noms: Array(noms.dropFirst()), date: date), parties: fichiers.map(\.octets))
    }

    /// The whole file: the pieces that Trousse writes and those that the mairie brings, in the form's order, and the manifest.
    /// - Parameter pieces: what the mairie brings (`1.4-devis.pdf`…), name and bytes.
    public func dossierZip(_ dossier: DossierImprimable, pieces: [(nom: String, octets: Data)]) async throws -> Data {
        var fichiers = pieces.map { (nom: NomDeFichier.sur($0.nom), octets: $0.octets) }
        for document in Document.pieces(dossier) { fichiers.append((document.fichier, try await pdf(document))) }
        fichiers.sort { $0.nom.localizedStandardCompare($1.nom) == .orderedAscending }
        return try await zip(fichiers, date: dossier.editeLe)
    }

    /// What a file is, told by its content, in a process that a hostile file cannot leave.
    public func examiner(_ octets: Data) async throws -> ExamenFichier {
        try await demanderJSON(Demande(op: "examiner"), octets)
    }

    /// What the QR codes of each page of a scanned PDF say.
    /// - Returns: nil when it is not a PDF that can be read.
    public func marques(dans pdf: Data) async throws -> [[String]]? {
        do { return try await demanderJSON(Demande(op: "marques"), pdf) } catch is DecodingError { return nil }
    }

    /// Asks the antivirus that `TROUSSE_CLAMD` names: `unix:/run/clamav/clamd.ctl`, or `host:port`.
    /// - Returns: nil when none is named.
    public func antivirus(_ octets: Data) async throws -> VerdictAntivirus? {
        guard let clamd else { return nil }
        return try await demanderJSON(Demande(op: "antivirus", adresse: clamd), octets)
    }

    /// Ends the workers, after the work already asked.
    public func stop() async {
        await ecrivain.stop()
        await examinateur.stop()
    }

    /// One request to the process that writes.
    func demander(_ demande: Demande, parties: [Data]) async throws -> Data {
        try await ecrivain.demander(demande, parties: parties)
    }

    private func demanderJSON<Value: Decodable>(_ demande: Demande, _ octets: Data) async throws -> Value {
        try JSONDecoder().decode(Value.self, from: try await examinateur.demander(demande, parties: [octets]))
    }
}
