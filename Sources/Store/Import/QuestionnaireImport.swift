import Model
import Postgres

extension Catalogue {
    /// The files are the whole truth of the questionnaire; without them there is none.
    func importQuestionnaire(in tx: Transaction) async throws -> Int {
        guard let questionnaire else { return try await tx.execute("delete from catalogue.questionnaire") }
        return try await tx.execute(
            """
            insert into catalogue.questionnaire as cible (contenu) values (\(JSONB(questionnaire)))
            on conflict (seul) do update set contenu = excluded.contenu where cible.contenu is distinct from excluded.contenu
            """)
    }
}
