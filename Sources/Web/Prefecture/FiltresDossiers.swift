import HTML
import Model
import Store

/// The choices that the agent's own dossiers offer, each with its count under the other choices.
struct FiltresDossiers {
    let liste: ListePrefecture

    private var query: ListeQuery { liste.query }

    var html: HTML {
        div(.class("rangs-filtres")) {
            rang("État", etats)
            if dispositifs.count > 1 || query.dispositif != nil { rang("Dotation", dispositifs) }
            if exercices.count > 1 || query.exercice != nil { rang("Exercice", exercices) }
        }
    }

    private func rang(_ libelle: String, _ filtres: [Filtres.Filtre]) -> HTML {
        div {
            span(.class("doux"), .ariaHidden()) { text(libelle) }
            Filtres(libelle: libelle, filtres: filtres).html
        }
    }

    private var etats: [Filtres.Filtre] {
        let groupes = liste.trouves.filter {
            (query.dispositif ?? $0.dispositif) == $0.dispositif && (query.exercice ?? $0.exercice) == $0.exercice
        }
        return EtatDossier.allCases.compactMap { etat in
            filtre(etat.libelle, groupes.etat(etat).nombre, actif: query.etat == etat) { $0.etat = query.etat == etat ? nil : etat }
        }
    }

    private var dispositifs: [Filtres.Filtre] {
        let groupes = liste.trouves.filter {
            (query.etat ?? $0.etat) == $0.etat && (query.exercice ?? $0.exercice) == $0.exercice
        }
        let noms = Dictionary((liste.page.dossiers + liste.urgents).map { ($0.dispositif, $0.nomCourt) }) { $1 }
        return Set(liste.groupes.map(\.dispositif)).sorted().compactMap { code in
            let nom = noms[code] ?? code
            return filtre(nom, groupes.filter { $0.dispositif == code }.nombre, actif: query.dispositif == code) {
                $0.dispositif = query.dispositif == code ? nil : code
            }
        }
    }

    private var exercices: [Filtres.Filtre] {
        let groupes = liste.trouves.filter {
            (query.etat ?? $0.etat) == $0.etat && (query.dispositif ?? $0.dispositif) == $0.dispositif
        }
        return Set(liste.groupes.map(\.exercice)).sorted(by: >).compactMap { annee in
            filtre("\(annee)", groupes.filter { $0.exercice == annee }.nombre, actif: query.exercice == annee) {
                $0.exercice = query.exercice == annee ? nil : annee
            }
        }
    }

    /// A choice that would leave nothing is not offered; the one that is on always is.
    private func filtre(_ libelle: String, _ nombre: Int, actif: Bool, _ change: (inout ListeQuery) -> Void) -> Filtres.Filtre? {
        guard nombre > 0 || actif else { return nil }
        return Filtres.Filtre(libelle: libelle, lien: Chemin.prefecture(query.with(change)).link, actif: actif, nombre: nombre)
    }
}
