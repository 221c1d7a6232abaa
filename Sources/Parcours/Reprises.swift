public import Model
import Planner
public import Postgres
import Store

extension Parcours {
    /// What of a project makes a basket: its kits with their options, and the articles bought alone. Free lines are not of the catalogue.
    public func panier(de operation: ID<Projet>, in tx: Transaction) async throws -> [LignePanier] {
        let lignes = try await LigneProjet.all(of: operation, in: tx)
        let kits = try await KitDuProjet.all(of: operation, in: tx).map { kit in
            LignePanier(
                kitCode: kit.kitCode, quantite: max(kit.exemplaires, 1),
                options: lignes.filter { $0.kitCode == kit.kitCode && $0.estOption }.compactMap(\.articleCode))
        }
        let articles = lignes.filter { $0.kitCode == nil }.compactMap { ligne in
            ligne.articleCode.map { LignePanier(articleCode: $0, quantite: ligne.unites) }
        }
        return kits + articles
    }

    /// Puts a basket in a project, at the prices of `date`.
    /// - Returns: how many of its lines the catalogue no longer has.
    public func prendre(_ panier: Panier, dans operation: ID<Projet>, le date: LocalDate, in tx: Transaction) async throws -> Int {
        var absentes = 0
        for ligne in panier.lignes {
            let ajoutees =
                if let kit = ligne.kitCode {
                    try await LigneProjet.add(
                        kit: kit, quantite: ligne.quantite, options: ligne.options, prixDu: date, to: operation, in: tx)
                } else {
                    try await LigneProjet.add(
                        article: ligne.articleCode ?? "", quantite: ligne.quantite, prixDu: date, to: operation, in: tx)
                }
            if ajoutees == 0 { absentes += 1 }
        }
        return absentes
    }

    /// A new project with what an old one held, at the prices of `date`: its kits with their options, substitutions and left-out articles, its
    /// articles, and its free lines at their old price, whose quotation is to be asked again.
    public func copier(_ id: ID<Projet>, par agent: ID<Agent>, le date: LocalDate) async throws -> ID<Projet> {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                guard let projet = try await Projet.find(id, in: tx) else { throw Refus.operation }
                let lignes = try await LigneProjet.all(of: id, in: tx)
                let copie = try await Projet.create(
                    Projet.Draft(
                        organisation: projet.organisationId, codeInsee: projet.codeInsee, intitule: projet.intitule, objet: projet.objet,
                        exercice: date.exerciceDeProgrammation, decisionPetitMateriel: projet.decisionPetitMateriel, copieDe: id),
                    by: agent, in: tx)
                for kit in try await KitDuProjet.all(of: id, in: tx) {
                    try await copier(kit, lignes.filter { $0.kitCode == kit.kitCode }, dans: copie, le: date, in: tx)
                }
                for ligne in lignes where ligne.kitCode == nil {
                    if let article = ligne.articleCode {
                        _ = try await LigneProjet.add(article: article, quantite: ligne.unites, prixDu: date, to: copie, in: tx)
                    } else if let prix = ligne.prixUnitaireHtCentimes {
                        let libre = LigneLibre(
                            libelle: ligne.libelle, quantite: ligne.unites, prixUnitaireHT: prix, tauxTva: ligne.tauxTva,
                            section: ligne.section, compteM57: ligne.compteM57)
                        _ = try await libre.ajouter(devis: nil, le: ligne.prixDu, to: copie, in: tx)
                    }
                }
                return copie
            }
        }
    }

    private func copier(
        _ kit: KitDuProjet, _ lignes: [LigneProjet], dans copie: ID<Projet>, le date: LocalDate, in tx: Transaction
    ) async throws {
        let options = lignes.filter(\.estOption).compactMap(\.articleCode)
        _ = try await LigneProjet.add(
            kit: kit.kitCode, quantite: max(kit.exemplaires, 1), options: options, prixDu: date, to: copie, in: tx)
        let tenus = Set(lignes.filter { !$0.estOption }.compactMap { $0.remplaceArticle ?? $0.articleCode })
        for neuve in try await LigneProjet.all(of: copie, in: tx) where neuve.kitCode == kit.kitCode && !neuve.estOption {
            guard let article = neuve.articleCode else { continue }
            if !tenus.contains(article) {
                _ = try await LigneProjet.remove(neuve.ligneId, from: copie, in: tx)
            } else if let ancienne = lignes.first(where: { $0.remplaceArticle == article }), let par = ancienne.articleCode,
                let motif = ancienne.motif
            {
                // An article withdrawn since leaves the kit's own.
                _ = try await LigneProjet.remplacer(neuve.ligneId, par: par, motif: motif, prixDu: date, of: copie, in: tx)
            }
        }
    }
}
