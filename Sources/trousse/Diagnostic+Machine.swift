import Documents
import Foundation
import Model

extension Diagnostic {
    /// Typst, which writes the documents, in the Python of `make outils`.
    func documents() -> Constat {
        do {
            let python = try Interprete.trouver()
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(filePath: python)
            process.arguments = ["-I", "-c", "import importlib.metadata, typst; print(importlib.metadata.version('typst'))"]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                return Constat(sujet: "Documents", etat: "\(python) n’a pas Typst", remede: "make outils")
            }
            return .bon("Documents", "Typst \(text.trimmingCharacters(in: .whitespacesAndNewlines)), \(python)")
        } catch {
            return Constat(sujet: "Documents", etat: "l’outil d’édition n’est pas installé", remede: "make outils")
        }
    }

    /// Written for real: the library is there, and so is a place for its temporary file.
    func classeurs() -> Constat {
        do {
            _ = try XLSXWriter.xlsx(titre: "Essai", colonnes: [.init("Montant", .money)], lignes: [[.money(.euros(1))]])
            return .bon("Classeurs", "libxlsxwriter écrit")
        } catch {
            return Constat(sujet: "Classeurs", etat: error.description, remede: "Vérifiez la place dans \(NSTemporaryDirectory()).")
        }
    }

    /// Room for the private database and the files written, where `.trousse/` is or would be.
    func disque() -> Constat {
        let folder = FileManager.default.currentDirectoryPath
        let free = (try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int64) ?? 0
        let megabytes = free / 1_048_576
        return Constat(
            sujet: "Disque", etat: "\(megabytes)\u{A0}Mio libres pour \(Connexions.dossierPrive.path(percentEncoded: false))",
            remede: megabytes < 1024 ? "Libérez de la place\u{A0}: il faut au moins 1024\u{A0}Mio." : nil)
    }

    /// Legal days are counted in Paris.
    func horloge() -> Constat {
        guard TimeZone(identifier: "Europe/Paris") != nil else {
            return Constat(sujet: "Fuseau horaire", etat: "Europe/Paris est inconnu", remede: "apt-get install tzdata")
        }
        return .bon("Date", "\(LocalDate(Date()).longFrench) à Paris")
    }
}
