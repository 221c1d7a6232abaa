public import Model
public import Postgres

extension Referentiel {
    /// The law, the sources of money and the local rules, as the last import left them. Three statements: keep the result and
    /// ask `version(in:)` whether it still holds.
    public static func load(in tx: Transaction) async throws -> Referentiel {
        let parametres: [ParametreRow] = try await tx.rows(
            """
            select cle, valeur, lower(periode) as du, (upper(periode) - 1) as au, source, confiance, precision
            from financement.parametre order by cle, periode
            """)
        let dispositifs: [DispositifRow] = try await tx.rows(
            """
            select code, nom, nom_court, autorite, sous_plafond_etat, est_public, taux_min::text as taux_min, taux_max::text as taux_max,
                plafond_montant_centimes, taux_propose::text as taux_propose, source, confiance, nature_donnee, pieces, description
            from financement.dispositif order by code
            """)
        let regles: [RegleRow] = try await tx.rows(
            """
            select departement_code, dispositif, exercice, taux_min::text as taux_min, taux_max::text as taux_max,
                plancher_depense_centimes, plafond_depense_centimes, taux_median_observe::text as taux_median_observe,
                nombre_observe, arrondi, source, confiance
            from financement.regle_departement order by departement_code, dispositif, exercice
            """)
        return Referentiel(
            parametres: Parametres(parametres.map(\.parametre)), dispositifs: dispositifs.map(\.dispositif), regles: regles.map(\.regle))
    }

    /// Number of the last catalogue import; nil before the first.
    public static func version(in tx: Transaction) async throws -> Int64? {
        try await tx.value("select max(import_id) as version from catalogue.import where nature = 'catalogue'", as: Int64?.self)
    }
}

extension PieceExigee {
    /// Every piece that some dossier may have to hold, in the order of the form.
    public static func all(in tx: Transaction) async throws -> [PieceExigee] {
        try await tx.rows("select code, nom, fichier, description, source, generee from financement.piece_exigee order by code")
    }
}

private struct ParametreRow: Decodable, Sendable {
    let cle: String
    let valeur: String
    let du: LocalDate
    let au: LocalDate?
    let source: String
    let confiance: Confiance
    let precision: String?
    var parametre: Parametre {
        Parametre(cle: cle, valeur: valeur, du: du, au: au, source: source, confiance: confiance, precision: precision)
    }
}

private struct DispositifRow: Decodable, Sendable {
    let code: String
    let nom: String
    let nomCourt: String
    let autorite: String
    let sousPlafondEtat: Bool
    let estPublic: Bool
    let tauxMin: Rate?
    let tauxMax: Rate?
    let plafondMontantCentimes: Money?
    let tauxPropose: Rate?
    let source: String
    let confiance: Confiance
    let natureDonnee: String
    let pieces: [String]
    let description: String
    var dispositif: Dispositif {
        Dispositif(
            code: code, nom: nom, nomCourt: nomCourt, autorite: autorite, sousPlafondEtat: sousPlafondEtat, estPublic: estPublic,
            tauxMin: tauxMin, tauxMax: tauxMax, plafondMontant: plafondMontantCentimes, tauxPropose: tauxPropose, source: source,
            confiance: confiance, natureDonnee: natureDonnee, pieces: pieces, description: description)
    }
}

private struct RegleRow: Decodable, Sendable {
    let departementCode: String
    let dispositif: String
    let exercice: Int?
    let tauxMin: Rate?
    let tauxMax: Rate?
    let plancherDepenseCentimes: Money?
    let plafondDepenseCentimes: Money?
    let tauxMedianObserve: Rate?
    let nombreObserve: Int
    let arrondi: Rounding
    let source: String
    let confiance: Confiance
    var regle: RegleDepartement {
        RegleDepartement(
            departementCode: departementCode, dispositif: dispositif, exercice: exercice, tauxMin: tauxMin, tauxMax: tauxMax,
            plancherDepense: plancherDepenseCentimes, plafondDepense: plafondDepenseCentimes, tauxMedianObserve: tauxMedianObserve,
            nombreObserve: nombreObserve, arrondi: arrondi, source: source, confiance: confiance)
    }
}
