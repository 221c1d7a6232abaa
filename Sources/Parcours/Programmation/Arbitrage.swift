import Foundation
import Model
import Programmation
import Store

/// A simulation as a problem to solve, and its answer as lines and explanations.
struct Arbitrage: Sendable {
    let simulation: Simulation
    let lignes: [LigneSimulation]
    let criteres: CriteresProgrammation
    let bornes: BornesLegales

    init(simulation: Simulation, lignes: [LigneSimulation], criteres: CriteresProgrammation, parametres: Parametres, date: LocalDate) {
        (self.simulation, self.lignes, self.criteres) = (simulation, lignes, criteres)
        bornes = BornesLegales(simulation, parametres, date)
        self.date = date
    }

    private let date: LocalDate
    private var grain: Int64 { criteres.enEuros ? 100 : 1 }

    var probleme: ProblemeProgrammation {
        let candidats = lignes.map(candidat)
        let budget = max(.zero, simulation.disponibleCentimes - criteres.reserve)
        var probleme = ProblemeProgrammation(candidats: candidats, budget: budget, grain: grain, communesMin: criteres.communesMin)
        if criteres.equilibre > 0 { probleme.planchers = planchers(candidats, budget) }
        return probleme
    }

    private func candidat(_ ligne: LigneSimulation) -> ProblemeProgrammation.Candidat {
        let (minimum, maximum) = montants(ligne)
        let ecarte = ligne.sort == .exclu || [.refuse, .classeSansSuite].contains(ligne.statut) || !ligne.etat.attendDecision
        return .init(
            cle: ligne.dossierId.rawValue, points: points(ligne), minimum: minimum, maximum: maximum, commune: ligne.codeInsee,
            secteur: ligne.secteur, sort: ecarte ? .exclu : ligne.sort == .force ? .force : .libre)
    }

    /// What a line may receive; zero when the law, or the declared rates, leave nothing.
    private func montants(_ ligne: LigneSimulation) -> (Money, Money) {
        if ligne.montantFixe, ligne.montantCentimes > .zero { return (ligne.montantCentimes, ligne.montantCentimes) }
        guard let base = ligne.depenseCentimes else { return (.zero, .zero) }
        var plafonds = [ligne.montantDemandeCentimes, base, bornes.maximum(ligne, base)]
        if let taux = criteres.tauxMax { plafonds.append(base.times(taux, .down)) }
        let haut = (plafonds.min() ?? .zero).cents / grain * grain
        let planchers = [bornes.minimum(base), criteres.tauxMin.map { base.times($0, .halfUp) }].compactMap(\.self)
        let bas = max(grain, ((planchers.max() ?? .zero).cents + grain - 1) / grain * grain)
        guard bas <= haut else { return (.zero, .zero) }
        let modulable = criteres.montants == .modulable && !planchers.isEmpty
        return (Money(cents: modulable ? bas : haut), Money(cents: haut))
    }

    private func points(_ ligne: LigneSimulation) -> Int64 {
        var points = criteres.pointsDossier
        switch ligne.rang {
        case 1: points += criteres.pointsRang1
        case 2: points += criteres.pointsRang2
        case 3: points += criteres.pointsRang3
        default: break
        }
        if ligne.premiereDemande { points += criteres.pointsPremiereDemande }
        if !criteres.categorie.isEmpty, ligne.categorie == criteres.categorie { points += criteres.pointsCategorie }
        return Int64(points)
    }

    /// Each sector receives a part of its share of what is asked; never more than what its demands can take.
    private func planchers(_ candidats: [ProblemeProgrammation.Candidat], _ budget: Money) -> [String: Money] {
        let possibles = candidats.filter { $0.sort != .exclu && $0.maximum > .zero }
        let total = possibles.map(\.maximum).sum()
        guard total > .zero else { return [:] }
        return Dictionary(grouping: possibles, by: \.secteur).mapValues { siens in
            let demande = siens.map(\.maximum).sum()
            let part = Int128(min(budget, total).cents) * Int128(demande.cents) * Int128(criteres.equilibre) / Int128(total.cents) / 100
            return Money(cents: Int64(part) / grain * grain)
        }
    }

    func changements(_ programme: Programme) -> [LigneSimulation.Changement] {
        zip(lignes, programme.montants).map { ligne, montant in
            var changement = LigneSimulation.Changement(ligne)
            changement.points = points(ligne)
            if montant > .zero {
                (changement.statut, changement.montantCentimes) = (.accepte, montant)
            } else if ligne.statut == .accepte {
                (changement.statut, changement.montantCentimes, changement.montantFixe) = (.enTraitement, .zero, false)
            }
            return changement
        }
    }

    func resultat(_ programme: Programme, _ effets: [Sensibilite], duree: Duration) -> ResultatProgrammation {
        let rangs = Dictionary(uniqueKeysWithValues: lignes.enumerated().map { ($1.dossierId.rawValue, $0) })
        let candidats = probleme.candidats
        func marge(_ position: Int) -> ResultatProgrammation.Marge {
            let (ligne, candidat) = (lignes[position], candidats[position])
            let montant = programme.montants[position]
            return .init(
                dossier: candidat.cle, numero: ligne.numero, intitule: "\(ligne.intitule), \(ligne.porteur)", points: candidat.points,
                montant: montant > .zero ? montant : candidat.minimum)
        }
        func marges(_ cles: [Int64]) -> [ResultatProgrammation.Marge] { cles.prefix(10).compactMap { rangs[$0] }.map(marge) }
        var resultat = ResultatProgrammation()
        (resultat.points, resultat.borne, resultat.estOptimal) = (programme.points, programme.borne, programme.estOptimal)
        (resultat.total, resultat.budget) = (programme.total, probleme.budget)
        let retenus = lignes.indices.filter { programme.montants[$0] > .zero }
        resultat.retenus = retenus.count
        resultat.communes = Set(retenus.map { lignes[$0].codeInsee }).count
        resultat.impossibles = candidats.count { $0.sort != .exclu && $0.maximum == .zero }
        resultat.millisecondes = Int(duree / .milliseconds(1))
        resultat.premiersEcartes = programme.premiersEcartes.prefix(8).map(marge)
        resultat.derniersRetenus = programme.derniersRetenus.prefix(8).map(marge)
        resultat.effets = effets.map {
            .init(
                ajout: $0.ajout, pointsGagnes: $0.points - programme.points, accorde: $0.accorde, entrants: marges($0.entrants),
                sortants: marges($0.sortants), estProuve: $0.estProuvee)
        }
        resultat.calculeLe = date.description
        return resultat
    }
}

/// What the law leaves to a line, from what is known of it without its whole plan; `MontantPermis` says the rest when it is decided.
struct BornesLegales: Sendable {
    private let dispositif: String
    private let tauxMinimal: Rate?
    private let plafondEtat: Rate?
    private let partPropre: Rate?

    init(_ simulation: Simulation, _ parametres: Parametres, _ date: LocalDate) {
        dispositif = simulation.dispositif
        let dotations = ["DETR", "DSIL", "DPV", "DSID"]
        tauxMinimal = dispositif == "DETR" ? parametres.rate("detr.rate_min", en: date) : nil
        plafondEtat = dotations.contains(dispositif) ? parametres.rate("state.cap", en: date) : nil
        partPropre = simulation.departementCode.hasPrefix("97") ? nil : parametres.rate("own_share.min", en: date)
    }

    /// R2334-27 al. 1: the DETR is at least a fifth of the base.
    func minimum(_ base: Money) -> Money? {
        tauxMinimal.map { taux in
            let bas = base.times(taux, .down)
            return Decimal(bas.cents) < Decimal(base.cents) * taux.value ? bas + Money(cents: 1) : bas
        }
    }

    /// R2334-27 al. 2 and L1111-10 III.
    func maximum(_ ligne: LigneSimulation, _ base: Money) -> Money {
        var plafonds = [base]
        if let plafondEtat { plafonds.append(base.times(plafondEtat, .down) - ligne.etatAcquisCentimes) }
        if let partPropre {
            let publics = ligne.coutTotalHtCentimes.times(Rate(1 - partPropre.value), .down)
            plafonds.append(publics - ligne.publicsAcquisCentimes)
        }
        return max(.zero, plafonds.min() ?? .zero)
    }
}
