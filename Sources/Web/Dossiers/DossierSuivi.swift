import HTML
import Model
import Parcours
import Planner

/// A deposited dossier: where it stands, what is due and when, its papers, and the correction that the préfecture may ask.
struct DossierSuivi {
    let page: DossierPage

    private var dossier: Dossier { page.dossier }

    var html: HTML {
        group {
            div(.class("pile")) {
                suites.lecture
                if dossier.etat == .aCorriger { correction }
                if dossier.etat == .aCorriger, let remplie = page.demande.remplie {
                    DemandePanneau(
                        projet: dossier.operationId, dossier: dossier.dossierId, demande: remplie.demande, estUrgent: false
                    ).html
                }
                if dossier.etat == .refuse || dossier.etat == .classeSansSuite { fin }
                Panneau("Où en est le dossier") {
                    etapes
                    if !echeances.isEmpty {
                        details {
                            summary { "Les délais, et leur article" }; ul { for motif in echeances { li { motif.phrase } } }
                        }
                    }
                }.html
                if dossier.etat == .commence {
                    Panneau("Pour être payé") { ul { for motif in Regles.solde() { li { motif.avecSource } } } }.html
                }
                Panneau {
                    PiecesDuDossier(page: page, modifiable: dossier.etat == .aCorriger).html
                    p { a(.href(Chemin.zip(dossier.operationId, dossier.dossierId))) { "Tout télécharger (zip)" } }
                }.html
                if let envoyee = page.demande.envoyee { DemandeLue(demande: envoyee).html }
                historique
                suites.retrait
            }
            aside(.class("pile"), .ariaLabel("Montant et suite")) {
                montant
                LienMessages(page: page).html
                // A dossier without a plan of its own has no figures to print.
                if dossier.planId != nil { EditionsPanneau(dossier: dossier).html }
                if !page.avancement.dossiers.contains(where: { $0.recuLe != nil }) { Notice.neCommandezPasEncore.html }
            }
        }
    }

    private var montant: HTML {
        Panneau {
            if let accorde = dossier.montantAccordeCentimes {
                Montant.somme("Aide accordée", accorde, precision: page.taux)
                if accorde < dossier.montantDemandeCentimes {
                    p(.class("doux")) { text("Vous demandiez \(dossier.montantDemandeCentimes.french).") }
                }
            } else {
                Montant.somme("Aide demandée", dossier.montantDemandeCentimes, precision: page.taux)
            }
            if dossier.etat == .accepte || dossier.etat == .notifie, let commande = page.avancement.commande {
                p {
                    text("La commande est du \(commande.passeeLe.longFrench). ")
                    Regles.startInfo().phrase
                }
                Bouton.groupe {
                    Bouton.acte(
                        "Déclarer le commencement", vers: Chemin.commencement(dossier.operationId, dossier.dossierId).link,
                        jeton: page.jeton)
                }
            } else if dossier.etat != .aCorriger, let prochaine = page.avancement.prochaine {
                Bouton.groupe { Bouton.lien(prochaine.libelle, vers: prochaine.vers.link) }
            }
            suites.achevement
        }.html
    }

    private var suites: SuitesPorteur {
        SuitesPorteur(dossier: dossier, motif: page.saisie?[SuitesPorteur.champMotif], erreurs: page.erreurs, jeton: page.jeton)
    }

    private var correction: HTML {
        Panneau("Ce que la préfecture demande") {
            p { text(dernierMotif) }
            AjoutPiece(page: page, rang: .second).html
            p { "Quand tout est joint, renvoyez le dossier. La date de l’accusé d’enregistrement ne change pas." }
            Bouton.groupe {
                Bouton.acte(
                    "Renvoyer à la préfecture", vers: Chemin.correction(dossier.operationId, dossier.dossierId).link, jeton: page.jeton)
            }
        }.html
    }

    private var fin: HTML {
        Notice(.refus, dossier.etat == .refuse ? "L’aide est refusée" : "Le dossier est classé sans suite") {
            p { text(dernierMotif) }
            p {
                "Le projet reste le vôtre\u{A0}: vous pouvez commander sans cette aide, ou demander à la préfecture comment le représenter."
            }
        }.html
    }

    private var dernierMotif: String { page.passages.last { !$0.motif.isEmpty }?.motif ?? "" }

    private var etapes: HTML {
        DescriptionList(
            faits: [
                ("Dépôt", jour(dossier.deposeLe)), ("Accusé d’enregistrement", jour(dossier.recuLe, nil, papier: 0)),
                (
                    "Dossier complet",
                    jour(dossier.completLe, page.calendrier.reputeComplet.map { "sans réponse, réputé complet le \($0.french)" }, papier: 1)
                ),
                ("Décision", decision),
            ] + suite.compactMap { libelle, date, precision in date.map { (libelle, text($0.longFrench + precision)) } }
        ).html
    }

    /// What came after the decision, as it comes.
    private var suite: [(String, LocalDate?, String)] {
        [
            ("Notification", dossier.notifieLe, dossier.luLe.map { ", lue le \(LocalDate($0).french)" } ?? ", pas encore lue"),
            ("Commencement", dossier.commenceLe, ""), ("Achèvement", dossier.acheveLe, ""), ("Solde", dossier.soldeLe, ""),
        ]
    }

    private var decision: HTML {
        let attente = page.calendrier.rejetImpliciteApres.map { "attendue, au plus tard le \($0.french)" }
        return group {
            if dossier.estDecide { Etiquette(dossier.etat.libelle, dossier.etat.ton).html; " " }
            jour(dossier.decideLe, attente, nature: .decision)
        }
    }

    /// The day of a step with its paper, or what is waited for.
    private func jour(_ date: LocalDate?, _ attente: String? = nil, papier rang: Int? = nil, nature: Piece.Nature = .accuse) -> HTML {
        let papiers = page.papiers.filter { $0.nature == nature }
        let papier = nature == .decision ? papiers.last : rang.flatMap { $0 < papiers.count ? papiers[$0] : nil }
        return group {
            if let date { text(date.longFrench) } else { span(.class("doux")) { text(attente ?? "attendu") } }
            if date != nil, let papier {
                ", "
                a(.href(Chemin.piece(papier.pieceId))) { text(nature == .decision ? "lire la décision (PDF)" : "lire l’accusé (PDF)") }
            }
        }
    }

    /// Delays still running: what is past is in the history.
    private var echeances: [Motif] {
        page.calendrier.motifs.filter { motif in
            switch motif.code {
            case "APP-2": dossier.completLe == nil
            case "APP-4": !dossier.estDecide
            default: true
            }
        }
    }

    private var historique: HTML {
        details {
            summary { "Historique" }
            ol(.class("historique")) {
                for passage in page.passages {
                    li {
                        time(.datetime(passage.survenuLe.description)) { text(passage.survenuLe.french) }
                        " "
                        text(passage.phrase)
                        if !passage.motif.isEmpty { span(.class("motif")) { text(passage.motif) } }
                    }
                }
            }
        }
    }
}

extension Dossier {
    fileprivate var estDecide: Bool { etat.estDecide }
}
