import Foundation
import Model
import Store

/// Which commune to invite, and its weight.
struct InvitationForm: Sendable {
    let commune: String?
    let poids: String?

    init(_ saisie: Saisie = .init()) { (commune, poids) = (saisie["commune"], saisie["poids"]) }

    func draft() throws(FormErrors) -> (commune: String, poids: Int?) {
        var erreurs = FormErrors()
        if (commune?.count ?? 0) < 2 { erreurs.add("commune", "Écrivez le nom de la commune, ou son code INSEE.") }
        if let poids, !((Int(poids) ?? 0) >= 1) {
            erreurs.add("poids", "Le poids est un nombre entier, à partir de 1. Laissez vide pour son nombre d’habitants.")
        }
        guard let commune, erreurs.isEmpty else { throw erreurs }
        return (commune, poids.flatMap { Int($0) })
    }

    /// The one commune that was meant: by its code, alone of its name, or alone of its name in the département of the project.
    static func choisir(_ texte: String, parmi trouvees: [CommuneTrouvee], pres codeInsee: String) throws(FormErrors) -> String {
        if let exacte = trouvees.first(where: { $0.codeInsee == texte.uppercased() }) { return exacte.codeInsee }
        if trouvees.count == 1 { return trouvees[0].codeInsee }
        let memeNom = trouvees.filter { cle($0.nom) == cle(texte) }
        if memeNom.count == 1 { return memeNom[0].codeInsee }
        let voisines = memeNom.filter { $0.codeInsee.prefix(2) == codeInsee.prefix(2) }
        if voisines.count == 1 { return voisines[0].codeInsee }
        guard !trouvees.isEmpty else {
            throw FormErrors("commune", "Aucune commune ne porte ce nom. Vérifiez l’orthographe, ou écrivez son code INSEE.")
        }
        let noms = trouvees.prefix(5).map { "\($0.nom) (\($0.codeInsee))" }.joined(separator: ", ")
        throw FormErrors("commune", "Plusieurs communes répondent\u{A0}: \(noms). Écrivez le code INSEE de la bonne.")
    }

    private static func cle(_ nom: String) -> String {
        nom.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).filter(\.isLetter)
    }
}

/// The weight of each participant, as it was typed.
struct CleForm: Sendable {
    private let saisies: [ID<Membre>: String]

    init(_ saisie: Saisie, _ membres: [Membre]) {
        saisies = Dictionary(uniqueKeysWithValues: membres.map { ($0.membreId, saisie[Self.champ($0.membreId)] ?? "") })
    }
    init(_ membres: [Membre]) { saisies = Dictionary(uniqueKeysWithValues: membres.map { ($0.membreId, "\($0.poids)") }) }

    static func champ(_ membre: ID<Membre>) -> String { "poids-\(membre)" }
    func saisie(_ membre: Membre) -> String { saisies[membre.membreId] ?? "" }

    /// Those that change.
    func draft(_ membres: [Membre]) throws(FormErrors) -> [(ID<Membre>, Int)] {
        var (erreurs, poids): (FormErrors, [(ID<Membre>, Int)]) = (.init(), [])
        for membre in membres {
            let minimum = membre.estChef ? 0 : 1
            if let lu = Int(saisie(membre)), (minimum...10_000_000).contains(lu) {
                if lu != membre.poids { poids.append((membre.membreId, lu)) }
            } else {
                erreurs.add(Self.champ(membre.membreId), "\(membre.nom)\u{A0}: le poids est un nombre entier, à partir de \(minimum).")
            }
        }
        try erreurs.throwIfAny()
        return poids
    }
}
