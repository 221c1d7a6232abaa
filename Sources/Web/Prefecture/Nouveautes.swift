import Foundation
import HTML
import Model

/// What happened to a dossier since the agent last opened it; nothing on a first visit.
struct Nouveautes {
    let depuis: Date?
    let passages: [Passage]
    let pieces: [Piece]

    var html: HTML {
        guard let depuis else { return .empty }
        let (neufs, jointes) = (passages.filter { $0.enregistreLe > depuis }, pieces.filter { $0.deposeLe > depuis })
        guard !neufs.isEmpty || !jointes.isEmpty else { return .empty }
        return Notice(.conseil, "Depuis votre visite du \(LocalDate(depuis).french)") {
            ul {
                for passage in neufs {
                    li {
                        text("\(passage.survenuLe.french)\u{A0}: \(passage.phrase)")
                        if let auteur = passage.auteur { text(" (\(auteur))") }
                    }
                }
                for piece in jointes {
                    li {
                        text("Pièce jointe\u{A0}: ")
                        a(.href(Chemin.piece(piece.pieceId))) { text(piece.nomFichier) }
                    }
                }
            }
        }.html
    }
}
