public import Model

/// What a mairie answered.
public struct ReponsesBesoins: Sendable, Hashable {
    public enum BaseBudget: String, Sendable, CaseIterable {
        /// What really stays with the commune, TTC, once aids and FCTVA are in.
        case apresAides = "apres-aides"
        /// The invoices, TTC.
        case ttc
    }

    /// Codes of the answers, by question.
    public var choix: [String: [String]]
    /// People served at once, from 1 to 30.
    public var places: Int
    /// Computers already there that are kept.
    public var postesGardes: Int
    public var budget: Money?
    public var baseBudget: BaseBudget

    public init(
        choix: [String: [String]], places: Int = 1, postesGardes: Int = 0, budget: Money? = nil, baseBudget: BaseBudget = .apresAides
    ) {
        (self.choix, self.places, self.postesGardes, self.budget, self.baseBudget) = (choix, places, postesGardes, budget, baseBudget)
    }
}

/// A need with how many pieces it takes.
public struct BesoinDemande: Sendable, Hashable {
    public let besoin: Questionnaire.Besoin
    public let quantite: Int
    /// Zero: only what the articles bought ask for (a screen with a computer).
    public var estDemande: Bool { quantite > 0 }
}

extension Questionnaire {
    /// The answers that were given, those by default included; unknown codes say nothing.
    public func choix(_ reponses: ReponsesBesoins) -> [(question: Question, choix: Choix)] {
        questions.flatMap { question in
            var codes = reponses.choix[question.code] ?? []
            if question.genre == .une { codes = Array(codes.prefix(1)) }
            if codes.isEmpty, let defaut = question.defaut { codes = [defaut] }
            return question.choix.filter { codes.contains($0.code) }.map { (question, $0) }
        }
    }

    /// The needs that the answers ask for, in the order of the file: the most that any asks, plus what is added, minus what is there already.
    public func besoins(_ reponses: ReponsesBesoins) -> [BesoinDemande] {
        let choix = choix(reponses).map(\.choix)
        let remplace = Dictionary(choix.flatMap(\.remplace)) { premier, _ in premier }
        var gardes = reponses.postesGardes
        let quantites = besoins.map { besoin -> Int in
            let codes = [besoin.code].filter { remplace[$0] == nil } + remplace.filter { $0.value == besoin.code }.map(\.key)
            func pieces(_ effet: (Choix) -> [String: Quantite]) -> [Int] {
                choix.flatMap { choix in codes.compactMap { effet(choix)[$0]?.pieces(places: reponses.places) } }
            }
            let demande = (pieces(\.demande).max() ?? 0) + pieces(\.ajoute).reduce(0, +)
            let retire = pieces(\.retire).contains(.max) ? demande : pieces(\.retire).reduce(0, +)
            var reste = max(0, demande - retire)
            if Self.postes.contains(besoin.code) {
                let garde = min(gardes, reste)
                (reste, gardes) = (reste - garde, gardes - garde)
            }
            return reste
        }
        let accompagnes = Set(accompagnements.flatMap(\.avec))
        return zip(besoins, quantites).filter { $1 > 0 || accompagnes.contains($0.code) }
            .map { BesoinDemande(besoin: $0, quantite: $1) }
    }

    /// The needs that a computer kept meets.
    private static let postes: Set = ["poste", "poste-mobile", "poste-agent"]

    /// The least share of refurbished equipment that was wished, per cent; 100: all that may be.
    func reemploi(_ reponses: ReponsesBesoins) -> Int? { choix(reponses).compactMap(\.choix.reemploi).max() }

    /// The town hall's own equipment is asked for.
    func mairie(_ reponses: ReponsesBesoins) -> Bool { choix(reponses).contains { $0.choix.mairie } }

    func voyage(_ reponses: ReponsesBesoins) -> Bool { choix(reponses).contains { $0.choix.voyage } }
}
