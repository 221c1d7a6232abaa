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
        KitPicture(lignes: lignes.map { .init(code: $0.articleCode ?? "", libelle: $0.libelle, quantite: $0.quantiteEntiere) })
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
        DataTable(
            legende: "Articles du kit \(kit.nom)", legendeVisible: false,
            colonnes: [.init("Article", .nom), .init("Quantité", .nombre), .init("Prix unitaire HT", .montant), .init("Total HT", .somme)],
            lignes: lignes.map(rangee),
            pied: [[text("Total HT"), .empty, .empty, text(totalHT.french)]]
        ).html
    }

    private func rangee(_ ligne: LigneProjet) -> [HTML] {
        [
            group {
                if let code = ligne.articleCode { a(.href(Chemin.article(code))) { text(ligne.libelle) } } else { text(ligne.libelle) }
                span(.class("motif")) { text(ligne.sectionLisible(projet)) }
                if ligne.estOption { option(ligne) }
            },
            text("\(ligne.quantite)"), text(ligne.prixUnitaireHtCentimes?.french ?? "Sur devis"),
            text(ligne.prixUnitaireHtCentimes == nil ? "Sur devis" : ligne.totalHT.french),
        ]
    }

    private func option(_ ligne: LigneProjet) -> HTML {
        div(.class("motif")) {
            "Option"
            if !estFige, let code = ligne.articleCode {
                ", "
                Bouton.acte(
                    "retirer", vers: Chemin.retraitOption(projet.operationId, kit: kit.kitCode, article: code).link, jeton: jeton, .discret)
            }
        }
    }
}
