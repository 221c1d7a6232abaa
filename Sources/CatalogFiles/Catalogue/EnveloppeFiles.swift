import Model

/// Reads `enveloppes/`: the tree of money of each programme. A parent is described before its children, and children never hold more.
struct EnveloppeFiles {
    let errors: ErrorLog
    let dispositifs: Set<String>

    private static let keys: Set = ["source", "nature_donnee", "noeuds", "delegations"]
    private static let noeudKeys: Set = ["code", "nom", "niveau", "parent", "montant"]
    private static let delegationKeys: Set = ["de", "nom", "dispositif", "montant", "population_max"]

    func read(_ folder: YAMLFolder) -> [ProgrammeEnveloppes] {
        folder.files(in: "enveloppes").compactMap { file in
            guard let record = Record(file.root, file: file.name, keys: Self.keys, errors: errors),
                let source = record.text("source"), let nature = record.text("nature_donnee")
            else { return nil }
            var restes: [String: Money] = [:]
            let noeuds = record.items("noeuds").compactMap { node in
                Record(node, file: file.name, keys: Self.noeudKeys, errors: errors).flatMap { noeud($0, restes: &restes) }
            }
            let delegations = record.items("delegations").compactMap { node in
                Record(node, file: file.name, keys: Self.delegationKeys, errors: errors).flatMap { delegation($0, restes: &restes) }
            }
            return ProgrammeEnveloppes(noeuds: noeuds, delegations: delegations, source: source, natureDonnee: nature)
        }
    }

    private func noeud(_ record: Record, restes: inout [String: Money]) -> ProgrammeEnveloppes.Noeud? {
        let (code, nom) = (record.text("code"), record.text("nom"))
        let (niveau, montant) = (record.choice("niveau", SituationEnveloppe.Niveau.self), record.money("montant"))
        let parent = record.optionalText("parent")
        guard let code, let nom, let niveau, let montant else { return nil }
        if let parent { retirer(montant, de: parent, "parent", record, &restes) }
        if restes.updateValue(montant, forKey: code) != nil { record.report("code", "l’enveloppe «\u{A0}\(code)\u{A0}» est déjà décrite") }
        return ProgrammeEnveloppes.Noeud(code: code, nom: nom, niveau: niveau, parent: parent, montant: montant)
    }

    private func delegation(_ record: Record, restes: inout [String: Money]) -> ProgrammeEnveloppes.Delegation? {
        let (de, nom, dispositif) = (record.text("de"), record.text("nom"), record.text("dispositif"))
        let (montant, population) = (record.money("montant"), record.integer("population_max"))
        guard let de, let nom, let dispositif, let montant, let population else { return nil }
        if !dispositifs.contains(dispositif) { record.report("dispositif", "dispositif inconnu\u{A0}: «\u{A0}\(dispositif)\u{A0}»") }
        retirer(montant, de: de, "de", record, &restes)
        return ProgrammeEnveloppes.Delegation(de: de, nom: nom, dispositif: dispositif, montant: montant, populationMax: population)
    }

    private func retirer(_ montant: Money, de parent: String, _ key: String, _ record: Record, _ restes: inout [String: Money]) {
        guard let reste = restes[parent] else { return record.report(key, "enveloppe inconnue\u{A0}: «\u{A0}\(parent)\u{A0}»") }
        if reste < montant {
            record.report("montant", "il reste \(reste.french) dans «\u{A0}\(parent)\u{A0}», moins que \(montant.french)")
        }
        restes[parent] = reste - montant
    }
}
