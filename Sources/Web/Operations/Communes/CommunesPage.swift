import Foundation
import HTML
import Model
import Parcours
import Store

/// The participants of a project: who answered, what each one's part is, and how it is counted.
struct CommunesPage: Sendable {
    let planifie: ProjetPlanifie
    let membres: [Membre]
    let parts: [PartMembre]
    let estFige: Bool
    let invitation: InvitationForm
    let cle: CleForm
    let jeton: String
    let erreurs: FormErrors

    private var projet: Projet { planifie.projet }
    private var actifs: [Membre] { membres.filter { $0.etat != .refuse } }

    static func champ(_ ligne: LigneProjet) -> String { "part-\(ligne.ligneId)" }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}»", titre: "Un projet pour plusieurs communes",
                chapeau:
                    "\(projet.porteur) mène le projet\u{A0}: elle commande, reçoit les aides et le FCTVA. Chaque commune voit sa part et répond pour elle-même."
            ).html
            if !membres.isEmpty { participants }
            if estFige { fige } else { inviter }
            if actifs.count > 1, !planifie.lignes.isEmpty, !estFige { lignes }
            if actifs.count > 1 { convention }
        }
    }

    private var participants: HTML {
        Panneau("Qui participe") {
            form(.method(.post), .action(Chemin.poids(projet.operationId)), .novalidate(), .class("pile")) {
                Jeton.champ(jeton)
                DataTable(
                    legende: "Communes participantes", legendeVisible: false,
                    colonnes: [
                        .init("Commune", .nom), .init("Poids dans ce qui est commun", .nombre), .init("Part HT", .montant),
                        .init("Part TTC", .somme), .init("Reste à payer estimé", .montant),
                    ],
                    lignes: membres.map(rangee), pied: [total]
                ).html
                if !estFige { Bouton.groupe { Bouton.envoyer("Enregistrer les poids", .second) } }
            }
            if !estFige {
                for membre in membres where !membre.estChef {
                    Bouton.acte(
                        "Retirer \(membre.nom) du projet", vers: Chemin.retraitMembre(projet.operationId, membre.membreId).link,
                        jeton: jeton,
                        .discret)
                }
            }
        }.html
    }

    private func rangee(_ membre: Membre) -> [HTML] {
        let rang = parts.firstIndex { $0.membreId == membre.membreId }
        return [
            group {
                text(membre.nom)
                span(.class("motif")) { membre.reponse }
                if !membre.message.isEmpty { span(.class("motif")) { text("«\u{A0}\(membre.message)\u{A0}»") } }
            },
            estFige || membre.etat == .refuse ? text(membre.etat == .refuse ? "" : "\(membre.poids)") : poids(membre),
            text(rang.map { parts[$0].ht.french } ?? ""), text(rang.map { parts[$0].ttc.french } ?? "Aucune part"),
            text(rang.map { restes[$0].french } ?? ""),
        ]
    }

    private var total: [HTML] {
        [
            text("Ensemble"), .empty, text(parts.map(\.ht).sum().french), text(parts.map(\.ttc).sum().french), text(restes.sum().french),
        ]
    }

    /// What the plan leaves to pay, shared as the cost is.
    private var restes: [Money] {
        let poids = parts.map { $0.ttc.exact }
        return planifie.plan.resteAChargeTTC.repartie(poids.reduce(0, +) > 0 ? poids : parts.map { $0.estChef ? 1 : 0 })
    }

    private func poids(_ membre: Membre) -> HTML {
        var field = Field(
            CleForm.champ(membre.membreId), "Poids de \(membre.nom)", .number, valeur: cle.saisie(membre), erreurs: erreurs)
        field.libelleVisible = false
        return field.html
    }

    private var inviter: HTML {
        Panneau("Inviter une commune") {
            Formulaire(vers: Chemin.communes(projet.operationId).link, jeton: jeton) {
                Field(
                    "commune", "Commune", valeur: invitation.commune, erreurs: erreurs,
                    aide: "Son nom ou son code INSEE, par exemple Molles ou 03174."
                ).html
                Field(
                    "poids", "Poids", .number, valeur: invitation.poids, erreurs: erreurs,
                    aide: "Sa part dans ce qui est commun. Laissez vide pour son nombre d’habitants.", requis: false
                ).html
                Bouton.groupe {
                    Bouton.envoyer("Inviter la commune")
                    a(.href(Chemin.operation(projet.operationId))) { "Revenir au projet" }
                }
            }.html
            p(.class("petit", "doux")) {
                "Elle trouve l’invitation dans ses projets, accepte ou refuse. Tant qu’une commune n’a pas répondu, les prix ne se figent pas."
            }
        }.html
    }

    private var fige: HTML {
        Notice(.conseil, "Les parts sont figées avec les prix") {
            p {
                "Pour les changer, reprenez la composition depuis "
                a(.href(Chemin.operation(projet.operationId))) { "la page du projet" }
                "."
            }
        }.html
    }

    private var lignes: HTML {
        Panneau("Ce que chacune prend") {
            p(.class("doux")) { "Une ligne pour toutes se partage au poids. Une ligne pour une seule commune est entièrement à elle." }
            form(.method(.post), .action(Chemin.partsLignes(projet.operationId)), .novalidate(), .class("pile")) {
                Jeton.champ(jeton)
                DataTable(
                    legende: "À qui est chaque ligne", legendeVisible: false,
                    colonnes: [.init("Ligne", .nom), .init("Total HT", .somme), .init("Pour qui")],
                    lignes: planifie.lignes.map { ligne in
                        [
                            text("\(ligne.unites) × \(ligne.libelle)"),
                            text(ligne.prixUnitaireHtCentimes == nil ? "Sur devis" : ligne.totalHT.french), pourQui(ligne),
                        ]
                    }
                ).html
                Bouton.groupe { Bouton.envoyer("Enregistrer le partage", .second) }
            }
        }.html
    }

    private func pourQui(_ ligne: LigneProjet) -> HTML {
        var field = Field(
            Self.champ(ligne), "Pour qui, \(ligne.libelle)",
            .select([.init("", "Toutes, au poids")] + actifs.map { .init("\($0.membreId)", $0.nom) }),
            valeur: ligne.membreId.map { "\($0)" } ?? "", requis: false)
        field.libelleVisible = false
        return field.html
    }

    private var convention: HTML {
        p(.class("petit", "doux")) {
            "Les communes remboursent leur part à celle qui mène le projet\u{A0}: écrivez-le dans la convention de groupement (code de la commande publique, art.\u{A0}L.\u{A0}2113-6 et L.\u{A0}2113-7)."
        }
    }
}

extension Membre {
    /// Its answer in a word, then when.
    @HTMLBuilder var reponse: HTML {
        etiquette.html
        if !estChef { text(" \(precision)") }
    }

    private var etiquette: Etiquette {
        switch etat {
        case _ where estChef: Etiquette("Mène le projet", .info)
        case .invite: Etiquette("Sans réponse", .attente)
        case .accepte: Etiquette("A accepté", .bon)
        case .refuse: Etiquette("A refusé", .refus)
        }
    }

    private var precision: String {
        switch etat {
        case .invite: "invitée le \(LocalDate(inviteLe).french)"
        case .accepte: "le \(LocalDate(reponduLe ?? inviteLe).french)"
        case .refuse: "le \(LocalDate(reponduLe ?? inviteLe).french)\u{A0}: sans elle, les autres prennent sa part"
        }
    }
}
