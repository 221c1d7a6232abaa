import HTML
import Model

/// What the préfecture can do now: one clear next step, the rest folded under it.
struct ActesPanneau {
    let instruit: DossierInstruit
    let saisie: SaisieInstruction
    let erreurs: FormErrors
    let jeton: String

    private var dossier: Dossier { instruit.dossier }

    var html: HTML {
        Panneau(id: "instruire") {
            div { EtatInstruction(dossier, le: instruit.aujourdhui).html }
            if let accorde = dossier.montantAccordeCentimes {
                Montant.somme(
                    "Montant accordé", accorde,
                    precision:
                        "\(dossier.taux.french) de \((dossier.depenseRetenueCentimes ?? .zero).french) HT\u{A0}; \(dossier.montantDemandeCentimes.french) étaient sollicités"
                )
            } else {
                Montant.somme(
                    "Montant sollicité", dossier.montantDemandeCentimes,
                    precision: "\(dossier.taux.french) de \(dossier.depenseSubventionnableCentimes.french) HT")
            }
            etape
            AutresActesPanneau(dossier: dossier, saisie: saisie, erreurs: erreurs, aujourdhui: instruit.aujourdhui, jeton: jeton).html
        }.html
    }

    private var etape: HTML {
        switch dossier.etat {
        case .recu: completude
        case .aCorriger: attente
        case .complet, .enInstruction, .programme: AccordPanneau(instruit: instruit, saisie: saisie, erreurs: erreurs, jeton: jeton).html
        default: conclusion
        }
    }

    private var completude: HTML {
        group {
            hr()
            h2 { "Constater que le dossier est complet" }
            p(.class("petit")) { text(raisonCompletude) }
            if let disponible = instruit.disponible { reservation(disponible) }
            Formulaire(vers: Chemin.acteInstruction(dossier.dossierId, .completude).link, jeton: jeton) {
                Field("date", "Complet le", .date, valeur: saisie.completude?.date ?? jourComplet.description, erreurs: erreurs).html
                Bouton.groupe { Bouton.envoyer("Constater la complétude") }
            }.html
            hr()
            repli(.correction, "Demander une correction", "Le délai est suspendu jusqu’à la réponse du porteur.", "Demander la correction")
            repli(
                .classement, "Classer sans suite", "Le dossier est clos\u{A0}; le porteur peut en déposer un autre.", "Classer sans suite")
        }
    }

    private var raisonCompletude: String {
        switch dossier.completude {
        case .reputeLe(let terme) where terme <= instruit.aujourdhui:
            "Sans réponse de votre part, il est réputé complet depuis le \(terme.french) (CGCT, art.\u{A0}R.\u{A0}2334-23)."
        case .reputeLe(let terme):
            "Sans réponse de votre part, il sera réputé complet le \(terme.french), \(instruit.aujourdhui.dans(terme)) (CGCT, art.\u{A0}R.\u{A0}2334-23)."
        case .suspendueDepuis(let depuis): "Le délai est suspendu depuis le \(depuis.french)."
        case nil: "L’accusé de complétude est écrit aussitôt (CGCT, art.\u{A0}R.\u{A0}2334-23)."
        }
    }

    /// Silence already made it complete that day.
    private var jourComplet: LocalDate {
        if case .reputeLe(let terme) = dossier.completude, terme <= instruit.aujourdhui { return terme }
        return instruit.aujourdhui
    }

    private func reservation(_ disponible: Money) -> HTML {
        let demande = dossier.montantDemandeCentimes
        return disponible >= demande
            ? p(.class("petit")) { text("\(demande.french) seront réservés sur l’enveloppe, où \(disponible.french) sont disponibles.") }
            : Notice(.attention, "L’enveloppe ne suffit pas") {
                p { text("Il reste \(disponible.french) et le dossier demande \(demande.french). La réservation sera refusée.") }
            }.html
    }

    private var attente: HTML {
        Notice(.conseil, "Le porteur corrige son dossier") {
            p { text(instruit.passages.last { $0.vers == .aCorriger }?.motif ?? "") }
            p { "Vous serez de nouveau saisi quand il l’enverra\u{A0}; l’accusé d’enregistrement reste valable." }
        }.html
    }

    private var conclusion: HTML {
        let motif = instruit.passages.last { $0.vers == dossier.etat }?.motif ?? ""
        return group {
            switch dossier.etat {
            case .accepte, .notifie: p(.class("petit")) { "L’arrêté est écrit. La commune commande, puis vous informe du commencement." }
            case .commence: p(.class("petit")) { text("L’opération est commencée. \(motif)") }
            default: if !motif.isEmpty { p(.class("petit")) { text("Motif\u{A0}: \(motif)") } }
            }
            if let numero = dossier.numeroEj { p(.class("petit")) { text("Engagement juridique \(numero)") } }
        }
    }

    /// The sections of the form that was sent, then the pieces.
    private var objets: [Field.Choix] {
        (instruit.envoyee?.sections ?? []).map { .init("section:\($0.code)", $0.titre) }
            + instruit.exigees.filter { instruit.dispositif.pieces.contains($0.code) }.map {
                .init("piece:\($0.code)", "Pièce \($0.code), \($0.nom.lowercased())")
            }
    }

    private func repli(_ acte: MotifForm.Acte, _ titre: String, _ effet: String, _ bouton: String) -> HTML {
        MotifRepli(
            acte: acte, titre: titre, effet: effet, bouton: bouton, dossier: dossier.dossierId, motif: saisie.motif(acte),
            choisis: saisie.objets, erreurs: erreurs, jeton: jeton, objets: acte == .correction ? objets : []
        ).html
    }
}
