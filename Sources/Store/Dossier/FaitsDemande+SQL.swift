public import Model
public import Postgres

/// What the database knows of an application without asking: who, where, with whom, what else is asked this year.
public struct FaitsDemande: Sendable {
    public let nature: Organisation.Nature
    public let nom: String
    /// INSEE of a commune, SIREN of an intercommunality.
    public let code: String
    /// `03 - Allier`, as the national form writes it.
    public let departement: String
    public let epci: String?
    /// Of the commune of the project.
    public let arrondissement: String?
    public let objet: String
    public let livraisonPrevue: LocalDate?
    public let contactNom: String?
    public let contactCourriel: String?
    /// Titles of the porteur's other operations before the same funder in the same exercice.
    public let autres: [String]
    /// Its place among them, in the order they were opened.
    public let rang: Int
    public let communes: [String]
    /// The version of the form that the draft was begun in; nil before any answer.
    public let formulaireDebut: Int?
    /// The sections that the préfecture reopened, empty: all; nil: it asks no correction.
    public let sectionsACorriger: [String]?
    /// The forms of Démarche numérique for this funder.
    public let demarches: [Demarche]

    /// - Parameter agent: who follows the dossier: the contact.
    public static func find(_ dossier: ID<Dossier>, contact agent: ID<Agent>, in tx: Transaction) async throws -> FaitsDemande? {
        let row: Row? = try await tx.first(
            """
            select organisation.nature, coalesce(commune.nom, intercommunalite.nom) as nom,
                coalesce(organisation.code_insee::text, organisation.epci_siren::text) as code,
                departement.code || ' - ' || departement.nom as departement,
                case when organisation.nature = 'commune' then intercommunalite.nom end as epci, arrondissement.nom as arrondissement,
                operation.objet, operation.livraison_prevue,
                contact.nom as contact_nom, contact.courriel as contact_courriel,
                to_jsonb(array(
                    select autre.intitule
                    from financement.dossier as autre_dossier
                    inner join operation.operation as autre using (operation_id)
                    where autre_dossier.organisation_id = dossier.organisation_id and autre_dossier.dispositif = dossier.dispositif
                        and autre_dossier.exercice = dossier.exercice and autre_dossier.dossier_id <> dossier.dossier_id
                    order by autre_dossier.dossier_id limit 20
                )) as autres,
                (
                    select count(*)::integer + 1
                    from financement.dossier as avant
                    where avant.organisation_id = dossier.organisation_id and avant.dispositif = dossier.dispositif
                        and avant.exercice = dossier.exercice and avant.dossier_id < dossier.dossier_id
                ) as rang,
                to_jsonb(array(
                    select membre.nom
                    from operation.membre
                    where membre.operation_id = dossier.operation_id and membre.etat <> 'refuse'
                    order by membre.est_chef desc, membre.membre_id
                )) as communes,
                dossier.formulaire_debut, to_jsonb(financement.sections_a_corriger(dossier.dossier_id)) as sections,
                coalesce((
                    select jsonb_agg(demarche.contenu order by demarche.code)
                    from financement.demarche where demarche.contenu -> 'dispositifs' ? dossier.dispositif
                ), '[]') as demarches
            from financement.dossier
            inner join operation.operation on operation.operation_id = dossier.operation_id
            inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
            inner join territoire.departement on departement.code = dossier.departement_code
            left join territoire.commune on commune.code_insee = organisation.code_insee
            left join territoire.epci as intercommunalite on intercommunalite.siren = coalesce(organisation.epci_siren, commune.epci_siren)
            left join territoire.commune as lieu on lieu.code_insee = dossier.code_insee
            left join territoire.arrondissement on arrondissement.code = lieu.arrondissement_code
            left join acces.agent as contact on contact.agent_id = \(agent)
            where dossier.dossier_id = \(dossier)
            """)
        return row.map(FaitsDemande.init)
    }

    private init(_ row: Row) {
        (nature, nom, code, departement, epci) = (row.nature, row.nom, row.code, row.departement, row.epci)
        arrondissement = row.arrondissement
        (objet, livraisonPrevue, contactNom, contactCourriel) = (row.objet, row.livraisonPrevue, row.contactNom, row.contactCourriel)
        (autres, rang, communes, formulaireDebut) = (row.autres.value, row.rang, row.communes.value, row.formulaireDebut)
        (sectionsACorriger, demarches) = (row.sections?.value, row.demarches.value)
    }

    private struct Row: Decodable, Sendable {
        let nature: Organisation.Nature
        let nom: String
        let code: String
        let departement: String
        let epci: String?
        let arrondissement: String?
        let objet: String
        let livraisonPrevue: LocalDate?
        let contactNom: String?
        let contactCourriel: String?
        let autres: JSONB<[String]>
        let rang: Int
        let communes: JSONB<[String]>
        let formulaireDebut: Int?
        let sections: JSONB<[String]>?
        let demarches: JSONB<[Demarche]>
    }
}
