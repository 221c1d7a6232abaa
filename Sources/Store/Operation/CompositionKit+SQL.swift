public import Model
public import Postgres

extension LigneProjet {
    /// Brings the lines of a kit that was just added to what was made of it: base lines left out, others given to an article of the same
    /// fonction, with `motif` for reason. What the composition names and the kit does not hold changes nothing.
    public static func composer(
        kit code: String, _ composition: CompositionKit, motif: String, prixDu date: LocalDate, of operation: ID<Projet>, in tx: Transaction
    ) async throws {
        if !composition.sans.isEmpty {
            try await tx.execute(
                """
                delete from operation.ligne
                where operation_id = \(operation) and kit_code = \(code) and not est_option
                    and article_code = any (\(composition.sans.sorted())::text[])
                """)
        }
        for (ancien, neuf) in composition.echanges.sorted(by: { $0.key < $1.key }) where !composition.sans.contains(ancien) {
            let ligne: LigneDuKit? = try await tx.first(
                """
                select ligne_id from operation.ligne
                where operation_id = \(operation) and kit_code = \(code) and article_code = \(ancien) and not est_option
                """)
            guard let ligne else { continue }
            _ = try await remplacer(ligne.ligneId, par: neuf, motif: motif, prixDu: date, of: operation, in: tx)
        }
    }

    private struct LigneDuKit: Decodable, Sendable {
        let ligneId: ID<LigneProjet>
    }
}
