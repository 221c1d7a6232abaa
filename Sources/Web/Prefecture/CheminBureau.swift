import HTML
import Model
import Store

/// The addresses of the desk beyond the list and its dossiers.
enum CheminBureau: Linkable {
    case aFaire
    case selection
    case actes
    case vues
    case retraitVue(ID<VueListe>)
    case colonnes
    /// The choice of columns, and the list to come back to.
    case colonnesDe(ListeQuery)
    case export(ListeQuery, FormatListe)
    /// Of the dossiers ticked.
    case exportChoisis(FormatListe)
    case passage(ID<Dossier>)

    var link: Link {
        switch self {
        case .aFaire: Link(path: "/prefecture")
        case .selection: Link(path: "/prefecture/selection")
        case .actes: Link(path: "/prefecture/selection/actes")
        case .vues: Link(path: "/prefecture/vues")
        case .retraitVue(let id): Link(path: "/prefecture/vues/\(id)/retrait")
        case .colonnes: Link(path: "/prefecture/colonnes")
        case .colonnesDe(let query): Link(path: "/prefecture/colonnes", query: query.with { _ in }.parametres)
        case .export(let query, let format):
            Link(path: "/prefecture/export", query: query.with { _ in }.parametres + [("format", format.rawValue)])
        case .exportChoisis(let format): Link(path: "/prefecture/export", query: [("choisis", "oui"), ("format", format.rawValue)])
        case .passage(let id): Link(path: "/prefecture/dossiers/\(id)/passage")
        }
    }
}

/// What the list is written as.
enum FormatListe: String, CaseIterable, Sendable {
    case csv, xlsx, ods

    var nom: String { rawValue.uppercased() }

    var type: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        }
    }
}
