import Model
import Postgres
import Store

extension Demonstration {
    /// An arbitrated envelope of DETR and complete demands for it, so that a préfecture has something to programme: fictitious projects in real
    /// communes, the same on each machine. What is already there is left as it is.
    func dossiersAProgrammer(departement: String, le jour: LocalDate, montant: Money) async throws {
        let exercice = jour.exerciceDeProgrammation
        try await proprietaire.write(as: .systeme("démonstration")) { tx in
            let code = "DETR-\(departement)-\(exercice)"
            let nouvelle = try await tx.execute(
                """
                insert into enveloppe.enveloppe (code, nom, niveau, territoire_code, exercice, dispositif, reserve_des)
                select \(code), 'DETR, ' || nom, 'departement', code, \(exercice)::integer, 'DETR', 'programme'
                from territoire.departement where code = \(departement)
                on conflict do nothing
                """)
            guard nouvelle == 1 else { return }
            try await tx.execute(
                "select enveloppe.allouer(\(code), \(montant)::bigint, \("ouverture/" + code), \("\(exercice)-01-01")::date, 'Ouverture')")
            try await Self.demandes(departement, exercice, jour, in: tx)
        }
    }

    /// Straight into the state that a préfecture programmes from, with its passages: the acts of fifty mairies are not played one by one.
    private static func demandes(_ departement: String, _ exercice: Int, _ jour: LocalDate, in tx: Transaction) async throws {
        try await tx.execute(
            """
            create temporary table demande_demo on commit drop as
            with choisie as (
                select commune.code_insee, commune.nom, row_number() over (order by md5(commune.code_insee)) as rang
                from territoire.commune
                where commune.departement_code = \(departement) and commune.population between 150 and 2000
                    and commune.code_insee not in ('03036', '03174', '63001')
                order by md5(commune.code_insee) limit 46
            )

            select choisie.*, numero, ('x' || substr(md5(choisie.code_insee || numero), 1, 7))::bit(28)::integer as hasard
            from choisie
            cross join lateral generate_series(1, case when rang % 9 = 0 then 3 when rang % 4 = 0 then 2 else 1 end) as numero
            """)
        let communes: [String] = try await tx.values("select distinct code_insee::text from demande_demo order by 1")
        for commune in communes { _ = try await Organisation.assurer(commune: commune, in: tx) }
        try await tx.execute(
            """
            create temporary table operation_demo on commit drop as
            select demande_demo.*, organisation.organisation_id,
                (array['Espace numérique en mairie', 'Borne de démarches à l’accueil', 'Médiathèque connectée', 'Bus France services',
                    'Numérisation de l’état civil', 'Salle de visioconférence', 'Atelier numérique à l’école', 'Point d’accueil numérique',
                    'Équipement informatique de la mairie'])[1 + hasard % 9] as intitule,
                ((3000 + hasard % 45000) * (1 + (hasard / 7) % 4))::bigint * 100 as base,
                25 + (hasard / 13) % 36 as taux,
                \(jour)::date - 20 - (hasard % 40)::integer as depose_le
            from demande_demo
            inner join acces.organisation on organisation.code_insee = demande_demo.code_insee
            """)
        try await tx.execute(
            """
            insert into operation.operation (organisation_id, code_insee, intitule, objet, exercice, cree_par)
            select organisation_id, code_insee, intitule || ' (' || numero || ')', 'Projet fictif de démonstration.', \(exercice)::integer,
                (select min(agent_id) from acces.agent where est_demonstration)
            from operation_demo
            """)
        try await tx.execute(
            """
            create temporary table cree_demo on commit drop as
            select operation.operation_id, operation_demo.*
            from operation_demo
            inner join operation.operation on operation.organisation_id = operation_demo.organisation_id
                and operation.exercice = \(exercice)::integer
                and operation.intitule = operation_demo.intitule || ' (' || operation_demo.numero || ')'
            """)
        try await tx.execute(
            """
            insert into operation.ligne (operation_id, libelle, quantite, prix_unitaire_ht_centimes, prix_du, taux_tva, section, eligible)
            select operation_id, 'Équipement', 1, base, depose_le, 0.2, 'I', 'oui' from cree_demo
            """)
        try await tx.execute(
            """
            insert into financement.dossier (
                operation_id, dispositif, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes, etat,
                depose_le, recu_le, complet_le
            )
            select operation_id, 'DETR', base, base, base / 10000 * taux * 100, 'complet', depose_le, depose_le, depose_le + 12 from cree_demo
            """)
        try await tx.execute(
            """
            insert into financement.passage (dossier_id, organisation_id, departement_code, de, vers, survenu_le, motif)
            select dossier.dossier_id, dossier.organisation_id, dossier.departement_code, pas.de, pas.vers,
                case when pas.vers = 'complet' then dossier.complet_le else dossier.depose_le end, pas.motif
            from cree_demo
            inner join financement.dossier on dossier.operation_id = cree_demo.operation_id
            cross join (
                values (1, 'brouillon', 'depose', ''), (2, 'depose', 'recu', 'Accusé d’enregistrement automatique'), (3, 'recu', 'complet', '')
            ) as pas (rang, de, vers, motif)
            order by dossier.dossier_id, pas.rang
            """)
    }
}
