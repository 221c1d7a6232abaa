public import Besoins
public import Model
public import Postgres
import Store
import Synchronization

extension CatalogueCourant {
    /// The questions and what may be bought, at the prices of `date`; nil before the first import. Read once a day and an import.
    public func assistant(prixDu date: LocalDate, in tx: Transaction) async throws -> (questionnaire: Questionnaire, offre: OffreAssistant)?
    {
        if let connue = questions.connue(le: date) { return connue }
        guard let questionnaire = try await Questionnaire.load(in: tx) else { return nil }
        let offre = OffreAssistant(kits: try await kits(prixDu: date, in: tx), articles: try await ArticleOffert.all(prixDu: date, in: tx))
        questions.garder((questionnaire, offre), le: date)
        return (questionnaire, offre)
    }
}

/// What is offered one day; another day begins again.
final class QuestionsDuJour: Sendable {
    private let kept = Mutex<(date: LocalDate, offre: (questionnaire: Questionnaire, offre: OffreAssistant))?>(nil)

    func connue(le date: LocalDate) -> (questionnaire: Questionnaire, offre: OffreAssistant)? {
        kept.withLock { $0?.date == date ? $0?.offre : nil }
    }
    func garder(_ offre: (questionnaire: Questionnaire, offre: OffreAssistant), le date: LocalDate) { kept.withLock { $0 = (date, offre) } }
}
