import ArgumentParser
import Foundation
import Model
import Parcours
import Store

/// `trousse plan --toutes`: one line a commune, written as it is computed.
struct PlansDeFrance {
    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

    let plans: PlansParCommune
    let format: Format

    func ecrire() async throws {
        let (colonnes, format, csv) = (colonnes, format, LignesCSV(colonnes))
        let dispositifs = plans.referentiel.dispositifs.map(\.code)
        if format == .csv { Console.repondre(Data(csv.entete.utf8)) }
        let debut = ContinuousClock.now
        var prochaine = 0
        try await plans.parcourir(parts: ProcessInfo.processInfo.activeProcessorCount) { porteur, plan in
            let cellules = Self.cellules(porteur, plan, dispositifs)
            return format == .csv ? csv.ligne(cellules) : ResultatRapport.objetJSON(cellules, colonnes) + "\n"
        } ecrire: { texte, faites in
            Console.repondre(Data(texte.utf8))
            guard faites >= prochaine || faites == plans.nombre else { return }
            prochaine = faites + plans.nombre / 20
            Console.dire("\(faites) communes sur \(plans.nombre), \((ContinuousClock.now - debut).components.seconds) s")
        }
    }

    private var colonnes: [Rapport.Colonne] {
        [
            .init(nom: "code_insee", contenu: .texte, libelle: "Code INSEE"), .init(nom: "commune", contenu: .texte, libelle: "Commune"),
            .init(nom: "departement", contenu: .texte, libelle: "Département"),
            .init(nom: "population", contenu: .entier, libelle: "Population"),
            .init(nom: "eligible_detr", contenu: .texte, libelle: "Éligible à la DETR"),
            .init(nom: "cout_total_ttc_centimes", contenu: .montant, libelle: "Coût total TTC"),
            .init(nom: "aide_totale_centimes", contenu: .montant, libelle: "Aide totale"),
        ]
            + plans.referentiel.dispositifs.map { dispositif in
                .init(
                    nom: dispositif.code.lowercased().replacing("-", with: "_") + "_centimes", contenu: .montant,
                    libelle: dispositif.nomCourt)
            } + [
                .init(nom: "fctva_centimes", contenu: .montant, libelle: "FCTVA"),
                .init(nom: "reste_a_charge_ttc_centimes", contenu: .montant, libelle: "Reste à charge TTC"),
                .init(nom: "partiel", contenu: .texte, libelle: "Prix manquants"),
                .init(nom: "alertes", contenu: .texte, libelle: "Alertes"), .init(nom: "refus", contenu: .texte, libelle: "Refus"),
            ]
    }

    private static func cellules(_ porteur: Porteur, _ plan: Plan, _ dispositifs: [String]) -> [ResultatRapport.Cellule] {
        let montants = Dictionary(plan.financements.map { ($0.dispositif, $0.montant) }, uniquingKeysWith: +)
        let eligible = plan.eligibilite.first { $0.dispositif == "DETR" }?.reponse
        return [
            .texte(porteur.codeInsee ?? ""), .texte(porteur.nom ?? ""), .texte(porteur.departement),
            .entier(Int64(porteur.population ?? 0)),
            .texte(eligible?.enFrancais ?? ""), .montant(plan.coutTotalTTC), .montant(plan.totalFinancements),
        ] + dispositifs.map { montants[$0].map { .montant($0) } ?? .vide } + [
            .montant(plan.fctva.montant), .montant(plan.resteAChargeTTC), .texte(plan.estPartiel ? "oui" : "non"), codes(plan.alertes),
            codes(plan.refus),
        ]
    }

    /// Each code once, in the order of the plan.
    private static func codes(_ motifs: [Motif]) -> ResultatRapport.Cellule {
        var vus: Set<String> = []
        return .texte(motifs.map(\.code).filter { vus.insert($0).inserted }.joined(separator: " "))
    }
}

extension Plan.Eligibilite.Reponse {
    fileprivate var enFrancais: String {
        switch self {
        case .oui: "oui"
        case .non: "non"
        case .aVerifier: "à vérifier"
        }
    }
}
