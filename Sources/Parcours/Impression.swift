public import Model
public import Postgres
import Store

extension Parcours {
    /// Everything that the documents of one dossier print.
    /// - Parameters:
    ///   - planifie: the operation and the plan to print: the one kept with the dossier once it is deposited.
    ///   - editeLe: the day the documents bear.
    public func imprimable(_ dossier: Dossier, _ planifie: ProjetPlanifie, editeLe: LocalDate, in tx: Transaction) async throws
        -> DossierImprimable
    {
        let referentiel = try await referentiel(in: tx)
        let reception = dossier.recuLe ?? dossier.deposeLe ?? editeLe
        let arrete = dossier.decideLe ?? editeLe
        guard let departement = try await Departement.find(dossier.departementCode, in: tx),
            let dispositif = referentiel.dispositif(dossier.dispositif)
        else { throw Refus.dossier }
        let plan = planifie.plan
        let pieces = try await Piece.all(of: dossier.operationId, in: tx).filter {
            $0.nature == .piece && ($0.dossierId == nil || $0.dossierId == dossier.dossierId)
        }
        let noms = Dictionary(uniqueKeysWithValues: try await PieceExigee.all(in: tx).map { ($0.code, $0.nom) })
        return DossierImprimable(
            numero: dossier.numero, exercice: dossier.exercice, editeLe: editeLe,
            porteur: PorteurImprimable(planifie.porteur, departement: departement.nom), operation: .init(planifie, depuis: reception),
            dispositif: .init(dispositif, departement: departement),
            lignes: planifie.demande.lignes, plan: plan,
            nomsDispositifs: Dictionary(uniqueKeysWithValues: referentiel.dispositifs.map { ($0.code, $0.nom) }),
            montantDemande: dossier.montantDemandeCentimes, depenseSubventionnable: dossier.depenseSubventionnableCentimes,
            taux: dossier.montantDemandeCentimes.ratio(to: dossier.depenseSubventionnableCentimes),
            dates: .init(
                deliberation: pieces.last { $0.code == "1.2" && $0.dateDocument != nil }?.dateDocument, depot: dossier.deposeLe,
                reception: dossier.recuLe, completude: dossier.completLe, decision: dossier.decideLe),
            cadre: try CadreLegal(referentiel.parametres, reception: reception, arrete: arrete), estIllustratif: true,
            substitutions: planifie.lignes.compactMap(\.substitution),
            prixFigesLe: try await Gel.all(of: dossier.operationId, limite: 1, in: tx).first { $0.leveLe == nil }?.figeLe,
            participants: try await PartMembre.all(of: dossier.operationId, in: tx).map {
                .init(nom: $0.nom, estChef: $0.estChef, partHT: $0.ht)
            }, redaction: try await DeliberationRedigee.of(dossier.dossierId, in: tx),
            piecesJointes: Set(pieces.compactMap(\.code)).sorted().map { "\($0) \(noms[$0] ?? "")" })
    }
}

extension LigneProjet {
    fileprivate var substitution: DossierImprimable.Substitution? {
        guard let remplaceLibelle, let motif else { return nil }
        return .init(prevu: remplaceLibelle, retenu: libelle, motif: motif)
    }
}

extension PorteurImprimable {
    /// A porteur with the name of its département.
    init(_ porteur: Porteur, departement: String) {
        self.init(
            nature: porteur.nature, nom: porteur.nom ?? porteur.codeInsee ?? "", codeInsee: porteur.codeInsee, departement: departement)
    }
}

extension DossierImprimable.Operation {
    /// What is bought, where and when.
    fileprivate init(_ planifie: ProjetPlanifie, depuis reception: LocalDate) {
        let projet = planifie.projet
        let objet = projet.objet.isEmpty ? projet.intitule : projet.objet
        self.init(
            intitule: projet.intitule, lieu: projet.commune, objet: objet, besoin: objet,
            calendrier: .init(planifie.plan, livraison: projet.livraisonPrevue, depuis: reception))
    }
}

extension DossierImprimable.Calendrier {
    /// The days that the plan's treasury supposes, so that the schedule and the expenditure tell one story: suppliers are paid when the
    /// operation is finished, a month after delivery, three after the order.
    init(_ plan: Plan, livraison: LocalDate?, depuis reception: LocalDate) {
        let paiement = plan.tresorerie.first { $0.montant < .zero }?.date ?? reception.adding(months: 6)
        let commande = max(reception, paiement.adding(months: -3))
        let livraison = max(commande, livraison ?? paiement.adding(months: -1))
        self.init(commande: commande, livraison: livraison, achevement: max(livraison, paiement))
    }
}

extension DossierImprimable.DispositifSollicite {
    fileprivate init(_ dispositif: Dispositif, departement: Departement) {
        let prefecture = "Préfecture \(departement.avecDe)"
        self.init(
            code: dispositif.code, nom: dispositif.nom, nomCourt: dispositif.nomCourt,
            regime: dispositif.code == "DETR" ? .detr : dispositif.code == "DSIL" ? .dsil : .subventionEtat,
            autorite: "Le préfet \(departement.avecDe)", destinataire: prefecture)
    }
}
