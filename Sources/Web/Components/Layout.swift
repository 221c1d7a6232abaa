import HTML

/// The frame of every page: what is around the content, and nothing of what it says.
struct Layout {
    /// A line of the main navigation; which lines a role sees is decided by the caller.
    struct Entree {
        let libelle: String
        let lien: Link
        var active = false
    }

    /// Who is signed in. `jeton` is the CSRF token of the session.
    struct Compte {
        let nom: String
        let deconnexion: Link
        let jeton: String
        /// What concerns the person: her communes, her settings.
        var entrees: [Entree] = []
    }

    /// The commune that prices are shown for, and where to choose another.
    struct CommuneCourante {
        let nom: String?
        let choisir: Link
    }

    let titre: String
    /// A page that shows errors says so first: a screen reader reads the title before anything else.
    var enErreur = false
    var accueil: Link = "/"
    var navigation: [Entree] = []
    var commune: CommuneCourante?
    var compte: Compte?
    var connexion: Link?
    var fil: [Breadcrumb.Etape] = []
    var flash: FlashMessage?
    /// Where the figures of the page come from: a dated sentence.
    var provenance: String?
    var pied: [Entree] = []
    /// A wide list keeps the whole window; `texte` is for reading.
    var largeur = Largeur.normale
    /// A file of `Assets/` that adds comfort; the page does without.
    var script: Link?

    enum Largeur: String { case normale, large, texte }

    func page(@HTMLBuilder contenu: () -> HTML) -> HTML {
        group {
            raw("<!doctype html>")
            html(.lang("fr")) {
                entete
                body {
                    a(.class("evitement"), .href(Link.anchor("contenu"))) { "Aller au contenu" }
                    bandeau
                    main(.id("contenu"), .class("page", largeur.rawValue), .tabindex(-1)) {
                        Breadcrumb(etapes: fil).html
                        if let flash { flash.html }
                        contenu()
                    }
                    bas
                }
            }
        }
    }

    private var entete: HTML {
        head {
            meta(.charset("utf-8"))
            title { text((enErreur ? "Erreur\u{A0}: " : "") + titre + " · Trousse") }
            meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
            meta(.name("color-scheme"), .content("light"))
            link(.rel("icon"), .href(Asset.icone), .type("image/svg+xml"))
            link(.rel("stylesheet"), .href(Asset.feuille))
            if let script { HTML.script(script) }
        }
    }

    private var bandeau: HTML {
        header(.class("bandeau")) {
            div(.class("dedans")) {
                a(.class("marque"), .href(accueil)) {
                    Layout.trousse
                    "Trousse"
                }
                if !navigation.isEmpty {
                    nav(.class("haut"), .ariaLabel("Navigation principale")) {
                        ul { for entree in navigation { li { lien(entree) } } }
                    }
                }
                div(.class("qui")) {
                    if let commune { puce(commune) }
                    if let compte { identite(compte) }
                    if let connexion, compte == nil { a(.class("bouton", "second", "petit"), .href(connexion)) { "Se connecter" } }
                }
            }
        }
    }

    private func lien(_ entree: Entree) -> HTML {
        a(.href(entree.lien), .ariaCurrent(entree.active ? "page" : nil)) { text(entree.libelle) }
    }

    private func puce(_ commune: CommuneCourante) -> HTML {
        a(.class("commune"), .href(commune.choisir)) {
            if let nom = commune.nom {
                text(nom)
                span(.class("changer")) { " · changer" }
                span(.class("invisible")) { " de commune" }
            } else {
                "Choisir ma commune"
            }
        }
    }

    private func identite(_ compte: Compte) -> HTML {
        details(.class("compte")) {
            summary {
                span { text(compte.nom) }
                span(.class("bref")) { "Compte" }
            }
            form(.method(.post), .action(compte.deconnexion)) {
                Jeton.champ(compte.jeton)
                for entree in compte.entrees { lien(entree) }
                button(.class("discret"), .type("submit")) { "Se déconnecter" }
            }
        }
    }

    private var bas: HTML {
        guard provenance != nil || !pied.isEmpty else { return .empty }
        return footer(.class("pied")) {
            div(.class("dedans")) {
                if let provenance { p(.class("petit")) { text(provenance) } }
                if !pied.isEmpty {
                    nav(.ariaLabel("Aide et informations")) { ul { for entree in pied { li { lien(entree) } } } }
                }
            }
        }
    }

    /// The mark: a closed kit with its clasp.
    static let trousse = raw(
        """
        <svg viewBox="0 0 28 28" width="30" height="30" aria-hidden="true"><path d="M9.5 10V7.4A3.4 3.4 0 0 1 12.9 4h2.2a3.4 3.4 0 0 1 \
        3.4 3.4V10" fill="none" stroke="#0a4438" stroke-width="2.4"/><rect x="2" y="9" width="24" height="16" rx="4.5" fill="#0f5a4a"/>\
        <path d="M2 16h24" stroke="#fbfaf6" stroke-width="1.8"/><rect x="11.4" y="13" width="5.2" height="6" rx="1.8" fill="#e0a526"/></svg>
        """)
}
