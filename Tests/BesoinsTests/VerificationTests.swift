import Model
import Testing

@testable import Besoins

@Suite("La relecture d’une réponse")
struct VerificationTests {
    private func reponse() throws -> (PropositionBesoins, ReponsesBesoins) {
        let reponses = ReponsesBesoins(
            choix: ["activite": ["tablettes"], "lieu": ["tournee"], "reemploi": ["vingt"]], places: 6, budget: .euros(3_000))
        let assistant = Assistant(try Etabli.questionnaire(), try Etabli.offre(), pour: try Etabli.acheteur())
        return (try #require(assistant.repondre(reponses, limite: .seconds(30))), reponses)
    }

    private func fautes(_ proposition: PropositionBesoins, _ reponses: ReponsesBesoins) throws -> [String] {
        Verification(
            proposition, reponses: reponses, questionnaire: try Etabli.questionnaire(), offre: try Etabli.offre(),
            acheteur: try Etabli.acheteur()
        ).fautes
    }

    @Test("une réponse de l’assistant se relit sans faute")
    func sansFaute() throws {
        let (proposition, reponses) = try reponse()
        #expect(try fautes(proposition, reponses).isEmpty)
    }

    @Test("un euro d’écart, une pièce de trop, un budget dépassé, un besoin oublié : chacun se voit")
    func abimees() throws {
        let (bonne, reponses) = try reponse()
        let panier = bonne.panier
        func refaite(
            _ panier: PanierPropose? = nil, couvertures: [PropositionBesoins.Couverture]? = nil, ht: Money? = nil, reste: Money? = nil,
            points: Int? = nil, reemploi: Money? = nil
        ) -> PropositionBesoins {
            PropositionBesoins(
                panier: panier ?? bonne.panier, couvertures: couvertures ?? bonne.couvertures, points: points ?? bonne.points,
                pointsPossibles: bonne.pointsPossibles, totalHT: ht ?? bonne.totalHT, totalTTC: bonne.totalTTC,
                resteACharge: reste ?? bonne.resteACharge, reemploiHT: reemploi ?? bonne.reemploiHT, informatiqueHT: bonne.informatiqueHT,
                budget: bonne.budget, baseBudget: bonne.baseBudget, suite: bonne.suite, estProuve: true)
        }
        var enTrop = panier
        let ligne = try #require(panier.articles.first)
        enTrop.articles[0] = .init(article: ligne.article, quantite: ligne.article.quantiteMax + 1)
        var deuxFois = panier
        let service = try #require(panier.services.first)
        deuxFois.services.append(service)
        var ailleurs = panier
        ailleurs.services[0] = .init(article: service.article, besoin: "poste", quantite: service.quantite)
        let abimees = [
            refaite(ht: bonne.totalHT + .euros(1)), refaite(enTrop), refaite(deuxFois), refaite(ailleurs),
            refaite(couvertures: Array(bonne.couvertures.dropLast())), refaite(points: bonne.points + 1),
            refaite(reste: (bonne.resteACharge ?? .zero) - .euros(1)), refaite(reemploi: bonne.reemploiHT + .euros(1)),
            refaite(PanierPropose(kits: [], articles: [], services: [])),
        ]
        for (rang, abimee) in abimees.enumerated() { #expect(try !fautes(abimee, reponses).isEmpty, "réponse abîmée n° \(rang)") }
        var serre = reponses
        serre.budget = .euros(10)
        #expect(try !fautes(bonne, serre).isEmpty)
    }
}
