import HTML
import Model

/// Kits side by side, as rows of one criterion each: those where they differ, then those where they are the same.
struct Comparaison: Sendable {
    struct Rangee: Sendable {
        let critere: String
        /// What each kit says, in order; empty for nothing.
        let valeurs: [String]
        var differe: Bool { Set(valeurs).count > 1 }
    }

    let kits: [KitEstime]
    /// In French, by code.
    let fonctions: [(code: String, nom: String)]

    var differences: [Rangee] { (criteres + contenu).filter(\.differe) }
    var pareilles: [Rangee] { (criteres + contenu).filter { !$0.differe } }

    private var criteres: [Rangee] {
        [
            rangee("Prix pour votre commune, après aides") { $0.reste?.french ?? Self.rien },
            rangee("Prix TTC") { $0.kit.totalTTC.french + ($0.kit.estPartiel ? ", hors pièces sur devis" : "") },
            rangee("Prix HT") { $0.kit.totalHT.french },
            rangee("Fourchette HT") { $0.kit.fourchette },
            rangee("dont investissement HT, compté par les aides") { $0.kit.total { $0.section == .investissement }.french },
            rangee("dont fonctionnement HT") { $0.kit.total { $0.section == .fonctionnement }.french },
            rangee("dont ce que le conseil peut décider d’inscrire en investissement") {
                $0.kit.total { $0.eligible == .siDeliberation }.french
            },
            rangee("Livraison") { $0.kit.delaiJoursOuvres.map { "\($0) jours ouvrés" } ?? Self.rien },
            rangee("Ordinateurs reconditionnés, en part du prix") { $0.kit.partReemploi },
            rangee("Utilisable en fauteuil ou avec un handicap") { kit in
                let nombre = kit.kit.base.filter(\.pmr).map(\.quantite).reduce(0, +)
                return nombre == 0 ? Self.rien : nombre == 1 ? "1 pièce" : "\(nombre) pièces"
            },
            rangee("Se déplace d’un lieu à l’autre") { $0.kit.kit.itinerant ? "oui" : "non" },
            rangee("Puissance électrique, tout allumé") { $0.kit.puissance },
            rangee("Dimensions des meubles") { $0.kit.meubles },
            rangee("Garantie la plus courte") { $0.kit.base.compactMap(\.garantieMois).min().map { "\($0) mois" } ?? Self.rien },
            rangee("Conçu par") { $0.kit.kit.concepteur ?? Self.rien },
            rangee("Options possibles") { $0.kit.options.isEmpty ? Self.rien : "\($0.kit.options.count)" },
        ]
    }

    /// What each holds, by what it is for.
    private var contenu: [Rangee] {
        fonctions.compactMap { fonction in
            let presents = kits.map { $0.kit.base.filter { $0.fonction == fonction.code } }
            guard presents.contains(where: { !$0.isEmpty }) else { return nil }
            return Rangee(
                critere: fonction.nom.prefix(1).uppercased() + fonction.nom.dropFirst(),
                valeurs: presents.map { lignes in
                    lignes.map { "\($0.quantite)\u{A0}× \($0.libelleCourt)" }.joined(separator: ", ")
                })
        }
    }

    private func rangee(_ critere: String, _ valeur: (KitEstime) -> String) -> Rangee {
        Rangee(critere: critere, valeurs: kits.map(valeur))
    }

    /// An empty cell: the style sheet draws its dash, and a phone leaves it out.
    static let rien = ""
}

extension KitChiffre {
    fileprivate func total(_ garde: (LigneKit) -> Bool) -> Money { base.filter(garde).map { $0.ht($0.prixRef) }.sum() }

    fileprivate var fourchette: String {
        let (bas, haut) = (base.map { $0.ht($0.prixMin) }.sum(), base.map { $0.ht($0.prixMax) }.sum())
        return "\(bas.frenchEuros) à \(haut.frenchEuros)"
    }

    fileprivate var partReemploi: String {
        let informatique = base.filter { $0.familleAgec == "informatique" }
        let total = informatique.map { $0.ht($0.prixRef) }.sum()
        guard total > .zero else { return Comparaison.rien }
        let reemploi = informatique.filter { $0.etat == "reconditionné" }.map { $0.ht($0.prixRef) }.sum()
        return "\(reemploi.cents * 100 / total.cents)\u{A0}%"
    }

    fileprivate var puissance: String {
        let watts = base.map { ($0.puissanceW ?? 0) * $0.quantite }.reduce(0, +)
        return watts == 0 ? Comparaison.rien : "\(watts)\u{A0}W"
    }

    /// Furniture is what must fit in the room.
    fileprivate var meubles: String {
        let meubles = base.filter { $0.articleCode.hasPrefix("MOB") }.compactMap { ligne in
            ligne.dimensions.map { "\(ligne.libelleCourt) : \($0)" }
        }
        return meubles.isEmpty ? Comparaison.rien : meubles.joined(separator: "\u{A0}; ")
    }
}

extension LigneKit {
    /// Up to where it turns technical.
    fileprivate var libelleCourt: String {
        let debut = String(libelle.prefix { $0 != "," && $0 != "(" })
        return debut.hasSuffix(" ") ? String(debut.dropLast()) : debut
    }

    fileprivate func ht(_ prix: Money?) -> Money { Money(cents: (prix?.cents ?? 0) * Int64(quantite)) }
}
