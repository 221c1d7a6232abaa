import HTML
import Model
import Parcours
import Planner

/// The legal days of a dossier, those that came and those to come, each with what it opens and its article.
struct DatesPanneau {
    let instruit: DossierInstruit

    private struct Jour {
        let date: LocalDate
        let libelle: String
        var effet: String?
        var estPasse: Bool
    }

    var html: HTML {
        Panneau("Dates") {
            ol(.class("dates")) {
                for jour in jours {
                    li(.class(jour.estPasse ? nil : "a-venir")) {
                        time(.datetime(jour.date.description)) { text(jour.date.french) }
                        span {
                            strong { text(jour.libelle) }
                            if let effet = jour.effet { span(.class("motif")) { text(effet) } }
                        }
                    }
                }
            }
        }.html
    }

    private var jours: [Jour] { (faits + avenir).sorted { ($0.estPasse ? 0 : 1, $0.date) < ($1.estPasse ? 0 : 1, $1.date) } }

    private var faits: [Jour] {
        let dossier = instruit.dossier
        return [
            fait(dossier.deposeLe, "Dossier déposé"),
            fait(dossier.recuLe, "Demande reçue", "La commune peut commander depuis ce jour (CGCT, art.\u{A0}R.\u{A0}2334-24)."),
            fait(dossier.completLe, "Dossier complet", "CGCT, art.\u{A0}R.\u{A0}2334-23."),
            fait(dossier.decideLe, dossier.etat.estAccorde ? "Aide accordée" : "Décision prise"),
            fait(
                dossier.notifieLe, "Décision notifiée",
                dossier.luLe.map { "Lue par le demandeur le \(LocalDate($0).french)." }
                    ?? "Le demandeur ne l’a pas encore ouverte\u{A0}: le délai de recours court de ce qu’il a reçu."),
            fait(dossier.commenceLe, "Opération commencée"), fait(dossier.acheveLe, "Opération achevée"),
            fait(dossier.soldeLe, "Dossier soldé"),
        ].compactMap(\.self)
    }

    private func fait(_ date: LocalDate?, _ libelle: String, _ effet: String? = nil) -> Jour? {
        date.map { Jour(date: $0, libelle: libelle, effet: effet, estPasse: true) }
    }

    private var avenir: [Jour] {
        let calendrier = instruit.calendrier
        let dossier = instruit.dossier
        var jours: [Jour] = []
        if dossier.etat == .recu, case .reputeLe(let terme) = dossier.completude {
            jours.append(
                Jour(
                    date: terme, libelle: "Réputé complet", effet: "Sans réponse de votre part (CGCT, art.\u{A0}R.\u{A0}2334-23).",
                    estPasse: terme <= instruit.aujourdhui))
        }
        // R2334-25 is of the DETR and, by reference, of the DSIL.
        if !dossier.etat.estDecide, instruit.dispositif.sousPlafondEtat, let fin = calendrier.rejetImpliciteApres {
            jours.append(
                Jour(
                    date: fin, libelle: "Réputé rejeté après ce jour", effet: "Sans arrêté (CGCT, art.\u{A0}R.\u{A0}2334-25).",
                    estPasse: fin < instruit.aujourdhui))
        }
        guard dossier.etat.estAccorde else { return jours }
        if [.accepte, .notifie].contains(dossier.etat), let avant = calendrier.commencerAvant {
            jours.append(
                Jour(
                    date: avant, libelle: "Commencer avant", effet: delai("DELAY-1", prorogeable: calendrier.commencerAvantProroge),
                    estPasse: avant < instruit.aujourdhui))
        }
        if [.commence, .notifie, .accepte].contains(dossier.etat), let avant = calendrier.acheverAvant {
            jours.append(
                Jour(
                    date: avant, libelle: "Achever avant", effet: delai("DELAY-2", prorogeable: calendrier.acheverAvantProroge),
                    estPasse: avant < instruit.aujourdhui))
        }
        return jours
    }

    /// The rule in a sentence, its article, and how far the préfet may go.
    private func delai(_ code: String, prorogeable: LocalDate?) -> String? {
        guard let motif = instruit.calendrier.motifs.first(where: { $0.code == code }) else { return nil }
        let proroge = prorogeable.map { " Prorogeable jusqu’au \($0.french)." } ?? ""
        let texte = motif.texte.replacing("'", with: "’")
        return "\(texte.hasSuffix(".") ? String(texte.dropLast()) : texte) (\(motif.source)).\(proroge)"
    }
}
