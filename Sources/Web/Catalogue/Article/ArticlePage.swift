import HTML
import Model
import Planner
import Store

/// One article: what it costs and since when, how it is accounted for, what may take its place, where it is used.
struct ArticlePage {
    let fiche: FicheArticle
    /// Articles of the same fonction, the cheapest first.
    let semblables: [LigneKit]
    let prix: [Tarif]
    /// For who may put it in a project; nil otherwise.
    let ajout: AjoutArticle?
    let connecte: Bool

    var html: HTML {
        group {
            PageHeader(surtitre: "\(fiche.famille), \(fiche.code)", titre: fiche.libelle, chapeau: fiche.remarque).html
            div(.class("cote")) {
                div(.class("pile")) {
                    div(.class("image", "fond-\(image.famille)")) { image.html }
                    Etiquette.groupe(etiquettes)
                    DescriptionList(faits: usage).html
                }
                aside(.class("pile"), .ariaLabel("Prix et projet")) {
                    tarif
                    if let ajout {
                        Panneau("Mettre dans un projet") { ajout.html }.html
                    } else if !connecte {
                        Bouton.groupe { Bouton.lien("Préparer mon dossier", vers: Chemin.connexion.link) }
                    }
                }
            }
            if !autres.isEmpty { remplacants }
            section(.class("pile")) {
                h2 { "Dans le budget" }
                DescriptionList(faits: budget).html
            }
            if !fiche.kits.isEmpty {
                section(.class("pile")) {
                    h2 { "Dans les kits" }
                    ul { for kit in fiche.kits { li { lien(kit) } } }
                }
            }
        }
    }

    private var image: KitPicture { KitPicture(lignes: [.init(code: fiche.code, libelle: fiche.libelle, quantite: 1)]) }

    private var tarif: HTML {
        Panneau {
            if let ref = fiche.refCentimes {
                Montant.somme(
                    "Prix HT, l’unité", ref, precision: "\((ref + ref.times(fiche.tauxTva)).french) TTC, TVA \(fiche.tauxTva.french)")
                if let min = fiche.minCentimes, let max = fiche.maxCentimes {
                    p { text("De \(min.french) à \(max.french) HT selon les fournisseurs.") }
                }
                if let date = fiche.prixDu {
                    p(.class("petit", "doux")) {
                        text("Prix relevé le \(date.longFrench), à titre d’illustration\u{A0}: ce n’est pas un devis.")
                    }
                }
                if prix.count > 1 { historique }
            } else {
                Notice(.attention, "Prix non publié") {
                    p {
                        "Le fabricant n’a pas publié de prix. Demandez-lui un devis\u{A0}: le total de votre projet restera partiel d’ici là."
                    }
                }.html
            }
        }.html
    }

    private var historique: HTML {
        details {
            summary { "Ses prix dans le temps" }
            ul(.class("historique")) {
                for un in prix {
                    li {
                        time(.init("datetime", "\(un.du)")) { text(un.du.french) }
                        text(" \(un.prix.ref.french) HT" + (un.source.map { ", \($0)" } ?? ""))
                    }
                }
            }
        }
    }

    private var etiquettes: [Etiquette] {
        var etiquettes: [Etiquette] = []
        if fiche.etat == "reconditionné" { etiquettes.append(Etiquette("Reconditionné", .bon)) }
        if fiche.etat == "fabrication locale" { etiquettes.append(Etiquette("À faire fabriquer près d’ici", .rare)) }
        if fiche.pmr { etiquettes.append(Etiquette("Accessible", .info)) }
        return etiquettes
    }

    private var usage: [(terme: String, valeur: HTML)] {
        var faits: [(terme: String, valeur: HTML)] = [("Sert à", text(fiche.besoins.joined(separator: ", "))), ("État", text(fiche.etat))]
        if let dimensions = fiche.dimensions { faits.append(("Dimensions, puissance", text(dimensions))) }
        if let poids = fiche.poidsG { faits.append(("Poids", text(poids.kilogrammes))) }
        if let accessibilite = fiche.accessibilite { faits.append(("Accessibilité", text(accessibilite))) }
        if let jours = fiche.delaiJoursOuvres { faits.append(("Livraison", text("\(jours) jours ouvrés"))) }
        if let mois = fiche.garantieMois { faits.append(("Garantie", text("\(mois) mois"))) }
        faits.append(("Quantité", text("de \(fiche.quantiteMin) à \(fiche.quantiteMax) par projet")))
        return faits
    }

    private var autres: [LigneKit] { semblables.filter { $0.articleCode != fiche.code } }

    private var remplacants: HTML {
        section(.class("pile")) {
            h2 { "Pour le même usage" }
            DataTable(
                legende: "Articles du même usage", legendeVisible: false,
                colonnes: [.init("Article", .nom), .init("État"), .init("Écart HT", .montant), .init("Prix HT", .somme)],
                lignes: autres.map { autre in
                    [
                        a(.href(Chemin.article(autre.articleCode))) { text(autre.libelle) }, text(autre.etat), text(ecart(autre)),
                        text(autre.prixRef?.french ?? "Sur devis"),
                    ]
                }
            ).html
        }
    }

    private func ecart(_ autre: LigneKit) -> String {
        guard let prix = autre.prixRef, let ici = fiche.refCentimes else { return "" }
        return prix == ici ? "même prix" : (prix - ici).frenchSigne
    }

    private func lien(_ kit: String) -> HTML {
        let parts = kit.split(separator: " ", maxSplits: 1).map(String.init)
        return a(.href(Chemin.kit(parts[0]))) { text(parts.count > 1 ? parts[1] : kit) }
    }

    private var budget: [(terme: String, valeur: HTML)] {
        var faits: [(terme: String, valeur: HTML)] = [
            ("Imputation", imputation), ("Compte M57", text(fiche.compteM57)), ("Assiette DETR et DSIL", text(assiette)),
            ("Code CPV", text(fiche.cpv)),
        ]
        if let famille = fiche.familleAgec, famille != "aucune" {
            faits.append(("Réemploi (loi AGEC)", text("famille «\u{A0}\(famille)\u{A0}»")))
        }
        faits.append(("Données", text(fiche.natureDonnee)))
        return faits
    }

    /// The rule of the catalogue, then what the law says of such an article.
    private var imputation: HTML {
        let motifs = fiche.eligible == .oui ? [Regles.what7(cpv: fiche.cpv), Regles.fctva3(compte: fiche.compteM57)] : []
        return group {
            text(fiche.regleImputation)
            for motif in motifs.compactMap(\.self) { span(.class("motif")) { motif.avecSource } }
        }
    }

    private var assiette: String {
        switch fiche.eligible {
        case .oui: "Comptée\u{A0}: c’est de l’investissement"
        case .siDeliberation: "Comptée si le conseil décide de l’inscrire en investissement (moins de 500\u{A0}€ TTC)"
        case .non: "Non comptée\u{A0}: c’est du fonctionnement"
        }
    }
}
