import HTML
import Model
import Parcours
import Planner

/// A draft: its pieces, what is missing, and the deposit. One green button: the next thing to do.
struct DossierBrouillon {
    let page: DossierPage

    private var dossier: Dossier { page.dossier }
    /// What only the mairie can bring.
    private var aFournir: [PieceAttendue] { page.manquantes.filter { !$0.exigee.generee } }
    /// The council's, brought by the mairie: what Trousse writes is a draft of it.
    private var deliberationSignee: Bool {
        page.liste.first { $0.exigee.code == "1.2" }?.fichiers.contains { $0.origine == .deposee } ?? true
    }
    private var sontEcrites: Bool { page.manquantes.allSatisfy { !$0.exigee.generee } }

    var html: HTML {
        group {
            div(.class("pile")) {
                if let remplie = page.demande.remplie {
                    DemandePanneau(
                        projet: dossier.operationId, dossier: dossier.dossierId, demande: remplie.demande,
                        estUrgent: !page.demande.manquants.isEmpty
                    ).html
                }
                Panneau("Les pièces") {
                    avancee
                    PiecesDuDossier(page: page, modifiable: true).html
                    if !deliberationSignee { p(.class("petit", "doux")) { Regles.app7().phrase } }
                    ecriture
                }.html
                // The form asks it already.
                if let faits = page.faits, page.demande.remplie == nil { Panneau { FaitsDesPieces(page: page, faits: faits).html }.html }
                Panneau("Joindre une pièce") {
                    AjoutPiece(page: page, rang: repondu && sontEcrites && !aFournir.isEmpty ? .principal : .second).html
                }.html
                if let remplie = page.demande.remplie {
                    HistoireReponses(changements: page.demande.changements, formulaire: remplie.demande.formulaire).html
                }
            }
            aside(.class("pile"), .ariaLabel("Aide demandée et dépôt")) {
                Panneau {
                    Montant.somme("Aide demandée", dossier.montantDemandeCentimes, precision: page.taux)
                    depot
                    ApprobationPanneau(
                        projet: dossier.operationId, dossier: dossier.dossierId, accord: page.demande.accord,
                        lien: page.lien, agent: page.agent, jeton: page.jeton, saisie: page.saisie,
                        erreurs: page.erreurs
                    ).html
                    if page.demande.remplie?.demarche != nil {
                        p(.class("petit")) {
                            a(.href(CheminDemande.demarche(dossier.operationId, dossier.dossierId))) {
                                "Déposer aussi sur Démarche numérique"
                            }
                        }
                    }
                }.html
                EditionsPanneau(dossier: dossier).html
                Notice.neCommandezPasEncore.html
            }
        }
    }

    /// Nothing is left to answer, nobody is waited for.
    private var repondu: Bool { page.demande.manquants.isEmpty }
    private var attendAccord: Bool { [.attendue, .renvoyee].contains(page.demande.accord?.etat) }

    private var avancee: HTML {
        let (total, pretes) = (page.liste.count, page.liste.count - page.manquantes.count)
        return svg(.class("jauge"), .init("width", "100%"), .init("height", "10"), .ariaHidden()) {
            rect(.class("fond"), .init("width", "100%"), .init("height", "10"), .init("rx", "5"))
            if pretes > 0 {
                rect(.class("fait"), .init("width", "\(pretes * 100 / max(1, total))%"), .init("height", "10"), .init("rx", "5"))
            }
        }
    }

    /// `Les engagements (5)`, for each section that lacks something.
    private var sections: [String] {
        guard let demande = page.demande.remplie?.demande else { return [] }
        return demande.formulaire.sections.compactMap { section in
            let nombre = demande.manquants(section).count
            return nombre == 0 ? nil : "\(section.titre.lowercased()) (\(nombre))"
        }
    }

    private var ecriture: HTML {
        Bouton.groupe {
            Bouton.acte(
                sontEcrites ? "Écrire à nouveau les pièces" : "Écrire les pièces",
                vers: Chemin.redaction(dossier.operationId, dossier.dossierId).link, jeton: page.jeton,
                sontEcrites ? .discret : repondu ? .principal : .second)
            if sontEcrites {
                a(.href(Chemin.zip(dossier.operationId, dossier.dossierId))) { "Tout télécharger (zip)" }
            } else {
                span(.class("petit", "doux")) { "Trousse les écrit d’après le plan du jour, en quelques secondes." }
            }
        }
    }

    @HTMLBuilder private var depot: HTML {
        if aFournir.isEmpty, sontEcrites, repondu, !attendAccord {
            p { "Le dossier est complet. Après le dépôt, l’équipement et les montants ne changent plus." }
            Bouton.groupe {
                Bouton.acte("Déposer le dossier", vers: Chemin.depot(dossier.operationId, dossier.dossierId).link, jeton: page.jeton)
            }
        } else {
            p { strong { "Avant de déposer" } }
            ul {
                for section in sections { li { text("répondez\u{A0}: \(section)") } }
                if attendAccord { li { text("attendez l’accord de \(page.demande.accord?.destinataire ?? "")") } }
                if !sontEcrites { li { "faites écrire les pièces par Trousse" } }
                for manque in aFournir { li { text("joignez la pièce \(manque.exigee.code), \(manque.exigee.nom.lowercased())") } }
            }
        }
    }
}
