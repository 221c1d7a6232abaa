import Foundation
import Model

// The shapes that `jsonb_to_recordset` reads: column names are the database's, rates are decimal texts, money is centimes.

struct ArticleJSON: Codable, Sendable {
    let code, libelle, famille: String
    let besoins: [String]
    let etat, unite: String
    let taux_tva: Rate
    let cpv: String
    let section: Section
    let regle_imputation: String
    let eligible: Eligibilite500
    let compte_m57, compte_m57_abrege: String
    let compte_si_investissement: String?
    let garantie_mois, delai_jours_ouvres: Int?
    let dimensions, accessibilite, famille_agec: String?
    let quantite_min, quantite_max: Int
    let nature_donnee: String
    let remarque: String?

    init(_ article: Article) {
        (code, libelle, famille, besoins) = (article.code, article.libelle, article.famille, article.besoins)
        (etat, unite, taux_tva, cpv, section) = (article.etat, article.unite, article.tauxTva, article.cpv, article.section)
        (regle_imputation, eligible) = (article.regleImputation, article.eligible)
        (compte_m57, compte_m57_abrege) = (article.compteM57, article.compteM57Abrege)
        compte_si_investissement = article.compteSiInvestissement
        (garantie_mois, delai_jours_ouvres) = (article.garantieMois, article.delaiJoursOuvres)
        (dimensions, accessibilite, famille_agec) = (article.dimensions, article.accessibilite, article.familleAgec)
        (quantite_min, quantite_max) = (article.quantiteMin, article.quantiteMax)
        (nature_donnee, remarque) = (article.natureDonnee, article.remarque)
    }
}

struct PrixJSON: Codable, Sendable {
    let code: String
    let du: LocalDate
    let min, ref, max: Money

    init?(_ article: Article) {
        guard let prix = article.prix else { return nil }
        (code, du, min, ref, max) = (article.code, article.datePrix, prix.min, prix.ref, prix.max)
    }
}

struct KitJSON: Codable, Sendable {
    let code: String
    let version: Int
    let nom, phrase, besoin, destinataire: String
    let concepteur, licence_plans: String?
    let nature_donnee: String
    let remarque: String?
    let lignes: [Kit.Ligne]

    init(_ kit: Kit) {
        (code, version, nom, phrase, besoin) = (kit.code, kit.version, kit.nom, kit.phrase, kit.besoin)
        (destinataire, concepteur, licence_plans) = (kit.destinataire, kit.concepteur, kit.licencePlans)
        (nature_donnee, remarque, lignes) = (kit.natureDonnee, kit.remarque, kit.lignes)
    }
}

struct DispositifJSON: Codable, Sendable {
    let code, nom, nom_court, autorite: String
    let sous_plafond_etat, est_public: Bool
    let taux_min, taux_max: Rate?
    let plafond_montant_centimes: Money?
    let taux_propose: Rate?
    let source: String
    let confiance: Confiance
    let nature_donnee: String
    let pieces: [String]
    let description: String

    init(_ d: Dispositif) {
        (code, nom, nom_court, autorite) = (d.code, d.nom, d.nomCourt, d.autorite)
        (sous_plafond_etat, est_public, taux_min, taux_max) = (d.sousPlafondEtat, d.estPublic, d.tauxMin, d.tauxMax)
        (plafond_montant_centimes, taux_propose, source) = (d.plafondMontant, d.tauxPropose, d.source)
        (confiance, nature_donnee, pieces, description) = (d.confiance, d.natureDonnee, d.pieces, d.description)
    }
}

struct RegleJSON: Codable, Sendable {
    let departement_code, dispositif: String
    let exercice: Int?
    let taux_min, taux_max: Rate?
    let plancher_depense_centimes, plafond_depense_centimes: Money?
    let taux_median_observe: Rate?
    let nombre_observe: Int
    let arrondi: Rounding
    let source: String
    let confiance: Confiance

    init(_ r: RegleDepartement) {
        (departement_code, dispositif, exercice) = (r.departementCode, r.dispositif, r.exercice)
        (taux_min, taux_max) = (r.tauxMin, r.tauxMax)
        (plancher_depense_centimes, plafond_depense_centimes) = (r.plancherDepense, r.plafondDepense)
        (taux_median_observe, nombre_observe, arrondi) = (r.tauxMedianObserve, r.nombreObserve, r.arrondi)
        (source, confiance) = (r.source, r.confiance)
    }
}
