public import Model

/// The FCTVA of payments: amount and year (RULES 4). All amounts TTC.
public struct CalculFCTVA: Sendable, Hashable {
    /// Day of the mandatement: picks the rate and starts the regime; nil: unknown.
    public var datePaiement: LocalDate?
    /// nil: the default regime, N+2.
    public var regime: RegimeFCTVA?
    /// Investment paid, nil: unknown.
    public var ttcEligible: Money?
    public var ttcCloudInfrastructure: Money?
    /// State subsidies that were computed on TTC: they leave the base (L1615-10). DETR and DSIL are on HT.
    public var subventionsSurTTC: Money

    public init(
        datePaiement: LocalDate?, regime: RegimeFCTVA?, ttcEligible: Money?, ttcCloudInfrastructure: Money? = nil,
        subventionsSurTTC: Money = .zero
    ) {
        (self.datePaiement, self.regime, self.ttcEligible) = (datePaiement, regime, ttcEligible)
        (self.ttcCloudInfrastructure, self.subventionsSurTTC) = (ttcCloudInfrastructure, subventionsSurTTC)
    }

    /// Amount (nil: a rate of that year is not loaded), year of the State's payment, reasons.
    public func resultat(_ parametres: Parametres) -> (montant: Money?, exercice: Int?, motifs: [Motif]) {
        guard let datePaiement else {
            return (
                nil, nil,
                [Motif("FCTVA-1", "CGCT, art. L. 1615-6", "Indiquez la date du paiement : elle fixe le taux et l'année du versement.")]
            )
        }
        let base = max(.zero, (ttcEligible ?? .zero) - subventionsSurTTC)
        var motifs: [Motif] = []
        var montant: Money? = .zero
        func ajouter(_ ttc: Money, _ cle: String, _ code: String, _ source: String, _ quoi: String) {
            guard ttc > .zero else { return }
            guard let parametre = parametres.en(datePaiement, cle), let taux = Rate(parametre.valeur) else {
                montant = nil
                motifs.append(Motif(code, source, "Le taux de \(quoi) pour \(datePaiement.year) n'est pas chargé."))
                return
            }
            montant = montant.map { $0 + ttc.times(taux) }
            let reserve = parametre.peutRefuser ? "" : " Taux à vérifier."
            motifs.append(
                Motif(
                    code, source, "\(taux.pourcentExact) de \(ttc.french) de \(quoi).\(reserve)",
                    ["taux": taux.decimal, "base": ttc.decimal]))
        }
        ajouter(base, "fctva.rate", "FCTVA-1", "CGCT, art. L. 1615-6", "dépenses d'investissement")
        let nuage = ttcCloudInfrastructure ?? .zero
        if nuage > .zero, parametres.en(datePaiement, "fctva.cloud_rate") == nil {
            motifs.append(
                Motif("FCTVA-5", "Loi n° 2020-935, art. 69", "Le nuage d'infrastructure payé avant 2021 n'ouvre pas droit au FCTVA."))
        } else {
            ajouter(nuage, "fctva.cloud_rate", "FCTVA-5", "Loi n° 2020-935, art. 69", "nuage d'infrastructure")
        }
        if subventionsSurTTC > .zero {
            motifs.append(Motif("FCTVA-2", "CGCT, art. L. 1615-10", "Les subventions de l'État calculées TTC sont déduites de la base."))
        }
        if ttcEligible == nil, ttcCloudInfrastructure == nil {
            montant = nil
            motifs.append(
                Motif("FCTVA-3", "CGCT, art. L. 1615-1", "Indiquez la dépense TTC payée : sans elle, le montant n'est pas connu."))
        }
        let parDefaut = regime == nil ? ", régime par défaut" : ""
        let regime = regime ?? .n2
        let annee = datePaiement.year + regime.annees
        motifs.append(
            Motif("FCTVA-4", "CGCT, art. L. 1615-6", "Versé en \(annee) (\(regime.rawValue)\(parDefaut)).", ["regime": regime.rawValue]))
        if regime == .n, datePaiement.year >= 2026 {
            motifs.append(.fctva426("Projet de loi de finances pour 2026, art. 32"))
        }
        return (montant, annee, motifs)
    }
}

extension CalculFCTVA {
    init(_ json: JSON) throws(ErreurDeDemande) {
        var champs = try Champs(json, "")
        self.init(
            datePaiement: try champs.date("date_paiement"),
            regime: try champs.mot("regime", RegimeFCTVA.self), ttcEligible: try champs.montant("ttc_eligible"),
            ttcCloudInfrastructure: try champs.montant("ttc_cloud_infrastructure"),
            subventionsSurTTC: try champs.montant("subventions_sur_ttc") ?? .zero)
        try champs.finir()
    }

    func reponse(_ parametres: Parametres) -> JSON {
        let (montant, exercice, motifs) = resultat(parametres)
        return ["montant": .montant(montant), "exercice": exercice.map { .entier($0) } ?? .null, "motifs": .motifs(motifs)]
    }
}
