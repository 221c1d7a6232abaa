public import Foundation
public import Model
public import Postgres

/// One way to share an envelope, before anything is decided. Several may exist side by side.
public struct Simulation: Decodable, Sendable, Hashable {
    public let simulationId: ID<Simulation>
    public let titre: String
    public let departementCode: String
    /// Code of the envelope.
    public let enveloppe: String
    public let enveloppeNom: String
    public let dispositif: String
    public let dispositifNomCourt: String
    public let exercice: Int
    public let alloueCentimes: Money
    /// What is free, and what is set aside for its own lines.
    public let disponibleCentimes: Money
    public let filtres: JSONB<FiltresSimulation>
    public let criteres: JSONB<CriteresProgrammation>?
    public let resultat: JSONB<ResultatProgrammation>?
    /// Changed by hand since it was filled.
    public let retouchee: Bool
    public let nombre: Int
    public let acceptes: Int
    public let refuses: Int
    public let montantCentimes: Money
    public let demandeCentimes: Money
    public let creeLe: Date

    /// What the accepted lines leave.
    public var reste: Money { disponibleCentimes - montantCentimes }

    /// Those of a département, the latest first.
    public static func all(departement: String, in tx: Transaction) async throws -> [Simulation] {
        try await tx.rows(
            "\(fragment: selection) where simulation.departement_code = \(departement) order by simulation.simulation_id desc limit 60")
    }

    public static func find(_ id: ID<Simulation>, in tx: Transaction) async throws -> Simulation? {
        try await tx.first("\(fragment: selection) where simulation.simulation_id = \(id)")
    }

    /// - Parameter enveloppe: code of an envelope of the agent's département.
    public static func creer(
        _ titre: String, enveloppe: String, filtres: FiltresSimulation, by agent: ID<Agent>, in tx: Transaction
    ) async throws -> ID<Simulation>? {
        try await tx.firstValue(
            """
            insert into programmation.simulation (enveloppe_id, titre, filtres, cree_par)
            select enveloppe_id, \(titre), \(JSONB(filtres))::jsonb, \(agent)::bigint from enveloppe.enveloppe where code = \(enveloppe)
            returning simulation_id
            """)
    }

    /// The same lines under another title, to try something else.
    public static func copier(_ id: ID<Simulation>, titre: String, by agent: ID<Agent>, in tx: Transaction) async throws -> ID<Simulation>?
    {
        let copie: ID<Simulation>? = try await tx.firstValue(
            """
            insert into programmation.simulation (enveloppe_id, titre, filtres, criteres, cree_par)
            select enveloppe_id, \(titre), filtres, criteres, \(agent)::bigint from programmation.simulation where simulation_id = \(id)
            returning simulation_id
            """)
        guard let copie else { return nil }
        try await tx.execute(
            """
            insert into programmation.ligne (
                simulation_id, dossier_id, statut, sort, depense_centimes, montant_centimes, montant_fixe, rang, categorie,
                premiere_demande, secteur, etat_acquis_centimes, publics_acquis_centimes, points, motif
            )
            select \(copie)::bigint, dossier_id, statut, sort, depense_centimes, montant_centimes, montant_fixe, rang, categorie,
                premiere_demande, secteur, etat_acquis_centimes, publics_acquis_centimes, points, motif
            from programmation.ligne where simulation_id = \(id)
            """)
        return copie
    }

    public static func supprimer(_ id: ID<Simulation>, in tx: Transaction) async throws {
        try await tx.execute("delete from programmation.simulation where simulation_id = \(id)")
    }

    /// What a filling found; the lines are then as it left them.
    public static func garder(
        _ id: ID<Simulation>, _ criteres: CriteresProgrammation, _ resultat: ResultatProgrammation, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            update programmation.simulation set criteres = \(JSONB(criteres))::jsonb, resultat = \(JSONB(resultat))::jsonb, retouchee = false
            where simulation_id = \(id)
            """)
    }

    public static func retoucher(_ id: ID<Simulation>, in tx: Transaction) async throws {
        try await tx.execute("update programmation.simulation set retouchee = true where simulation_id = \(id) and not retouchee")
    }

    /// What the new lines of an envelope take from its deposited demands: rank and category that the applicant gave (else the order of deposit
    /// among those of one applicant), first demand of the applicant to this dispositif, what the operation already holds.
    /// - Returns: how many lines came.
    @discardableResult
    public static func reprendre(_ id: ID<Simulation>, _ filtres: FiltresSimulation, in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into programmation.ligne (
                simulation_id, dossier_id, depense_centimes, categorie, rang, premiere_demande, secteur, etat_acquis_centimes, publics_acquis_centimes
            )
            select \(id)::bigint, dossier.dossier_id, coalesce(dossier.depense_programmee_centimes, dossier.depense_subventionnable_centimes),
                left(coalesce(categorie.valeur[1], ''), 300),
                least(99, coalesce(
                    case when rang.valeur[1] ~ '^[1-9][0-9]?$' then rang.valeur[1]::integer end,
                    row_number() over (partition by dossier.organisation_id order by dossier.depose_le, dossier.dossier_id)
                ))::integer,
                not exists (
                    select from financement.dossier as avant
                    where avant.organisation_id = dossier.organisation_id and avant.dispositif = dossier.dispositif
                        and avant.exercice < dossier.exercice and avant.montant_accorde_centimes is not null
                ),
                coalesce('Arrondissement de ' || arrondissement.nom, epci.nom, 'Sans intercommunalité'),
                acquis.etat, acquis.publics
            from financement.dossier
            inner join enveloppe.enveloppe on enveloppe.dispositif = dossier.dispositif
                and enveloppe.territoire_code = dossier.departement_code and enveloppe.exercice = dossier.exercice
            inner join programmation.simulation on simulation.enveloppe_id = enveloppe.enveloppe_id
            inner join territoire.commune on commune.code_insee = dossier.code_insee
            left join territoire.epci on epci.siren = commune.epci_siren
            left join territoire.arrondissement on arrondissement.code = commune.arrondissement_code
            left join financement.reponse as rang on rang.dossier_id = dossier.dossier_id and rang.champ = 'rang'
            left join financement.reponse as categorie on categorie.dossier_id = dossier.dossier_id and categorie.champ = 'categorie'
            left join financement.plan on plan.plan_id = dossier.plan_id
            cross join lateral (
                select coalesce(sum(part.montant) filter (where part.code in ('DETR', 'DSIL', 'DPV', 'DSID')), 0)::bigint as etat,
                    coalesce(sum(part.montant), 0)::bigint as publics
                from (
                    select autre.dispositif as code, autre.montant_accorde_centimes as montant
                    from financement.dossier as autre
                    where autre.operation_id = dossier.operation_id and autre.dossier_id <> dossier.dossier_id
                        and autre.montant_accorde_centimes is not null
                    union all
                    select element ->> 'dispositif', (element ->> 'montant')::bigint
                    from jsonb_array_elements(coalesce(plan.contenu -> 'financements', '[]')) as element
                    where element ->> 'statut' = 'acquis' and (element ->> 'estPublic')::boolean
                        and element ->> 'dispositif' <> dossier.dispositif
                ) as part
            ) as acquis
            where simulation.simulation_id = \(id)
                and dossier.etat = any (case when \(filtres.completsSeulement)::boolean then array['complet', 'en_instruction', 'avis', 'programme']
                    else array['recu', 'a_corriger', 'complet', 'en_instruction', 'avis', 'programme'] end)
                and dossier.montant_demande_centimes between coalesce(\(filtres.montantMin)::bigint, 0)
                    and coalesce(\(filtres.montantMax)::bigint, 9223372036854775807)
                and not (\(filtres.sansDejaProgrammes)::boolean and dossier.etat = 'programme')
            on conflict (simulation_id, dossier_id) do nothing
            """)
    }

    private static let selection: SQL = """
        select simulation.simulation_id, simulation.titre, simulation.departement_code, enveloppe.code as enveloppe,
            enveloppe.nom as enveloppe_nom, enveloppe.dispositif, dispositif.nom_court as dispositif_nom_court, enveloppe.exercice,
            enveloppe.alloue_centimes, programmation.disponible(simulation.simulation_id) as disponible_centimes, simulation.filtres,
            simulation.criteres, simulation.resultat, simulation.retouchee, totaux.nombre, totaux.acceptes, totaux.refuses,
            totaux.montant_centimes, totaux.demande_centimes, simulation.cree_le
        from programmation.simulation
        inner join enveloppe.enveloppe on enveloppe.enveloppe_id = simulation.enveloppe_id
        inner join financement.dispositif on dispositif.code = enveloppe.dispositif
        cross join lateral (
            select count(*)::integer as nombre, (count(*) filter (where ligne.statut = 'accepte'))::integer as acceptes,
                (count(*) filter (where ligne.statut in ('refuse', 'classe_sans_suite')))::integer as refuses,
                coalesce(sum(ligne.montant_centimes), 0)::bigint as montant_centimes,
                coalesce(sum(dossier.montant_demande_centimes), 0)::bigint as demande_centimes
            from programmation.ligne
            inner join financement.dossier on dossier.dossier_id = ligne.dossier_id
            where ligne.simulation_id = simulation.simulation_id
        ) as totaux
        """
}

/// Which demands of the envelope a simulation takes.
public struct FiltresSimulation: Codable, Sendable, Hashable {
    public var completsSeulement: Bool
    /// What the préfet has already programmed is left out.
    public var sansDejaProgrammes: Bool
    /// Amounts asked, bounds included.
    public var montantMin: Money?
    public var montantMax: Money?

    public init(completsSeulement: Bool = true, sansDejaProgrammes: Bool = false, montantMin: Money? = nil, montantMax: Money? = nil) {
        (self.completsSeulement, self.sansDejaProgrammes) = (completsSeulement, sansDejaProgrammes)
        (self.montantMin, self.montantMax) = (montantMin, montantMax)
    }
}
