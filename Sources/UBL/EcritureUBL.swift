public import Model

/// Who sends or receives a catalogue: a name, and the SIRET that Peppol finds it by (`EndpointID`, scheme 0009).
public struct PartieUBL: Sendable, Hashable {
    public let nom: String
    /// Fourteen digits; nil: valid UBL, which a Peppol access point would not route.
    public let siret: String?
    public init(nom: String, siret: String? = nil) { (self.nom, self.siret) = (nom, siret) }
}

/// Writes a UBL 2.1 Catalogue, as Peppol's transaction T19 (Catalogue BIS 3.2) restricts it: what it reads anywhere is said in its own
/// elements, what only Trousse knows in `AdditionalItemProperty` under the code list `TROUSSE`, so that nothing is lost. Amounts are HT;
/// no TTC exists in a UBL catalogue, the rate of VAT does. Kits are lines without a price of their own: they name their components.
public struct EcritureUBL {
    public struct Entete: Sendable {
        public var numero: String
        public var nom: String
        public var emission: LocalDate
        /// No price of the catalogue begins before: a price is within the validity of its catalogue (BII2-T19-R018).
        public var debut: LocalDate
        public var emetteur: PartieUBL
        public var destinataire: PartieUBL
        /// What the reader must know of the figures.
        public var mention: String
        public init(
            numero: String, nom: String, emission: LocalDate, debut: LocalDate, emetteur: PartieUBL, destinataire: PartieUBL,
            mention: String
        ) {
            (self.numero, self.nom, self.emission, self.debut) = (numero, nom, emission, debut)
            (self.emetteur, self.destinataire, self.mention) = (emetteur, destinataire, mention)
        }
    }

    var xml: XMLWriter
    let emission: LocalDate

    /// - Parameter sink: receives the document, chunk after chunk.
    public init(_ entete: Entete, vers sink: @escaping ([UInt8]) throws -> Void) throws {
        emission = entete.emission
        xml = XMLWriter(sink: sink)
        try xml.begin(
            "Catalogue",
            [
                ("xmlns", EspaceUBL.catalogue), ("xmlns:cac", EspaceUBL.agregats), ("xmlns:cbc", EspaceUBL.base),
            ])
        xml.element("cbc:CustomizationID", "urn:fdc:peppol.eu:poacc:trns:catalogue:3")
        xml.element("cbc:ProfileID", "urn:fdc:peppol.eu:poacc:bis:catalogue_wo_response:3")
        xml.element("cbc:ID", entete.numero)
        xml.element("cbc:ActionCode", "Replace")
        xml.element("cbc:Name", entete.nom)
        xml.element("cbc:IssueDate", "\(entete.emission)")
        try xml.inside("cac:ValidityPeriod") { $0.element("cbc:StartDate", "\(entete.debut)") }
        try partie("cac:ProviderParty", entete.emetteur)
        try partie("cac:ReceiverParty", entete.destinataire)
        try xml.inside("cac:TradingTerms") { $0.element("cbc:Information", entete.mention) }
    }

    /// Closes the document and sends its end.
    public mutating func terminer() throws { try xml.finish() }

    private mutating func partie(_ nom: StaticString, _ partie: PartieUBL) throws {
        try xml.inside(nom) { xml in
            xml.element("cbc:EndpointID", partie.siret, [("schemeID", "0009")])
            try xml.inside("cac:PartyLegalEntity") { xml in
                xml.element("cbc:RegistrationName", partie.nom)
                xml.element("cbc:CompanyID", partie.siret, [("schemeID", "0009")])
            }
        }
    }
}

/// The three namespaces of a UBL catalogue.
enum EspaceUBL {
    static let catalogue = "urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2"
    static let agregats = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    static let base = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
}
