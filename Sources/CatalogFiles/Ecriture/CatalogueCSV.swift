import Foundation
public import Model

/// The catalogue as tables, in the columns of the programme's own files: `;`, decimal point, UTF-8 without a mark, one line at a time.
/// Amounts are euros HT but for the columns that say `ttc`; rates are percents.
public enum CatalogueCSV {
    public static let articles =
        "code;libelle;famille;besoin;etat;unite;prix_ht_min;prix_ht_ref;prix_ht_max;taux_tva;prix_ttc_ref;cpv;cpv_libelle_en;section_par_defaut;"
        + "regle_imputation;investissement_par_deliberation;eligible_assiette_defaut;compte_m57_developpe;compte_m57_abrege;"
        + "compte_si_investissement;garantie_mois;delai_jours_ouvres;dimensions_puissance;accessibilite_pmr;famille_agec;qte_min;qte_max;"
        + "nature_donnee;remarque\n"

    public static let kits =
        "kit;kit_nom;article;libelle;quantite;type_ligne;prix_ht_ref;total_ht_ligne;taux_tva;total_ttc_ligne;section_par_defaut;"
        + "eligible_assiette_defaut;compte_m57\n"

    /// - Parameter jour: whose prices are written. The English label of the CPV is not ours to give: its column is empty.
    public static func ligne(_ article: Article, le jour: LocalDate) -> String {
        let prix = article.tarifs.prix(le: jour)
        return ligne([
            CSV.texte(article.code), CSV.texte(article.libelle), CSV.texte(article.famille),
            CSV.texte(article.besoins.joined(separator: "|")),
            CSV.texte(article.etat), CSV.texte(article.unite), prix?.min.decimal, prix?.ref.decimal, prix?.max.decimal,
            pourcent(article.tauxTva), prix.map { ttc($0.ref, article.tauxTva).decimal }, CSV.texte(article.cpv), "",
            article.section.rawValue,
            CSV.texte(article.regleImputation), article.eligible == .siDeliberation ? "oui" : "non", eligible(article), article.compteM57,
            article.compteM57Abrege, article.compteSiInvestissement, article.garantieMois.map(String.init),
            article.delaiJoursOuvres.map(String.init), article.dimensions.map(CSV.texte), article.accessibilite.map(CSV.texte),
            article.familleAgec.map(CSV.texte), "\(article.quantiteMin)", "\(article.quantiteMax)", CSV.texte(article.natureDonnee),
            article.remarque.map(CSV.texte),
        ])
    }

    /// One line per article of the kit; none for an article that is not offered.
    public static func lignes(_ kit: Kit, articles: [String: Article], le jour: LocalDate) -> String {
        kit.lignes.compactMap { ligne in
            guard let article = articles[ligne.article] else { return nil }
            let (prix, quantite) = (article.tarifs.prix(le: jour)?.ref, Decimal(ligne.quantite))
            let total = prix?.times(quantite)
            return self.ligne([
                CSV.texte(kit.code), CSV.texte(kit.nom), CSV.texte(article.code), CSV.texte(article.libelle), "\(ligne.quantite)",
                ligne.option ? "option" : "base", prix?.decimal, total?.decimal, pourcent(article.tauxTva),
                total.map { ttc($0, article.tauxTva).decimal }, article.section.rawValue, eligible(article), article.compteM57,
            ])
        }.joined()
    }

    private static func ligne(_ cellules: [String?]) -> String { cellules.map { $0 ?? "" }.joined(separator: ";") + "\n" }

    private static func ttc(_ montant: Money, _ taux: Rate) -> Money { montant + montant.times(taux) }

    /// `20.0`, `5.5`.
    private static func pourcent(_ taux: Rate) -> String {
        let text = "\(taux.value * 100)"
        return text.contains(".") ? text : text + ".0"
    }

    private static func eligible(_ article: Article) -> String {
        article.eligible == .siDeliberation ? "si délibération" : article.eligible.rawValue
    }
}
