import Foundation

/// A form of Démarche numérique where a porteur files too: which of its fields receives which of our values, as `Catalog/demarches` maps them.
public struct Demarche: Codable, Sendable, Hashable {
    /// The types of the platform that we know how to fill; documents, maps and linked files cannot be pre-filled by anybody.
    public enum Genre: String, Codable, Sendable, CaseIterable {
        case texte, telephone, courriel, entier, decimal, date, coche, choix, plusieurs
        case ouiNon = "oui_non"
    }

    public struct Champ: Codable, Sendable, Hashable {
        /// Its stable number on the platform.
        public let numero: Int
        public let libelle: String
        public let genre: Genre
        /// Where our value comes from: an answer of the form, by code; nil: something known.
        public let champ: String?
        public let connu: FormulaireDemande.Connu?
        public let fixe: String?
        /// Our value → the wording of their list.
        public let choix: [String: String]
        /// Their list, when the mapping was written: what the mairie may choose from.
        public let options: [String]
        /// Only for these; empty: all.
        public let departements: [String]
        public let dispositifs: [String]

        public init(
            numero: Int, libelle: String, genre: Genre, champ: String? = nil, connu: FormulaireDemande.Connu? = nil, fixe: String? = nil,
            choix: [String: String] = [:], options: [String] = [], departements: [String] = [], dispositifs: [String] = []
        ) {
            (self.numero, self.libelle, self.genre, self.champ, self.connu) = (numero, libelle, genre, champ, connu)
            (self.fixe, self.choix, self.options) = (fixe, choix, options)
            (self.departements, self.dispositifs) = (departements, dispositifs)
        }

        /// `Q2hhbXAtMjk3MTQ0NA==`, as its interfaces name a field.
        public var identifiant: String { Data("Champ-\(numero)".utf8).base64EncodedString() }
        public var cle: String { "champ_" + identifiant }

        func concerne(_ departement: String, _ dispositif: String) -> Bool {
            (departements.isEmpty || departements.contains(departement)) && (dispositifs.isEmpty || dispositifs.contains(dispositif))
        }
    }

    public let code: String
    public let nom: String
    /// The number of the démarche, and the name in its address.
    public let numero: Int
    public let chemin: String
    public let dispositifs: [String]
    /// Where it is used; empty: everywhere.
    public let departements: [String]
    public let source: String
    public let confiance: Confiance
    /// Days before a pre-fill that nobody opens is destroyed.
    public let vieJours: Int
    public let champs: [Champ]

    public init(
        code: String, nom: String, numero: Int, chemin: String, dispositifs: [String], departements: [String], source: String,
        confiance: Confiance, vieJours: Int, champs: [Champ]
    ) {
        (self.code, self.nom, self.numero, self.chemin) = (code, nom, numero, chemin)
        (self.dispositifs, self.departements, self.source, self.confiance) = (dispositifs, departements, source, confiance)
        (self.vieJours, self.champs) = (vieJours, champs)
    }

    public func concerne(_ dispositif: String, departement: String) -> Bool {
        dispositifs.contains(dispositif) && (departements.isEmpty || departements.contains(departement))
    }

    /// The list that the préfecture gives for something known, such as its categories.
    public func options(_ connu: FormulaireDemande.Connu, dispositif: String, departement: String) -> [String] {
        champs.first { $0.concerne(departement, dispositif) && !$0.options.isEmpty && $0.connu == connu }?.options ?? []
    }
}

/// A value ready for one field of the platform.
public struct ValeurDN: Codable, Sendable, Hashable {
    public let numero: Int
    public let cle: String
    public let libelle: String
    public let genre: Demarche.Genre
    public let valeurs: [String]
    /// What was changed to fit the type: «arrondi à l’euro inférieur».
    public let remarque: String?

    public var texte: String { valeurs.joined(separator: ", ") }
}

/// A value that the platform does not keep, and why.
public struct EcartDN: Codable, Sendable, Hashable {
    public enum Cause: String, Codable, Sendable, CaseIterable {
        case champInconnu = "champ_inconnu"
        case nonPreremplissable = "non_preremplissable"
        case nombre, date, choix, different
    }
    public let numero: Int
    public let libelle: String
    public let envoyee: String
    /// What was found instead, when it could be read.
    public let gardee: String?
    public let cause: Cause

    public init(_ valeur: ValeurDN, _ cause: Cause, gardee: String? = nil) {
        (numero, libelle, envoyee, self.cause, self.gardee) = (valeur.numero, valeur.libelle, valeur.texte, cause, gardee)
    }

    /// What to do by hand, in one sentence.
    public var phrase: String {
        switch cause {
        case .champInconnu: "Ce champ n’est plus dans leur formulaire."
        case .nonPreremplissable: "Ce champ ne se préremplit pas\u{A0}: saisissez-le."
        case .nombre: "Ce n’est pas un nombre pour ce champ\u{A0}: saisissez-le."
        case .date: "Ce n’est pas une date pour ce champ\u{A0}: saisissez-la."
        case .choix: "Ce choix n’est pas dans leur liste\u{A0}: choisissez-en un."
        case .different: "La valeur y est différente\u{A0}: vérifiez-la."
        }
    }
}
