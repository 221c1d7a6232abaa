import Foundation
import Model

extension LigneUBL {
    /// What begins: a price, a component, a property. `chemin` is below the line.
    mutating func ouvrir(_ chemin: ArraySlice<String>) {
        switch Array(chemin) {
        case ["ComponentRelatedItem"]: composants.append(ComposantUBL())
        case ["AccessoryRelatedItem"]: accessoires.append(ComposantUBL())
        case ["Item", "AdditionalItemProperty"]: proprietes.append(ProprieteLue())
        default: break
        }
    }

    /// - Returns: false when the text is not what the element holds.
    mutating func lire(_ chemin: ArraySlice<String>, _ valeur: String, _ attributs: [String: String]) -> Bool {
        switch chemin.first {
        case "Item": return lireArticle(Array(chemin.dropFirst()), valeur, attributs)
        case "RequiredItemLocationQuantity": return lirePrix(Array(chemin.dropFirst()), valeur, attributs)
        case "ComponentRelatedItem": return Self.composant(chemin.last, valeur, &composants)
        case "AccessoryRelatedItem": return Self.composant(chemin.last, valeur, &accessoires)
        default: break
        }
        switch Array(chemin) {
        case ["ID"]: numero = valeur
        case ["ActionCode"]: action = valeur
        case ["MinimumOrderQuantity"]: return decimal(valeur, &minimum)
        case ["MaximumOrderQuantity"]: return decimal(valeur, &maximum)
        case ["WarrantyInformation"]: garantie = valeur
        default: break
        }
        return true
    }

    private mutating func lireArticle(_ chemin: [String], _ valeur: String, _ attributs: [String: String]) -> Bool {
        switch chemin {
        case ["Name"]: nom = valeur
        case ["Description"]: description = description ?? valeur
        case ["Keyword"]: motsCles.append(valeur)
        case ["SellersItemIdentification", "ID"]: reference = valeur
        case ["BuyersItemIdentification", "ID"]: referenceAcheteur = valeur
        case ["ManufacturersItemIdentification", "ID"]: referenceFabricant = valeur
        case ["StandardItemIdentification", "ID"]: standard = valeur
        case ["CommodityClassification", "ItemClassificationCode"]:
            classements.append(ClassementUBL(liste: attributs["listID"], code: valeur))
        case ["ClassifiedTaxCategory", "ID"]: categorieTVA = valeur
        case ["ClassifiedTaxCategory", "Percent"]: return decimal(valeur, &tauxPourcent)
        default: if chemin.count == 2, chemin[0] == "AdditionalItemProperty" { lirePropriete(chemin[1], valeur, attributs) }
        }
        return true
    }

    private mutating func lirePropriete(_ champ: String, _ valeur: String, _ attributs: [String: String]) {
        guard let last = proprietes.indices.last else { return }
        switch champ {
        case "Name": proprietes[last].nom = valeur
        case "NameCode": (proprietes[last].code, proprietes[last].liste) = (valeur, attributs["listID"])
        case "Value": proprietes[last].valeur = valeur
        case "ValueQualifier": proprietes[last].qualifiant = valeur
        default: break
        }
    }

    private mutating func lirePrix(_ chemin: [String], _ valeur: String, _ attributs: [String: String]) -> Bool {
        if chemin == ["LeadTimeMeasure"] {
            delai = Int(valeur)
            return delai != nil
        }
        if chemin == ["Price", "PriceAmount"] {
            var montant: Decimal?
            guard decimal(valeur, &montant), let montant else { return false }
            tarifs.append(TarifUBL(montant: montant, devise: attributs["currencyID"]))
            return true
        }
        guard let last = tarifs.indices.last else { return true }
        switch chemin {
        case ["Price", "BaseQuantity"]:
            var base: Decimal?
            guard decimal(valeur, &base), let base, base > 0 else { return false }
            tarifs[last].base = base
        case ["Price", "ValidityPeriod", "StartDate"]: return date(valeur, &tarifs[last].debut)
        case ["Price", "ValidityPeriod", "EndDate"]: return date(valeur, &tarifs[last].fin)
        default: break
        }
        return true
    }

    private static func composant(_ champ: String?, _ valeur: String, _ composants: inout [ComposantUBL]) -> Bool {
        guard let last = composants.indices.last else { return true }
        switch champ {
        case "ID": composants[last].numero = valeur
        case "Quantity": return decimal(valeur, &composants[last].quantite)
        default: break
        }
        return true
    }
}

/// A plain decimal number, with a point and no exponent.
/// - Returns: false when it is not one.
func decimal(_ text: String, _ place: inout Decimal?) -> Bool {
    place =
        text.wholeMatch(of: /-?[0-9]{1,15}(\.[0-9]{1,10})?/) == nil ? nil : Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    return place != nil
}
