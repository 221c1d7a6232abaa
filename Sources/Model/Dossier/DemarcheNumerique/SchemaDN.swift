/// What the platform publishes of a form (`/preremplir/{chemin}/schema`): its fields, their types, their lists. It tells beforehand, and exactly,
/// which values it will drop without a word.
public struct SchemaDN: Codable, Sendable, Hashable {
    public struct Descripteur: Codable, Sendable, Hashable {
        public let id: String
        public let label: String
        public let typename: String
        public let options: [String]?
        /// The list accepts another wording.
        public let otherOption: Bool?

        enum CodingKeys: String, CodingKey {
            case id, label, options, otherOption
            case typename = "__typename"
        }

        public init(id: String, label: String, typename: String, options: [String]? = nil, otherOption: Bool? = nil) {
            (self.id, self.label, self.typename, self.options, self.otherOption) = (id, label, typename, options, otherOption)
        }
    }

    public struct Revision: Codable, Sendable, Hashable {
        public let champDescriptors: [Descripteur]
        public init(champDescriptors: [Descripteur]) { self.champDescriptors = champDescriptors }
    }

    public let revision: Revision
    public init(revision: Revision) { self.revision = revision }

    /// The values that will not be kept, in the order of the form.
    public func ecarts(_ valeurs: [ValeurDN], identifiant: (ValeurDN) -> String = { String($0.cle.dropFirst(6)) }) -> [EcartDN] {
        let descripteurs = Dictionary(revision.champDescriptors.map { ($0.id, $0) }) { $1 }
        return valeurs.compactMap { valeur in
            guard let descripteur = descripteurs[identifiant(valeur)] else { return EcartDN(valeur, .champInconnu) }
            return descripteur.refus(valeur).map { EcartDN(valeur, $0) }
        }
    }
}

extension SchemaDN.Descripteur {
    /// Why this value is dropped; nil: it is kept.
    func refus(_ valeur: ValeurDN) -> EcartDN.Cause? {
        guard let premiere = valeur.valeurs.first else { return .different }
        switch typename.replacing("ChampDescriptor", with: "") {
        case "Text", "Textarea", "Phone", "Email", "FormattedText", "Formatted": return nil
        case "IntegerNumber": return premiere.wholeMatch(of: /-?\d+/) == nil ? .nombre : nil
        case "DecimalNumber": return premiere.wholeMatch(of: /-?\d+([.,]\d+)?/) == nil ? .nombre : nil
        case "Date": return LocalDate(iso: premiere) == nil ? .date : nil
        case "YesNo", "Checkbox": return ["true", "false"].contains(premiere) ? nil : .choix
        case "DropDownList":
            return otherOption == true || (options ?? []).contains(premiere) ? nil : .choix
        case "MultipleDropDownList": return Set(valeur.valeurs).isSubset(of: options ?? []) ? nil : .choix
        default: return .nonPreremplissable
        }
    }
}
