import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// Lines one by one, substitutions, free lines and the freeze, on the real catalogue.
@Suite("Assembler une opération", .postgresql)
struct AssemblageTests {
    private func lignes(_ scene: Scene, _ projet: ID<Projet>) async throws -> [LigneProjet] {
        try await scene.base.app.read(as: scene.mairie.identity) { try await LigneProjet.all(of: projet, in: $0) }
    }

    private func tente(_ scene: Scene, _ body: (Transaction) async throws -> Void) async -> String? {
        await regle { try await scene.base.app.write(as: scene.mairie.identity, body) }
    }

    @Test("un article seul entre, grandit, se règle dans ses bornes et sort")
    func article() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet()
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await LigneProjet.add(article: "INF-001", quantite: 2, prixDu: jourDesEssais, to: projet, in: tx) == 1)
            #expect(try await LigneProjet.add(article: "INF-001", quantite: 3, prixDu: jourDesEssais, to: projet, in: tx) == 1)
            #expect(try await LigneProjet.add(article: "ZZZ-999", quantite: 1, prixDu: jourDesEssais, to: projet, in: tx) == 0)
        }
        let ligne = try #require(try await lignes(scene, projet).first)
        #expect(ligne.unites == 5 && ligne.prixUnitaireHtCentimes == .euros(750) && ligne.kitCode == nil)
        #expect(
            await tente(scene) { _ = try await LigneProjet.regler(ligne.ligneId, quantite: 21, of: projet, in: $0) }
                == "ligne_quantite_article")
        #expect(
            await tente(scene) {
                _ = try await LigneProjet.add(article: "INF-001", quantite: 16, prixDu: jourDesEssais, to: projet, in: $0)
            }
                == "ligne_quantite_article")
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await LigneProjet.regler(ligne.ligneId, quantite: 20, of: projet, in: tx))
            #expect(try await FaitsLigne.all(of: projet, prixDu: jourDesEssais, in: tx).map(\.quantiteMax) == [20])
            #expect(try await LigneProjet.actualiser(projet, prixDu: jourDesEssais, in: tx) == 0)
            #expect(try await LigneProjet.remove(ligne.ligneId, from: projet, in: tx) == 1)
        }
    }

    @Test("le refus de la borne se dit en français, avec la borne")
    func borne() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet()
        do {
            try await Refus.traduire {
                try await scene.base.app.write(as: scene.mairie.identity) { tx in
                    _ = try await LigneProjet.add(article: "INF-001", quantite: 50, prixDu: jourDesEssais, to: projet, in: tx)
                }
            }
            Issue.record("rien n’a été refusé")
        } catch let refus as Refus { #expect(refus.description.contains("Choisissez de 1 à 20.")) }
    }

    @Test("une substitution garde le kit, son nombre et son motif ; annulée, elle rend l’article et son prix")
    func substitution() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K03")
        let avant = try #require(try await lignes(scene, projet).first { $0.articleCode == "INF-002" })
        let remplacants = try await scene.base.app.read(as: scene.mairie.identity) { tx in
            try await Remplacant.all(of: avant.ligneId, prixDu: jourDesEssais, in: tx)
        }
        #expect(remplacants.contains { $0.code == "INF-001" } && !remplacants.contains { $0.code == "INF-002" })
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(
                try await LigneProjet.remplacer(
                    avant.ligneId, par: "INF-001", motif: "Le médiateur le demande", prixDu: jourDesEssais, of: projet, in: tx))
            #expect(try await KitDuProjet.all(of: projet, in: tx).map(\.exemplaires) == [1])
            #expect(try await LigneProjet.regler(kit: "K03", exemplaires: 2, of: projet, in: tx) > 0)
        }
        let apres = try #require(try await lignes(scene, projet).first { $0.articleCode == "INF-001" })
        #expect(apres.ligneId == avant.ligneId && apres.unites == 18 && apres.remplaceArticle == "INF-002")
        #expect(apres.remplaceLibelle == avant.libelle && apres.motif == "Le médiateur le demande")
        #expect(
            await tente(scene) {
                _ = try await LigneProjet.remplacer(
                    avant.ligneId, par: "IMP-001", motif: "Rien à voir avec lui", prixDu: jourDesEssais, of: projet, in: $0)
            } == "ligne_fonction")
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await LigneProjet.retablir(avant.ligneId, of: projet, in: tx))
            #expect(try await !LigneProjet.retablir(avant.ligneId, of: projet, in: tx))
        }
        let rendu = try #require(try await lignes(scene, projet).first { $0.ligneId == avant.ligneId })
        #expect(rendu.articleCode == "INF-002" && rendu.prixUnitaireHtCentimes == avant.prixUnitaireHtCentimes && rendu.motif == nil)
    }

    @Test("l’effet d’un remplacement est celui du plan refait avec lui")
    func effet() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K03")
        let (planifie, effets, ligne) = try await scene.base.app.read(as: scene.mairie.identity) { tx in
            let planifie = try await scene.base.parcours.planifier(projet, le: jourDesEssais, in: tx)
            let ligne = try #require(planifie.lignes.first { $0.articleCode == "INF-002" })
            let remplacants = try await Remplacant.all(of: ligne.ligneId, prixDu: jourDesEssais, in: tx)
            return (planifie, planifie.effets(of: remplacants, a: ligne, try await scene.base.parcours.referentiel(in: tx)), ligne)
        }
        let effet = try #require(effets.first { $0.remplacant.code == "INF-001" })
        #expect(effet.ecartHT == .euros(370 * 9) && effet.ecartTTC == .euros(444 * 9))
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(
                try await LigneProjet.remplacer(
                    ligne.ligneId, par: "INF-001", motif: "Plus puissant", prixDu: jourDesEssais, of: projet, in: tx))
            let apres = try await scene.base.parcours.planifier(projet, le: jourDesEssais, in: tx)
            #expect(apres.plan.resteAChargeTTC - planifie.plan.resteAChargeTTC == effet.ecartReste)
            let kits = try await KitDuProjet.all(of: projet, in: tx)
            let composition = try await scene.base.parcours.composition(apres, kits: kits, le: jourDesEssais, in: tx)
            #expect(composition.lignes == apres.lignes && composition.prixDeplaces.isEmpty)
        }
    }

    @Test("une option qui prend la place d’articles du kit les fait sortir ; retirée, elle les rend")
    func optionQuiRemplace() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet()
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(
                try await LigneProjet.add(kit: "K05", quantite: 2, options: ["MOB-R03"], prixDu: jourDesEssais, to: projet, in: tx) > 0)
        }
        let avec = try await lignes(scene, projet).compactMap(\.articleCode)
        #expect(avec.contains("MOB-R03") && !avec.contains("MOB-009") && !avec.contains("MOB-012") && avec.contains("MOB-010"))
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await LigneProjet.remove(option: "MOB-R03", kit: "K05", from: projet, prixDu: jourDesEssais, in: tx) == 1)
        }
        let sans = try await lignes(scene, projet)
        #expect(sans.first { $0.articleCode == "MOB-009" }?.unites == 2 && sans.contains { $0.articleCode == "MOB-012" })
        #expect(!sans.contains { $0.articleCode == "MOB-R03" })
    }

    @Test("une ligne libre sans devis empêche de figer ; avec lui, les prix se figent, se gardent et se reprennent avec un motif")
    func ligneLibreEtGel() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        var libre = LigneLibre(
            libelle: "Câblage de la salle", quantite: 2, prixUnitaireHT: .euros(600), tauxTva: Rate("0.10")!, section: .investissement,
            compteM57: "2135")
        let (avant, id) = (
            libre,
            try await scene.base.app.write(as: scene.mairie.identity) { [libre] tx in
                try await libre.ajouter(devis: nil, le: jourDesEssais, to: projet, in: tx)
            }
        )
        #expect(avant == libre)
        #expect(await regle { try await scene.base.parcours.figer(projet, par: scene.mairie.agent, le: jourDesEssais) } == "gel_sans_devis")
        libre.quantite = 1
        try await scene.base.app.write(as: scene.mairie.identity) { [libre] tx async throws in
            let devis = try await Piece.keep(Scene.piece("1.4", of: projet), by: scene.mairie.agent, in: tx)
            #expect(try await libre.enregistrer(id, devis: devis, le: jourDesEssais, of: projet, in: tx))
        }
        let gel = try await scene.base.parcours.figer(projet, par: scene.mairie.agent, le: jourDesEssais)
        #expect(gel.totalHtCentimes == .euros(5_710) && gel.totalTtcCentimes == .euros(6_792) && !gel.estAutomatique)
        #expect(await tente(scene) { _ = try await LigneProjet.remove(id, from: projet, in: $0) } == "operation_prix_figes")
        #expect(await tente(scene) { _ = try await LigneProjet.remove(kit: "K02", from: projet, in: $0) } == "operation_prix_figes")
        #expect(await tente(scene) { try await Gel.degeler(projet, motif: "non", in: $0) } == "gel_motif")
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            try await Gel.degeler(projet, motif: "Le conseil veut un second poste", in: tx)
            let gels = try await Gel.all(of: projet, in: tx)
            #expect(gels.map(\.motif) == ["Le conseil veut un second poste"] && gels[0].leveLe != nil)
            #expect(try await LigneProjet.remove(id, from: projet, in: tx) == 1)
        }
    }

    @Test("la préparation des dossiers fige ; changer l’équipement avant le dépôt y met fin, et un autre agent n’y peut rien")
    func gelAutomatique() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        _ = try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais)
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            #expect(try await Gel.all(of: projet, in: tx).map(\.estAutomatique) == [true])
            #expect(try await LigneProjet.regler(kit: "K02", exemplaires: 2, of: projet, in: tx) > 0)
            #expect(try await Gel.all(of: projet, in: tx).allSatisfy { $0.leveLe != nil })
        }
        let voisine = try await Acteur.mairie(departement: scene.departement)
        #expect(await regle { try await scene.base.parcours.figer(projet, par: voisine.agent, le: jourDesEssais) } == "operation_inconnue")
    }
}
