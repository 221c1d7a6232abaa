import HTML
import Model
import Store

/// Grouped purchases: what may be bought together, and how many the commune would take.
struct AchatsGroupesPage: Sendable {
    let lots: [LotGroupe]
    let agent: Agent
    let form: LotForm
    let erreurs: FormErrors
    let aujourdhui: LocalDate
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                titre: "Achats groupés",
                chapeau:
                    "Dites combien votre commune prendrait\u{A0}: le programme achète pour tous. Une intention n’est pas une commande, elle n’engage à rien.",
                actions: agent.role == .responsable ? [Bouton.lien("Offres des fournisseurs", vers: "/offres", .second)] : []
            ).html
            if lots.isEmpty { vide } else { for lot in lots { carte(lot) } }
            if agent.role == .responsable { nouveau }
        }
    }

    private var vide: HTML {
        EmptyState(titre: "Aucun achat groupé pour l’instant", texte: "Le prochain sera annoncé ici, avec son jour de clôture.").html
    }

    private func carte(_ lot: LotGroupe) -> HTML {
        Panneau {
            Etiquette.groupe([lot.etiquette(le: aujourdhui)])
            h2 { a(.href(CheminConcours.lot(lot.lotId).link)) { text(lot.titre) } }
            p {
                text(
                    "\(lot.contenu). \(lot.estOuvert(le: aujourdhui) ? "À dire avant le \(lot.clotureLe.longFrench) inclus." : "Clos le \(lot.clotureLe.longFrench).")"
                )
            }
            if let quantite = lot.quantite { p { strong { text("Votre intention\u{A0}: \(quantite).") } } }
        }.html
    }

    private var nouveau: HTML {
        Panneau("Ouvrir un achat groupé") {
            Formulaire(vers: CheminConcours.lots.link, jeton: jeton) {
                Field("titre", "Titre", valeur: form.titre, erreurs: erreurs, longueur: 200).html
                Field(
                    "objet", "Ce que les communes doivent savoir", .textarea(lignes: 3), valeur: form.objet, erreurs: erreurs, requis: false
                ).html
                Field(
                    "code", "Kit ou article", valeur: form.code, erreurs: erreurs, aide: "Son code au catalogue, comme K17 ou INF-002.",
                    longueur: 7
                ).html
                Field("cloture_le", "Dernier jour pour répondre", .date, valeur: form.cloture, erreurs: erreurs).html
                Bouton.groupe { Bouton.envoyer("Ouvrir l’achat groupé") }
            }.html
        }.html
    }
}

/// One lot: a mairie declares; the programme and préfectures read totals.
struct LotPage: Sendable {
    let lot: LotGroupe
    let agent: Agent
    let intentions: [IntentionDeclaree]
    let quantite: String?
    let precision: String?
    let erreurs: FormErrors
    let aujourdhui: LocalDate
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Achat groupé", titre: lot.titre,
                chapeau: chapeau
            ).html
            Etiquette.groupe([lot.etiquette(le: aujourdhui)])
            Panneau("Ce qui serait acheté") {
                p { a(.href((lot.kitCode.map { Chemin.kit($0) } ?? Chemin.article(lot.articleCode ?? "")).link)) { text(lot.contenu) } }
                if !lot.objet.isEmpty { p { text(lot.objet) } }
            }.html
            if agent.role == .secretaire { declaration }
            if agent.role != .secretaire { totaux }
        }
    }

    private var chapeau: String {
        guard lot.estOuvert(le: aujourdhui) else { return "Clos le \(lot.clotureLe.longFrench)." }
        return agent.role == .secretaire
            ? "Répondez avant le \(lot.clotureLe.longFrench) inclus."
            : "Les communes répondent jusqu’au \(lot.clotureLe.longFrench) inclus."
    }

    private var declaration: HTML {
        guard lot.estOuvert(le: aujourdhui) else {
            return Notice(.conseil, "Cet achat groupé est clos") {
                p {
                    text(
                        lot.quantite.map { "Votre intention\u{A0}: \($0). Le programme vous dira la suite." }
                            ?? "Votre commune n’avait rien déclaré.")
                }
            }.html
        }
        return Panneau("Votre intention") {
            p { "Ce n’est pas une commande\u{A0}: rien n’est acheté, rien n’est dû, et vos demandes de subvention n’en dépendent pas." }
            Formulaire(vers: CheminConcours.lot(lot.lotId).link, jeton: jeton) {
                Field("quantite", "Quantité", .number, valeur: quantite, erreurs: erreurs, aide: "0 retire votre intention.").html
                Field("precision", "Précision", .textarea(lignes: 2), valeur: precision, erreurs: erreurs, requis: false).html
                Bouton.groupe { Bouton.envoyer(lot.quantite == nil ? "Déclarer l’intention" : "Changer l’intention") }
            }.html
        }.html
    }

    private var totaux: HTML {
        let total = intentions.reduce(0) { $0 + $1.quantite }
        let departements = Dictionary(grouping: intentions, by: \.departementCode).sorted { $0.key < $1.key }
        return group {
            Figures(chiffres: [
                .init("Quantité déclarée", "\(total)", fort: true), .init("Communes", "\(intentions.count)"),
                .init("Départements", "\(departements.count)"),
            ]).html
            if !intentions.isEmpty {
                DataTable(
                    legende: "Par département",
                    colonnes: [.init("Département", .nom), .init("Communes", .nombre), .init("Quantité", .nombre)],
                    lignes: departements.map { code, lignes in
                        [
                            text("\(lignes.first?.departement ?? "") (\(code))"), text("\(lignes.count)"),
                            text("\(lignes.reduce(0) { $0 + $1.quantite })"),
                        ]
                    }
                ).html
                DataTable(
                    legende: "Par commune",
                    colonnes: [
                        .init("Commune", .nom), .init("Département"), .init("Quantité", .nombre), .init("Précision"),
                        .init("Déclarée le", .date),
                    ],
                    lignes: intentions.prefix(200).map {
                        [
                            text($0.organisation), text($0.departementCode), text("\($0.quantite)"), text($0.precision),
                            text($0.declareeLe.french),
                        ]
                    }
                ).html
                if intentions.count > 200 { p(.class("petit")) { "Les 200 premières\u{A0}: le fichier les a toutes." } }
                Bouton.groupe { Bouton.lien("Télécharger les intentions (CSV)", vers: CheminConcours.lotCSV(lot.lotId).link, .second) }
            }
        }
    }
}

extension LotGroupe {
    func etiquette(le jour: LocalDate) -> Etiquette { estOuvert(le: jour) ? Etiquette("Ouvert", .bon) : Etiquette("Clos") }
}
