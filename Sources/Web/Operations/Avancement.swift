import HTML
import Model

/// Where an operation stands on its way from choosing to ordering, and the one thing to do next.
struct Avancement: Sendable {
    let operation: ID<Projet>
    /// No equipment has been chosen yet.
    let estVide: Bool
    let sansAide: Bool
    let dossiers: [Dossier]
    let commande: Commande?

    init(_ projet: Projet, estVide: Bool, dossiers: [Dossier], commande: Commande?) {
        // A dossier that is there asks an aid, whatever was said before.
        (operation, sansAide) = (projet.operationId, projet.sansAide && dossiers.isEmpty)
        (self.estVide, self.commande) = (estVide, commande)
        self.dossiers = dossiers.sorted { $0.dossierId < $1.dossierId }
    }

    /// Title, object and equipment no longer move: a dossier is deposited, or the order is passed.
    var estFige: Bool { commande != nil || dossiers.contains { $0.etat != .brouillon } }

    /// The step where it stands.
    var atteinte: Stepper.Etape {
        if commande != nil || sansAide { return .commande }
        if dossiers.contains(where: { $0.etat == .brouillon || $0.etat == .aCorriger }) { return .dossier }
        if dossiers.contains(where: { !$0.etat.estDecide }) { return .decision }
        if !dossiers.isEmpty { return .commande }
        return estVide ? .equipement : .financement
    }

    /// The way, and the dates beside it as soon as there are some.
    func stepper(_ courante: Stepper.Etape) -> HTML {
        group {
            Stepper(courante: courante, atteinte: atteinte, liens: liens).html
            if !dossiers.isEmpty || commande != nil {
                p(.class("petit")) { a(.href(Chemin.calendrier(operation))) { "Le calendrier du projet" } }
            }
        }
    }

    private var liens: [Stepper.Etape: Link] {
        var liens: [Stepper.Etape: Link] = [.equipement: Chemin.operation(operation).link]
        if !estVide { liens[.financement] = Chemin.plan(operation).link }
        if let premier = dossiers.first { liens[.dossier] = Chemin.dossier(operation, premier.dossierId).link }
        if let depose = dossiers.first(where: { $0.etat != .brouillon }) {
            liens[.decision] = Chemin.dossier(operation, depose.dossierId).link
        }
        if !dossiers.isEmpty || sansAide { liens[.commande] = Chemin.commandes(operation).link }
        return liens
    }

    /// What waits for her: where to go, in the words of the button.
    var prochaine: (libelle: String, vers: Chemin)? {
        if let commande { return ("Voir la commande", .commande(operation, commande.commandeId)) }
        if sansAide { return ("Commander", .commandes(operation)) }
        if let dossier = dossiers.first(where: { $0.etat == .aCorriger }) {
            return ("Corriger le dossier \(dossier.nomCourt)", .dossier(operation, dossier.dossierId))
        }
        if let dossier = dossiers.first(where: { $0.etat == .brouillon }) {
            return ("Compléter le dossier \(dossier.nomCourt)", .dossier(operation, dossier.dossierId))
        }
        if case .depuis = droitDeCommander { return ("Commander", .commandes(operation)) }
        if !dossiers.isEmpty { return nil }
        return estVide ? ("Choisir un kit", .catalogue()) : ("Voir qui paie", .plan(operation))
    }
}

/// May the order be passed? The database decides (R2334-24, START-NEW); the page says the same beforehand.
enum DroitDeCommander: Sendable, Equatable {
    case sansAide
    case avantDepot
    /// Some dossier is still a draft, or its receipt has not come: their short names.
    case avantAccuse(aDeposer: [String], attendus: [String])
    case depuis(LocalDate)
    /// Every aid was refused: nothing holds the order back, nobody pays but the commune.
    case aideRefusee
}

extension Avancement {
    var droitDeCommander: DroitDeCommander {
        if sansAide { return .sansAide }
        guard !dossiers.isEmpty else { return .avantDepot }
        let actifs = dossiers.filter { !$0.etat.estSansSuite }
        let sansAccuse = actifs.filter { $0.recuLe == nil }
        guard sansAccuse.isEmpty else {
            return .avantAccuse(
                aDeposer: sansAccuse.filter { $0.etat == .brouillon }.map(\.nomCourt),
                attendus: sansAccuse.filter { $0.etat != .brouillon }.map(\.nomCourt))
        }
        return actifs.compactMap(\.recuLe).max().map(DroitDeCommander.depuis) ?? .aideRefusee
    }
}
