public import Model
public import Planner
public import Postgres
import Store

/// A request of the contract, found in the catalogue and the territory.
public struct DemandeLue: Sendable {
    public let demande: DemandePlan
    /// What was understood otherwise than it was written; the plan says it first.
    public let alertes: [Motif]

    /// The plan of the demand, with what was understood on the way.
    public func plan(_ referentiel: Referentiel) -> Plan {
        var plan = Planner(referentiel).plan(demande)
        plan.alertes = alertes + plan.alertes
        return plan
    }
}

extension Parcours {
    /// A plan request of the contract with its kits unfolded and its porteur's facts found; facts given override the database. The code of a
    /// merged commune leads to the commune of today, and an alert says so.
    /// - Throws: `Refus` for an unknown kit, option or commune.
    public func demande(_ requete: PlanRequete, in tx: Transaction) async throws -> DemandeLue {
        var (lignes, besoins): ([LignePlan], [String]) = ([], [])
        for (index, demandee) in requete.kits.enumerated() {
            let kit = try await kit(demandee, "kits[\(index)]", le: requete.dateDemande, in: tx)
            besoins.append(kit.kit.besoin)
            lignes += kit.lignesPlan(quantite: demandee.quantite, options: Set(demandee.options))
        }
        var requete = requete
        let (base, alertes) = try await connu(&requete.porteur, in: tx)
        return DemandeLue(demande: try requete.demande(porteur: base, lignesDesKits: lignes, besoins: besoins), alertes: alertes)
    }

    /// A kit that a request names, at the prices of a day, HT.
    private func kit(
        _ demande: PlanRequete.KitDemande, _ chemin: String, le date: LocalDate, in tx: Transaction
    ) async throws -> KitChiffre {
        guard let kit = try await KitChiffre.find(demande.code, prixDu: date, in: tx) else {
            throw Refus(
                .impossible, "Le kit «\u{A0}\(demande.code)\u{A0}» n’existe pas au catalogue.", regle: "kit_inconnu",
                chemin: "\(chemin).code")
        }
        if let (index, option) = demande.options.enumerated().first(where: { item in
            !kit.options.contains { $0.articleCode == item.element }
        }) {
            throw Refus(
                .impossible, "«\u{A0}\(option)\u{A0}» n’est pas une option du kit \(kit.kit.code).", regle: "option_inconnue",
                chemin: "\(chemin).options[\(index)]")
        }
        return kit
    }

    /// What the territory knows of the porteur; nil when the request carries only facts.
    private func connu(_ porteur: inout PorteurRequete, in tx: Transaction) async throws -> (Porteur?, [Motif]) {
        if let code = porteur.departement, !code.estCollectivite, try await Departement.find(code, in: tx) == nil {
            throw Refus.departementInconnu(code)
        }
        if let code = porteur.codeInsee {
            if let (commune, ancienne) = try await Porteur.communeActuelle(code, in: tx) {
                porteur.codeInsee = commune.codeInsee
                return (commune, ancienne.map { [.communeFusionnee($0, vers: commune.nom ?? $0.codeInsee)] } ?? [])
            }
            // Facts alone may describe a commune that is not in the 2026 list.
            guard porteur.population != nil else { throw Refus.communeInconnue(code) }
        } else if let siren = porteur.siren {
            if let epci = try await Porteur.epci(siren, in: tx) { return (epci, []) }
            guard porteur.population != nil else {
                throw Refus(
                    .impossible, "L’EPCI «\u{A0}\(siren)\u{A0}» n’existe pas au 1er janvier 2026. Vérifiez son SIREN.",
                    regle: "epci_inconnu", chemin: "porteur.siren")
            }
        }
        return (nil, [])
    }
}

extension Refus {
    /// A code that never was a commune's.
    fileprivate static func communeInconnue(_ code: String) -> Refus {
        Refus(
            .impossible, "La commune «\u{A0}\(code)\u{A0}» n’existe pas au 1er janvier 2026. Vérifiez le code INSEE.",
            regle: "commune_inconnue", chemin: "porteur.code_insee")
    }

    /// A code that no list of départements holds; the collectivités that are not départements have their own.
    fileprivate static func departementInconnu(_ code: String) -> Refus {
        Refus(
            .impossible, "Le département «\u{A0}\(code)\u{A0}» n’existe pas. Vérifiez son code, par exemple 03 ou 971.",
            regle: "departement_inconnu", chemin: "porteur.departement")
    }
}

extension Motif {
    /// COMMUNE-FUSIONNEE: the code asked is no longer a commune's; the plan is the one of the commune that it leads to.
    fileprivate static func communeFusionnee(_ ancienne: AncienneCommune, vers nom: String) -> Motif {
        var valeurs = [
            "code_ancien": ancienne.codeAncien, "nom_ancien": ancienne.nomAncien, "code_insee": ancienne.codeInsee, "commune": nom,
        ]
        valeurs["depuis"] = ancienne.depuis?.description
        return Motif(
            code: "COMMUNE-FUSIONNEE", source: "INSEE, code officiel géographique",
            texte: "\(ancienne.phrase(vers: nom)) Le plan est celui de \(nom).", valeurs: valeurs)
    }
}

extension String {
    /// Saint-Pierre-et-Miquelon, Saint-Barthélemy, Saint-Martin, the Pacific: not départements, yet eligible to the same funds.
    fileprivate var estCollectivite: Bool { ["975", "977", "978", "986", "987", "988"].contains(self) }
}
