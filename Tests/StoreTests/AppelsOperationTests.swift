import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// See `AppelsTests`: the functions of an operation, from its first line to its order.
@Suite("Chaque énoncé d’une opération tient sur le schéma", .postgresql)
struct AppelsOperationTests {
    @Test("un projet, son plan, son dossier, ses pièces, sa commande : tout s’écrit et se relit")
    func operation() async throws {
        let scene = try await Scene(enveloppe: .euros(50_000))
        let projet = try await scene.projet("K02")
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            #expect(try await Projet.update(projet, intitule: "Guichet", objet: "Aider", decisionPetitMateriel: true, in: tx))
            #expect(try await Projet.find(projet, in: tx)?.intitule == "Guichet")
            #expect(try await Projet.all(of: scene.mairie.organisation, in: tx).map(\.operationId) == [projet])
            #expect(try await Projet.choisir(sansAide: true, projet, in: tx))
            #expect(try await Projet.choisir(sansAide: false, projet, in: tx))
            let choix = ChoixFinancement(objectif: .plusSur, financeurs: [Financeur(dispositif: "DETR", statut: .demande)])
            try await ChoixFinancement.garder(choix, of: projet, by: scene.mairie.agent, in: tx)
            #expect(try await ChoixFinancement.find(of: projet, in: tx) == choix)
            try await ChoixFinancement.oublier(of: projet, in: tx)
            #expect(try await ChoixFinancement.find(of: projet, in: tx) == nil)
            _ = try await LigneProjet.add(kit: "K09", quantite: 1, options: [], prixDu: jourDesEssais, to: projet, in: tx)
            #expect(try await LigneProjet.regler(kit: "K09", exemplaires: 2, of: projet, in: tx) > 0)
            #expect(try await KitDuProjet.all(of: projet, in: tx).map(\.exemplaires) == [1, 2])
            #expect(try await LigneProjet.remove(kit: "K09", from: projet, in: tx) > 0)
            #expect(try await LigneProjet.remove(option: "INF-032", kit: "K02", from: projet, prixDu: jourDesEssais, in: tx) == 0)
            #expect(try await LigneProjet.all(of: projet, in: tx).count == 15)
            let cout = try #require(try await CoutProjet.all(ofOrganisation: scene.mairie.organisation, in: tx).first)
            #expect(cout.totalHtCentimes == .euros(5_110) && cout.totalTtcCentimes == .euros(6_132) && !cout.estPartiel)
            let ligne = try #require(try await LigneProjet.all(of: projet, in: tx).first)
            #expect(
                try await LigneProjet.chiffrer(
                    ligne.ligneId, prixUnitaireHT: try #require(ligne.prixUnitaireHtCentimes), le: ligne.prixDu, of: projet, in: tx))
        }
        let id = try await dossierEtPieces(scene, projet)
        try await liste(scene, id)
        try await commande(scene, projet)
    }

    private func dossierEtPieces(_ scene: Scene, _ projet: ID<Projet>) async throws -> ID<Dossier> {
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            let plan = try await scene.base.parcours.planifier(projet, le: jourDesEssais, in: tx).plan
            let kept = try await Plan.keep(plan, of: projet, dateDemande: jourDesEssais, in: tx)
            let relu = try #require(try await Plan.find(kept, in: tx))
            // Amounts to the centime; rates to ten places, as the contract writes them.
            #expect(relu.resteAChargeTTC == plan.resteAChargeTTC && relu.financements.map(\.montant) == plan.financements.map(\.montant))
            #expect(
                relu.tresorerie == plan.tresorerie && relu.alertes == plan.alertes && relu.alternatives.count == plan.alternatives.count)
            #expect(relu.partAutofinancement.decimal == plan.partAutofinancement.decimal)
            for dispositif in ["LIEUX", "DETR"] {
                try await Dossier.preparer(
                    Dossier.Draft(
                        operation: projet, dispositif: dispositif, plan: kept, coutTotalHT: .euros(5_110),
                        depenseSubventionnable: .euros(4_000),
                        montantDemande: .euros(800)), in: tx)
            }
            try await Dossier.abandonner(projet, sauf: ["LIEUX"], in: tx)
            let dossier = try #require(try await Dossier.all(of: projet, in: tx).first)
            #expect(try await Dossier.all(ofOrganisation: scene.mairie.organisation, in: tx).map(\.dispositif) == ["LIEUX"])
            let retiree = try await Piece.keep(Scene.piece("1.1", of: projet), by: scene.mairie.agent, in: tx)
            #expect(try await Piece.remove(retiree, in: tx) == projet)
            for code in try await Dossier.piecesManquantes(dossier.dossierId, in: tx) {
                _ = try await Piece.keep(Scene.piece(code, of: projet), by: scene.mairie.agent, in: tx)
            }
            let pieces = try await Piece.all(of: projet, in: tx)
            #expect(pieces.compactMap(\.code) == ["1.1", "1.2", "1.3", "1.4"])
            #expect(try await Piece.contenu(pieces[0].pieceId, in: tx)?.octets == Data("%PDF-1.7 essai".utf8))
            #expect(try await Piece.contenus(of: dossier, in: tx).count == 4)
            _ = try await Reponse.garder(
                ["engage_non_commence": ["oui"], "engage_informer": ["oui"], "engage_exact": ["oui"]], de: dossier.dossierId, vu: 0,
                le: jourDesEssais, in: tx)
            try await Dossier.passer(dossier.dossierId, a: .depose, le: jourDesEssais, in: tx)
            return dossier.dossierId
        }
    }

    private func liste(_ scene: Scene, _ id: ID<Dossier>) async throws {
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            let filtre = FiltreDossiers(
                departement: scene.departement, texte: "guichet", dispositif: "LIEUX", etat: .complet, exercice: Scene.exercice)
            let ligne = try #require(try await Dossier.liste(filtre, .init(), .debut, limite: 25, in: tx).first)
            #expect(ligne.dossier.dossierId == id && ligne.nature == .commune && ligne.sollicitees == ["Lieux"])
            for cle in TriDossiers.Cle.allCases {
                for tri in [TriDossiers(cle), TriDossiers(cle, decroissant: false)] {
                    let place = try #require(ligne.dossier.place(tri))
                    #expect(try await Dossier.liste(filtre, tri, .debut, limite: 25, in: tx).map(\.dossier.dossierId) == [id])
                    #expect(try await Dossier.liste(filtre, tri, .apres(place), limite: 25, in: tx).isEmpty)
                    #expect(try await Dossier.liste(filtre, tri, .avant(place), limite: 25, in: tx).isEmpty)
                }
            }
            let effectif = try await Dossier.effectif(departement: scene.departement, in: tx)
            #expect(effectif.version > 0)
            for groupes in [effectif.groupes, try await Dossier.groupes(filtre, in: tx)] {
                #expect(groupes.map(\.nombre) == [1] && groupes.map(\.demandeCentimes) == [.euros(800)])
            }
            #expect(try await Passage.all(of: id, in: tx).map(\.vers) == [.depose, .recu, .complet])
            try await Dossier.accorder(
                id, le: jourDesEssais, depenseRetenue: .euros(4_000), montant: .euros(750), numeroEj: "EJ", motif: "", in: tx)
            let situation = try #require(
                try await SituationEnveloppe.of(dispositif: "LIEUX", departement: scene.departement, exercice: Scene.exercice, in: tx))
            #expect(situation.engageCentimes == .euros(750) && situation.reserveCentimes == .zero)
            #expect(try await SituationEnveloppe.arbre(exercice: Scene.exercice, in: tx).contains(situation))
            #expect(try await SituationEnveloppe.exercices(in: tx).contains(Scene.exercice))
            #expect(try await SituationEnveloppe.exercice(of: situation.enveloppe, in: tx) == Scene.exercice)
            #expect(
                try await EnveloppeDepartement.all(departement: scene.departement, exercice: Scene.exercice, in: tx).map(\.dispositif) == [
                    "LIEUX"
                ])
            #expect(try await ConsommationCommune.of(situation, in: tx).map(\.engageCentimes) == [.euros(750)])
            let mouvements = try await Mouvement.all(of: situation.enveloppe, commune: scene.mairie.codeInsee, in: tx)
            #expect(mouvements.map(\.nature) == [.engager, .reserver])
            let avant = try await Mouvement.all(of: situation.enveloppe, avant: mouvements[1].mouvementId, in: tx)
            #expect(avant.map(\.nature) == [.allouer], "les allocations sont publiques")
        }
    }

    private func commande(_ scene: Scene, _ projet: ID<Projet>) async throws {
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            let commande = try await Commande.passer(projet, fournisseur: "Fabricant", le: jourDesEssais, in: tx)
            #expect(commande.totalHtCentimes == .euros(5_110) && commande.totalTtcCentimes == .euros(6_132))
            #expect(try await Commande.find(of: projet, in: tx) == commande)
            #expect(try await Commande.all(ofOrganisation: scene.mairie.organisation, in: tx) == [commande])
            #expect(try await Dossier.all(of: projet, in: tx).map(\.etat) == [.commence])
        }
    }
}
