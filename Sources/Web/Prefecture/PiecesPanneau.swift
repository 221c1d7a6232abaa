import HTML
import Model
import Parcours

/// What was joined, in the order of the arrêté du 23 décembre 2002, then the préfecture's own papers.
struct PiecesPanneau {
    let instruit: DossierInstruit
    let jeton: String

    /// What is asked of some projects only is listed when it is there: without it the deposit would have been refused.
    private var attendues: [PieceExigee] {
        instruit.exigees.filter { exigee in
            instruit.dispositif.pieces.contains(exigee.code)
                && (exigee.quand == .toujours || instruit.pieces.contains { $0.code == exigee.code })
        }
    }

    var html: HTML {
        Panneau("Pièces") {
            ul(.class("pieces")) {
                for exigee in attendues { li { piece(exigee) } }
                for autre in autres { li { fichier(autre, autre.nomFichier) } }
            }
            if !instruit.dossier.papiersManquants(instruit.pieces).isEmpty { manquants }
        }.html
    }

    private var manquants: HTML {
        Notice(.attention, "Un papier de la préfecture n’est pas écrit") {
            p { "L’acte est enregistré et vaut à sa date\u{A0}; son accusé ou son arrêté n’a pas pu être imprimé." }
            Bouton.acte(
                "Écrire ce qui manque", vers: Chemin.acteInstruction(instruit.dossier.dossierId, .papiers).link, jeton: jeton, .second)
        }.html
    }

    private var autres: [Piece] { instruit.pieces.filter { $0.nature != .piece } }

    private func piece(_ exigee: PieceExigee) -> HTML {
        let jointes = instruit.pieces.filter { $0.code == exigee.code }
        let titre = "\(exigee.code) \(exigee.nom)"
        if jointes.count == 1 { return fichier(jointes[0], titre) }
        return group {
            span { text(titre) }
            if jointes.isEmpty { Etiquette("Manque", .refus).html }
            for jointe in jointes { div(.class("fichier")) { fichier(jointe, jointe.nomFichier) } }
        }
    }

    private func fichier(_ piece: Piece, _ titre: String) -> HTML {
        group {
            a(.href(Chemin.piece(piece.pieceId))) { text(titre) }
            " "
            span(.class("doux", "petit")) { text("\(piece.format), \(piece.taille.octets)") }
        }
    }
}

extension Piece {
    fileprivate var format: String { typeMime.split(separator: "/").last.map { $0.uppercased() } ?? "" }
}

extension Int64 {
    /// `850 octets`, `42 Ko`, `1,2 Mo`
    fileprivate var octets: String {
        if self < 1000 { return "\(self)\u{A0}octets" }
        if self < 1_000_000 { return "\((self + 500) / 1000)\u{A0}Ko" }
        let dixiemes = (self + 50_000) / 100_000
        return "\(dixiemes / 10),\(dixiemes % 10)\u{A0}Mo"
    }
}
