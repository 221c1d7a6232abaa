import Besoins
import CatalogFiles
import Foundation
import Model

/// The catalogue that ships, as the assistant sees it.
enum Etabli {
    private static let lu = Result {
        try CatalogFiles.catalogue(in: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Catalog").standardized)
    }
    static func catalogue() throws -> Catalogue { try lu.get() }

    static func questionnaire() throws -> Questionnaire {
        guard let questionnaire = try catalogue().questionnaire else { throw CocoaError(.fileNoSuchFile) }
        return questionnaire
    }

    static func offre() throws -> OffreAssistant {
        let catalogue = try catalogue()
        let kits = try catalogue.kits.map { kit in
            KitChiffre(
                kit: KitResume(
                    code: kit.code, version: kit.version, nom: kit.nom, phrase: kit.phrase, besoin: kit.besoin,
                    destinataire: kit.destinataire,
                    concepteur: kit.concepteur, licencePlans: kit.licencePlans, itinerant: kit.itinerant, natureDonnee: kit.natureDonnee,
                    remarque: kit.remarque),
                lignes: try kit.lignes.map { ligne in
                    guard let article = catalogue.article(ligne.article) else { throw CocoaError(.fileNoSuchFile) }
                    return try self.ligne(Ligne(article, ligne.quantite, ligne.option))
                })
        }
        return OffreAssistant(kits: kits, articles: catalogue.articles.compactMap(ArticleOffert.init))
    }

    /// Through JSON, as the database gives it.
    static func ligne(_ ligne: Ligne) throws -> LigneKit { try JSONDecoder().decode(LigneKit.self, from: JSONEncoder().encode(ligne)) }

    struct Ligne: Encodable {
        var articleCode, libelle: String
        var quantite: Int
        var option = false
        var prixRef: Money?
        var tauxTva: Rate
        var section: Section
        var eligible: Eligibilite500
        var compteM57 = "21838"
        var etat: String
        var familleAgec: String?
        var fonction: String
        var poidsG: Int?
        var pmr = false
        var contenant: Contenant?
        var remplace: [String] = []

        init(_ article: Article, _ quantite: Int, _ option: Bool) {
            self.init(ArticleOffert(article), article, quantite)
            self.option = option
        }

        private init(_ offert: ArticleOffert?, _ article: Article, _ quantite: Int) {
            (articleCode, libelle, self.quantite, prixRef) = (article.code, article.libelle, quantite, offert?.prix)
            (tauxTva, section, eligible, etat) = (article.tauxTva, article.section, article.eligible, article.etat)
            (familleAgec, fonction, poidsG, contenant) = (article.familleAgec, article.fonction, article.poidsG, article.contenant)
        }

        init(_ article: ArticleOffert, _ quantite: Int) {
            (articleCode, libelle, self.quantite, prixRef) = (article.code, article.libelle, quantite, article.prix)
            (tauxTva, section, eligible, etat) = (article.tauxTva, article.section, article.eligible, article.etat)
            (familleAgec, fonction, poidsG, contenant) = (article.familleAgec, article.fonction ?? "", article.poidsG, article.contenant)
        }
    }

    /// A commune of the Allier that the DETR may help.
    static func acheteur(departement: String = "03", population: Int = 310) throws -> Assistant.Acheteur {
        guard let jour = LocalDate(2026, 1, 15) else { throw CocoaError(.fileNoSuchFile) }
        let porteur = Porteur(nature: .commune, departement: departement, population: population, regimeFCTVA: .n2)
        return Assistant.Acheteur(porteur: porteur, date: jour, referentiel: try catalogue().referentiel)
    }
}
