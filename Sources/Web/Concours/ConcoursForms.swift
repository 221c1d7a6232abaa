import Foundation
import Model
import Store

/// What the programme writes to open a consultation.
struct ConsultationForm: Sendable {
    let titre, objet, jury, ouverte, cloture, deliberation, criteres: String?

    init(_ saisie: Saisie) {
        (titre, objet, jury) = (saisie["titre"], saisie["objet"], saisie["jury"])
        (ouverte, cloture, deliberation) = (saisie["ouverte_le"], saisie["cloture_le"], saisie["jury_le"])
        criteres = saisie["criteres"]
    }

    /// A form to fill: what juries most often weigh.
    static let vierge: ConsultationForm = {
        var saisie = Saisie()
        saisie.add("criteres", "Utilité pour les habitants : 40\nAccessibilité : 30\nCoût et fabrication locale : 30")
        return ConsultationForm(saisie)
    }()

    func draft() throws(FormErrors) -> Consultation.Draft {
        var erreurs = FormErrors()
        if !(3...200).contains(titre?.count ?? 0) { erreurs.add("titre", "Donnez un titre de 3 à 200 caractères.") }
        if !(10...4_000).contains(objet?.count ?? 0) { erreurs.add("objet", "Dites ce qui est attendu, en 10 à 4\u{202F}000 caractères.") }
        if !(3...500).contains(jury?.count ?? 0) { erreurs.add("jury", "Dites qui compose le jury, en 500 caractères au plus.") }
        let (du, au, le) = (
            jour(ouverte, "ouverte_le", &erreurs), jour(cloture, "cloture_le", &erreurs), jour(deliberation, "jury_le", &erreurs)
        )
        if let du, let au, au < du { erreurs.add("cloture_le", "La clôture vient après l’ouverture.") }
        if let au, let le, le < au { erreurs.add("jury_le", "Le jury se réunit après la clôture.") }
        let lus = Self.lire(criteres ?? "")
        if lus == nil {
            erreurs.add(
                "criteres", "Écrivez un critère par ligne, suivi de son poids\u{A0}: «\u{A0}Accessibilité : 30\u{A0}», dix au plus.")
        }
        guard let titre, let objet, let jury, let du, let au, let le, let lus, erreurs.isEmpty else { throw erreurs }
        return Consultation.Draft(titre: titre, objet: objet, jury: jury, ouverteLe: du, clotureLe: au, juryLe: le, criteres: lus)
    }

    private func jour(_ text: String?, _ champ: String, _ erreurs: inout FormErrors) -> LocalDate? {
        let date = text.flatMap { LocalDate(french: $0) }
        if date == nil { erreurs.add(champ, "Choisissez une date.") }
        return date
    }

    /// nil when a line is not a name, a colon and a weight.
    private static func lire(_ text: String) -> [(nom: String, poids: Int)]? {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let lus = lines.compactMap { line -> (nom: String, poids: Int)? in
            guard let colon = line.lastIndex(of: ":") else { return nil }
            let nom = line[..<colon].trimmingCharacters(in: .whitespaces)
            guard let poids = Int(line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)), (1...100).contains(poids),
                (2...120).contains(nom.count)
            else { return nil }
            return (nom, poids)
        }
        return (1...10).contains(lus.count) && lus.count == lines.count ? lus : nil
    }
}

/// What a designer writes of her kit.
struct PropositionForm: Sendable {
    let titre, phrase, besoin, destinataire, licence, fabrication: String?

    init(_ saisie: Saisie) {
        (titre, phrase, besoin) = (saisie["titre"], saisie["phrase"], saisie["besoin"])
        (destinataire, licence, fabrication) = (saisie["destinataire"], saisie["licence"], saisie["fabrication"])
    }

    init(_ proposition: KitPropose) {
        (titre, phrase, besoin) = (proposition.titre, proposition.phrase, proposition.besoin)
        (destinataire, licence, fabrication) = (proposition.destinataire, proposition.licencePlans, proposition.fabrication)
    }

    func draft() throws(FormErrors) -> KitPropose.Draft {
        var erreurs = FormErrors()
        if !(3...120).contains(titre?.count ?? 0) { erreurs.add("titre", "Donnez un nom au kit, de 3 à 120 caractères.") }
        if !(10...400).contains(phrase?.count ?? 0) { erreurs.add("phrase", "Dites à quoi il sert en une phrase, de 10 à 400 caractères.") }
        if !(2...80).contains(besoin?.count ?? 0) { erreurs.add("besoin", "Dites à quel besoin il répond, en 80 caractères au plus.") }
        if !(2...300).contains(destinataire?.count ?? 0) {
            erreurs.add("destinataire", "Dites pour qui il est fait, en 300 caractères au plus.")
        }
        if (licence?.count ?? 2) > 200 { erreurs.add("licence", "La licence tient en 200 caractères.") }
        if (fabrication?.count ?? 2) > 2_000 { erreurs.add("fabrication", "La fabrication tient en 2\u{202F}000 caractères.") }
        guard let titre, let phrase, let besoin, let destinataire, erreurs.isEmpty else { throw erreurs }
        return KitPropose.Draft(
            titre: titre, phrase: phrase, besoin: besoin, destinataire: destinataire, licencePlans: licence, fabrication: fabrication)
    }
}

/// An article of the catalogue in a proposition; quantity 0 takes it away.
struct LigneForm: Sendable {
    let article, quantite: String?
    let option: Bool

    init(_ saisie: Saisie) { (article, quantite, option) = (saisie["article"]?.uppercased(), saisie["quantite"], saisie.coche("option")) }

    func draft() throws(FormErrors) -> (article: String, quantite: Int) {
        var erreurs = FormErrors()
        if article == nil { erreurs.add("article", "Écrivez le code d’un article du catalogue, comme INF-001.") }
        let nombre = quantite.flatMap { Int($0) }
        if nombre.map((0...1_000).contains) != true {
            erreurs.add("quantite", "Écrivez une quantité, de 1 à 1\u{202F}000 (0 pour retirer l’article).")
        }
        guard let article, let nombre, erreurs.isEmpty else { throw erreurs }
        return (article, nombre)
    }
}

/// Scores out of 20, one per criterion, and an opinion.
struct RevueForm: Sendable {
    let notes: [Int: String]
    let avis: String?

    init(_ saisie: Saisie, _ criteres: [CritereJury]) {
        notes = Dictionary(uniqueKeysWithValues: criteres.compactMap { critere in saisie[Self.champ(critere)].map { (critere.rang, $0) } })
        avis = saisie["avis"]
    }

    init(_ donne: AvisDeRelecteur) { (notes, avis) = (donne.notes.mapValues(String.init), donne.texte) }

    static func champ(_ critere: CritereJury) -> String { "note_\(critere.rang)" }

    func draft(_ criteres: [CritereJury]) throws(FormErrors) -> AvisDeRelecteur {
        var (erreurs, lues) = (FormErrors(), [Int: Int]())
        for critere in criteres {
            if let note = notes[critere.rang].flatMap({ Int($0) }), (0...20).contains(note) {
                lues[critere.rang] = note
            } else {
                erreurs.add(Self.champ(critere), "Donnez à «\u{A0}\(critere.nom)\u{A0}» une note entière de 0 à 20.")
            }
        }
        if let avis, !(3...4_000).contains(avis.count) { erreurs.add("avis", "L’avis tient en 4\u{202F}000 caractères.") }
        try erreurs.throwIfAny()
        return AvisDeRelecteur(notes: lues, texte: avis)
    }
}
