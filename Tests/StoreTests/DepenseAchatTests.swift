import Model
import Parcours
import Planner
import Postgres
import Store
import TestSupport
import Testing

@Suite("Ce qu’une mairie achète autour d’un jour", .postgresql)
struct DepenseAchatTests {
    private func commander(_ projet: ID<Projet>, _ scene: Scene, chez fournisseur: String = "Fabricant") async throws -> Commande {
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            _ = try await Projet.choisir(sansAide: true, projet, in: tx)
            return try await Commande.passer(projet, fournisseur: fournisseur, le: jourDesEssais, in: tx)
        }
    }
    private func depenses(_ scene: Scene, _ projet: ID<Projet>, le date: LocalDate, par acteur: Acteur? = nil) async throws
        -> [DepenseAchat]
    {
        try await scene.base.app.read(as: (acteur ?? scene.mairie).identity) { tx in
            try await DepenseAchat.all(of: scene.mairie.organisation, vuDe: projet, le: date, mois: 12, in: tx)
        }
    }

    @Test(
        "la commande, les douze mois, les projets ouverts et l’année se comptent chacun une fois, par famille ; un panier d’essai ne compte pas"
    )
    func compte() async throws {
        let scene = try await Scene()
        let commande = try await commander(try await scene.projet("K02"), scene)
        let ouvert = try await scene.projet("K09")
        let total: Money = try await scene.base.app.write(as: scene.mairie.identity) { tx in
            _ = try await Projet.choisir(sansAide: true, ouvert, in: tx)
            return try await CoutProjet.all(ofOrganisation: scene.mairie.organisation, in: tx)
                .filter { $0.operationId == ouvert }.map(\.totalHtCentimes).sum()
        }
        _ = try await scene.projet("K02", intitule: "Un essai")
        let ici = try await scene.projet("K02", intitule: "Celui qu’on commande")
        let lignes = try await depenses(scene, ici, le: jourDesEssais)
        #expect(lignes.map(\.commandeCentimes).sum() == commande.totalHtCentimes)
        #expect(lignes.map(\.douzeMoisCentimes).sum() == commande.totalHtCentimes)
        #expect(lignes.map(\.anneeCentimes).sum() == commande.totalHtCentimes)
        #expect(lignes.map(\.ouvertsCentimes).sum() == total && total > .zero)
        #expect(Set(lignes.compactMap(\.division)).isSuperset(of: ["30", "39"]))
        #expect(
            lignes.contains { $0.estReemploi && $0.familleAgec == "informatique" } || lignes.contains { $0.familleAgec == "informatique" })

        let veille = try await depenses(scene, ici, le: jourDesEssais.adding(days: -1))
        #expect(veille.map(\.douzeMoisCentimes).sum() == .zero)
        let dernierJour = try await depenses(scene, ici, le: jourDesEssais.adding(months: 12).adding(days: -1))
        #expect(dernierJour.map(\.douzeMoisCentimes).sum() == commande.totalHtCentimes && dernierJour.map(\.anneeCentimes).sum() == .zero)
        let unAn = try await depenses(scene, ici, le: jourDesEssais.adding(months: 12))
        #expect(unAn.map(\.douzeMoisCentimes).sum() == .zero)
    }

    @Test("une autre mairie n’en voit rien")
    func cloison() async throws {
        let scene = try await Scene()
        let commande = try await commander(try await scene.projet("K02"), scene)
        let voisine = try await Acteur.mairie(departement: scene.departement)
        #expect(try await depenses(scene, commande.operationId, le: jourDesEssais, par: voisine).isEmpty)
    }

    @Test("le conseil d’achat tient compte des commandes passées et du fournisseur qui revient")
    func conseil() async throws {
        let scene = try await Scene()
        for _ in 1...2 { _ = try await commander(try await scene.projet("K02"), scene, chez: "Menuiserie des Communs") }
        let ici = try await scene.projet("K02")
        let (parcours, identity) = (scene.base.parcours, scene.mairie.identity)
        let (conseil, centrale) = try await scene.base.app.read(as: identity) { tx in
            let projet = try #require(try await Projet.find(ici, in: tx))
            return (
                try await parcours.conseilAchat(projet, le: jourDesEssais, in: tx),
                try await parcours.conseilAchat(projet, le: jourDesEssais, centrale: true, in: tx)
            )
        }
        let informatique = try #require(conseil.familles.first { $0.famille.code == "informatique" })
        #expect(informatique.dejaCommandeHT == informatique.commandeHT + informatique.commandeHT)
        #expect(conseil.alertes.map(\.code).contains("R2122-8") && conseil.obligations.procedure == .sansPublicite)
        #expect(conseil.reemploi != nil && centrale.obligations.procedure == .centraleAchat)
    }
}
