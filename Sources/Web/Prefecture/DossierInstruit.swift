import Model
import Parcours
import Planner
import Postgres
import Store

/// A deposited dossier as the préfecture reads it: what was sent, what the law says of it today, what may be done.
struct DossierInstruit: Sendable {
    let dossier: Dossier
    let depose: ProjetPlanifie
    let dispositif: Dispositif
    let pieces: [Piece]
    let exigees: [PieceExigee]
    let passages: [Passage]
    /// What the form said when it was last sent; nil for what was deposited before there was one.
    let envoyee: DemandeEnvoyee?
    /// The other files of the same operation.
    let autres: [Dossier]
    /// nil: this dispositif has no envelope here.
    let enveloppe: EnveloppeDepartement?
    let calendrier: Echeances.Calendrier
    /// Own share of the public financing that the law asks (L1111-10 III), at the day of deposit; nil overseas.
    let partPropreMinimale: Rate?
    /// Share of the dépense subventionnable that the State's dotations may reach (R2334-27 al. 2), at the day of deposit.
    let plafondEtat: Rate?
    /// What the law allows on the base of the form, and the whole plan that its amounts would make; nil when nothing can be granted now.
    let permis: MontantPermis?
    let projete: Plan?
    /// What the rules say of the grant in the form.
    let avertissements: [Motif]
    /// Nothing new may be committed today.
    let loiSpeciale: Motif?
    /// Short names of the dispositifs, by code.
    let noms: [String: String]
    let aujourdhui: LocalDate
    let messages: Message.Resume

    /// What can still be granted to this one: what is free, and what was set aside for it.
    var disponible: Money? {
        enveloppe.map { $0.disponible + (dossier.etat.attendDecision ? dossier.montantDemandeCentimes : .zero) }
    }

    var demande: Plan.Financement? { depose.plan.financements.first { $0.dispositif == dossier.dispositif } }
    var eligibilite: Plan.Eligibilite? { depose.plan.eligibilite.first { $0.dispositif == dossier.dispositif } }
}

extension Site {
    /// The form of the decision with its amount and its rate brought together.
    func accordRecalcule(_ form: AccordForm, _ id: ID<Dossier>, in tx: Transaction) async throws -> AccordForm {
        guard let dossier = try await Dossier.find(id, in: tx), dossier.etat.attendDecision else { return form }
        let referentiel = try await parcours.referentiel(in: tx)
        let autres = try await Dossier.all(of: dossier.operationId, in: tx).filter { $0.dossierId != id }
        let depose = try await parcours.depose(dossier, in: tx)
        return form.recalcule {
            depose.montantPermis(dossier, autres: autres, retenue: $0, le: form.jour ?? aujourdhui, referentiel)
        }
    }

    /// - Parameter saisie: what is typed in the form of the decision, whose rules are then checked again.
    func dossierInstruit(_ id: ID<Dossier>, _ saisie: SaisieInstruction, in tx: Transaction) async throws -> DossierInstruit {
        guard let dossier = try await Dossier.find(id, in: tx), dossier.etat != .brouillon else { throw Refus.dossier }
        let referentiel = try await parcours.referentiel(in: tx)
        guard let dispositif = referentiel.dispositif(dossier.dispositif) else { throw Refus.dossier }
        let passages = try await Passage.all(of: id, in: tx)
        let autres = try await Dossier.all(of: dossier.operationId, in: tx).filter { $0.dossierId != id && $0.etat != .brouillon }
        let depose = try await parcours.depose(dossier, in: tx)
        let jour = dossier.deposeLe ?? aujourdhui
        let accord = saisie.accord ?? AccordForm(dossier, le: aujourdhui)
        let (montants, arrete) = (dossier.etat.attendDecision ? accord.montants : nil, accord.jour ?? aujourdhui)
        let avertissements = montants.map {
            depose.verifier(dossier, autres: autres, retenue: $0.retenue, montant: $0.montant, le: arrete, referentiel)
        }
        return DossierInstruit(
            dossier: dossier, depose: depose, dispositif: dispositif,
            pieces: try await Piece.all(of: dossier.operationId, in: tx).filter { $0.dossierId == nil || $0.dossierId == id },
            exigees: try await PieceExigee.all(in: tx), passages: passages, envoyee: try await DemandeEnvoyee.derniere(of: id, in: tx),
            autres: autres,
            enveloppe: try await EnveloppeDepartement.all(departement: dossier.departementCode, exercice: dossier.exercice, in: tx)
                .first { $0.dispositif == dossier.dispositif },
            calendrier: Echeances.calendrier(dossier, passages, referentiel.parametres),
            partPropreMinimale: depose.porteur.estOutreMer ? nil : referentiel.parametres.rate("own_share.min", en: jour),
            plafondEtat: referentiel.parametres.rate("state.cap", en: jour),
            permis: montants.map { depose.montantPermis(dossier, autres: autres, retenue: $0.retenue, le: arrete, referentiel) },
            projete: montants.map {
                depose.projeter(dossier, autres: autres, retenue: $0.retenue, montant: $0.montant, le: arrete, referentiel)
            }, avertissements: avertissements ?? [], loiSpeciale: Regles.app6(dossier.dispositif, le: aujourdhui, referentiel.parametres),
            noms: referentiel.nomsCourts, aujourdhui: aujourdhui,
            messages: try await Message.resume(of: id, pour: .prefecture, in: tx))
    }
}
