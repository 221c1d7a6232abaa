import Model
import Optimisation

/// The question put as an integer programme (kits and articles to buy, who serves which need), and its answer read back.
///
/// Unknowns: how many of each kit (`x`), of each article alone (`y`), whether each is a line of the order (0 or 1), how many pieces of each
/// article go to each need, and how many pieces each need gets, the first apart because it counts more than the others.
/// Goals, in this order: the most points; then the least HT price plus `effortParLigne` for each line.
struct Modele {
    typealias Variable = ProgrammeEntier.Variable
    typealias Terme = ProgrammeEntier.Terme

    struct Achat {
        let variable: Variable
        let ligne: Variable
    }

    let demandes: [BesoinDemande]
    let offre: OffreAssistant
    let questionnaire: Questionnaire
    private(set) var programme = ProgrammeEntier()
    private(set) var kits: [Achat] = []
    private(set) var articles: [Achat] = []
    private var servis: [(article: String, besoin: String, variable: Variable)] = []
    private(set) var points: [Terme] = []

    init(_ demandes: [BesoinDemande], _ offre: OffreAssistant, _ questionnaire: Questionnaire, reemploi: Int?, voyage: Bool) {
        (self.demandes, self.offre, self.questionnaire) = (demandes, offre, questionnaire)
        for kit in offre.kits { kits.append(acheter(1...questionnaire.kitsAuPlus, kit.kit.code)) }
        for article in offre.articles { articles.append(acheter(article.quantiteMin...utiles(article), article.code)) }
        affecter()
        couvrir()
        if let reemploi, reemploi < 100 { reemployer(reemploi) }
        if voyage { porter() }
        programme.objectifs = [.maximiser(points), .minimiser(cout)]
        programme.departage = kits.map(\.variable) + articles.map(\.variable) + servis.map(\.variable)
    }

    /// Zero, or between two bounds.
    private mutating func acheter(_ bornes: ClosedRange<Int>, _ code: String) -> Achat {
        let achat = Achat(variable: programme.variable(0...Int64(bornes.upperBound)), ligne: programme.variable(0...1))
        programme.contraindre([Terme(1, achat.variable), Terme(-Int64(bornes.upperBound), achat.ligne)], .auPlus(0))
        programme.contraindre([Terme(1, achat.variable), Terme(-Int64(bornes.lowerBound), achat.ligne)], .auMoins(0))
        return achat
    }

    /// Nobody buys more of an article than its needs may take.
    private func utiles(_ article: ArticleOffert) -> Int {
        let places = demandes.filter { $0.besoin.accepte(article: article.code, fonction: article.fonction) }
        let accompagne = Set(questionnaire.accompagnements.flatMap(\.avec))
        let pieces = places.map { $0.quantite + (accompagne.contains($0.besoin.code) ? Self.accompagnesAuPlus : 0) }.reduce(0, +)
        return max(article.quantiteMin, min(article.quantiteMax, pieces))
    }

    /// Computers that may each want a screen of their own, in one answer.
    static let accompagnesAuPlus = 40

    // MARK: Who serves what

    private struct Source {
        let code: String
        let fonction: String?
        let apport: [Terme]
    }

    /// Every article that the kits and the loose lines may bring, with how many.
    private var sources: [Source] {
        var apports: [String: (fonction: String?, termes: [Terme])] = [:]
        for (kit, achat) in zip(offre.kits, kits) {
            for ligne in kit.base {
                apports[ligne.articleCode, default: (ligne.fonction, [])].termes.append(Terme(Int64(ligne.quantite), achat.variable))
            }
        }
        for (article, achat) in zip(offre.articles, articles) {
            apports[article.code, default: (article.fonction, [])].termes.append(Terme(1, achat.variable))
        }
        return apports.sorted { $0.key < $1.key }.map { Source(code: $0.key, fonction: $0.value.fonction, apport: $0.value.termes) }
    }

    /// A piece serves one need at most.
    private mutating func affecter() {
        for source in sources {
            let besoins = demandes.filter { $0.besoin.accepte(article: source.code, fonction: source.fonction) }
            guard !besoins.isEmpty else { continue }
            let haut = source.apport.reduce(Int64(0)) { $0 + $1.coefficient * programme.plusHaut($1.variable) }
            var pris: [Terme] = []
            for besoin in besoins {
                let plus = besoin.quantite + (estAccompagnant(besoin.besoin.code) ? Self.accompagnesAuPlus : 0)
                let variable = programme.variable(0...min(haut, Int64(plus)))
                servis.append((source.code, besoin.besoin.code, variable))
                pris.append(Terme(1, variable))
            }
            programme.contraindre(pris + source.apport.map { Terme(-$0.coefficient, $0.variable) }, .auPlus(0))
        }
    }

    private func estAccompagnant(_ besoin: String) -> Bool { questionnaire.accompagnements.contains { $0.avec.contains(besoin) } }

    /// What a need gets is what serves it, minus what the machines bought take for themselves.
    private mutating func couvrir() {
        for demande in demandes {
            let code = demande.besoin.code
            var termes = servis.filter { $0.besoin == code }.map { Terme(1, $0.variable) }
            for (article, achat) in zip(offre.articles, articles) where prend(article.code, code) {
                termes.append(Terme(-1, achat.variable))
            }
            for (kit, achat) in zip(offre.kits, kits) {
                let pris = min(besoinsPropres(kit, code), apport(kit, demande.besoin))
                if pris > 0 { termes.append(Terme(-Int64(pris), achat.variable)) }
            }
            if demande.estDemande {
                let premiere = programme.variable(0...1)
                points.append(Terme(Int64(demande.besoin.importance), premiere))
                termes.append(Terme(-1, premiere))
                if demande.quantite > 1 {
                    let suivantes = programme.variable(0...Int64(demande.quantite - 1))
                    points.append(Terme(Int64(demande.besoin.suivantes), suivantes))
                    termes.append(Terme(-1, suivantes))
                    programme.contraindre([Terme(1, suivantes), Terme(-Int64(demande.quantite - 1), premiere)], .auPlus(0))
                }
            }
            programme.contraindre(termes, .auMoins(0))
        }
    }

    private func prend(_ article: String, _ besoin: String) -> Bool {
        questionnaire.accompagnements.contains { $0.article == article && $0.avec.contains(besoin) }
    }
    private func besoinsPropres(_ kit: KitChiffre, _ besoin: String) -> Int {
        kit.base.filter { prend($0.articleCode, besoin) }.map(\.quantite).reduce(0, +)
    }
    private func apport(_ kit: KitChiffre, _ besoin: Questionnaire.Besoin) -> Int {
        kit.base.filter { besoin.accepte(article: $0.articleCode, fonction: $0.fonction) }.map(\.quantite).reduce(0, +)
    }
}

extension Modele {
    // MARK: What it costs, what it may weigh

    /// HT centimes, and the effort of each line.
    fileprivate var cout: [Terme] {
        zip(offre.kits, kits).map { Terme($0.totalHT.cents, $1.variable) }
            + zip(offre.articles, articles).map { Terme($0.prix.cents, $1.variable) }
            + (kits + articles).map { Terme(questionnaire.effortParLigne.cents, $0.ligne) }
    }

    /// 100 × refurbished − share × all the computers ≥ 0, in centimes HT.
    private mutating func reemployer(_ part: Int) {
        func poids(_ total: Int64, _ reemploi: Int64) -> Int64 { 100 * reemploi - Int64(part) * total }
        let desKits = zip(offre.kits, kits).map { kit, achat in
            let informatique = kit.base.filter { $0.familleAgec == "informatique" }
            let reemploi = informatique.filter { $0.etat == "reconditionné" }
            return Terme(poids(informatique.map(\.ht).reduce(0, +), reemploi.map(\.ht).reduce(0, +)), achat.variable)
        }
        let desArticles = zip(offre.articles, articles).filter { $0.0.estInformatique }.map { article, achat in
            Terme(poids(article.prix.cents, article.estReconditionne ? article.prix.cents : 0), achat.variable)
        }
        programme.contraindre(desKits + desArticles, .auMoins(0))
    }

    /// Once there is a case, all that goes in cases fits in them, in number and in weight.
    private mutating func porter() {
        var (contenants, contenus): ([(Terme, Contenant, Int)], [(Terme, String, Int)]) = ([], [])
        for (article, achat) in zip(offre.articles, articles) {
            let terme = Terme(1, achat.variable)
            if let contenant = article.contenant { contenants.append((terme, contenant, article.poidsG ?? 0)) }
            if let fonction = article.fonction { contenus.append((terme, fonction, article.poidsG ?? 0)) }
        }
        for (kit, achat) in zip(offre.kits, kits) {
            for ligne in kit.base {
                let terme = Terme(Int64(ligne.quantite), achat.variable)
                if let contenant = ligne.contenant { contenants.append((terme, contenant, ligne.poidsG ?? 0)) }
                contenus.append((terme, ligne.fonction, ligne.poidsG ?? 0))
            }
        }
        let portes = contenants.filter { $0.1.poidsMaxG != nil }
        guard !portes.isEmpty else { return }
        let fonctions = Set(portes.flatMap { $0.1.fonctions })
        let dedans = contenus.filter { fonctions.contains($0.1) }
        let presence = programme.variable(0...1)
        let nombre = portes.map { $0.0.coefficient * programme.plusHaut($0.0.variable) }.reduce(0, +)
        programme.contraindre(portes.map(\.0) + [Terme(-nombre, presence)], .auPlus(0))
        func tenir(_ charge: [Terme], _ place: [Terme]) {
            let plein = charge.map { $0.coefficient * programme.plusHaut($0.variable) }.reduce(0, +)
            let termes = charge + place.map { Terme(-$0.coefficient, $0.variable) } + [Terme(plein, presence)]
            programme.contraindre(termes, .auPlus(plein))
        }
        tenir(
            dedans.map { Terme($0.0.coefficient * Int64($0.2), $0.0.variable) },
            portes.map { Terme($0.0.coefficient * Int64(($0.1.poidsMaxG ?? 0) - $0.2), $0.0.variable) })
        tenir(dedans.map(\.0), portes.map { Terme($0.0.coefficient * Int64($0.1.places), $0.0.variable) })
    }

    mutating func contraindre(_ termes: [Terme], _ bornes: ProgrammeEntier.Bornes) { programme.contraindre(termes, bornes) }

    /// Forbids this basket, and no other.
    mutating func exclure(_ solution: SolutionEntiere) {
        programme.exclure((kits + articles).map { ($0.variable, solution[$0.variable]) })
    }

    func panier(_ solution: SolutionEntiere) -> PanierPropose {
        PanierPropose(
            kits: zip(offre.kits, kits).compactMap { kit, achat in
                let nombre = Int(solution[achat.variable])
                return nombre > 0 ? PanierPropose.LigneKits(kit: kit, quantite: nombre) : nil
            },
            articles: zip(offre.articles, articles).compactMap { article, achat in
                let nombre = Int(solution[achat.variable])
                return nombre > 0 ? PanierPropose.LigneArticle(article: article, quantite: nombre) : nil
            },
            services: servis.compactMap { service in
                let nombre = Int(solution[service.variable])
                return nombre > 0 ? PanierPropose.Service(article: service.article, besoin: service.besoin, quantite: nombre) : nil
            })
    }
}

extension LigneKit {
    /// HT centimes of the line, for one kit.
    var ht: Int64 { (prixRef?.cents ?? 0) * Int64(quantite) }
}

extension Modele {
    func cout(_ solution: SolutionEntiere) -> Int64 { solution.valeur(cout) }

    func resoudre(departager: Bool, limite: Duration) -> IssueEntiere {
        var programme = programme
        if !departager { programme.departage = [] }
        return programme.resoudre(limite: limite)
    }

    /// The same question, for the cheapest answer of at least this many points.
    func auMoins(_ minimum: Int64) -> Modele {
        var modele = self
        modele.programme.contraindre(points, .auMoins(minimum))
        modele.programme.objectifs = [.minimiser(cout)]
        return modele
    }
}
