import Model
public import Postgres

/// Where the deposited dossiers of a département are and who asks: the choices that its filters offer.
public struct LieuxDossiers: Sendable, Hashable {
    public struct Choix: Sendable, Hashable {
        public let code: String
        public let nom: String
        public let nombre: Int
    }

    public let arrondissements: [Choix]
    public let epci: [Choix]
    public let demandeurs: [FiltreDossiers.Demandeur]
    /// Of operation: what the porteurs answered.
    public let categories: [Choix]
}

extension LieuxDossiers {
    /// One pass over the list of the département.
    public static func all(departement: String, in tx: Transaction) async throws -> LieuxDossiers {
        let rows: [Row] = try await tx.rows(
            """
            select commune.arrondissement_code, arrondissement.nom as arrondissement, commune.epci_siren, epci.nom as epci,
                compte.categorie, organisation.nature, sum(compte.nombre)::integer as nombre
            from (
                select code_insee, organisation_id, categorie, count(*) as nombre
                from financement.dossier
                where departement_code = \(departement) and etat <> 'brouillon'
                group by code_insee, organisation_id, categorie
            ) as compte
            inner join territoire.commune on commune.code_insee = compte.code_insee
            inner join acces.organisation on organisation.organisation_id = compte.organisation_id
            left join territoire.arrondissement on arrondissement.code = commune.arrondissement_code
            left join territoire.epci on epci.siren = commune.epci_siren
            group by commune.arrondissement_code, arrondissement.nom, commune.epci_siren, epci.nom, compte.categorie, organisation.nature
            """)
        let demandeurs = Set(rows.map { FiltreDossiers.Demandeur($0.nature) })
        return LieuxDossiers(
            arrondissements: choix(rows, \.arrondissementCode, \.arrondissement), epci: choix(rows, \.epciSiren, \.epci),
            demandeurs: FiltreDossiers.Demandeur.allCases.filter(demandeurs.contains),
            categories: choix(rows, \.categorie, \.categorie))
    }

    private static func choix(_ rows: [Row], _ code: (Row) -> String?, _ nom: (Row) -> String?) -> [Choix] {
        var nombres: [String: (nom: String, nombre: Int)] = [:]
        for row in rows {
            guard let code = code(row), let nom = nom(row) else { continue }
            nombres[code, default: (nom, 0)].nombre += row.nombre
        }
        return nombres.map { Choix(code: $0, nom: $1.nom, nombre: $1.nombre) }.sorted { ($0.nom, $0.code) < ($1.nom, $1.code) }
    }

    private struct Row: Decodable, Sendable {
        let arrondissementCode: String?
        let arrondissement: String?
        let epciSiren: String?
        let epci: String?
        let categorie: String?
        let nature: Organisation.Nature
        let nombre: Int
    }
}

extension FiltreDossiers.Demandeur {
    init(_ nature: Organisation.Nature) {
        switch nature {
        case .commune: self = .commune
        case .epci: self = .epci
        case .prefecture, .programme, .atelier: self = .autre
        }
    }
}
