/// What an application asks besides its plan and its pieces: one version of one form, as `Catalog/formulaires` gives it.
public struct FormulaireDemande: Codable, Sendable, Hashable {
    /// How a question is answered, and in which form its answer is kept: an amount `1234.50`, a day `2027-03-01`, `oui`, a code.
    public enum Genre: String, Codable, Sendable, CaseIterable {
        case texte, telephone, choix, plusieurs, montant, date, entier, coche
        case texteLong = "texte_long"
        case ouiNon = "oui_non"
    }

    /// For how long an answer serves: every dossier of the porteur, every funder of the operation, this dossier alone.
    public enum Portee: String, Codable, Sendable, CaseIterable { case porteur, operation, dossier }

    /// What Trousse knows without asking.
    public enum Connu: String, Codable, Sendable, CaseIterable {
        case porteurNature = "porteur.nature"
        case porteurNom = "porteur.nom"
        case porteurCode = "porteur.code"
        case porteurDepartement = "porteur.departement"
        case porteurEPCI = "porteur.epci"
        case porteurArrondissement = "porteur.arrondissement"
        case contactNom = "contact.nom"
        case contactCourriel = "contact.courriel"
        case contactFonction = "contact.fonction"
        case intitule = "projet.intitule"
        case objet = "projet.objet"
        case lieu = "projet.lieu"
        case communes = "projet.communes"
        case commencement = "projet.commencement"
        case achevement = "projet.achevement"
        case cout = "plan.cout"
        case base = "plan.base"
        case montant = "plan.montant"
        case taux = "plan.taux"
        case cofinanceurs = "plan.cofinanceurs"
        case autofinancement = "plan.autofinancement"
        case categorie = "dossier.categorie"
        case autres = "dossier.autres"
        case rang = "dossier.rang"
    }

    public struct Choix: Codable, Sendable, Hashable {
        public let valeur: String
        public let libelle: String
        public init(valeur: String, libelle: String) { (self.valeur, self.libelle) = (valeur, libelle) }
    }

    /// Asked only when another question has one of these answers.
    public struct Condition: Codable, Sendable, Hashable {
        public let champ: String
        public let valeurs: [String]
        public init(champ: String, valeurs: [String]) { (self.champ, self.valeurs) = (champ, valeurs) }
    }

    public struct Champ: Codable, Sendable, Hashable {
        public let code: String
        public let libelle: String
        public let aide: String?
        public let genre: Genre
        public let portee: Portee
        /// Without an answer the database refuses the deposit.
        public let requis: Bool
        /// Known: shown, never asked.
        public let connu: Connu?
        /// Known, but the mairie may answer otherwise.
        public let propose: Connu?
        /// The usual answer; the mairie may answer otherwise.
        public let defaut: String?
        public let choix: [Choix]
        public let si: Condition?
        /// Still true next year: taken over by a copy.
        public let reprise: Bool

        public init(
            code: String, libelle: String, aide: String? = nil, genre: Genre, portee: Portee = .operation, requis: Bool = false,
            connu: Connu? = nil, propose: Connu? = nil, defaut: String? = nil, choix: [Choix] = [], si: Condition? = nil,
            reprise: Bool = false
        ) {
            (self.code, self.libelle, self.aide, self.genre, self.portee) = (code, libelle, aide, genre, portee)
            (self.requis, self.connu, self.propose, self.defaut) = (requis, connu, propose, defaut)
            (self.choix, self.si, self.reprise) = (choix, si, reprise)
        }

        /// Nobody has to type it.
        public var estSu: Bool { connu != nil || propose != nil || defaut != nil }
    }

    public struct Section: Codable, Sendable, Hashable {
        public let code: String
        public let titre: String
        public let pourquoi: String?
        public let champs: [Champ]
        public init(code: String, titre: String, pourquoi: String? = nil, champs: [Champ]) {
            (self.code, self.titre, self.pourquoi, self.champs) = (code, titre, pourquoi, champs)
        }
    }

    public let code: String
    public let version: Int
    /// First day it is asked (Europe/Paris).
    public let depuis: LocalDate
    public let dispositifs: [String]
    public let source: String
    public let sections: [Section]

    public init(code: String, version: Int, depuis: LocalDate, dispositifs: [String], source: String, sections: [Section]) {
        (self.code, self.version, self.depuis) = (code, version, depuis)
        (self.dispositifs, self.source, self.sections) = (dispositifs, source, sections)
    }

    public var champs: [Champ] { sections.flatMap(\.champs) }
    public func champ(_ code: String) -> Champ? { champs.first { $0.code == code } }
}
