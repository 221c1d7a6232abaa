import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

/// What was typed about a call.
struct AppelForm {
    let date: String?
    let sens: String?
    let interlocuteur: String?
    let propos: String?
    let suite: String?

    init() { (date, sens, interlocuteur, propos, suite) = (nil, nil, nil, nil, nil) }
    init(_ saisie: Saisie) {
        (date, sens, interlocuteur) = (saisie["appele_le"], saisie["sens"], saisie["interlocuteur"])
        (propos, suite) = (saisie["propos"], saisie["suite"])
    }

    func draft(auPlusTard aujourdhui: LocalDate) throws(FormErrors) -> Appel.Draft {
        var erreurs = FormErrors()
        let jour = JourForm.lire(date, "appele_le", aujourdhui, &erreurs)
        if let erreur = MessageForm.erreur(interlocuteur, min: 2, max: 200, quoi: "le nom de votre interlocuteur") {
            erreurs.add("interlocuteur", erreur)
        }
        if let erreur = MessageForm.erreur(propos, min: 2, max: 5_000, quoi: "ce qui s’est dit") { erreurs.add("propos", erreur) }
        if let suite, let erreur = MessageForm.erreur(suite, min: 2, max: 500, quoi: "la suite en quelques mots") {
            erreurs.add("suite", erreur)
        }
        guard let jour, let interlocuteur, let propos, erreurs.isEmpty else { throw erreurs }
        return Appel.Draft(
            appeleLe: jour, sens: sens.flatMap(Appel.Sens.init) ?? .recu, interlocuteur: interlocuteur, propos: propos, suite: suite)
    }
}

/// The préfecture's own memory of a dossier: notes and telephone.
struct NotesPage {
    let dossier: ID<Dossier>
    let notes: [NoteInterne]
    let appels: [Appel]
    let jeton: String
    let aujourdhui: LocalDate
    var note: String?
    var appel = AppelForm()
    var erreurs = FormErrors()

    var html: HTML {
        group {
            p(.class("doux")) { "Le porteur ne lit jamais cette page." }
            div(.class("deux")) {
                div(.class("pile")) { panneauNotes }
                div(.class("pile")) { panneauAppels }
            }
        }
    }

    private var panneauNotes: HTML {
        Panneau("Notes") {
            Formulaire(vers: CheminMessagerie.notes(dossier).link, jeton: jeton) {
                Field("note", "Nouvelle note", .textarea(lignes: 4), valeur: note, erreurs: erreurs).html
                Bouton.groupe { Bouton.envoyer("Garder la note") }
            }.html
            ol(.class("echanges")) {
                for note in notes {
                    li {
                        p(.class("petit", "doux")) {
                            strong { text(note.auteur) }
                            text(", \(note.ecriteLe.enFrancais)")
                        }
                        p(.class("dit")) { text(note.texte) }
                    }
                }
            }
        }.html
    }

    private var panneauAppels: HTML {
        Panneau("Appels") {
            Formulaire(vers: CheminMessagerie.appels(dossier).link, jeton: jeton) {
                Field(
                    "appele_le", "Date", .date, valeur: appel.date ?? aujourdhui.description, erreurs: erreurs
                ).html
                Field("sens", "Appel", .radios([.init("recu", "Reçu"), .init("emis", "Passé")]), valeur: appel.sens ?? "recu").html
                Field("interlocuteur", "Avec", valeur: appel.interlocuteur, erreurs: erreurs, longueur: 200).html
                Field("propos", "Ce qui s’est dit", .textarea(lignes: 3), valeur: appel.propos, erreurs: erreurs).html
                Field("suite", "Suite à donner", valeur: appel.suite, erreurs: erreurs, requis: false, longueur: 500).html
                Bouton.groupe { Bouton.envoyer("Noter l’appel", .second) }
            }.html
            ol(.class("echanges")) {
                for appel in appels {
                    li {
                        p(.class("petit", "doux")) {
                            strong { text("\(appel.sens == .recu ? "Reçu de" : "Passé à") \(appel.interlocuteur)") }
                            text(", le \(appel.appeleLe.french), noté par \(appel.auteur)")
                        }
                        p(.class("dit")) { text(appel.propos) }
                        if let suite = appel.suite {
                            p {
                                strong { "Suite\u{A0}: " }
                                text(suite)
                            }
                        }
                    }
                }
            }
        }.html
    }
}

extension Site {
    func notes(_ group: RouterGroup<InstructeurContext>) {
        group.get("dossiers/:id/notes") { try await self.notesPage($0, $1) }
        group.post("dossiers/:id/notes", use: noter)
        group.post("dossiers/:id/appels", use: noterAppel)
    }

    @Sendable private func noter(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let dossier = try await dossierVu(context)
        let note = context.site.saisie["note"]
        if let erreur = MessageForm.erreur(note, min: 2, max: 5_000, quoi: "la note") {
            return try await notesPage(request, context, note: note, erreurs: FormErrors("note", erreur))
        }
        try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
            try await NoteInterne.ecrire(note ?? "", on: dossier.dossierId, by: context.agent.agentId, in: tx)
        }
        return .vers(lien: CheminMessagerie.notes(dossier.dossierId).link, flash: .noteGardee)
    }

    @Sendable private func noterAppel(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let dossier = try await dossierVu(context)
        let form = AppelForm(context.site.saisie)
        do {
            let draft = try form.draft(auPlusTard: aujourdhui)
            try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                try await Appel.noter(draft, on: dossier.dossierId, by: context.agent.agentId, in: tx)
            }
            return .vers(lien: CheminMessagerie.notes(dossier.dossierId).link, flash: .appelNote)
        } catch let erreurs as FormErrors { return try await notesPage(request, context, appel: form, erreurs: erreurs) }
    }

    private func notesPage(
        _ request: Request, _ context: InstructeurContext, note: String? = nil, appel: AppelForm = .init(), erreurs: FormErrors = .init()
    ) async throws -> Response {
        let dossier = try await dossierVu(context)
        let (notes, appels) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            (try await NoteInterne.all(of: dossier.dossierId, in: tx), try await Appel.all(of: dossier.dossierId, in: tx))
        }
        return pageInstruite(context, request, dossier, "Notes et appels", .notes, erreurs) {
            NotesPage(
                dossier: dossier.dossierId, notes: notes, appels: appels, jeton: context.site.jeton, aujourdhui: aujourdhui, note: note,
                appel: appel, erreurs: erreurs
            ).html
        }
    }
}
