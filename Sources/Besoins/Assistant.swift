public import Model
import Optimisation
import Planner

/// Answers «what do I need?»: from a few answers to the best basket of kits and articles, proven so, with its reasons.
///
/// It blocks while GLPK works: call it through `FileDeCalcul`, never from Swift's cooperative pool.
public struct Assistant: Sendable {
    /// Who buys and when: gives the price after aids.
    public struct Acheteur: Sendable {
        let porteur: Porteur
        let date: LocalDate
        let planner: Planner

        public init(porteur: Porteur, date: LocalDate, referentiel: Referentiel) {
            (self.porteur, self.date, planner) = (porteur, date, Planner(referentiel))
        }

        /// The funding plan of a basket, of which `resteACharge` is one figure.
        public func plan(_ panier: PanierPropose) -> Plan {
            planner.plan(demande(panier.lignes, NatureProjet(besoins: panier.kits.map(\.kit.kit.besoin))))
        }

        func demande(_ lignes: [LignePlan], _ nature: NatureProjet) -> DemandePlan {
            DemandePlan(
                dateDemande: date, exercice: date.exerciceDeProgrammation, porteur: porteur, lignes: lignes, perimetre: .conseilles,
                nature: nature)
        }

        /// What remains to the commune, TTC: the planner's own figure, to the centime.
        public func resteACharge(_ panier: PanierPropose) -> Money {
            panier.estVide ? .zero : planner.resteACharge(demande(panier.lignes, NatureProjet(besoins: panier.kits.map(\.kit.kit.besoin))))
        }

        /// The cells of each kind of project: the kits bought say which it is.
        var cellules: [RechercheBudget.CelluleAides] {
            [NatureProjet.pointNumerique, .mairie].flatMap { nature in
                planner.bornesAides(demande([], nature)).map { .init(nature: nature, borne: $0) }
            }
        }
    }

    public let questionnaire: Questionnaire
    public let offre: OffreAssistant
    public let acheteur: Acheteur?

    /// - Parameter acheteur: nil when no commune is known; a budget after aids is then read as a budget TTC, which only asks for less.
    public init(_ questionnaire: Questionnaire, _ offre: OffreAssistant, pour acheteur: Acheteur?) {
        (self.questionnaire, self.offre, self.acheteur) = (questionnaire, offre, acheteur)
    }

    /// - Parameter limite: past it the best basket known is given, as not proven.
    /// - Returns: nil when nothing is asked, or when nothing was found in time.
    public func repondre(_ reponses: ReponsesBesoins, limite: Duration = .seconds(3)) -> PropositionBesoins? {
        let fin = ContinuousClock.now + limite
        let demandes = questionnaire.besoins(reponses)
        guard demandes.contains(where: \.estDemande) else { return nil }
        let (reemploi, voyage) = (questionnaire.reemploi(reponses), questionnaire.voyage(reponses))
        let mairie = questionnaire.mairie(reponses)
        let utile = offre.utile(demandes, voyage: voyage, mairie: mairie, toutReemploi: reemploi == 100)
        let modele = Modele(demandes, utile, questionnaire, reemploi: reemploi, voyage: voyage)
        let limiteBudget = reponses.budget.map { self.limite($0, reponses.baseBudget) }
        guard let meilleur = RechercheBudget(modele: modele, limite: limiteBudget, fin: fin).meilleur(departager: true) else { return nil }
        let couvertures = couvertures(demandes, meilleur.panier)
        return PropositionBesoins(
            panier: meilleur.panier, couvertures: couvertures, points: Int(meilleur.points),
            pointsPossibles: demandes.map(\.points).reduce(0, +), totalHT: meilleur.panier.totalHT, totalTTC: meilleur.panier.totalTTC,
            resteACharge: acheteur.map { $0.resteACharge(meilleur.panier) }, reemploiHT: meilleur.panier.reemploiHT,
            informatiqueHT: meilleur.panier.informatiqueHT, budget: reponses.budget, baseBudget: base(reponses),
            suite: limiteBudget.map { suite($0, modele, demandes, meilleur, couvertures, fin) }, estProuve: meilleur.estProuve)
    }

    private func base(_ reponses: ReponsesBesoins) -> ReponsesBesoins.BaseBudget { acheteur == nil ? .ttc : reponses.baseBudget }

    private func limite(_ budget: Money, _ base: ReponsesBesoins.BaseBudget) -> RechercheBudget.Limite {
        guard base == .apresAides, let acheteur else { return .init(budget: budget, cellules: nil) { $0.totalTTC } }
        return .init(budget: budget, cellules: acheteur.cellules) { acheteur.resteACharge($0) }
    }

    /// What is served, minus what the machines take for themselves.
    private func couvertures(_ demandes: [BesoinDemande], _ panier: PanierPropose) -> [PropositionBesoins.Couverture] {
        demandes.filter(\.estDemande).map { demande in
            let code = demande.besoin.code
            let servis = panier.services.filter { $0.besoin == code }.map(\.quantite).reduce(0, +)
            let libre = servis - questionnaire.prisPar(panier, code)
            return .init(besoin: demande.besoin, demande: demande.quantite, couvert: min(demande.quantite, max(0, libre)))
        }
    }

    // MARK: One hundred euros more

    private func suite(
        _ limite: RechercheBudget.Limite, _ modele: Modele, _ demandes: [BesoinDemande], _ actuel: RechercheBudget.Resultat,
        _ couvertures: [PropositionBesoins.Couverture], _ fin: ContinuousClock.Instant
    ) -> PropositionBesoins.Suite {
        if couvertures.allSatisfy({ $0.manque == 0 }) { return .rienNeManque }
        let large = RechercheBudget.Limite(budget: limite.budget + .euros(100), cellules: limite.cellules, exact: limite.exact)
        let mieux = RechercheBudget(modele: modele, limite: large, fin: fin).meilleur(departager: true)
        if let mieux, mieux.points > actuel.points {
            let autres = self.couvertures(demandes, mieux.panier)
            return .cent(gagne: gains(autres, sur: couvertures), perdu: gains(couvertures, sur: autres))
        }
        let plus = RechercheBudget(modele: modele.auMoins(actuel.points + 1), limite: nil, fin: fin).meilleur(departager: false)
        guard let plus else { return .rienAuCatalogue }
        let besoin = limite.exact(plus.panier) - limite.budget
        return .ilSuffirait(besoin, gagne: gains(self.couvertures(demandes, plus.panier), sur: couvertures))
    }

    /// What `autres` covers beyond `couvertures`: `couvert` is the difference.
    private func gains(_ autres: [PropositionBesoins.Couverture], sur couvertures: [PropositionBesoins.Couverture]) -> [PropositionBesoins
        .Couverture]
    {
        zip(autres, couvertures).filter { $0.couvert > $1.couvert }
            .map { .init(besoin: $0.besoin, demande: $0.demande, couvert: $0.couvert - $1.couvert) }
    }
}

extension BesoinDemande {
    var points: Int { quantite == 0 ? 0 : besoin.importance + (quantite - 1) * besoin.suivantes }
}

extension Questionnaire {
    /// Pieces that the machines of a basket take for themselves: each loose machine, and those of a kit as far as the kit brings them.
    func prisPar(_ panier: PanierPropose, _ besoin: String) -> Int {
        let machines = Set(accompagnements.filter { $0.avec.contains(besoin) }.map(\.article))
        guard !machines.isEmpty, let attendu = self.besoin(besoin) else { return 0 }
        let seules = panier.articles.filter { machines.contains($0.article.code) }.map(\.quantite).reduce(0, +)
        let desKits = panier.kits.map { ligne in
            let pris = ligne.kit.base.filter { machines.contains($0.articleCode) }.map(\.quantite).reduce(0, +)
            let apport = ligne.kit.base.filter { attendu.accepte(article: $0.articleCode, fonction: $0.fonction) }.map(\.quantite)
            return min(pris, apport.reduce(0, +)) * ligne.quantite
        }
        return seules + desKits.reduce(0, +)
    }
}

extension PanierPropose {
    private func informatique(_ garde: (String) -> Bool) -> Money {
        let desKits = kits.flatMap { ligne in
            ligne.kit.base.filter { $0.familleAgec == "informatique" && garde($0.etat) }.map { $0.ht * Int64(ligne.quantite) }
        }
        let seuls = articles.filter { $0.article.estInformatique && garde($0.article.etat) }
            .map { $0.article.prix.cents * Int64($0.quantite) }
        return Money(cents: (desKits + seuls).reduce(0, +))
    }
    var informatiqueHT: Money { informatique { _ in true } }
    var reemploiHT: Money { informatique { $0 == "reconditionné" } }
}
