import HTML
import Model
import Store

/// Every supplier's catalogue that was imported, and what is left to see of each.
struct OffresPage: Sendable {
    let offres: [OffreFournisseur]

    var html: HTML {
        group {
            PageHeader(
                titre: "Offres des fournisseurs",
                chapeau: "Les prix qu’ils proposent, à côté des nôtres. Rien ne change au catalogue avant que vous l’acceptiez."
            ).html
            if offres.isEmpty {
                EmptyState(
                    titre: "Aucune offre pour l’instant",
                    texte: "L’exploitant importe un catalogue UBL par la commande «\u{A0}trousse import offres FICHIER.xml\u{A0}»."
                ).html
            } else {
                DataTable(
                    legende: "Catalogues importés", legendeVisible: false,
                    colonnes: [
                        .init("Fournisseur", .nom), .init("Catalogue"), .init("Importé le", .date), .init("Lignes", .nombre),
                        .init("À voir", .nombre),
                    ],
                    lignes: offres.map { offre in
                        [
                            a(.href(Link(path: "/offres/\(offre.offreId)"))) { text(offre.fournisseur) }, text(offre.numero),
                            text(offre.importeeLe.french), text("\(offre.lignes)"), text("\(offre.aVoir)"),
                        ]
                    }
                ).html
            }
        }
    }
}

/// One supplier's lines, each beside the article that it seems to be; several are accepted or refused at once.
struct OffrePage: Sendable {
    static let taille = 50

    let offre: OffreFournisseur
    let lignes: [LigneOffre]
    let toutes: Bool
    let cochees: Set<Int>
    let articles: [Int: String]
    let motif: String?
    let erreurs: FormErrors
    let jeton: String

    var adresse: Link { Link(path: "/offres/\(offre.offreId)") }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Offre de \(offre.fournisseur)", titre: "Catalogue \(offre.numero)",
                chapeau: offre.aVoir == 0 ? "Tout est décidé." : "\(offre.aVoir) lignes à voir sur \(offre.lignes)."
            ).html
            Filtres(
                libelle: "Lignes montrées",
                filtres: [
                    .init(libelle: "À voir", lien: adresse, actif: !toutes, nombre: offre.aVoir),
                    .init(
                        libelle: "Toutes", lien: Link(path: "/offres/\(offre.offreId)", query: [("toutes", "oui")]), actif: toutes,
                        nombre: offre.lignes),
                ]
            ).html
            if lignes.isEmpty {
                Notice(.succes, "Rien à voir ici") { p { "Chaque ligne de ce catalogue a reçu sa réponse." } }.html
            } else {
                // A table takes the whole page, which a form of fields does not.
                form(.class("pile"), .method(.post), .action(adresse), .novalidate()) {
                    Jeton.champ(jeton)
                    tableau
                    if lignes.contains(where: { $0.etat == .aVoir }) { decision }
                }
            }
            if lignes.count == Self.taille, let dernier = lignes.last {
                Pagination(
                    suivant: Link(
                        path: "/offres/\(offre.offreId)", query: [("apres", "\(dernier.rang)"), ("toutes", toutes ? "oui" : nil)])
                ).html
            }
        }
    }

    private var tableau: HTML {
        DataTable(
            legende: "Lignes de l’offre", legendeVisible: false,
            colonnes: [
                .init("Choisir", .action), .init("Ce que le fournisseur propose", .nom), .init("Notre article"),
                .init("Prix actuel HT", .montant),
                .init("Prix proposé HT", .somme), .init("Écart", .nombre), .init("Décision", .etat),
            ], lignes: lignes.map(rangee)
        ).html
    }

    private func rangee(_ ligne: LigneOffre) -> [HTML] {
        [
            ligne.etat == .aVoir ? choix(ligne) : .empty,
            group {
                text(ligne.nom)
                p(.class("petit", "doux")) {
                    text([ligne.reference, ligne.standard, ligne.cpv, validite(ligne)].compactMap { $0 }.joined(separator: " · "))
                }
            },
            article(ligne), text(ligne.actuelCentimes?.french ?? "non publié"), text(ligne.prixCentimes?.french ?? "sans prix en euros"),
            text(ecart(ligne) ?? "–"),
            group {
                ligne.etiquette.html
                if !ligne.motif.isEmpty { p(.class("petit")) { text(ligne.motif) } }
            },
        ]
    }

    private func choix(_ ligne: LigneOffre) -> HTML {
        div(.class("coche")) {
            input(
                .id("ligne-\(ligne.rang)"), .type("checkbox"), .name("ligne"), .value("\(ligne.rang)"),
                .checked(cochees.contains(ligne.rang)))
            label(.for("ligne-\(ligne.rang)")) { span(.class("invisible")) { text("Choisir \(ligne.nom)") } }
        }
    }

    private func article(_ ligne: LigneOffre) -> HTML {
        guard ligne.etat == .aVoir else {
            return ligne.articleCode.map { code in a(.href(Chemin.article(code).link)) { text(code) } } ?? text("–")
        }
        let nom = "article_\(ligne.rang)"
        return group {
            label(.for(Field.id(nom)), .class("invisible")) { text("Code de notre article pour \(ligne.nom)") }
            input(
                .id(Field.id(nom)), .type("text"), .name(nom), .class("court"), .maxlength(7),
                .value(articles[ligne.rang] ?? ligne.articleCode),
                .ariaInvalid(erreurs[nom] != nil), .ariaDescribedby(erreurs[nom] == nil ? nil : "\(nom)-erreur"))
            if let erreur = erreurs[nom] { p(.class("erreur"), .id("\(nom)-erreur")) { text(erreur) } }
            if let libelle = ligne.libelle { p(.class("petit")) { text("\(libelle) (\(ligne.rapprochement.libelle))") } }
        }
    }

    private var decision: HTML {
        group {
            Field(
                "motif", "Note", .textarea(lignes: 2), valeur: motif, erreurs: erreurs, aide: "Gardée avec chaque ligne décidée.",
                requis: false
            ).html
            Bouton.groupe {
                Bouton.envoyer("Accepter les lignes choisies", nom: "decision", valeur: "accepter")
                Bouton.envoyer("Refuser les lignes choisies", .danger, nom: "decision", valeur: "refuser")
            }
            p(.class("petit")) {
                "Accepter ouvre un nouveau prix daté, avec ce fournisseur pour source\u{A0}; l’ancien prix s’arrête la veille et reste dans l’histoire."
            }
        }
    }

    private func validite(_ ligne: LigneOffre) -> String? {
        guard ligne.du != nil || ligne.au != nil else { return nil }
        return [ligne.du.map { "du \($0.french)" }, ligne.au.map { "au \($0.french)" }].compactMap { $0 }.joined(separator: " ")
    }

    /// `+9,3 %`
    private func ecart(_ ligne: LigneOffre) -> String? {
        guard let propose = ligne.prixCentimes, let actuel = ligne.actuelCentimes, actuel.cents > 0 else { return nil }
        let part = (propose - actuel).ratio(to: actuel)
        return (part > .zero ? "+" : "") + part.french
    }
}

extension LigneOffre.Rapprochement {
    var libelle: String {
        switch self {
        case .code: "même code"
        case .connu: "déjà accepté de ce fournisseur ou sous ce numéro"
        case .mots: "mots proches, à vérifier"
        case .aucun: "non reconnu"
        }
    }
}

extension LigneOffre {
    var etiquette: Etiquette {
        switch etat {
        case .aVoir: Etiquette("À voir", .attente)
        case .acceptee: Etiquette("Acceptée", .bon)
        case .refusee: Etiquette("Refusée", .refus)
        }
    }
}
