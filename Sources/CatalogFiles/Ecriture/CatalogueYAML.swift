import Foundation
public import Model

/// Writes articles, kits and fonctions as the files of `Catalog/` that read back to the same values: every article whole, nothing left to a
/// default, every text between quotes.
public enum CatalogueYAML {
    /// A file and its path inside the folder: `articles/INF.yaml`.
    public struct Fichier: Sendable, Hashable {
        public let nom: String
        public let texte: String
    }

    /// The folders that `fichiers` fills whole: an export takes the others from a catalogue as they are.
    public static let dossiers: Set = ["articles", "kits", "fonctions"]

    public static func fichiers(articles: [Article], kits: [Kit], fonctions: [Fonction]) -> [Fichier] {
        let familles = Dictionary(grouping: articles, by: \.familleCode).sorted { $0.key < $1.key }
        return familles.map { Fichier(nom: "articles/\($0.key).yaml", texte: famille($0.key, $0.value)) }
            + kits.map { Fichier(nom: "kits/\($0.code).yaml", texte: kit($0)) }
            + [Fichier(nom: "fonctions/fonctions.yaml", texte: fonctionsYAML(fonctions))]
    }

    private static func famille(_ code: String, _ articles: [Article]) -> String {
        var lines = ["famille: \(code)"]
        if let premier = articles.first { lines += ["nom: \(texte(premier.famille))", "date_prix: \(premier.datePrix)", "articles:"] }
        return (lines + articles.flatMap(article)).joined(separator: "\n") + "\n"
    }

    private static func article(_ article: Article) -> [String] {
        let budget: [(String, String?)] = [
            ("section", article.section.rawValue), ("regle", texte(article.regleImputation)), ("eligible", article.eligible.rawValue),
            ("m57", texte(article.compteM57)), ("m57_abrege", texte(article.compteM57Abrege)),
            ("m57_si_investissement", article.compteSiInvestissement.map(texte)),
        ]
        let contenant = article.contenant.map { contenant in
            en([
                ("places", "\(contenant.places)"), ("fonctions", liste(contenant.fonctions)),
                ("poids_max_g", contenant.poidsMaxG.map(String.init)),
            ])
        }
        let champs: [(String, String?)] = [
            ("libelle", texte(article.libelle)), ("fonction", texte(article.fonction)), ("besoins", liste(article.besoins)),
            ("etat", texte(article.etat)), ("unite", texte(article.unite)), ("date_prix", "\(article.datePrix)"),
            ("tva", texte("\(article.tauxTva.value)")), ("cpv", article.cpv), ("budget", en(budget)),
            ("garantie_mois", article.garantieMois.map(String.init)), ("delai_jours_ouvres", article.delaiJoursOuvres.map(String.init)),
            ("quantite", en([("min", "\(article.quantiteMin)"), ("max", "\(article.quantiteMax)")])),
            ("dimensions", article.dimensions.map(texte)), ("accessibilite", article.accessibilite.map(texte)),
            ("puissance_w", article.puissanceW.map(String.init)), ("poids_g", article.poidsG.map(String.init)),
            ("pmr", article.pmr ? "oui" : nil), ("contenant", contenant), ("agec", article.familleAgec.map(texte)),
            ("nature_donnee", texte(article.natureDonnee)), ("remarque", article.remarque.map(texte)),
        ]
        return ["", "  - code: \(article.code)"] + champs.compactMap { nom, valeur in valeur.map { "    \(nom): \($0)" } } + prix(article)
    }

    /// The short form when it says all.
    private static func prix(_ article: Article) -> [String] {
        guard let premier = article.tarifs.first else { return ["    prix: non publié"] }
        if article.tarifs.count == 1, premier.au == nil, premier.source == nil, premier.du == article.datePrix {
            return ["    prix: \(en(bornes(premier.prix)))"]
        }
        return ["    prix:"]
            + article.tarifs.map { tarif in
                let dates: [(String, String?)] = [("du", "\(tarif.du)"), ("au", tarif.au.map { "\($0)" })]
                return "      - \(en(dates + bornes(tarif.prix) + [("source", tarif.source.map(texte))]))"
            }
    }

    private static func bornes(_ prix: Prix) -> [(String, String?)] {
        [("min", texte(prix.min.decimal)), ("ref", texte(prix.ref.decimal)), ("max", texte(prix.max.decimal))]
    }

    private static func kit(_ kit: Kit) -> String {
        let champs: [(String, String?)] = [
            ("code", kit.code), ("version", "\(kit.version)"), ("nom", texte(kit.nom)), ("phrase", texte(kit.phrase)),
            ("besoin", texte(kit.besoin)), ("destinataire", texte(kit.destinataire)), ("concepteur", kit.concepteur.map(texte)),
            ("licence_plans", kit.licencePlans.map(texte)), ("fabrication", kit.fabrication.map(texte)),
            ("itinerant", kit.itinerant ? "oui" : nil), ("nature_donnee", texte(kit.natureDonnee)), ("remarque", kit.remarque.map(texte)),
        ]
        var lines = champs.compactMap { nom, valeur in valeur.map { "\(nom): \($0)" } }
        for (nom, option) in [("lignes", false), ("options", true)] where kit.lignes.contains(where: { $0.option == option }) {
            lines.append("\(nom):")
            lines += kit.lignes.filter { $0.option == option }.map { ligne in
                let remplace = [("quantite", "\(ligne.quantite)"), ("remplace", liste(ligne.remplace))]
                return "  \(ligne.article): \(ligne.remplace.isEmpty ? "\(ligne.quantite)" : en(remplace))"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func fonctionsYAML(_ fonctions: [Fonction]) -> String {
        let lines = fonctions.map { en([("code", $0.code), ("nom", texte($0.nom)), ("un_suffit", $0.unSuffit ? "oui" : nil)]) }
        return (["fonctions:"] + lines.map { "  - \($0)" }).joined(separator: "\n") + "\n"
    }

    private static func en(_ champs: [(String, String?)]) -> String {
        "{" + champs.compactMap { nom, valeur in valeur.map { "\(nom): \($0)" } }.joined(separator: ", ") + "}"
    }

    private static func liste(_ textes: [String]) -> String { "[" + textes.map(texte).joined(separator: ", ") + "]" }

    /// Between double quotes, where YAML reads every character once its escapes are written.
    private static func texte(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029, 0xFEFF].contains(scalar.value):
                let code = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
