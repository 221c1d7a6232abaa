import HTML
import Model
import Store

/// One kit of the project: its picture, how many, its price, its lines.
struct PanneauKit: Sendable {
    let kit: KitDuProjet
    let lignes: [LigneProjet]
    let projet: Projet
    let jeton: String
    let estFige: Bool
    let saisie: String?
    let erreurs: FormErrors

    private var champ: String { "quantite-\(kit.kitCode)" }
    private var totalHT: Money { lignes.map(\.totalHT).sum() }
    private var image: KitPicture {
        KitPicture(lignes: lignes.map { .init(code: $0.articleCode ?? "", libelle: $0.libelle, quantite: $0.unites) })
    }

    var html: HTML {
        section(.class("panneau")) {
            div(.class("kit-projet")) {
                div(.class("image", "fond-\(image.famille)")) { image.html }
                div(.class("pile")) {
                    h2 {
                        a(.href(Chemin.kit(kit.kitCode))) { text(kit.nom) }
                        if estFige, kit.exemplaires > 1 { text(" × \(kit.exemplaires)") }
                    }
                    p(.class("doux")) { text("\(lignes.count) articles · \(totalHT.french) HT") }
                    if !estFige { actes }
                }
            }
            if lignes.contains(where: { $0.prixUnitaireHtCentimes == nil }) { surDevis }
            details {
                summary { text("Voir les articles et leur prix") }
                tableau
            }
        }
    }

    private var actes: HTML {
        div(.class("boutons")) {
            form(.class("quantite"), .method(.post), .action(Chemin.quantiteKit(projet.operationId, kit.kitCode)), .novalidate()) {
                Jeton.champ(jeton)
                Field(champ, "Quantité", .number, valeur: saisie ?? "\(kit.exemplaires)", erreurs: erreurs).html
                Bouton.envoyer("Changer", .discret)
            }
            Bouton.acte("Retirer ce kit", vers: Chemin.operationKit(projet.operationId, kit.kitCode).link, jeton: jeton, .discret)
        }
    }

    private var surDevis: HTML {
        Notice(.attention, "Un prix n’est pas publié") {
            p { "Le total est un minimum et le dossier ne peut pas être déposé. Demandez un devis au fabricant, puis reprenez son prix." }
            if !estFige { p { a(.href(Chemin.prix(projet.operationId))) { "Reprendre le prix du devis" } } }
        }.html
    }

    private var tableau: HTML {
        LignesTableau(projet: projet, legende: "Articles du kit \(kit.nom)", lignes: lignes, jeton: jeton, estFige: estFige).html
    }
}
