public import Model
public import Planner
public import Postgres
import Store

extension Parcours {
    /// A plan request of the contract with its kits unfolded and its porteur's facts found; facts given override the database.
    /// - Throws: `Refus` for an unknown kit, option or commune.
    public func demande(_ requete: PlanRequete, in tx: Transaction) async throws -> DemandePlan {
        var lignes: [LignePlan] = []
        for demandee in requete.kits {
            guard let kit = try await KitChiffre.find(demandee.code, prixDu: requete.dateDemande, in: tx) else {
                throw Refus(.impossible, "Le kit « \(demandee.code) » n’existe pas au catalogue.", regle: "kit_inconnu")
            }
            if let unknown = demandee.options.first(where: { code in !kit.options.contains { $0.articleCode == code } }) {
                throw Refus(.impossible, "« \(unknown) » n’est pas une option du kit \(kit.kit.code).", regle: "option_inconnue")
            }
            lignes += kit.lignesPlan(quantite: demandee.quantite, options: Set(demandee.options))
        }
        return try requete.demande(porteur: try await connu(requete.porteur, in: tx), lignesDesKits: lignes)
    }

    /// What the territory knows of the porteur; nil when the request carries only facts.
    private func connu(_ porteur: PorteurRequete, in tx: Transaction) async throws -> Porteur? {
        if let code = porteur.codeInsee {
            if let commune = try await Porteur.commune(code, in: tx) { return commune }
            // Facts alone may describe a commune that is not in the 2026 list.
            guard porteur.population != nil else {
                throw Refus(
                    .impossible, "La commune « \(code) » n’existe pas au 1er janvier 2026. Vérifiez le code INSEE.",
                    regle: "commune_inconnue")
            }
        } else if let siren = porteur.siren {
            if let epci = try await Porteur.epci(siren, in: tx) { return epci }
            guard porteur.population != nil else {
                throw Refus(.impossible, "L’EPCI « \(siren) » n’existe pas au 1er janvier 2026. Vérifiez son SIREN.", regle: "epci_inconnu")
            }
        }
        return nil
    }
}
