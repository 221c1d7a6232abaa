import CatalogFiles
import Foundation
import Model
import Parcours
import Planner
import Postgres
import Store
import TestSupport
import Testing

/// Every function of Store runs once on the migrated schema: its statement prepares, and its rows decode strictly (a column that is
/// missing, too many or null where it may not be is an error). A function that no line below calls fails the last test.
@Suite("Chaque énoncé de Store tient sur le schéma", .postgresql)
struct AppelsTests {
    @Test("le catalogue, le territoire et les règles se lisent")
    func lectures() async throws {
        let base = try await TestDatabase.current
        try await base.app.read(as: .visiteur) { tx in
            let codes = try await KitChiffre.codes(.init(texte: "guichet"), limite: 24, in: tx)
            let kits = try await KitChiffre.all(codes, prixDu: jourDesEssais, in: tx)
            #expect(!kits.isEmpty && Set(kits.map(\.kit.code)) == Set(codes) && kits.allSatisfy { !$0.lignes.isEmpty })
            #expect(try await KitChiffre.codes(.init(texte: "acueil numerik"), limite: 24, in: tx).contains("K01"))
            #expect(try await KitChiffre.codes(.init(apres: 10), limite: 24, in: tx).count == 8)
            #expect(try await KitChiffre.codes(.init(reconditionne: true), limite: 24, in: tx).count < 18)
            #expect(try await KitChiffre.find("K02", prixDu: jourDesEssais, in: tx)?.totalHT == .euros(5_110))
            #expect(try await KitChiffre.besoins(in: tx).map(\.nombre).reduce(0, +) == 18)
            #expect(try await ArticleTrouve.chercher("imprimante", prixDu: jourDesEssais, in: tx).isEmpty == false)
            #expect(try await FicheArticle.find("INF-003", prixDu: jourDesEssais, in: tx)?.kits.isEmpty == false)
            #expect(try await FicheArticle.find("ZZZ-999", prixDu: jourDesEssais, in: tx) == nil)
            let referentiel = try await Referentiel.load(in: tx)
            #expect(referentiel.dispositif("DETR") != nil && !referentiel.regles.isEmpty)
            #expect(try await Referentiel.version(in: tx) != nil)
            #expect(try await PieceExigee.all(in: tx).contains { $0.code == "1.4" && !$0.generee })
            #expect(try await CommuneTrouvee.chercher("bourbon larch", in: tx).first?.codeInsee == "03036")
            #expect(try await Departement.find("03", in: tx)?.avecDe == "de l’Allier")
            let commune = try #require(try await Porteur.commune("03036", in: tx))
            #expect(commune.departement == "03" && commune.population ?? 0 > 2_000)
        }
    }

    @Test("une intercommunalité a ses membres, sa densité et son centre")
    func intercommunalite() async throws {
        let base = try await TestDatabase.current
        let epci = try await Acteur.intercommunalite()
        try await base.app.read(as: epci.identity) { tx in
            let organisation = try #require(try await Organisation.find(epci.organisation, in: tx))
            let porteur = try #require(try await Porteur.of(organisation, in: tx))
            #expect(porteur.nature == .epci && porteur.densite ?? 0 > 0 && porteur.populationCentre ?? 0 > 0)
            let siren = try #require(organisation.epciSiren)
            #expect(try await Porteur.epci(siren, in: tx)?.nom == porteur.nom)
            #expect(try await CommuneTrouvee.membres(epci: siren, in: tx).count > 1)
        }
    }

    @Test("se connecter, changer de commune, se déconnecter")
    func acces() async throws {
        let base = try await TestDatabase.current
        let (mairie, autre) = (try await Acteur.mairie(), try await Acteur.mairie())
        try await mairie.travailleAussi(pour: autre)
        try await base.app.write(as: .visiteur) { tx in
            let connu = try #require(try await Agent.identifiants(courriel: mairie.courriel, in: tx))
            #expect(connu.agentId == mairie.agent && !connu.estVerrouille)
            try await Agent.noterEchec(courriel: mairie.courriel, in: tx)
            let empreinte = String(repeating: "a", count: 56) + mairie.courriel.prefix(8)
            try await Agent.ouvrirSession(mairie.agent, empreinte: empreinte, csrf: "jeton", heures: 1, in: tx)
            let session = try #require(try await Agent.session(empreinte: empreinte, in: tx))
            #expect(session.role == .secretaire && session.choix.count == 2 && session.jetonCsrf == "jeton")
            try await Agent.changer(organisation: autre.organisation, empreinte: empreinte, in: tx)
            #expect(try await Agent.session(empreinte: empreinte, in: tx)?.organisation.organisationId == autre.organisation)
            try await Agent.fermerSession(empreinte: empreinte, in: tx)
            #expect(try await Agent.session(empreinte: empreinte, in: tx) == nil)
        }
    }

    @Test("les comptes se créent une seule fois, et l’arbre des enveloppes s’ouvre une seule fois", .freshDatabase)
    func comptesEtEnveloppes() async throws {
        let base = try await TestDatabase.current
        let programme = try #require(try CatalogFiles.catalogue(in: catalogFolder).programmes.first)
        try await base.owner.write(as: .systeme("essais")) { tx in
            let commune = try await Organisation.assurer(commune: "03174", in: tx)
            #expect(try await Organisation.assurer(commune: "03174", in: tx) == commune && commune != nil)
            let prefecture = try #require(try await Organisation.assurer(prefecture: "03", in: tx))
            #expect(try await Organisation.assurer(prefecture: "03", in: tx) == prefecture)
            let responsables = try await Organisation.assurerProgramme(in: tx)
            #expect(try await Organisation.assurerProgramme(in: tx) == responsables)
            let compte = Agent.Compte(courriel: "a@essai.fr", nom: "A", role: .instructeur, organisation: prefecture)
            let agent = try await Agent.assurer(compte, in: tx)
            #expect(try await Agent.assurer(compte, in: tx) == agent)
            try await programme.ouvrir(exercice: 2027, in: tx)
            let avant = try await tx.value("select count(*)::integer from enveloppe.mouvement", as: Int.self)
            try await programme.ouvrir(exercice: 2027, in: tx)
            #expect(try await tx.value("select count(*)::integer from enveloppe.mouvement", as: Int.self) == avant)
        }
        try await base.rapport.read(as: .visiteur) { tx in
            let arbre = try await SituationEnveloppe.arbre(exercice: 2027, in: tx)
            let departements = arbre.filter { $0.niveau == .departement }
            #expect(
                departements.map(\.alloueCentimes).sum() == .euros(40_000_000), "les départements se partagent les 40 M€ au centime près")
            #expect(arbre.first { $0.enveloppe == "LIEUX-2027" }?.disponibleCentimes == .euros(40_000_000))
        }
    }

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
            _ = try await LigneProjet.add(kit: "K09", quantite: 1, options: [], prixDu: jourDesEssais, to: projet, in: tx)
            #expect(try await LigneProjet.regler(kit: "K09", exemplaires: 2, of: projet, in: tx) > 0)
            #expect(try await KitDuProjet.all(of: projet, in: tx).map(\.exemplaires) == [1, 2])
            #expect(try await LigneProjet.remove(kit: "K09", from: projet, in: tx) > 0)
            #expect(try await LigneProjet.remove(option: "INF-032", kit: "K02", from: projet, in: tx) == 0)
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
            try await Dossier.passer(dossier.dossierId, a: .depose, le: jourDesEssais, in: tx)
            return dossier.dossierId
        }
    }

    private func liste(_ scene: Scene, _ id: ID<Dossier>) async throws {
        for etat in [EtatDossier.recu, .complet] { try await scene.passer(id, a: etat, par: scene.prefecture) }
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            let filtre = FiltreDossiers(
                departement: scene.departement, texte: "guichet", dispositif: "LIEUX", etat: .complet, exercice: Scene.exercice)
            let cle = CleDossier(deposeLe: jourDesEssais, dossierId: id)
            #expect(try await Dossier.liste(filtre, .debut, limite: 25, in: tx).map(\.dossierId) == [id])
            #expect(try await Dossier.liste(filtre, .apres(cle), limite: 25, in: tx).isEmpty)
            #expect(try await Dossier.liste(filtre, .avant(cle), limite: 25, in: tx).isEmpty)
            #expect(try await Dossier.bientotReputesComplets(departement: scene.departement, limite: 5, in: tx).isEmpty)
            for filtre in [filtre, FiltreDossiers(departement: scene.departement)] {
                let groupes = try await Dossier.groupes(filtre, in: tx)
                #expect(groupes.map(\.nombre) == [1] && groupes.map(\.demandeCentimes) == [.euros(800)])
            }
            #expect(try await Passage.suspensions(of: [id], in: tx).isEmpty)
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

    /// `extension X` or `struct X`, then `func name(` of a signature with a transaction.
    @Test("aucune fonction de Store n’échappe à ces essais")
    func toutes() throws {
        let here = try sources(in: "Tests/StoreTests").joined()
        var oubliees: [String] = []
        for texte in try sources(in: "Sources/Store") {
            var type = ""
            for match in texte.matches(of: /(?:^|\n)(?:public )?(?:extension|struct) (\w+)|public (?:static )?func (\w+)\(([^{]*)/) {
                if let name = match.1 { type = String(name) }
                guard let function = match.2, let signature = match.3, signature.contains("Transaction") else { continue }
                if !here.contains("\(type).\(function)("), !here.contains(".\(function)(") { oubliees.append("\(type).\(function)") }
            }
        }
        #expect(oubliees.isEmpty)
    }
}

/// The Swift files of a folder of the package, as text.
func sources(in folder: String) throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(folder)").standardized
        .resolvingSymlinksInPath()
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }.sorted()
    return try names.map { try String(contentsOf: root.appending(path: $0), encoding: .utf8) }
}
