public import Foundation
import Model

extension PlanRequete {
    /// Reads the contract's request, strictly: amounts and rates are decimal strings, unknown keys are errors.
    /// - Throws: `ErreurDeDemande`, which names the first key that is wrong.
    public init(json data: Data) throws(ErreurDeDemande) {
        var champs = try Champs(try JSON(lisant: data), "")
        let date = try champs.requis("date_demande", try champs.date("date_demande"))
        let exercice = try champs.entier("exercice", 2002...2100) ?? date.year
        let porteur = try PorteurRequete(try champs.requis("porteur", champs.prendre("porteur")), "porteur")
        let kits = try champs.liste("kits", max: 100, KitDemande.init) ?? []
        let lignes = try champs.liste("lignes", max: 500, LignePlan.init) ?? []
        let financeurs = try champs.liste("financeurs", max: 30, Financeur.init)
        let objectif = try champs.mot("objectif", Objectif.self) ?? .resteACharge
        let nature = try champs.mot("nature_projet", NatureProjet.self)
        let chefDeFile = try champs.bool("chef_de_file") ?? false
        try champs.finir()
        guard !kits.isEmpty || !lignes.isEmpty else {
            throw ErreurDeDemande(chemin: "kits", message: "indiquez au moins un kit ou une ligne.")
        }
        try Self.controler(financeurs ?? [])
        self.init(
            dateDemande: date, exercice: exercice, porteur: porteur, kits: kits, lignes: lignes, financeurs: financeurs, objectif: objectif,
            nature: nature, chefDeFile: chefDeFile)
    }

    private static func controler(_ financeurs: [Financeur]) throws(ErreurDeDemande) {
        let demandes = financeurs.filter { $0.statut == .demande }.map(\.dispositif)
        guard Set(demandes).count == demandes.count else {
            throw ErreurDeDemande(chemin: "financeurs", message: "un même dispositif est demandé deux fois.")
        }
        guard demandes.count <= Recherche.maximum else {
            throw ErreurDeDemande(chemin: "financeurs", message: "\(Recherche.maximum) financeurs demandés au plus.")
        }
    }
}

extension PlanRequete.KitDemande {
    init(_ json: JSON, _ chemin: String) throws(ErreurDeDemande) {
        var champs = try Champs(json, chemin)
        let code = try champs.requis("code", try champs.code("code"))
        let quantite = try champs.entier("quantite", 1...1000) ?? 1
        let options = try champs.liste("options", max: 100, Champs.code)
        try champs.finir()
        self.init(code: code, quantite: quantite, options: options ?? [])
    }
}

extension PorteurRequete {
    init(_ json: JSON, _ chemin: String) throws(ErreurDeDemande) {
        var champs = try Champs(json, chemin)
        self.init(
            nature: try champs.requis("nature", try champs.mot("nature", NaturePorteur.self)), codeInsee: try champs.texte("code_insee"),
            siren: try champs.texte("siren"))
        departement = try champs.texte("departement")
        population = try champs.entier("population", 0...100_000_000)
        potentielFinancierParHabitant = try champs.decimal("potentiel_financier_par_habitant")
        regimeFCTVA = try champs.mot("regime_fctva", RegimeFCTVA.self)
        populationCentre = try champs.entier("population_centre", 0...100_000_000)
        densite = try champs.decimal("densite", entierAccepte: true)
        eligibleDGE2010 = try champs.bool("eligible_dge_2010")
        designeParContrat = try champs.bool("designe_par_contrat") ?? false
        if let json = champs.prendre("commune_nouvelle") {
            communeNouvelle = try Porteur.CommuneNouvelle(json, champs.chemin("commune_nouvelle"))
        }
        try champs.finir()
        if let codeInsee, codeInsee.wholeMatch(of: /[0-9][0-9AB][0-9]{3}/) == nil {
            throw champs.erreur("code_insee", "un code INSEE de cinq caractères est attendu, par exemple \"03036\".")
        }
        if let siren, siren.wholeMatch(of: /[0-9]{9}/) == nil { throw champs.erreur("siren", "un SIREN de neuf chiffres est attendu.") }
        if let departement, departement.wholeMatch(of: /[0-9][0-9AB]|9[78][0-9]/) == nil {
            throw champs.erreur("departement", "un code de département est attendu, par exemple \"03\" ou \"971\".")
        }
        guard codeInsee != nil || siren != nil || departement != nil else {
            throw ErreurDeDemande(chemin: chemin, message: "indiquez code_insee, siren ou departement.")
        }
    }
}

extension Porteur.CommuneNouvelle {
    init(_ json: JSON, _ chemin: String) throws(ErreurDeDemande) {
        var champs = try Champs(json, chemin)
        let creation = try champs.requis("creation", try champs.date("creation"))
        let fondatrice = try champs.requis("fondatrice_eligible", try champs.bool("fondatrice_eligible"))
        try champs.finir()
        self.init(creation: creation, fondatriceEligible: fondatrice)
    }
}

extension LignePlan {
    init(_ json: JSON, _ chemin: String) throws(ErreurDeDemande) {
        var champs = try Champs(json, chemin)
        let libelle = try champs.requis("libelle", try champs.texte("libelle"))
        let quantite = try champs.requis("quantite", try champs.decimal("quantite", entierAccepte: true, max: 100_000))
        let prix = try champs.montant("prix_unitaire_ht")
        let tva = try champs.requis("taux_tva", try champs.taux("taux_tva"))
        let section = try champs.requis("section", try champs.mot("section", Section.self))
        let eligible = try champs.bool("eligible") ?? (section == .investissement)
        try champs.finir()
        guard quantite > 0 else { throw champs.erreur("quantite", "une quantité supérieure à zéro est attendue.") }
        // Far over any commune's purchase, and far under what centimes can count.
        if let prix, prix > .euros(100_000_000) || Decimal(prix.cents) * quantite > 100_000_000_000 {
            throw champs.erreur("prix_unitaire_ht", "100 000 000 € au plus par unité, et 1 000 000 000 € par ligne.")
        }
        self.init(libelle: libelle, quantite: quantite, prixUnitaireHT: prix, tauxTva: tva, section: section, eligible: eligible)
    }
}

extension Financeur {
    init(_ json: JSON, _ chemin: String) throws(ErreurDeDemande) {
        var champs = try Champs(json, chemin)
        let dispositif = try champs.requis("dispositif", try champs.code("dispositif"))
        let statut = try champs.requis("statut", try champs.mot("statut", Statut.self))
        self.init(
            dispositif: dispositif, statut: statut, tauxMin: try champs.taux("taux_min"), tauxMax: try champs.taux("taux_max"),
            plafondDepense: try champs.montant("plafond_depense"), plancherDepense: try champs.montant("plancher_depense"),
            montant: try champs.montant("montant"), estPublic: try champs.bool("public") ?? true)
        try champs.finir()
        if statut == .acquis, montant == nil { throw champs.erreur("montant", "le montant acquis est obligatoire.") }
        if statut == .demande, montant != nil { throw champs.erreur("montant", "un montant ne se donne qu'avec le statut \"acquis\".") }
        if let tauxMin, let tauxMax, tauxMin > tauxMax { throw champs.erreur("taux_min", "le taux minimal dépasse le taux maximal.") }
    }
}
