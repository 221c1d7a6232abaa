import Model
import Yams

/// Reads `droit/`: one file per chapter of the law, in the order that each file says. Every number named is one of `regles/`, written in
/// the unit that is announced: a page could not say it otherwise.
struct RegleFiles {
    let errors: ErrorLog
    let parametres: [Parametre]

    private static let keys: Set = [
        "id", "titre", "article", "texte", "du", "au", "confiance", "emploi", "raison", "parametres",
    ]

    func read(_ folder: YAMLFolder) -> [Regle] {
        let valeurs = Dictionary(grouping: parametres, by: \.cle)
        var ids: [String: String] = [:]
        var rangs: [Int: String] = [:]
        let chapitres = folder.files(in: "droit").compactMap { file -> (rang: Int, regles: [Regle])? in
            let record = Record(file.root, file: file.name, keys: ["chapitre", "rang", "regles"], errors: errors)
            guard let record, let titre = record.text("chapitre"), let rang = record.integer("rang") else { return nil }
            if let autre = rangs.updateValue(file.name, forKey: rang) { record.report("rang", "\(rang) est déjà celui de \(autre)") }
            let chapitre = Regle.Chapitre(code: file.stem, titre: titre)
            let regles = record.items("regles").compactMap { node -> Regle? in
                guard let item = Record(node, file: file.name, keys: Self.keys, errors: errors) else { return nil }
                return regle(item, chapitre, &ids, valeurs)
            }
            return (rang, regles)
        }
        return chapitres.sorted { $0.rang < $1.rang }.flatMap(\.regles)
    }

    private func regle(
        _ item: Record, _ chapitre: Regle.Chapitre, _ ids: inout [String: String], _ valeurs: [String: [Parametre]]
    ) -> Regle? {
        let id = item.read("id", item.node("id"), expecting: "un identifiant de règle (lettres, chiffres, points et tirets)") {
            $0.wholeMatch(of: /[A-Z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*/) == nil ? nil : $0
        }
        let (titre, article, texte) = (item.text("titre"), item.text("article"), item.text("texte"))
        let (du, au, confiance) = (item.optionalDate("du"), item.optionalDate("au"), item.choice("confiance", Confiance.self))
        let (emplois, raison) = (emplois(item), item.optionalText("raison"))
        let nombres = nombres(item, valeurs)
        guard let id else { return nil }
        if let ailleurs = ids.updateValue("\(item.file), ligne \(item.line)", forKey: id) {
            item.report("id", "la règle «\u{A0}\(id)\u{A0}» est déjà décrite (\(ailleurs))")
            return nil
        }
        if let du, let au, au < du { item.report("au", "la règle \(id) finit avant de commencer") }
        guard let titre, let article, let texte, let confiance, let emplois, let nombres, item.has("du") == (du != nil),
            item.has("au") == (au != nil)
        else { return nil }
        let regle = Regle(
            id: id, chapitre: chapitre, titre: titre, article: article, texte: texte, du: du, au: au, confiance: confiance,
            emplois: emplois, raison: raison, nombres: nombres)
        if regle.estInformation != (raison != nil) {
            item.report("emploi", "une règle d’information, et elle seule, dit pourquoi Trousse ne l’applique pas («\u{A0}raison\u{A0}»)")
        }
        return regle
    }

    /// nil, logged, when one of them is unknown.
    private func emplois(_ item: Record) -> [Regle.Emploi]? {
        guard let noms = item.texts("emploi") else { return nil }
        let emplois = noms.compactMap(Regle.Emploi.init)
        if emplois.count < noms.count || (emplois.contains(.information) && emplois.count > 1) {
            let permis = Regle.Emploi.allCases.map(\.rawValue).joined(separator: ", ")
            item.report("emploi", "une ou plusieurs valeurs parmi \(permis) étaient attendues (« information » seule)")
            return nil
        }
        return emplois
    }

    private func nombres(_ item: Record, _ valeurs: [String: [Parametre]]) -> [Regle.Nombre]? {
        guard item.has("parametres") else { return [] }
        let nombres = item.pairs("parametres").map { pair -> Regle.Nombre? in
            guard let record = Record(pair.value, file: item.file, keys: ["unite", "nom"], errors: errors) else { return nil }
            guard let connus = valeurs[pair.key] else {
                errors.add(item.file, pair.line, "parametres\u{A0}: «\u{A0}\(pair.key)\u{A0}» n’est pas une clé de regles/")
                return nil
            }
            guard let unite = record.choice("unite", Regle.Nombre.Unite.self) else { return nil }
            if let faux = connus.first(where: { !unite.admet($0.valeur) }) {
                record.report("unite", "la valeur «\u{A0}\(faux.valeur)\u{A0}» de \(pair.key) ne se lit pas en \(unite.rawValue)")
                return nil
            }
            return Regle.Nombre(cle: pair.key, unite: unite, nom: record.optionalText("nom"))
        }
        return nombres.contains { $0 == nil } ? nil : nombres.compactMap(\.self)
    }
}

extension Regle.Nombre.Unite {
    /// Can this value be said in this unit?
    fileprivate func admet(_ valeur: String) -> Bool {
        switch self {
        case .taux: Rate(valeur).map { $0 >= .zero && $0 <= .one } ?? false
        case .euros, .nombre: Rate(valeur) != nil
        case .habitants, .jours, .mois, .annees, .densite: Int(valeur) != nil
        case .ouiOuNon: ["true", "false"].contains(valeur)
        case .mot, .liste: !valeur.isEmpty
        }
    }
}
