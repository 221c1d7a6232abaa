import Model
import Planner
import Testing

/// What the page of rules must say of one rule, written a second time by hand: a slip in the register shows.
struct Fiche: Sendable, CustomTestStringConvertible {
    let id: String
    /// Part of its article.
    let article: String
    let confiance: Confiance
    let du: String?
    let au: String?
    var testDescription: String { id }

    init(_ id: String, _ article: String, _ confiance: Confiance, _ du: String? = nil, _ au: String? = nil) {
        (self.id, self.article, self.confiance, self.du, self.au) = (id, article, confiance, du, au)
    }

    func verifier() throws {
        let regle = try #require(try Atelier.catalogueComplet().droit.first { $0.id == id }, "\(id) n’est pas au registre")
        #expect(regle.article.contains(article) && regle.confiance == confiance, "\(regle.article)")
        #expect(regle.du?.description == du && regle.au?.description == au)
    }
}

/// The reminders of a plan on the shipped law, by their codes.
func rappels(_ demande: DemandePlan) throws -> [String] { try motifsDesRappels(demande).map(\.code) }
func motifsDesRappels(_ demande: DemandePlan) throws -> [Motif] {
    Regles.rappels(demande, try Atelier.plan(demande), try Atelier.referentiel().parametres)
}
