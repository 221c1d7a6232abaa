import Model
import Parcours

/// What a préfecture does to one dossier beside finding it complete, asking for a correction and deciding: each passage of
/// `financement.transition` that is its own. The database has the last word.
enum ActeDossier: String, CaseIterable {
    case instruire, reprendre, notifier, achever, solder
    case caduc, relever, remettre, construction, rouvrir, annuler

    /// The states it leaves from.
    private var depuis: Set<EtatDossier> {
        switch self {
        case .instruire: [.complet]
        case .reprendre: [.avis]
        case .notifier: [.accepte, .refuse, .classeSansSuite]
        case .achever: [.commence]
        case .solder: [.acheve]
        case .caduc: [.accepte, .notifie]
        case .relever: [.caduc]
        case .remettre: [.programme, .accepte, .refuse, .classeSansSuite]
        case .construction: [.complet, .enInstruction]
        case .rouvrir: [.acheve]
        case .annuler: [.notifie, .commence]
        }
    }

    private var vers: EtatDossier {
        switch self {
        case .instruire, .reprendre, .remettre: .enInstruction
        case .notifier, .relever: .notifie
        case .achever: .acheve
        case .solder: .solde
        case .caduc: .caduc
        case .construction: .aCorriger
        case .rouvrir: .commence
        case .annuler: .annule
        }
    }

    /// Those of a dossier today, the one that is expected first.
    static func possibles(_ dossier: Dossier) -> [Self] {
        allCases.filter { $0.depuis.contains(dossier.etat) && ($0 != .notifier || dossier.notifieLe == nil) }
    }

    /// The step that the dossier waits for; the others are folded.
    var estAttendu: Bool { [.notifier, .achever, .solder, .reprendre].contains(self) }
    var exigeMotif: Bool { [.caduc, .relever, .remettre, .construction, .rouvrir, .annuler].contains(self) }
    /// It has a legal day of its own.
    var aUneDate: Bool { [.notifier, .achever, .solder].contains(self) }
    var estGrave: Bool { [.caduc, .annuler].contains(self) }

    var titre: String {
        switch self {
        case .instruire: "Passer en instruction"
        case .reprendre: "Reprendre l’instruction"
        case .notifier: "Notifier la décision"
        case .achever: "Constater l’achèvement"
        case .solder: "Solder le dossier"
        case .caduc: "Constater la caducité"
        case .relever: "Revenir sur la caducité"
        case .remettre: "Remettre en traitement"
        case .construction: "Repasser en construction"
        case .rouvrir: "Rouvrir l’opération"
        case .annuler: "Annuler la subvention"
        }
    }

    var effet: String {
        switch self {
        case .instruire: "Le porteur voit que son dossier est en cours d’examen."
        case .reprendre: "Les avis sont rendus, ou leur délai est passé."
        case .notifier:
            "Le demandeur lit la décision sur son dossier. Les délais pour commencer (CGCT, art.\u{A0}R.\u{A0}2334-28) et pour faire un recours courent de ce jour."
        case .achever: "L’opération est finie\u{A0}: il reste à payer le solde (CGCT, art.\u{A0}R.\u{A0}2334-30)."
        case .solder: "Tout est payé. Le dossier se ferme."
        case .caduc: "Rien n’a commencé dans le délai (CGCT, art.\u{A0}R.\u{A0}2334-28). Le montant engagé revient à l’enveloppe."
        case .relever: "La caducité a été constatée à tort. Le montant est engagé de nouveau."
        case .remettre: "La décision est reprise\u{A0}; son montant revient à l’enveloppe. Ce qui a été décidé reste dans l’histoire."
        case .construction: "Le dossier n’était pas complet\u{A0}: le porteur doit le corriger."
        case .rouvrir: "L’opération n’était pas achevée."
        case .annuler: "Le montant engagé revient à l’enveloppe."
        }
    }

    /// Said on the button of the date or of the motive.
    var bouton: String {
        switch self {
        case .notifier: "Notifier"
        case .achever: "Constater l’achèvement"
        default: titre
        }
    }

    func faire(_ id: ID<Dossier>, motif: String, par agent: ID<Agent>, le date: LocalDate, _ parcours: Parcours) async throws {
        switch self {
        case .notifier: try await parcours.notifier(id, par: agent, le: date)
        case .caduc: try await parcours.constaterCaducite(id, motif: motif, par: agent, le: date)
        default: try await parcours.avancer(id, a: vers, motif: motif, par: agent, le: date)
        }
    }
}

/// What is typed for one of them; its fields bear its name, since several forms stand on one page.
struct PassageForm {
    let acte: ActeDossier
    let date: String?
    let motif: String?

    init?(_ saisie: Saisie) {
        guard let acte = saisie["acte"].flatMap(ActeDossier.init) else { return nil }
        self.acte = acte
        (date, motif) = (saisie[Self.champDate(acte)], saisie[Self.champMotif(acte)])
    }

    static func champDate(_ acte: ActeDossier) -> String { "le_\(acte.rawValue)" }
    static func champMotif(_ acte: ActeDossier) -> String { "motif_\(acte.rawValue)" }

    func draft(auPlusTard aujourdhui: LocalDate) throws(FormErrors) -> (date: LocalDate, motif: String) {
        var erreurs = FormErrors()
        let jour = acte.aUneDate ? JourForm.lire(date, Self.champDate(acte), aujourdhui, &erreurs) : aujourdhui
        if acte.exigeMotif, (motif ?? "").count < 3 {
            erreurs.add(
                Self.champMotif(acte), "Écrivez le motif en une phrase\u{A0}: il reste dans l’histoire du dossier, et le demandeur le lit.")
        } else if let motif, motif.count > 2000 {
            erreurs.add(
                Self.champMotif(acte), "Le motif compte \(motif.count) caractères\u{A0}: gardez l’essentiel en 2\u{202F}000 au plus.")
        }
        guard let jour, erreurs.isEmpty else { throw erreurs }
        return (jour, motif ?? "")
    }
}
