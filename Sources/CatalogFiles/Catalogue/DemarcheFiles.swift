import Model
import Yams

/// Reads `demarches/`: the forms of Démarche numérique and what fills each of their fields.
struct DemarcheFiles {
    let errors: ErrorLog
    let dispositifs: Set<String>
    /// Every question of the forms, by code.
    let questions: Set<String>

    private static let cles: Set = [
        "code", "nom", "numero", "chemin", "dispositifs", "departements", "source", "confiance", "vie_jours", "champs",
    ]
    private static let clesChamp: Set = [
        "numero", "libelle", "genre", "champ", "connu", "fixe", "choix", "options", "departements", "dispositifs",
    ]

    func read(_ folder: YAMLFolder) -> [Demarche] {
        var vues: Set<String> = []
        return folder.files(in: "demarches").compactMap { file in
            guard let record = Record(file.root, file: file.name, keys: Self.cles, errors: errors) else { return nil }
            let (code, nom, numero, source) = (record.text("code"), record.text("nom"), record.integer("numero"), record.text("source"))
            let chemin = record.read("chemin", record.node("chemin"), expecting: "un morceau d’adresse (minuscules, chiffres, tirets)") {
                $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil ? nil : $0
            }
            let (confiance, vie) = (record.choice("confiance", Confiance.self), record.integer("vie_jours"))
            let (noms, departements) = (connus(record), record.has("departements") ? record.texts("departements") ?? [] : [])
            let champs = record.items("champs").compactMap { champ($0, file.name) }
            var numeros: Set<Int> = []
            for champ in champs where !numeros.insert(champ.numero).inserted && champ.departements.isEmpty && champ.dispositifs.isEmpty {
                record.report("champs", "le champ \(champ.numero) est décrit deux fois")
            }
            guard let code, let nom, let numero, let chemin, let source, let confiance, let vie else { return nil }
            if !vues.insert(code).inserted { record.report("code", "«\u{A0}\(code)\u{A0}» est déjà décrite") }
            return Demarche(
                code: code, nom: nom, numero: numero, chemin: chemin, dispositifs: noms, departements: departements, source: source,
                confiance: confiance, vieJours: vie, champs: champs)
        }
    }

    private func champ(_ node: Node, _ file: String) -> Demarche.Champ? {
        guard let item = Record(node, file: file, keys: Self.clesChamp, errors: errors) else { return nil }
        let (numero, libelle, genre) = (item.integer("numero"), item.text("libelle"), item.choice("genre", Demarche.Genre.self))
        let (champ, fixe) = (item.optionalText("champ"), item.optionalText("fixe"))
        let connu = item.has("connu") ? item.choice("connu", FormulaireDemande.Connu.self) : nil
        if let champ, !questions.contains(champ) { item.report("champ", "aucun formulaire ne pose «\u{A0}\(champ)\u{A0}»") }
        if champ == nil, connu == nil, fixe == nil {
            item.report("numero", "il faut «\u{A0}champ\u{A0}», «\u{A0}connu\u{A0}» ou «\u{A0}fixe\u{A0}»")
        }
        let choix =
            item.has("choix") ? item.pairs("choix").compactMap { paire in item.text("choix", paire.value).map { (paire.key, $0) } } : []
        let options = item.has("options") ? item.texts("options") ?? [] : []
        let departements = item.has("departements") ? item.texts("departements") ?? [] : []
        let noms = item.has("dispositifs") ? connus(item) : []
        guard let numero, let libelle, let genre else { return nil }
        return Demarche.Champ(
            numero: numero, libelle: libelle, genre: genre, champ: champ, connu: connu, fixe: fixe, choix: Dictionary(choix) { $1 },
            options: options, departements: departements, dispositifs: noms)
    }

    private func connus(_ record: Record) -> [String] {
        let noms = record.texts("dispositifs") ?? []
        for nom in noms where !dispositifs.contains(nom) { record.report("dispositifs", "dispositif inconnu\u{A0}: «\u{A0}\(nom)\u{A0}»") }
        return noms
    }
}
