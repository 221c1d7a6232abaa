/// The sentences of ArgumentParser, which speaks English only.
enum AideEnFrancais {
    /// A page of help.
    static func traduire(_ text: String) -> String {
        var out = text
        for (english, french) in titres { out = out.replacing(english, with: french) }
        return out.replacing(/\ *See '([^']+) <[^>]+>' for detailed help\./) { "  Détail\u{A0}: \($0.1) COMMANDE" }
            .replacing(/\(default: ([^)]*)\)/) { "(défaut\u{A0}: \($0.1))" }
            .replacing("<subcommand>", with: "<commande>")
    }

    /// A mistake in how the program was called: one sentence, and where to read more.
    static func erreur(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let message = lines.prefix { !$0.hasPrefix("Help:") && !$0.hasPrefix("Usage:") }.joined(separator: "\n")
        var out = message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
        for (english, french) in phrases { out = out.replacing(english, with: french) }
        out = out.replacing(/'([^'\n]*)'/) { "«\u{A0}\($0.1)\u{A0}»" }.replacing("»: ", with: "»\u{A0}: ").trimmed
        if let last = out.last, !".!?".contains(last) { out += "." }
        if let aide = text.firstMatch(of: /See '([^']+)' for more information/) { out += " Voir «\u{A0}\(aide.1)\u{A0}»." }
        return out
    }

    private static let titres = [
        ("OVERVIEW: ", ""), ("USAGE: ", "UTILISATION : "), ("SUBCOMMANDS:", "COMMANDES :"),
        ("OPTIONS:", "OPTIONS :"), ("Show help information.", "Montrer cette aide."),
        ("Show subcommand help information.", "Montrer l’aide d’une commande."),
        ("(values: ", "(valeurs : "), ("; default: ", " ; défaut : "),
    ]

    private static let phrases = [
        ("Missing expected argument", "Il manque"), ("Missing value for", "Il manque la valeur de"),
        ("Missing one of:", "Il manque l’un de :"),
        ("Unexpected argument", "Argument inattendu :"), ("unexpected arguments:", "arguments inattendus :"),
        ("Unknown option", "Option inconnue :"), ("Did you mean", "Vouliez-vous dire"), ("is invalid for", "ne convient pas à"),
        ("The value", "La valeur"), ("Please provide one of the following:", "Valeurs possibles :"),
        ("Please provide one of", "Valeurs possibles :"), (" and '", " ou '"), (" or '", " ou '"),
        ("Missing required subcommand", "Il manque une commande"),
        ("does not take any value, but", "ne prend pas de valeur, mais"), ("was specified", "est donné"), ("The option", "L’option"),
    ]
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
