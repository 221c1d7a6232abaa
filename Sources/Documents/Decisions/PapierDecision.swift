public import Foundation
public import Model

/// A paper of the préfecture written from its own model: arrêté, letter, refusal. Amounts HT.
public struct PapierDecision: Sendable, Hashable {
    public let titre: String
    public let texte: TexteModele
    /// Values of the mentions; one that is missing prints as a blank to fill by hand.
    public let valeurs: [Mention: String]
    /// `Préfecture de l’Allier`, at the head of each page.
    public let emetteur: String
    public let reference: String
    public let dispositif: String
    /// The day that the file bears.
    public let date: LocalDate
    /// Who signs.
    public let signataire: String

    public init(
        titre: String, texte: TexteModele, valeurs: [Mention: String], emetteur: String, reference: String, dispositif: String,
        date: LocalDate, signataire: String
    ) {
        (self.titre, self.texte, self.valeurs, self.emetteur) = (titre, texte, valeurs, emetteur)
        (self.reference, self.dispositif, self.date, self.signataire) = (reference, dispositif, date, signataire)
    }

    /// What machines read in the file: each mention and its value.
    var donneesJointes: Data {
        get throws { try JSON.lisible(Dictionary(uniqueKeysWithValues: valeurs.map { ($0.key.rawValue, $0.value) })) }
    }

    func feuille() throws -> Data {
        let entete = EntetePapier(titre: titre, emetteur: emetteur, reference: reference, dispositif: dispositif)
        let corps = Corps(signataire: signataire, blocs: texte.blocs.map(imprimer))
        let json = try JSON.compact(FeuillePapier(entete: entete, corps: corps))
        return Data(Typographie.francaise(String(decoding: json, as: UTF8.self)).utf8)
    }

    private func imprimer(_ bloc: TexteModele.Bloc) -> Bloc {
        switch bloc {
        case .titre(let morceaux): Bloc(genre: "titre", lignes: [ecrire(morceaux)])
        case .paragraphe(let morceaux): Bloc(genre: "paragraphe", lignes: [ecrire(morceaux)])
        case .liste(let lignes): Bloc(genre: "liste", lignes: lignes.map(ecrire))
        }
    }

    private func ecrire(_ morceaux: [TexteModele.Morceau]) -> String {
        morceaux.map { morceau in
            switch morceau {
            case .texte(let texte): texte
            case .mention(let mention): valeurs[mention] ?? blanc
            }
        }.joined()
    }

    private struct FeuillePapier: Encodable {
        let entete: EntetePapier
        let corps: Corps
    }
    private struct EntetePapier: Encodable {
        let titre, emetteur, reference, dispositif: String
    }
    private struct Corps: Encodable {
        let signataire: String
        let blocs: [Bloc]
    }
    private struct Bloc: Encodable {
        let genre: String
        let lignes: [String]
    }
}

extension Atelier {
    /// A paper from a model, as PDF/A-3a and PDF/UA-1, with a QR code on each page when it comes back signed.
    public func papier(_ papier: PapierDecision, marque: MarqueQR?) async throws -> Data {
        try await demander(
            Demande.pdf(modele: "arrete-modele", joint: "decision.json", date: papier.date, marque: marque),
            parties: [try papier.feuille(), try papier.donneesJointes])
    }
}
