import Foundation
import HTML
import Model

/// The pieces that the préfecture asks, under its names, each with its state and its files.
struct PiecesDuDossier {
    let page: DossierPage
    /// May files be taken back?
    let modifiable: Bool

    var html: HTML {
        DataTable(
            legende: "Pièces du dossier",
            colonnes: [.init("Pièce", .nom), .init("État", .etat), .init("Fichier", .action)], lignes: page.liste.map(ligne)
        ).html
    }

    private func ligne(_ attendue: PieceAttendue) -> [HTML] {
        [
            group {
                text("\(attendue.exigee.code) \(attendue.exigee.nom)")
                span(.class("motif")) { text(attendue.exigee.description) }
            },
            attendue.etat.html,
            ul(.class("fichiers")) { for fichier in attendue.fichiers { li { self.fichier(fichier) } } },
        ]
    }

    private func fichier(_ piece: Piece) -> HTML {
        group {
            a(.href(Chemin.piece(piece.pieceId))) {
                text(piece.origine == .generee ? "Relire" : "Ouvrir")
                span(.class("invisible")) { text(" \(piece.nomFichier)") }
            }
            span(.class("petit", "doux")) { text(" \(piece.typeLisible), \(piece.tailleLisible)") }
            if modifiable, piece.origine == .deposee {
                " "
                Bouton.acte(
                    "Retirer", vers: Chemin.retraitPiece(piece.pieceId).link, jeton: page.jeton, .discret,
                    champs: [("dossier", "\(page.dossier.dossierId)")])
            }
        }
    }
}

/// Joins a piece that the mairie brings: a quotation, a signed délibération.
struct AjoutPiece {
    let page: DossierPage
    let rang: Bouton.Rang

    var html: HTML {
        Formulaire(vers: Chemin.piecesDe(page.projet.operationId, page.dossier.dossierId).link, jeton: page.jeton, fichiers: true) {
            Field("code", "Pièce", .select(choix), valeur: page.code ?? choix.first?.valeur, erreurs: page.erreurs).html
            Field(
                "fichier", "Fichier", .file(accept: "application/pdf,image/png,image/jpeg"), erreurs: page.erreurs,
                aide: "PDF, PNG ou JPEG, 10\u{A0}Mo au plus. Un devis joint n’est pas un devis signé\u{A0}: ne le signez pas."
            ).html
            Bouton.groupe { Bouton.envoyer("Joindre la pièce", rang) }
        }.html
    }

    /// What is missing first, then what may be replaced by a signed version.
    private var choix: [Field.Choix] {
        let ordre = page.liste.sorted { ($0.rang, $0.exigee.code) < ($1.rang, $1.exigee.code) }
        return ordre.map { attendue in
            .init(attendue.exigee.code, "\(attendue.exigee.code) \(attendue.exigee.nom)\(attendue.exigee.seSigne ? " (signée)" : "")")
        }
    }
}

extension PieceAttendue {
    fileprivate var rang: Int { fichiers.isEmpty && !exigee.generee ? 0 : exigee.seSigne ? 1 : 2 }
}

extension Piece {
    var typeLisible: String { typeMime == "application/pdf" ? "PDF" : "image" }

    /// `38 Ko`, `1,2 Mo`
    var tailleLisible: String {
        if taille < 1024 * 1024 { return "\(max(1, (taille + 512) / 1024))\u{A0}Ko" }
        let dixiemes = (taille * 10 + 524_288) / 1_048_576
        return "\(dixiemes / 10),\(dixiemes % 10)\u{A0}Mo"
    }
}
