public import Model

/// The clocks of a dossier: completeness, silence, start, finish, publicity (RULES 1.4, 1.8, 1.11).
public struct Echeances: Sendable, Hashable {
    public var dateReception: LocalDate?
    public var dateDemandePieces: LocalDate?
    public var datePiecesRecues: LocalDate?
    public var exercice: Int?
    public var dateNotification: LocalDate?
    /// Shorter delay to start that the préfet set in the arrêté, in months.
    public var delaiCommencementMois: Int?
    public var dateCommencement: LocalDate?
    /// What the préfet granted beyond the delay to start, and to finish.
    public var commencerProrogeLe: LocalDate?
    public var acheverProrogeLe: LocalDate?
    public var dateAchevement: LocalDate?
    /// HT by default (RULES 11 n° 10).
    public var coutTotal: Money?

    public init() {}

    /// Every deadline that the known dates allow; nil: not known, or not due.
    public struct Calendrier: Sendable, Hashable {
        public var reputeComplet: LocalDate?
        public var rejetImpliciteApres: LocalDate?
        public var commencerAvant: LocalDate?
        /// DELAY-3: to ask the préfet for one more year; practice, not law.
        public var demanderProrogationAvant: LocalDate?
        public var commencerAvantProroge: LocalDate?
        public var acheverAvant: LocalDate?
        public var acheverAvantProroge: LocalDate?
        public var planAfficheAvant: LocalDate?
        public var plaqueAvant: LocalDate?
        public var motifs: [Motif] = []
    }

    /// The calendar under the parameters in force: at receipt, at notification, at commencement, at completion.
    public func calendrier(_ parametres: Parametres) -> Calendrier {
        var calendrier = Calendrier()
        app2(parametres, &calendrier)
        app4(parametres, &calendrier)
        delay1(parametres, &calendrier)
        delay2(parametres, &calendrier)
        pub2(parametres, &calendrier)
        pub3(parametres, &calendrier)
        delay4(&calendrier)
        return calendrier
    }

    /// APP-2 — CGCT R2334-23: réputé complet three months after receipt; a claim of pieces suspends the delay until they arrive
    /// (the day of the claim counts, the day of receipt does not).
    private func app2(_ parametres: Parametres, _ calendrier: inout Calendrier) {
        guard let dateReception else { return }
        let source = "CGCT, art. R. 2334-23"
        guard let mois = parametres.integer("complete.months", en: dateReception) else {
            return calendrier.motifs.append(.nonCharge("APP-2", source, "le délai de complétude", dateReception))
        }
        let terme = dateReception.adding(months: mois)
        guard let demande = dateDemandePieces, demande <= terme else {
            calendrier.reputeComplet = terme
            calendrier.motifs.append(
                Motif("APP-2", source, "Sans réponse, le dossier est réputé complet \(mois) mois après sa réception, le \(terme.french)."))
            return
        }
        guard let recues = datePiecesRecues, recues >= demande else {
            calendrier.motifs.append(
                Motif("APP-2", source, "Le délai est suspendu depuis le \(demande.french) : la préfecture attend des pièces."))
            return
        }
        let jours = demande.days(to: recues)
        let date = terme.adding(days: jours)
        calendrier.reputeComplet = date
        calendrier.motifs.append(
            Motif(
                "APP-2", source, "Le délai a été suspendu \(jours) jours ; sans réponse, le dossier est réputé complet le \(date.french).",
                ["jours_suspendus": String(jours)]))
    }

    /// APP-4 — CGCT R2334-25: réputée rejetée without an arrêté by the end of the exercice that follows the one of the demand.
    private func app4(_ parametres: Parametres, _ calendrier: inout Calendrier) {
        guard let exercice, let debut = LocalDate(exercice, 1, 1), let fin = LocalDate(exercice + 1, 12, 31) else { return }
        guard let parametre = parametres.en(debut, "decision.deemed_rejected"), parametre.valeur == "end_of_exercice_plus_1" else {
            return calendrier.motifs.append(.nonCharge("APP-4", "CGCT, art. R. 2334-25", "le délai de rejet", debut))
        }
        calendrier.rejetImpliciteApres = fin
        let reserve = parametre.peutRefuser ? "" : " La rédaction actuelle de l'article n'a pas été relue."
        calendrier.motifs.append(
            Motif(
                "APP-4", parametre.source,
                "Sans arrêté au \(fin.french), la demande est réputée rejetée : il faut en déposer une nouvelle.\(reserve)"))
    }

    /// DELAY-1 — CGCT R2334-28: two years from notification to start, or the shorter delay of the arrêté; one year more at most.
    private func delay1(_ parametres: Parametres, _ calendrier: inout Calendrier) {
        guard let dateNotification else { return }
        guard let annees = parametres.integer("start.max_years", en: dateNotification),
            let prorogation = parametres.integer("start.prorogation_years", en: dateNotification)
        else {
            return calendrier.motifs.append(.nonCharge("DELAY-1", "CGCT, art. R. 2334-28", "le délai pour commencer", dateNotification))
        }
        let legal = dateNotification.adding(years: annees)
        let date = min(legal, delaiCommencementMois.map { dateNotification.adding(months: $0) } ?? legal)
        calendrier.commencerAvant = commencerProrogeLe ?? date
        calendrier.commencerAvantProroge = date.adding(years: prorogation)
        let usage = parametres.en(dateNotification, "start.prorogation_ask_months")
        let demander = usage.flatMap { Int($0.valeur) }.map { date.adding(months: -$0) }
        calendrier.demanderProrogationAvant = demander
        if let proroge = commencerProrogeLe {
            return calendrier.motifs.append(
                Motif(
                    "DELAY-1", "CGCT, art. R. 2334-28",
                    "Le préfet a prorogé le délai pour commencer : au plus tard le \(proroge.french), sinon l'aide est caduque."))
        }
        calendrier.motifs += [
            Motif(
                "DELAY-1", "CGCT, art. R. 2334-28",
                date == legal
                    ? "L'opération doit commencer dans les \(annees) ans de la notification, au plus tard le \(date.french), sinon l'aide est caduque."
                    : "Le préfet a fixé un délai plus court que les \(annees) ans pour commencer : le \(date.french), sinon l'aide est caduque."
            ),
            Motif(
                "DELAY-3", usage?.source ?? "CGCT, art. R. 2334-28",
                "Une prorogation de \(prorogation) an au plus est possible"
                    + (demander.map { " ; demandez-la avant le \($0.french)." } ?? "."),
                demander.map { ["demander_avant": $0.description] } ?? [:]),
        ]
    }

    /// DELAY-2 — CGCT R2334-29: four years from the declared start to finish; two more at most.
    private func delay2(_ parametres: Parametres, _ calendrier: inout Calendrier) {
        guard let dateCommencement else { return }
        guard let annees = parametres.integer("finish.max_years", en: dateCommencement),
            let prorogation = parametres.integer("finish.prorogation_years", en: dateCommencement)
        else { return calendrier.motifs.append(.nonCharge("DELAY-2", "CGCT, art. R. 2334-29", "le délai pour achever", dateCommencement)) }
        calendrier.acheverAvant = acheverProrogeLe ?? dateCommencement.adding(years: annees)
        calendrier.acheverAvantProroge = dateCommencement.adding(years: annees + prorogation)
        calendrier.motifs.append(
            Motif(
                "DELAY-2", "CGCT, art. R. 2334-29",
                "L'opération doit être achevée dans les \(annees) ans du commencement ; prorogation exceptionnelle de \(prorogation) ans au plus. Ensuite, aucun paiement ne peut être demandé."
            ))
    }

    /// PUB-2 — CGCT D1111-8: the plan de financement is published within fifteen days of the start.
    private func pub2(_ parametres: Parametres, _ calendrier: inout Calendrier) {
        guard let dateCommencement else { return }
        guard let jours = parametres.integer("pub.plan_days", en: dateCommencement) else {
            return calendrier.motifs.append(.avantPublicite("PUB-2", dateCommencement))
        }
        calendrier.planAfficheAvant = dateCommencement.adding(days: jours)
        calendrier.motifs.append(
            Motif(
                "PUB-2", "CGCT, art. L. 1111-11 et D. 1111-8",
                "Affichez en mairie et publiez le plan de financement dans les \(jours) jours du commencement."))
    }

    /// PUB-3 — CGCT D1111-8: a permanent plaque within three months of completion, when the total cost is over 10 000 €.
    private func pub3(_ parametres: Parametres, _ calendrier: inout Calendrier) {
        guard let dateAchevement else { return }
        guard let mois = parametres.integer("pub.plaque_months", en: dateAchevement),
            let seuil = parametres.money("pub.plaque_above", en: dateAchevement)
        else { return calendrier.motifs.append(.avantPublicite("PUB-3", dateAchevement)) }
        let source = "CGCT, art. D. 1111-8"
        let date = dateAchevement.adding(months: mois)
        guard let coutTotal else {
            calendrier.motifs.append(
                Motif(
                    "PUB-3", source,
                    "Le coût total n'est pas connu : s'il dépasse \(seuil.french), une plaque est due avant le \(date.french).",
                    ["plaque_avant": date.description, "seuil": seuil.decimal]))
            return
        }
        guard coutTotal > seuil else {
            calendrier.motifs.append(Motif("PUB-3", source, "Pas de plaque : le coût total ne dépasse pas \(seuil.french)."))
            return
        }
        calendrier.plaqueAvant = date
        calendrier.motifs.append(
            Motif(
                "PUB-3", source,
                "Posez une plaque permanente dans les \(mois) mois de l'achèvement. Le texte ne dit pas si le coût est HT ou TTC, ni si le matériel informatique en est dispensé : elle est supposée due, coût HT."
            ))
    }

    /// DELAY-4 — no text moves a deadline that falls on a Saturday, a Sunday or a public holiday: it is not moved, and it is said.
    private func delay4(_ calendrier: inout Calendrier) {
        let dates = [
            calendrier.reputeComplet, calendrier.rejetImpliciteApres, calendrier.commencerAvant, calendrier.commencerAvantProroge,
            calendrier.acheverAvant, calendrier.acheverAvantProroge, calendrier.planAfficheAvant, calendrier.plaqueAvant,
        ]
        calendrier.motifs += Set(dates.compactMap(\.self)).sorted().compactMap(Motif.delay4)
    }
}
