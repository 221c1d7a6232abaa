public import Foundation
public import Model

/// Investment or running cost? Arrêté du 26 octobre 2001, circulaire du 26 février 2002 (RULES 5.1).
public struct Imputation: Sendable, Hashable {
    /// Listed in annex 1, or assimilable by analogy; nil: unknown.
    public var dansNomenclature: Bool?
    /// Of one unit: the quantity never matters.
    public var prixUnitaireTTC: Money?
    public var quantite: Decimal?
    /// The council's yearly délibération-cadre, completed by a délibération expresse, names it.
    public var deliberation: Bool?
    public var consommable: Bool?

    public init(
        dansNomenclature: Bool?, prixUnitaireTTC: Money?, quantite: Decimal? = nil, deliberation: Bool? = nil, consommable: Bool? = nil
    ) {
        (self.dansNomenclature, self.prixUnitaireTTC, self.quantite) = (dansNomenclature, prixUnitaireTTC, quantite)
        (self.deliberation, self.consommable) = (deliberation, consommable)
    }

    private static let source = "Arrêté du 26 octobre 2001 (NOR INTB0100692A)"

    /// The section and its reason; nil: the price is unknown and nothing else settles it.
    public func section(_ parametres: Parametres) -> (section: Section?, motifs: [Motif]) {
        if consommable == true {
            return (
                .fonctionnement, [Motif("IMPUTATION-5", Self.source, "Consommables, pièces et entretien : toujours en fonctionnement.")]
            )
        }
        if dansNomenclature == true {
            return (
                .investissement,
                [Motif("IMPUTATION-1", Self.source, "Bien de la nomenclature, ou assimilable : investissement quel que soit le prix.")]
            )
        }
        if deliberation == true {
            return (.investissement, [Motif("IMPUTATION-3", Self.source, "Le conseil l'a ajouté à la liste : investissement.")])
        }
        let hypothese = dansNomenclature == nil ? " Bien supposé absent de la nomenclature : vérifiez-le." : ""
        guard let prixUnitaireTTC, let seuil = parametres.courante("capital.unit_threshold_ttc").flatMap({ try? Money(french: $0.valeur) })
        else {
            return (nil, [Motif("IMPUTATION-2", Self.source, "Indiquez le prix unitaire TTC : lui seul permet de décider.")])
        }
        let valeurs = ["prix_unitaire_ttc": prixUnitaireTTC.decimal, "seuil": seuil.decimal]
        if prixUnitaireTTC < seuil {
            return (
                .fonctionnement,
                [
                    Motif(
                        "IMPUTATION-3", Self.source,
                        "Hors nomenclature et moins de \(seuil.french) TTC l'unité : fonctionnement, sauf décision du conseil. Le total acheté ne compte pas.\(hypothese)",
                        valeurs)
                ]
            )
        }
        var motifs = [Motif("IMPUTATION-2", Self.source, "Bien durable à partir de \(seuil.french) TTC l'unité : investissement.", valeurs)]
        if prixUnitaireTTC == seuil {
            motifs.append(
                Motif(
                    "IMPUTATION-4", "Circulaire NOR INTB0200059C du 26 février 2002",
                    "Exactement \(seuil.french) : l'arrêté et la circulaire ne disent pas la même chose ; retenu en investissement, à confirmer avec le comptable.",
                    valeurs))
        }
        return (.investissement, motifs)
    }
}

extension Imputation {
    init(_ json: JSON) throws(ErreurDeDemande) {
        var champs = try Champs(json, "")
        self.init(
            dansNomenclature: try champs.bool("dans_nomenclature"), prixUnitaireTTC: try champs.montant("prix_unitaire_ttc"),
            quantite: try champs.decimal("quantite", entierAccepte: true), deliberation: try champs.bool("deliberation"),
            consommable: try champs.bool("consommable"))
        try champs.finir()
    }

    func reponse(_ parametres: Parametres) -> JSON {
        let (section, motifs) = section(parametres)
        return ["section": .texte(section?.rawValue), "motifs": .motifs(motifs)]
    }
}
