import Besoins
import Foundation
import Model
import Testing

/// The assistant against the enumeration of every basket and of every use of its pieces, on small catalogues made at random.
@Suite("L’assistant répond l’optimum")
struct OptimumTests {
    @Test("sur 500 petits catalogues au hasard, points, coût et panier sont ceux de l’énumération complète", arguments: 0..<10)
    func enumeration(lot: Int) throws {
        let acheteur = try Etabli.acheteur()
        for graine in lot * 50..<(lot + 1) * 50 {
            let essai = try Essai(graine: UInt64(graine + 1))
            let pour = graine % 2 == 0 ? acheteur : nil
            let trouvee = try #require(
                Assistant(essai.questionnaire, essai.offre, pour: pour).repondre(essai.reponses, limite: .seconds(30)))
            let attendu = essai.meilleur(pour)
            #expect(trouvee.estProuve && trouvee.points == attendu.points, "graine \(graine) : \(trouvee.points), \(attendu.points)")
            #expect(essai.cout(trouvee.panier) == attendu.cout, "graine \(graine)")
            #expect(
                essai.quantites(trouvee.panier) == attendu.quantites,
                "graine \(graine) : \(essai.quantites(trouvee.panier)), \(attendu.quantites)")
            let relecture = Verification(
                trouvee, reponses: essai.reponses, questionnaire: essai.questionnaire, offre: essai.offre, acheteur: pour)
            #expect(relecture.fautes.isEmpty, "graine \(graine) : \(relecture.fautes)")
        }
    }
}

/// Four articles, two kits, three needs of which some may be met by the same articles, one machine that wants another article.
private struct Essai {
    let questionnaire: Questionnaire
    let offre: OffreAssistant
    let reponses: ReponsesBesoins
    private let demandes: [(besoin: Questionnaire.Besoin, quantite: Int)]

    init(graine: UInt64) throws {
        var alea = Alea(graine: graine)
        let fonctions = ["f1", "f2", "f3"]
        let articles = (0..<4).map { rang in
            let (fonction, informatique) = (fonctions[rang % 3], alea.entier(1...2) == 1)
            let section: Section = alea.entier(1...3) == 1 ? .fonctionnement : .investissement
            return ArticleOffert(
                code: "A\(rang)", libelle: "Article \(rang)", fonction: fonction, prix: Money(cents: Int64(alea.entier(10...1_900)) * 50),
                tauxTva: alea.entier(1...3) == 1 ? Rate(Decimal(55) / 1_000) : Rate.percent(20), section: section,
                eligible: section == .investissement ? .oui : .non, etat: alea.entier(1...2) == 1 ? "reconditionné" : "neuf",
                familleAgec: informatique ? "informatique" : nil, poidsG: nil, contenant: nil, quantiteMin: alea.entier(1...2),
                quantiteMax: 2)
        }
        let kits = try (0..<2).map { rang in
            KitChiffre(
                kit: KitResume(
                    code: "K\(rang)", version: 1, nom: "Kit \(rang)", phrase: "Kit", besoin: "accueil usager", destinataire: "",
                    concepteur: nil,
                    licencePlans: nil, natureDonnee: "essai", remarque: nil),
                lignes: try articles.filter { _ in alea.entier(1...2) == 1 }.map { try Etabli.ligne(.init($0, alea.entier(1...2))) })
        }
        let besoins = (0..<3).map { rang in
            let seuls = alea.entier(1...3) == 1
            return Questionnaire.Besoin(
                code: "b\(rang)", nom: "un besoin \(rang)", pluriel: "besoins \(rang)", fonctions: seuls ? [] : [fonctions[rang % 3]],
                articles: seuls ? ["A\(alea.entier(0...3))", "A\(alea.entier(0...3))"] : [], importance: alea.entier(5...30),
                suivantes: alea.entier(0...5), pourquoi: "essayer")
        }
        let demande = Dictionary(uniqueKeysWithValues: besoins.map { ($0.code, Questionnaire.Quantite(fixe: alea.entier(0...3))) })
        let choix = Questionnaire.Choix(
            code: "oui", libelle: "Oui", aide: nil, demande: demande.merging(["b0": .init(fixe: 1)]) { $1 }, ajoute: [:], retire: [:],
            remplace: [:], reemploi: alea.entier(1...3) == 1 ? alea.entier(1...9) * 10 : nil, voyage: false, mairie: false)
        questionnaire = Questionnaire(
            questions: [.init(code: "q", libelle: "?", aide: nil, genre: .une, defaut: "oui", choix: [choix])], besoins: besoins,
            accompagnements: alea.entier(1...2) == 1 ? [.init(article: "A0", avec: ["b1"])] : [],
            effortParLigne: Money(cents: Int64(alea.entier(0...4)) * 3_000), kitsAuPlus: 2)
        offre = OffreAssistant(kits: kits, articles: articles)
        let budget = alea.entier(1...5) == 1 ? nil : Money(cents: Int64(alea.entier(1_000...400_000)))
        reponses = ReponsesBesoins(choix: [:], budget: budget, baseBudget: alea.entier(1...3) == 1 ? .ttc : .apresAides)
        let toutes = choix.demande
        demandes = besoins.compactMap { besoin in toutes[besoin.code].map { (besoin, $0.pieces(places: 1)) } }
    }

    func cout(_ panier: PanierPropose) -> Int64 {
        panier.totalHT.cents + questionnaire.effortParLigne.cents * Int64(panier.kits.count + panier.articles.count)
    }

    /// In the order of the codes, kits first.
    func quantites(_ panier: PanierPropose) -> [Int] {
        offre.kits.map { kit in panier.kits.first { $0.kit.kit.code == kit.kit.code }?.quantite ?? 0 }
            + offre.articles.map { article in panier.articles.first { $0.article.code == article.code }?.quantite ?? 0 }
    }

    /// Every basket, best first; the first that fits the budget. Nothing here knows the programme that the assistant solves.
    func meilleur(_ acheteur: Assistant.Acheteur?) -> (points: Int, cout: Int64, quantites: [Int]) {
        let utiles = Set(demandes.filter { $0.quantite > 0 || accompagne($0.besoin.code) }.map(\.besoin.code))
        func sert(_ article: String, _ fonction: String?) -> Bool {
            demandes.contains { utiles.contains($0.besoin.code) && $0.besoin.accepte(article: article, fonction: fonction) }
        }
        let choixKits = offre.kits.map { kit in kit.base.contains { sert($0.articleCode, $0.fonction) } ? [0, 1, 2] : [0] }
        let choixArticles = offre.articles.map { article in
            guard sert(article.code, article.fonction) else { return [0] }
            // Nobody buys more of an article than its needs may take, not even for the share of refurbished.
            let servis = demandes.filter { $0.besoin.accepte(article: article.code, fonction: article.fonction) }
            let pieces = servis.contains { accompagne($0.besoin.code) } ? article.quantiteMax : servis.map(\.quantite).reduce(0, +)
            return [0] + Array(article.quantiteMin...max(article.quantiteMin, min(article.quantiteMax, pieces)))
        }
        let paniers = (choixKits + choixArticles).reduce([[]]) { paniers, choix in paniers.flatMap { panier in choix.map { panier + [$0] } }
        }
        let notes = paniers.map { (points: points($0), panier: panier($0), quantites: $0) }.filter { reemploi($0.panier) && $0.points >= 0 }
            .map { (points: $0.points, cout: cout($0.panier), panier: $0.panier, quantites: $0.quantites) }
        let ordre = notes.sorted { a, b in
            if a.points != b.points { return a.points > b.points }
            if a.cout != b.cout { return a.cout < b.cout }
            return b.quantites.lexicographicallyPrecedes(a.quantites)
        }
        let bon = ordre.first { note in
            guard let budget = reponses.budget else { return true }
            let apres = reponses.baseBudget == .apresAides ? acheteur?.resteACharge(note.panier) : nil
            return (apres ?? note.panier.totalTTC) <= budget
        }
        return bon.map { ($0.points, $0.cout, $0.quantites) } ?? (-1, 0, [])
    }

    private func panier(_ quantites: [Int]) -> PanierPropose {
        PanierPropose(
            kits: zip(offre.kits, quantites).filter { $1 > 0 }.map { .init(kit: $0, quantite: $1) },
            articles: zip(offre.articles, quantites.dropFirst(offre.kits.count)).filter { $1 > 0 }.map { .init(article: $0, quantite: $1) },
            services: [])
    }

    private func accompagne(_ besoin: String) -> Bool { questionnaire.accompagnements.contains { $0.avec.contains(besoin) } }

    /// Every way to give the pieces to the needs; -1 when the machines do not have what they want.
    private func points(_ quantites: [Int]) -> Int {
        var pieces = [Int](repeating: 0, count: offre.articles.count)
        for (kit, nombre) in zip(offre.kits, quantites) {
            for ligne in kit.base {
                if let rang = offre.articles.firstIndex(where: { $0.code == ligne.articleCode }) { pieces[rang] += ligne.quantite * nombre }
            }
        }
        for rang in offre.articles.indices { pieces[rang] += quantites[offre.kits.count + rang] }
        let pris = demandes.map { demande in
            accompagne(demande.besoin.code) ? machines(quantites, demande.besoin) : 0
        }
        var connus: [[Int]: Int] = [:]
        func donner(_ rang: Int, _ restes: [Int]) -> Int {
            guard rang < pieces.count else {
                var total = 0
                for (demande, reste) in zip(demandes, restes) {
                    if reste > demande.quantite { return -1 }
                    let couvert = demande.quantite - max(0, reste)
                    if couvert > 0 { total += demande.besoin.importance + (couvert - 1) * demande.besoin.suivantes }
                }
                return total
            }
            if let connu = connus[[rang] + restes] { return connu }
            let accepte = demandes.indices.filter {
                demandes[$0].besoin.accepte(article: offre.articles[rang].code, fonction: offre.articles[rang].fonction) && restes[$0] > 0
            }
            var meilleur = donner(rang + 1, restes)
            func repartir(_ libres: Int, _ parmi: ArraySlice<Int>, _ restes: [Int]) {
                guard let premier = parmi.first else {
                    meilleur = max(meilleur, donner(rang + 1, restes))
                    return
                }
                for nombre in 0...min(libres, restes[premier]) {
                    var suite = restes
                    suite[premier] -= nombre
                    repartir(libres - nombre, parmi.dropFirst(), suite)
                }
            }
            repartir(pieces[rang], accepte[...], restes)
            connus[[rang] + restes] = meilleur
            return meilleur
        }
        // What is still to give: the need itself, and what the machines take.
        return donner(0, zip(demandes, pris).map { $0.quantite + $1 })
    }

    private func machines(_ quantites: [Int], _ besoin: Questionnaire.Besoin) -> Int {
        let codes = Set(questionnaire.accompagnements.filter { $0.avec.contains(besoin.code) }.map(\.article))
        var total = 0
        for (rang, article) in offre.articles.enumerated() where codes.contains(article.code) {
            total += quantites[offre.kits.count + rang]
        }
        for (kit, nombre) in zip(offre.kits, quantites) {
            let prises = kit.base.filter { codes.contains($0.articleCode) }.map(\.quantite).reduce(0, +)
            let apport = kit.base.filter { besoin.accepte(article: $0.articleCode, fonction: $0.fonction) }.map(\.quantite).reduce(0, +)
            total += min(prises, apport) * nombre
        }
        return total
    }

    private func reemploi(_ panier: PanierPropose) -> Bool {
        guard let part = questionnaire.questions.first?.choix.first?.reemploi else { return true }
        var (reemploi, total) = (Int64(0), Int64(0))
        func compter(_ prix: Money, _ nombre: Int, _ agec: String?, _ etat: String) {
            guard agec == "informatique" else { return }
            total += prix.cents * Int64(nombre)
            if etat == "reconditionné" { reemploi += prix.cents * Int64(nombre) }
        }
        for ligne in panier.kits {
            for piece in ligne.kit.base { compter(piece.prixRef ?? .zero, piece.quantite * ligne.quantite, piece.familleAgec, piece.etat) }
        }
        for ligne in panier.articles { compter(ligne.article.prix, ligne.quantite, ligne.article.familleAgec, ligne.article.etat) }
        return reemploi * 100 >= total * Int64(part)
    }
}
