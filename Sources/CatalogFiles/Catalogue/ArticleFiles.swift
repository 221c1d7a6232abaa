import Model
import Yams

/// Reads `articles/`: one file per family, with what its articles share under `defaut`.
struct ArticleFiles {
    let errors: ErrorLog
    /// Every code of `fonctions/`.
    let fonctions: Set<String>
    let nomenclatures: NomenclatureFiles.Nomenclatures

    private static let fileKeys: Set = ["famille", "nom", "date_prix", "defaut", "articles"]
    private static let sharedKeys: Set = [
        "etat", "unite", "prix", "date_prix", "tva", "cpv", "budget", "garantie_mois", "delai_jours_ouvres", "quantite", "dimensions",
        "accessibilite", "agec", "nature_donnee", "remarque", "besoins",
    ]
    private static let articleKeys = sharedKeys.union(["code", "libelle", "fonction", "puissance_w", "poids_g", "pmr", "contenant"])
    private static let budgetKeys: Set = ["section", "regle", "eligible", "m57", "m57_abrege", "m57_si_investissement"]
    /// `reconditionné` counts in the reuse share: a slip here would silently change a figure.
    private static let etats: Set = ["neuf", "reconditionné", "fabrication locale", "sans objet"]

    /// What every article of one file shares.
    private struct Family {
        let code: String
        let name: String
        let datePrix: LocalDate
        let defaults: Record?
    }

    /// The articles, and every code seen: an article in error is not unknown to the kits that name it.
    func read(_ folder: YAMLFolder) -> (articles: [Article], codes: Set<String>) {
        var lineByCode: [String: String] = [:]
        let articles = folder.files(in: "articles").flatMap { file -> [Article] in
            guard let record = Record(file.root, file: file.name, keys: Self.fileKeys, errors: errors) else { return [] }
            let items = record.items("articles")
            let family = family(record, file: file)
            return items.compactMap { node in
                let item = Record(node, file: file.name, keys: Self.articleKeys, defaults: family?.defaults, errors: errors)
                guard let item, let code = item.text("code") else { return nil }
                if let first = lineByCode[code] {
                    item.report("code", "«\u{A0}\(code)\u{A0}» est déjà décrit dans \(first)")
                    return nil
                }
                lineByCode[code] = "\(file.name), ligne \(item.line(of: "code"))"
                return family.flatMap { article(item, code: code, family: $0) }
            }
        }
        return (articles, Set(lineByCode.keys))
    }

    private func family(_ record: Record, file: YAMLFile) -> Family? {
        let defaults = record.optionalNode("defaut").flatMap { Record($0, file: file.name, keys: Self.sharedKeys, errors: errors) }
        let (code, name, date) = (record.text("famille"), record.text("nom"), record.date("date_prix"))
        guard let code, let name, let date else { return nil }
        if code != file.stem {
            record.report("famille", "le fichier \(file.stem).yaml ne peut pas décrire la famille «\u{A0}\(code)\u{A0}»")
        }
        return Family(code: code, name: name, datePrix: date, defaults: defaults)
    }

    private func article(_ item: Record, code: String, family: Family) -> Article? {
        if code.wholeMatch(of: /[A-Z]{3}-[A-Z0-9]{3}/) == nil || !code.hasPrefix(family.code) {
            item.report("code", "«\u{A0}\(code)\u{A0}» n’est pas un code de la famille \(family.code), comme \(family.code)-001")
        }
        let (libelle, besoins, etat, unite) = (item.text("libelle"), item.texts("besoins"), etat(item), item.text("unite"))
        let tarifs = TarifFiles(errors: errors).read(item, datePrix: item.has("date_prix") ? item.date("date_prix") : family.datePrix)
        let (tva, cpv, budget, quantite) = (item.rate("tva"), cpv(item), budget(item), quantite(item))
        let (garantie, delai) = (item.optionalInteger("garantie_mois"), item.optionalInteger("delai_jours_ouvres"))
        let (dimensions, accessibilite) = (item.optionalText("dimensions"), item.optionalText("accessibilite"))
        let (fonction, contenant) = (fonction(item, "fonction", item.node("fonction")), contenant(item))
        let (puissance, poids) = (item.optionalInteger("puissance_w"), item.optionalInteger("poids_g"))
        let pmr = item.has("pmr") ? item.boolean("pmr") : false
        let (agec, nature, remarque) = (agec(item), item.text("nature_donnee"), item.optionalText("remarque"))
        guard let libelle, let besoins, let etat, let unite, let tarifs, let tva, let cpv, let budget, let quantite, let nature,
            let fonction, let pmr
        else { return nil }
        return Article(
            code: code, libelle: libelle, famille: family.name, besoins: besoins, etat: etat, unite: unite,
            prix: tarifs.periodes.last?.prix,
            datePrix: tarifs.date, tauxTva: tva, cpv: cpv, section: budget.section, regleImputation: budget.regle,
            eligible: budget.eligible,
            compteM57: budget.m57, compteM57Abrege: budget.abrege, compteSiInvestissement: budget.siInvestissement, garantieMois: garantie,
            delaiJoursOuvres: delai, dimensions: dimensions, accessibilite: accessibilite, familleAgec: agec,
            fonction: fonction, puissanceW: puissance, poidsG: poids, pmr: pmr, contenant: contenant, quantiteMin: quantite.lowerBound,
            quantiteMax: quantite.upperBound, natureDonnee: nature, remarque: remarque, tarifs: tarifs.periodes)
    }

    private func etat(_ item: Record) -> String? {
        item.read("etat", item.node("etat"), expecting: "un état connu (\(Self.etats.sorted().joined(separator: ", ")))") {
            Self.etats.contains($0) ? $0 : nil
        }
    }

    private func cpv(_ item: Record) -> String? {
        item.read("cpv", item.node("cpv"), expecting: "un code CPV\u{A0}: huit chiffres, un tiret et la bonne clé de contrôle") {
            CPV.isValid($0) ? $0 : nil
        }
    }

    private func agec(_ item: Record) -> String? {
        guard item.has("agec") else { return nil }
        return item.read("agec", item.node("agec"), expecting: "une famille de nomenclatures/agec.yaml") {
            nomenclatures.agec?.contains($0) ?? true ? $0 : nil
        }
    }

    private func quantite(_ item: Record) -> ClosedRange<Int>? {
        guard let record = item.record("quantite", keys: ["min", "max"]) else { return nil }
        let (min, max) = (record.integer("min"), record.integer("max"))
        guard let min, let max else { return nil }
        guard min >= 1, min <= max else {
            item.report("quantite", "il faut 1 ≤ min ≤ max (\(min), \(max))")
            return nil
        }
        return min...max
    }

    private func fonction(_ record: Record, _ key: String, _ node: Node?) -> String? {
        record.read(key, node, expecting: "une fonction décrite dans fonctions/") { fonctions.contains($0) ? $0 : nil }
    }

    private func contenant(_ item: Record) -> Contenant? {
        guard let record = item.optionalRecord("contenant", keys: ["places", "fonctions", "poids_max_g"]) else { return nil }
        let (places, poids) = (record.integer("places"), record.optionalInteger("poids_max_g"))
        let codes = record.items("fonctions").compactMap { fonction(record, "fonctions", $0) }
        guard let places, !codes.isEmpty else { return nil }
        return Contenant(places: places, fonctions: codes, poidsMaxG: poids)
    }

    private struct Budget {
        let section: Section
        let regle: String
        let eligible: Eligibilite500
        let m57: String
        let abrege: String
        let siInvestissement: String?
    }

    private func budget(_ item: Record) -> Budget? {
        guard let record = item.record("budget", keys: Self.budgetKeys) else { return nil }
        let (section, regle) = (record.choice("section", Section.self), record.text("regle"))
        let eligible = record.choice("eligible", Eligibilite500.self)
        let (m57, abrege) = (compte(record, "m57"), compte(record, "m57_abrege"))
        let siInvestissement = record.has("m57_si_investissement") ? compte(record, "m57_si_investissement") : nil
        guard let section, let regle, let eligible, let m57, let abrege else { return nil }
        verifier(record, "m57", m57, est: section)
        verifier(record, "m57_abrege", abrege, est: section)
        verifier(record, "m57_si_investissement", siInvestissement, est: .investissement)
        if eligible == .siDeliberation, siInvestissement == nil {
            record.report("eligible", "«\u{A0}si_deliberation\u{A0}» demande aussi «\u{A0}m57_si_investissement\u{A0}»")
        }
        return Budget(section: section, regle: regle, eligible: eligible, m57: m57, abrege: abrege, siInvestissement: siInvestissement)
    }

    /// An account of the list: a number that is well formed and wrong would go through every sum.
    private func compte(_ record: Record, _ key: String) -> String? {
        record.read(key, record.node(key), expecting: "un compte M57 de nomenclatures/m57.yaml") {
            nomenclatures.comptes?.keys.contains($0) ?? ($0.wholeMatch(of: /[0-9]{3,6}/) != nil) ? $0 : nil
        }
    }

    /// 2… is investment, 6… is running cost: what the account says and what the line says must be the same thing.
    private func verifier(_ record: Record, _ key: String, _ compte: String?, est section: Section) {
        guard let compte, let sienne = nomenclatures.comptes?[compte], sienne != section else { return }
        record.report(key, "le compte \(compte) est de la section \(sienne.rawValue), l’article de la section \(section.rawValue)")
    }
}
