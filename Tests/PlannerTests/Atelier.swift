import CatalogFiles
import Foundation
import Model
import Planner

/// What every test starts from: the law that ships, a plain commune, a basket of one amount.
enum Atelier {
    private static let catalogue = Result {
        try CatalogFiles.catalogue(in: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Catalog").standardized)
    }

    /// The parameters, dispositifs and departmental rules of `Catalog/`.
    static func referentiel() throws -> Referentiel { try catalogue.get().referentiel }
    static func catalogueComplet() throws -> Catalogue { try catalogue.get() }

    /// The law that ships, with other departmental rules or dispositifs.
    static func referentiel(
        regles: [RegleDepartement] = [], dispositifs: [Dispositif]? = nil, parametres: [Parametre]? = nil
    ) throws -> Referentiel {
        let base = try referentiel()
        return Referentiel(
            parametres: parametres.map { Parametres($0) } ?? base.parametres, dispositifs: dispositifs ?? base.dispositifs, regles: regles)
    }

    /// A commune small enough for the DETR in any year.
    static let commune = Porteur(nature: .commune, departement: "03", population: 640)

    static func demande(
        _ cout: String, _ financeurs: [Financeur]? = nil, porteur: Porteur = commune, date: LocalDate? = nil, exercice: Int = 2026
    ) throws -> DemandePlan {
        DemandePlan(
            dateDemande: try date ?? jour("2026-01-15"), exercice: exercice, porteur: porteur, lignes: [try ligne(cout)],
            financeurs: financeurs)
    }

    static func ligne(_ cout: String, section: Section = .investissement, eligible: Bool? = nil) throws -> LignePlan {
        LignePlan(
            libelle: "Équipement", quantite: 1, prixUnitaireHT: try euros(cout), tauxTva: try taux("0.20"), section: section,
            eligible: eligible ?? (section == .investissement))
    }

    static func plan(_ demande: DemandePlan) throws -> Plan { Planner(try referentiel()).plan(demande) }
    static func plan(_ cout: String, _ financeurs: [Financeur]?, porteur: Porteur = commune) throws -> Plan {
        try plan(try demande(cout, financeurs, porteur: porteur))
    }

    static func demande(
        _ code: String, min: String? = nil, max: String? = nil, plafond: String? = nil, plancher: String? = nil, estPublic: Bool = true
    ) throws -> Financeur {
        Financeur(
            dispositif: code, statut: .demande, tauxMin: try min.map(taux), tauxMax: try max.map(taux),
            plafondDepense: try plafond.map(euros),
            plancherDepense: try plancher.map(euros), estPublic: estPublic)
    }

    static func acquis(_ code: String, _ montant: String, estPublic: Bool = true) throws -> Financeur {
        Financeur(dispositif: code, statut: .acquis, montant: try euros(montant), estPublic: estPublic)
    }

    static func regle(
        _ dispositif: String, departement: String = "03", min: String? = nil, max: String? = nil, plancher: String? = nil,
        plafond: String? = nil, median: String? = nil, nombre: Int = 0, arrondi: Rounding = .halfUp
    ) throws -> RegleDepartement {
        RegleDepartement(
            departementCode: departement, dispositif: dispositif, exercice: nil, tauxMin: try min.map(taux), tauxMax: try max.map(taux),
            plancherDepense: try plancher.map(euros), plafondDepense: try plafond.map(euros), tauxMedianObserve: try median.map(taux),
            nombreObserve: nombre, arrondi: arrondi, source: "Essai", confiance: .vu)
    }
}

struct Illisible: Error { let texte: String }

func jour(_ text: String) throws -> LocalDate {
    guard let date = LocalDate(iso: text) else { throw Illisible(texte: text) }
    return date
}
func taux(_ text: String) throws -> Rate {
    guard let rate = Rate(text) else { throw Illisible(texte: text) }
    return rate
}
func euros(_ text: String) throws -> Money { try Money(french: text) }

extension Plan {
    func montant(_ code: String) -> String? { financements.first { $0.dispositif == code }?.montant.decimal }
    func eligible(_ code: String) -> Eligibilite.Reponse? { eligibilite.first { $0.dispositif == code }?.reponse }
    func codesEligibilite(_ code: String) -> [String] { eligibilite.first { $0.dispositif == code }?.motifs.map(\.code) ?? [] }
    var codesAlertes: [String] { alertes.map(\.code) }
    var codesRefus: [String] { refus.map(\.code) }
}
