import Model
import Yams

/// Reads `dispositifs/`: one file per source of money.
struct DispositifFiles {
    let errors: ErrorLog
    private let pieces: Set<String>

    private static let keys: Set = [
        "code", "nom", "nom_court", "autorite", "description", "sous_plafond_etat", "public", "taux_min", "taux_max", "taux_propose",
        "plafond_montant", "source", "confiance", "nature_donnee", "pieces",
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
        let (autorite, description) = (record.text("autorite"), record.text("description"))
        let (sousPlafond, estPublic) = (record.boolean("sous_plafond_etat"), record.boolean("public"))
        let (tauxMin, tauxMax) = (record.optionalRate("taux_min"), record.optionalRate("taux_max"))
        let (propose, plafond) = (record.optionalRate("taux_propose"), record.optionalMoney("plafond_montant"))
        let (source, confiance, nature) = (record.text("source"), record.choice("confiance", Confiance.self), record.text("nature_donnee"))
        let demandees = piecesDemandees(record)
        if let tauxMin, let tauxMax, tauxMin > tauxMax { record.report("taux_max", "il est inférieur à taux_min") }
        if let code, code != file.stem {
            record.report("code", "le fichier \(file.stem).yaml ne peut pas décrire le dispositif «\u{A0}\(code)\u{A0}»")
        }
        guard let code, let nom, let nomCourt, let autorite, let description, let sousPlafond, let estPublic, let source, let confiance,
            let nature, let demandees
        else { return nil }
        return Dispositif(
            code: code, nom: nom, nomCourt: nomCourt, autorite: autorite, sousPlafondEtat: sousPlafond, estPublic: estPublic,
            tauxMin: tauxMin, tauxMax: tauxMax, plafondMontant: plafond, tauxPropose: propose, source: source, confiance: confiance,
            natureDonnee: nature, pieces: demandees, description: description)
    }

    private func piecesDemandees(_ record: Record) -> [String]? {
        let codes = record.texts("pieces")
        for (code, node) in zip(codes ?? [], record.items("pieces")) where !pieces.contains(code) {
            errors.add(record.file, node.mark?.line ?? record.line, "pièce inconnue\u{A0}: «\u{A0}\(code)\u{A0}»")
        }
        return codes
    }
}
