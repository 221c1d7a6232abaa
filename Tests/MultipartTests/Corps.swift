import Multipart

/// A body and what it holds, made by hand: what the parser must find.
struct Corps: Equatable {
    struct Partie: Equatable {
        var nom: String
        /// nil: a field.
        var fichier: String?
        var contenu: [UInt8]
        var tropLourd = false
    }
    var parties: [Partie]

    static let frontiere = "----a-b"
    static let type = "multipart/form-data; boundary=\(frontiere)"

    /// As a browser writes it.
    var octets: [UInt8] {
        var bytes: [UInt8] = []
        for partie in parties {
            let fichier =
                partie.fichier.map {
                    "; filename=\"\(Self.echappe($0))\"\r\nContent-Type: application/octet-stream"
                } ?? ""
            bytes += Array(
                "--\(Self.frontiere)\r\nContent-Disposition: form-data; name=\"\(Self.echappe(partie.nom))\"\(fichier)\r\n\r\n"
                    .utf8)
            bytes += partie.contenu + [13, 10]
        }
        return bytes + Array("--\(Self.frontiere)--\r\n".utf8)
    }

    private static func echappe(_ text: String) -> String {
        String(
            text.flatMap { character -> String in
                switch character {
                case "\"": "%22"
                case "\r\n": "%0D%0A"
                case "\r": "%0D"
                case "\n": "%0A"
                default: String(character)
                }
            })
    }
}

/// What a whole reading gives: the parts, or why not.
enum Lecture: Equatable {
    case parties([Corps.Partie])
    case erreur(ErreurMultipart)

    static let limites = LimitesMultipart(
        parties: 12, entete: 200, champ: 120, champs: 300, fichier: 160, total: 900)

    /// - Parameter coupes: the lengths in which the body arrives, taken in turn.
    init(
        _ octets: [UInt8], coupes: [Int], limites: LimitesMultipart = limites,
        retenus: (Int) -> Void = { _ in }
    ) {
        guard var analyse = AnalyseMultipart(contentType: Corps.type, limites: limites) else {
            self = .erreur(.separateur)
            return
        }
        var parties: [Corps.Partie] = []
        do throws(ErreurMultipart) {
            var (start, rank) = (0, 0)
            while start < octets.count {
                let end = min(octets.count, start + max(1, coupes[rank % coupes.count]))
                for evenement in try analyse.lire(Array(octets[start..<end])) {
                    switch evenement {
                    case .champ(let nom, let valeur):
                        parties.append(.init(nom: nom, fichier: nil, contenu: Array(valeur.utf8)))
                    case .debutFichier(let nom, let fichier):
                        parties.append(.init(nom: nom, fichier: fichier, contenu: []))
                    case .octets(let bytes): parties[parties.count - 1].contenu += bytes
                    case .fichierTropLourd:
                        (parties[parties.count - 1].tropLourd, parties[parties.count - 1].contenu) = (true, [])
                    case .finFichier: break
                    }
                }
                retenus(analyse.octetsRetenus)
                (start, rank) = (end, rank + 1)
            }
            try analyse.finir()
            self = .parties(parties)
        } catch {
            self = .erreur(error)
        }
    }
}
