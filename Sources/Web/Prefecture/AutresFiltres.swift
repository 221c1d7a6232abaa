import HTML
import Model
import Store

/// The filters that are not links, folded until one of them is on: places, amounts, days, and the order of the list. A GET form.
struct AutresFiltres {
    let liste: ListePrefecture

    private var valeurs: [String: String] {
        Dictionary(liste.query.parametres.compactMap { nom, valeur in valeur.map { (nom, $0) } }) { premier, _ in premier }
    }
    /// What the links and the search say already.
    private static let autres = ["q", "dispositif", "etat", "exercice"]
    private var estOuvert: Bool { liste.query.choix.contains { !Self.autres.contains($0.nom) } }

    var html: HTML {
        details(.class("affiner-liste"), .open(estOuvert)) {
            summary { "Affiner et trier" }
            form(.class("formulaire"), .method(.get), .action(Chemin.prefecture().link)) {
                for nom in Self.autres { if let valeur = valeurs[nom] { input(.type("hidden"), .name(nom), .value(valeur)) } }
                div(.class("grille-champs")) {
                    choix
                    montants("cout", "Coût total")
                    montants("demande", "Montant sollicité")
                    montants("retenu", "Montant retenu")
                    jours("depot", "Déposé")
                    jours("commencement", "Commencé")
                    jours("achevement", "Achevé")
                }
                Bouton.groupe { Bouton.envoyer("Appliquer", .second) }
            }
        }
    }

    private var choix: HTML {
        group {
            liste("tri", "Trier par", tris, tous: nil)
            if !liste.lieux.categories.isEmpty {
                liste(
                    "categorie", "Catégorie d’opération", liste.lieux.categories.map { .init($0.code, "\($0.nom) (\($0.nombre.french))") },
                    tous: "Toutes")
            }
            if !liste.lieux.arrondissements.isEmpty {
                liste(
                    "arrondissement", "Arrondissement",
                    liste.lieux.arrondissements.map { .init($0.code, "\($0.nom) (\($0.nombre.french))") })
            }
            if !liste.lieux.epci.isEmpty {
                liste("epci", "EPCI", liste.lieux.epci.map { .init($0.code, "\($0.nom) (\($0.nombre.french))") })
            }
            if liste.lieux.demandeurs.count > 1 {
                liste("demandeur", "Demandeur", liste.lieux.demandeurs.map { .init($0.rawValue, $0.libelle) })
            }
            liste(
                "notification", "Notification", FiltreDossiers.Notification.allCases.map { .init($0.rawValue, $0.libelle) }, tous: "Toutes")
            liste("complet", "Dossier complet", [.init("oui", "Oui"), .init("non", "Pas encore")])
            liste("cofinance", "Dotations de l’opération", [.init("oui", "Plusieurs"), .init("non", "Une seule")], tous: "Toutes")
        }
    }

    private var tris: [Field.Choix] {
        TriDossiers.Cle.allCases.flatMap { cle in
            [TriDossiers(cle), TriDossiers(cle, decroissant: false)].map { Field.Choix($0 == .init() ? "" : $0.texte, $0.libelle) }
        }
    }

    private func liste(_ nom: String, _ libelle: String, _ choix: [Field.Choix], tous: String? = "Tous") -> HTML {
        Field(nom, libelle, .select((tous.map { [.init("", $0)] } ?? []) + choix), valeur: valeurs[nom] ?? "", requis: true).html
    }

    private func montants(_ nom: String, _ libelle: String) -> HTML {
        bornes(libelle) {
            Field("\(nom)_min", "au moins", .amount, valeur: montant("\(nom)_min")).html
            Field("\(nom)_max", "au plus", .amount, valeur: montant("\(nom)_max")).html
        }
    }

    private func jours(_ nom: String, _ libelle: String) -> HTML {
        bornes(libelle) {
            Field("\(nom)_du", "depuis le", .date, valeur: valeurs["\(nom)_du"]).html
            Field("\(nom)_au", "jusqu’au", .date, valeur: valeurs["\(nom)_au"]).html
        }
    }

    private func montant(_ nom: String) -> String? { valeurs[nom].flatMap { try? Money(french: $0) }?.frenchNumber }

    private func bornes(_ libelle: String, @HTMLBuilder _ champs: () -> HTML) -> HTML {
        fieldset(.class("champ")) {
            legend { text(libelle) }
            div(.class("bornes")) { champs() }
        }
    }
}
