public import Courrier
public import Foundation
import Model
public import Postgres
import Store

/// Empties the outbox through the SMTP server. Several may run at once, in one process or many: each mail is leased to one. A mail is
/// sent again only when its sender died, or lost the server, between the server's acceptance and our commit; it then bears the same
/// Message-ID.
public struct Distribution: Sendable {
    public struct Bilan: Codable, Sendable, Hashable {
        public var envoyes = 0
        public var reportes = 0
        public var abandonnes = 0
        /// What stopped it before the end: nobody answers.
        public var arret: String?
        public init() {}
    }

    private let database: Database
    private let facteur: Facteur
    private let reglages: ReglagesCourrier
    private let horloge: @Sendable () -> Date

    /// - Parameters:
    ///   - database: opened as `trousse_app`.
    ///   - horloge: the instant; tests give theirs, to make delays pass.
    public init(database: Database, facteur: Facteur, reglages: ReglagesCourrier, horloge: @escaping @Sendable () -> Date) {
        (self.database, self.facteur, self.reglages, self.horloge) = (database, facteur, reglages, horloge)
    }

    /// More than the worker may take for one mail.
    private static let bailEnSecondes = 180

    /// Sends what is due, one by one, until nothing is or nobody answers.
    /// - Parameter tantQue: asked between two mails; a mail that has left is always concluded.
    public func passer(tantQue: @Sendable () -> Bool = { true }) async throws -> Bilan {
        var bilan = Bilan()
        while tantQue(), !Task.isCancelled, bilan.arret == nil {
            let bail = UUID()
            let pris = try await database.write(as: .facteur) { tx in
                try await CourrielPris.prendre(le: horloge(), bail: bail, secondes: Self.bailEnSecondes, in: tx)
            }
            guard let pris else { break }
            try await distribuer(pris, bail, &bilan)
        }
        return bilan
    }

    private func distribuer(_ pris: CourrielPris, _ bail: UUID, _ bilan: inout Bilan) async throws {
        do {
            let reponse = try await facteur.envoyer(try await pli(pris, bail))
            _ = try await database.write(as: .facteur) { tx in
                try await pris.conclure(bail: bail, le: horloge(), reponse: reponse, in: tx)
            }
            bilan.envoyes += 1
        } catch let echec as EchecEnvoi {
            try await database.write(as: .facteur) { tx in
                try await pris.echouer(
                    bail: bail, le: horloge(), erreur: echec.description, gravite: echec.gravite.rawValue, in: tx)
            }
            switch echec.gravite {
            case .injoignable:
                bilan.reportes += 1
                bilan.arret = echec.description
            case .provisoire: bilan.reportes += 1
            case .definitif: bilan.abandonnes += 1
            }
        }
    }

    /// The mail as it was first written, or written now and kept.
    private func pli(_ pris: CourrielPris, _ bail: UUID) async throws -> Pli {
        let ecrit: (objet: String, texte: String, html: String)
        let dejaEcrit = pris.objet != nil
        if let objet = pris.objet, let texte = pris.texte, let html = pris.html {
            ecrit = (objet, texte, html)
        } else {
            guard let genre = GenreCourriel(rawValue: pris.genre) else {
                throw EchecEnvoi(.definitif, "Cette version de Trousse ne connaît pas le courriel «\u{A0}\(pris.genre)\u{A0}».")
            }
            let lettre = Lettre(genre, pris.faits.value)
            ecrit = (lettre.objet, lettre.texte(adresse: reglages.adresse), lettre.html(adresse: reglages.adresse))
        }
        let jointes = try await database.write(as: .facteur) { tx in
            if !dejaEcrit {
                try await pris.preparer(
                    modele: Lettre.modele, objet: ecrit.objet, texte: ecrit.texte, html: ecrit.html, bail: bail, in: tx)
            }
            return try await pris.jointes(in: tx)
        }
        return Pli(
            identifiant: pris.identifiant, destinataire: pris.destinataire, nom: pris.destinataireNom, objet: ecrit.objet,
            texte: ecrit.texte, html: ecrit.html,
            jointes: jointes.map { Pli.Jointe(nom: $0.nomFichier, type: $0.typeMime, octets: $0.octets) })
    }
}
