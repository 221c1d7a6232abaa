import HTML
import Model
import Planner
import Store

/// One article: its price range with its date, how it is accounted for, where it is used.
struct ArticlePage {
    let fiche: FicheArticle

    var html: HTML {
        group {
            PageHeader(surtitre: "\(fiche.famille), \(fiche.code)", titre: fiche.libelle, chapeau: fiche.remarque).html
            if let ref = fiche.refCentimes {
                Figures(chiffres: [
                    .init("Prix de référence HT", ref.french, precision: fiche.prixDu.map { "au \($0.french), illustratif" }, fort: true),
                    .init("Le moins cher", fiche.minCentimes?.french ?? ""), .init("Le plus cher", fiche.maxCentimes?.french ?? ""),
                    .init("TTC", (ref + ref.times(fiche.tauxTva)).french, precision: "TVA \(fiche.tauxTva.french)"),
                ]).html
            } else {
                Notice(.attention, "Prix non publié") {
                    p { "Le fabricant n’a pas publié de prix. Demandez-lui un devis : le total de votre projet restera partiel d’ici là." }
                }.html
            }
            section(.class("pile")) {
                h2 { "À savoir" }
                DescriptionList(faits: faits).html
            }
            if !fiche.kits.isEmpty {
                section(.class("pile")) {
                    h2 { "Dans les kits" }
                    ul { for kit in fiche.kits { li { lien(kit) } } }
                }
            }
        }
    }

    private func lien(_ kit: String) -> HTML {
        let parts = kit.split(separator: " ", maxSplits: 1).map(String.init)
        return a(.href(Chemin.kit(parts[0]))) { text(parts.count > 1 ? parts[1] : kit) }
    }

    private var faits: [(terme: String, valeur: HTML)] {
        var list: [(terme: String, valeur: HTML)] = [
            ("État", text(fiche.etat)), ("Besoins", text(fiche.besoins.joined(separator: ", "))),
            ("Compte M57", text(fiche.compteM57)), ("Code CPV", text(fiche.cpv)), ("Imputation", imputation),
            ("Assiette DETR et DSIL", text(assiette)), ("Quantité", text("de \(fiche.quantiteMin) à \(fiche.quantiteMax)")),
        ]
        if let mois = fiche.garantieMois { list.append(("Garantie", text("\(mois) mois"))) }
        if let jours = fiche.delaiJoursOuvres { list.append(("Délai", text("\(jours) jours ouvrés"))) }
        if let dimensions = fiche.dimensions { list.append(("Dimensions, puissance", text(dimensions))) }
        if let accessibilite = fiche.accessibilite { list.append(("Accessibilité", text(accessibilite))) }
        list.append(("Provenance", text(fiche.natureDonnee)))
        return list
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
        case .oui: "Comptée : c’est de l’investissement"
        case .siDeliberation: "Comptée si le conseil décide de l’inscrire en investissement (moins de 500 € TTC)"
        case .non: "Non comptée : c’est du fonctionnement"
        }
    }
}
