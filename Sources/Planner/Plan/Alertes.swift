import Model

extension Contexte {
    /// Each dispositif of the catalogue, then the others that the request asks, with what the applicant and the basket make of it.
    func eligibilites(_ ecartes: [(code: String, refus: Refus)]) -> [Plan.Eligibilite] {
        let demandes = (demande.financeurs ?? []).filter { $0.statut == .demande }.map(\.dispositif)
        var vus: Set<String> = []
        return (referentiel.dispositifs.map(\.code) + demandes).filter { vus.insert($0).inserted }.map { code in
            let verdict = verdict(code)
            if let refus = ecartes.first(where: { $0.code == code })?.refus ?? refusSeul(code, parmi: demandes), refus.definitif {
                let motifs = refus.motif == verdict.motif ? [refus.motif] : [refus.motif, verdict.motif]
                return Plan.Eligibilite(dispositif: code, reponse: .non, motifs: motifs)
            }
            return Plan.Eligibilite(dispositif: code, reponse: verdict.reponse, motifs: [verdict.motif])
        }
    }

    /// What would refuse a dispositif that the request does not name: an empty base, a local floor.
    private func refusSeul(_ code: String, parmi demandes: [String]) -> Refus? {
        guard !demandes.contains(code), let dispositif = referentiel.dispositif(code) else { return nil }
        do throws(Refus) {
            _ = try candidat(Financeur(demande: dispositif))
            return nil
        } catch { return error }
    }

    /// What the porteur must know before acting; nothing here refuses.
    func alertes(_ composition: Composition, _ financements: [Plan.Financement], _ fctva: Plan.FCTVA) -> [Motif] {
        let demandes = financements.filter { $0.statut == .demande }
        var alertes: [Motif] = demandes.isEmpty ? [] : [startNew()]
        if !demandes.isEmpty { alertes += composition.ecartes.map(\.refus.motif) }
        for financement in demandes {
            alertes += calendrierLocal(financement.dispositif)
            if case .aVerifier(let motif) = verdict(financement.dispositif) { alertes.append(motif) }
            if let motif = rateA4(financement.dispositif, financement.montant, sur: financement.depenseSubventionnable) {
                alertes.append(motif)
            }
        }
        alertes += financements.compactMap(com3)
        if let motif = rateA2Mid(financements) { alertes.append(motif) }
        if let motif = prixNonPublie() { alertes.append(motif) }
        return alertes + fctva.motifs.filter { $0.code == "FCTVA-4-26" }
    }

    /// START-NEW — CGCT R2334-24 since 01/10/2018: nothing may begin before the demand is received; START-OLD: before the file is complete.
    private func startNew() -> Motif {
        if parametres.en(reception, "start.rule")?.valeur == "not_before_complete" {
            return Motif(
                "START-OLD", "CGCT, art. R. 2334-24 (jusqu'au 30/09/2018)",
                "Ne commandez rien avant que le dossier soit déclaré complet : une commande ou un devis signé avant fait perdre l'aide.")
        }
        return Motif(
            "START-NEW", "CGCT, art. R. 2334-24",
            "Ne commandez rien avant l'accusé de réception de votre demande : une commande ou un devis signé avant cette date fait perdre l'aide."
        )
    }

    /// COM-3 — CGCT L2334-37: the commission d'élus gives its opinion on each DETR grant strictly over 100 000 € (150 000 € before 2018).
    private func com3(_ financement: Plan.Financement) -> Motif? {
        guard financement.dispositif == "DETR", let seuil = parametres.money("detr.commission.avis_above", en: debutExercice),
            financement.montant > seuil
        else { return nil }
        return Motif(
            demande.exercice < 2018 ? "COM-3-old" : "COM-3", "CGCT, art. L. 2334-37",
            "La subvention DETR dépasse \(seuil.french) : le préfet doit recueillir l'avis de la commission d'élus. Prévoyez ce délai.",
            ["montant": financement.montant.decimal, "seuil": seuil.decimal])
    }

    private func prixNonPublie() -> Motif? {
        guard !assiette.sansPrix.isEmpty else { return nil }
        let liste = assiette.sansPrix.joined(separator: ", ")
        return Motif(
            "PRIX-NON-PUBLIE", "Catalogue",
            "Total partiel : prix non publié pour \(liste). Demandez un devis avant de déposer le dossier.",
            ["lignes": String(assiette.sansPrix.count)])
    }
}
