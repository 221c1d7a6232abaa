/// What the assistant asks, what each answer asks for, and how much each need counts: reviewed data (`Catalog/besoins`).
public struct Questionnaire: Codable, Sendable, Hashable {
    public let questions: [Question]
    public let besoins: [Besoin]
    /// Articles that do not work alone.
    public let accompagnements: [Accompagnement]
    /// What one more line to choose, order and follow is worth, in centimes HT: a ready-made kit is preferred to loose articles until it costs
    /// this much more for each line that it saves.
    public let effortParLigne: Money
    /// At most this many of one kit in an answer.
    public let kitsAuPlus: Int

    public init(
        questions: [Question], besoins: [Besoin], accompagnements: [Accompagnement], effortParLigne: Money, kitsAuPlus: Int
    ) {
        (self.questions, self.besoins, self.accompagnements) = (questions, besoins, accompagnements)
        (self.effortParLigne, self.kitsAuPlus) = (effortParLigne, kitsAuPlus)
    }

    public func besoin(_ code: String) -> Besoin? { besoins.first { $0.code == code } }
    public func question(_ code: String) -> Question? { questions.first { $0.code == code } }

    /// One question with its answers; the numbers (places, budget) are asked beside them.
    public struct Question: Codable, Sendable, Hashable, Identifiable {
        public enum Genre: String, Codable, Sendable, CaseIterable {
            case une
            case plusieurs
        }

        public let code: String
        public let libelle: String
        public let aide: String?
        public let genre: Genre
        /// What is taken when nothing is said, for a question with one answer.
        public let defaut: String?
        public let choix: [Choix]

        public var id: String { code }

        public init(code: String, libelle: String, aide: String?, genre: Genre, defaut: String?, choix: [Choix]) {
            (self.code, self.libelle, self.aide, self.genre, self.defaut, self.choix) = (code, libelle, aide, genre, defaut, choix)
        }
    }

    public struct Choix: Codable, Sendable, Hashable {
        public let code: String
        public let libelle: String
        public let aide: String?
        /// Between answers that ask for the same need, the most counts.
        public let demande: [String: Quantite]
        /// On top of what the others ask.
        public let ajoute: [String: Quantite]
        /// Needs that this answer meets already, or that have no place here.
        public let retire: [String: Quantite]
        /// Needs met by another one here: a desktop computer by a laptop where all is put away.
        public let remplace: [String: String]
        /// The least share of refurbished equipment among the computers, per cent of their HT price; nil: no wish.
        public let reemploi: Int?
        /// Everything must travel: cases stay under the weight that one person carries.
        public let voyage: Bool
        /// The town hall's own equipment: kits made for it may be proposed.
        public let mairie: Bool

        public init(
            code: String, libelle: String, aide: String?, demande: [String: Quantite], ajoute: [String: Quantite],
            retire: [String: Quantite], remplace: [String: String], reemploi: Int?, voyage: Bool, mairie: Bool
        ) {
            (self.code, self.libelle, self.aide, self.demande, self.ajoute) = (code, libelle, aide, demande, ajoute)
            (self.retire, self.remplace, self.reemploi, self.voyage, self.mairie) = (retire, remplace, reemploi, voyage, mairie)
        }
    }

    /// `2`, `par place`, `1 pour 8`, `tout`, or a sum of them.
    public struct Quantite: Codable, Sendable, Hashable {
        public let fixe: Int
        /// One for each group of this many places; nil: it does not depend on the places.
        public let pour: Int?
        /// Whatever is asked: for what is there already.
        public let tout: Bool

        public init(fixe: Int, pour: Int? = nil, tout: Bool = false) { (self.fixe, self.pour, self.tout) = (fixe, pour, tout) }

        public func pieces(places: Int) -> Int {
            if tout { return .max }
            return fixe + (pour.map { (places + $0 - 1) / $0 } ?? 0)
        }
    }

    /// A need: which articles meet it, how much it counts, why it is there.
    public struct Besoin: Codable, Sendable, Hashable, Identifiable {
        public let code: String
        /// In French with its article: «un ordinateur pour le public».
        public let nom: String
        /// The same for several: «ordinateurs pour le public».
        public let pluriel: String
        /// Any article of these fonctions; empty: those of `articles`.
        public let fonctions: [String]
        public let articles: [String]
        /// Points of the first piece, and of each other.
        public let importance: Int
        public let suivantes: Int
        /// What it is for, as it follows «pour».
        public let pourquoi: String

        public var id: String { code }

        public init(
            code: String, nom: String, pluriel: String, fonctions: [String], articles: [String], importance: Int, suivantes: Int,
            pourquoi: String
        ) {
            (self.code, self.nom, self.pluriel, self.fonctions, self.articles) = (code, nom, pluriel, fonctions, articles)
            (self.importance, self.suivantes, self.pourquoi) = (importance, suivantes, pourquoi)
        }

        public func accepte(article: String, fonction: String?) -> Bool {
            articles.contains(article) || (fonction.map(fonctions.contains) ?? false)
        }
    }

    /// Each piece of `article` goes with one of each of these needs: a computer without a screen with a screen and a keyboard.
    public struct Accompagnement: Codable, Sendable, Hashable {
        public let article: String
        public let avec: [String]
        public init(article: String, avec: [String]) { (self.article, self.avec) = (article, avec) }
    }
}
