/// Where the delay of completeness stands. CGCT R2334-23: a dossier is réputé complet some months after its receipt (three:
/// parameter `complete.months`); a claim of pieces suspends the delay until they arrive.
public enum Completude: Sendable, Hashable {
    case reputeLe(LocalDate)
    case suspendueDepuis(LocalDate)

    /// - Parameters:
    ///   - recuLe: the legal day of receipt; nil before it, and the answer is nil.
    ///   - passages: of this dossier, in order; only the claims of correction and their answers count.
    public init?(recuLe: LocalDate?, passages: [Passage], _ parametres: Parametres) {
        guard let recuLe, let mois = parametres.integer("complete.months", en: recuLe) else { return nil }
        var terme = recuLe.adding(months: mois)
        var demande: LocalDate?
        for passage in passages {
            if passage.vers == .aCorriger {
                // Asked for once the delay has run out, it suspends nothing.
                demande = passage.survenuLe <= terme ? passage.survenuLe : nil
            } else if passage.de == .aCorriger, let since = demande {
                terme = terme.adding(days: max(0, since.days(to: passage.survenuLe)))
                demande = nil
            }
        }
        self = demande.map(Completude.suspendueDepuis) ?? .reputeLe(terme)
    }
}
