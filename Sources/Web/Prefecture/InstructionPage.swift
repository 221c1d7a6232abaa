import Foundation
import HTML
import Model
import Parcours
import Store

/// One dossier: what to do now beside what was sent.
struct InstructionPage {
    let instruit: DossierInstruit
    let saisie: SaisieInstruction
    let erreurs: FormErrors
    let jeton: String
    /// When the agent came before; nil when she never did.
    var visite: Date?
    var comparables: [ProjetComparable] = []

    private var dossier: Dossier { instruit.dossier }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "\(dossier.numero), \(dossier.nomCourt) \(dossier.exercice)", titre: dossier.intitule, chapeau: dossier.porteur
            ).html
            OngletInstruction.html(dossier.dossierId, actif: .dossier, messages: instruit.messages)
            Nouveautes(depuis: visite, passages: instruit.passages, pieces: instruit.pieces).html
            div(.class("instruction")) {
                div(.class("pile")) {
                    ActesPanneau(instruit: instruit, saisie: saisie, erreurs: erreurs, jeton: jeton).html
                    DatesPanneau(instruit: instruit).html
                }
                div(.class("pile")) {
                    objet
                    HTML.region("plan-decision", "pile") {
                        PlanDepose(instruit: instruit).html
                        ControlesPanneau(instruit: instruit).html
                        ProjetsComparables(projets: comparables).html
                    }
                    lignes
                    PiecesPanneau(instruit: instruit, jeton: jeton).html
                    HistoirePanneau(passages: instruit.passages).html
                }
            }
        }
    }

    private var objet: HTML {
        let porteur = instruit.depose.porteur
        var faits: [(terme: String, valeur: HTML)] = [("Demandeur", text(dossier.porteur))]
        if dossier.porteur != dossier.commune { faits.append(("Commune d’implantation", text(dossier.commune))) }
        if let population = porteur.population { faits.append(("Habitants", text(population.french))) }
        if !instruit.depose.projet.objet.isEmpty { faits.append(("Objet", text(instruit.depose.projet.objet))) }
        if !instruit.autres.isEmpty {
            faits.append(("Autres demandes", group { for autre in instruit.autres { lien(autre) } }))
        }
        return Panneau("La demande") {
            DescriptionList(faits: faits).html
            if let envoyee = instruit.envoyee { DemandeLue(demande: envoyee).html }
        }.html
    }

    private func lien(_ autre: Dossier) -> HTML {
        div {
            a(.href(Chemin.instruction(autre.dossierId))) { text("\(autre.nomCourt), \(autre.montantDemandeCentimes.french)") }
            " "
            Etiquette(autre.etat.libelle, autre.etat.ton).html
        }
    }

    private var lignes: HTML {
        let projet = instruit.depose.projet
        return Panneau("Ce que la commune achète") {
            DataTable(
                legende: "Lignes de l’opération, hors taxes", legendeVisible: false,
                colonnes: [
                    .init("Article", .nom), .init("Quantité", .nombre), .init("Section", .texte, secondaire: true),
                    .init("Total HT", .somme),
                ],
                lignes: instruit.depose.lignes.map { ligne in
                    [
                        text(ligne.libelle), text("\(ligne.unites)"), text(ligne.sectionLisible(projet)),
                        text(ligne.totalHT.french),
                    ]
                },
                pied: [
                    [text("Coût total HT"), .empty, .empty, text(dossier.coutTotalHtCentimes.french)],
                    [text("dont dépense subventionnable"), .empty, .empty, text(dossier.depenseSubventionnableCentimes.french)],
                ]
            ).html
        }.html
    }
}

extension Int {
    /// `1 820`, with U+202F between thousands.
    var french: String { String(Money.euros(Int64(self)).frenchNumber.dropLast(3)) }
}
