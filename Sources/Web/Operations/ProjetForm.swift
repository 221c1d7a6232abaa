import Model

/// What the browser sent of a project: its title, its object, the council's decision on small equipment.
struct ProjetForm: Sendable {
    let intitule: String?
    let objet: String?
    let decision: Bool

    init(_ saisie: Saisie) {
        (intitule, objet, decision) = (saisie["intitule"], saisie["objet"], saisie.coche("decision"))
    }

    init(_ projet: Projet) { (intitule, objet, decision) = (projet.intitule, projet.objet, projet.decisionPetitMateriel) }

    func draft() throws(FormErrors) -> (intitule: String, objet: String, decision: Bool) {
        var erreurs = FormErrors()
        if let erreur = Self.erreurIntitule(intitule) { erreurs.add("intitule", erreur) }
        if (objet?.count ?? 0) > 4000 { erreurs.add("objet", "La description est trop longue\u{A0}: 4\u{202F}000 caractères au plus.") }
        try erreurs.throwIfAny()
        return (intitule ?? "", objet ?? "", decision)
    }

    static func erreurIntitule(_ intitule: String?) -> String? {
        guard let intitule else { return "Donnez un nom au projet, par exemple «\u{A0}Espace démarches de la mairie\u{A0}»." }
        return (3...200).contains(intitule.count) ? nil : "Le nom du projet compte de 3 à 200 caractères."
    }
}

/// What the browser sent to open a project: the kit it starts from, its title and, for an intercommunality, where it goes.
struct NouveauProjetForm: Sendable {
    let intitule: String?
    let lieu: String?
    let kit: KitChoisi?

    init(_ saisie: Saisie) {
        (intitule, lieu) = (saisie["intitule"], saisie["lieu"])
        kit = KitChoisi { saisie[$0] }
    }

    init(intitule: String, kit: KitChoisi) { (self.intitule, lieu, self.kit) = (intitule, nil, kit) }

    /// - Parameter commune: the only place there can be, when the porteur is a commune.
    func draft(commune: String?) throws(FormErrors) -> (intitule: String, lieu: String) {
        var erreurs = FormErrors()
        if let erreur = ProjetForm.erreurIntitule(intitule) { erreurs.add("intitule", erreur) }
        let lieu = commune ?? lieu
        if lieu == nil { erreurs.add("lieu", "Choisissez la commune où l’équipement sera installé.") }
        guard let lieu, let intitule, erreurs.isEmpty else { throw erreurs }
        return (intitule, lieu)
    }
}

/// How many of a kit. The field bears the kit's code: a project with several kits has several of these forms on its page.
struct QuantiteForm {
    let quantite: String?
    private let champ: String

    init(_ saisie: Saisie, kit: String) {
        champ = "quantite-\(kit)"
        quantite = saisie[champ]
    }

    func draft() throws(FormErrors) -> Int {
        guard let count = quantite.flatMap({ Int($0) }), (1...99).contains(count) else {
            throw FormErrors(champ, "La quantité est un nombre entier de 1 à 99. Pour retirer le kit, utilisez «\u{A0}Retirer\u{A0}».")
        }
        return count
    }
}
