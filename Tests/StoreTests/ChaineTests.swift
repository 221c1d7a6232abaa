import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// The main job from end to end, by the use cases alone, each step by the agent whose it is.
@Suite("La chaîne, du kit au rapport", .postgresql, .typst)
struct ChaineTests {
    @Test("plan, pièces, dépôt, réception, complétude, accord, commande, rapport : les montants sont ceux du plan")
    func chaine() async throws {
        let scene = try await Scene(departement: Departements.reserves.chaine, enveloppe: .euros(20_000))
        let parcours = scene.base.parcours
        let projet = try await scene.projet("K02", "K09")
        let planifie = try await scene.base.app.read(as: scene.mairie.identity) {
            try await parcours.planifier(projet, le: jourDesEssais, in: $0)
        }
        let plan = planifie.plan
        #expect(plan.refus.isEmpty && !plan.estPartiel && plan.coutTotalHT == .euros(8_760))
        #expect(plan.totalFinancements + plan.autofinancementHT == plan.coutTotalHT)

        let dossiers = try await parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais)
        #expect(dossiers.map(\.dispositif) == plan.financements.map(\.dispositif).sorted())
        for dossier in dossiers {
            let part = try #require(plan.financements.first { $0.dispositif == dossier.dispositif })
            #expect(dossier.montantDemandeCentimes == part.montant && dossier.depenseSubventionnableCentimes == part.depenseSubventionnable)
            #expect(dossier.coutTotalHtCentimes == plan.coutTotalHT && dossier.etat == .brouillon)
        }
        try await deposer(scene, projet, dossiers)
        try await instruire(scene, dossiers)

        let situation = try await scene.situation()
        #expect(
            situation.engageCentimes == plan.financements.first { $0.dispositif == "LIEUX" }?.montant && situation.reserveCentimes == .zero)
        let commande = try await parcours.commander(
            projet, fournisseur: "Menuiserie des Communs", par: scene.mairie.agent, le: jourDesEssais)
        #expect(commande.totalHtCentimes == plan.coutTotalHT && commande.totalTtcCentimes == plan.coutTotalTTC)
        let apres = try await scene.base.app.read(as: scene.mairie.identity) { try await Dossier.all(of: projet, in: $0) }
        #expect(apres.map(\.etat) == dossiers.map { _ in .commence })
        try await rapport(scene, plan)
        try await archive(scene, apres)
    }

    private func deposer(_ scene: Scene, _ projet: ID<Projet>, _ dossiers: [Dossier]) async throws {
        let parcours = scene.base.parcours
        for dossier in dossiers {
            try await parcours.ecrirePieces(dossier.dossierId, par: scene.mairie.agent, le: jourDesEssais)
            let sansDevis = await regle { try await parcours.deposer(dossier.dossierId, par: scene.mairie.agent, le: jourDesEssais) }
            #expect(sansDevis == "dossier_pieces_manquantes", "le devis manque encore")
        }
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            let manquent = try await Dossier.piecesManquantes(dossiers[0].dossierId, in: tx)
            #expect(manquent == ["1.4"], "tout est écrit par Trousse, sauf le devis")
            _ = try await Piece.keep(Scene.piece("1.4", of: projet), by: scene.mairie.agent, in: tx)
        }
        let sansEngagements = await regle { try await parcours.deposer(dossiers[0].dossierId, par: scene.mairie.agent, le: jourDesEssais) }
        #expect(sansEngagements == "dossier_reponses_manquantes", "les pièces y sont, les engagements manquent encore")
        for dossier in dossiers { try await scene.repondre(dossier.dossierId) }
        for dossier in dossiers { try await parcours.deposer(dossier.dossierId, par: scene.mairie.agent, le: jourDesEssais) }
        #expect(
            await regle { try await parcours.ecrirePieces(dossiers[0].dossierId, par: scene.mairie.agent, le: jourDesEssais) }
                == "dossier_passage_impossible")
    }

    private func instruire(_ scene: Scene, _ dossiers: [Dossier]) async throws {
        let parcours = scene.base.parcours
        for dossier in dossiers {
            let id = dossier.dossierId
            try await parcours.demanderCorrection(id, motif: "Le devis n’est pas daté", par: scene.prefecture.agent, le: jourDesEssais)
            try await parcours.corriger(id, par: scene.mairie.agent, le: jourDesEssais)
            try await parcours.constaterComplet(id, par: scene.prefecture.agent, le: jourDesEssais)
            let trop = Decision.accorder(
                depenseRetenue: dossier.depenseSubventionnableCentimes, montant: dossier.depenseSubventionnableCentimes + Money(cents: 1),
                numeroEj: nil)
            #expect(
                await regle { try await parcours.decider(id, trop, par: scene.prefecture.agent, le: jourDesEssais) } == "dossier_decision")
            let juste = Decision.accorder(
                depenseRetenue: dossier.depenseSubventionnableCentimes, montant: dossier.montantDemandeCentimes, numeroEj: "EJ-1")
            #expect(
                await regle { try await parcours.decider(id, juste, par: scene.mairie.agent, le: jourDesEssais) } == "instructeur_requis")
            try await parcours.decider(id, juste, par: scene.prefecture.agent, le: jourDesEssais)
            let decide = try await scene.lire(id)
            #expect(decide.etat == .accepte && decide.montantAccordeCentimes == dossier.montantDemandeCentimes && decide.numeroEj == "EJ-1")
        }
    }

    private func rapport(_ scene: Scene, _ plan: Plan) async throws {
        let rapport = try #require(try Rapport.nomme("consommation_par_commune"))
        let resultat = try await scene.base.rapport.read(as: .visiteur) { tx in
            try await rapport.executer(try rapport.lire(["commune": scene.mairie.codeInsee ?? ""]), in: tx)
        }
        let ligne = try #require(resultat.lignes.first)
        let engage = zip(rapport.colonnes, ligne).first { $0.0.nom == "engage_centimes" }?.1
        #expect(resultat.lignes.count == 1)
        #expect(engage == plan.financements.first { $0.dispositif == "LIEUX" }.map { .montant($0.montant) })
    }

    /// The zip holds the form's pieces, the receipts, the decision and the order, all of them PDF.
    private func archive(_ scene: Scene, _ dossiers: [Dossier]) async throws {
        for dossier in dossiers {
            let contenus = try await scene.base.app.read(as: scene.mairie.identity) { try await Piece.contenus(of: dossier, in: $0) }
            #expect(contenus.count >= 8 && contenus.allSatisfy { $0.octets.starts(with: Data("%PDF".utf8)) })
            let zip = try await scene.base.parcours.zip(dossier.dossierId, par: scene.mairie.agent, le: jourDesEssais)
            #expect(zip.nom == "dossier-\(dossier.numero).zip" && zip.octets.starts(with: [0x50, 0x4B]))
            let autre = try await Acteur.mairie(departement: scene.departement)
            #expect(
                await regle { try await scene.base.parcours.zip(dossier.dossierId, par: autre.agent, le: jourDesEssais) }
                    == "dossier_inconnu")
        }
    }

    @Test("une ligne sans prix publié arrête tout avant le dépôt, avec sa phrase")
    func prixNonPublie() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            try await tx.execute(
                """
                insert into operation.ligne (operation_id, libelle, quantite, prix_du, taux_tva, section, eligible)
                values (\(projet), 'Totem sur devis', 1, \(jourDesEssais), 0.2, 'I', 'oui')
                """)
        }
        #expect(
            await regle { try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais) }
                == "operation_prix_non_publie")
    }

    @Test("un plan refait après un changement de kit met les brouillons à jour et laisse tomber ceux qu’il ne demande plus")
    func refait() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        let avant = try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais)
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            _ = try await LigneProjet.add(kit: "K09", quantite: 1, options: [], prixDu: jourDesEssais, to: projet, in: tx)
        }
        let apres = try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais)
        #expect(apres.map(\.numero) == avant.map(\.numero), "le numéro d’un brouillon ne change pas")
        #expect(zip(avant, apres).allSatisfy { $0.montantDemandeCentimes < $1.montantDemandeCentimes })
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            _ = try await LigneProjet.remove(kit: "K02", from: projet, in: tx)
            _ = try await LigneProjet.remove(kit: "K09", from: projet, in: tx)
            // K18 is all operating expense: no State grant can be asked for it.
            _ = try await LigneProjet.add(kit: "K18", quantite: 1, options: [], prixDu: jourDesEssais, to: projet, in: tx)
        }
        #expect(
            try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais).allSatisfy {
                $0.dispositif == "LIEUX"
            })
    }
}
