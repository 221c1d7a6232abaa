import HTML
import Model
import Planner

/// How to buy: one clear answer, what it asks, what to watch; the count and the articles are folded.
struct AchatPanneau {
    let conseil: ConseilAchat
    let operation: ID<Projet>
    let centrale: Bool

    /// Before the order.
    var html: HTML {
        Panneau("Comment acheter") {
            Notice(ton, conseil.conclusion) { p { text(raison) } }.html
            faits
            if !conseil.alertes.isEmpty {
                Notice(.attention, "À regarder avant de commander") { ul { for alerte in conseil.alertes { li { alerte.phrase } } } }.html
            }
            detail
            p {
                a(.href(Chemin.commandes(operation, centrale: !centrale))) {
                    text(
                        centrale ? "J’achète directement à un fournisseur" : "J’achète par une centrale d’achat (UGAP, centrale régionale…)"
                    )
                }
            }
        }.html
    }

    /// After it: what remains to do, and why.
    var apresCommande: HTML {
        Panneau("Les règles de cet achat") {
            faits
            detail
        }.html
    }

    private var ton: Notice.Genre {
        switch conseil.obligations.procedure {
        case .sansPublicite, .centraleAchat: .succes
        case .adaptee, .formalisee, nil: .attention
        }
    }

    /// The reason of the procedure is the first that the rules gave after the count of the need.
    private var raison: String { conseil.obligations.motifs.first?.texte ?? "" }

    private var faits: HTML {
        let obligations = conseil.obligations
        return DescriptionList(faits: [
            ("Besoin compté", text("\(conseil.besoinHT.french) HT")),
            ("Publicité", text(publicite)),
            (
                "Contrat écrit",
                text(reponse(obligations.ecrit, oui: "Obligatoire\u{A0}: le bon de commande signé y suffit", non: "Non obligatoire"))
            ),
            ("Profil d’acheteur", text(reponse(obligations.profilAcheteur, oui: "Obligatoire", non: "Inutile"))),
            (
                "Données essentielles",
                text(
                    conseil.publierAvant.map { "À publier avant le \($0.longFrench)" }
                        ?? reponse(obligations.decp, oui: "À publier", non: "Rien à publier"))
            ),
        ]).html
    }

    private var publicite: String {
        switch conseil.obligations.publicite {
        case .aucune: "Aucune"
        case .libre: "Adaptée au montant\u{A0}: par exemple trois devis demandés par écrit"
        case .boampOuJal: "Avis au BOAMP ou dans un journal d’annonces légales"
        case .boampEtJoue: "Avis au BOAMP et au Journal officiel de l’Union européenne"
        case nil: "Inconnue à cette date"
        }
    }

    private func reponse(_ valeur: Bool?, oui: String, non: String) -> String { valeur.map { $0 ? oui : non } ?? "Inconnu à cette date" }

    private var detail: HTML {
        details {
            summary { "Le compte du besoin, et les articles" }
            div(.class("pile")) {
                ul { for motif in conseil.motifs { li { motif.phrase } } }
                compte
            }
        }
    }

    /// The need of each family; a column where nothing is counted is left out.
    private var compte: HTML {
        let colonnes: [(titre: String, montant: KeyPath<BesoinFamille, Money>)] = [
            ("Cette commande", \.commandeHT), ("Déjà commandé", \.dejaCommandeHT), ("Autres projets", \.ouvertsHT),
        ].filter { colonne in conseil.familles.contains { $0[keyPath: colonne.1] > .zero } }
        return DataTable(
            legende: "Besoin de chaque famille sur douze mois, HT", legendeVisible: false,
            colonnes: [.init("Famille", .nom)] + (colonnes.count > 1 ? colonnes.map { .init($0.titre, .montant) } : [])
                + [.init(colonnes.count > 1 ? "Besoin" : "Besoin, HT", .somme)],
            lignes: conseil.familles.map { famille in
                [text(famille.famille.libelle)] + (colonnes.count > 1 ? colonnes.map { text(famille[keyPath: $0.montant].french) } : [])
                    + [text(famille.totalHT.french)]
            }
        ).html
    }
}
