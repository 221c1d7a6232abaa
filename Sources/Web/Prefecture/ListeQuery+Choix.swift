import Model
import Store

extension ListeQuery {
    /// Everything that narrows the list, in the order of the filters.
    var choix: [ChoixListe] { choixSimples + montants + jours }

    private var choixSimples: [ChoixListe] {
        let filtre = filtre
        return [
            un("q", filtre.texte, filtre.texte.map { "«\u{A0}\($0)\u{A0}»" }) { $0.texte = nil },
            un("dispositif", filtre.dispositif, filtre.dispositif) { $0.dispositif = nil },
            un("etat", filtre.etat?.rawValue, filtre.etat?.libelle) { $0.etat = nil },
            un("exercice", filtre.exercice.map(String.init), filtre.exercice.map { "Exercice \($0)" }) { $0.exercice = nil },
            un("demandeur", filtre.demandeur?.rawValue, filtre.demandeur?.libelle) { $0.demandeur = nil },
            un("categorie", filtre.categorie, filtre.categorie) { $0.categorie = nil },
            un("arrondissement", filtre.arrondissement, filtre.arrondissement.map { "Arrondissement \($0)" }) { $0.arrondissement = nil },
            un("epci", filtre.epci, filtre.epci.map { "EPCI \($0)" }) { $0.epci = nil },
            un("notification", filtre.notification?.rawValue, filtre.notification?.libelle) { $0.notification = nil },
            un(
                "complet", filtre.estComplet.map { $0 ? "oui" : "non" },
                filtre.estComplet.map { $0 ? "Dossier complet" : "Pas encore complet" }
            ) {
                $0.estComplet = nil
            },
            un(
                "cofinance", filtre.estCofinance.map { $0 ? "oui" : "non" },
                filtre.estCofinance.map { $0 ? "Plusieurs dotations" : "Une seule dotation" }
            ) { $0.estCofinance = nil },
        ].compactMap(\.self)
    }

    private var montants: [ChoixListe] {
        bornes("cout", filtre.cout, "Coût", \.cout) + bornes("demande", filtre.demande, "Sollicité", \.demande)
            + bornes("retenu", filtre.retenu, "Retenu", \.retenu)
    }

    private var jours: [ChoixListe] {
        bornes("depot", filtre.depot, "Déposé", \.depot) + bornes("commencement", filtre.commencement, "Commencé", \.commencement)
            + bornes("achevement", filtre.achevement, "Achevé", \.achevement)
    }

    private func un(_ nom: String, _ valeur: String?, _ libelle: String?, _ retirer: @escaping (inout FiltreDossiers) -> Void)
        -> ChoixListe?
    {
        guard let valeur, let libelle else { return nil }
        return ChoixListe(nom: nom, valeur: valeur, libelle: libelle, retirer: retirer)
    }

    private func bornes(
        _ nom: String, _ bornes: FiltreDossiers.Bornes<Money>, _ quoi: String,
        _ place: WritableKeyPath<FiltreDossiers, FiltreDossiers.Bornes<Money>>
    ) -> [ChoixListe] {
        [
            un("\(nom)_min", bornes.de?.decimal, bornes.de.map { "\(quoi)\u{A0}: au moins \($0.frenchEuros)" }) {
                $0[keyPath: place].de = nil
            },
            un("\(nom)_max", bornes.a?.decimal, bornes.a.map { "\(quoi)\u{A0}: au plus \($0.frenchEuros)" }) { $0[keyPath: place].a = nil },
        ].compactMap(\.self)
    }

    private func bornes(
        _ nom: String, _ bornes: FiltreDossiers.Bornes<LocalDate>, _ quoi: String,
        _ place: WritableKeyPath<FiltreDossiers, FiltreDossiers.Bornes<LocalDate>>
    ) -> [ChoixListe] {
        [
            un("\(nom)_du", bornes.de?.description, bornes.de.map { "\(quoi) depuis le \($0.french)" }) { $0[keyPath: place].de = nil },
            un("\(nom)_au", bornes.a?.description, bornes.a.map { "\(quoi) jusqu’au \($0.french)" }) { $0[keyPath: place].a = nil },
        ].compactMap(\.self)
    }
}

extension FiltreDossiers.Demandeur {
    var libelle: String {
        switch self {
        case .commune: "Communes"
        case .epci: "EPCI"
        case .autre: "Autre"
        }
    }
}

extension FiltreDossiers.Notification {
    var libelle: String {
        switch self {
        case .aNotifier: "À notifier"
        case .notifie: "Notifié"
        }
    }
}
