import Foundation

/// A purchase order as it is printed: the first legal act of the operation, hence the start of execution (RULES START-DEF, START-CAT).
public struct BonDeCommande: Sendable, Hashable, Codable {
    public struct Fournisseur: Sendable, Hashable, Codable {
        public var nom: String
        public var siret: String?
        public var adresse: String?
        public init(nom: String, siret: String? = nil, adresse: String? = nil) {
            (self.nom, self.siret, self.adresse) = (nom, siret, adresse)
        }
    }

    /// One line, HT.
    public struct Ligne: Sendable, Hashable, Codable {
        public var reference: String?
        public var libelle: String
        public var quantite: Int
        public var prixUnitaireHT: Money
        public var tauxTva: Rate
        public init(reference: String? = nil, libelle: String, quantite: Int, prixUnitaireHT: Money, tauxTva: Rate) {
            (self.reference, self.libelle, self.quantite) = (reference, libelle, quantite)
            (self.prixUnitaireHT, self.tauxTva) = (prixUnitaireHT, tauxTva)
        }
        public var totalHT: Money { prixUnitaireHT.times(Decimal(quantite)) }
        /// VAT of the line, half-up to the cent (PROGRAMME 3.4 rule 1: rounding is by line).
        public var tva: Money { totalHT.times(tauxTva) }
    }

    /// The act that allows to order, and its day (START-NEW, START-DEROG; a préfecture may ask to wait for completeness).
    public struct Autorisation: Sendable, Hashable, Codable {
        public enum Acte: String, Sendable, Hashable, Codable, CaseIterable {
            case accuseEnregistrement = "accuse_enregistrement"
            case accuseCompletude = "accuse_completude"
            case derogation
        }
        public var acte: Acte
        public var date: LocalDate
        public init(acte: Acte, date: LocalDate) { (self.acte, self.date) = (acte, date) }
    }

    public var numero: String
    public var date: LocalDate
    public var acheteur: PorteurImprimable
    public var fournisseur: Fournisseur
    public var lignes: [Ligne]
    public var lieuLivraison: String
    public var livraisonAvant: LocalDate
    /// Number of the dossier and short name of its dispositif.
    public var numeroDossier: String
    public var dispositif: String
    /// nil: no grant is asked for this order, nothing holds it back.
    public var autorisation: Autorisation?
    /// Number of the commitment, to be recalled on the invoice (D2192-2).
    public var numeroEngagement: String
    /// Chorus Pro service code of the buyer, when it has one.
    public var codeService: String?
    public var paiementJours: Int
    public var estIllustratif: Bool

    public init(
        numero: String, date: LocalDate, acheteur: PorteurImprimable, fournisseur: Fournisseur, lignes: [Ligne], lieuLivraison: String,
        livraisonAvant: LocalDate, numeroDossier: String, dispositif: String, autorisation: Autorisation?, numeroEngagement: String,
        codeService: String? = nil, paiementJours: Int, estIllustratif: Bool
    ) {
        (self.numero, self.date, self.acheteur, self.fournisseur) = (numero, date, acheteur, fournisseur)
        (self.lignes, self.lieuLivraison, self.livraisonAvant) = (lignes, lieuLivraison, livraisonAvant)
        (self.numeroDossier, self.dispositif, self.autorisation) = (numeroDossier, dispositif, autorisation)
        (self.numeroEngagement, self.codeService) = (numeroEngagement, codeService)
        (self.paiementJours, self.estIllustratif) = (paiementJours, estIllustratif)
    }

    public var totalHT: Money { lignes.totalHT }
    public var totalTTC: Money { lignes.totalTTC }
    /// Base and VAT of each rate, lowest rate first.
    public var tvaParTaux: [(taux: Rate, base: Money, tva: Money)] { lignes.tvaParTaux }
}

extension BonDeCommande.Ligne {
    /// A line of an operation, at its own price; without a price it counts for nothing, and the database lets nobody order it.
    public init(_ ligne: LigneProjet) {
        self.init(
            reference: ligne.articleCode, libelle: ligne.libelle, quantite: ligne.unites,
            prixUnitaireHT: ligne.prixUnitaireHtCentimes ?? .zero, tauxTva: ligne.tauxTva)
    }
}
