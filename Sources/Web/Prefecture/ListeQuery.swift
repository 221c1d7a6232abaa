import Foundation
import HTML
import Hummingbird
import Model
import Store

/// The list that a préfecture asks for, as its address carries it: what an agent keeps, shares and comes back to.
struct ListeQuery: Sendable, Hashable {
    /// Without its département, which is the agent's.
    var filtre = FiltreDossiers()
    var tri = TriDossiers()
    var borne = BorneListe.debut

    init() {}

    /// The dossiers of one state: what a task leads to.
    init(etat: EtatDossier) { filtre.etat = etat }

    var parametres: [(name: String, value: String?)] {
        choix.map { ($0.nom, $0.valeur) } + [("tri", tri == .init() ? nil : tri.texte)]
            + [("apres", borne.apres?.texte), ("avant", borne.avant?.texte)]
    }

    /// The address without its page: what is kept under a name.
    var requete: String {
        let lien = Chemin.prefecture(with { _ in }).link.description
        return lien.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    }

    /// Another choice begins again at the first page.
    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        copy.borne = .debut
        change(&copy)
        return copy
    }

    func filtre(departement: String) -> FiltreDossiers {
        var copy = filtre
        copy.departement = departement
        return copy
    }
}

/// One choice that narrows the list: a parameter of the address, and how it is said.
struct ChoixListe {
    let nom: String
    let valeur: String
    let libelle: String
    /// The list without it.
    let retirer: (inout FiltreDossiers) -> Void
}

extension ListeQuery {
    /// What cannot be read filters nothing.
    init(_ champs: Saisie) {
        func texte(_ nom: String) -> String? { champs[nom].map { String($0.prefix(100)) } }
        func montants(_ nom: String) -> FiltreDossiers.Bornes<Money> {
            .init(de: champs["\(nom)_min"].flatMap { try? Money(french: $0) }, a: champs["\(nom)_max"].flatMap { try? Money(french: $0) })
        }
        func jours(_ nom: String) -> FiltreDossiers.Bornes<LocalDate> {
            .init(de: champs["\(nom)_du"].flatMap { LocalDate(french: $0) }, a: champs["\(nom)_au"].flatMap { LocalDate(french: $0) })
        }
        filtre = FiltreDossiers(
            texte: texte("q"), dispositif: texte("dispositif"), etat: champs["etat"].flatMap(EtatDossier.init),
            exercice: champs["exercice"].flatMap { Int32($0) }.map(Int.init))
        filtre.demandeur = champs["demandeur"].flatMap(FiltreDossiers.Demandeur.init)
        (filtre.arrondissement, filtre.epci) = (texte("arrondissement"), texte("epci"))
        filtre.categorie = champs["categorie"].map { String($0.prefix(200)) }
        filtre.notification = champs["notification"].flatMap(FiltreDossiers.Notification.init)
        (filtre.estComplet, filtre.estCofinance) = (champs["complet"].flatMap(Self.ouiNon), champs["cofinance"].flatMap(Self.ouiNon))
        (filtre.cout, filtre.demande, filtre.retenu) = (montants("cout"), montants("demande"), montants("retenu"))
        (filtre.depot, filtre.commencement, filtre.achevement) = (jours("depot"), jours("commencement"), jours("achevement"))
        tri = champs["tri"].flatMap(TriDossiers.init(texte:)) ?? .init()
        if let place = champs["apres"].flatMap({ CleDossier(texte: $0, tri) }) {
            borne = .apres(place)
        } else if let place = champs["avant"].flatMap({ CleDossier(texte: $0, tri) }) {
            borne = .avant(place)
        }
    }

    private static func ouiNon(_ texte: String) -> Bool? { texte == "oui" ? true : texte == "non" ? false : nil }
}

extension BorneListe {
    var apres: CleDossier? { if case .apres(let place) = self { place } else { nil } }
    var avant: CleDossier? { if case .avant(let place) = self { place } else { nil } }
}

extension TriDossiers {
    /// `cout`, `cout-croissant`
    var texte: String { cle.rawValue + (decroissant ? "" : "-croissant") }

    init?(texte: String) {
        let parts = texte.split(separator: "-", maxSplits: 1)
        guard let cle = parts.first.flatMap({ Cle(rawValue: String($0)) }), parts.count == 1 || parts[1] == "croissant" else { return nil }
        self.init(cle, decroissant: parts.count == 1)
    }

    /// In the words that agents know.
    var libelle: String {
        switch (cle, decroissant) {
        case (.depot, true): "La plus récente"
        case (.depot, false): "La plus ancienne"
        case (.cout, _): "Coût total \(sens)"
        case (.demande, _): "Montant sollicité \(sens)"
        case (.retenu, _): "Montant retenu \(sens)"
        }
    }

    private var sens: String { decroissant ? "décroissant" : "croissant" }
}

extension CleDossier {
    /// `2026-01-12.42`
    var texte: String { "\(valeur).\(dossierId)" }

    /// Nil unless it is a place of that order.
    init?(texte: String, _ tri: TriDossiers) {
        let parts = texte.split(separator: ".")
        guard parts.count == 2, let id = ID<Dossier>(parts[1]) else { return nil }
        let valeur = String(parts[0])
        guard tri.cle == .depot ? LocalDate(iso: valeur) != nil : Int64(valeur) != nil else { return nil }
        self.init(valeur: valeur, dossierId: id)
    }
}
