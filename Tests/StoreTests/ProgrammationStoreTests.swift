import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// A préfecture that arbitrates: its envelope sets money aside when it programmes, not when a file is complete.
struct Arbitrante {
    let scene: Scene
    let enveloppe: String

    init(_ montant: Money) async throws {
        scene = try await Scene(enveloppe: montant)
        enveloppe = try #require(scene.enveloppe)
        try await scene.base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("update enveloppe.enveloppe set reserve_des = 'programme' where code = \(enveloppe)")
        }
    }

    func complets(_ montants: Money...) async throws -> [ID<Dossier>] {
        var dossiers: [ID<Dossier>] = []
        for montant in montants {
            let id = try await scene.recu(demandant: montant)
            try await scene.passer(id, a: .complet, par: scene.prefecture)
            dossiers.append(id)
        }
        return dossiers
    }

    var parcours: Parcours { Parcours(database: scene.base.app, atelier: .commun) }

    func lire<R>(_ body: (Transaction) async throws -> R) async throws -> R {
        try await scene.base.app.read(as: scene.prefecture.identity, body)
    }
    func ecrire<R>(_ body: (Transaction) async throws -> R) async throws -> R {
        try await scene.base.app.write(as: scene.prefecture.identity, body)
    }

    /// A simulation whose lines are accepted at what the law allows.
    func simuler(_ titre: String = "Essai") async throws -> ID<Simulation> {
        let id = try await parcours.simuler(titre, enveloppe: enveloppe, .init(), par: scene.prefecture.agent)
        try await ecrire { tx in
            let changements = try await LigneSimulation.toutes(of: id, in: tx).map { ligne in
                var changement = LigneSimulation.Changement(ligne)
                (changement.statut, changement.montantCentimes) = (.accepte, ligne.montantDemandeCentimes.times(Rate("0.5")!, .down))
                return changement
            }
            try await LigneSimulation.enregistrer(changements, of: id, in: tx)
            try await Simulation.retoucher(id, in: tx)
        }
        return id
    }
}

@Suite("Programmer et décider en nombre, dans la base", .postgresql, .freshDatabase)
struct ProgrammationStoreTests {
    @Test("une simulation prend les dossiers complets de l’enveloppe, se copie, se remplit et se supprime sans que rien ne bouge")
    func simulation() async throws {
        let bureau = try await Arbitrante(.euros(1_000))
        _ = try await bureau.complets(.euros(600), .euros(900), .euros(500))
        _ = try await bureau.scene.recu(demandant: .euros(400))
        let id = try await bureau.parcours.simuler("Essai", enveloppe: bureau.enveloppe, .init(), par: bureau.scene.prefecture.agent)
        let simulation = try #require(try await bureau.lire { try await Simulation.find(id, in: $0) })
        #expect(simulation.nombre == 3 && simulation.disponibleCentimes == .euros(1_000) && simulation.demandeCentimes == .euros(2_000))
        #expect(
            await regle {
                _ = try await bureau.parcours.simuler("Essai", enveloppe: bureau.enveloppe, .init(), par: bureau.scene.prefecture.agent)
            } == "simulation_titre_unique")
        try await bureau.parcours.remplir(id, selon: .init(), par: bureau.scene.prefecture.agent, le: jourDesEssais)
        let remplie = try #require(try await bureau.lire { try await Simulation.find(id, in: $0) })
        let resultat = try #require(remplie.resultat?.value)
        // 80 % of each at most (L1111-10): 480, 720, 400. Two of the three fit, the first of the applicant is worth most.
        #expect(resultat.estOptimal && resultat.retenus == 2 && remplie.montantCentimes == .euros(880) && remplie.acceptes == 2)
        #expect(resultat.effets.count == 3 && resultat.premiersEcartes.count == 1 && resultat.derniersRetenus.count == 2)
        #expect(try await bureau.scene.situation().reserveCentimes == .zero, "rien n’est réservé par une simulation")
        try await bureau.ecrire { tx in
            let copie = try #require(try await Simulation.copier(id, titre: "Copie", by: bureau.scene.prefecture.agent, in: tx))
            #expect(try await Simulation.find(copie, in: tx)?.montantCentimes == .euros(880))
            #expect(try await Simulation.reprendre(copie, .init(completsSeulement: false), in: tx) == 1, "celui qui n’est pas complet")
            #expect(try await Simulation.all(departement: bureau.scene.departement, in: tx).count == 2)
            let page = try await LigneSimulation.page(of: id, statut: .accepte, texte: nil, apres: nil, limite: 1, in: tx)
            let suite = try await LigneSimulation.page(
                of: id, statut: .accepte, texte: "guichet", apres: .init(points: page[0].points, dossier: page[0].dossierId.rawValue),
                limite: 5, in: tx)
            #expect(page.count == 1 && suite.count == 1 && suite[0].dossierId != page[0].dossierId)
            try await Simulation.garder(copie, .init(), resultat, in: tx)
            try await Simulation.supprimer(copie, in: tx)
        }
        let voisin = try await Acteur.prefecture(Departements.suivant())
        #expect(try await bureau.scene.base.app.read(as: voisin.identity) { try await Simulation.find(id, in: $0) } == nil)
    }

    @Test("décider en nombre : chaque décision engage l’enveloppe ou rien n’arrive, jamais un centime de trop, deux ouvriers à la fois")
    func decisions() async throws {
        let bureau = try await Arbitrante(.euros(700))
        let dossiers = try await bureau.complets(.euros(600), .euros(600), .euros(600))
        let id = try await bureau.simuler()
        let controle = try await bureau.lire { try await bureau.parcours.controler(id, .decisions, le: jourDesEssais, in: $0) }
        // 300 € each: the third does not fit in what is left of 700 €.
        #expect(controle.possibles.count == 2 && controle.bloquees.map(\.blocage.regle) == ["enveloppe_disponible_insuffisant"])
        let agent = bureau.scene.prefecture.agent
        // A job on all three, as if the envelope had shrunk after the check.
        let travail = try await bureau.ecrire { tx in
            try await Travail.ouvrir(
                .decisions, departement: bureau.scene.departement, simulation: id, dossiers: dossiers, le: jourDesEssais, by: agent, in: tx)
        }
        #expect(
            await regle { _ = try await bureau.parcours.lancer(.decisions, id, par: agent, le: jourDesEssais) }
                == "travail_un_par_simulation")
        async let un: Void = bureau.parcours.executer(travail, par: agent)
        async let deux: Void = bureau.parcours.executer(travail, par: agent)
        _ = try await (un, deux)
        let fini = try #require(try await bureau.lire { try await Travail.find(travail, in: $0) })
        #expect(fini.faits == 2 && fini.bloques == 1 && fini.finiLe != nil)
        #expect(
            try await bureau.lire { try await Travail.blocages(of: travail, in: $0) }.first?.message.contains("pas assez de disponible")
                == true)
        let situation = try await bureau.scene.situation()
        #expect(situation.engageCentimes == .euros(600) && situation.reserveCentimes == .zero)
        var etats: [EtatDossier] = []
        for dossier in dossiers { etats.append(try await bureau.scene.lire(dossier).etat) }
        #expect(etats == [.accepte, .accepte, .complet])
        #expect(try await bureau.lire { try await Travail.dernier(of: id, in: $0) }?.travailId == travail)
        #expect(try await bureau.lire { try await Travail.all(departement: bureau.scene.departement, limite: 5, in: $0) }.count == 1)
    }

    @Test("un travail interrompu reprend où il en est, et ce qui est fait n’est pas refait")
    func reprise() async throws {
        let bureau = try await Arbitrante(.euros(2_000))
        let dossiers = try await bureau.complets(.euros(600), .euros(600), .euros(600))
        let id = try await bureau.simuler()
        let agent = bureau.scene.prefecture.agent
        let travail = try await bureau.parcours.lancer(.programmation, id, par: agent, le: jourDesEssais)
        // The server stops after the first: it was taken and done, the others were not.
        try await bureau.ecrire { tx in
            let premier = try #require(try await Travail.prendre(travail, in: tx))
            #expect(premier == dossiers[0])
            try await Dossier.programmer(premier, le: jourDesEssais, depense: .euros(600), montant: .euros(300), in: tx)
            try await Travail.faite(travail, premier, in: tx)
        }
        let milieu = try #require(try await bureau.lire { try await Travail.find(travail, in: $0) })
        #expect(milieu.faits == 1 && milieu.finiLe == nil)
        let restants = try await bureau.ecrire { try await Travail.restants(travail, limite: 9, in: $0) }
        #expect(restants == Array(dossiers.dropFirst()))
        try await bureau.parcours.executer(travail, par: agent)
        try await bureau.parcours.executer(travail, par: agent)
        #expect(try await bureau.scene.situation().reserveCentimes == .euros(900))
        // Then the decisions, from what was set aside.
        let decisions = try await bureau.parcours.lancer(.decisions, id, par: agent, le: jourDesEssais)
        try await bureau.parcours.executer(decisions, par: agent)
        let situation = try await bureau.scene.situation()
        #expect(situation.engageCentimes == .euros(900) && situation.reserveCentimes == .zero)
    }

    @Test("le contrôle nomme chaque raison : assiette, motivation, dossier déjà décidé, avis attendu")
    func blocages() async throws {
        let bureau = try await Arbitrante(.euros(5_000))
        let dossiers = try await bureau.complets(.euros(600), .euros(600), .euros(600), .euros(600))
        let id = try await bureau.simuler()
        try await bureau.ecrire { tx in
            var changements = try await LigneSimulation.find(dossiers, of: id, in: tx).map(LigneSimulation.Changement.init)
            changements[0].depenseCentimes = nil
            (changements[1].statut, changements[1].montantCentimes) = (.refuse, .zero)
            try await LigneSimulation.enregistrer(changements, of: id, in: tx)
        }
        try await bureau.scene.passer(dossiers[2], a: .avis, par: bureau.scene.prefecture)
        try await bureau.scene.accorder(dossiers[3], .euros(400))
        let controle = try await bureau.lire { try await bureau.parcours.controler(id, .decisions, le: jourDesEssais, in: $0) }
        #expect(controle.possibles.isEmpty)
        #expect(
            Set(controle.raisons.map(\.message)) == [
                "L’assiette subventionnable n’est pas définie.", "La motivation est obligatoire pour un refus ou un classement.",
                "L’avis demandé n’est pas rendu.", "Le dossier est déjà décidé.",
            ])
    }

    @Test("modèles, documents, pages sans code et engagements : chaque énoncé tient sur le schéma")
    func papiers() async throws {
        let bureau = try await Arbitrante(.euros(5_000))
        let dossier = try await bureau.complets(.euros(600))[0]
        try await bureau.scene.accorder(dossier, .euros(400))
        let (agent, departement) = (bureau.scene.prefecture.agent, bureau.scene.departement)
        try await bureau.ecrire { tx in
            let modele = try await ModeleDecision.creer(
                .arrete, departement: departement, dispositif: nil, nom: "Essai", titre: "Arrêté", corps: "Accordé : {montant}.", by: agent,
                in: tx)
            try await ModeleDecision.reviser(modele, titre: "Arrêté", corps: "Accordé : {montant}, {montant_lettres}.", by: agent, in: tx)
            #expect(try await ModeleDecision.find(modele, in: tx)?.version == 2)
            #expect(try await ModeleDecision.all(departement: departement, in: tx).count == 1)
            #expect(try await DossierDecide.comptes(departement: departement, in: tx) == [.aGenerer: 1])
            for genre in [GenreDocument.arrete, .lettre] {
                try await DocumentDecision.garder(
                    .init(
                        dossier: dossier, genre: genre, modele: modele, version: 2, nomFichier: "\(genre.rawValue).pdf", pages: 2,
                        octets: Data("%PDF".utf8)),
                    by: agent, in: tx)
            }
            #expect(try await DossierDecide.find([dossier], in: tx).first?.notification == .aSigner)
            let documents = try await DocumentDecision.all(of: [dossier], in: tx)
            #expect(documents.count == 2 && documents.allSatisfy { !$0.estSigne })
            for document in documents { try await DocumentDecision.signer(document.documentId, Data("signé".utf8), pages: 2, in: tx) }
            #expect(try await DocumentDecision.octets(documents[0].documentId, signe: true, in: tx) == Data("signé".utf8))
            let numero = try #require(try await Dossier.find(dossier, in: tx)).numero
            #expect(try await DocumentDecision.find(numero: numero, genre: .lettre, in: tx)?.estSigne == true)
            #expect(
                try await DossierDecide.all(departement: departement, notification: .aNotifier, limite: 5, in: tx).map(\.dossierId) == [
                    dossier
                ])
            try await PageOrpheline.garder(
                departement: departement, fichier: "scan.pdf", page: 3, raison: "Aucun code", octets: Data("page".utf8), by: agent, in: tx)
            let page = try #require(try await PageOrpheline.all(departement: departement, in: tx).first)
            #expect(try await PageOrpheline.octets(page.pageId, in: tx) == Data("page".utf8))
            try await PageOrpheline.retirer(page.pageId, in: tx)
            try await EngagementJuridique.inscrire(
                .init(dossierId: dossier, numeroEj: "2104567890", dateEj: jourDesEssais, montantCentimes: .euros(400), origine: "saisie"),
                by: agent, in: tx)
            #expect(try await Dossier.find(dossier, in: tx)?.numeroEj == "2104567890")
        }
        try await bureau.parcours.notifierSigne(dossier, par: agent, le: jourDesEssais)
        let vus = try await bureau.scene.base.app.read(as: bureau.scene.mairie.identity) { tx in
            try await Piece.all(of: try await bureau.scene.lire(dossier, par: bureau.scene.mairie).operationId, in: tx).filter {
                $0.nature == .decision
            }
        }
        let etat = try await bureau.scene.lire(dossier).etat
        #expect(vus.count == 2 && etat == .notifie)
        let encore = await regle { try await bureau.parcours.notifierSigne(dossier, par: agent, le: jourDesEssais) }
        #expect(encore == "notification_sans_signature")
        // `publier` is called by `notifierSigne`; here as nobody may once it is notified.
        let document = try #require(try await bureau.lire { try await DocumentDecision.all(of: [dossier], in: $0) }.first)
        #expect(
            await regle {
                try await Refus.traduire {
                    try await bureau.ecrire { try await DocumentDecision.publier(document.documentId, vus[0].pieceId, in: $0) }
                }
            } == "document_notifie")
        #expect(
            await regle {
                try await Refus.traduire {
                    try await bureau.ecrire { try await Travail.bloquer(ID(1), dossier, regle: "r", message: "m", in: $0) }
                }
            } == nil, "un travail d’ailleurs n’est pas touché")
        try await bureau.ecrire { try await Travail.finir(ID(999_999), in: $0) }
    }

    @Test("un extrait de Chorus inscrit ce qui concorde et rapporte le reste, ligne par ligne")
    func chorus() async throws {
        let bureau = try await Arbitrante(.euros(5_000))
        let dossiers = try await bureau.complets(.euros(600), .euros(600), .euros(600))
        for dossier in dossiers { try await bureau.scene.accorder(dossier, .euros(400)) }
        var numeros: [String] = []
        for dossier in dossiers { numeros.append(try await bureau.scene.lire(dossier).numero) }
        try await bureau.scene.base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("update financement.dossier set numero_ej = null where departement_code = \(bureau.scene.departement)")
        }
        let texte = """
            N° EJ;Référence;Montant;Date EJ
            2104567890;DETR \(numeros[0]) guichet;400,00;12/01/2027
            2104567891;\(numeros[1]);399,99;2027-01-13
            2104567899;TR-2027-99-000001;12,00;
            """
        let extrait = try ExtraitChorus(Data(texte.utf8))
        let bilan = try await bureau.parcours.rapprocher(
            extrait, nom: "extrait.csv", departement: bureau.scene.departement, par: bureau.scene.prefecture.agent)
        #expect(bilan.inscrits == 1 && bilan.identiques == 0 && bilan.ecarts.map(\.ligne) == [3, 4] && bilan.absents == [numeros[2]])
        #expect(bilan.ecarts[0].explication.contains("399,99"))
        #expect(try await bureau.scene.lire(dossiers[0]).numeroEj == "2104567890")
        let encore = try await bureau.parcours.rapprocher(
            extrait, nom: "extrait.csv", departement: bureau.scene.departement, par: bureau.scene.prefecture.agent)
        #expect(encore.inscrits == 0 && encore.identiques == 1)
        for (faux, phrase) in [("a;b\n1;2", "nommer les colonnes"), ("EJ;Dossier;Montant\n2104;X;douze", "Ligne 2"), ("", "vide")] {
            #expect { _ = try ExtraitChorus(Data(faux.utf8)) } throws: { ($0 as? FormErrors)?["extrait"]?.contains(phrase) == true }
        }
    }
}
