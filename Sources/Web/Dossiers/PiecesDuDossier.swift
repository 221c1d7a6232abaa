import Foundation
import HTML
import Model
import Planner

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
        div(.class("fichier-joint")) {
            if piece.pages != nil, piece.estLisible {
                // The link beside it says the same: the picture is for the eye.
                img(.src(Chemin.vignette(piece.pieceId).link), .alt(""), .init("width", "60"), .init("loading", "lazy"))
            }
            div {
                if piece.estLisible {
                    a(.href(Chemin.piece(piece.pieceId))) {
                        text(piece.origine == .generee ? "Relire" : "Ouvrir")
                        span(.class("invisible")) { text(" \(piece.nomFichier)") }
                    }
                } else {
                    text(piece.nomFichier)
                }
                span(.class("petit", "doux")) { text(" \(piece.resume)") }
                for remarque in remarques(piece) { span(.class("motif")) { text(remarque) } }
                if modifiable, piece.origine == .deposee {
                    " "
                    Bouton.acte(
                        "Retirer", vers: Chemin.retraitPiece(piece.pieceId).link, jeton: page.jeton, .discret,
                        champs: [("dossier", "\(page.dossier.dossierId)")])
                }
            }
        }
    }

    /// What to look at before the deposit; nothing here refuses.
    private func remarques(_ piece: Piece) -> [String] {
        switch piece.antivirus {
        case .enAttente: return ["L’antivirus ne répond pas encore\u{A0}: la pièce s’ouvrira, et comptera, quand il aura répondu."]
        case .infecte: return ["L’antivirus y a trouvé un virus\u{A0}: retirez-la et joignez un autre fichier."]
        case .sain, .sans, nil: break
        }
        let exigee = page.exigees.first { $0.code == piece.code }
        var phrases = Regles.dates(piece, exigee, page.pieces, le: page.aujourdhui).map(\.texte)
        if piece.estProtege == true {
            phrases.append("Ce PDF interdit les modifications\u{A0}: la préfecture pourra le lire, pas l’annoter.")
        }
        return phrases
    }
}

/// What the mairie says of its project, for the list to be the right one (arrêté du 23 décembre 2002, 2.1 et 2.2).
struct FaitsDesPieces {
    let page: DossierPage
    let faits: FaitsPieces

    var html: HTML {
        Formulaire(vers: Chemin.faitsPieces(page.projet.operationId, page.dossier.dossierId).link, jeton: page.jeton) {
            Field(
                "faits", "Ce projet comprend aussi",
                .checkboxes([
                    .init("travaux", "des travaux ou l’aménagement d’une salle"),
                    .init("acquisition", "l’achat d’un terrain ou d’un bâtiment"),
                ]),
                valeurs: (faits.travaux ? ["travaux"] : []) + (faits.acquisition ? ["acquisition"] : []), erreurs: page.erreurs,
                aide: "La liste des pièces change selon votre réponse.", requis: false
            ).html
            Bouton.groupe { Bouton.envoyer("Mettre la liste à jour", .discret) }
        }.html
    }
}

/// Joins a piece that the mairie brings: a quotation, a signed délibération.
struct AjoutPiece {
    let page: DossierPage
    let rang: Bouton.Rang

    var html: HTML {
        Formulaire(vers: Chemin.piecesDe(page.projet.operationId, page.dossier.dossierId).link, jeton: page.jeton, fichiers: true) {
            Field("code", "Pièce", .select(choix), valeur: page.piece?.code ?? choix.first?.valeur, erreurs: page.erreurs).html
            Field(
                "fichier", "Fichier", .file(accept: "application/pdf,image/png,image/jpeg"), erreurs: page.erreurs,
                aide: "PDF, PNG ou JPEG, 20\u{A0}Mo au plus. Un devis joint n’est pas un devis signé\u{A0}: ne le signez pas."
            ).html
            Field(
                "date_document", "Date du document", .date, valeur: page.piece?.date, erreurs: page.erreurs,
                aide: "Celle du devis, ou du vote de la délibération\u{A0}: Trousse vous prévient si elle pose une question.", requis: false
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
    /// `PDF, 3 pages, 1,2 Mo, du 3 mars 2026`
    var resume: String {
        let pages = pages.map { $0 == 1 ? "1\u{A0}page" : "\($0)\u{A0}pages" }
        return [typeLisible, typeMime == "application/pdf" ? pages : nil, tailleLisible, dateDocument.map { "du \($0.french)" }]
            .compactMap(\.self).joined(separator: ", ")
    }

    var typeLisible: String { typeMime == "application/pdf" ? "PDF" : "image" }

    /// `38 Ko`, `1,2 Mo`
    var tailleLisible: String {
        if taille < 1024 * 1024 { return "\(max(1, (taille + 512) / 1024))\u{A0}Ko" }
        let dixiemes = (taille * 10 + 524_288) / 1_048_576
        return "\(dixiemes / 10),\(dixiemes % 10)\u{A0}Mo"
    }
}
