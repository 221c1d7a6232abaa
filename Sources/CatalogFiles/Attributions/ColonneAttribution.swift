import Model

/// What a file of awards may say, and the names that its columns take from one year and one publisher to the next.
enum ColonneAttribution: String, CaseIterable {
    case identifiant, annee, dispositif, echelon, departement, territoire, insee, siren, nom, objet, categorie, cout, subvention

    /// In the words of an error message.
    var libelle: String {
        switch self {
        case .identifiant: "identifiant du projet"
        case .annee: "exercice"
        case .dispositif: "dispositif (DETR, DSIL…)"
        case .echelon: "type de bénéficiaire"
        case .departement: "département"
        case .territoire: "code du bénéficiaire"
        case .insee: "code INSEE"
        case .siren: "SIREN"
        case .nom: "bénéficiaire"
        case .objet: "intitulé du projet"
        case .categorie: "catégorie"
        case .cout: "coût HT"
        case .subvention: "montant de la subvention"
        }
    }

    /// A name to give to the column when none was recognised.
    var exemple: String {
        switch self {
        case .nom: "beneficiaire"
        case .objet: "intitule"
        case .cout: "cout_ht"
        case .departement: "code_departement"
        default: rawValue
        }
    }

    /// Names in the order of preference, in simple text: no capital, no accent, no unit (`NomDeColonne`).
    var noms: [String] {
        switch self {
        case .identifiant:
            [
                "id projet", "identifiant", "identifiant projet", "identifiant du projet", "id", "id dossier", "numero de dossier",
                "numero dossier", "num dossier", "n dossier", "n de dossier", "numero projet", "n projet", "code projet", "id operation",
                "reference", "reference dossier", "reference du dossier", "numero ds", "numero", "num",
            ]
        case .annee:
            [
                "annee", "exercice", "millesime", "exercice budgetaire", "annee d attribution", "exercice d attribution",
                "annee de programmation", "annee programmation", "annee exercice", "annee budgetaire", "annee de subvention",
            ]
        case .dispositif:
            [
                "dotation", "dispositif", "dot", "type de dotation", "type dotation", "nom de la dotation", "nom dotation",
                "libelle dotation", "dispositif de financement", "libelle dispositif", "fonds", "type de dispositif", "subvention type",
            ]
        case .echelon:
            [
                "echelon", "type beneficiaire", "type de beneficiaire", "type du beneficiaire", "nature beneficiaire",
                "nature du beneficiaire", "beneficiaire type", "beneficiaire nature", "categorie beneficiaire", "categorie de beneficiaire",
                "type collectivite", "type de collectivite", "nature juridique", "statut juridique", "type de porteur", "type porteur",
                "nature de la collectivite", "echelon territorial",
            ]
        case .departement:
            [
                "code departement", "inseedep", "id dep", "code dept", "code dep", "code dpt", "departement code", "code du departement",
                "numero departement", "numero de departement", "num departement", "num dep", "n departement", "code departement insee",
                "beneficiaire code departement", "code departement beneficiaire", "departement", "dept", "dep", "dpt",
                "beneficiaire departement", "departement beneficiaire", "departement du beneficiaire", "nom departement",
                "nom du departement", "libelle departement",
            ]
        // A column that holds a code INSEE or a SIREN, by the kind of beneficiary.
        case .territoire:
            [
                "id terr", "codgeo", "code geo", "code beneficiaire", "identifiant beneficiaire", "id beneficiaire", "beneficiaire code",
                "beneficiaire identifiant", "code collectivite", "code du beneficiaire",
            ]
        case .insee:
            [
                "inseecom", "code insee", "insee", "insee com", "insee commune", "code insee commune", "code insee de la commune",
                "code commune", "code commune insee", "code insee beneficiaire", "code insee du beneficiaire", "beneficiaire code insee",
                "beneficiaire insee", "commune insee", "code geographique", "code officiel geographique", "cog", "depcom", "n insee",
                "numero insee", "code insee 2026",
            ]
        case .siren:
            [
                "siren", "siren beneficiaire", "siren du beneficiaire", "beneficiaire siren", "code siren", "numero siren", "n siren",
                "inseeepci", "inseepci", "siren epci", "siren collectivite", "code siren beneficiaire", "identifiant siren", "siret",
                "siret beneficiaire", "siret du beneficiaire", "beneficiaire siret", "numero siret", "n siret", "code siret",
                "siret porteur",
            ]
        case .nom:
            [
                "nom officiel", "libgeo", "nom terr", "nom beneficiaire", "nom du beneficiaire", "beneficiaire nom", "beneficiaire",
                "beneficiaires", "libelle beneficiaire", "beneficiaire libelle", "raison sociale", "raison sociale beneficiaire",
                "beneficiaire raison sociale", "denomination", "denomination beneficiaire", "collectivite", "nom collectivite",
                "nom de la collectivite", "collectivite beneficiaire", "porteur de projet", "porteur du projet", "porteur",
                "maitre d ouvrage", "maitrise d ouvrage", "nom commune", "nom de la commune", "commune", "commune ou groupement",
            ]
        case .objet:
            [
                "description", "objet", "intitule", "intitule du projet", "intitule projet", "projet intitule", "intitule operation",
                "intitule de l operation", "libelle projet", "libelle du projet", "libelle operation", "libelle de l operation",
                "objet du projet", "objet de l operation", "objet operation", "nom du projet", "nom projet", "nom de l operation",
                "description du projet", "description projet", "description de l operation", "comment", "operation", "projet",
                "designation",
                "nature de l operation", "nature operation", "nature des travaux", "titre", "titre du projet", "libelle",
            ]
        case .categorie:
            [
                "categorie", "catgeorie", "categorie projet", "categorie du projet", "categorie operation", "categorie de l operation",
                "categorie d operation", "libelle categorie", "thematique", "thematique principale", "theme", "domaine", "priorite",
                "priorite thematique", "grande priorite", "nature du projet", "type de projet", "type d operation", "numcategorie",
                "categorie code",
            ]
        case .cout:
            [
                "cout", "cout ht", "cout total", "cout total ht", "cout du projet", "cout du projet ht", "cout projet", "cout projet ht",
                "cout total du projet", "cout total du projet ht", "cout total projet", "cout total projet ht", "cout operation",
                "cout operation ht", "cout de l operation", "cout de l operation ht", "cout total operation", "cout total operation ht",
                "cout total de l operation", "cout total de l operation ht", "cout total ht de l operation", "cout total ht du projet",
                "cout ht du projet", "cout ht de l operation", "cout previsionnel", "cout previsionnel ht", "cout estimatif",
                "cout estimatif ht", "cout global", "cout global ht", "cout des travaux", "cout des travaux ht", "montant total du projet",
                "montant total de l operation", "montant total ht", "montant total", "montant du projet", "montant projet",
                "montant operation", "montant de l operation", "montant des travaux", "montant des travaux ht", "montant ht",
            ]
        case .subvention:
            [
                "subvention", "montant subvention", "montant de la subvention", "montant sub", "montant de subvention",
                "subvention accordee", "subvention attribuee", "montant subvention accordee", "montant subvention attribuee",
                "montant de la subvention accordee", "montant de la subvention attribuee", "montant attribue", "montant accorde",
                "montant de l aide", "montant aide", "aide accordee", "aide", "montant alloue", "subvention allouee", "montant notifie",
                "subvention notifiee", "montant octroye", "subvention octroyee", "montant subventionne", "montant subvention detr",
                "montant subvention dsil", "subvention detr", "subvention dsil", "subvention etat", "montant dotation", "montant detr",
                "montant dsil", "montant engage",
            ]
        }
    }

    /// Without one of these a file says nothing. The département may come from a code, the exercice and the dispositif from the file's name.
    static let indispensables: [ColonneAttribution] = [.nom, .objet, .cout, .subvention]
}

/// The name of a column brought to the form in which they are compared: `Coût total HT (en €)` is `cout total ht`.
enum NomDeColonne {
    private static let unites: Set<Substring> = ["eur", "euro", "euros", "en", "e"]

    static func simple(_ nom: String) -> String {
        var separe = ""
        var precedente: Character = " "
        for lettre in nom {
            // `montantSubvention`
            if lettre.isUppercase, precedente.isLowercase { separe.append(" ") }
            separe.append(lettre)
            precedente = lettre
        }
        var mots = TexteSimple(separe).mots
        while let dernier = mots.last, mots.count > 1, unites.contains(dernier) { mots.removeLast() }
        return mots.joined(separator: " ")
    }
}
