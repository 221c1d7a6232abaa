import HTML
import Model
import Store

/// The rooms of one dossier at the préfecture: what was sent, what is said of it.
enum OngletInstruction: CaseIterable {
    case dossier, messages, avis, notes

    private var libelle: String {
        switch self {
        case .dossier: "Dossier"
        case .messages: "Messages"
        case .avis: "Avis"
        case .notes: "Notes et appels"
        }
    }

    private func lien(_ id: ID<Dossier>) -> Link {
        switch self {
        case .dossier: Chemin.instruction(id).link
        case .messages: CheminMessagerie.instruits(id).link
        case .avis: CheminMessagerie.avis(id).link
        case .notes: CheminMessagerie.notes(id).link
        }
    }

    /// - Parameter messages: what the tab of messages counts, when it was read.
    static func html(_ id: ID<Dossier>, actif: OngletInstruction, messages: Message.Resume? = nil) -> HTML {
        Tabs(
            libelle: "Le dossier et ses échanges",
            onglets: allCases.map { onglet in
                let nonLus = onglet == .messages ? messages?.nonLus ?? 0 : 0
                return .init(
                    libelle: nonLus > 0 ? "\(onglet.libelle), \(nonLus) à lire" : onglet.libelle, lien: onglet.lien(id),
                    active: onglet == actif)
            }
        ).html
    }
}

extension Message.Resume {
    /// What the porteur reads on her dossier.
    var phrase: String {
        switch (nombre, nonLus) {
        case (0, _): "Écrire à la préfecture"
        case (_, 0): nombre == 1 ? "1 message" : "\(nombre) messages"
        case (_, 1): "1 nouveau message de la préfecture"
        default: "\(nonLus) nouveaux messages de la préfecture"
        }
    }
}
