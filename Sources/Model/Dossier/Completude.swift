/// Where the delay of completeness stands. CGCT R2334-23: a dossier is réputé complet some months after its receipt; a claim of pieces
/// suspends the delay until they arrive. The database keeps the day as the passages go (`financement.regler_horloge`).
public enum Completude: Sendable, Hashable {
    case reputeLe(LocalDate)
    case suspendueDepuis(LocalDate)
}

extension Dossier {
    /// nil once it is complete, before it is received, and when no rule says a delay.
    public var completude: Completude? {
        switch etat {
        case .recu: reputeLe.map(Completude.reputeLe)
        case .aCorriger: suspenduLe.map(Completude.suspendueDepuis) ?? reputeLe.map(Completude.reputeLe)
        default: nil
        }
    }
}
