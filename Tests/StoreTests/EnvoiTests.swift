import Courrier
import Foundation
import Model
import Parcours
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

/// The outbox and a real SMTP server: every mail arrives, none twice but in the window that the doc comment of `Distribution` says.
@Suite("Envoyer les courriels", .postgresql, .smtp, .freshDatabase)
struct EnvoiTests {
    /// A clock that a test moves.
    private final class Horloge: Sendable {
        private let avance = Mutex(0.0)
        func avancer(_ secondes: Double) { avance.withLock { $0 += secondes } }
        var maintenant: Date { Date().addingTimeInterval(avance.withLock { $0 } + 1) }
    }

    private struct Poste {
        let facteur: Facteur
        let distribution: Distribution
        init(_ reglages: ReglagesCourrier, _ horloge: Horloge, delai: Duration = .seconds(30)) async throws {
            facteur = Facteur(python: "python3", reglages: reglages, delai: delai)
            distribution = Distribution(
                database: try await TestDatabase.current.app, facteur: facteur, reglages: reglages, horloge: { horloge.maintenant })
        }
    }

    private func ecrire(_ adresses: [String]) async throws {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                """
                select courrier.ecrire('essai/' || gen_random_uuid(), 'message', adresse, 'Édith L’Hôpital',
                    '{"numero": "TR-1", "texte": "Où en est l’école ?", "auteur": "Zoé"}')
                from unnest(\(adresses)::text[]) as adresse
                """)
        }
    }

    private func situation(_ horloge: Horloge) async throws -> SituationCourrier {
        try await TestDatabase.current.app.read(as: .facteur) { try await SituationCourrier.load(le: horloge.maintenant, in: $0) }
    }

    @Test("serveur éteint, puis rallumé : rien n’est perdu, rien n’arrive deux fois")
    func panne() async throws {
        let (boite, horloge) = (try BoiteAuxLettres(), Horloge())
        let poste = try await Poste(try boite.reglages, horloge)
        boite.arreter()
        try await ecrire((1...60).map { "a\($0)@exemple.fr" })
        let eteint = try await poste.distribution.passer()
        #expect(eteint.envoyes == 0 && eteint.arret?.contains("n’a pas répondu") == true, "un seul essai : inutile d’insister")
        #expect(try await situation(horloge).aEnvoyer == 60)
        let rallume = try BoiteAuxLettres(suite: boite)
        horloge.avancer(90)
        let bilan = try await poste.distribution.passer()
        await poste.facteur.stop()
        let lettres = try rallume.lettres
        #expect(bilan.envoyes == 60 && lettres.count == 60 && Set(lettres.map(\.identifiant)).count == 60)
        #expect(
            lettres.allSatisfy { $0.de == "trousse@exemple.fr" && $0.auto == "auto-generated" && $0.identifiant.hasSuffix("@exemple.fr>") })
        let premiere = try #require(lettres.first)
        #expect(premiere.texte.contains("> Où en est l’école ?") && premiere.html.contains("Où en est l’école ?"))
        #expect(premiere.objet == "Nouveau message de la préfecture sur votre dossier n°\u{A0}TR-1")
    }

    @Test("un refus provisoire se retente plus tard, un refus définitif se garde avec sa raison et se relance")
    func refus() async throws {
        let (boite, horloge) = (try BoiteAuxLettres(), Horloge())
        let poste = try await Poste(try boite.reglages, horloge)
        try await ecrire(["plus-tard-2@exemple.fr", "refus-550@exemple.fr", "bon@exemple.fr"])
        let premier = try await poste.distribution.passer()
        #expect(premier.envoyes == 1 && premier.reportes == 1 && premier.abandonnes == 1 && premier.arret == nil)
        #expect(try await poste.distribution.passer() == .init(), "rien n’est dû avant la minute suivante")
        for _ in 0..<2 {
            horloge.avancer(130)
            _ = try await poste.distribution.passer()
        }
        #expect(try boite.lettres.map(\.a).sorted() == ["bon@exemple.fr", "plus-tard-2@exemple.fr"])
        let base = try await TestDatabase.current
        let responsable = try await Acteur.responsable()
        let morts = try await base.app.read(as: responsable.identity) { try await SuiviCourriel.abandonnes(limite: 10, in: $0) }
        #expect(morts.map(\.destinataire) == ["refus-550@exemple.fr"])
        #expect(morts.first?.derniereErreur == "Le destinataire est refusé : 550 5.1.1 Boite inconnue")
        let relances = try await base.app.write(as: responsable.identity) {
            try await SuiviCourriel.relancer(nil, le: horloge.maintenant, in: $0)
        }
        #expect(relances == 1)
        #expect(try await poste.distribution.passer().abandonnes == 1)
        await poste.facteur.stop()
    }

    @Test("deux services à la fois : chaque courriel part une seule fois")
    func deux() async throws {
        let (boite, horloge) = (try BoiteAuxLettres(), Horloge())
        try await ecrire((1...120).map { "b\($0)@exemple.fr" })
        let bilans = try await withThrowingTaskGroup(of: Distribution.Bilan.self) { group in
            for _ in 0..<2 {
                let poste = try await Poste(try boite.reglages, horloge)
                group.addTask {
                    let bilan = try await poste.distribution.passer()
                    await poste.facteur.stop()
                    return bilan
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(bilans.map(\.envoyes).reduce(0, +) == 120 && bilans.allSatisfy { $0.envoyes > 0 })
        #expect(try boite.lettres.map(\.a).sorted() == (1...120).map { "b\($0)@exemple.fr" }.sorted())
    }

    @Test("un service mort après avoir pris un courriel le rend à l’expiration de son bail, pas avant")
    func mort() async throws {
        let (boite, horloge) = (try BoiteAuxLettres(), Horloge())
        try await ecrire(["c@exemple.fr"])
        let base = try await TestDatabase.current
        let pris = try await base.app.write(as: .facteur) { tx in
            try await CourrielPris.prendre(le: horloge.maintenant, bail: UUID(), secondes: 180, in: tx)
        }
        #expect(pris?.destinataire == "c@exemple.fr" && pris?.tentatives == 1)
        let poste = try await Poste(try boite.reglages, horloge)
        #expect(try await poste.distribution.passer().envoyes == 0)
        horloge.avancer(200)
        #expect(try await poste.distribution.passer().envoyes == 1)
        await poste.facteur.stop()
        #expect(try boite.lettres.count == 1)
    }

    @Test("le processus tué pendant l’envoi, ou le serveur qui raccroche après avoir pris : un double, sous le même Message-ID")
    func fenetre() async throws {
        let (boite, horloge) = (try BoiteAuxLettres(), Horloge())
        try await ecrire(["lent-20@exemple.fr"])
        let presse = try await Poste(try boite.reglages, horloge, delai: .milliseconds(1_200))
        let tue = try await presse.distribution.passer()
        #expect(tue.envoyes == 0 && tue.arret != nil)
        await presse.facteur.stop()
        let poste = try await Poste(try boite.reglages, horloge)
        horloge.avancer(90)
        #expect(try await poste.distribution.passer().envoyes == 1)
        try await ecrire(["raccroche-1@exemple.fr"])
        horloge.avancer(5)
        #expect(try await poste.distribution.passer().envoyes == 0)
        horloge.avancer(90)
        #expect(try await poste.distribution.passer().envoyes == 1)
        await poste.facteur.stop()
        let lettres = try boite.lettres
        for adresse in ["lent-20@exemple.fr", "raccroche-1@exemple.fr"] {
            let siennes = lettres.filter { $0.a == adresse }
            #expect((1...2).contains(siennes.count) && Set(siennes.map(\.identifiant)).count == 1, "\(adresse)")
        }
        #expect(lettres.filter { $0.a.hasPrefix("raccroche") }.count == 2)
    }

    @Test("STARTTLS et mot de passe : le bon ouvre, le mauvais attend qu’on répare sans tuer le courriel")
    func chiffre() async throws {
        let dossier = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: dossier, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: dossier) }
        let (cert, cle) = (dossier.appending(path: "cert.pem").path, dossier.appending(path: "cle.pem").path)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", cle, "-out", cert,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        let (boite, horloge) = (try BoiteAuxLettres(starttls: [cert, cle, "trousse", "s3cret"]), Horloge())
        try await ecrire(["d@exemple.fr"])
        let inconnu = try await Poste(try BoiteAuxLettres.reglages("smtp://trousse:s3cret@localhost:\(boite.port)?tls=aucun"), horloge)
        #expect(try await inconnu.distribution.passer().envoyes == 0, "en clair, ce serveur ne prend rien")
        await inconnu.facteur.stop()
        horloge.avancer(90)
        let faux = try await Poste(try BoiteAuxLettres.reglages("smtp://trousse:faux@localhost:\(boite.port)?ca=\(cert)"), horloge)
        let refuse = try await faux.distribution.passer()
        #expect(refuse.arret?.contains("refuse notre nom ou notre mot de passe") == true && refuse.arret?.contains("faux") == false)
        await faux.facteur.stop()
        horloge.avancer(600)
        let bon = try await Poste(try BoiteAuxLettres.reglages("smtp://trousse:s3cret@localhost:\(boite.port)?ca=\(cert)"), horloge)
        #expect(try await bon.distribution.passer().envoyes == 1)
        await bon.facteur.stop()
        #expect(try boite.lettres.map(\.chiffre) == [true])
    }
}
