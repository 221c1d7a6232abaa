import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// What is bought again or lent: baskets, proposed lists, copies, loans.
@Suite("Reprendre, proposer, prêter", .postgresql)
struct ReprisesTests {
    @Test("un panier garde les kits, leurs options et les articles, et les rend dans un autre projet")
    func panier() async throws {
        let scene = try await Scene()
        let (source, cible) = (try await scene.projet("K02"), try await scene.projet())
        let voisine = try await Acteur.mairie(departement: scene.departement)
        let (base, parcours) = (scene.base.app, scene.base.parcours)
        let id = try await base.write(as: scene.mairie.identity) { tx async throws in
            _ = try await LigneProjet.add(kit: "K05", quantite: 2, options: ["MOB-R01"], prixDu: jourDesEssais, to: source, in: tx)
            _ = try await LigneProjet.add(article: "INF-001", quantite: 3, prixDu: jourDesEssais, to: source, in: tx)
            let lignes = try await parcours.panier(de: source, in: tx)
            #expect(lignes.map(\.kitCode) == ["K02", "K05", nil] && lignes[1].options == ["MOB-R01"] && lignes[1].quantite == 2)
            let id = try await Panier.garder("Accueil type", lignes: lignes, of: scene.mairie.organisation, by: scene.mairie.agent, in: tx)
            let panier = try #require(try await Panier.find(id, in: tx))
            #expect(try await parcours.prendre(panier, dans: cible, le: jourDesEssais, in: tx) == 0)
            #expect(try await KitDuProjet.all(of: cible, in: tx).map(\.exemplaires) == [1, 2])
            return id
        }
        #expect(try await base.read(as: voisine.identity) { try await Panier.find(id, in: $0) } == nil)
        #expect(
            await regle {
                try await base.write(as: scene.mairie.identity) { tx in
                    _ = try await Panier.garder(
                        "Accueil type", lignes: [], of: scene.mairie.organisation, by: scene.mairie.agent, in: tx)
                }
            } == "panier_unique")
        #expect(try await base.write(as: voisine.identity) { try await Panier.retirer(id, in: $0) } == false)
        #expect(try await base.write(as: scene.mairie.identity) { try await Panier.retirer(id, in: $0) })
    }

    @Test("ce qu’une intercommunalité propose se voit de ses communes, et de nulle part ailleurs")
    func propose() async throws {
        let base = try await TestDatabase.current
        let epci = try await Acteur.intercommunalite()
        let dehors = try await Acteur.mairie(departement: Departements.suivant())
        let (siren, code): (String, String) = try await base.owner.read(as: .systeme("essais")) { tx in
            let siren: String = try await tx.value(
                "select epci_siren::text from acces.organisation where organisation_id = \(epci.organisation)")
            let code: String = try await tx.value(
                """
                select code_insee::text from territoire.commune
                where epci_siren = \(siren)
                    and not exists (select from acces.organisation where organisation.code_insee = commune.code_insee)
                order by code_insee desc limit 1
                """)
            return (siren, code)
        }
        let membre: ID<Agent> = try await base.owner.write(as: .systeme("essais")) { tx in
            let organisation = try #require(try await Organisation.assurer(commune: code, in: tx))
            return try await Agent.assurer(
                Agent.Compte(courriel: "membre-\(code)@essai.fr", nom: "Membre", role: .secretaire, organisation: organisation), in: tx)
        }
        let id = try await base.app.write(as: epci.identity) { tx in
            try await Panier.garder(
                "Liste commune", note: "Négociée pour toutes", proposePar: siren, lignes: [LignePanier(kitCode: "K02", quantite: 1)],
                of: epci.organisation, by: epci.agent, in: tx)
        }
        let vu = try #require(try await base.app.read(as: .agent(membre)) { try await Panier.find(id, in: $0) })
        #expect(vu.proposePar != nil && vu.lignes.map(\.libelle) == ["Station d’accueil démarches"])
        let siens = try await base.app.read(as: .agent(membre)) { tx in
            try await Panier.all(pour: vu.organisationId, commune: code, in: tx)
        }
        #expect(siens.contains { $0.panierId == id })
        #expect(try await base.app.read(as: dehors.identity) { try await Panier.find(id, in: $0) } == nil)
        #expect(
            await regle {
                try await base.app.write(as: dehors.identity) { tx in
                    _ = try await Panier.garder(
                        "Faux", proposePar: siren, lignes: [], of: dehors.organisation, by: dehors.agent, in: tx)
                }
            } == "panier_propose")
    }

    @Test("une copie reprend kits, remplacements, retraits, articles et lignes libres, et dit ce qui a changé de prix")
    func copie() async throws {
        let scene = try await Scene()
        let source = try await scene.projet("K03")
        let (base, parcours) = (scene.base.app, scene.base.parcours)
        try await base.write(as: scene.mairie.identity) { tx async throws in
            let lignes = try await LigneProjet.all(of: source, in: tx)
            let portable = try #require(lignes.first { $0.articleCode == "INF-002" })
            _ = try await LigneProjet.remplacer(
                portable.ligneId, par: "INF-001", motif: "Plus de mémoire", prixDu: jourDesEssais, of: source, in: tx)
            let retiree = try #require(lignes.first { $0.articleCode == "MOB-017" })
            _ = try await LigneProjet.remove(retiree.ligneId, from: source, in: tx)
            _ = try await LigneProjet.add(article: "IMP-001", quantite: 2, prixDu: jourDesEssais, to: source, in: tx)
            let libre = LigneLibre(
                libelle: "Pose", quantite: 1, prixUnitaireHT: .euros(300), tauxTva: Rate("0.20")!, section: .fonctionnement, compteM57: nil)
            _ = try await libre.ajouter(devis: nil, le: jourDesEssais, to: source, in: tx)
            // Last year's price.
            try await tx.execute(
                "update operation.ligne set prix_unitaire_ht_centimes = 35000 where operation_id = \(source) and article_code = 'IMP-001'")
        }
        let copie = try await parcours.copier(source, par: scene.mairie.agent, le: jourDesEssais)
        let (avant, apres, projet) = try await base.read(as: scene.mairie.identity) { tx in
            (
                try await LigneProjet.all(of: source, in: tx), try await LigneProjet.all(of: copie, in: tx),
                try await Projet.find(copie, in: tx)
            )
        }
        #expect(projet?.copieDe == source && apres.count == avant.count)
        #expect(apres.first { $0.articleCode == "INF-001" }?.motif == "Plus de mémoire" && !apres.contains { $0.articleCode == "MOB-017" })
        #expect(apres.contains { $0.estLibre && $0.devisId == nil })
        let ecarts = EcartsCopie(avant: avant, apres: apres)
        #expect(ecarts.ecarts.map(\.ecartHT) == [.euros(80)] && ecarts.totalApres - ecarts.totalAvant == .euros(80))
        let voisine = try await Acteur.mairie(departement: scene.departement)
        #expect(await regle { try await parcours.copier(source, par: voisine.agent, le: jourDesEssais) } == "operation_inconnue")
    }

    @Test("un prêt prend ce qui n’est pas déjà prêté, s’imprime en PDF, revient, et reste invisible aux autres")
    func pret() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K03")
        let (base, parcours) = (scene.base.app, scene.base.parcours)
        let voisine = try await Acteur.mairie(departement: scene.departement)
        func conclure(_ quantite: Int, par acteur: Acteur) async throws -> ID<Pret> {
            try await base.write(as: acteur.identity) { tx in
                let lignes = try await LigneProjet.all(of: projet, in: tx)
                return try await Pret.conclure(
                    Pret.Draft(
                        nature: .association, emprunteur: "Les Ateliers du Bocage", representant: "sa présidente",
                        adresse: "Place du Marché", objet: "Ateliers du samedi", lieu: "Salle des fêtes", debut: jourDesEssais,
                        fin: jourDesEssais.adding(years: 1), assureur: .emprunteur,
                        lignes: lignes.filter { $0.articleCode == "INF-002" }.map { ($0.ligneId, quantite) }),
                    of: projet, by: acteur.agent, in: tx)
            }
        }
        let id = try await conclure(5, par: scene.mairie)
        #expect(await regle { try await conclure(5, par: scene.mairie) } == "pret_quantite")
        #expect(await regle { try await conclure(1, par: voisine) } != nil)
        let prets = try await base.read(as: scene.mairie.identity) { try await Pret.all(of: projet, in: $0) }
        #expect(prets.map(\.valeurTtcCentimes) == [.euros(456 * 5)] && prets.map(\.unites) == [5])
        #expect(try await base.read(as: scene.mairie.identity) { try await Pret.lignes(of: id, in: $0) }.map(\.quantite) == [5])
        #expect(try await base.read(as: voisine.identity) { try await Pret.all(of: projet, in: $0) }.isEmpty)
        #expect(await regle { try await parcours.convention(id, of: projet, par: voisine.agent, le: jourDesEssais) } == "pret_inconnu")
        try await base.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await Pret.rendre(id, le: jourDesEssais, of: projet, in: tx))
            #expect(try await !Pret.rendre(id, le: jourDesEssais, of: projet, in: tx))
            #expect(try await Pret.all(ofOrganisation: scene.mairie.organisation, in: tx).map(\.renduLe) == [jourDesEssais])
        }
        _ = try await conclure(9, par: scene.mairie)
    }
}
