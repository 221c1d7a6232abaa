public import Model
public import Planner
public import Postgres
import Store

extension Parcours {
    /// The calendar of an operation: what its dossiers, its order and the law say, as dates.
    /// - Parameter date: the day it is asked; only the forecast of the FCTVA depends on it.
    /// - Throws: `Refus.operation` when the agent does not see it.
    public func calendrier(_ id: ID<Projet>, le date: LocalDate, in tx: Transaction) async throws -> (
        projet: Projet, entrees: [EntreeCalendrier]
    ) {
        let planifie = try await planifier(id, le: date, in: tx)
        let referentiel = try await referentiel(in: tx)
        var depots: [OperationDatee.Depot] = []
        for dossier in try await Dossier.all(of: id, in: tx) {
            depots.append(OperationDatee.Depot(dossier, try await Passage.all(of: dossier.dossierId, in: tx), referentiel))
        }
        var achat: OperationDatee.Achat?
        if let commande = try await Commande.find(of: id, in: tx) {
            achat = OperationDatee.Achat(
                numero: commande.numero, passeeLe: commande.passeeLe,
                livraisonAvant: planifie.projet.livraisonPrevue ?? Self.livraisonUsuelle(commande.passeeLe),
                publierAvant: try await conseilAchat(planifie.projet, le: commande.passeeLe, in: tx).publierAvant)
        }
        let fctva = planifie.plan.fctva
        let operation = OperationDatee(
            depots: depots, achat: achat, coutTotal: planifie.plan.coutTotalHT, anneeFCTVA: fctva.montant > .zero ? fctva.exercice : nil)
        return (planifie.projet, operation.calendrier(referentiel.parametres))
    }

    /// What the purchase order asks of the supplier.
    static func livraisonUsuelle(_ passeeLe: LocalDate) -> LocalDate { passeeLe.adding(months: 3) }
}

extension OperationDatee.Depot {
    /// A dossier as its passages dated it.
    init(_ dossier: Dossier, _ passages: [Passage], _ referentiel: Referentiel) {
        let dispositif = referentiel.dispositif(dossier.dispositif)
        self.init(
            numero: dossier.numero, nomCourt: dispositif?.nomCourt ?? dossier.dispositif, regime: Self.regime(dispositif),
            etat: dossier.etat,
            exercice: dossier.exercice)
        (deposeLe, recuLe, completLe, decideLe) = (dossier.deposeLe, dossier.recuLe, dossier.completLe, dossier.decideLe)
        demandePiecesLe = passages.first { $0.vers == .aCorriger }?.survenuLe
        piecesRecuesLe = passages.first { $0.de == .aCorriger && $0.vers == .recu }?.survenuLe
        (notifieLe, delaiCommencementMois, commenceLe) = (dossier.notifieLe, dossier.delaiCommencementMois, dossier.commenceLe)
        (commencerProrogeLe, acheverProrogeLe) = (dossier.commencerProrogeLe, dossier.acheverProrogeLe)
        let regle = referentiel.regle(dossier.dispositif, departement: dossier.departementCode, exercice: dossier.exercice)
        (fenetre, sourceFenetre) = (regle?.fenetre, regle?.source)
    }

    /// The clock of the law; an envelope that only exists as an example has none.
    private static func regime(_ dispositif: Dispositif?) -> Regime {
        guard let dispositif, dispositif.natureDonnee != "illustratif" else { return .autre }
        if dispositif.sousPlafondEtat { return .dotation }
        return dispositif.cumul.estEtat ? .subventionEtat : .autre
    }
}
