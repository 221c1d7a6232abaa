import Model
import Postgres
import Store
import TestSupport
import Testing

/// Service fait, payment and what the programme manager does with envelopes, through Store. The rules are in SQL/tests/23_livre.sql.
@Suite("Du service fait à la clôture", .postgresql, .freshDatabase)
struct LivreCompletTests {
    @Test("certifier, payer, reverser, annuler ; allouer des CP, TRANSFERT-DEUX, clore, reporter, prouver")
    func livre() async throws {
        let (scene, autre) = (try await Scene(enveloppe: .euros(1_000)), try await Scene(enveloppe: .euros(1_000)))
        let (code, secours) = (try #require(scene.enveloppe), try #require(autre.enveloppe))
        let (un, deux) = (try await Acteur.responsable(), try await Acteur.responsable())
        let id = try await scene.recu(demandant: .euros(600))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        try await scene.accorder(id, .euros(600))
        try await scene.base.app.write(as: un.identity) { tx in
            try await SituationEnveloppe.allouerCP(code, .euros(300), cle: "cp", le: jourDesEssais, in: tx)
        }
        try await scene.base.app.write(as: scene.prefecture.identity) { tx async throws in
            try await Dossier.liquider(id, .euros(180), cle: "l", le: jourDesEssais, in: tx)
            try await Dossier.payer(id, .euros(180), cle: "p", le: jourDesEssais, in: tx)
            try await Dossier.reverser(id, .euros(80), cle: "r", le: jourDesEssais, motif: "Affectation changée", in: tx)
            let reverse = try #require(try await Mouvement.all(of: code, in: tx).first { $0.nature == .reverser })
            try await Mouvement.annuler(reverse.mouvementId, cle: "a", le: jourDesEssais, motif: "Par erreur", in: tx)
        }
        let situation = try await scene.situation()
        #expect(situation.payeCentimes == .euros(180) && situation.resteAPayer == .euros(420) && situation.cpCentimes == .euros(300))
        let (grand, petit) = try await scene.base.app.write(as: un.identity) { tx in
            (
                try await SituationEnveloppe.transferer(
                    de: secours, vers: code, .euros(900), le: jourDesEssais, motif: "besoin ici", in: tx),
                try await SituationEnveloppe.transferer(de: code, vers: secours, .euros(10), le: jourDesEssais, motif: "retour", in: tx)
            )
        }
        let alloue = try await scene.situation().alloueCentimes
        #expect(grand != petit && alloue == .euros(1_890), "sous le seuil, tout est fait")
        #expect(
            await regle {
                try await scene.base.app.write(as: deux.identity) { try await SituationEnveloppe.statuer(grand, approuve: true, in: $0) }
            } == "transfert_deja_tranche")
        let fin = try #require(LocalDate(Scene.exercice, 12, 31))
        let closes = try await scene.base.app.write(as: un.identity) {
            try await SituationEnveloppe.cloturer(exercice: Scene.exercice, le: fin, in: $0)
        }
        #expect(closes == 2)
        let suivant = "SUITE-\(code)"
        try await scene.base.owner.write(as: .systeme("essai")) { tx in
            try await tx.execute(
                """
                insert into enveloppe.enveloppe (code, nom, niveau, exercice) values (\(suivant), 'Suite', 'volet', \(Scene.exercice + 1)::integer)
                """)
        }
        func reporter(_ montant: Money) async -> String? {
            await regle {
                try await scene.base.app.write(as: un.identity) { tx in
                    try await SituationEnveloppe.reporter(
                        de: code, vers: suivant, montant, cle: "rep/\(montant.cents)", le: fin, motif: "Arrêté de report", in: tx)
                }
            }
        }
        #expect(await reporter(.euros(1_291)) == "report_excessif")
        #expect(await reporter(.euros(1_290)) == nil)
        #expect(await reporter(Money(cents: 1)) == "report_excessif", "une seule fois le même argent")
        let preuve = try await scene.base.app.read(as: un.identity) { try await Controle.preuve(in: $0) }
        #expect(preuve.count == 6 && preuve.allSatisfy { $0.ecarts == 0 && $0.gaucheCentimes == $0.droiteCentimes })
        let ailleurs = try await scene.base.app.read(as: scene.prefecture.identity) { try await Controle.preuve(in: $0) }
        #expect(ailleurs.isEmpty, "une préfecture ne lit pas les comptes de toutes les autres")
    }
}
