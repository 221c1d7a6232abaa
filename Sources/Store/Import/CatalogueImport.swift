import Foundation
public import Model
public import Postgres

/// What an import changed; importing the same files again changes nothing.
public struct ResumeImport: Codable, Sendable, Hashable {
    public struct Ligne: Codable, Sendable, Hashable {
        public let objet: String
        public let lus: Int
        public let ecrits: Int
    }
    public var lignes: [Ligne] = []
    public init() {}
    public var aChange: Bool { lignes.contains { $0.ecrits > 0 } }

    public mutating func note(_ objet: String, lus: Int, ecrits: Int) { lignes.append(Ligne(objet: objet, lus: lus, ecrits: ecrits)) }

    /// Leaves the trace that tells running servers to reload, when something changed or nothing was ever imported.
    public func trace(_ nature: String, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into catalogue.import (nature, resume)
            select \(nature), \(JSONB(self))
            where \(aChange)::boolean or not exists (select from catalogue.import where nature = \(nature))
            """)
    }
}

extension Catalogue {
    /// Brings the database to this catalogue, in the caller's transaction: all of it or nothing. The owner's connection only.
    /// - Parameter progress: one French line before each step.
    /// - Throws: `CatalogueRefuse` when a kit that projects hold changes without a new version.
    public func importer(in tx: Transaction, progress: (String) -> Void) async throws -> ResumeImport {
        try await reserver(in: tx)
        try await refuserVersionsUtilisees(in: tx)
        var resume = ResumeImport()
        resume.note("fonctions", lus: fonctions.count, ecrits: try await importFonctions(in: tx))
        progress("\(articles.count) articles et leurs prix")
        resume.note("articles", lus: articles.count, ecrits: try await importArticles(in: tx))
        resume.note("prix", lus: articles.count(where: { $0.prix != nil }), ecrits: try await importPrix(in: tx))
        progress("\(kits.count) kits")
        resume.note("kits", lus: kits.count, ecrits: try await importKits(in: tx))
        progress("règles, dispositifs et départements")
        resume.note("dispositifs", lus: referentiel.dispositifs.count, ecrits: try await importDispositifs(in: tx))
        resume.note("parametres", lus: referentiel.parametres.toutes.count, ecrits: try await importParametres(in: tx))
        resume.note("departements", lus: referentiel.regles.count, ecrits: try await importRegles(in: tx))
        let comptages = referentiel.usages.comptages
        resume.note("usages", lus: comptages.reduce(0) { $0 + $1.nombre }, ecrits: try await importUsages(in: tx))
        resume.note("pieces", lus: pieces.count, ecrits: try await importPieces(in: tx))
        resume.note("droit", lus: droit.count, ecrits: try await importDroit(in: tx))
        resume.note("questionnaire", lus: questionnaire == nil ? 0 : 1, ecrits: try await importQuestionnaire(in: tx))
        resume.note("formulaires", lus: formulaires.count, ecrits: try await importFormulaires(in: tx))
        resume.note("demarches", lus: demarches.count, ecrits: try await importDemarches(in: tx))
        resume.note("recherche", lus: motsRecherche.expressions.count, ecrits: try await importMotsRecherche(in: tx))
        if resume.aChange { try await tx.execute("select catalogue.indexer()") }
        try await resume.trace("catalogue", in: tx)
        return resume
    }

    /// Waits until no other import runs, and keeps them out until the end of the transaction: each would read what the other is about to change.
    public func reserver(in tx: Transaction) async throws {
        try await tx.execute("select pg_advisory_xact_lock(hashtext('catalogue.import'))")
    }

    /// A fonction that no file describes any more stays: withdrawn articles still name it.
    private func importFonctions(in tx: Transaction) async throws -> Int {
        struct Rangee: Encodable {
            let rang: Int
            let code: String
            let nom: String
            let unSuffit: Bool
        }
        let rows = try recordset(fonctions.enumerated().map { Rangee(rang: $0 + 1, code: $1.code, nom: $1.nom, unSuffit: $1.unSuffit) })
        return try await tx.execute(
            """
            insert into catalogue.fonction as cible (code, rang, nom, un_suffit)
            select lu.code, lu.rang, lu.nom, lu.un_suffit
            from jsonb_to_recordset(\(rows)::jsonb) as lu (code text, rang integer, nom text, un_suffit boolean)
            on conflict (code) do update set rang = excluded.rang, nom = excluded.nom, un_suffit = excluded.un_suffit
            where cible is distinct from excluded
            """)
    }

    private func importArticles(in tx: Transaction) async throws -> Int {
        let rows = try recordset(articles)
        let written = try await tx.execute(
            """
            with lu as (
                select code, libelle, famille, array(select jsonb_array_elements_text(besoins)) as besoins, etat, unite, taux_tva, cpv,
                    section, regle_imputation, eligible, compte_m57, compte_m57_abrege, compte_si_investissement, garantie_mois,
                    delai_jours_ouvres, dimensions, accessibilite, famille_agec, fonction, puissance_w, poids_g, coalesce(pmr, false) as pmr, contenant,
                    quantite_min, quantite_max, nature_donnee, remarque, date_prix
                from jsonb_to_recordset(\(rows)::jsonb) as r (
                    code text, libelle text, famille text, besoins jsonb, etat text, unite text, taux_tva numeric, cpv text, section text,
                    regle_imputation text, eligible text, compte_m57 text, compte_m57_abrege text, compte_si_investissement text,
                    garantie_mois integer, delai_jours_ouvres integer, dimensions text, accessibilite text, famille_agec text,
                    fonction text, puissance_w integer, poids_g integer, pmr boolean, contenant jsonb, quantite_min integer, quantite_max integer, nature_donnee text, remarque text,
                    date_prix date
                )
            )

            insert into catalogue.article as cible (
                code, libelle, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57,
                compte_m57_abrege, compte_si_investissement, garantie_mois, delai_jours_ouvres, dimensions, accessibilite, famille_agec,
                fonction, puissance_w, poids_g, pmr, contenant, quantite_min, quantite_max, nature_donnee, remarque, date_prix
            )
            select code, libelle, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57,
                compte_m57_abrege, compte_si_investissement, garantie_mois, delai_jours_ouvres, dimensions, accessibilite, famille_agec,
                fonction, puissance_w, poids_g, pmr, contenant, quantite_min, quantite_max, nature_donnee, remarque, date_prix
            from lu
            on conflict (code) do update set
                libelle = excluded.libelle, famille = excluded.famille, besoins = excluded.besoins, etat = excluded.etat,
                unite = excluded.unite, taux_tva = excluded.taux_tva, cpv = excluded.cpv, section = excluded.section,
                regle_imputation = excluded.regle_imputation, eligible = excluded.eligible, compte_m57 = excluded.compte_m57,
                compte_m57_abrege = excluded.compte_m57_abrege, compte_si_investissement = excluded.compte_si_investissement,
                garantie_mois = excluded.garantie_mois, delai_jours_ouvres = excluded.delai_jours_ouvres,
                dimensions = excluded.dimensions, accessibilite = excluded.accessibilite, famille_agec = excluded.famille_agec,
                fonction = excluded.fonction, puissance_w = excluded.puissance_w, poids_g = excluded.poids_g, pmr = excluded.pmr,
                contenant = excluded.contenant, quantite_min = excluded.quantite_min, quantite_max = excluded.quantite_max, nature_donnee = excluded.nature_donnee,
                remarque = excluded.remarque, date_prix = excluded.date_prix, retire_le = null
            where cible is distinct from excluded
            """)
        let withdrawn = try await tx.execute(
            """
            update catalogue.article set retire_le = current_date
            where retire_le is null and not code = any (\(articles.map(\.code))::text[])
            """)
        return written + withdrawn
    }

    private func importKits(in tx: Transaction) async throws -> Int {
        let rows = try recordset(kits)
        var written = try await tx.execute(
            """
            update catalogue.kit set est_courant = false
            where est_courant and not code = any (\(kits.map(\.code))::text[])
                -- What a contest published is not in the files, unless they were exported since.
                and not exists (select from concours.proposition where proposition.kit_code = kit.code)
            """)
        // A newer version takes the place of the older one before it is inserted.
        written += try await tx.execute(
            """
            update catalogue.kit as cible set est_courant = false
            from jsonb_to_recordset(\(rows)::jsonb) as lu (code text, version integer)
            where cible.code = lu.code and cible.est_courant and cible.version <> lu.version
            """)
        written += try await tx.execute(
            """
            insert into catalogue.kit as cible (
                code, version, nom, phrase, besoin, destinataire, concepteur, licence_plans, fabrication, itinerant, nature_donnee, remarque,
                est_courant
            )
            select code, version, nom, phrase, besoin, destinataire, concepteur, licence_plans, fabrication, itinerant, nature_donnee,
                remarque, true
            from jsonb_to_recordset(\(rows)::jsonb) as lu (
                code text, version integer, nom text, phrase text, besoin text, destinataire text, concepteur text, licence_plans text,
                fabrication text, itinerant boolean, nature_donnee text, remarque text, lignes jsonb
            )
            on conflict (code, version) do update set
                nom = excluded.nom, phrase = excluded.phrase, besoin = excluded.besoin, destinataire = excluded.destinataire,
                concepteur = excluded.concepteur, licence_plans = excluded.licence_plans, fabrication = excluded.fabrication, itinerant = excluded.itinerant,
                nature_donnee = excluded.nature_donnee,
                remarque = excluded.remarque, est_courant = true
            where cible is distinct from excluded
            """)
        return written + (try await importLignes(of: rows, in: tx))
    }

    private func importLignes(of rows: String, in tx: Transaction) async throws -> Int {
        let removed = try await tx.execute(
            """
            delete from catalogue.kit_ligne as cible
            using jsonb_to_recordset(\(rows)::jsonb) as lu (code text, version integer, lignes jsonb)
            where cible.kit_code = lu.code and cible.kit_version = lu.version and cible.rang > jsonb_array_length(lu.lignes)
            """)
        return removed
            + (try await tx.execute(
                """
                insert into catalogue.kit_ligne as cible (kit_code, kit_version, rang, article_code, quantite, est_option, remplace)
                select lu.code, lu.version, l.rang, l.ligne ->> 'article', (l.ligne ->> 'quantite')::integer, (l.ligne ->> 'option')::boolean,
                    array(select jsonb_array_elements_text(l.ligne -> 'remplace'))
                from jsonb_to_recordset(\(rows)::jsonb) as lu (code text, version integer, lignes jsonb)
                cross join lateral jsonb_array_elements(lu.lignes) with ordinality as l (ligne, rang)
                on conflict (kit_code, kit_version, rang) do update set
                    article_code = excluded.article_code, quantite = excluded.quantite, est_option = excluded.est_option, remplace = excluded.remplace
                where cible is distinct from excluded
                """))
    }
}
