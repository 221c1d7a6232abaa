import HTML
import Model
import Parcours

/// One kit: what it is for, what it costs this commune, what is in it, how to take it.
struct KitPage: Sendable {
    let kit: KitChiffre
    /// nil when no commune is chosen.
    let estimation: Estimation?
    let jeton: String
    let peutCommander: Bool
    let connecte: Bool
    let projets: [Projet]
    /// What was typed, when it could not be taken.
    var form = KitForm()
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(surtitre: "Kit \(kit.kit.code)", titre: kit.kit.nom, chapeau: kit.kit.phrase).html
            div(.class("cote")) {
                div(.class("pile")) {
                    div(.class("image", "fond-\(kit.image.famille)")) { kit.image.html }
                    Etiquette.groupe(kit.etiquettes)
                    p { text(kit.kit.destinataire) }
                    if let remarque = kit.kit.remarque { p(.class("doux")) { text(remarque) } }
                }
                aside(.class("pile")) {
                    prix
                    if peutCommander { prendre } else { inviter }
                }
            }
            contenu
            if !kit.options.isEmpty { options }
            tva
            p(.class("petit", "doux")) {
                "Prix de référence à titre d’illustration, en euros HT : des ordres de grandeur, pas des devis. Le dossier demandera le devis du fournisseur."
            }
        }
    }

    private var prix: HTML {
        Panneau {
            if let estimation, let reste = estimation.resteAChargeTTC {
                let plan = estimation.plan
                Montant.somme("Pour votre commune, après aides, TTC", reste, precision: "au lieu de \(kit.totalTTC.french) TTC")
                WhoPaysBar(parts: plan.parts(.commune, estimation.noms), id: "kit").html
                for alerte in plan.refus.prefix(2) { p(.class("petit")) { text(alerte.texte) } }
            } else {
                Montant.somme(
                    kit.estPartiel ? "Prix TTC, hors pièces sur devis" : "Prix du kit, TTC", kit.totalTTC,
                    precision: "\(kit.totalHT.french) HT")
                p { a(.href(Chemin.commune())) { "Voir le prix après aides pour ma commune" } }
            }
        }.html
    }

    private var inviter: HTML {
        group {
            if !connecte {
                Bouton.groupe { Bouton.lien("Préparer mon dossier", vers: Chemin.connexion.link) }
            }
        }
    }

    private var prendre: HTML {
        Panneau("Mettre dans un projet") {
            Formulaire(vers: Chemin.kitProjet(kit.kit.code).link, jeton: jeton) {
                if !projets.isEmpty {
                    Field(
                        "operation", "Projet",
                        .select([.init("", "Un nouveau projet")] + projets.map { .init("\($0.operationId)", $0.intitule) }),
                        valeur: form.operation, erreurs: erreurs, requis: false
                    ).html
                }
                Field("quantite", "Quantité", .number, valeur: form.quantite ?? "1", erreurs: erreurs).html
                if !kit.options.isEmpty {
                    Field(
                        "options", "Options",
                        .checkboxes(
                            kit.options.map {
                                .init($0.articleCode, $0.libelle, aide: $0.prixRef.map { "\($0.french) HT" } ?? "Prix sur devis")
                            }),
                        valeurs: form.options, requis: false
                    ).html
                }
                Bouton.groupe { Bouton.envoyer("Ajouter au projet") }
            }.html
        }.html
    }

    private var contenu: HTML {
        section(.class("pile")) {
            h2 { "Ce qu’il contient" }
            tableau(
                "Contenu du kit", kit.base,
                pied: [
                    [text("Total HT"), .empty, .empty, text(kit.totalHT.french)],
                    [text("dont investissement, seul compté par la DETR et la DSIL"), .empty, .empty, text(investissement.french)],
                ])
        }
    }

    private var options: HTML {
        section(.class("pile")) {
            h2 { "Options" }
            tableau("Options du kit", kit.options, pied: [])
        }
    }

    private var investissement: Money { kit.lignesPlan().filter { $0.section == .investissement }.map(\.totalHT).sum() }

    private func tableau(_ legende: String, _ lignes: [LigneKit], pied: [[HTML]]) -> HTML {
        DataTable(
            legende: legende, legendeVisible: false,
            colonnes: [.init("Article", .nom), .init("Quantité", .nombre), .init("Section", .texte), .init("Total HT", .somme)],
            lignes: lignes.map { ligne in
                [
                    a(.href(Chemin.article(ligne.articleCode))) { text(ligne.libelle) }, text("\(ligne.quantite)"),
                    text(ligne.sectionLisible),
                    text(ligne.prixRef.map { Money(cents: $0.cents * Int64(ligne.quantite)).french } ?? "Sur devis"),
                ]
            }, pied: pied
        ).html
    }

    private var tva: HTML {
        let bases = Dictionary(grouping: kit.lignesPlan(), by: \.tauxTva).sorted { $0.key < $1.key }
        return section(.class("pile")) {
            h2 { "TVA" }
            DataTable(
                legende: "TVA par taux", legendeVisible: false,
                colonnes: [.init("Taux", .nom), .init("Base HT", .montant), .init("TVA", .montant), .init("TTC", .somme)],
                lignes: bases.map { taux, lignes in
                    let (ht, ttc) = (lignes.map(\.totalHT).sum(), lignes.map(\.totalTTC).sum())
                    return [text(taux.french), text(ht.french), text((ttc - ht).french), text(ttc.french)]
                }
            ).html
        }
    }
}

extension LigneKit {
    /// What the council may decide is said beside what is decided.
    fileprivate var sectionLisible: String {
        switch (section, eligible) {
        case (.investissement, _): "Investissement"
        case (.fonctionnement, .siDeliberation): "Fonctionnement, ou investissement si le conseil le décide"
        case (.fonctionnement, _): "Fonctionnement"
        }
    }
}
