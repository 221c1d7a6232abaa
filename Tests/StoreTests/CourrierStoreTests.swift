import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

@Suite("Messages, notes, avis et courriels, dans la base", .postgresql, .freshDatabase)
struct CourrierStoreTests {
    private static let pdf = Data("%PDF-1.7 essai".utf8)

    @Test("un message part avec son fichier, se lit une fois, et la réponse attendue arrive")
    func messages() async throws {
        let scene = try await Scene()
        let id = try await scene.recu(demandant: .euros(500))
        let base = scene.base
        let message = try await base.app.write(as: scene.mairie.identity) { tx in
            try await Message.ecrire(
                "Voici le plan.", on: id, attendReponse: false,
                jointes: [.init(nom: "plan.pdf", type: "application/pdf", octets: Self.pdf)], in: tx)
        }
        try await base.app.write(as: scene.prefecture.identity) { tx in
            let resume = try await Message.resume(of: id, pour: .prefecture, in: tx)
            #expect(resume.nombre == 1 && resume.nonLus == 1 && !resume.attendReponse)
            let lus = try await Message.all(of: id, in: tx)
            #expect(lus.map(\.auteur) == ["Camille Essai"] && lus.first?.cote == .porteur && lus.first?.luLe == nil)
            try await Message.lire(id, in: tx)
            #expect(try await Message.all(of: id, in: tx).first?.luLe != nil)
            #expect(try await FichierMessage.all(of: id, in: tx).map(\.nomFichier) == ["plan.pdf"])
            #expect(try await FichierMessage.contenu(message, rang: 1, in: tx)?.octets == Self.pdf)
            _ = try await Message.ecrire("À quelle date ?", on: id, attendReponse: true, jointes: [], in: tx)
            #expect(try await Message.resume(of: id, pour: .prefecture, in: tx).attendReponse)
        }
        let autre = try await Acteur.mairie(departement: scene.departement)
        try await base.app.read(as: autre.identity) { tx in
            let (lus, fichier) = (try await Message.all(of: id, in: tx), try await FichierMessage.contenu(message, rang: 1, in: tx))
            #expect(lus.isEmpty && fichier == nil)
        }
    }

    @Test("les notes et les appels sont à la préfecture seule")
    func notes() async throws {
        let scene = try await Scene()
        let id = try await scene.recu(demandant: .euros(500))
        let appel = Appel.Draft(appeleLe: jourDesEssais, sens: .emis, interlocuteur: "Le maire", propos: "Relance.", suite: "Rappeler")
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            try await NoteInterne.ecrire("À revoir.", on: id, by: scene.prefecture.agent, in: tx)
            try await Appel.noter(appel, on: id, by: scene.prefecture.agent, in: tx)
            #expect(try await NoteInterne.all(of: id, in: tx).map(\.texte) == ["À revoir."])
            #expect(try await Appel.all(of: id, in: tx).first?.suite == "Rappeler")
        }
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            let (notes, appels) = (try await NoteInterne.all(of: id, in: tx), try await Appel.all(of: id, in: tx))
            #expect(notes.isEmpty && appels.isEmpty)
        }
        let refus = await regle {
            try await scene.base.app.write(as: scene.mairie.identity) {
                try await NoteInterne.ecrire("Non.", on: id, by: scene.mairie.agent, in: $0)
            }
        }
        #expect(refus == "42501")
    }

    @Test("un avis demandé par lien : l’expert lit, répond une fois, et le dossier revient à l’instruction")
    func avis() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let (id, base) = (try await scene.recu(demandant: .euros(500)), scene.base)
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let expert = "\(UUID().uuidString.lowercased())@exemple.fr"
        let (lien, libre) = try await base.app.write(as: scene.prefecture.identity) { tx in
            func draft(_ courriel: String?) -> Avis.Draft {
                .init(
                    nature: .expert, expert: "Le SGAR", courriel: courriel, question: "Quel est votre avis ?", confidentiel: false,
                    delaiLe: jourDesEssais.adding(days: 30))
            }
            let lien = try await Avis.demander(draft(expert), on: id, le: jourDesEssais, in: tx)
            let libre = try await Avis.demander(draft(nil), on: id, le: jourDesEssais, in: tx)
            #expect(try await Avis.all(of: id, in: tx).map(\.avisId) == [lien, libre])
            #expect(
                try await Avis.commissionAttendue(id, montant: .euros(200_000), in: tx) == false, "l’enveloppe lieux n’a pas de commission")
            try await Avis.repondre(libre, .favorable, texte: nil, le: jourDesEssais, in: tx)
            return (lien, libre)
        }
        #expect(try await scene.lire(id).etat == .avis && lien != libre)
        let secret: String = try await base.owner.read(as: .systeme("essais")) { tx in
            try await tx.value("select faits ->> 'secret' as secret from courrier.courriel where destinataire = \(expert)")
        }
        try await base.app.write(as: .visiteur) { tx in
            let demande = try #require(try await DemandeAvis.find(secret: secret, in: tx))
            #expect(demande.question == "Quel est votre avis ?" && demande.autres.value.map(\.sens) == [.favorable])
            let pieces = try await DemandeAvis.pieces(secret: secret, le: jourDesEssais, in: tx)
            let piece = try #require(pieces.first)
            #expect(try await DemandeAvis.piece(piece.pieceId, secret: secret, le: jourDesEssais, in: tx) != nil)
            #expect(try await DemandeAvis.pieces(secret: secret, le: jourDesEssais.adding(days: 31), in: tx).isEmpty)
            #expect(try await DemandeAvis.find(secret: String(repeating: "0", count: 64), in: tx) == nil)
            try await DemandeAvis.repondre(secret: secret, .reserve, texte: "Sous réserve.", le: jourDesEssais, in: tx)
        }
        #expect(try await scene.lire(id).etat == .enInstruction)
        let encore = await regle {
            try await base.app.write(as: .visiteur) {
                try await DemandeAvis.repondre(secret: secret, .favorable, texte: nil, le: jourDesEssais, in: $0)
            }
        }
        #expect(encore == "avis_clos")
    }

    @Test("chaque étape écrit son courriel dans la transaction de l’acte, et la décision à sa notification")
    func passages() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        try await scene.passer(id, a: .aCorriger, par: scene.prefecture, motif: "Le devis n’est pas daté.")
        try await scene.passer(id, a: .recu, par: scene.mairie)
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        try await scene.passer(id, a: .enInstruction, par: scene.prefecture)
        try await scene.accorder(id, .euros(500))
        #expect(
            try await genres(id, scene) == ["depose", "correction", "complet", "en_instruction"], "la décision n’est pas encore notifiée")
        try await scene.base.app.write(as: scene.prefecture.identity) { try await Dossier.notifier(id, le: jourDesEssais, in: $0) }
        #expect(try await genres(id, scene).last == "accepte")
    }

    private func genres(_ id: ID<Dossier>, _ scene: Scene) async throws -> [String] {
        try await scene.base.app.read(as: scene.prefecture.identity) { tx in
            try await SuiviCourriel.all(of: id, limite: 50, in: tx).filter { $0.destinataire == scene.mairie.courriel }.map(\.genre)
                .reversed()
        }
    }

    @Test("un agent choisit son rythme ; qui n’a rien choisi reçoit un courriel par jour")
    func rythme() async throws {
        let prefecture = try await Acteur.prefecture(Departements.suivant())
        try await TestDatabase.current.app.write(as: prefecture.identity) { tx in
            #expect(try await RythmeCourriel.of(prefecture.agent, in: tx) == .quotidien)
            try await RythmeCourriel.choisir(.immediat, in: tx)
            #expect(try await RythmeCourriel.of(prefecture.agent, in: tx) == .immediat)
        }
    }

    @Test("la boîte d’envoi prend, garde, conclut, reporte, abandonne", .freshDatabase)
    func boite() async throws {
        let base = try await TestDatabase.current
        try await base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                "select courrier.ecrire('essai/' || rang, 'message', 'a@b.fr', '', '{}') from generate_series(1, 3) as rang")
        }
        let (maintenant, bail) = (Date().addingTimeInterval(5), UUID())
        try await base.app.write(as: .facteur) { tx in
            let pris = try #require(try await CourrielPris.prendre(le: maintenant, bail: bail, secondes: 60, in: tx))
            try await pris.preparer(modele: 1, objet: "Objet", texte: "Texte", html: "<p>", bail: bail, in: tx)
            #expect(try await pris.jointes(in: tx).isEmpty)
            #expect(try await pris.conclure(bail: UUID(), le: maintenant, reponse: "250", in: tx) == false)
            #expect(try await pris.conclure(bail: bail, le: maintenant, reponse: "250", in: tx))
            let autre = try #require(try await CourrielPris.prendre(le: maintenant, bail: bail, secondes: 60, in: tx))
            try await autre.echouer(bail: bail, le: maintenant, erreur: "550 non", gravite: "definitif", in: tx)
            let situation = try await SituationCourrier.load(le: maintenant, in: tx)
            #expect(situation.envoyes == 1 && situation.abandonnes == 1 && situation.aEnvoyer == 1)
            #expect(try await SuiviCourriel.relancer(nil, le: maintenant, in: tx) == 1)
            #expect(try await SuiviCourriel.abandonner(avant: maintenant, le: maintenant, in: tx) == 2)
        }
        let refus = await regle { try await base.app.write(as: .visiteur) { try await SituationCourrier.load(le: maintenant, in: $0) } }
        #expect(refus == "facteur_requis")
    }
}

@Suite("La ronde du jour", .postgresql, .freshDatabase)
struct RondeTests {
    @Test("un rappel par seuil et par date, écrit une fois ; un jour manqué n’en perd pas et n’en double pas")
    func rappels() async throws {
        let scene = try await Scene()
        let (id, base) = (try await scene.recu(demandant: .euros(500)), scene.base)
        let notification = LocalDate(2026, 11, 23)!
        try await base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                """
                update financement.dossier set dispositif = 'DETR', etat = 'notifie', complet_le = \(notification), decide_le = \(notification),
                    notifie_le = \(notification), depense_retenue_centimes = 50000, montant_accorde_centimes = 20000
                where dossier_id = \(id)
                """)
        }
        // Two years to start, 23/11/2028; more time is asked for two months before, 23/09/2028.
        var vus: [Int] = []
        for jour in [(2028, 5, 26), (2028, 5, 27), (2028, 5, 30), (2028, 9, 20), (2028, 9, 23), (2028, 11, 22), (2028, 11, 24)] {
            let le = try #require(LocalDate(jour.0, jour.1, jour.2))
            for _ in 0..<2 { _ = try await base.parcours.rappeler(le: le) }
            vus.append(try await rappels(id, scene))
        }
        #expect(vus == [0, 1, 1, 2, 3, 4, 4])
    }

    @Test("la préfecture est prévenue avant que son silence vaille, puis le dossier est réputé complet et le porteur le sait")
    func silence() async throws {
        let scene = try await Scene()
        let (id, base) = (try await scene.recu(demandant: .euros(500)), scene.base)
        try await base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                "update financement.dossier set dispositif = 'DETR', repute_le = \(jourDesEssais.adding(months: 3)) where dossier_id = \(id)"
            )
        }
        let terme = jourDesEssais.adding(months: 3)
        _ = try await base.parcours.tournee(le: terme.adding(days: -5))
        let annonce: Int = try await base.owner.read(as: .systeme("essais")) { tx in
            try await tx.value(
                """
                select count(*)::integer as nombre from courrier.courriel
                where genre = 'resume' and destinataire = \(scene.prefecture.courriel) and faits -> 'comptes' ? 'rappel_agent'
                """)
        }
        #expect(annonce == 1)
        let bilan = try await base.parcours.tournee(le: terme)
        #expect(bilan.reputesComplets == 1)
        #expect(try await scene.lire(id).etat == .complet)
        let dit: Bool = try await base.owner.read(as: .systeme("essais")) { tx in
            try await tx.value(
                "select (faits ->> 'repute')::boolean as repute from courrier.courriel where genre = 'complet' and dossier_id = \(id)")
        }
        #expect(dit)
    }

    @Test("un avis resté sans réponse se clôt à son terme, et l’instruction reprend")
    func expiration() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            _ = try await Avis.demander(
                .init(
                    nature: .expert, expert: "Le SGAR", courriel: nil, question: "Quel avis ?", confidentiel: true,
                    delaiLe: jourDesEssais.adding(days: 10)), on: id, le: jourDesEssais, in: tx)
        }
        #expect(try await scene.base.parcours.expirerAvis(le: jourDesEssais.adding(days: 10)) == 0, "le dernier jour compte")
        #expect(try await scene.base.parcours.expirerAvis(le: jourDesEssais.adding(days: 11)) == 1)
        #expect(try await scene.lire(id).etat == .enInstruction)
        let base = scene.base
        try await base.app.write(as: .facteur) { tx in
            #expect(try await Rappel.expirerAvis(le: jourDesEssais.adding(days: 12), in: tx) == 0)
            #expect(try await Rappel.resumes(le: jourDesEssais, in: tx) == 1)
            let vivants = try await Dossier.vivants(apres: nil, limite: 10, in: tx)
            let passages = try await Passage.all(of: vivants.map(\.dossierId), in: tx)
            #expect(vivants.map(\.dossierId) == [id] && (passages[id]?.count ?? 0) >= 4)
            try await Rappel(cle: "essai", dossier: id, lecteur: .porteur, faits: .init()).ecrire(in: tx)
        }
    }

    private func rappels(_ id: ID<Dossier>, _ scene: Scene) async throws -> Int {
        try await scene.base.app.read(as: scene.prefecture.identity) { tx in
            try await SuiviCourriel.all(of: id, limite: 50, in: tx).count { $0.genre == "rappel" }
        }
    }
}
