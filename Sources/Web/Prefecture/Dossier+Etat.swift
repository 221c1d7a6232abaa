import HTML
import Model

/// How the state of a dossier is said to who instructs it: what the clock says counts more than the state's name.
struct EtatInstruction {
    let etiquette: Etiquette
    /// Beside it, quieter: the day, the reason.
    let precision: String?

    init(_ dossier: Dossier, le jour: LocalDate) {
        guard let completude = dossier.completude else {
            (etiquette, precision) = (Etiquette(dossier.etat.libelle, dossier.etat.ton), nil)
            return
        }
        switch completude {
        case .suspendueDepuis(let depuis):
            (etiquette, precision) = (Etiquette(dossier.etat.libelle, .attente), "délai suspendu depuis le \(depuis.french)")
        case .reputeLe(let terme) where terme <= jour:
            (etiquette, precision) = (Etiquette("Réputé complet", .attente), "depuis le \(terme.french)")
        case .reputeLe(let terme) where jour.days(to: terme) <= 30:
            (etiquette, precision) = (Etiquette(dossier.etat.libelle, .attente), "réputé complet \(jour.dans(terme))")
        case .reputeLe(let terme):
            (etiquette, precision) = (Etiquette(dossier.etat.libelle, dossier.etat.ton), "réputé complet le \(terme.french)")
        }
    }

    var html: HTML {
        group {
            etiquette.html
            if let precision { span(.class("motif")) { text(precision) } }
        }
    }
}

extension LocalDate {
    /// `dans 5 jours`, `demain`, `aujourd’hui`, `il y a 3 jours`
    func dans(_ terme: LocalDate) -> String {
        switch days(to: terme) {
        case 0: "aujourd’hui"
        case 1: "demain"
        case -1: "hier"
        case let jours where jours > 0: "dans \(jours)\u{A0}jours"
        case let jours: "il y a \(-jours)\u{A0}jours"
        }
    }
}
