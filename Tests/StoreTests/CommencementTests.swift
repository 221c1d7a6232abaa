import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// R2334-24 through the use case, as the secretary meets it: nothing is ordered before the demand was received.
@Suite("Le droit de commander", .postgresql, .freshDatabase)
struct CommencementTests {
    private func refus(_ scene: Scene, _ projet: ID<Projet>, le date: LocalDate = jourDesEssais) async -> Refus? {
        do {
            _ = try await scene.base.parcours.commander(projet, fournisseur: "Menuiserie des Communs", par: scene.mairie.agent, le: date)
            return nil
        } catch let refus as Refus { return refus } catch { return Refus(.impossible, "\(error)", regle: "autre") }
    }

    @Test("sans dossier, avant l’accusé, à une date antérieure : trois refus, chacun avec sa phrase et l’article")
    func refus() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let rien = try await scene.projet("K02")
        let sansDossier = try #require(await refus(scene, rien))
        #expect(
            sansDossier.regle == "commande_avant_depot"
                && sansDossier.description.hasPrefix("Ne commandez pas encore\u{A0}: aucun dossier n’est déposé."))
        #expect(sansDossier.description.contains("R. 2334-24"))

        let id = try await scene.dossier(demandant: .euros(1_000))
        let projet = try await scene.lire(id, par: scene.mairie).operationId
        let avantAccuse = try #require(await refus(scene, projet))
        #expect(avantAccuse.regle == "commande_avant_accuse" && avantAccuse.genre == .impossible)
        #expect(
            avantAccuse.description.contains("n’a pas accusé réception")
                && avantAccuse.description.contains("Accusé attendu\u{A0}: LIEUX"))
        try await scene.passer(id, a: .depose, par: scene.mairie)
        let antidatee = try #require(await refus(scene, projet, le: jourDesEssais.adding(days: -1)))
        #expect(antidatee.regle == "commande_avant_reception" && antidatee.description.contains("Demande reçue le 23/11/2026"))
    }

    @Test("reçue, la demande ouvre le droit de commander le jour même, une seule fois", .typst)
    func permise() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.recu(demandant: .euros(1_000))
        let projet = try await scene.lire(id).operationId
        #expect(await refus(scene, projet) == nil)
        #expect(await refus(scene, projet)?.regle == "commande_une_par_operation")
        let pieces = try await scene.base.app.read(as: scene.mairie.identity) { try await Piece.all(of: projet, in: $0) }
        #expect(pieces.filter { $0.nature == .commande }.count == 1)
    }

    @Test("deux dossiers : il faut l’accusé des deux")
    func deuxDossiers() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.dossier(demandant: .euros(1_000))
        let projet = try await scene.lire(id, par: scene.mairie).operationId
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            try await tx.execute(
                """
                insert into financement.dossier (
                    operation_id, dispositif, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes
                ) values (\(projet), 'DETR', 100000, 100000, 30000)
                """)
        }
        try await scene.passer(id, a: .depose, par: scene.mairie)
        let refus = try #require(await refus(scene, projet))
        #expect(refus.regle == "commande_avant_accuse" && refus.description.contains("DETR") && !refus.description.contains("LIEUX"))
    }

    @Test("une demande refusée laisse libre de commander sans elle, une demande sans aide aussi")
    func sansAide() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.recu(demandant: .euros(1_000))
        try await scene.passer(id, a: .classeSansSuite, par: scene.prefecture, motif: "Hors du programme")
        let projet = try await scene.lire(id).operationId
        func passe(_ projet: ID<Projet>) async -> String? {
            await regle {
                try await scene.base.app.write(as: scene.mairie.identity) { tx in
                    try await Commande.passer(projet, fournisseur: "Fabricant", le: jourDesEssais, in: tx)
                }
            }
        }
        #expect(await passe(projet) == nil)
        let seule = try await scene.projet("K01")
        #expect(await passe(seule) == "commande_avant_depot")
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await Projet.choisir(sansAide: true, seule, in: tx))
        }
        #expect(await passe(seule) == nil)
    }

    @Test("renoncer à l’aide n’efface pas une demande : ni avant le dépôt, ni après")
    func renoncer() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.dossier(demandant: .euros(1_000))
        let projet = try await scene.lire(id, par: scene.mairie).operationId
        // Whatever way the flag is set, a dossier that is there commands the guard.
        _ = await regle {
            try await scene.base.app.write(as: scene.mairie.identity) { tx in
                try await tx.execute("update operation.operation set sans_aide = true where operation_id = \(projet)")
            }
        }
        let passe = await regle {
            try await scene.base.app.write(as: scene.mairie.identity) { tx in
                try await Commande.passer(projet, fournisseur: "Fabricant", le: jourDesEssais, in: tx)
            }
        }
        #expect(passe == "commande_avant_accuse")
    }

    @Test("un dossier déposé fige l’équipement, ses prix et ses pièces")
    func figee() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.dossier(demandant: .euros(1_000))
        let projet = try await scene.lire(id, par: scene.mairie).operationId
        try await scene.passer(id, a: .depose, par: scene.mairie)
        let piece = try await scene.base.app.read(as: scene.mairie.identity) { try #require(try await Piece.all(of: projet, in: $0).first) }
        func tente(_ body: (Transaction) async throws -> Void) async -> String? {
            await regle { try await scene.base.app.write(as: scene.mairie.identity, body) }
        }
        #expect(
            await tente { _ = try await LigneProjet.add(kit: "K01", quantite: 1, options: [], prixDu: jourDesEssais, to: projet, in: $0) }
                == "operation_figee")
        #expect(
            await tente { try await $0.execute("update operation.ligne set quantite = 2 where operation_id = \(projet)") }
                == "operation_figee")
        #expect(await tente { try await $0.execute("delete from operation.ligne where operation_id = \(projet)") } == "operation_figee")
        #expect(
            await tente { _ = try await Projet.update(projet, intitule: "Autre", objet: "", decisionPetitMateriel: true, in: $0) }
                == "operation_figee")
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await Piece.remove(piece.pieceId, in: tx) == nil)
            try await Dossier.abandonner(projet, sauf: [], in: tx)
            #expect(try await Dossier.find(id, in: tx)?.etat == .recu)
        }
    }

    @Test("un dossier ne saute aucune étape et ne recule pas dans le temps")
    func etapes() async throws {
        let scene = try await Scene(enveloppe: .euros(10_000))
        let id = try await scene.recu(demandant: .euros(1_000))
        func passer(_ etat: EtatDossier, le date: LocalDate = jourDesEssais, motif: String = "") async -> String? {
            await regle {
                try await scene.base.app.write(as: scene.prefecture.identity) { tx in
                    try await Dossier.passer(id, a: etat, le: date, motif: motif, in: tx)
                }
            }
        }
        #expect(await passer(.accepte) == "dossier_passage_impossible")
        #expect(await passer(.complet, le: jourDesEssais.adding(days: -1)) == "dossier_dates")
        #expect(await passer(.aCorriger) == "dossier_motif_obligatoire")
        #expect(await passer(.aCorriger, motif: "Devis illisible") == nil)
        #expect(await passer(.recu) == "porteur_requis")
        try await scene.passer(id, a: .recu, par: scene.mairie)
        #expect(try await scene.lire(id).recuLe == jourDesEssais, "la première réception reste la réception")
    }
}
