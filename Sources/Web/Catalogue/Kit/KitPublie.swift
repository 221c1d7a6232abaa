import Model

/// A kit as programs read it: amounts are decimal strings in euros, rates decimal fractions, as in the contract of the command line.
struct KitPublie: Encodable {
    struct Totaux: Encodable {
        let htMin, htRef, htMax, ttcRef, investissementHT, fonctionnementHT, siDeliberationHT: String
        let partReemploi: String?
        let delaiJoursOuvres: Int?
        let partiel: Bool
        let prixDu: String?

        enum CodingKeys: String, CodingKey {
            case htMin = "ht_min"
            case htRef = "ht_ref"
            case htMax = "ht_max"
            case ttcRef = "ttc_ref"
            case investissementHT = "investissement_ht"
            case fonctionnementHT = "fonctionnement_ht"
            case siDeliberationHT = "si_deliberation_ht"
            case partReemploi = "part_reemploi"
            case delaiJoursOuvres = "delai_jours_ouvres"
            case partiel
            case prixDu = "prix_du"
        }
    }

    struct Ligne: Encodable {
        let article, libelle: String
        let quantite: Int
        let option: Bool
        let prixHT: String?
        let tva: String

        enum CodingKeys: String, CodingKey {
            case article, libelle, quantite, option, tva
            case prixHT = "prix_ht"
        }
    }

    let code: String
    let version: Int
    let nom, phrase, besoin: String
    let totaux: Totaux
    let lignes: [Ligne]

    init(_ kit: KitChiffre) {
        let totaux = kit.totaux
        (code, version, nom, phrase, besoin) = (kit.kit.code, kit.kit.version, kit.kit.nom, kit.kit.phrase, kit.kit.besoin)
        self.totaux = Totaux(
            htMin: totaux.htMin.decimal, htRef: totaux.htRef.decimal, htMax: totaux.htMax.decimal, ttcRef: totaux.ttcRef.decimal,
            investissementHT: totaux.investissement.decimal, fonctionnementHT: totaux.fonctionnement.decimal,
            siDeliberationHT: totaux.siDeliberation.decimal, partReemploi: totaux.partReemploi?.decimal,
            delaiJoursOuvres: totaux.delaiJoursOuvres, partiel: totaux.estPartiel, prixDu: totaux.prixDu.map { "\($0)" })
        lignes = kit.lignes.map {
            Ligne(
                article: $0.articleCode, libelle: $0.libelle, quantite: $0.quantite, option: $0.option, prixHT: $0.prixRef?.decimal,
                tva: $0.tauxTva.decimal)
        }
    }
}
