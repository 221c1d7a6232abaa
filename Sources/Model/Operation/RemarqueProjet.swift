/// Something worth a second look in what a project holds; it never refuses.
public struct RemarqueProjet: Sendable, Hashable {
    public let motif: Motif
    /// The lines that one may take out to settle it, none when there is nothing to take out.
    public let lignes: [LigneProjet]
    public init(_ motif: Motif, lignes: [LigneProjet] = []) { (self.motif, self.lignes) = (motif, lignes) }
}

/// The lines of a project with what the catalogue knows of them.
public struct Composition: Sendable {
    public let lignes: [LigneProjet]
    public let faits: [ID<LigneProjet>: FaitsLigne]
    /// Names of the kits by code.
    public let kits: [String: String]

    public init(lignes: [LigneProjet], faits: [FaitsLigne], kits: [String: String]) {
        (self.lignes, self.kits) = (lignes, kits)
        self.faits = Dictionary(uniqueKeysWithValues: faits.map { ($0.ligneId, $0) })
    }

    /// How many units of these fonctions.
    public func unites(_ fonctions: Set<String>) -> Int {
        lignes.filter { faits[$0.ligneId]?.fonction.map(fonctions.contains) ?? false }.map(\.unites).reduce(0, +)
    }

    /// Needs that two lines answer, then what a case or a trolley cannot carry.
    public var remarques: [RemarqueProjet] { doublons + contenants.compactMap(\.remarque) }

    /// One multifonction is often enough: each fonction of that kind found in two places.
    private var doublons: [RemarqueProjet] {
        let groupes = Dictionary(grouping: lignes.filter { faits[$0.ligneId]?.unSuffit ?? false }) { faits[$0.ligneId]?.fonction ?? "" }
        return groupes.values.filter { $0.count > 1 }.sorted { $0[0].ligneId < $1[0].ligneId }.map { lignes in
            // What a kit brings stays; what was added beside it is what one may take out.
            let groupe = lignes.filter { $0.kitCode != nil } + lignes.filter { $0.kitCode == nil }
            let (premiere, autres) = (groupe[0], Array(groupe.dropFirst()))
            let nom = faits[premiere.ligneId]?.fonctionNom ?? premiere.libelle
            return RemarqueProjet(
                Motif(
                    code: "DOUBLON", source: "Catalogue, fonction «\u{A0}\(nom)\u{A0}»",
                    texte:
                        "Vous avez déjà «\u{A0}\(nom)\u{A0}» \(provenance(premiere))\u{A0}: un seul suffit souvent par lieu. "
                        + "Il y en a aussi \(autres.map(provenance).joined(separator: " et ")).",
                    valeurs: ["fonction": faits[premiere.ligneId]?.fonction ?? "", "lignes": String(groupe.count)]),
                lignes: autres)
        }
    }

    /// `dans «\u{A0}Station d’accueil démarches\u{A0}»`
    private func provenance(_ ligne: LigneProjet) -> String {
        nomDuKit(ligne).map { "dans «\u{A0}\($0)\u{A0}»" } ?? "parmi vos articles à l’unité"
    }
    /// nil: chosen alone.
    public func nomDuKit(_ ligne: LigneProjet) -> String? { ligne.kitCode.map { kits[$0] ?? $0 } }

    private var contenants: [Chargement] {
        lignes.compactMap { ligne in
            guard let faits = faits[ligne.ligneId], let places = faits.contenantPlaces else { return nil }
            return Chargement(
                contenant: ligne, nombre: ligne.unites, places: places, vide: faits.poidsG,
                poidsMax: faits.contenantPoidsMaxG, contenus: contenus(de: ligne, faits.contenantFonctions))
        }
    }

    /// A container of a kit holds what its kit brings; one chosen alone, what no other container holds.
    private func contenus(de contenant: LigneProjet, _ fonctions: [String]) -> [(poids: Int?, nombre: Int)] {
        let pourvus = Set(lignes.filter { $0.kitCode != nil && faits[$0.ligneId]?.contenantPlaces != nil }.map(\.kitCode))
        return lignes.filter { ligne in
            guard let fonction = faits[ligne.ligneId]?.fonction, fonctions.contains(fonction) else { return false }
            return contenant.kitCode == nil ? ligne.kitCode == nil || !pourvus.contains(ligne.kitCode) : ligne.kitCode == contenant.kitCode
        }.map { (faits[$0.ligneId]?.poidsG, $0.unites) }
    }
}

/// What some cases or trolleys of one line would carry, shared evenly between them.
private struct Chargement {
    let contenant: LigneProjet
    let nombre: Int
    let places: Int
    let vide: Int?
    let poidsMax: Int?
    let contenus: [(poids: Int?, nombre: Int)]

    private var aRanger: Int { contenus.map(\.nombre).reduce(0, +) }

    var remarque: RemarqueProjet? {
        if aRanger > places * nombre {
            return RemarqueProjet(
                Motif(
                    code: "PLACES", source: "Catalogue, contenance",
                    texte:
                        "\(aRanger) appareils à ranger pour \(places * nombre) places dans «\u{A0}\(contenant.libelle)\u{A0}»\u{A0}: "
                        + "\(aRanger - places * nombre) n’y \(aRanger - places * nombre > 1 ? "tiendront" : "tiendra") pas.",
                    valeurs: ["places": String(places * nombre), "appareils": String(aRanger)]))
        }
        guard let poidsMax, let charge, charge.grammes > poidsMax else { return nil }
        return RemarqueProjet(
            Motif(
                code: "POIDS", source: "Catalogue, poids",
                texte:
                    "«\u{A0}\(contenant.libelle)\u{A0}» pèserait \(charge.estMinimum ? "au moins " : "")\(charge.grammes.kilogrammes) chargée, "
                    + "pour \(poidsMax.kilogrammes) au plus\u{A0}: une personne seule ne la porterait pas. "
                    + "Mettez-y moins d’appareils, ou de plus légers.",
                valeurs: ["poids_g": String(charge.grammes), "poids_max_g": String(poidsMax)]))
    }

    /// The heaviest one: its own weight and the heaviest of what it takes; a weight that is not known makes it a minimum.
    private var charge: (grammes: Int, estMinimum: Bool)? {
        guard let vide, nombre > 0 else { return nil }
        let unites = contenus.flatMap { Array(repeating: $0.poids, count: $0.nombre) }.sorted { ($0 ?? 0) > ($1 ?? 0) }
        let dedans = unites.prefix(min(places, (unites.count + nombre - 1) / nombre))
        return (vide + dedans.compactMap(\.self).reduce(0, +), dedans.contains(nil))
    }
}
