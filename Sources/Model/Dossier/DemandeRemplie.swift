public import Foundation

/// What Trousse knows of a question: the value as it is kept, as one reads it, and where it comes from.
public struct ValeurConnue: Codable, Sendable, Hashable {
    public let valeur: String
    public let texte: String
    /// «le plan de financement», «votre compte».
    public let source: String
    /// The list that the préfecture gives to choose from, when there is one.
    public var choix: [String]
    public init(valeur: String, texte: String? = nil, source: String, choix: [String] = []) {
        (self.valeur, self.texte, self.source, self.choix) = (valeur, texte ?? valeur, source, choix)
    }
}

/// An answer as it is kept; `valeur` nil: taken back.
public struct Reponse: Codable, Sendable, Hashable {
    public let champ: String
    public let portee: FormulaireDemande.Portee
    public let valeur: [String]?
    /// Grows with every change of every answer: what two people at work compare.
    public let revision: Int64
    public let reponduPar: String?
    public let reponduLe: Date

    public init(champ: String, portee: FormulaireDemande.Portee, valeur: [String]?, revision: Int64, reponduPar: String?, reponduLe: Date) {
        (self.champ, self.portee, self.valeur, self.revision) = (champ, portee, valeur, revision)
        (self.reponduPar, self.reponduLe) = (reponduPar, reponduLe)
    }
}

/// One change of one answer: who, when, from what to what.
public struct ChangementReponse: Codable, Sendable, Hashable {
    public let revision: Int64
    public let champ: String
    public let ancienne: [String]?
    public let nouvelle: [String]?
    public let agent: String?
    public let enregistreLe: Date

    public init(revision: Int64, champ: String, ancienne: [String]?, nouvelle: [String]?, agent: String?, enregistreLe: Date) {
        (self.revision, self.champ, self.ancienne, self.nouvelle) = (revision, champ, ancienne, nouvelle)
        (self.agent, self.enregistreLe) = (agent, enregistreLe)
    }
}

public enum EtatSection: String, Codable, Sendable, CaseIterable {
    case aCommencer = "a_commencer"
    case enCours = "en_cours"
    case complet
    case correctionDemandee = "correction_demandee"

    public var libelle: String {
        switch self {
        case .aCommencer: "À commencer"
        case .enCours: "En cours"
        case .complet: "Complet"
        case .correctionDemandee: "Correction demandée"
        }
    }
}

/// A form with what is known and what was answered: everything the pages, the completeness and another funder read.
public struct DemandeRemplie: Sendable {
    public let formulaire: FormulaireDemande
    public let connus: [FormulaireDemande.Connu: ValeurConnue]
    public let reponses: [String: Reponse]
    /// Sections that the préfecture reopened; nil: it asked no correction. Empty: all of them.
    public let aCorriger: Set<String>?
    /// What the draft was begun in, when the form has changed since.
    public let ancienne: FormulaireDemande?

    public init(
        formulaire: FormulaireDemande, connus: [FormulaireDemande.Connu: ValeurConnue], reponses: [Reponse], aCorriger: Set<String>? = nil,
        ancienne: FormulaireDemande? = nil
    ) {
        (self.formulaire, self.connus, self.aCorriger, self.ancienne) = (formulaire, connus, aCorriger, ancienne)
        self.reponses = Dictionary(reponses.map { ($0.champ, $0) }) { $1 }
    }

    /// The answer given, else what is proposed, else the usual one.
    public func valeur(_ champ: FormulaireDemande.Champ) -> [String]? {
        if let connu = champ.connu { return connus[connu].map { [$0.valeur] } }
        if let donnee = reponses[champ.code]?.valeur { return donnee }
        if let propose = champ.propose.flatMap({ connus[$0] }) { return [propose.valeur] }
        return champ.defaut.map { [$0] }
    }

    /// The same as one reads it; nil without any.
    public func texte(_ champ: FormulaireDemande.Champ) -> String? {
        if let connu = champ.connu { return connus[connu]?.texte }
        if reponses[champ.code]?.valeur == nil, let propose = champ.propose.flatMap({ connus[$0] }) { return propose.texte }
        return valeur(champ).map { champ.texte($0) }
    }

    public func estPosee(_ champ: FormulaireDemande.Champ) -> Bool {
        guard let si = champ.si else { return true }
        guard let autre = formulaire.champ(si.champ), estPosee(autre), let valeurs = valeur(autre) else { return false }
        return !Set(valeurs).isDisjoint(with: si.valeurs)
    }

    /// Nothing answers it and somebody must.
    public func manque(_ champ: FormulaireDemande.Champ) -> Bool { champ.requis && estPosee(champ) && valeur(champ) == nil }

    public func manquants(_ section: FormulaireDemande.Section) -> [FormulaireDemande.Champ] { section.champs.filter(manque) }
    public var manquants: [FormulaireDemande.Champ] { formulaire.sections.flatMap(manquants) }

    public func etat(_ section: FormulaireDemande.Section) -> EtatSection {
        if let aCorriger, aCorriger.isEmpty || aCorriger.contains(section.code) { return .correctionDemandee }
        if manquants(section).isEmpty { return .complet }
        return section.champs.contains { reponses[$0.code]?.valeur != nil } ? .enCours : .aCommencer
    }

    /// Questions that the form did not ask when the draft was begun, and that nobody has answered yet.
    public var nouvelles: [FormulaireDemande.Champ] {
        guard let ancienne else { return [] }
        let codes = Set(ancienne.champs.map(\.code))
        return formulaire.champs.filter { !codes.contains($0.code) && reponses[$0.code]?.valeur == nil && $0.connu == nil }
    }

    /// The last change that the page shows: what a form sends back, so that nobody overwrites another unseen.
    public var revision: Int64 { reponses.values.map(\.revision).max() ?? 0 }
}

extension FormulaireDemande.Champ {
    /// A value that is kept, as one reads it.
    public func texte(_ valeur: [String]) -> String {
        valeur.map { un in
            switch genre {
            case .ouiNon, .coche: un == "oui" ? "Oui" : "Non"
            case .date: LocalDate(iso: un)?.longFrench ?? un
            case .montant: (try? Money(french: un))?.french ?? un
            default: choix.first { $0.valeur == un }?.libelle ?? un
            }
        }.joined(separator: ", ")
    }
}
