import Foundation
import Hummingbird
import Model
import Multipart
import NIOCore
import Parcours

/// Receives a `multipart/form-data` body piece by piece: fields in memory, files on the disk, each within its limits. The token of the
/// form comes before its files, so that nothing is written for who may not send.
struct ReceptionFormulaire {
    static let tailleFichier = 20 * 1024 * 1024
    /// A file that is a little too heavy is read to its end, so that the page comes back with what was typed; not one of two gigabytes.
    private static let limites = LimitesMultipart(
        parties: 500, entete: 8 * 1024, champ: 128 * 1024, champs: 512 * 1024, fichier: tailleFichier, total: 3 * tailleFichier)
    private static let limitesVisiteur = LimitesMultipart(
        parties: 100, entete: 8 * 1024, champ: 64 * 1024, champs: 128 * 1024, fichier: 0, total: 256 * 1024)

    private let jeton: String
    private var analyse: AnalyseMultipart
    private let limites: LimitesMultipart
    private var saisie = Saisie()
    private var enCours: (champ: String, nom: String, fichier: FichierRecu?, estTropLourd: Bool)?

    /// - Parameters:
    ///   - jeton: what the form must carry back.
    ///   - estConnecte: a visitor sends no file.
    init?(contentType: String, jeton: String, estConnecte: Bool) {
        let limites = estConnecte ? Self.limites : Self.limitesVisiteur
        guard let analyse = AnalyseMultipart(contentType: contentType, limites: limites) else { return nil }
        (self.analyse, self.jeton, self.limites) = (analyse, jeton, limites)
    }

    /// - Throws: `Refus`, `HTTPError`.
    mutating func lire(_ request: Request) async throws -> Saisie {
        // What is announced as too long is not even begun.
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limites.total { throw Refus.tropLourd }
        do {
            for try await buffer in request.body {
                for evenement in try analyse.lire(Array(buffer.readableBytesView)) { try recevoir(evenement) }
                if analyse.estFini { break }
            }
            try analyse.finir()
        } catch let error as ErreurMultipart {
            throw try Self.refus(error)
        }
        return saisie
    }

    private mutating func recevoir(_ evenement: AnalyseMultipart.Evenement) throws {
        switch evenement {
        case .champ(let nom, let valeur): saisie.add(nom, valeur)
        case .debutFichier(let champ, let nom):
            guard let envoye = saisie["jeton"], !jeton.isEmpty, constantTimeEqual(envoye, jeton) else { throw Refus.jeton }
            enCours = (champ, nom, nil, false)
        case .octets(let octets):
            if enCours?.fichier == nil { enCours?.fichier = try FichierRecu() }
            try enCours?.fichier?.ajouter(octets)
        case .fichierTropLourd:
            // What was already written goes with the file.
            enCours?.fichier = nil
            enCours?.estTropLourd = true
        case .finFichier:
            guard let fini = enCours else { return }
            enCours = nil
            // A file field left empty sends an empty name and nothing.
            guard !fini.nom.isEmpty || fini.fichier != nil || fini.estTropLourd else { return }
            guard saisie.fichier(fini.champ) == nil else { throw Refus.deuxFichiers }
            saisie.add(
                fini.champ, .init(nom: fini.nom, octets: try fini.fichier?.octets() ?? Data(), estTropLourd: fini.estTropLourd))
        }
    }

    private static func refus(_ error: ErreurMultipart) throws -> Refus {
        switch error {
        case .tropLong: .tropLourd
        case .tronque: .interrompu
        case .tropDeParties, .enteteTropLong, .champTropLong: .tropDeChamps
        case .separateur, .entete, .codage: throw HTTPError(.badRequest)
        }
    }
}

extension Refus {
    static let jeton = Refus(
        .interdit,
        "Cette page était ouverte depuis trop longtemps. Revenez en arrière, rechargez-la et recommencez\u{A0}: rien n’a été enregistré.",
        regle: "jeton")
    /// Known by its rule: the connection ends after it (`ErrorPages`).
    static let corpsTropLourd = "corps_trop_lourd"
    static let tropLourd = Refus(
        .impossible,
        "Cet envoi est trop lourd. Un fichier compte au plus 20\u{A0}Mo\u{A0}: enregistrez-le en qualité réduite et recommencez.",
        regle: corpsTropLourd)
    fileprivate static let interrompu = Refus(
        .impossible,
        "L’envoi s’est arrêté avant la fin, sans doute à cause de la connexion. Revenez en arrière et recommencez\u{A0}: rien n’a été enregistré.",
        regle: "corps_tronque")
    fileprivate static let tropDeChamps = Refus(
        .impossible,
        "Cet envoi contient trop d’éléments ou un texte trop long. Revenez en arrière, raccourcissez, et recommencez\u{A0}: rien n’a été enregistré.",
        regle: "corps_demesure")
    fileprivate static let deuxFichiers = Refus(
        .impossible,
        "Deux fichiers sont arrivés pour la même pièce. Revenez en arrière et joignez-les l’un après l’autre\u{A0}: rien n’a été enregistré.",
        regle: "corps_doublon")
}
