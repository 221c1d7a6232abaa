public import Model
public import Planner

extension ProjetPlanifie {
    /// What is to be known of a grant before it is made: what is not verified, what goes beyond the demand, the bracket of the département.
    /// Empty: nothing to say. It warns; `montantPermis` and the database refuse.
    /// - Parameters:
    ///   - autres: the other files of the operation; what they were granted counts.
    ///   - retenue: base of the arrêté, HT.
    ///   - montant: grant of the arrêté.
    ///   - date: the day of the arrêté, which picks the rates and the ceilings (RULES 0.1).
    public func verifier(
        _ dossier: Dossier, autres: [Dossier], retenue: Money, montant: Money, le date: LocalDate, _ referentiel: Referentiel
    ) -> [Motif] {
        var demande = demande
        demande.dateDemande = date
        demande.financeurs =
            obtenus(autres) + [Financeur(dispositif: dossier.dispositif, statut: .acquis, plafondDepense: retenue, montant: montant)]
        let plan = Planner(referentiel).plan(demande)
        let alertes = plan.alertes.filter { ["RATE-A4", "RATE-A2-mid", "COM-3", "COM-3-old"].contains($0.code) }
        return alertes + Bornes(dossier, retenue, montant, referentiel).motifs
    }

    /// What the law lets the préfet grant on a base; outside it the grant is refused, with the nearest lawful amount.
    /// - Parameters: as `verifier`.
    public func montantPermis(
        _ dossier: Dossier, autres: [Dossier], retenue: Money, le date: LocalDate, _ referentiel: Referentiel
    ) -> MontantPermis {
        var demande = demande
        demande.dateDemande = date
        return Planner(referentiel).montantPermis(dossier.dispositif, sur: retenue, avec: obtenus(autres), demande)
    }

    /// The whole plan if this were granted: what is decided, what is still asked, what the porteur had before.
    /// - Parameters: as `verifier`.
    public func projeter(
        _ dossier: Dossier, autres: [Dossier], retenue: Money, montant: Money, le date: LocalDate, _ referentiel: Referentiel
    ) -> Plan {
        var demande = demande
        demande.dateDemande = date
        demande.financeurs = plan.financements.compactMap { part in
            var financeur = Financeur(
                dispositif: part.dispositif, statut: .acquis, plafondDepense: part.depenseSubventionnable, montant: part.montant,
                estPublic: part.estPublic)
            if part.dispositif == dossier.dispositif { (financeur.plafondDepense, financeur.montant) = (retenue, montant) }
            guard let autre = autres.first(where: { $0.dispositif == part.dispositif }) else { return financeur }
            return autre.etat.estSansSuite ? nil : autre.obtenu ?? financeur
        }
        if !plan.financements.contains(where: { $0.dispositif == dossier.dispositif }) {
            demande.financeurs?.append(
                Financeur(dispositif: dossier.dispositif, statut: .acquis, plafondDepense: retenue, montant: montant))
        }
        return Planner(referentiel).plan(demande)
    }

    /// What the operation has already: granted by the other files, or known by the porteur when it was deposited.
    private func obtenus(_ autres: [Dossier]) -> [Financeur] {
        let avant = plan.financements.filter { $0.statut == .acquis }.map { part in
            Financeur(
                dispositif: part.dispositif, statut: .acquis, plafondDepense: part.depenseSubventionnable, montant: part.montant,
                estPublic: part.estPublic)
        }
        return autres.compactMap(\.obtenu) + avant
    }
}

extension Dossier {
    /// What another file of the operation has already been granted.
    fileprivate var obtenu: Financeur? {
        guard etat.estAccorde, let montant = montantAccordeCentimes else { return nil }
        return Financeur(dispositif: dispositif, statut: .acquis, plafondDepense: depenseRetenueCentimes, montant: montant)
    }
}

/// The rules that are not of the law: the programme's and the département's.
private struct Bornes {
    let dossier: Dossier
    let retenue: Money
    let montant: Money
    let dispositif: Dispositif?
    let regle: RegleDepartement?

    init(_ dossier: Dossier, _ retenue: Money, _ montant: Money, _ referentiel: Referentiel) {
        (self.dossier, self.retenue, self.montant) = (dossier, retenue, montant)
        dispositif = referentiel.dispositif(dossier.dispositif)
        regle = referentiel.regle(dossier.dispositif, departement: dossier.departementCode, exercice: dossier.exercice)
    }

    var motifs: [Motif] { [assiette, demande, plafondMontant, fourchette, depense].compactMap(\.self) }

    private var assiette: Motif? {
        guard retenue > dossier.depenseSubventionnableCentimes else { return nil }
        return Motif(
            code: "ASSIETTE", source: "Demande de la commune",
            texte: "La dépense retenue dépasse la dépense subventionnable du dossier, \(dossier.depenseSubventionnableCentimes.french).",
            valeurs: ["assiette": dossier.depenseSubventionnableCentimes.decimal])
    }

    private var demande: Motif? {
        guard montant > dossier.montantDemandeCentimes else { return nil }
        return Motif(
            code: "DEMANDE", source: "Demande de la commune",
            texte: "Le montant dépasse celui que la commune demande, \(dossier.montantDemandeCentimes.french).",
            valeurs: ["demande": dossier.montantDemandeCentimes.decimal])
    }

    private var plafondMontant: Motif? {
        guard let dispositif, let plafond = dispositif.aide.plafondMontant, montant > plafond else { return nil }
        return Motif(
            code: "PLAFOND-MONTANT", source: dispositif.source,
            texte: "Le montant dépasse le plafond du dispositif, \(plafond.french) par opération.", valeurs: ["plafond": plafond.decimal])
    }

    private var fourchette: Motif? {
        let taux = montant.ratio(to: retenue)
        guard let regle, let trop = regle.tauxMax.map({ taux > $0 }), trop || regle.tauxMin.map({ taux < $0 }) ?? false else { return nil }
        let bornes = [regle.tauxMin, regle.tauxMax].compactMap { $0?.french }.joined(separator: " à ")
        return Motif(
            code: "RATE-A5", source: regle.source,
            texte: "Le taux de \(taux.french) est hors de la fourchette du département, \(bornes).",
            valeurs: ["taux": taux.decimal(places: 4)])
    }

    private var depense: Motif? {
        guard let regle, let plafond = regle.plafondDepense, retenue > plafond else { return nil }
        return Motif(
            code: "PLAFOND-DEPENSE", source: regle.source,
            texte: "La dépense retenue dépasse le plafond du département, \(plafond.french).", valeurs: ["plafond": plafond.decimal])
    }
}
