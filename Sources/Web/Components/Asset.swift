import HTML

/// The files of `Assets/` that pages ask for.
enum Asset {
    static let feuille: Link = "/assets/trousse.css"
    /// Comfort for forms that recompute: see `HTML.formulaireVivant`.
    static let vivant: Link = "/assets/vivant.js"
    /// Comfort for forms that keep themselves: see `Formulaire.garde`.
    static let garde: Link = "/assets/garde.js"
    /// Names that complete what is typed: see `SearchBar.suggestions`.
    static let suggestions: Link = "/assets/suggestions.js"
    /// Follows a job that works behind the page.
    static let avancement: Link = "/assets/avancement.js"
    static let icone: Link = "/assets/favicon.svg"
    /// The drawings of the articles, one `<symbol>` each: fetched once, then every kit picture weighs a few hundred bytes.
    static let dessins = "/assets/dessins.svg"
}
