public import Model
public import Postgres

/// What the mairie describes itself, outside the catalogue. Unit price HT.
public struct LigneLibre: Sendable, Hashable {
    public var libelle: String
    public var quantite: Int
    public var prixUnitaireHT: Money
    public var tauxTva: Rate
    public var section: Section
    /// Digits of the M57; nil: not known yet.
    public var compteM57: String?
    public init(libelle: String, quantite: Int, prixUnitaireHT: Money, tauxTva: Rate, section: Section, compteM57: String?) {
        (self.libelle, self.quantite, self.prixUnitaireHT) = (libelle, quantite, prixUnitaireHT)
        (self.tauxTva, self.section, self.compteM57) = (tauxTva, section, compteM57)
    }

    /// Adds it at the price of its quotation. Investment counts in the eligible base, running cost does not (RULES 5).
    /// - Parameter devis: the quotation, kept among the pieces of the operation; nil: not received yet, and nothing can be frozen.
    public func ajouter(devis: ID<Piece>?, le date: LocalDate, to operation: ID<Projet>, in tx: Transaction) async throws
        -> ID<LigneProjet>
    {
        try await tx.value(
            """
            insert into operation.ligne (
                operation_id, libelle, quantite, prix_unitaire_ht_centimes, prix_du, prix_origine, taux_tva, section, eligible, compte_m57,
                devis_id
            ) values (
                \(operation), \(libelle), \(quantite)::integer, \(prixUnitaireHT), \(date), 'devis', \(tauxTva), \(section),
                \(section == .investissement ? Eligibilite500.oui : .non), \(compteM57)::text, \(devis)::bigint
            )
            returning ligne_id
            """)
    }

    /// Changes a free line; a quotation that is not given leaves the one there is.
    /// - Returns: false when the operation has no such free line, or is not hers.
    public func enregistrer(
        _ ligne: ID<LigneProjet>, devis: ID<Piece>?, le date: LocalDate, of operation: ID<Projet>, in tx: Transaction
    ) async throws -> Bool {
        try await tx.execute(
            """
            update operation.ligne set
                libelle = \(libelle), quantite = \(quantite)::integer, prix_unitaire_ht_centimes = \(prixUnitaireHT), prix_du = \(date),
                prix_origine = 'devis', taux_tva = \(tauxTva), section = \(section),
                eligible = \(section == .investissement ? Eligibilite500.oui : .non), compte_m57 = \(compteM57)::text,
                devis_id = coalesce(\(devis)::bigint, devis_id)
            where ligne_id = \(ligne) and operation_id = \(operation) and kit_code is null and article_code is null
            """) == 1
    }
}
