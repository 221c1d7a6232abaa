public import Model
public import Postgres

/// The files are sound, what they ask is not possible: each reason with its file and line, French.
public struct CatalogueRefuse: Error, Sendable, Hashable {
    public struct Raison: Sendable, Hashable {
        public let fichier: String
        public let ligne: Int
        public let message: String
    }
    public let raisons: [Raison]
}

extension Catalogue {
    /// What a kit is made of is what projects were built from: it changes by a new version only. Words may be corrected.
    func refuserVersionsUtilisees(in tx: Transaction) async throws {
        struct Usage: Decodable, Sendable {
            let kitCode: String
            let kitVersion: Int
            let projets: Int
        }
        let usages: [Usage] = try await tx.rows(
            """
            select kit_code, kit_version, count(distinct operation_id)::integer as projets
            from operation.ligne where kit_code is not null group by kit_code, kit_version
            """)
        var raisons: [CatalogueRefuse.Raison] = []
        for usage in usages {
            guard let kit = kit(usage.kitCode), kit.version == usage.kitVersion,
                let connu = try await Kit.version(usage.kitVersion, of: usage.kitCode, in: tx), !connu.aLeMemeContenu(que: kit)
            else { continue }
            let projets = usage.projets == 1 ? "un projet le contient" : "\(usage.projets) projets le contiennent"
            raisons.append(
                CatalogueRefuse.Raison(
                    fichier: "kits/\(kit.code).yaml", ligne: lignesVersion[kit.code] ?? 0,
                    message:
                        "la version \(kit.version) de ce kit ne change plus\u{A0}: \(projets) tel qu’il était. Écrivez «\u{A0}version: \(kit.version + 1)\u{A0}»"
                ))
        }
        guard raisons.isEmpty else { throw CatalogueRefuse(raisons: raisons.sorted { $0.fichier < $1.fichier }) }
    }
}

extension Kit {
    fileprivate func aLeMemeContenu(que autre: Kit) -> Bool {
        func contenu(_ kit: Kit) -> [[String]] { kit.lignes.map { [$0.article, "\($0.quantite)", "\($0.option)"] } }
        return contenu(self) == contenu(autre) && concepteur == autre.concepteur && licencePlans == autre.licencePlans
    }
}

/// A version of a kit, for who asks what it was before.
public struct VersionKit: Decodable, Sendable, Hashable {
    public let code: String
    public let version: Int
    public let nom: String
    public let concepteur: String?
    /// The one on offer.
    public let estCourant: Bool
    /// Base lines and options.
    public let lignes: Int

    /// The newest first; empty for an unknown code.
    public static func all(_ code: String, in tx: Transaction) async throws -> [VersionKit] {
        try await tx.rows(
            """
            select kit.code, kit.version, kit.nom, kit.concepteur, kit.est_courant,
                (
                    select count(*)::integer from catalogue.kit_ligne
                    where kit_ligne.kit_code = kit.code and kit_ligne.kit_version = kit.version
                ) as lignes
            from catalogue.kit where kit.code = \(code) order by kit.version desc
            """)
    }
}

extension Catalogue {
    /// What importing this catalogue would change, without changing anything. The owner's connection.
    public func changements(in tx: Transaction) async throws -> ChangementsCatalogue {
        let offert = try await CatalogueOffert.lire(in: tx)
        // What a contest published is not in the files, unless they were exported since.
        let primes = Set(try await tx.values("select kit_code from concours.proposition where kit_code is not null", as: String.self))
        return ChangementsCatalogue(
            articles: offert.articles, kits: offert.kits.filter { kit($0.code) != nil || !primes.contains($0.code) }, vers: self)
    }
}
