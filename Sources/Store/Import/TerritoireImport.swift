public import Model
public import Postgres

extension Territoire {
    /// Brings the database to this territory, in the caller's transaction. COPY into temporary tables, then one upsert each.
    public func importer(in tx: Transaction, progress: (String) -> Void) async throws -> ResumeImport {
        var resume = ResumeImport()
        progress("\(regions.count) régions, \(departements.count) départements")
        resume.note("regions", lus: regions.count, ecrits: try await importRegions(in: tx))
        resume.note("departements", lus: departements.count, ecrits: try await importDepartements(in: tx))
        let voisinages = voisins.values.reduce(0) { $0 + $1.count }
        resume.note("voisinages", lus: voisinages, ecrits: try await importVoisinages(in: tx))
        progress("\(epci.count) EPCI")
        resume.note("epci", lus: epci.count, ecrits: try await importEPCI(in: tx))
        resume.note("arrondissements", lus: arrondissements.count, ecrits: try await importArrondissements(in: tx))
        progress("\(communes.count) communes")
        resume.note("communes", lus: communes.count, ecrits: try await importCommunes(in: tx))
        progress("\(anciennes.count) codes anciens")
        resume.note("codes anciens", lus: anciennes.count, ecrits: try await importPassages(in: tx))
        try await resume.trace("communes", in: tx)
        return resume
    }

    private func importRegions(in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into territoire.region as cible
            select * from unnest(\(regions.map(\.code))::text[], \(regions.map(\.nom))::text[])
            on conflict (code) do update set nom = excluded.nom where cible is distinct from excluded
            """)
    }

    private func importDepartements(in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into territoire.departement as cible
            select * from unnest(\(departements.map(\.code))::text[], \(departements.map(\.nom))::text[],
                \(departements.map(\.charniere))::text[], \(departements.map(\.regionCode))::text[])
            on conflict (code) do update set
                nom = excluded.nom, charniere = excluded.charniere, region_code = excluded.region_code
            where cible is distinct from excluded
            """)
    }

    private func importArrondissements(in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into territoire.arrondissement as cible
            select * from unnest(\(arrondissements.map(\.code))::text[], \(arrondissements.map(\.nom))::text[],
                \(arrondissements.map(\.departementCode))::text[])
            on conflict (code) do update set nom = excluded.nom, departement_code = excluded.departement_code
            where cible is distinct from excluded
            """)
    }

    private func importEPCI(in tx: Transaction) async throws -> Int {
        try await tx.execute("create temporary table epci_lu (like territoire.epci) on commit drop")
        _ = try await tx.copyIn(
            "copy epci_lu (siren, nom, nature, departement_code, population, population_centre, superficie_km2) from stdin",
            rows: epci.lazy.map {
                [
                    $0.siren, $0.nom, $0.nature, $0.departementCode, String($0.population), String($0.populationCentre),
                    "\($0.superficieKm2)",
                ]
            })
        return try await tx.execute(
            """
            insert into territoire.epci as cible select * from epci_lu
            on conflict (siren) do update set
                nom = excluded.nom, nature = excluded.nature, departement_code = excluded.departement_code,
                population = excluded.population, population_centre = excluded.population_centre, superficie_km2 = excluded.superficie_km2
            where cible is distinct from excluded
            """)
    }

    private func importCommunes(in tx: Transaction) async throws -> Int {
        let placees = Dictionary(
            arrondissements.flatMap { un in un.communes.map { ($0, un.code) } }, uniquingKeysWith: { premier, _ in premier })
        try await tx.execute("create temporary table commune_lue (like territoire.commune) on commit drop")
        _ = try await tx.copyIn(
            """
            copy commune_lue (code_insee, nom, departement_code, epci_siren, siren, population, superficie_km2, latitude, longitude,
                en_zrr_2018, en_frr_2025, arrondissement_code) from stdin
            """,
            rows: communes.lazy.map { commune -> [String?] in
                [
                    commune.codeInsee, commune.nom, commune.departementCode, commune.epciSiren, commune.siren, String(commune.population),
                    commune.superficieKm2.map { "\($0)" }, commune.latitude.map { "\($0)" }, commune.longitude.map { "\($0)" },
                    commune.enZrr2018.map { $0 ? "t" : "f" }, commune.enFrr2025.map { $0 ? "t" : "f" },
                    placees[commune.codeInsee],
                ]
            })
        return try await tx.execute(
            """
            insert into territoire.commune as cible select * from commune_lue
            on conflict (code_insee) do update set
                nom = excluded.nom, departement_code = excluded.departement_code, epci_siren = excluded.epci_siren,
                siren = excluded.siren, population = excluded.population, superficie_km2 = excluded.superficie_km2,
                latitude = excluded.latitude, longitude = excluded.longitude, en_zrr_2018 = excluded.en_zrr_2018,
                en_frr_2025 = excluded.en_frr_2025, arrondissement_code = excluded.arrondissement_code
            where cible is distinct from excluded
            """)
    }

    /// What the file no longer says goes: a code may be a commune's again.
    private func importPassages(in tx: Transaction) async throws -> Int {
        try await tx.execute("create temporary table passage_lu (like territoire.passage) on commit drop")
        _ = try await tx.copyIn(
            "copy passage_lu (code_ancien, nom_ancien, code_insee, depuis) from stdin",
            rows: anciennes.lazy.map { [$0.codeAncien, $0.nomAncien, $0.codeInsee, $0.depuis?.description] })
        let disparus = try await tx.execute(
            "delete from territoire.passage where code_ancien not in (select code_ancien from passage_lu)")
        let ecrits = try await tx.execute(
            """
            insert into territoire.passage as cible select * from passage_lu
            on conflict (code_ancien) do update set
                nom_ancien = excluded.nom_ancien, code_insee = excluded.code_insee, depuis = excluded.depuis
            where cible is distinct from excluded
            """)
        return disparus + ecrits
    }
}
