import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// Several communes around one project: invitations, answers, parts, and who sees what.
@Suite("Un projet pour plusieurs communes", .postgresql)
struct GroupementTests {
    private struct Groupe {
        let scene: Scene
        let membre: Acteur
        let tierce: Acteur
        let projet: ID<Projet>
        let invitation: ID<Membre>
        var parcours: Parcours { scene.base.parcours }

        init() async throws {
            scene = try await Scene()
            membre = try await Acteur.mairie(departement: scene.departement)
            tierce = try await Acteur.mairie(departement: scene.departement)
            let (id, code) = (try await scene.projet("K02", intitule: "Guichets partagés"), try #require(membre.codeInsee))
            projet = id
            invitation = try await scene.base.app.write(as: scene.mairie.identity) { tx in
                try await Membre.inviter(code, poids: 1, a: id, in: tx)
            }
        }

        func parts(_ acteur: Acteur? = nil) async throws -> [PartMembre] {
            try await scene.base.app.read(as: (acteur ?? scene.mairie).identity) { try await PartMembre.all(of: projet, in: $0) }
        }
        func participations(_ acteur: Acteur) async throws -> [Participation] {
            let code = try #require(membre.codeInsee)
            return try await scene.base.app.read(as: acteur.identity) { try await Participation.all(commune: code, in: $0) }
        }
        func tente(_ acteur: Acteur, _ body: (Transaction) async throws -> Void) async -> String? {
            await regle { try await scene.base.app.write(as: acteur.identity, body) }
        }
        func repondre(_ accepte: Bool) async -> String? {
            await tente(membre) { try await Membre.repondre(invitation, accepte: accepte, message: "Conseil du 12", in: $0) }
        }
    }

    @Test("la commune invitée voit l’ensemble et sa part, une autre ne voit rien, et personne ne répond pour elle")
    func cloisonnement() async throws {
        let groupe = try await Groupe()
        let sienne = try #require(try await groupe.participations(groupe.membre).first)
        #expect(sienne.intitule == "Guichets partagés" && sienne.etat == .invite && sienne.totalHtCentimes == .euros(5_110))
        #expect(try await groupe.participations(groupe.tierce).isEmpty)
        #expect(try await groupe.parts(groupe.tierce).isEmpty)
        try await groupe.scene.base.app.read(as: groupe.membre.identity) { tx async throws in
            #expect(try await Projet.find(groupe.projet, in: tx) == nil, "le projet reste au porteur")
            #expect(try await LigneProjet.all(of: groupe.projet, in: tx).isEmpty)
            #expect(try await Membre.all(of: groupe.projet, in: tx).map(\.membreId) == [groupe.invitation], "elle ne lit que sa ligne")
            #expect(try await Piece.all(of: groupe.projet, in: tx).isEmpty)
            #expect(try await Gel.all(of: groupe.projet, in: tx).isEmpty)
            #expect(try await LignePartagee.all(of: groupe.invitation, in: tx).count == 15)
        }
        for autre in [groupe.tierce, groupe.scene.mairie] {
            #expect(
                await groupe.tente(autre) { try await Membre.repondre(groupe.invitation, accepte: true, message: "", in: $0) }
                    == "membre_inconnu")
        }
        let code = try #require(groupe.tierce.codeInsee)
        #expect(
            await groupe.tente(groupe.membre) { _ = try await Membre.inviter(code, poids: nil, a: groupe.projet, in: $0) }
                == "porteur_requis")
        #expect(
            try await groupe.scene.base.app.read(as: groupe.tierce.identity) { try await LignePartagee.all(of: groupe.invitation, in: $0) }
                .isEmpty)
    }

    @Test("les parts font le tout au centime ; une ligne pour une seule commune est entièrement à elle, et reste cachée aux autres")
    func parts() async throws {
        let groupe = try await Groupe()
        let (app, code) = (groupe.scene.base.app, try #require(groupe.tierce.codeInsee))
        let tierce = try await app.write(as: groupe.scene.mairie.identity) { tx in
            let tierce = try await Membre.inviter(code, poids: 1, a: groupe.projet, in: tx)
            let chef = try #require(try await Membre.all(of: groupe.projet, in: tx).first { $0.estChef })
            #expect(try await Membre.peser(chef.membreId, poids: 1, de: groupe.projet, in: tx))
            return tierce
        }
        #expect(try await groupe.parts().map(\.ht) == [Money(cents: 170_334), Money(cents: 170_333), Money(cents: 170_333)])
        #expect(try await groupe.parts().map(\.ttc).sum() == .euros(6_132))
        let ligne = try #require(
            try await app.read(as: groupe.scene.mairie.identity) { try await LigneProjet.all(of: groupe.projet, in: $0) }.first)
        try await app.write(as: groupe.scene.mairie.identity) { tx async throws in
            #expect(try await LigneProjet.attribuer(ligne.ligneId, a: tierce, of: groupe.projet, in: tx))
        }
        let commun = Money.euros(5_110) - ligne.totalHT
        let attendues = commun.repartie([1, 1, 1])
        #expect(try await groupe.parts().map(\.ht) == [attendues[0], attendues[1], attendues[2] + ligne.totalHT])
        let lignes = try await app.read(as: groupe.membre.identity) { try await LignePartagee.all(of: groupe.invitation, in: $0) }
        #expect(lignes.count == 14 && lignes.allSatisfy { !$0.estPropre })
        // Taken out, its line comes back to all.
        try await app.write(as: groupe.scene.mairie.identity) { tx async throws in
            #expect(try await Membre.retirer(tierce, de: groupe.projet, in: tx))
            #expect(try await LigneProjet.all(of: groupe.projet, in: tx).allSatisfy { $0.membreId == nil })
        }
        #expect(try await groupe.parts().map(\.ht) == [Money.euros(2_555), .euros(2_555)])
    }

    @Test("le partage de la base est celui de Money, sur deux cents répartitions au hasard")
    func memePartage() async throws {
        let base = try await TestDatabase.current
        var hasard = SystemRandomNumberGenerator()
        try await base.app.read(as: .systeme("essais")) { tx async throws in
            for _ in 0..<200 {
                let montant = Money(cents: Int64.random(in: 0...99_999_999, using: &hasard))
                let poids = (0..<Int.random(in: 1...9, using: &hasard)).map { _ in Int64.random(in: 0...5_000, using: &hasard) } + [1]
                let parts: [Int64] = try await tx.value("select operation.repartir(\(montant)::bigint, \(poids)::bigint[]) as parts")
                #expect(parts == montant.repartie(poids.map { Decimal($0) }).map(\.cents), "\(montant.cents) par \(poids)")
            }
        }
    }

    @Test("figer attend les réponses, laisse de côté qui a refusé, garde les parts et le reste à payer de chacune")
    func gel() async throws {
        let groupe = try await Groupe()
        let figer = { await regle { try await groupe.parcours.figer(groupe.projet, par: groupe.scene.mairie.agent, le: jourDesEssais) } }
        #expect(await figer() == "membre_sans_reponse")
        #expect(
            await regle { try await groupe.parcours.preparer(groupe.projet, par: groupe.scene.mairie.agent, le: jourDesEssais) }
                == "membre_sans_reponse")
        #expect(await groupe.repondre(true) == nil)
        #expect(await figer() == nil)
        let figee = try #require(try await groupe.participations(groupe.membre).first)
        let planifie = try await groupe.scene.base.app.read(as: groupe.scene.mairie.identity) {
            try await groupe.parcours.planifier(groupe.projet, le: jourDesEssais, in: $0)
        }
        let attendus = planifie.plan.resteAChargeTTC.repartie(try await groupe.parts().map { $0.ttc.exact })
        #expect(figee.figeLe == jourDesEssais && figee.resteCentimes == attendus[1] && figee.message == "Conseil du 12")
        #expect(await groupe.repondre(false) == "membre_apres_gel")
        let code = try #require(groupe.tierce.codeInsee)
        #expect(
            await groupe.tente(groupe.scene.mairie) { _ = try await Membre.inviter(code, poids: nil, a: groupe.projet, in: $0) }
                == "operation_prix_figes")
    }

    @Test("qui refuse n’a plus de part et ne voit plus les lignes ; une ligne qui lui restait empêche de figer")
    func refus() async throws {
        let groupe = try await Groupe()
        let app = groupe.scene.base.app
        let ligne = try #require(
            try await app.read(as: groupe.scene.mairie.identity) { try await LigneProjet.all(of: groupe.projet, in: $0) }.first)
        try await app.write(as: groupe.scene.mairie.identity) { tx async throws in
            _ = try await LigneProjet.attribuer(ligne.ligneId, a: groupe.invitation, of: groupe.projet, in: tx)
        }
        #expect(await groupe.repondre(false) == nil)
        #expect(try await groupe.parts().count == 1)
        #expect(try await app.read(as: groupe.membre.identity) { try await LignePartagee.all(of: groupe.invitation, in: $0) }.isEmpty)
        #expect(
            await regle { try await groupe.parcours.figer(groupe.projet, par: groupe.scene.mairie.agent, le: jourDesEssais) }
                == "membre_refuse_lignes")
        try await app.write(as: groupe.scene.mairie.identity) { tx async throws in
            _ = try await LigneProjet.attribuer(ligne.ligneId, a: nil, of: groupe.projet, in: tx)
        }
        _ = try await groupe.parcours.figer(groupe.projet, par: groupe.scene.mairie.agent, le: jourDesEssais)
        #expect(try await groupe.parts().map(\.ht) == [.euros(5_110)])
    }

    @Test("une intercommunalité qui mène sans rien prendre : tout va aux communes, et le plan se calcule toujours")
    func intercommunalite() async throws {
        let base = try await TestDatabase.current
        let epci = try await Acteur.intercommunalite()
        let codes: [String] = try await base.app.read(as: epci.identity) { tx in
            try await tx.values(
                """
                select commune.code_insee::text as code from territoire.commune
                inner join acces.organisation on organisation.epci_siren = commune.epci_siren
                where organisation.organisation_id = \(epci.organisation) order by commune.code_insee limit 2
                """)
        }
        let projet = try await base.app.write(as: epci.identity) { tx in
            let id = try await Projet.create(
                Projet.Draft(organisation: epci.organisation, codeInsee: codes[0], intitule: "Deux guichets", exercice: Scene.exercice),
                by: epci.agent, in: tx)
            _ = try await LigneProjet.add(kit: "K02", quantite: 2, options: [], prixDu: jourDesEssais, to: id, in: tx)
            for code in codes { _ = try await Membre.inviter(code, poids: 3, a: id, in: tx) }
            return id
        }
        let (parts, plan) = try await base.app.read(as: epci.identity) { tx in
            (try await PartMembre.all(of: projet, in: tx), try await base.parcours.planifier(projet, le: jourDesEssais, in: tx).plan)
        }
        #expect(parts.map(\.estChef) == [true, false, false] && parts.map(\.ht) == [.zero, .euros(5_110), .euros(5_110)])
        #expect(plan.coutTotalHT == .euros(10_220))
    }
}
