import Foundation
public import Model

extension EcritureUBL {
    /// One line for an article, with every dated price.
    public mutating func ajouter(_ article: Article) throws {
        let (unite, emission) = (UniteUBL.code(article.unite), emission)
        try xml.inside("cac:CatalogueLine") { xml in
            xml.element("cbc:ID", article.code)
            // Without a published price it is asked for, not ordered.
            xml.element("cbc:OrderableIndicator", article.tarifs.contains { $0.au.map { emission <= $0 } ?? true } ? "true" : "false")
            xml.element("cbc:OrderableUnit", unite)
            xml.element("cbc:MinimumOrderQuantity", "\(article.quantiteMin)", [("unitCode", unite)])
            xml.element("cbc:MaximumOrderQuantity", "\(article.quantiteMax)", [("unitCode", unite)])
            xml.element("cbc:WarrantyInformation", article.garantieMois.map { "\($0) mois" })
            try Self.prix(article, &xml)
            try xml.inside("cac:Item") { xml in
                xml.element("cbc:Name", article.libelle)
                for besoin in article.besoins { xml.element("cbc:Keyword", besoin) }
                try xml.inside("cac:SellersItemIdentification") { $0.element("cbc:ID", article.code) }
                try xml.inside("cac:CommodityClassification") { xml in
                    // STI is the CPV in UN/EDIFACT 7143, the list that Peppol names schemes by.
                    xml.element("cbc:ItemClassificationCode", article.cpv, [("listID", "STI"), ("listVersionID", "2008")])
                }
                try xml.inside("cac:ClassifiedTaxCategory") { xml in
                    xml.element("cbc:ID", article.tauxTva == .zero ? "Z" : "S")
                    xml.element("cbc:Percent", "\(article.tauxTva.value * 100)")
                    try xml.inside("cac:TaxScheme") { $0.element("cbc:ID", "VAT") }
                }
                for (propriete, valeur) in Self.proprietes(article) { try Self.propriete(propriete, valeur, &xml) }
                for tarif in article.tarifs {
                    let jour = "\(tarif.du)"
                    try Self.propriete(.prixMin, tarif.prix.min.decimal, qualifiant: jour, &xml)
                    try Self.propriete(.prixMax, tarif.prix.max.decimal, qualifiant: jour, &xml)
                    try Self.propriete(.prixSource, tarif.source, qualifiant: jour, &xml)
                }
            }
        }
    }

    /// One line for a kit: its base as components, its options as accessories.
    public mutating func ajouter(_ kit: Kit) throws {
        try xml.inside("cac:CatalogueLine") { xml in
            xml.element("cbc:ID", kit.code)
            xml.element("cbc:OrderableIndicator", "true")
            xml.element("cbc:OrderableUnit", UniteUBL.piece)
            for option in [false, true] {
                for ligne in kit.lignes where ligne.option == option {
                    try xml.inside(option ? "cac:AccessoryRelatedItem" : "cac:ComponentRelatedItem") { xml in
                        xml.element("cbc:ID", ligne.article)
                        xml.element("cbc:Quantity", "\(ligne.quantite)", [("unitCode", UniteUBL.piece)])
                    }
                }
            }
            try xml.inside("cac:Item") { xml in
                xml.element("cbc:Description", kit.phrase)
                xml.element("cbc:Name", kit.nom)
                try xml.inside("cac:SellersItemIdentification") { $0.element("cbc:ID", kit.code) }
                for (propriete, valeur) in Self.proprietes(kit) { try Self.propriete(propriete, valeur, &xml) }
                for ligne in kit.lignes {
                    for remplace in ligne.remplace { try Self.propriete(.remplace, remplace, qualifiant: ligne.article, &xml) }
                }
            }
        }
    }

    private static func prix(_ article: Article, _ xml: inout XMLWriter) throws {
        let delai = article.delaiJoursOuvres.map(String.init)
        if article.tarifs.isEmpty, delai != nil {
            try xml.inside("cac:RequiredItemLocationQuantity") {
                $0.element("cbc:LeadTimeMeasure", delai, [("unitCode", UniteUBL.jourOuvre)])
            }
        }
        for tarif in article.tarifs {
            try xml.inside("cac:RequiredItemLocationQuantity") { xml in
                xml.element("cbc:LeadTimeMeasure", delai, [("unitCode", UniteUBL.jourOuvre)])
                try xml.inside("cac:Price") { xml in
                    xml.element("cbc:PriceAmount", tarif.prix.ref.decimal, [("currencyID", "EUR")])
                    xml.element("cbc:BaseQuantity", "1", [("unitCode", UniteUBL.code(article.unite))])
                    try xml.inside("cac:ValidityPeriod") { xml in
                        xml.element("cbc:StartDate", "\(tarif.du)")
                        xml.element("cbc:EndDate", tarif.au.map { "\($0)" })
                    }
                }
            }
        }
    }

    private static func proprietes(_ article: Article) -> [(ProprieteUBL, String?)] {
        [
            (.famille, article.famille), (.etat, article.etat), (.unite, article.unite), (.fonction, article.fonction),
            (.agec, article.familleAgec), (.section, article.section.rawValue), (.imputation, article.regleImputation),
            (.eligible, article.eligible.rawValue), (.m57, article.compteM57), (.m57Abrege, article.compteM57Abrege),
            (.m57SiInvestissement, article.compteSiInvestissement), (.dimensions, article.dimensions),
            (.accessibilite, article.accessibilite), (.puissance, article.puissanceW.map(String.init)),
            (.poids, article.poidsG.map(String.init)), (.pmr, article.pmr ? "oui" : "non"), (.contenant, article.contenant?.texteUBL),
            (.natureDonnee, article.natureDonnee), (.datePrix, "\(article.datePrix)"), (.remarque, article.remarque),
        ]
    }

    private static func proprietes(_ kit: Kit) -> [(ProprieteUBL, String?)] {
        [
            (.version, String(kit.version)), (.besoin, kit.besoin), (.destinataire, kit.destinataire), (.concepteur, kit.concepteur),
            (.licence, kit.licencePlans), (.fabrication, kit.fabrication), (.itinerant, kit.itinerant ? "oui" : "non"),
            (.natureDonnee, kit.natureDonnee), (.remarque, kit.remarque),
        ]
    }

    private static func propriete(_ propriete: ProprieteUBL, _ valeur: String?, qualifiant: String? = nil, _ xml: inout XMLWriter) throws {
        guard let valeur else { return }
        try xml.inside("cac:AdditionalItemProperty") { xml in
            xml.element("cbc:Name", propriete.nom)
            xml.element("cbc:NameCode", propriete.rawValue, [("listID", ProprieteUBL.liste)])
            xml.element("cbc:Value", valeur)
            xml.element("cbc:ValueQualifier", qualifiant)
        }
    }
}

extension Contenant {
    /// `10;tablette,recharge;15000`: places, what goes inside, most it weighs loaded.
    var texteUBL: String { "\(places);\(fonctions.joined(separator: ","));\(poidsMaxG.map(String.init) ?? "")" }

    init?(texteUBL: String) {
        let parts = texteUBL.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count == 3, let places = Int(parts[0]) else { return nil }
        self.init(places: places, fonctions: parts[1].split(separator: ",").map(String.init), poidsMaxG: Int(parts[2]))
    }
}
