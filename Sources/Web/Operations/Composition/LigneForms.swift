import Model
import Store

/// How many of one line.
enum QuantiteLigne {
    static func draft(_ saisie: String?) throws(FormErrors) -> Int {
        guard let count = saisie.flatMap({ Int($0) }), (1...9999).contains(count) else {
            throw FormErrors(
                "quantite", "La quantité est un nombre entier, à partir de 1. Pour retirer la ligne, utilisez «\u{A0}Retirer\u{A0}».")
        }
        return count
    }
}

/// Which article takes the place of another, and why.
struct RemplacementForm: Sendable {
    let article: String?
    let motif: String?

    init(_ saisie: Saisie = .init()) { (article, motif) = (saisie["article"], saisie["motif"]) }

    func draft() throws(FormErrors) -> (article: String, motif: String) {
        var erreurs = FormErrors()
        if article == nil { erreurs.add("article", "Choisissez l’article qui prend la place.") }
        if !(5...500).contains(motif?.count ?? 0) {
            erreurs.add("motif", "Écrivez le motif, de 5 à 500 caractères\u{A0}: il figurera dans la note explicative.")
        }
        guard let article, let motif, erreurs.isEmpty else { throw erreurs }
        return (article, motif)
    }
}

/// What the browser sent of a free line, its quotation among it.
struct LigneLibreForm: Sendable {
    struct Draft: Sendable {
        let ligne: LigneLibre
        let devis: PieceForm.Draft?
    }

    let libelle: String?
    let quantite: String?
    let prix: String?
    let tva: String?
    let section: String?
    let compte: String?
    private let devis: Saisie.Fichier?

    /// The field of each rule of the database.
    static let champs = ["ligne_libelle": "libelle", "ligne_compte_section": "compte", "ligne_quantite": "quantite"]
    /// The rates of the CGI, overseas included (art. 278, 278-0 bis, 279, 281 quater, 296), and no VAT.
    static let taux = ["0.20", "0.10", "0.085", "0.055", "0.021", "0"]

    init(_ saisie: Saisie = .init()) {
        (libelle, quantite, prix) = (saisie["libelle"], saisie["quantite"], saisie["prix"])
        (tva, section, compte) = (saisie["tva"], saisie["section"], saisie["compte"])
        devis = saisie.fichier("fichier")
    }

    init(_ ligne: LigneProjet) {
        (libelle, quantite, prix) = (ligne.libelle, "\(ligne.unites)", ligne.prixUnitaireHtCentimes?.frenchNumber)
        tva = Self.taux.first { Rate($0) == ligne.tauxTva }
        (section, compte, devis) = (ligne.section.rawValue, ligne.compteM57, nil)
    }

    /// - Parameter aujourdhui: the quotation bears no day to come.
    func draft(aujourdhui: LocalDate) throws(FormErrors) -> Draft {
        var erreurs = FormErrors()
        if !(1...300).contains(libelle?.count ?? 0) {
            erreurs.add("libelle", "Écrivez ce que vous achetez, par exemple «\u{A0}Câblage de la salle\u{A0}».")
        }
        let quantite = (quantite ?? "1").isEmpty ? 1 : Int(quantite ?? "1") ?? 0
        if !(1...9999).contains(quantite) { erreurs.add("quantite", "La quantité est un nombre entier, à partir de 1.") }
        let montant = prix.flatMap { try? Money(french: $0) }
        if montant == nil || montant ?? .zero < .zero {
            erreurs.add("prix", "Écrivez le prix unitaire hors taxes du devis, par exemple 1\u{202F}200,00.")
        }
        let taux = Self.taux.first { $0 == tva }.flatMap(Rate.init(_:))
        if taux == nil { erreurs.add("tva", "Choisissez le taux de TVA du devis.") }
        let section = section.flatMap(Section.init(rawValue:))
        if section == nil { erreurs.add("section", "Dites si c’est de l’investissement ou du fonctionnement.") }
        if let compte, let erreur = Self.erreur(compte: compte, section) { erreurs.add("compte", erreur) }
        var piece: PieceForm.Draft?
        if devis != nil {
            do throws(FormErrors) { piece = try PieceForm(code: PieceForm.devis, devis).draft([.devis], aujourdhui: aujourdhui) } catch {
                erreurs.add("fichier", error["fichier"] ?? "")
            }
        }
        guard let libelle, let montant, let taux, let section, erreurs.isEmpty else { throw erreurs }
        return Draft(
            ligne: LigneLibre(
                libelle: libelle, quantite: quantite, prixUnitaireHT: montant, tauxTva: taux, section: section, compteM57: compte),
            devis: piece)
    }

    private static func erreur(compte: String, _ section: Section?) -> String? {
        guard (3...8).contains(compte.count), compte.allSatisfy({ $0.isASCII && $0.isNumber }), let classe = compte.first,
            classe == "2" || classe == "6"
        else {
            return "Le compte M57 s’écrit en chiffres et commence par 2 ou par 6, par exemple 21838. Laissez vide si vous ne le savez pas."
        }
        guard let section, (section == .investissement) != (classe == "2") else { return nil }
        return section == .investissement
            ? "En investissement, le compte commence par 2\u{A0}: corrigez le compte ou la section."
            : "En fonctionnement, le compte commence par 6\u{A0}: corrigez le compte ou la section."
    }
}

extension PieceForm {
    /// Code of the quotation among the pieces of the arrêté of 23 December 2002.
    static let devis = "1.4"
}

extension PieceExigee {
    fileprivate static let devis = PieceExigee(
        code: PieceForm.devis, nom: "Devis", fichier: "devis", description: "", source: "", generee: false)
}
