import Foundation
import HTML
import Hummingbird
import Model

/// Which movements of an envelope are shown: of one commune, before one of them.
struct MouvementsQuery: Sendable, Hashable {
    var commune: String?
    var avant: ID<Mouvement>?

    var parametres: [(name: String, value: String?)] { [("commune", commune), ("avant", avant.map(String.init(describing:)))] }
}

extension MouvementsQuery {
    /// What cannot be read filters nothing.
    init(_ request: Request) {
        let parameters = request.uri.queryParameters
        self.init(
            commune: parameters["commune"].map(String.init).flatMap { $0.isEmpty ? nil : $0 },
            avant: parameters["avant"].flatMap { ID<Mouvement>($0) })
    }
}
