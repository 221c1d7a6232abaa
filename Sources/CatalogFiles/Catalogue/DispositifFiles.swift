import Model
import Yams

/// Reads `dispositifs/`: one file per source of money.
struct DispositifFiles {
    let errors: ErrorLog
    private let pieces: Set<String>

    private static let keys: Set = [
        "code", "rang", "nom", "nom_court", "autorite", "description", "source", "confiance", "nature_donnee", "pieces", "qui", "aide",
        "cumul",
        "versement",
    ]

    /// - Parameter pieces: every piece code seen, those in error included.
    init(errors: ErrorLog, pieces: Set<String>) { (self.errors, self.pieces) = (errors, pieces) }

    /// The dispositifs, and every code seen: file names carry the codes, so one in error is not unknown to the rules that name it.
    func read(_ folder: YAMLFolder) -> (dispositifs: [Dispositif], codes: Set<String>) {
        let files = folder.files(in: "dispositifs")
        let dispositifs = files.compactMap { file in
            Record(file.root, file: file.name, keys: Self.keys, errors: errors).flatMap { dispositif($0, file: file) }
        }
        return (dispositifs, Set(files.map(\.stem)))
    }

    private func dispositif(_ record: Record, file: YAMLFile) -> Dispositif? {
        let (code, nom, nomCourt) = (record.text("code"), record.text("nom"), record.text("nom_court"))
        let rang = record.integer("rang")
        let (autorite, description) = (record.text("autorite"), record.text("description"))
        let (source, confiance, nature) = (record.text("source"), record.choice("confiance", Confiance.self), record.text("nature_donnee"))
        let (demandees, qui, cumul) = (piecesDemandees(record), qui(record), cumul(record))
        let (aide, versement) = (aide(record), versement(record))
        if let code, code != file.stem {
            record.report("code", "le fichier \(file.stem).yaml ne peut pas décrire le dispositif «\u{A0}\(code)\u{A0}»")
        }
        guard let code, let rang, let nom, let nomCourt, let autorite, let description, let source, let confiance, let nature,
            let demandees,
            let qui, let aide, let cumul, let versement
        else { return nil }
        return Dispositif(
            code: code, rang: rang, nom: nom, nomCourt: nomCourt, autorite: autorite, description: description, source: source,
            confiance: confiance,
            natureDonnee: nature, pieces: demandees, qui: qui, aide: aide, cumul: cumul, versement: versement)
    }

    private func qui(_ record: Record) -> Dispositif.Eligibilite? {
        let keys: Set = ["regle", "porteurs", "outre_mer", "population_max", "condition"]
        guard let qui = record.record("qui", keys: keys), let regle = qui.choice("regle", Dispositif.Eligibilite.Regle.self) else {
            return nil
        }
        let condition = qui.optionalText("condition")
        if regle == .aVerifier, condition == nil { qui.report("regle", "dites dans «\u{A0}condition\u{A0}» ce qui est à vérifier") }
        return Dispositif.Eligibilite(
            regle: regle, porteurs: qui.has("porteurs") ? qui.choices("porteurs", NaturePorteur.self) : NaturePorteur.allCases,
            outreMer: qui.has("outre_mer") ? qui.boolean("outre_mer") ?? true : true, populationMax: qui.optionalInteger("population_max"),
            condition: condition)
    }

    /// Absent: nothing is known of its figures, the request gives them.
    private func aide(_ record: Record) -> Dispositif.Aide? {
        let keys: Set = [
            "base", "taux_min", "taux_max", "taux_propose", "plancher_depense", "plafond_depense", "plafond_montant", "plafond_part_propre",
        ]
        guard record.has("aide") else { return Dispositif.Aide() }
        guard let aide = record.record("aide", keys: keys) else { return nil }
        let (tauxMin, tauxMax) = (aide.optionalRate("taux_min"), aide.optionalRate("taux_max"))
        if let tauxMin, let tauxMax, tauxMin > tauxMax { aide.report("taux_max", "il est inférieur à taux_min") }
        return Dispositif.Aide(
            base: aide.has("base") ? aide.choice("base", Dispositif.Aide.Base.self) ?? .ht : .ht, tauxMin: tauxMin, tauxMax: tauxMax,
            tauxPropose: aide.optionalRate("taux_propose"), plancherDepense: aide.optionalMoney("plancher_depense"),
            plafondDepense: aide.optionalMoney("plafond_depense"), plafondMontant: aide.optionalMoney("plafond_montant"),
            plafondPartPropre: aide.optionalRate("plafond_part_propre"))
    }

    private func cumul(_ record: Record) -> Dispositif.Cumul? {
        let keys: Set = ["public", "etat", "sous_plafond_etat", "proposition", "exclut"]
        guard let cumul = record.record("cumul", keys: keys), let estPublic = cumul.boolean("public"), let estEtat = cumul.boolean("etat"),
            let sousPlafond = cumul.boolean("sous_plafond_etat"),
            let proposition = cumul.choice("proposition", Dispositif.Cumul.Proposition.self)
        else { return nil }
        return Dispositif.Cumul(
            estPublic: estPublic, estEtat: estEtat, sousPlafondEtat: sousPlafond, proposition: proposition,
            exclut: cumul.has("exclut") ? cumul.texts("exclut") ?? [] : [])
    }

    private func versement(_ record: Record) -> Dispositif.Versement? {
        guard record.has("versement") else { return Dispositif.Versement() }
        guard let versement = record.record("versement", keys: ["avance", "acomptes", "decision", "delai_solde_mois"]) else { return nil }
        let decision = versement.read("decision", versement.optionalNode("decision"), expecting: "un jour MM-JJ") { MoisJour($0) }
        return Dispositif.Versement(
            avance: versement.has("avance") ? versement.boolean("avance") ?? false : false,
            acomptes: versement.has("acomptes") ? versement.boolean("acomptes") ?? false : false, decision: decision,
            delaiSoldeMois: versement.optionalInteger("delai_solde_mois") ?? 3)
    }

    private func piecesDemandees(_ record: Record) -> [String]? {
        let codes = record.texts("pieces")
        for (code, node) in zip(codes ?? [], record.items("pieces")) where !pieces.contains(code) {
            errors.add(record.file, node.mark?.line ?? record.line, "pièce inconnue\u{A0}: «\u{A0}\(code)\u{A0}»")
        }
        return codes
    }
}
