import HTML
import Model
import Store

/// The choices that the agent's own dossiers offer: état, dotation and exercice with their counts under the other choices, the others folded,
/// then those that are on, each taken away by one click.
struct FiltresDossiers {
    let liste: ListePrefecture

    private var query: ListeQuery { liste.query }

    var html: HTML {
        group {
            div(.class("rangs-filtres")) {
                rang("Statut", etats)
                if dispositifs.count > 1 || query.filtre.dispositif != nil { rang("Dotation", dispositifs) }
                if exercices.count > 1 || query.filtre.exercice != nil { rang("Exercice", exercices) }
            }
            AutresFiltres(liste: liste).html
            choisis
        }
    }

    private func rang(_ libelle: String, _ filtres: [Filtres.Filtre]) -> HTML {
        div {
            span(.class("doux"), .ariaHidden()) { text(libelle) }
            Filtres(libelle: libelle, filtres: filtres).html
        }
    }

    private var choisis: HTML {
        let choix = query.choix
        guard !choix.isEmpty else { return .empty }
        let filtres = choix.map { un in
            Filtres.Filtre(libelle: nomme(un), lien: Chemin.prefecture(query.with { un.retirer(&$0.filtre) }).link, actif: true)
        }
        let tous = Filtres.Filtre(libelle: "Tout effacer", lien: Chemin.prefecture(query.with { $0.filtre = .init() }).link)
        return Filtres(libelle: "Filtres choisis, un clic retire", filtres: filtres + (choix.count > 1 ? [tous] : [])).html
    }

    /// Codes are said by their names.
    private func nomme(_ choix: ChoixListe) -> String {
        switch choix.nom {
        case "dispositif": liste.groupes.first { $0.dispositif == choix.valeur }?.dispositifNomCourt ?? choix.libelle
        case "arrondissement":
            liste.lieux.arrondissements.first { $0.code == choix.valeur }.map { "Arrondissement de \($0.nom)" } ?? choix.libelle
        case "epci": liste.lieux.epci.first { $0.code == choix.valeur }?.nom ?? choix.libelle
        default: choix.libelle
        }
    }

    private var etats: [Filtres.Filtre] {
        let filtre = query.filtre
        let groupes = liste.trouves.filter {
            (filtre.dispositif ?? $0.dispositif) == $0.dispositif && (filtre.exercice ?? $0.exercice) == $0.exercice
        }
        return EtatDossier.allCases.compactMap { etat in
            un(etat.libelle, groupes.etat(etat).nombre, actif: filtre.etat == etat) { $0.etat = filtre.etat == etat ? nil : etat }
        }
    }

    private var dispositifs: [Filtres.Filtre] {
        let filtre = query.filtre
        let groupes = liste.trouves.filter { (filtre.etat ?? $0.etat) == $0.etat && (filtre.exercice ?? $0.exercice) == $0.exercice }
        let noms = Dictionary(liste.groupes.map { ($0.dispositif, $0.dispositifNomCourt) }) { premier, _ in premier }
        return noms.sorted { $0.key < $1.key }.compactMap { code, nom in
            un(nom, groupes.filter { $0.dispositif == code }.nombre, actif: filtre.dispositif == code) {
                $0.dispositif = filtre.dispositif == code ? nil : code
            }
        }
    }

    private var exercices: [Filtres.Filtre] {
        let filtre = query.filtre
        let groupes = liste.trouves.filter { (filtre.etat ?? $0.etat) == $0.etat && (filtre.dispositif ?? $0.dispositif) == $0.dispositif }
        return Set(liste.groupes.map(\.exercice)).sorted(by: >).compactMap { annee in
            un("\(annee)", groupes.filter { $0.exercice == annee }.nombre, actif: filtre.exercice == annee) {
                $0.exercice = filtre.exercice == annee ? nil : annee
            }
        }
    }

    /// A choice that would leave nothing is not offered; the one that is on always is.
    private func un(_ libelle: String, _ nombre: Int, actif: Bool, _ change: (inout FiltreDossiers) -> Void) -> Filtres.Filtre? {
        guard nombre > 0 || actif else { return nil }
        return Filtres.Filtre(
            libelle: libelle, lien: Chemin.prefecture(query.with { change(&$0.filtre) }).link, actif: actif, nombre: nombre)
    }
}
