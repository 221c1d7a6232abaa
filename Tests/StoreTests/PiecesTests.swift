import Foundation
import Model
import Parcours
import Planner
import Postgres
import Store
import TestSupport
import Testing

@Suite("Les pièces en base", .postgresql, .freshDatabase)
struct PiecesTests {
    private func examen(_ antivirus: Piece.Antivirus) -> ExamenGarde {
        ExamenGarde(
            typeMime: "application/pdf", pages: 3, largeur: nil, hauteur: nil, estProtege: true, antivirus: antivirus, virus: nil,
            vignette: Data([0xFF, 0xD8, 0xFF]))
    }

    @Test("celles que SQL exige sont celles que le calcul exige, pour chaque dispositif et chaque projet")
    func exigees() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet()
        let base = scene.base
        let referentiel = try await base.app.read(as: .visiteur) { try await Referentiel.load(in: $0) }
        for (travaux, acquisition) in [(false, false), (true, false), (false, true), (true, true)] {
            let faits = FaitsPieces(travaux: travaux, acquisition: acquisition)
            try await base.app.write(as: scene.mairie.identity) { tx async throws in #expect(try await faits.declarer(projet, in: tx)) }
            try await base.app.read(as: scene.mairie.identity) { tx async throws in
                #expect(try await FaitsPieces.of(projet, in: tx) == faits)
                let connues = try await PieceExigee.all(in: tx)
                for dispositif in referentiel.dispositifs {
                    let sql = try await tx.value(
                        "select financement.pieces_exigees(\(dispositif.code), \(projet)::bigint) as codes", as: [String].self)
                    #expect(sql == Regles.pieces(connues, de: dispositif, faits).map(\.piece.code), "\(dispositif.code)")
                }
            }
        }
        let voisine = try await Acteur.mairie(departement: scene.departement)
        try await base.app.write(as: voisine.identity) { tx async throws in
            #expect(try await FaitsPieces(travaux: true).declarer(projet, in: tx) == false)
        }
    }

    @Test(
        "un fichier que l’antivirus n’a pas vu ne s’ouvre pour personne et ne compte pas ; son verdict le rend ou le condamne",
        arguments: [
            Piece.Antivirus.sain, .infecte,
        ])
    func antivirus(verdict: Piece.Antivirus) async throws {
        let scene = try await Scene()
        let dossier = try await scene.lire(try await scene.dossier(demandant: .euros(500)), par: scene.mairie)
        let (base, mairie) = (scene.base, scene.mairie)
        let octets = Data("%PDF-1.7 \(UUID())".utf8)
        let piece = try await base.app.write(as: mairie.identity) { tx async throws in
            for piece in try await Piece.all(of: dossier.operationId, in: tx) where piece.code == "1.4" {
                _ = try await Piece.remove(piece.pieceId, in: tx)
            }
            var draft = Scene.piece("1.4", of: dossier.operationId)
            (draft.octets, draft.dateDocument) = (octets, LocalDate(2026, 1, 5))
            let id = try await Piece.keep(draft, by: mairie.agent, in: tx)
            try await examen(.enAttente).noter(octets, in: tx)
            return id
        }
        func manquantes() async throws -> [String] {
            try await base.app.read(as: mairie.identity) { try await Dossier.piecesManquantes(dossier.dossierId, in: $0) }
        }
        for acteur in [mairie, scene.prefecture] {
            try await base.app.read(as: acteur.identity) { tx async throws in
                #expect(try await Piece.contenu(piece, in: tx) == nil)
                #expect(try await Piece.vignette(piece, in: tx) == nil)
            }
        }
        let gardee = try await base.app.read(as: mairie.identity) { tx async throws in
            #expect(try await Piece.antivirus(piece, in: tx) == .enAttente)
            #expect(try await Piece.enAttente(piece, in: tx) == octets)
            return try await Piece.all(of: dossier.operationId, in: tx).first { $0.pieceId == piece }
        }
        #expect(
            gardee?.pages == 3 && gardee?.estProtege == true && gardee?.dateDocument == LocalDate(2026, 1, 5) && gardee?.estLisible == false
        )
        #expect(try await manquantes() == ["1.4"])
        let voisine = try await Acteur.mairie(departement: scene.departement)
        try await base.app.write(as: voisine.identity) { tx async throws in
            #expect(try await Piece.enAttente(piece, in: tx) == nil)
            try await Piece.noterAntivirus(piece, verdict, virus: nil, in: tx)
        }
        #expect(try await manquantes() == ["1.4"], "une autre mairie ne répond pas à la place de l’antivirus")
        try await base.app.write(as: mairie.identity) { try await Piece.noterAntivirus(piece, verdict, virus: "Essai", in: $0) }
        try await base.app.read(as: mairie.identity) { tx async throws in
            #expect(try await (Piece.contenu(piece, in: tx)?.octets == octets) == (verdict == .sain))
            #expect(try await (Piece.vignette(piece, in: tx) != nil) == (verdict == .sain))
        }
        #expect(try await manquantes() == (verdict == .sain ? [] : ["1.4"]))
        // The same bytes again, without an antivirus that day: what was answered stays.
        try await base.app.write(as: mairie.identity) { try await examen(.sans).noter(octets, in: $0) }
        #expect(try await base.app.read(as: mairie.identity) { try await Piece.antivirus(piece, in: $0) } == verdict)
    }

    @Test("les octets partent avec la dernière pièce qui les montre, pas avant")
    func purge() async throws {
        let scene = try await Scene()
        let projets = [try await scene.projet(), try await scene.projet()]
        let (base, mairie, octets) = (scene.base, scene.mairie, Data("%PDF-1.7 \(UUID())".utf8))
        var pieces: [ID<Piece>] = []
        for projet in projets {
            pieces.append(
                try await base.app.write(as: mairie.identity) { tx async throws in
                    var draft = Scene.piece("1.4", of: projet)
                    draft.octets = octets
                    let id = try await Piece.keep(draft, by: mairie.agent, in: tx)
                    try await examen(.sain).noter(octets, in: tx)
                    return id
                })
        }
        for (rang, piece) in pieces.enumerated() {
            _ = try await base.app.write(as: mairie.identity) { try await Piece.remove(piece, in: $0) }
            let restent = try await base.owner.read(as: .systeme("essais")) { tx async throws in
                try await tx.value(
                    """
                    select (select count(*) from financement.contenu where sha256 = encode(sha256(\(octets)::bytea), 'hex'))
                        + (select count(*) from financement.examen where sha256 = encode(sha256(\(octets)::bytea), 'hex'))
                    """, as: Int.self)
            }
            #expect(restent == (rang == 0 ? 2 : 0))
        }
    }
}
