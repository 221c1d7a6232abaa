import Model
import Store

/// What the browser sent of a loan.
struct PretForm: Sendable {
    let nature: String?
    let emprunteur: String?
    let representant: String?
    let adresse: String?
    let objet: String?
    let lieu: String?
    let debut: String?
    let fin: String?
    let assureur: String?
    private let quantites: [ID<LigneProjet>: String]

    static let champs = [
        "pret_emprunteur": "emprunteur", "pret_representant": "representant", "pret_adresse": "adresse", "pret_objet": "objet",
        "pret_lieu": "lieu", "pret_duree": "fin",
    ]

    init(_ saisie: Saisie = .init(), _ lignes: [LigneProjet] = []) {
        (nature, emprunteur, representant) = (saisie["nature"], saisie["emprunteur"], saisie["representant"])
        (adresse, objet, lieu) = (saisie["adresse"], saisie["objet"], saisie["lieu"])
        (debut, fin, assureur) = (saisie["debut"], saisie["fin"], saisie["assureur"])
        quantites = Dictionary(uniqueKeysWithValues: lignes.map { ($0.ligneId, saisie[Self.champ($0)] ?? "") })
    }

    static func champ(_ ligne: LigneProjet) -> String { "pret-\(ligne.ligneId)" }
    func quantite(_ ligne: LigneProjet) -> String { quantites[ligne.ligneId] ?? "" }

    /// Equipment: what the budget counts, or might count, as investment, but neither licences nor services, which nobody hands over.
    static func pretables(_ lignes: [LigneProjet]) -> [LigneProjet] {
        lignes.filter { ligne in
            (ligne.section == .investissement || ligne.eligible == .siDeliberation)
                && !["LOG", "SER"].contains(ligne.articleCode.map { String($0.prefix(3)) } ?? "")
        }
    }

    func draft(_ lignes: [LigneProjet]) throws(FormErrors) -> Pret.Draft {
        var erreurs = FormErrors()
        for (champ, valeur, minimum, phrase) in [
            ("emprunteur", emprunteur, 2, "Écrivez le nom de l’emprunteur, par exemple «\u{A0}CCAS de Molles\u{A0}»."),
            ("representant", representant, 2, "Écrivez qui signe, par exemple «\u{A0}sa présidente, Mme Martin\u{A0}»."),
            ("adresse", adresse, 2, "Écrivez l’adresse de l’emprunteur."), ("objet", objet, 5, "Dites à quoi servira l’équipement."),
            ("lieu", lieu, 2, "Dites où l’équipement sera installé."),
        ] where (valeur?.count ?? 0) < minimum { erreurs.add(champ, phrase) }
        let nature = nature.flatMap(Pret.Nature.init(rawValue:))
        if nature == nil { erreurs.add("nature", "Choisissez qui emprunte.") }
        let assureur = assureur.flatMap(Pret.Assureur.init(rawValue:))
        if assureur == nil { erreurs.add("assureur", "Dites qui assure l’équipement.") }
        let (debut, fin) = (debut.flatMap(LocalDate.init(french:)), fin.flatMap(LocalDate.init(french:)))
        if debut == nil { erreurs.add("debut", "Écrivez le premier jour du prêt.") }
        if fin == nil { erreurs.add("fin", "Écrivez le dernier jour du prêt\u{A0}: une convention a toujours une fin.") }
        if let debut, let fin, fin <= debut || debut.adding(years: 10) < fin {
            erreurs.add("fin", "La fin vient après le début, dix ans plus tard au plus.")
        }
        let prises = choisies(lignes, &erreurs)
        guard let emprunteur, let representant, let adresse, let objet, let lieu, let nature, let assureur, let debut, let fin,
            erreurs.isEmpty
        else { throw erreurs }
        return Pret.Draft(
            nature: nature, emprunteur: emprunteur, representant: representant, adresse: adresse, objet: objet, lieu: lieu, debut: debut,
            fin: fin, assureur: assureur, lignes: prises)
    }

    private func choisies(_ lignes: [LigneProjet], _ erreurs: inout FormErrors) -> [(ligne: ID<LigneProjet>, quantite: Int)] {
        var prises: [(ligne: ID<LigneProjet>, quantite: Int)] = []
        for ligne in lignes {
            let brut = quantite(ligne)
            if brut.isEmpty || brut == "0" { continue }
            if let quantite = Int(brut), (1...ligne.unites).contains(quantite) {
                prises.append((ligne.ligneId, quantite))
            } else {
                erreurs.add(Self.champ(ligne), "\(ligne.libelle)\u{A0}: prêtez de 1 à \(ligne.unites), ou laissez vide.")
            }
        }
        if prises.isEmpty, erreurs.isEmpty, let premiere = lignes.first {
            erreurs.add(Self.champ(premiere), "Dites combien vous prêtez d’au moins un équipement.")
        }
        return prises
    }
}
