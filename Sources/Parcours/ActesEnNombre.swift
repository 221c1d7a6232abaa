public import Model
import Postgres
import Store

/// What the law lets a préfecture do to several dossiers at once: nothing that needs a motive or an amount of its own.
public enum ActeEnNombre: String, Sendable, Hashable, CaseIterable {
    case constaterComplet = "completude"
    case instruire = "instruction"
    case demanderAvis = "avis"

    public var vers: EtatDossier {
        switch self {
        case .constaterComplet: .complet
        case .instruire: .enInstruction
        case .demanderAvis: .avis
        }
    }

    fileprivate var depuis: Set<EtatDossier> {
        switch self {
        case .constaterComplet: [.recu]
        case .instruire: [.complet, .avis]
        case .demanderAvis: [.complet, .enInstruction]
        }
    }
}

/// What would be done, and what would not, each with its reason.
public struct ControleEnNombre: Sendable {
    public let acte: ActeEnNombre
    public let possibles: [Dossier]
    public let bloques: [(dossier: Dossier, raison: String)]
}

extension ActeEnNombre {
    /// Says beforehand what the database would refuse: states, and what is left in the envelopes, taken in the order of deposit.
    /// - Parameter enveloppes: of the exercices of these dossiers.
    public func controler(_ dossiers: [Dossier], enveloppes: [EnveloppeDepartement]) -> ControleEnNombre {
        var restes = Dictionary(
            enveloppes.filter { $0.reserveDes == .complet }.map { (Poche($0.dispositif, $0.exercice), $0.disponible) },
            uniquingKeysWith: { premier, _ in premier })
        var (possibles, bloques) = ([Dossier](), [(dossier: Dossier, raison: String)]())
        for dossier in dossiers.sorted(by: {
            ($0.deposeLe?.description ?? "", $0.dossierId) < ($1.deposeLe?.description ?? "", $1.dossierId)
        }) {
            let poche = Poche(dossier.dispositif, dossier.exercice)
            if let raison = raison(dossier, reste: restes[poche]) {
                bloques.append((dossier, raison))
            } else {
                possibles.append(dossier)
                if self == .constaterComplet { restes[poche]? -= dossier.montantDemandeCentimes }
            }
        }
        return ControleEnNombre(acte: self, possibles: possibles, bloques: bloques)
    }

    private struct Poche: Hashable {
        let dispositif: String
        let exercice: Int
        init(_ dispositif: String, _ exercice: Int) { (self.dispositif, self.exercice) = (dispositif, exercice) }
    }

    private func raison(_ dossier: Dossier, reste: Money?) -> String? {
        guard depuis.contains(dossier.etat) else {
            if dossier.etat == vers { return "Il l’est déjà." }
            if dossier.etat == .aCorriger { return "Le porteur n’a pas encore répondu à la demande de correction." }
            return "Son statut est «\u{A0}\(dossier.etat.libelle)\u{A0}»."
        }
        guard self == .constaterComplet, let reste, reste < dossier.montantDemandeCentimes else { return nil }
        return
            "L’enveloppe \(dossier.dispositifNomCourt) \(dossier.exercice) ne suffit pas\u{A0}: le montant sollicité ne peut pas y être réservé."
    }
}

extension Parcours {
    /// Does it to each, one transaction a dossier: what one cannot do does not undo the others. The receipts of completeness are written
    /// after, a few while the page waits, the rest aside; the page of a dossier writes one that lacks.
    /// - Returns: those that could not, with the sentence of the database.
    public func faire(
        _ acte: ActeEnNombre, _ dossiers: [Dossier], par agent: ID<Agent>, le date: LocalDate
    ) async throws -> [(dossier: Dossier, raison: String)] {
        var (faits, refuses) = ([ID<Dossier>](), [(dossier: Dossier, raison: String)]())
        for dossier in dossiers {
            do {
                // Silence already made it complete that day (R2334-23).
                let jour = acte == .constaterComplet ? min(date, dossier.reputeLe ?? date) : date
                try await avancer(dossier.dossierId, a: acte.vers, par: agent, le: jour)
                faits.append(dossier.dossierId)
            } catch let refus as Refus {
                refuses.append((dossier, refus.description))
            }
        }
        guard acte == .constaterComplet else { return refuses }
        let (vite, lents) = (faits.prefix(10), Array(faits.dropFirst(10)))
        for id in vite { try? await ecrirePapiers(id, par: agent) }
        if !lents.isEmpty { Task.detached(priority: .background) { for id in lents { try? await ecrirePapiers(id, par: agent) } } }
        return refuses
    }
}
