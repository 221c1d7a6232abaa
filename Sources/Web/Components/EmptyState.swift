import HTML

/// A list with nothing in it: why, and what to do.
struct EmptyState {
    let titre: String
    let texte: String
    var action: HTML?

    var html: HTML {
        div(.class("vide")) {
            EmptyState.tiroir
            h2 { text(titre) }
            p { text(texte) }
            if let action { action }
        }
    }

    private static let tiroir = raw(
        """
        <svg viewBox="0 0 120 72" width="120" height="72" aria-hidden="true" stroke="#1c2521" stroke-width="2" stroke-linejoin="round">\
        <ellipse cx="60" cy="66" rx="52" ry="5" fill="#e2ddcf" stroke="none"/><path d="M22 30h76v32H22z" fill="#0f5a4a"/>\
        <path d="M22 30l10-20h56l10 20z" fill="#e2efea"/><path d="M40 10v-4h40v4" fill="none"/>\
        <rect x="54" y="38" width="12" height="9" rx="2" fill="#e0a526"/></svg>
        """)
}
