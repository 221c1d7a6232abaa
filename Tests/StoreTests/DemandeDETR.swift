import Model
import Postgres
import Store
import TestSupport

extension Scene {
    /// A DETR demand of 200 € on a base of 500 €, with every piece, deposited and received on that day.
    func demandeDETR(recue date: LocalDate) async throws -> ID<Dossier> {
        let brouillon = try await dossier(demandant: .euros(500))
        let (mairie, base) = (mairie, base)
        let id = try await base.app.write(as: mairie.identity) { tx in
            let projet: ID<Projet> = try await tx.value("select operation_id from financement.dossier where dossier_id = \(brouillon)")
            let id: ID<Dossier> = try await tx.value(
                """
                insert into financement.dossier (
                    operation_id, dispositif, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes
                ) values (\(projet), 'DETR', 50000, 50000, 20000) returning dossier_id
                """)
            for code in try await Dossier.piecesManquantes(id, in: tx) {
                _ = try await Piece.keep(Scene.piece(code, of: projet), by: mairie.agent, in: tx)
            }
            return id
        }
        try await repondre(id)
        try await base.app.write(as: mairie.identity) { tx in try await Dossier.passer(id, a: .depose, le: date, in: tx) }
        return id
    }
}
