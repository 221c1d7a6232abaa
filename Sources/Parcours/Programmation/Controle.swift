public import Model
public import Postgres
public import Store

/// Why a line of a simulation cannot become a decision, in the words of agents (ANCHORS A).
public struct BlocageLigne: Sendable, Hashable {
    public let regle: String
    public let message: String

    static let assiette = BlocageLigne(regle: "assiette_absente", message: "L’assiette subventionnable n’est pas définie.")
    static let montantAbsent = BlocageLigne(regle: "montant_absent", message: "Le montant accordé n’est pas défini.")
    static let montantTropGrand = BlocageLigne(regle: "montant_assiette", message: "Le montant accordé est supérieur à l’assiette.")
    static let incomplet = BlocageLigne(regle: "dossier_incomplet", message: "Le dossier n’est pas complet.")
    static let avisAttendu = BlocageLigne(regle: "avis_attendu", message: "L’avis demandé n’est pas rendu.")
    static let dejaDecide = BlocageLigne(regle: "deja_decide", message: "Le dossier est déjà décidé.")
    static let motivation = BlocageLigne(regle: "motivation", message: "La motivation est obligatoire pour un refus ou un classement.")
    static let enveloppe = BlocageLigne(regle: "enveloppe_disponible_insuffisant", message: "L’enveloppe ne suffit pas.")
    static func commission(_ seuil: Money) -> BlocageLigne {
        BlocageLigne(
            regle: "COM-3",
            message: "L’avis de la commission d’élus est obligatoire au-dessus de \(seuil.frenchEuros) (CGCT, art. L. 2334-37).")
    }
}

/// A simulation read before its lines become decisions.
public struct ControleProgrammation: Sendable {
    public let simulation: Simulation
    public let genre: Travail.Genre
    /// In the order in which they will be decided.
    public let possibles: [LigneSimulation]
    public let bloquees: [(ligne: LigneSimulation, blocage: BlocageLigne)]
    /// Neither accepted nor refused: nothing happens to them.
    public let enTraitement: Int

    public var total: Money { possibles.map(\.montantCentimes).sum() }
    public var acceptees: Int { possibles.count { $0.statut == .accepte } }
    /// By reason, the most frequent first.
    public var raisons: [(message: String, lignes: [LigneSimulation])] {
        Dictionary(grouping: bloquees, by: \.blocage.message).map { ($0.key, $0.value.map(\.ligne)) }
            .sorted { ($1.lignes.count, $0.message) < ($0.lignes.count, $1.message) }
    }
}

extension Parcours {
    /// What would be decided, and what would not and why. Nothing is written.
    public func controler(
        _ id: ID<Simulation>, _ genre: Travail.Genre, le date: LocalDate, in tx: Transaction
    ) async throws -> ControleProgrammation {
        guard let simulation = try await Simulation.find(id, in: tx) else { throw Refus.simulation }
        let lignes = try await LigneSimulation.toutes(of: id, in: tx)
        let seuil = try await referentiel(in: tx).parametres.money("detr.commission.avis_above", en: date)
        var (possibles, bloquees): ([LigneSimulation], [(LigneSimulation, BlocageLigne)]) = ([], [])
        var reste = simulation.disponibleCentimes
        for ligne in lignes where ligne.statut != .enTraitement {
            guard genre == .decisions || ligne.statut == .accepte else { continue }
            if let blocage = ligne.blocage(simulation.dispositif, seuil: seuil) {
                bloquees.append((ligne, blocage))
            } else if ligne.montantCentimes > reste {
                bloquees.append((ligne, .enveloppe))
            } else {
                reste -= ligne.montantCentimes
                possibles.append(ligne)
            }
        }
        return ControleProgrammation(
            simulation: simulation, genre: genre, possibles: possibles, bloquees: bloquees.map { (ligne: $0.0, blocage: $0.1) },
            enTraitement: lignes.count { $0.statut == .enTraitement })
    }
}

extension LigneSimulation {
    /// - Parameter seuil: above it, strictly, the commission gives its opinion (COM-3).
    func blocage(_ dispositif: String, seuil: Money?) -> BlocageLigne? {
        if etat.estDecide { return .dejaDecide }
        if !etat.attendDecision { return .incomplet }
        if etat == .avis { return .avisAttendu }
        guard statut == .accepte else { return motif.count < 3 ? .motivation : nil }
        guard let depenseCentimes else { return .assiette }
        if montantCentimes == .zero { return .montantAbsent }
        if montantCentimes > depenseCentimes { return .montantTropGrand }
        if dispositif == "DETR", let seuil, montantDemandeCentimes > seuil || montantCentimes > seuil, !avisRendu {
            return .commission(seuil)
        }
        return nil
    }
}
