public import Foundation

extension Demarche {
    /// Every value of the dossier that this form has a field for, in the form's order. Whole numbers are rounded down: an application never asks
    /// more than its plan.
    public func valeurs(_ demande: DemandeRemplie, dispositif: String, departement: String) -> [ValeurDN] {
        champs.compactMap { champ in
            guard champ.concerne(departement, dispositif), let brutes = brutes(champ, demande) else { return nil }
            let (valeurs, remarque) = champ.convertir(brutes)
            guard !valeurs.isEmpty else { return nil }
            return ValeurDN(
                numero: champ.numero, cle: champ.cle, libelle: champ.libelle, genre: champ.genre, valeurs: valeurs, remarque: remarque)
        }
    }

    private func brutes(_ champ: Champ, _ demande: DemandeRemplie) -> [String]? {
        if let fixe = champ.fixe { return [fixe] }
        if let code = champ.champ, let question = demande.formulaire.champ(code), demande.estPosee(question) {
            return demande.valeur(question)
        }
        return champ.connu.flatMap { demande.connus[$0] }.map { [$0.valeur] }
    }

    /// The address that opens their form already filled, 2 000 characters at most, and what did not fit in it.
    /// - Parameter base: `https://www.demarches-simplifiees.fr`
    public func lien(_ valeurs: [ValeurDN], base: String) -> (adresse: String, omises: [ValeurDN]) {
        var (adresse, omises, separateur): (String, [ValeurDN], String) = ("\(base)/commencer/\(chemin)", [], "?")
        for valeur in valeurs {
            let nom = valeur.genre == .plusieurs ? valeur.cle + "[]" : valeur.cle
            let morceau = valeur.valeurs.map { "\(Self.encoder(nom))=\(Self.encoder($0))" }.joined(separator: "&")
            guard adresse.utf8.count + 1 + morceau.utf8.count <= Self.longueurMaximale else {
                omises.append(valeur)
                continue
            }
            adresse += separateur + morceau
            separateur = "&"
        }
        return (adresse, omises)
    }

    public static let longueurMaximale = 2_000

    /// The body of `POST /api/public/v1/demarches/{numero}/dossiers`.
    public static func corps(_ valeurs: [ValeurDN]) throws -> Data {
        let paires = valeurs.map { ($0.cle, $0.genre == .plusieurs ? ContenuDN.liste($0.valeurs) : .texte($0.valeurs[0])) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(Dictionary(paires) { $1 })
    }

    private enum ContenuDN: Encodable {
        case texte(String)
        case liste([String])
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .texte(let texte): try container.encode(texte)
            case .liste(let liste): try container.encode(liste)
            }
        }
    }

    private static func encoder(_ texte: String) -> String {
        texte.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

extension Demarche.Champ {
    /// Our values in the words and forms of the platform.
    func convertir(_ brutes: [String]) -> (valeurs: [String], remarque: String?) {
        let traduites = brutes.map { choix[$0] ?? $0 }
        switch genre {
        case .ouiNon, .coche: return (traduites.map { $0 == "oui" ? "true" : "false" }, nil)
        case .entier:
            guard let montant = traduites.first.flatMap({ try? Money(french: $0) }) else { return (traduites, nil) }
            return (["\(montant.cents / 100)"], montant.cents % 100 == 0 ? nil : "arrondi à l’euro inférieur")
        case .plusieurs: return (brutes.compactMap { choix.isEmpty ? $0 : choix[$0] }, nil)
        default: return (traduites.filter { !$0.isEmpty }, nil)
        }
    }
}
