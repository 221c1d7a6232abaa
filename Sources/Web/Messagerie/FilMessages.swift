import Foundation
import HTML
import Model
import Store

/// A thread of messages and the form that answers, as one of the two sides sees it.
struct FilMessages {
    let messages: [Message]
    let fichiers: [FichierMessage]
    let cote: Cote
    let action: Link
    let jeton: String
    var form = MessageForm()
    var erreurs = FormErrors()

    var html: HTML {
        group {
            if !messages.isEmpty { ol(.class("echanges")) { for message in messages { bulle(message) } } }
            Panneau(messages.isEmpty ? "Écrire" : "Répondre") { saisie }.html
        }
    }

    private func bulle(_ message: Message) -> HTML {
        li(.class(message.cote == cote ? "soi" : nil), .id("message-\(message.messageId)")) {
            p(.class("petit", "doux")) {
                strong { text(message.auteur) }
                text(message.cote == .prefecture ? ", préfecture, " : ", porteur, ")
                time(.datetime(ISO8601DateFormatter().string(from: message.envoyeLe))) { text(message.envoyeLe.enFrancais) }
            }
            p(.class("dit")) { text(message.texte) }
            jointes(message)
            p(.class("petit", "doux")) { etat(message) }
        }
    }

    private func jointes(_ message: Message) -> HTML {
        let siens = fichiers.filter { $0.messageId == message.messageId }
        guard !siens.isEmpty else { return .empty }
        return ul(.class("fichiers")) {
            for fichier in siens {
                li {
                    a(.href(CheminMessagerie.fichier(message.messageId, fichier.rang))) { text(fichier.nomFichier) }
                    span(.class("petit", "doux")) { text(" \(fichier.typeMime == "application/pdf" ? "PDF" : "image"), \(fichier.poids)") }
                }
            }
        }
    }

    @HTMLBuilder private func etat(_ message: Message) -> HTML {
        if message.attendReponse, message.messageId == attente { Etiquette("En attente de réponse", .attente).html; " " }
        if message.cote == cote {
            text(message.luLe.map { "Lu le \($0.enFrancais)" } ?? "Pas encore lu")
        } else if message.luLe == nil {
            Etiquette("Nouveau", .info).html
        }
    }

    /// The question that nobody answered yet.
    private var attente: ID<Message>? {
        guard let derniere = messages.last(where: \.attendReponse)?.messageId else { return nil }
        return messages.contains { $0.cote == .porteur && $0.messageId > derniere } ? nil : derniere
    }

    private var saisie: HTML {
        Formulaire(vers: action, jeton: jeton, fichiers: true) {
            Field(
                "texte", "Message", .textarea(lignes: 5), valeur: form.texte, erreurs: erreurs,
                aide: cote == .porteur
                    ? "La préfecture le lit dans son dossier et reçoit un courriel." : "Le porteur reçoit un courriel avec ce texte."
            ).html
            Field(
                "fichier", "Fichier", .file(accept: Self.types), erreurs: erreurs, aide: "PDF, PNG ou JPEG, 10\u{A0}Mo au plus.",
                requis: false
            )
            .html
            details(.open(MessageForm.champsFichiers.dropFirst().contains { erreurs[$0] != nil })) {
                summary { "Joindre d’autres fichiers" }
                for (rang, champ) in MessageForm.champsFichiers.enumerated().dropFirst() {
                    Field(champ, "Fichier \(rang + 1)", .file(accept: Self.types), erreurs: erreurs, requis: false).html
                }
            }
            if cote == .prefecture {
                Field(
                    "attend", "J’attends une réponse", .checkbox(valeur: "oui"), valeurs: form.attend ? ["oui"] : [],
                    aide: "Le dossier porte «\u{A0}En attente de réponse\u{A0}» jusqu’à ce que le porteur écrive.", requis: false
                ).html
            }
            Bouton.groupe { Bouton.envoyer("Envoyer le message") }
        }.html
    }

    private static let types = "application/pdf,image/png,image/jpeg"
}

extension FichierMessage {
    fileprivate var poids: String {
        taille < 1_048_576
            ? "\(max(1, (taille + 512) / 1_024))\u{A0}Ko" : "\(taille / 1_048_576),\(taille % 1_048_576 * 10 / 1_048_576)\u{A0}Mo"
    }
}

extension Date {
    /// `23/11/2026 à 14\u{A0}h\u{A0}05`, in Paris.
    var enFrancais: String {
        var calendrier = Calendar(identifier: .gregorian)
        calendrier.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        let (heure, minute) = (calendrier.component(.hour, from: self), calendrier.component(.minute, from: self))
        return "\(LocalDate(self).french) à \(heure)\u{A0}h\u{A0}\(minute < 10 ? "0" : "")\(minute)"
    }
}
