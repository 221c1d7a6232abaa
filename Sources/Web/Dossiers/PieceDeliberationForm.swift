import Documents
import Foundation
import Model

/// The délibération as the mairie reworks it: one field a part, one an article.
struct PieceDeliberationForm: Sendable {
    let texte: DeliberationRedigee

    private static let longueur = 8_000

    init(_ texte: DeliberationRedigee) { self.texte = texte }

    /// - Parameter articles: how many articles the plan has; one more may be added.
    init(_ saisie: Saisie, articles: Int) {
        // An empty field comes as nothing.
        texte = DeliberationRedigee(
            objet: saisie["objet"] ?? "", expose: saisie["expose"] ?? "", visas: saisie["visas"] ?? "",
            considerants: saisie["considerants"] ?? "", articles: (0...articles).map { saisie[Self.champ($0)] ?? "" })
    }

    static func champ(_ rang: Int) -> String { "article_\(rang + 1)" }

    /// - Parameter dossier: whose amounts the words must say.
    func draft(_ dossier: DossierImprimable) throws(FormErrors) -> DeliberationRedigee {
        var erreurs = FormErrors()
        if !(5...500).contains(texte.objet.count) { erreurs.add("objet", "Écrivez l’objet de la délibération, de 5 à 500 caractères.") }
        let parties = [("expose", texte.expose), ("visas", texte.visas), ("considerants", texte.considerants)]
        let articles = texte.articles.enumerated().map { (Self.champ($0.offset), $0.element) }
        for (champ, partie) in parties + articles where partie.count > Self.longueur {
            erreurs.add(champ, "Ce texte compte plus de 8\u{202F}000 caractères. Raccourcissez-le.")
        }
        if texte.visas.isEmpty {
            erreurs.add("visas", "Une délibération vise les textes sur lesquels elle se fonde. Gardez au moins un visa.")
        }
        for (rang, montant) in texte.articlesFaux(dossier) {
            erreurs.add(
                Self.champ(rang), "Cet article doit dire le montant du plan, \(montant.french)\u{A0}: la préfecture compare les deux.")
        }
        guard erreurs.isEmpty else { throw erreurs }
        return texte
    }
}
