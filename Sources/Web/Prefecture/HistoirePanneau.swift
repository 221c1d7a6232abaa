import Foundation
import HTML
import Model

/// The life of the dossier in plain sentences, oldest first: a newcomer reads it and knows.
struct HistoirePanneau {
    let passages: [Passage]

    var html: HTML {
        Panneau("Histoire du dossier") {
            ol(.class("dates")) {
                for passage in passages {
                    li {
                        time(.datetime(passage.survenuLe.description)) { text(passage.survenuLe.french) }
                        span {
                            text(passage.phrase)
                            if !passage.motif.isEmpty { span(.class("motif")) { text("«\u{A0}\(passage.motif)\u{A0}»") } }
                            if let retard = passage.enregistrePlusTard { span(.class("motif")) { text("enregistré le \(retard.french)") } }
                        }
                    }
                }
            }
        }.html
    }
}

extension Passage {
    /// When it was known later than it happened.
    fileprivate var enregistrePlusTard: LocalDate? {
        let jour = LocalDate(enregistreLe)
        return jour > survenuLe ? jour : nil
    }
}
