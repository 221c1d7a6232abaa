import Foundation
import Model
import Store

/// A new simulation, as it was typed.
struct SimulationForm {
    struct Draft: Sendable {
        let titre: String
        let enveloppe: String
        let filtres: FiltresSimulation
    }

    let titre, enveloppe, minimum, maximum: String?
    let tous, sansProgrammes: Bool

    init(_ saisie: Saisie) {
        (titre, enveloppe, minimum, maximum) = (saisie["titre"], saisie["enveloppe"], saisie["minimum"], saisie["maximum"])
        (tous, sansProgrammes) = (saisie.coche("tous"), saisie.coche("sans_programmes"))
    }

    func draft() throws(FormErrors) -> Draft {
        var erreurs = FormErrors()
        if !(3...120).contains(titre?.count ?? 0) { erreurs.add("titre", "Donnez un titre de 3 à 120 caractères.") }
        if enveloppe == nil { erreurs.add("enveloppe", "Choisissez une enveloppe.") }
        let (bas, haut) = (montant(minimum, "minimum", &erreurs), montant(maximum, "maximum", &erreurs))
        if let bas, let haut, haut < bas { erreurs.add("maximum", "Ce montant est inférieur au premier. Corrigez l’un des deux.") }
        guard let titre, let enveloppe, erreurs.isEmpty else { throw erreurs }
        return Draft(
            titre: titre, enveloppe: enveloppe,
            filtres: .init(completsSeulement: !tous, sansDejaProgrammes: sansProgrammes, montantMin: bas, montantMax: haut))
    }

    private func montant(_ texte: String?, _ champ: String, _ erreurs: inout FormErrors) -> Money? {
        guard let texte else { return nil }
        if let montant = try? Money(french: texte), montant >= .zero { return montant }
        erreurs.add(champ, "«\u{A0}\(texte)\u{A0}» n’est pas un montant. Écrivez par exemple 5\u{202F}000.")
        return nil
    }
}

/// The criteria, as they were typed.
struct CriteresForm {
    let valeurs: [String: String]

    static let nombres = [
        "points_dossier", "points_rang1", "points_rang2", "points_rang3", "points_premiere", "points_categorie", "communes", "equilibre",
    ]

    init(_ saisie: Saisie) {
        let champs = Self.nombres + ["montants", "categorie", "taux_min", "taux_max", "reserve", "arrondi"]
        valeurs = Dictionary(uniqueKeysWithValues: champs.compactMap { nom in saisie[nom].map { (nom, $0) } })
    }

    init(_ criteres: CriteresProgrammation) {
        func pourcent(_ taux: Rate?) -> String? { taux.map { String($0.french.dropLast(2)) } }
        var valeurs = [
            "montants": criteres.montants.rawValue, "points_dossier": "\(criteres.pointsDossier)",
            "points_rang1": "\(criteres.pointsRang1)",
            "points_rang2": "\(criteres.pointsRang2)", "points_rang3": "\(criteres.pointsRang3)",
            "points_premiere": "\(criteres.pointsPremiereDemande)", "points_categorie": "\(criteres.pointsCategorie)",
            "communes": "\(criteres.communesMin)", "equilibre": "\(criteres.equilibre)", "categorie": criteres.categorie,
            "arrondi": criteres.enEuros ? "euro" : "centime",
        ]
        valeurs["taux_min"] = pourcent(criteres.tauxMin)
        valeurs["taux_max"] = pourcent(criteres.tauxMax)
        if criteres.reserve > .zero { valeurs["reserve"] = criteres.reserve.frenchNumber }
        self.valeurs = valeurs
    }

    func draft() throws(FormErrors) -> CriteresProgrammation {
        var erreurs = FormErrors()
        var criteres = CriteresProgrammation()
        criteres.montants = valeurs["montants"].flatMap(CriteresProgrammation.Montants.init) ?? .demande
        criteres.pointsDossier = entier("points_dossier", 0...1_000, &erreurs)
        criteres.pointsRang1 = entier("points_rang1", 0...1_000, &erreurs)
        criteres.pointsRang2 = entier("points_rang2", 0...1_000, &erreurs)
        criteres.pointsRang3 = entier("points_rang3", 0...1_000, &erreurs)
        criteres.pointsPremiereDemande = entier("points_premiere", 0...1_000, &erreurs)
        criteres.pointsCategorie = entier("points_categorie", 0...1_000, &erreurs)
        criteres.communesMin = entier("communes", 0...2_000, &erreurs)
        criteres.equilibre = entier("equilibre", 0...100, &erreurs)
        criteres.categorie = valeurs["categorie"] ?? ""
        (criteres.tauxMin, criteres.tauxMax) = (taux("taux_min", &erreurs), taux("taux_max", &erreurs))
        if let bas = criteres.tauxMin, let haut = criteres.tauxMax, haut < bas {
            erreurs.add("taux_max", "Le taux plafond est inférieur au taux plancher. Corrigez l’un des deux.")
        }
        if let texte = valeurs["reserve"] {
            if let montant = try? Money(french: texte), montant >= .zero {
                criteres.reserve = montant
            } else {
                erreurs.add("reserve", "«\u{A0}\(texte)\u{A0}» n’est pas un montant. Écrivez par exemple 20\u{202F}000.")
            }
        }
        criteres.enEuros = valeurs["arrondi"] != "centime"
        if criteres.pointsDossier + criteres.pointsRang1 + criteres.pointsRang2 + criteres.pointsRang3 + criteres.pointsPremiereDemande
            == 0,
            criteres.categorie.isEmpty || criteres.pointsCategorie == 0
        {
            erreurs.add(
                "points_dossier", "Tous les points sont à zéro\u{A0}: rien ne distinguerait les dossiers. Donnez au moins un point.")
        }
        try erreurs.throwIfAny()
        return criteres
    }

    private func entier(_ champ: String, _ bornes: ClosedRange<Int>, _ erreurs: inout FormErrors) -> Int {
        guard let texte = valeurs[champ] else { return 0 }
        if let valeur = Int(texte), bornes.contains(valeur) { return valeur }
        erreurs.add(champ, "Écrivez un nombre entier, de \(bornes.lowerBound) à \(bornes.upperBound).")
        return 0
    }

    private func taux(_ champ: String, _ erreurs: inout FormErrors) -> Rate? {
        guard let texte = valeurs[champ] else { return nil }
        if let taux = Rate(pourcent: texte), taux >= .zero, taux <= .one { return taux }
        erreurs.add(champ, "«\u{A0}\(texte)\u{A0}» n’est pas un taux. Écrivez par exemple 35 ou 33,5.")
        return nil
    }
}

extension CriteresProgrammation {
    /// What a form proposes at first: the bracket and the rounding of the département, when they are known.
    static func declares(_ regle: RegleDepartement?) -> CriteresProgrammation {
        var criteres = CriteresProgrammation()
        guard let regle else { return criteres }
        (criteres.tauxMin, criteres.tauxMax) = (regle.tauxMin, regle.tauxMax)
        criteres.enEuros = [.euro, .euroDown].contains(regle.arrondi) || regle.arrondi == .halfUp
        criteres.categorie = regle.categories.first?.libelle ?? ""
        return criteres
    }
}

/// The lines of one page, as they were typed. Rate and amount recompute each other: whichever changed leads.
struct LignesForm {
    let dossiers: [ID<Dossier>]
    let valeurs: [String: String]

    init(_ saisie: Saisie) {
        dossiers = saisie.toutes("dossier").prefix(SimulationPage.taille).compactMap { ID<Dossier>($0) }
        var valeurs: [String: String] = [:]
        for dossier in dossiers {
            for champ in ["assiette", "taux", "montant", "statut", "sort", "motif"] {
                let nom = Self.nom(champ, dossier)
                if let valeur = saisie[nom] { valeurs[nom] = valeur }
            }
        }
        self.valeurs = valeurs
    }

    static func nom(_ champ: String, _ dossier: ID<Dossier>) -> String { "\(champ)-\(dossier)" }

    /// What the fields show of a line.
    static func affiche(_ ligne: LigneSimulation) -> [String: String?] {
        [
            "assiette": ligne.depenseCentimes?.frenchNumber,
            "taux": ligne.montantCentimes > .zero ? ligne.taux.map { String($0.french.dropLast(2)) } : nil,
            "montant": ligne.montantCentimes > .zero ? ligne.montantCentimes.frenchNumber : nil,
            "statut": ligne.statut.rawValue, "sort": ligne.sort.rawValue, "motif": ligne.motif.isEmpty ? nil : ligne.motif,
        ]
    }

    /// Only the lines that changed.
    func changements(_ lignes: [LigneSimulation]) throws(FormErrors) -> [LigneSimulation.Changement] {
        var erreurs = FormErrors()
        var changements: [LigneSimulation.Changement] = []
        for ligne in lignes {
            let affiche = Self.affiche(ligne)
            func tape(_ champ: String) -> String? { valeurs[Self.nom(champ, ligne.dossierId)] }
            func change(_ champ: String) -> Bool { tape(champ) != affiche[champ].flatMap { $0 } }
            guard ["assiette", "taux", "montant", "statut", "sort", "motif"].contains(where: change) else { continue }
            var changement = LigneSimulation.Changement(ligne)
            if change("assiette") { changement.depenseCentimes = montant(tape("assiette"), "assiette", ligne, &erreurs) }
            if let statut = tape("statut").flatMap(StatutLigne.init) { changement.statut = statut }
            if let sort = tape("sort").flatMap(SortLigne.init) { changement.sort = sort }
            changement.motif = String((tape("motif") ?? "").prefix(2_000))
            if change("montant") {
                changement.montantCentimes = montant(tape("montant"), "montant", ligne, &erreurs) ?? .zero
            } else if change("taux") || (change("assiette") && ligne.montantCentimes > .zero) {
                // The rate leads, on the new base: exact when it was not retyped.
                let taux = change("taux") ? tape("taux").flatMap { Rate(pourcent: $0) } : ligne.taux
                if tape("taux") != nil, taux == nil {
                    erreurs.add(Self.nom("taux", ligne.dossierId), "\(ligne.numero)\u{A0}: ce taux ne se lit pas. Écrivez par exemple 35.")
                }
                if let taux, let base = changement.depenseCentimes { changement.montantCentimes = base.times(taux) }
                if tape("taux") == nil { changement.montantCentimes = .zero }
            }
            changement.montantFixe = changement.montantCentimes > .zero && (change("montant") || change("taux") || ligne.montantFixe)
            // Typing an amount accepts; an accepted line without one takes what is asked.
            if changement.montantCentimes > .zero, !change("statut"), ligne.statut == .enTraitement { changement.statut = .accepte }
            if changement.statut != .accepte { (changement.montantCentimes, changement.montantFixe) = (.zero, false) }
            if changement.statut == .accepte, changement.montantCentimes == .zero, !change("montant"), !change("taux") {
                changement.montantCentimes = min(ligne.montantDemandeCentimes, changement.depenseCentimes ?? .zero)
            }
            if let base = changement.depenseCentimes, changement.montantCentimes > base {
                erreurs.add(
                    Self.nom("montant", ligne.dossierId),
                    "\(ligne.numero)\u{A0}: le montant accordé est supérieur à l’assiette, \(base.french). Corrigez l’un des deux.")
            }
            changements.append(changement)
        }
        try erreurs.throwIfAny()
        return changements
    }

    private func montant(_ texte: String?, _ champ: String, _ ligne: LigneSimulation, _ erreurs: inout FormErrors) -> Money? {
        guard let texte else { return nil }
        if let montant = try? Money(french: texte), montant > .zero, champ == "montant" || montant <= ligne.coutTotalHtCentimes {
            return montant
        }
        erreurs.add(
            Self.nom(champ, ligne.dossierId),
            "\(ligne.numero)\u{A0}: «\u{A0}\(texte)\u{A0}» ne convient pas. Écrivez un montant, au plus le coût de l’opération, \(ligne.coutTotalHtCentimes.french)."
        )
        return nil
    }
}
