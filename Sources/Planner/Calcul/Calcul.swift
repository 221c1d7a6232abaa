public import Foundation
public import Model

/// One rule of the law at a time, for scripts and checks: `trousse calcul SUJET`. Each subject is a pure function of its request and of the
/// dated parameters; absent keys mean unknown, and what cannot be known is null in the answer, with its reason in `motifs`.
public enum Calcul {
    /// The subjects, as the command line names them.
    public enum Sujet: String, Sendable, CaseIterable {
        case commencement, echeances, paiement, fctva, imputation, procedure, interets
    }

    /// Reads the request of a subject strictly, answers in the contract's JSON.
    /// - Throws: `ErreurDeDemande` when the subject or the request cannot be read.
    public static func repondre(sujet: String, json data: Data, referentiel parametres: Parametres) throws(ErreurDeDemande) -> Data {
        guard let sujet = Sujet(rawValue: sujet) else {
            let sujets = Sujet.allCases.map(\.rawValue).joined(separator: ", ")
            throw ErreurDeDemande(chemin: "", message: "sujet inconnu ; sujets possibles : \(sujets).")
        }
        let demande = try JSON(lisant: data)
        let reponse =
            switch sujet {
            case .commencement: try Commencement(demande).reponse(parametres)
            case .echeances: try Echeances(demande).reponse(parametres)
            case .paiement: try Paiement(demande).reponse(parametres)
            case .fctva: try CalculFCTVA(demande).reponse(parametres)
            case .imputation: try Imputation(demande).reponse(parametres)
            case .procedure: try Procedure.reponse(demande, parametres)
            case .interets: try Interets(demande).reponse(parametres)
            }
        return reponse.data
    }
}

extension JSON {
    static func motifs(_ motifs: [Motif]) -> JSON { .liste(motifs.map(\.json)) }
    static func date(_ date: LocalDate?) -> JSON { .texte(date?.description) }
    static func montant(_ montant: Money?) -> JSON { .texte(montant?.decimal) }
}
