import Foundation
import HTML
import Hummingbird
import Model
import Store

/// The filters of the préfecture's list and where its page begins, as the address carries them.
struct ListeQuery: Sendable, Hashable {
    var q: String?
    var dispositif: String?
    var etat: EtatDossier?
    var exercice: Int?
    var borne = BorneListe.debut

    var parametres: [(name: String, value: String?)] {
        [
            ("q", q), ("dispositif", dispositif), ("etat", etat?.rawValue), ("exercice", exercice.map(String.init)),
            ("apres", borne.apres?.texte), ("avant", borne.avant?.texte),
        ]
    }

    /// Another choice begins again at the first page.
    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        copy.borne = .debut
        change(&copy)
        return copy
    }

    func filtre(departement: String) -> FiltreDossiers {
        FiltreDossiers(departement: departement, texte: q, dispositif: dispositif, etat: etat, exercice: exercice)
    }

    /// Some choice narrows the list.
    var estFiltree: Bool { q != nil || dispositif != nil || etat != nil || exercice != nil }
}

extension ListeQuery {
    /// What cannot be read filters nothing.
    init(_ request: Request) {
        let champs = request.champs
        self.init(
            q: champs["q"].map { String($0.prefix(100)) }, dispositif: champs["dispositif"], etat: champs["etat"].flatMap(EtatDossier.init),
            exercice: champs["exercice"].flatMap { Int($0) })
        if let cle = champs["apres"].flatMap(CleDossier.init(texte:)) {
            borne = .apres(cle)
        } else if let cle = champs["avant"].flatMap(CleDossier.init(texte:)) {
            borne = .avant(cle)
        }
    }
}

extension BorneListe {
    var apres: CleDossier? { if case .apres(let cle) = self { cle } else { nil } }
    var avant: CleDossier? { if case .avant(let cle) = self { cle } else { nil } }
}

extension CleDossier {
    /// `2026-01-12.42`
    var texte: String { "\(deposeLe).\(dossierId)" }

    init?(texte: String) {
        let parts = texte.split(separator: ".")
        guard parts.count == 2, let jour = LocalDate(iso: String(parts[0])), let id = ID<Dossier>(parts[1]) else { return nil }
        self.init(deposeLe: jour, dossierId: id)
    }

    init?(_ dossier: Dossier) {
        guard let jour = dossier.deposeLe else { return nil }
        self.init(deposeLe: jour, dossierId: dossier.dossierId)
    }
}
