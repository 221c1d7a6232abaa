import Foundation
import Model
import Yams

/// Reads `besoins/`: the needs, what each answer asks for, what does not work alone. Every code is checked against the catalogue.
struct QuestionnaireFiles {
    let errors: ErrorLog
    /// Every article code seen, those in error included.
    let articles: Set<String>
    let fonctions: Set<String>

    private static let cles: Set = ["effort_par_ligne", "kits_au_plus", "besoins", "accompagnements", "questions"]
    private static let clesBesoin: Set = ["code", "nom", "pluriel", "fonctions", "articles", "importance", "suivantes", "pourquoi"]
    private static let clesQuestion: Set = ["code", "libelle", "aide", "genre", "defaut", "choix"]
    private static let clesChoix: Set = [
        "code", "libelle", "aide", "demande", "ajoute", "retire", "remplace", "reemploi", "voyage", "mairie",
    ]

    /// nil without files, or logged.
    func read(_ folder: YAMLFolder) -> Questionnaire? {
        let records = folder.files(in: "besoins").compactMap { Record($0.root, file: $0.name, keys: Self.cles, errors: errors) }
        guard let reglage = records.first(where: { $0.has("besoins") }) else {
            if !records.isEmpty { records[0].report("besoins", "aucun fichier de besoins/ ne dit les besoins") }
            return nil
        }
        let besoins = besoins(reglage)
        let codes = Set(besoins.map(\.code))
        let accompagnements = reglage.has("accompagnements") ? self.accompagnements(reglage, codes) : []
        let questions = records.filter { $0.has("questions") }.flatMap { self.questions($0, codes) }
        let (effort, kits) = (reglage.money("effort_par_ligne"), reglage.integer("kits_au_plus"))
        guard let effort, let kits else { return nil }
        return Questionnaire(
            questions: questions, besoins: besoins, accompagnements: accompagnements, effortParLigne: effort, kitsAuPlus: kits)
    }

    private func besoins(_ record: Record) -> [Questionnaire.Besoin] {
        var vus: Set<String> = []
        return record.items("besoins").compactMap { node in
            guard let item = Record(node, file: record.file, keys: Self.clesBesoin, errors: errors) else { return nil }
            let (code, nom, pluriel, pourquoi) = (item.text("code"), item.text("nom"), item.text("pluriel"), item.text("pourquoi"))
            let fonctions = item.has("fonctions") ? connus(item, "fonctions", self.fonctions, "fonction inconnue") : []
            let articles = item.has("articles") ? connus(item, "articles", self.articles, "article inconnu") : []
            let (importance, suivantes) = (item.integer("importance"), item.integer("suivantes"))
            if !item.has("fonctions"), !item.has("articles") { item.report("code", "il faut des fonctions ou des articles") }
            guard let code, let nom, let pluriel, let pourquoi, let importance, let suivantes else { return nil }
            if !vus.insert(code).inserted { item.report("code", "«\u{A0}\(code)\u{A0}» est déjà décrit") }
            if suivantes > importance { item.report("suivantes", "une pièce en plus ne compte pas plus que la première") }
            return Questionnaire.Besoin(
                code: code, nom: nom, pluriel: pluriel, fonctions: fonctions, articles: articles, importance: importance,
                suivantes: suivantes, pourquoi: pourquoi)
        }
    }

    private func accompagnements(_ record: Record, _ besoins: Set<String>) -> [Questionnaire.Accompagnement] {
        record.items("accompagnements").compactMap { node in
            guard let item = Record(node, file: record.file, keys: ["article", "avec"], errors: errors) else { return nil }
            let article = item.text("article")
            let avec = connus(item, "avec", besoins, "besoin inconnu")
            guard let article else { return nil }
            if !articles.contains(article) { item.report("article", "article inconnu\u{A0}: «\u{A0}\(article)\u{A0}»") }
            return Questionnaire.Accompagnement(article: article, avec: avec)
        }
    }

    private func questions(_ record: Record, _ besoins: Set<String>) -> [Questionnaire.Question] {
        record.items("questions").compactMap { node in
            guard let item = Record(node, file: record.file, keys: Self.clesQuestion, errors: errors) else { return nil }
            let (code, libelle, genre) = (item.text("code"), item.text("libelle"), item.choice("genre", Questionnaire.Question.Genre.self))
            let (aide, defaut) = (item.optionalText("aide"), item.optionalText("defaut"))
            let choix = item.items("choix").compactMap { self.choix($0, record.file, besoins) }
            guard let code, let libelle, let genre else { return nil }
            if let defaut, !choix.contains(where: { $0.code == defaut }) {
                item.report("defaut", "«\u{A0}\(defaut)\u{A0}» n’est pas une réponse de la question")
            }
            return Questionnaire.Question(code: code, libelle: libelle, aide: aide, genre: genre, defaut: defaut, choix: choix)
        }
    }

    private func choix(_ node: Node, _ file: String, _ besoins: Set<String>) -> Questionnaire.Choix? {
        guard let item = Record(node, file: file, keys: Self.clesChoix, errors: errors) else { return nil }
        let (code, libelle, aide) = (item.text("code"), item.text("libelle"), item.optionalText("aide"))
        let (demande, ajoute) = (quantites(item, "demande", besoins), quantites(item, "ajoute", besoins))
        let retire = quantites(item, "retire", besoins)
        let reemploi = item.optionalInteger("reemploi")
        let (voyage, mairie) = (item.has("voyage") ? item.boolean("voyage") : false, item.has("mairie") ? item.boolean("mairie") : false)
        if let reemploi, reemploi > 100 { item.report("reemploi", "un pourcentage de 0 à 100 était attendu") }
        guard let code, let libelle, let voyage, let mairie else { return nil }
        return Questionnaire.Choix(
            code: code, libelle: libelle, aide: aide, demande: demande, ajoute: ajoute, retire: retire,
            remplace: remplacements(item, besoins), reemploi: reemploi, voyage: voyage, mairie: mairie)
    }

    private func quantites(_ item: Record, _ key: String, _ besoins: Set<String>) -> [String: Questionnaire.Quantite] {
        guard item.has(key) else { return [:] }
        let lues = item.pairs(key).compactMap { pair -> (String, Questionnaire.Quantite)? in
            if !besoins.contains(pair.key) { errors.add(item.file, pair.line, "besoin inconnu\u{A0}: «\u{A0}\(pair.key)\u{A0}»") }
            return item.read(
                pair.key, pair.value,
                expecting: "une quantité («\u{A0}2\u{A0}», «\u{A0}par place\u{A0}», «\u{A0}1 pour 4\u{A0}», «\u{A0}tout\u{A0}»)"
            ) {
                Questionnaire.Quantite(texte: $0)
            }.map { (pair.key, $0) }
        }
        return Dictionary(lues) { premier, _ in premier }
    }

    private func remplacements(_ item: Record, _ besoins: Set<String>) -> [String: String] {
        guard item.has("remplace") else { return [:] }
        let lus = item.pairs("remplace").compactMap { pair -> (String, String)? in
            guard let autre = item.text(pair.key, pair.value) else { return nil }
            for code in [pair.key, autre] where !besoins.contains(code) {
                errors.add(item.file, pair.line, "besoin inconnu\u{A0}: «\u{A0}\(code)\u{A0}»")
            }
            return (pair.key, autre)
        }
        return Dictionary(lus) { premier, _ in premier }
    }

    private func connus(_ item: Record, _ key: String, _ codes: Set<String>, _ faute: String) -> [String] {
        let lus = item.texts(key) ?? []
        for code in lus where !codes.contains(code) { item.report(key, "\(faute)\u{A0}: «\u{A0}\(code)\u{A0}»") }
        return lus
    }
}

extension Questionnaire.Quantite {
    /// `2`, `par place`, `1 pour 4`, `tout`, or `par place + 1`.
    fileprivate init?(texte: String) {
        if texte == "tout" {
            self.init(fixe: 0, tout: true)
            return
        }
        var (fixe, pour): (Int, Int?) = (0, nil)
        for terme in texte.split(separator: "+").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if terme == "par place" {
                pour = 1
            } else if let lu = terme.wholeMatch(of: /1 pour (\d{1,3})/), let groupe = Int(lu.1), groupe > 0 {
                pour = groupe
            } else if terme.wholeMatch(of: /\d{1,3}/) != nil, let nombre = Int(terme) {
                fixe += nombre
            } else {
                return nil
            }
        }
        self.init(fixe: fixe, pour: pour)
    }
}
