import Courrier
import Foundation
import Testing

/// A real SMTP server on loopback (`serveur_smtp.py`), and what it accepted.
final class BoiteAuxLettres: @unchecked Sendable {
    struct Lettre: Decodable {
        let a: String
        let de: String
        let identifiant: String
        let objet: String
        let auto: String
        let chiffre: Bool
        let texte: String
        let html: String
        let jointes: [[Valeur]]
    }

    enum Valeur: Decodable, Equatable {
        case texte(String), nombre(Int)
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self = if let nombre = try? container.decode(Int.self) { .nombre(nombre) } else { .texte(try container.decode(String.self)) }
        }
    }

    static let python = racine.appending(path: ".trousse/essais/bin/python3").path

    /// aiosmtpd is installed, or must be.
    static let estPrete: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", "import aiosmtpd"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    let port: Int
    private let fichier: URL
    private let process = Process()
    private let entree = Pipe()

    /// - Parameters:
    ///   - port: nil for any.
    ///   - suite: the box that this one goes on from, after a stop.
    init(port: Int? = nil, suite: BoiteAuxLettres? = nil, starttls: [String] = []) throws {
        fichier = suite?.fichier ?? FileManager.default.temporaryDirectory.appending(path: "courrier-\(UUID().uuidString).jsonl")
        let sortie = Pipe()
        process.executableURL = URL(filePath: Self.python)
        process.arguments =
            [Self.racine.appending(path: "Tests/StoreTests/serveur_smtp.py").path, fichier.path, "--port", "\(port ?? suite?.port ?? 0)"]
            + (starttls.isEmpty ? [] : ["--starttls"] + starttls)
        (process.standardInput, process.standardOutput) = (entree, sortie)
        try process.run()
        let line = String(decoding: sortie.fileHandleForReading.availableData, as: UTF8.self)
        self.port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Everything that was accepted, in order.
    var lettres: [Lettre] {
        get throws {
            guard let data = try? Data(contentsOf: fichier) else { return [] }
            return try data.split(separator: 10).map { try JSONDecoder().decode(Lettre.self, from: Data($0)) }
        }
    }

    func arreter() {
        guard process.isRunning else { return }
        // Not `terminate()`: a child inherits the signals that the threads of a test hold back.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit { arreter() }

    /// Settings that lead to it, in clear on this machine.
    var reglages: ReglagesCourrier {
        get throws { try BoiteAuxLettres.reglages("smtp://127.0.0.1:\(port)") }
    }

    static func reglages(_ url: String) throws -> ReglagesCourrier {
        ReglagesCourrier(serveur: try ServeurSMTP(url: url), expediteur: "trousse@exemple.fr", adresse: "https://trousse.exemple.fr")
    }

    private static let racine = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
}

extension Trait where Self == ConditionTrait {
    /// Skips where no Python has aiosmtpd, and says so; never in CI.
    static var smtp: Self {
        .enabled("pas de Python avec aiosmtpd : .ci/outils .trousse/essais Tests/Journeys/requirements.txt") { BoiteAuxLettres.estPrete }
    }
}
