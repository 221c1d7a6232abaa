import Foundation
import Model

/// Reads one record by the columns of its file.
struct LectureAttribution {
    let enTete: EnTeteAttributions
    /// When no column says it.
    let exercice: Int?
    let dispositif: String?
    /// Codes by name in simple text.
    let departements: [String: String]

    /// The line of totals that offices leave under their tables.
    func estUnTotal(_ ligne: LecteurCSV.Ligne) -> Bool {
        guard enTete.cellule(.objet, ligne).isEmpty else { return false }
        let dits = [.identifiant, .annee, .dispositif, .departement, .nom].map { TexteSimple(enTete.cellule($0, ligne)).mots.first }
        return dits.allSatisfy { $0 == nil } || dits.contains { $0 == "total" || $0 == "totaux" }
    }

    /// The award, or nil with what is wrong, one French sentence each.
    func lire(_ ligne: LecteurCSV.Ligne) -> (Attribution?, fautes: [String]) {
        if ligne.guillemetOuvert { return (nil, ["un guillemet ouvert ici n’est jamais refermé"]) }
        let attendues = enTete.noms.count
        if ligne.cellules.count > attendues, ligne.cellules[attendues...].contains(where: { !$0.isEmpty }) {
            return (
                nil, ["\(attendues) colonnes attendues, \(ligne.cellules.count) trouvées\u{A0}: un séparateur n’est pas entre guillemets"]
            )
        }
        var fautes: [String] = []
        let porteur = porteur(ligne)
        let identifiant = enTete.cellule(.identifiant, ligne)
        let annee = Repares.annee(enTete.cellule(.annee, ligne)) ?? Repares.annee(identifiant: identifiant) ?? exercice
        if annee == nil {
            fautes.append("exercice\u{A0}: ni colonne, ni nom de fichier ne le dit. Relancez avec --exercice 2021, par exemple")
        }
        let dispositif = Repares.dispositif(enTete.cellule(.dispositif, ligne)) ?? dispositif
        if dispositif == nil { fautes.append("dispositif\u{A0}: la case est vide") }
        let departement = departement(ligne, insee: porteur.insee)
        if departement == nil { fautes.append("département\u{A0}: ni code, ni nom, ni code INSEE ne le dit") }
        let cout = montant(.cout, ligne, &fautes)
        let subvention = montant(.subvention, ligne, &fautes)
        guard fautes.isEmpty, let departement, let annee, let dispositif else { return (nil, fautes) }
        return (
            Attribution(
                idProjet: identifiant.isEmpty ? nil : identifiant, annee: annee, dispositif: dispositif, echelon: porteur.echelon,
                departement: departement, codeInsee: porteur.insee, siren: porteur.siren, nom: enTete.cellule(.nom, ligne),
                objet: enTete.cellule(.objet, ligne), categorie: categorie(ligne), coutHT: cout, subvention: subvention), []
        )
    }

    private func montant(_ colonne: ColonneAttribution, _ ligne: LecteurCSV.Ligne, _ fautes: inout [String]) -> Decimal? {
        let cellule = enTete.cellule(colonne, ligne)
        do throws(MontantIllisible) { return try Repares.montant(cellule) } catch {
            fautes.append("\(colonne.libelle)\u{A0}: «\u{A0}\(cellule)\u{A0}» n’est pas un montant en euros")
            return nil
        }
    }

    /// A code of five characters is a commune's even when the beneficiary is not one: it says the place.
    private func porteur(_ ligne: LecteurCSV.Ligne) -> (echelon: Attribution.Echelon, insee: String?, siren: String?) {
        let codes = enTete.cellules(.territoire, ligne)
        let siren = (enTete.cellules(.siren, ligne) + codes).lazy.compactMap(Repares.siren).first
        let insee = (enTete.cellules(.insee, ligne) + codes).lazy.compactMap(Repares.insee).first
        let echelon = Repares.echelon(enTete.cellule(.echelon, ligne), insee: insee, siren: siren, nom: enTete.cellule(.nom, ligne))
        return (echelon, insee, siren)
    }

    private func departement(_ ligne: LecteurCSV.Ligne, insee: String?) -> String? {
        enTete.cellules(.departement, ligne).lazy.compactMap { Repares.departement($0, noms: departements) }.first
            ?? insee.map(Repares.departement(insee:))
    }

    private func categorie(_ ligne: LecteurCSV.Ligne) -> String? {
        let cellule = enTete.cellule(.categorie, ligne)
        return cellule.isEmpty ? nil : cellule
    }
}
