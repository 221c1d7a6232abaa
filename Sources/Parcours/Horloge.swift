public import Model
public import Planner

extension Echeances {
    /// The clocks of a dossier, from what has happened to it. R2334-23 to R2334-29 rule the DETR and the DSIL; what the programme gives has
    /// no such clock.
    public init(_ dossier: Dossier, _ passages: [Passage]) {
        self.init()
        guard ["DETR", "DSIL"].contains(dossier.dispositif) else { return }
        dateReception = dossier.recuLe
        exercice = dossier.exercice
        coutTotal = dossier.coutTotalHtCentimes
        let demande = passages.last { $0.vers == .aCorriger }?.survenuLe
        let reponse = passages.last { $0.de == .aCorriger && $0.vers == .recu }?.survenuLe
        // Answered on the day it was asked: nothing was suspended.
        if demande != reponse { (dateDemandePieces, datePiecesRecues) = (demande, reponse) }
        (dateNotification, delaiCommencementMois) = (dossier.dateDesDelais, dossier.delaiCommencementMois)
        (dateCommencement, dateAchevement) = (dossier.commenceLe, dossier.acheveLe)
        (commencerProrogeLe, acheverProrogeLe) = (dossier.commencerProrogeLe, dossier.acheverProrogeLe)
    }

    /// The calendar of a dossier: its deadlines by the parameters, the day of completeness as its passages moved it, every suspension counted.
    public static func calendrier(_ dossier: Dossier, _ passages: [Passage], _ parametres: Parametres) -> Calendrier {
        var calendrier = Echeances(dossier, passages).calendrier(parametres)
        if calendrier.reputeComplet != nil, let terme = dossier.reputeLe { calendrier.reputeComplet = terme }
        return calendrier
    }
}

extension Dossier {
    /// The day from which the delays of the grant run: its notification, or its arrêté while it is not notified; nil without a grant.
    public var dateDesDelais: LocalDate? { etat.estAccorde || etat == .caduc ? notifieLe ?? decideLe : nil }
}
