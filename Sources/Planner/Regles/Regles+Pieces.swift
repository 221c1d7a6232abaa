public import Model

extension Regles {
    /// PIECE-1.1 to PIECE-2.2 — arrêté du 23 décembre 2002 (NOR INTB0200686A), art. 1: the pieces that a dossier must hold, in the order of
    /// the form, each with its reason. `financement.pieces_exigees` says the same to whoever deposits without these pages.
    /// - Parameters:
    ///   - connues: every piece of `Catalog/pieces`.
    ///   - faits: what the porteur says of its project.
    public static func pieces(_ connues: [PieceExigee], de dispositif: Dispositif, _ faits: FaitsPieces) -> [(
        piece: PieceExigee, motif: Motif
    )] {
        connues.filter { dispositif.pieces.contains($0.code) && $0.estExigee(faits) }.sorted { $0.code < $1.code }.map { piece in
            let pourquoi = raisons[piece.code] ?? "Pièce de toute demande."
            return (piece, Motif("PIECE-\(piece.code)", piece.source, pourquoi, ["piece": piece.code, "quand": piece.quand.rawValue]))
        }
    }

    /// AGE-PIECE, ORDRE-PIECE — usages of préfectures, no text: what the days that papers bear make one ask. Nothing here refuses.
    /// - Parameters:
    ///   - toutes: the files of the operation: a vote is compared with the quotations it adopts.
    public static func dates(_ piece: Piece, _ exigee: PieceExigee?, _ toutes: [Piece], le jour: LocalDate) -> [Motif] {
        guard let date = piece.dateDocument else { return [] }
        var motifs: [Motif] = []
        if let mois = exigee?.perimeeMois, date.adding(months: mois) < jour {
            motifs.append(
                Motif(
                    "AGE-PIECE", usage,
                    "Ce document a plus de \(mois) mois : demandez-en un plus récent, ou vérifiez que ses prix valent toujours.",
                    ["date": date.description, "mois": String(mois)]))
        }
        let devis = toutes.filter { $0.code == "1.4" && $0.origine == .deposee }.compactMap(\.dateDocument).max()
        if piece.code == "1.2", let devis, date < devis {
            motifs.append(
                Motif(
                    "ORDRE-PIECE", usage,
                    "Le vote est antérieur au devis du \(devis.french) : vérifiez que le conseil a bien adopté ces montants.",
                    ["deliberation": date.description, "devis": devis.description]))
        }
        return motifs
    }

    private static let usage = "Usage de préfectures"

    private static let raisons = [
        "2.1": "Demandée parce que le projet comprend un achat immobilier.",
        "2.2": "Demandée parce que le projet comprend des travaux.",
    ]
}

extension PieceExigee {
    fileprivate func estExigee(_ faits: FaitsPieces) -> Bool {
        switch quand {
        case .toujours: true
        case .travaux: faits.travaux
        case .acquisition: faits.acquisition
        }
    }
}
