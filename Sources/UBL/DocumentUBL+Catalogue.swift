import Foundation
public import Model

extension DocumentUBL {
    /// The articles and kits of a catalogue that Trousse wrote.
    /// - Throws: `ErreurUBL` at the first line that Trousse did not write whole.
    public func articlesEtKits() throws(ErreurUBL) -> (articles: [Article], kits: [Kit]) {
        var (articles, kits) = ([Article](), [Kit]())
        for ligne in lignes {
            if ligne.propriete(.version) == nil { articles.append(try ligne.article()) } else { kits.append(try ligne.kit()) }
        }
        return (articles, kits)
    }
}

extension LigneUBL {
    func propriete(_ propriete: ProprieteUBL, qualifiant: String? = nil) -> String? {
        proprietes.first { $0.liste == ProprieteUBL.liste && $0.code == propriete.rawValue && $0.qualifiant == qualifiant }?.valeur
    }

    private func exiger<Value>(_ propriete: ProprieteUBL, _ value: Value?) throws(ErreurUBL) -> Value {
        guard let value else {
            throw ErreurUBL(ligne: ligne, message: "\(numero)\u{A0}: la propriété «\u{A0}\(propriete.rawValue)\u{A0}» manque")
        }
        return value
    }

    private func exiger(_ propriete: ProprieteUBL) throws(ErreurUBL) -> String { try exiger(propriete, self.propriete(propriete)) }

    func article() throws(ErreurUBL) -> Article {
        guard let nom, let taux = tauxPourcent, let cpv = classements.first?.code, let minimum, let maximum else {
            throw ErreurUBL(ligne: ligne, message: "\(numero)\u{A0}: il manque le nom, la TVA, la classe CPV ou les quantités")
        }
        let tarifs = try dates()
        return Article(
            code: numero, libelle: nom, famille: try exiger(.famille), besoins: motsCles, etat: try exiger(.etat),
            unite: try exiger(.unite), prix: tarifs.last?.prix,
            datePrix: try exiger(.datePrix, propriete(.datePrix).flatMap { LocalDate(iso: $0) }), tauxTva: Rate(taux / 100), cpv: cpv,
            section: try exiger(.section, propriete(.section).flatMap(Section.init)), regleImputation: try exiger(.imputation),
            eligible: try exiger(.eligible, propriete(.eligible).flatMap(Eligibilite500.init)), compteM57: try exiger(.m57),
            compteM57Abrege: try exiger(.m57Abrege), compteSiInvestissement: propriete(.m57SiInvestissement),
            garantieMois: garantie.flatMap { Int($0.prefix(while: \.isNumber)) }, delaiJoursOuvres: delai,
            dimensions: propriete(.dimensions),
            accessibilite: propriete(.accessibilite), familleAgec: propriete(.agec), fonction: try exiger(.fonction),
            puissanceW: propriete(.puissance).flatMap { Int($0) }, poidsG: propriete(.poids).flatMap { Int($0) },
            pmr: propriete(.pmr) == "oui", contenant: propriete(.contenant).flatMap(Contenant.init(texteUBL:)),
            quantiteMin: NSDecimalNumber(decimal: minimum).intValue, quantiteMax: NSDecimalNumber(decimal: maximum).intValue,
            natureDonnee: try exiger(.natureDonnee), remarque: propriete(.remarque), tarifs: tarifs)
    }

    private func dates() throws(ErreurUBL) -> [Tarif] {
        var dates: [Tarif] = []
        for tarif in tarifs {
            guard let du = tarif.debut, let ref = tarif.unitaire else {
                throw ErreurUBL(
                    ligne: ligne, message: "\(numero)\u{A0}: un prix n’a pas de premier jour, ou n’est pas en euros et centimes")
            }
            let min = propriete(.prixMin, qualifiant: "\(du)").flatMap { try? Money(french: $0) }
            let max = propriete(.prixMax, qualifiant: "\(du)").flatMap { try? Money(french: $0) }
            dates.append(
                Tarif(
                    du: du, au: tarif.fin, prix: Prix(min: try exiger(.prixMin, min), ref: ref, max: try exiger(.prixMax, max)),
                    source: propriete(.prixSource, qualifiant: "\(du)")))
        }
        return dates
    }

    func kit() throws(ErreurUBL) -> Kit {
        guard let nom, let description else {
            throw ErreurUBL(ligne: ligne, message: "\(numero)\u{A0}: il manque le nom ou la description")
        }
        var lignes: [Kit.Ligne] = []
        for (composants, option) in [(composants, false), (accessoires, true)] {
            for composant in composants {
                guard let quantite = composant.quantite else {
                    throw ErreurUBL(ligne: ligne, message: "\(numero)\u{A0}: \(composant.numero) n’a pas de quantité")
                }
                let remplace = proprietes.filter { $0.code == ProprieteUBL.remplace.rawValue && $0.qualifiant == composant.numero }.map(
                    \.valeur)
                lignes.append(
                    Kit.Ligne(
                        article: composant.numero, quantite: NSDecimalNumber(decimal: quantite).intValue, option: option,
                        remplace: option ? remplace : []))
            }
        }
        return Kit(
            code: numero, version: try exiger(.version, propriete(.version).flatMap { Int($0) }), nom: nom, phrase: description,
            besoin: try exiger(.besoin), destinataire: try exiger(.destinataire), concepteur: propriete(.concepteur),
            licencePlans: propriete(.licence), fabrication: propriete(.fabrication), itinerant: propriete(.itinerant) == "oui",
            natureDonnee: try exiger(.natureDonnee), remarque: propriete(.remarque), lignes: lignes)
    }
}
