import HTML

/// The pages of a list, by key: the next and the previous, never a number that would shift under the reader.
struct Pagination {
    var precedent: Link?
    var suivant: Link?
    /// «25 dossiers sur 312»
    var resume: String?

    var html: HTML {
        guard precedent != nil || suivant != nil || resume != nil else { return .empty }
        return nav(.class("pages"), .ariaLabel("Pages de la liste")) {
            if let precedent { a(.class("bouton", "second"), .rel("prev"), .href(precedent)) { "Précédent" } }
            if let resume { span(.class("petit")) { text(resume) } }
            if let suivant { a(.class("bouton", "second"), .rel("next"), .href(suivant)) { "Suivant" } }
        }
    }
}
