import Foundation
public import Model

/// Reads an answer again from the questions and the catalogue alone, with none of the code that found it: its own sums, in whole centimes.
/// An answer with a fault is never shown.
public struct Verification {
    public let fautes: [String]

    public init(
        _ proposition: PropositionBesoins, reponses: ReponsesBesoins, questionnaire: Questionnaire, offre: OffreAssistant,
        acheteur: Assistant.Acheteur?
    ) {
        var relecture = Relecture(proposition, questionnaire, offre)
        relecture.lignes()
        relecture.sommes()
        relecture.services()
        relecture.couvertures(reponses)
        relecture.budget(reponses, acheteur)
        relecture.reemploi(reponses)
        relecture.poids(reponses)
        fautes = relecture.fautes
    }
}

private struct Relecture {
    let proposition: PropositionBesoins
    let questionnaire: Questionnaire
    let offre: OffreAssistant
    private(set) var fautes: [String] = []
    /// Pieces by article, wherever they come from.
    private let pieces: [String: Int]
    private let fonctions: [String: String]

    init(_ proposition: PropositionBesoins, _ questionnaire: Questionnaire, _ offre: OffreAssistant) {
        (self.proposition, self.questionnaire, self.offre) = (proposition, questionnaire, offre)
        var (pieces, fonctions): ([String: Int], [String: String]) = ([:], [:])
        for kits in proposition.panier.kits {
            for ligne in kits.kit.lignes where !ligne.option {
                pieces[ligne.articleCode, default: 0] += ligne.quantite * kits.quantite
                fonctions[ligne.articleCode] = ligne.fonction
            }
        }
        for seul in proposition.panier.articles {
            pieces[seul.article.code, default: 0] += seul.quantite
            fonctions[seul.article.code] = seul.article.fonction
        }
        (self.pieces, self.fonctions) = (pieces, fonctions)
    }

    private mutating func exiger(_ vrai: Bool, _ faute: String) { if !vrai { fautes.append(faute) } }

    /// What is bought is for sale, at its price, within its bounds.
    mutating func lignes() {
        for ligne in proposition.panier.kits {
            exiger(offre.kits.contains(ligne.kit), "kit \(ligne.kit.kit.code) hors de l’offre")
            exiger((1...questionnaire.kitsAuPlus).contains(ligne.quantite), "\(ligne.quantite) kits \(ligne.kit.kit.code)")
        }
        for ligne in proposition.panier.articles {
            exiger(offre.articles.contains(ligne.article), "article \(ligne.article.code) hors de l’offre")
            exiger(
                ligne.quantite >= ligne.article.quantiteMin && ligne.quantite <= ligne.article.quantiteMax,
                "\(ligne.quantite) × \(ligne.article.code) hors des bornes")
        }
    }

    /// Line by line: price × quantity, then VAT to the centime, half up.
    mutating func sommes() {
        var (ht, ttc) = (Int64(0), Int64(0))
        func compter(_ prix: Int64, _ quantite: Int, _ tva: Rate) {
            let ligne = prix * Int64(quantite)
            let dixMilliemes = NSDecimalNumber(decimal: tva.value * 10_000).int64Value
            ht += ligne
            ttc += ligne + (ligne * dixMilliemes + 5_000) / 10_000
        }
        for kits in proposition.panier.kits {
            for ligne in kits.kit.lignes where !ligne.option {
                compter(ligne.prixRef?.cents ?? 0, ligne.quantite * kits.quantite, ligne.tauxTva)
            }
        }
        for seul in proposition.panier.articles { compter(seul.article.prix.cents, seul.quantite, seul.article.tauxTva) }
        exiger(ht == proposition.totalHT.cents, "total HT \(ht) ≠ \(proposition.totalHT.cents)")
        exiger(ttc == proposition.totalTTC.cents, "total TTC \(ttc) ≠ \(proposition.totalTTC.cents)")
    }

    /// No piece serves twice, nor a need that it cannot meet.
    mutating func services() {
        var servis: [String: Int] = [:]
        for service in proposition.panier.services {
            servis[service.article, default: 0] += service.quantite
            guard let besoin = questionnaire.besoins.first(where: { $0.code == service.besoin }) else {
                fautes.append("besoin inconnu \(service.besoin)")
                continue
            }
            let accepte = besoin.articles.contains(service.article) || besoin.fonctions.contains(fonctions[service.article] ?? "")
            exiger(accepte && service.quantite > 0, "\(service.article) ne sert pas à \(service.besoin)")
        }
        for (article, nombre) in servis { exiger(nombre <= pieces[article] ?? 0, "\(article) sert \(nombre) fois") }
    }

    /// The needs are those of the answers, and what is said to be covered is.
    mutating func couvertures(_ reponses: ReponsesBesoins) {
        let demandes = questionnaire.besoins(reponses).filter(\.estDemande)
        exiger(demandes.map(\.besoin.code) == proposition.couvertures.map(\.besoin.code), "besoins oubliés ou ajoutés")
        var points = 0
        for (demande, couverture) in zip(demandes, proposition.couvertures) {
            let code = demande.besoin.code
            exiger(demande.quantite == couverture.demande && (0...demande.quantite).contains(couverture.couvert), "quantité de \(code)")
            var servis = 0
            for service in proposition.panier.services where service.besoin == code { servis += service.quantite }
            for ligne in proposition.panier.articles where accompagne(ligne.article.code, code) { servis -= ligne.quantite }
            for ligne in proposition.panier.kits { servis -= ligne.quantite * sansEffet(ligne.kit, demande.besoin) }
            exiger(couverture.couvert <= servis, "\(code) : \(couverture.couvert) couverts, \(servis) servis")
            if couverture.couvert > 0 { points += demande.besoin.importance + demande.besoin.suivantes * (couverture.couvert - 1) }
        }
        exiger(points == proposition.points, "\(points) points, \(proposition.points) annoncés")
    }

    private func accompagne(_ machine: String, _ besoin: String) -> Bool {
        questionnaire.accompagnements.contains { $0.article == machine && $0.avec.contains(besoin) }
    }

    /// Pieces of a kit that its own machines take.
    private func sansEffet(_ kit: KitChiffre, _ besoin: Questionnaire.Besoin) -> Int {
        var (machines, apport) = (0, 0)
        for ligne in kit.lignes where !ligne.option {
            if accompagne(ligne.articleCode, besoin.code) { machines += ligne.quantite }
            if besoin.articles.contains(ligne.articleCode) || besoin.fonctions.contains(ligne.fonction) { apport += ligne.quantite }
        }
        return min(machines, apport)
    }

    mutating func budget(_ reponses: ReponsesBesoins, _ acheteur: Assistant.Acheteur?) {
        exiger(acheteur?.resteACharge(proposition.panier) == proposition.resteACharge, "reste à charge")
        guard let budget = reponses.budget else { return }
        let depense = reponses.baseBudget == .apresAides ? proposition.resteACharge ?? proposition.totalTTC : proposition.totalTTC
        exiger(depense <= budget, "\(depense.decimal) dépasse le budget \(budget.decimal)")
    }

    mutating func reemploi(_ reponses: ReponsesBesoins) {
        var (reemploi, total) = (Int64(0), Int64(0))
        func compter(_ prix: Int64, _ quantite: Int, _ agec: String?, _ etat: String) {
            guard agec == "informatique" else { return }
            total += prix * Int64(quantite)
            if etat == "reconditionné" { reemploi += prix * Int64(quantite) }
        }
        for kits in proposition.panier.kits {
            for ligne in kits.kit.lignes where !ligne.option {
                compter(ligne.prixRef?.cents ?? 0, ligne.quantite * kits.quantite, ligne.familleAgec, ligne.etat)
            }
        }
        for seul in proposition.panier.articles {
            compter(seul.article.prix.cents, seul.quantite, seul.article.familleAgec, seul.article.etat)
        }
        exiger(total == proposition.informatiqueHT.cents && reemploi == proposition.reemploiHT.cents, "part de réemploi")
        let part = questionnaire.choix(reponses).compactMap(\.choix.reemploi).max() ?? 0
        if part < 100 { exiger(reemploi * 100 >= total * Int64(part), "moins de \(part) % de réemploi") }
    }

    /// Everything that goes in a case fits, in number and in weight.
    mutating func poids(_ reponses: ReponsesBesoins) {
        guard questionnaire.choix(reponses).contains(where: \.choix.voyage) else { return }
        var (places, force, fonctionsPortees) = (0, 0, Set<String>())
        for (code, nombre) in pieces {
            let (contenant, tare) = objet(code)
            guard let contenant, let maximum = contenant.poidsMaxG else { continue }
            places += contenant.places * nombre
            force += (maximum - tare) * nombre
            fonctionsPortees.formUnion(contenant.fonctions)
        }
        guard places > 0 else { return }
        let dedans = pieces.filter { fonctionsPortees.contains(fonctions[$0.key] ?? "") }
        exiger(dedans.values.reduce(0, +) <= places, "les valises débordent")
        exiger(dedans.map { objet($0.key).poids * $0.value }.reduce(0, +) <= force, "les valises sont trop lourdes")
    }

    private func objet(_ code: String) -> (contenant: Contenant?, poids: Int) {
        if let seul = proposition.panier.articles.first(where: { $0.article.code == code }) {
            return (seul.article.contenant, seul.article.poidsG ?? 0)
        }
        let ligne = proposition.panier.kits.lazy.flatMap(\.kit.lignes).first { $0.articleCode == code }
        return (ligne?.contenant, ligne?.poidsG ?? 0)
    }
}
