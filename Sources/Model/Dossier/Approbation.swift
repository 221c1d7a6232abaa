public import Foundation

/// The agreement that a secretary asks before depositing; compulsory only once it is asked.
public struct Approbation: Codable, Sendable, Hashable {
    public enum Etat: String, Codable, Sendable, CaseIterable { case attendue, approuvee, renvoyee, retiree }
    public let approbationId: ID<Approbation>
    public let etat: Etat
    public let destinataire: String
    public let demandeePar: ID<Agent>?
    public let demandeur: String?
    public let demandeeLe: LocalDate
    /// Last day of the link.
    public let expireLe: LocalDate
    public let commentaire: String
    public let repondueLe: Date?
    /// Who answered from an account; nil: by the link.
    public let repondant: String?
}

/// What somebody who was sent a link reads before giving an agreement. Amounts HT.
public struct DemandeAApprouver: Sendable, Hashable {
    public let etat: Approbation.Etat
    public let destinataire: String
    public let message: String
    public let demandeePar: String?
    public let demandeeLe: LocalDate
    public let expireLe: LocalDate
    public let numero: String
    public let intitule: String
    public let porteur: String
    public let dispositif: String
    public let coutTotalHT: Money
    public let montantDemande: Money
    public let plan: Plan?
    public let commentaire: String

    public init(
        etat: Approbation.Etat, destinataire: String, message: String, demandeePar: String?, demandeeLe: LocalDate, expireLe: LocalDate,
        numero: String, intitule: String, porteur: String, dispositif: String, coutTotalHT: Money, montantDemande: Money, plan: Plan?,
        commentaire: String
    ) {
        (self.etat, self.destinataire, self.message, self.demandeePar) = (etat, destinataire, message, demandeePar)
        (self.demandeeLe, self.expireLe, self.numero, self.intitule) = (demandeeLe, expireLe, numero, intitule)
        (self.porteur, self.dispositif, self.coutTotalHT, self.montantDemande) = (porteur, dispositif, coutTotalHT, montantDemande)
        (self.plan, self.commentaire) = (plan, commentaire)
    }
}

/// What was sent, as it was that day.
public struct DemandeEnvoyee: Codable, Sendable, Hashable {
    public struct Ligne: Codable, Sendable, Hashable {
        public let libelle: String
        public let texte: String
        /// Where a known value came from; nil: answered.
        public let source: String?
        public init(libelle: String, texte: String, source: String?) { (self.libelle, self.texte, self.source) = (libelle, texte, source) }
    }

    public struct Section: Codable, Sendable, Hashable {
        public let code: String
        public let titre: String
        public let lignes: [Ligne]
        public init(code: String, titre: String, lignes: [Ligne]) { (self.code, self.titre, self.lignes) = (code, titre, lignes) }
    }

    public let sections: [Section]
    public init(sections: [Section]) { self.sections = sections }

    /// Everything that the form says, known and answered.
    public init(_ demande: DemandeRemplie) {
        sections = demande.formulaire.sections.compactMap { section in
            let lignes = section.champs.filter(demande.estPosee).compactMap { champ -> Ligne? in
                guard let texte = demande.texte(champ) else { return nil }
                return Ligne(libelle: champ.libelle, texte: texte, source: champ.connu.flatMap { demande.connus[$0]?.source })
            }
            return lignes.isEmpty ? nil : Section(code: section.code, titre: section.titre, lignes: lignes)
        }
    }
}
