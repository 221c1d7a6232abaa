import Model
import Yams

/// Reads `formulaires/`: one version of one form by file.
struct FormulaireFiles {
    let errors: ErrorLog
    let dispositifs: Set<String>

    private static let cles: Set = ["code", "version", "depuis", "dispositifs", "source", "sections"]
    private static let clesSection: Set = ["code", "titre", "pourquoi", "champs"]
    private static let clesChamp: Set = [
        "code", "libelle", "aide", "genre", "portee", "requis", "connu", "propose", "defaut", "choix", "si", "reprise",
    ]

    /// By code, then version.
    func read(_ folder: YAMLFolder) -> [FormulaireDemande] {
        var vus: [String: (depuis: LocalDate, version: Int)] = [:]
        var lus: [FormulaireDemande] = []
        let records = folder.files(in: "formulaires").compactMap { Record($0.root, file: $0.name, keys: Self.cles, errors: errors) }
        for (record, formulaire) in records.compactMap({ record in formulaire(record).map { (record, $0) } })
            .sorted(by: { ($0.1.code, $0.1.version) < ($1.1.code, $1.1.version) })
        {
            if let avant = vus[formulaire.code], avant.version == formulaire.version || avant.depuis >= formulaire.depuis {
                record.report("version", "une version a son numéro et commence après celle d’avant")
            }
            vus[formulaire.code] = (formulaire.depuis, formulaire.version)
            lus.append(formulaire)
        }
        return lus
    }

    private func formulaire(_ record: Record) -> FormulaireDemande? {
        let (code, version, depuis, source) = (record.text("code"), record.integer("version"), record.date("depuis"), record.text("source"))
        let noms = record.texts("dispositifs") ?? []
        for nom in noms where !dispositifs.contains(nom) { record.report("dispositifs", "dispositif inconnu\u{A0}: «\u{A0}\(nom)\u{A0}»") }
        var champs: [String: FormulaireDemande.Champ] = [:]
        var sections: [FormulaireDemande.Section] = []
        for node in record.items("sections") {
            guard let item = Record(node, file: record.file, keys: Self.clesSection, errors: errors) else { continue }
            let (code, titre, pourquoi) = (item.text("code"), item.text("titre"), item.optionalText("pourquoi"))
            let lus = item.items("champs").compactMap { champ($0, record.file, &champs) }
            guard let code, let titre else { continue }
            if sections.contains(where: { $0.code == code }) { item.report("code", "«\u{A0}\(code)\u{A0}» est déjà décrite") }
            sections.append(.init(code: code, titre: titre, pourquoi: pourquoi, champs: lus))
        }
        guard let code, let version, let depuis, let source else { return nil }
        return FormulaireDemande(
            code: code, version: version, depuis: depuis, dispositifs: noms, source: source, sections: sections)
    }

    private func champ(_ node: Node, _ file: String, _ vus: inout [String: FormulaireDemande.Champ]) -> FormulaireDemande.Champ? {
        guard let item = Record(node, file: file, keys: Self.clesChamp, errors: errors) else { return nil }
        let code = item.read("code", item.node("code"), expecting: "un code (minuscules sans accent, chiffres, «\u{A0}_\u{A0}»)") {
            $0.wholeMatch(of: /[a-z][a-z0-9_]{1,39}/) == nil ? nil : $0
        }
        let (libelle, aide, genre) = (item.text("libelle"), item.optionalText("aide"), item.choice("genre", FormulaireDemande.Genre.self))
        let portee = item.has("portee") ? item.choice("portee", FormulaireDemande.Portee.self) : .operation
        let (requis, reprise) = (item.has("requis") ? item.boolean("requis") : false, item.has("reprise") ? item.boolean("reprise") : false)
        let connu = item.has("connu") ? item.choice("connu", FormulaireDemande.Connu.self) : nil
        let propose = item.has("propose") ? item.choice("propose", FormulaireDemande.Connu.self) : nil
        let (choix, defaut) = (self.choix(item), item.optionalText("defaut"))
        let si = item.optionalRecord("si", keys: ["champ", "valeurs"]).flatMap { condition($0, vus) }
        guard let code, let libelle, let genre, let portee, let requis, let reprise else { return nil }
        let champ = FormulaireDemande.Champ(
            code: code, libelle: libelle, aide: aide, genre: genre, portee: portee, requis: requis, connu: connu, propose: propose,
            defaut: defaut, choix: choix, si: si, reprise: reprise)
        verifier(champ, item)
        if vus.updateValue(champ, forKey: code) != nil { item.report("code", "«\u{A0}\(code)\u{A0}» est déjà demandé") }
        return champ
    }

    private func verifier(_ champ: FormulaireDemande.Champ, _ item: Record) {
        if champ.connu != nil, champ.requis || champ.propose != nil || champ.defaut != nil {
            item.report("connu", "ce qui est connu n’est ni demandé, ni proposé")
        }
        if [.choix, .plusieurs].contains(champ.genre), champ.choix.isEmpty { item.report("genre", "il faut une liste de choix") }
        guard let defaut = champ.defaut else { return }
        let permis = champ.genre == .ouiNon ? ["oui", "non"] : champ.choix.map(\.valeur)
        if !permis.isEmpty, !permis.contains(defaut) {
            item.report("defaut", "«\u{A0}\(defaut)\u{A0}» n’est pas une réponse de la question")
        }
    }

    private func choix(_ item: Record) -> [FormulaireDemande.Choix] {
        guard item.has("choix") else { return [] }
        return item.items("choix").compactMap { node in
            guard let un = Record(node, file: item.file, keys: ["valeur", "libelle"], errors: errors) else { return nil }
            let (valeur, libelle) = (un.text("valeur"), un.text("libelle"))
            guard let valeur, let libelle else { return nil }
            return .init(valeur: valeur, libelle: libelle)
        }
    }

    /// Only a question that comes before can be a condition: what is asked is then told in one reading.
    private func condition(_ item: Record, _ vus: [String: FormulaireDemande.Champ]) -> FormulaireDemande.Condition? {
        guard let champ = item.text("champ"), let valeurs = item.texts("valeurs") else { return nil }
        guard let autre = vus[champ] else {
            item.report("champ", "«\u{A0}\(champ)\u{A0}» n’est pas une question posée avant celle-ci")
            return nil
        }
        let permis = autre.genre == .ouiNon ? ["oui", "non"] : autre.choix.map(\.valeur)
        for valeur in valeurs where !permis.contains(valeur) {
            item.report("valeurs", "«\u{A0}\(valeur)\u{A0}» n’est pas une réponse de «\u{A0}\(champ)\u{A0}»")
        }
        return .init(champ: champ, valeurs: valeurs)
    }
}
