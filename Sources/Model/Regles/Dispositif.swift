/// A source of money with dated rules: DETR, DSIL, enveloppe lieux… as `Catalog/dispositifs` describes it.
public struct Dispositif: Codable, Sendable, Hashable, Identifiable {
    /// `DETR`, `DSIL`, `LIEUX`
    public let code: String
    public let nom: String
    /// Short name for a bar or a column: «DETR», «Lieux».
    public let nomCourt: String
    /// Who decides: «préfet de département», «préfet de région», «responsable du programme».
    public let autorite: String
    /// State money that falls under the 80 % cap of R2334-27 al. 2 (DETR, DSIL, DPV, DSID).
    public let sousPlafondEtat: Bool
    public let estPublic: Bool
    /// Legal or programme rate bounds; the legal floor and cap of DETR/DSIL are dated parameters, these are the dispositif's own.
    public let tauxMin: Rate?
    public let tauxMax: Rate?
    /// Ceiling of the grant per operation.
    public let plafondMontant: Money?
    /// Proposed rate when nothing else says (enveloppe lieux).
    public let tauxPropose: Rate?
    public let source: String
    public let confiance: Confiance
    /// `illustratif` when the figures are the programme manager's example values.
    public let natureDonnee: String
    /// Codes of the pieces that its dossier asks (`Catalog/pieces`).
    public let pieces: [String]
    /// One sentence for a secretary.
    public let description: String

    public var id: String { code }

    public init(
        code: String, nom: String, nomCourt: String, autorite: String, sousPlafondEtat: Bool, estPublic: Bool, tauxMin: Rate?,
        tauxMax: Rate?, plafondMontant: Money?, tauxPropose: Rate?, source: String, confiance: Confiance, natureDonnee: String,
        pieces: [String], description: String
    ) {
        (self.code, self.nom, self.nomCourt, self.autorite) = (code, nom, nomCourt, autorite)
        (self.sousPlafondEtat, self.estPublic, self.tauxMin, self.tauxMax) = (sousPlafondEtat, estPublic, tauxMin, tauxMax)
        (self.plafondMontant, self.tauxPropose, self.source) = (plafondMontant, tauxPropose, source)
        (self.confiance, self.natureDonnee, self.pieces, self.description) = (confiance, natureDonnee, pieces, description)
    }
}

/// What one département does with one dispositif in one exercice: a published bracket, or the median really observed.
public struct RegleDepartement: Codable, Sendable, Hashable {
    public let departementCode: String
    public let dispositif: String
    /// nil: any exercice.
    public let exercice: Int?
    /// The bracket fixed by the commission d'élus (RULES COM-2), when published.
    public let tauxMin: Rate?
    public let tauxMax: Rate?
    public let plancherDepense: Money?
    public let plafondDepense: Money?
    /// Median rate of the digital projects of 2018–2019 in this département, and how many.
    public let tauxMedianObserve: Rate?
    public let nombreObserve: Int
    public let arrondi: Rounding
    public let source: String
    public let confiance: Confiance

    public init(
        departementCode: String, dispositif: String, exercice: Int?, tauxMin: Rate?, tauxMax: Rate?, plancherDepense: Money?,
        plafondDepense: Money?, tauxMedianObserve: Rate?, nombreObserve: Int, arrondi: Rounding, source: String, confiance: Confiance
    ) {
        (self.departementCode, self.dispositif, self.exercice) = (departementCode, dispositif, exercice)
        (self.tauxMin, self.tauxMax, self.plancherDepense, self.plafondDepense) = (tauxMin, tauxMax, plancherDepense, plafondDepense)
        (self.tauxMedianObserve, self.nombreObserve, self.arrondi) = (tauxMedianObserve, nombreObserve, arrondi)
        (self.source, self.confiance) = (source, confiance)
    }
}

/// A piece that a dossier must hold (arrêté du 23 décembre 2002, RULES 1.10).
public struct PieceExigee: Codable, Sendable, Hashable {
    /// `1.1` … `2.2`
    public let code: String
    public let nom: String
    /// Short file-name part: `note-explicative`.
    public let fichier: String
    public let description: String
    public let source: String
    /// Trousse writes it from the plan (else the mairie brings it: devis).
    public let generee: Bool

    public init(code: String, nom: String, fichier: String, description: String, source: String, generee: Bool) {
        (self.code, self.nom, self.fichier) = (code, nom, fichier)
        (self.description, self.source, self.generee) = (description, source, generee)
    }
}

/// Everything the planner needs besides the demand: the law, the sources of money, the local rules.
public struct Referentiel: Sendable {
    public let parametres: Parametres
    public let dispositifs: [Dispositif]
    public let regles: [RegleDepartement]
    private let reglesParDepartement: [String: [RegleDepartement]]

    public init(parametres: Parametres, dispositifs: [Dispositif], regles: [RegleDepartement]) {
        (self.parametres, self.dispositifs, self.regles) = (parametres, dispositifs, regles)
        reglesParDepartement = Dictionary(grouping: regles, by: \.departementCode)
    }

    public func dispositif(_ code: String) -> Dispositif? { dispositifs.first { $0.code == code } }

    /// The rule of a département for an exercice: the exact exercice first, then the one without.
    public func regle(_ dispositif: String, departement: String, exercice: Int) -> RegleDepartement? {
        let candidates = reglesParDepartement[departement] ?? []
        return candidates.first { $0.dispositif == dispositif && $0.exercice == exercice }
            ?? candidates.first { $0.dispositif == dispositif && $0.exercice == nil }
    }
}
