import Foundation
import Model
import Testing

@Suite("Délai de complétude, CGCT art. R. 2334-23")
struct CompletudeTests {
    private let parametres = Parametres([
        Parametre(
            cle: "complete.months", valeur: "3", du: LocalDate(2002, 12, 28)!, au: nil, source: "CGCT, art. R. 2334-23", confiance: .vu)
    ])
    private let recu = LocalDate(2026, 8, 30)!

    private func passage(_ de: EtatDossier, _ vers: EtatDossier, _ jour: LocalDate) throws -> Passage {
        let json = """
            {"passageId": 1, "dossierId": 1, "de": "\(de.rawValue)", "vers": "\(vers.rawValue)", "survenuLe": "\(jour)", "motif": "", "enregistreLe": 0}
            """
        return try JSONDecoder().decode(Passage.self, from: Data(json.utf8))
    }

    @Test("sans réponse, le dossier est réputé complet trois mois après sa réception, au dernier jour du mois s’il est plus court")
    func silence() {
        #expect(Completude(recuLe: recu, passages: [], parametres) == .reputeLe(LocalDate(2026, 11, 30)!))
        #expect(Completude(recuLe: LocalDate(2026, 11, 30)!, passages: [], parametres) == .reputeLe(LocalDate(2027, 2, 28)!))
    }

    @Test("avant la réception, ou sans règle à cette date, il n’y a pas de délai")
    func inconnu() {
        #expect(Completude(recuLe: nil, passages: [], parametres) == nil)
        #expect(Completude(recuLe: LocalDate(2001, 1, 1)!, passages: [], parametres) == nil)
    }

    @Test("une demande de correction suspend le délai jusqu’à la réponse, autant de fois qu’il y en a")
    func suspensions() throws {
        let premiere = try [passage(.recu, .aCorriger, LocalDate(2026, 9, 10)!), passage(.aCorriger, .recu, LocalDate(2026, 9, 20)!)]
        #expect(Completude(recuLe: recu, passages: premiere, parametres) == .reputeLe(LocalDate(2026, 12, 10)!))
        let seconde = try premiere + [passage(.recu, .aCorriger, LocalDate(2026, 12, 5)!)]
        #expect(Completude(recuLe: recu, passages: seconde, parametres) == .suspendueDepuis(LocalDate(2026, 12, 5)!))
        let repondue = try seconde + [passage(.aCorriger, .recu, LocalDate(2026, 12, 8)!)]
        #expect(Completude(recuLe: recu, passages: repondue, parametres) == .reputeLe(LocalDate(2026, 12, 13)!))
    }

    @Test("demandée après l’échéance, une correction ne suspend plus rien")
    func tropTard() throws {
        let passages = try [passage(.recu, .aCorriger, LocalDate(2026, 12, 1)!)]
        #expect(Completude(recuLe: recu, passages: passages, parametres) == .reputeLe(LocalDate(2026, 11, 30)!))
    }
}
