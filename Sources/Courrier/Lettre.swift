import HTML

/// A mail in French: a subject, a few sentences, one clear link. The same blocks make its text and its HTML.
public struct Lettre: Sendable, Hashable {
    /// The wording: raised when it changes, kept with what was sent.
    public static let modele = 1

    enum Bloc: Sendable, Hashable {
        case paragraphe(String)
        /// What somebody wrote, as it was written.
        case citation(String)
        case faits([Fait])
        case liste(titre: String, [String])
    }

    struct Fait: Sendable, Hashable {
        let terme: String
        let valeur: String
        init(_ terme: String, _ valeur: String) { (self.terme, self.valeur) = (terme, valeur) }
    }

    public let objet: String
    let titre: String
    let blocs: [Bloc]
    let lien: (libelle: String, chemin: String)
    /// Why it was received, and what may be changed about it.
    let pied: String

    init(objet: String, titre: String, blocs: [Bloc], lien: (String, String), pied: String) {
        // A subject is one line, whatever the facts hold.
        self.objet = objet.split(whereSeparator: \.isNewline).joined(separator: " ")
        (self.titre, self.blocs, self.pied) = (titre, blocs, pied)
        self.lien = (libelle: lien.0, chemin: lien.1)
    }

    public static func == (a: Lettre, b: Lettre) -> Bool {
        (a.objet, a.titre, a.pied) == (b.objet, b.titre, b.pied) && a.blocs == b.blocs && a.lien == b.lien
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(objet)
        hasher.combine(blocs)
    }

    /// - Parameter adresse: the site's, without a final slash.
    public func texte(adresse: String) -> String {
        let corps = blocs.map { bloc in
            switch bloc {
            case .paragraphe(let phrase): phrase
            case .citation(let mots):
                mots.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(separator: "\n")
            case .faits(let faits): faits.map { "\($0.terme)\u{A0}: \($0.valeur)" }.joined(separator: "\n")
            case .liste(let titre, let lignes): ([titre] + lignes.map { "- \($0)" }).joined(separator: "\n")
            }
        }
        let parties = ["Bonjour,"] + corps + ["\(lien.libelle)\u{A0}:\n\(adresse)\(lien.chemin)", "-- \n\(pied)"]
        return parties.joined(separator: "\n\n") + "\n"
    }
}

extension Lettre {
    /// Readable without images, on a telephone and by a screen reader: one column, real headings, no tracking.
    public func html(adresse: String) -> String {
        let page: HTML = HTML.group([
            raw("<!DOCTYPE html>\n"),
            HTML.element(
                Tag("html"), [.lang("fr")],
                [
                    head {
                        HTML.element(Tag("meta", isVoid: true), [.charset("utf-8")], [])
                        HTML.element(Tag("meta", isVoid: true), [.name("viewport"), .content("width=device-width, initial-scale=1")], [])
                        title { text(objet) }
                    },
                    body(style("margin:0;padding:0;background:#fbfaf6;color:#1c2521")) {
                        div(
                            style(
                                "max-width:36rem;margin:0 auto;padding:24px 16px;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif"
                            )
                        ) {
                            p(style("margin:0 0 16px;font-weight:700;color:#0f5a4a")) { "Trousse" }
                            main(style("background:#ffffff;border:1px solid #d9d5c8;border-radius:10px;padding:24px")) {
                                h1(style("margin:0 0 16px;font-size:22px;line-height:1.25")) { text(titre) }
                                p(style("margin:0 0 14px")) { "Bonjour," }
                                for bloc in blocs { html(bloc) }
                                p(style("margin:24px 0 4px")) { bouton(adresse) }
                            }
                            p(style("margin:16px 0 0;font-size:14px;color:#55605a")) { text(pied) }
                        }
                    },
                ]),
        ])
        return page.markup
    }

    private func bouton(_ adresse: String) -> HTML {
        a(
            .init("href", adresse + lien.chemin),
            style(
                "display:inline-block;padding:12px 20px;background:#0f5a4a;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600"
            )
        ) { text(lien.libelle) }
    }

    private func html(_ bloc: Bloc) -> HTML {
        switch bloc {
        case .paragraphe(let phrase): p(style("margin:0 0 14px")) { text(phrase) }
        case .citation(let mots):
            HTML.element(
                Tag("blockquote"), [style("margin:0 0 14px;padding:10px 16px;border-left:4px solid #0f5a4a;background:#f1efe7")],
                mots.split(separator: "\n").map { ligne in p(style("margin:0")) { text(String(ligne)) } })
        case .faits(let faits):
            dl(style("margin:0 0 14px")) {
                for fait in faits {
                    dt(style("font-size:14px;color:#55605a")) { text(fait.terme) }
                    dd(style("margin:0 0 8px;font-weight:600")) { text(fait.valeur) }
                }
            }
        case .liste(let titre, let lignes):
            group {
                h2(style("margin:18px 0 6px;font-size:17px")) { text(titre) }
                ul(style("margin:0 0 14px;padding-left:20px")) { for ligne in lignes { li(style("margin:0 0 6px")) { text(ligne) } } }
            }
        }
    }
}

/// Mail readers keep no style sheet: what a page would never carry, a mail must.
private func style(_ regles: String) -> Attribute { Attribute("style", regles) }
