import Foundation
import Model

/// What the browser sent of the choices of a plan: an objective, what is done with each dispositif, other funders by name. The same fields in
/// the address of a preview and in the form that keeps them.
struct ChoixForm: Sendable {
    /// What is done with a dispositif.
    enum Avec: String, CaseIterable { case non, demande, acquis }

    struct Ligne: Sendable {
        let code: String
        let avec: Avec
        let taux: String?
        let montant: String?
    }

    struct Autre: Sendable {
        let nom: String?
        let montant: String?
        let estPublic: Bool
    }

    /// A sixth funder outside the catalogue is one too many for a page, and for any real plan.
    static let autresAuPlus = 5

    let objectif: String?
    let lignes: [Ligne]
    let autres: [Autre]

    /// - Parameter dispositifs: those of the catalogue; a field of another one is ignored.
    init(_ saisie: Saisie, _ dispositifs: [Dispositif]) {
        objectif = saisie["objectif"]
        lignes = dispositifs.map { dispositif in
            let code = dispositif.code
            return Ligne(
                code: code, avec: saisie[Self.avec(code)].flatMap(Avec.init) ?? .non, taux: saisie[Self.taux(code)],
                montant: saisie[Self.montant(code)])
        }
        autres = (1...Self.autresAuPlus).map { rang in
            Autre(nom: saisie[Self.nom(rang)], montant: saisie[Self.montantAutre(rang)], estPublic: saisie[Self.nature(rang)] != "prive")
        }.filter { $0.nom != nil || $0.montant != nil }
    }

    init(_ choix: ChoixFinancement, _ dispositifs: [Dispositif]) {
        objectif = choix.objectif.rawValue
        lignes = dispositifs.map { dispositif in
            let financeur = choix.financeurs.first { $0.dispositif == dispositif.code }
            return Ligne(
                code: dispositif.code, avec: financeur.map { $0.statut == .acquis ? .acquis : .demande } ?? .non,
                taux: financeur?.tauxMax.map { String($0.french.dropLast(2)) }, montant: financeur?.montant?.frenchNumber)
        }
        let connus = Set(dispositifs.map(\.code))
        autres = choix.financeurs.filter { !connus.contains($0.dispositif) }.map {
            Autre(nom: $0.dispositif, montant: $0.montant?.frenchNumber, estPublic: $0.estPublic)
        }
    }

    static func avec(_ code: String) -> String { "avec-\(code)" }
    static func taux(_ code: String) -> String { "taux-\(code)" }
    static func montant(_ code: String) -> String { "montant-\(code)" }
    static func nom(_ rang: Int) -> String { "autre-nom-\(rang)" }
    static func montantAutre(_ rang: Int) -> String { "autre-montant-\(rang)" }
    static func nature(_ rang: Int) -> String { "autre-nature-\(rang)" }

    func ligne(_ code: String) -> Ligne? { lignes.first { $0.code == code } }

    /// As hidden fields: to keep choices with one button.
    var champs: [(nom: String, valeur: String)] {
        var champs = [("objectif", objectif ?? "")]
        for ligne in lignes where ligne.avec != .non {
            champs.append((Self.avec(ligne.code), ligne.avec.rawValue))
            if ligne.avec == .demande, let taux = ligne.taux { champs.append((Self.taux(ligne.code), taux)) }
            if ligne.avec == .acquis, let montant = ligne.montant { champs.append((Self.montant(ligne.code), montant)) }
        }
        for (index, autre) in autres.enumerated() {
            champs.append((Self.nom(index + 1), autre.nom ?? ""))
            champs.append((Self.montantAutre(index + 1), autre.montant ?? ""))
            champs.append((Self.nature(index + 1), autre.estPublic ? "public" : "prive"))
        }
        return champs
    }
}

extension ChoixForm {
    /// - Parameter dispositifs: those of the catalogue, for their names and whether they are public.
    func draft(_ dispositifs: [Dispositif]) throws(FormErrors) -> ChoixFinancement {
        var erreurs = FormErrors()
        let but = objectif.flatMap(Objectif.init)
        if but == nil { erreurs.add("objectif", "Choisissez ce que le plan doit chercher.") }
        var financeurs: [Financeur] = []
        for (ligne, dispositif) in zip(lignes, dispositifs) {
            if let financeur = financeur(ligne, dispositif, &erreurs) { financeurs.append(financeur) }
        }
        for (index, autre) in autres.enumerated() {
            let pris = financeurs.map(\.dispositif) + dispositifs.flatMap { [$0.code, $0.nomCourt, $0.nom] }
            if let financeur = financeur(autre, index + 1, pris, &erreurs) { financeurs.append(financeur) }
        }
        guard let but, erreurs.isEmpty else { throw erreurs }
        return ChoixFinancement(objectif: but, financeurs: financeurs)
    }

    private func financeur(_ ligne: Ligne, _ dispositif: Dispositif, _ erreurs: inout FormErrors) -> Financeur? {
        switch ligne.avec {
        case .non:
            if ligne.montant != nil {
                erreurs.add(
                    Self.avec(ligne.code),
                    "Vous avez écrit un montant pour \(dispositif.nomCourt)\u{A0}: choisissez «\u{A0}Déjà obtenue\u{A0}», ou effacez-le.")
            }
            return nil
        case .demande:
            var taux: Rate?
            if let texte = ligne.taux {
                taux = Rate(pourcent: texte)
                if taux == nil {
                    erreurs.add(
                        Self.taux(ligne.code), "«\u{A0}\(texte)\u{A0}» n’est pas un taux. Écrivez un nombre de 0 à 100, par exemple 30.")
                }
            }
            return Financeur(dispositif: ligne.code, statut: .demande, tauxMax: taux, estPublic: dispositif.estPublic)
        case .acquis:
            guard let montant = Self.lire(ligne.montant, Self.montant(ligne.code), &erreurs) else { return nil }
            return Financeur(dispositif: ligne.code, statut: .acquis, montant: montant, estPublic: dispositif.estPublic)
        }
    }

    private func financeur(_ autre: Autre, _ rang: Int, _ pris: [String], _ erreurs: inout FormErrors) -> Financeur? {
        let montant = Self.lire(autre.montant, Self.montantAutre(rang), &erreurs)
        guard let nom = autre.nom else {
            erreurs.add(Self.nom(rang), "Écrivez le nom de ce financeur, par exemple «\u{A0}Fondation du Bourbonnais\u{A0}».")
            return nil
        }
        if nom.count > 60 { erreurs.add(Self.nom(rang), "Le nom d’un financeur compte 60 caractères au plus.") }
        if pris.contains(where: { $0.lowercased() == nom.lowercased() }) {
            erreurs.add(Self.nom(rang), "«\u{A0}\(nom)\u{A0}» est déjà dans ce plan\u{A0}: écrivez son montant sur sa propre ligne.")
        }
        return montant.map { Financeur(dispositif: nom, statut: .acquis, montant: $0, estPublic: autre.estPublic) }
    }

    private static func lire(_ texte: String?, _ champ: String, _ erreurs: inout FormErrors) -> Money? {
        guard let texte else {
            erreurs.add(champ, "Écrivez le montant obtenu, en euros.")
            return nil
        }
        guard let montant = try? Money(french: texte), montant > .zero else {
            erreurs.add(champ, "«\u{A0}\(texte)\u{A0}» n’est pas un montant. Écrivez par exemple 1\u{202F}234,56.")
            return nil
        }
        return montant
    }
}

extension Rate {
    /// Reads per cents as one types them: `30`, `33,33`, `30 %`; nil outside 0–100, zero excluded.
    init?(pourcent texte: String) {
        let compact = texte.filter { !$0.isWhitespace && $0 != "%" }.replacingOccurrences(of: ",", with: ".")
        guard let pourcents = Rate(compact), pourcents > .zero, pourcents <= Rate(100) else { return nil }
        self.init(pourcents.value / 100)
    }
}

extension Objectif {
    /// In the words of who chooses.
    var libelle: String {
        switch self {
        case .resteACharge: "Payer le moins"
        case .moinsDeDossiers: "Un seul dossier"
        case .plusSur: "Le plus sûr"
        case .plusTot: "L’argent au plus tôt"
        }
    }

    var precision: String {
        switch self {
        case .resteACharge: "Ce qui reste à votre charge est le plus bas possible, même avec deux dossiers."
        case .moinsDeDossiers: "L’aide qui, à elle seule, laisse le moins à payer."
        case .plusSur: "Seulement ce qui est d’ordinaire accordé, au taux que trois dossiers sur quatre ont obtenu."
        case .plusTot: "Vous avancez le moins d’argent, le moins longtemps."
        }
    }
}
