import Foundation
import Model

/// The envelopes of one exercice, from the programme down to the départements.
struct ArbreEnveloppes: Sendable {
    let situations: [SituationEnveloppe]
    private let parCode: [String: SituationEnveloppe]
    private let parParent: [String: [SituationEnveloppe]]

    /// - Parameter situations: parents before children, children in the order they are shown.
    init(_ situations: [SituationEnveloppe]) {
        self.situations = situations
        parCode = Dictionary(situations.map { ($0.enveloppe, $0) }) { premier, _ in premier }
        parParent = Dictionary(grouping: situations.filter { $0.parent != nil }, by: { $0.parent ?? "" })
    }

    subscript(code: String) -> SituationEnveloppe? { parCode[code] }

    var racines: [SituationEnveloppe] { situations.filter { $0.parent == nil } }

    func filles(of code: String) -> [SituationEnveloppe] { parParent[code] ?? [] }

    /// From the root down to the parent.
    func ascendance(of situation: SituationEnveloppe) -> [SituationEnveloppe] {
        guard let parent = situation.parent.flatMap({ parCode[$0] }) else { return [] }
        return ascendance(of: parent) + [parent]
    }

    /// What was allocated further down.
    func delegue(par code: String) -> Money { filles(of: code).map(\.alloueCentimes).sum() }

    /// The envelopes of a département, whatever they fund.
    func departement(_ code: String) -> [SituationEnveloppe] { situations.filter { $0.niveau == .departement && $0.territoire == code } }
}

extension SituationEnveloppe.Niveau {
    var libelle: String {
        switch self {
        case .programme: "Programme"
        case .volet: "Volet"
        case .region: "Région"
        case .departement: "Département"
        case .arrondissement: "Arrondissement"
        }
    }

    var pluriel: String {
        switch self {
        case .region: "régions"
        case .departement: "départements"
        case .arrondissement: "arrondissements"
        case .volet: "volets"
        case .programme: "programmes"
        }
    }
}

extension SituationEnveloppe {
    /// The envelope's name without what its parent already says: «Auvergne-Rhône-Alpes» for «Lieux, Auvergne-Rhône-Alpes».
    var nomCourt: String {
        guard niveau == .region || niveau == .departement, let comma = nom.range(of: ", ") else { return nom }
        return String(nom[comma.upperBound...])
    }

    /// Key figures, what is available first.
    func chiffres(delegue: Money? = nil) -> Figures {
        var chiffres: [Figures.Chiffre] = [
            .init(
                "Disponible", disponibleCentimes.frenchEuros,
                precision: alloueCentimes == .zero ? nil : "\(disponibleCentimes.ratio(to: alloueCentimes).french) de l’enveloppe",
                fort: true),
            .init("Alloué", alloueCentimes.frenchEuros),
        ]
        if let delegue { chiffres.append(.init("dont délégué", delegue.frenchEuros)) }
        return Figures(
            chiffres: chiffres + [
                .init("Réservé", reserveCentimes.frenchEuros), .init("Engagé", engageCentimes.frenchEuros),
                .init("dont payé", payeCentimes.frenchEuros),
            ])
    }
}
