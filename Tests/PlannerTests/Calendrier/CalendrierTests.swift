import Foundation
import Model
import Planner
import Testing

@Suite("Le calendrier d’une opération (RULES 1.4 à 1.11)")
struct CalendrierTests {
    private func depot(
        _ etat: EtatDossier, _ regime: OperationDatee.Depot.Regime = .dotation, exercice: Int = 2026,
        _ change: (inout OperationDatee.Depot) throws -> Void
    ) throws -> OperationDatee.Depot {
        var depot = OperationDatee.Depot(numero: "TR-1", nomCourt: "DETR", regime: regime, etat: etat, exercice: exercice)
        try change(&depot)
        return depot
    }
    private func entrees(_ depots: OperationDatee.Depot..., achat: OperationDatee.Achat? = nil, cout: String = "5017.00", fctva: Int? = nil)
        throws -> [EntreeCalendrier]
    {
        OperationDatee(depots: depots, achat: achat, coutTotal: try euros(cout), anneeFCTVA: fctva)
            .calendrier(try Atelier.referentiel().parametres)
    }
    private func date(_ entrees: [EntreeCalendrier], _ regle: String, _ nature: EntreeCalendrier.Nature = .limite) -> String? {
        entrees.first { $0.regle == regle && $0.nature == nature }?.date.description
    }

    @Test("composite : reçue le 12/01/2026, réputée complète le 12/04, rejetée sans arrêté au 31/12/2027")
    func recue() throws {
        let dates = try entrees(try depot(.recu) { ($0.deposeLe, $0.recuLe) = (try jour("2026-01-12"), try jour("2026-01-12")) })
        #expect(
            date(dates, "APP-2") == "2026-04-12" && date(dates, "APP-4") == "2027-12-31"
                && date(dates, "START-NEW", .fait) == "2026-01-12")
        #expect(dates.first { $0.regle == "APP-2" }?.ferme?.contains("dimanche") == true)
        #expect(dates.map(\.date) == dates.map(\.date).sorted() && date(dates, "DELAY-1") == nil)
    }

    @Test("C27 — des pièces demandées déplacent la date ; complet, elle disparaît")
    func pieces() throws {
        let suspendu = try entrees(
            try depot(.recu) {
                ($0.recuLe, $0.demandePiecesLe, $0.piecesRecuesLe) = (
                    try jour("2026-01-10"), try jour("2026-02-10"), try jour("2026-03-01")
                )
            })
        #expect(date(suspendu, "APP-2") == "2026-04-29")
        let complet = try entrees(try depot(.complet) { ($0.recuLe, $0.completLe) = (try jour("2026-01-10"), try jour("2026-02-10")) })
        #expect(date(complet, "APP-2") == nil && date(complet, "APP-2", .fait) == "2026-02-10" && date(complet, "APP-4") == "2027-12-31")
    }

    @Test("C31, C33 — accordée : commencer avant, demander la prorogation deux mois plus tôt, prorogation d’un an")
    func accordee() throws {
        let dates = try entrees(
            try depot(.accepte) { ($0.recuLe, $0.decideLe) = (try jour("2024-01-10"), try jour("2024-06-15")) })
        #expect(date(dates, "DELAY-1") == "2026-06-15" && date(dates, "DELAY-3") == "2026-04-15")
        #expect(date(dates, "DELAY-1", .prevision) == "2027-06-15" && date(dates, "APP-4") == nil && date(dates, "DELAY-2") == nil)
    }

    @Test("C32, C48 — commencée : plan affiché, achever, plaque au-dessus de 10 000 €")
    func commencee() throws {
        let achat = OperationDatee.Achat(numero: "BC-1", passeeLe: try jour("2026-03-02"), livraisonAvant: try jour("2026-06-30"))
        let commence = try depot(.commence) {
            ($0.recuLe, $0.decideLe, $0.commenceLe) = (try jour("2026-01-10"), try jour("2026-02-20"), try jour("2026-03-02"))
        }
        let dates = try entrees(commence, achat: achat, cout: "45000.00", fctva: 2028)
        #expect(date(dates, "PUB-2") == "2026-03-17" && date(dates, "PUB-3", .prevision) == "2026-09-30")
        #expect(
            date(dates, "DELAY-1") == nil && date(dates, "DELAY-2") == "2030-03-02"
                && date(dates, "DELAY-2", .prevision) == "2032-03-02")
        #expect(date(dates, "LATE-1", .prevision) == "2026-07-30" && date(dates, "FCTVA-4", .prevision) == "2028-12-31")
        #expect(date(dates, "PAY-4", .prevision) == "2026-07-30" && date(dates, "DECP-3") == nil)
        #expect(try date(entrees(commence, achat: achat, cout: "10000.00"), "PUB-3", .prevision) == nil)
    }

    @Test("C30 — une subvention générale de l’État : rejetée huit mois après, sans horloge de la DETR")
    func c30() throws {
        let dates = try entrees(try depot(.recu, .subventionEtat) { $0.recuLe = try jour("2026-01-10") })
        #expect(date(dates, "DECRET-2018-514") == "2026-09-10" && date(dates, "APP-2") == nil && date(dates, "APP-4") == nil)
    }

    @Test("l’aide d’un autre financeur n’a pas d’horloge ; refusée, plus rien ne court")
    func autre() throws {
        #expect(try entrees(try depot(.recu, .autre) { $0.recuLe = try jour("2026-01-10") }).allSatisfy { $0.nature == .fait })
        let refusee = try entrees(try depot(.refuse) { ($0.recuLe, $0.decideLe) = (try jour("2026-01-10"), try jour("2026-05-10")) })
        #expect(refusee.allSatisfy { $0.nature == .fait } && refusee.contains { $0.titre == "Aide refusée (DETR)" })
        let aide = OperationDatee.Achat(numero: "BC-1", passeeLe: try jour("2026-06-02"), livraisonAvant: try jour("2026-06-30"))
        #expect(try date(entrees(achat: aide), "PUB-2") == nil, "sans aide, rien à afficher")
    }

    @Test("APP-5 — la fenêtre de la préfecture, tant que rien n’est déposé")
    func fenetre() throws {
        let fenetre = FenetreDepot(ouvre: try jour("2025-11-03"), ferme: try jour("2026-01-15"))
        #expect(try date(entrees(try depot(.brouillon) { $0.fenetre = fenetre }), "APP-5") == "2026-01-15")
        #expect(try date(entrees(try depot(.depose) { ($0.fenetre, $0.deposeLe) = (fenetre, try jour("2026-01-12")) }), "APP-5") == nil)
    }

    @Test("les données essentielles gardent leur date de l’achat")
    func decp() throws {
        let achat = OperationDatee.Achat(
            numero: "BC-1", passeeLe: try jour("2026-01-15"), livraisonAvant: try jour("2026-04-15"), publierAvant: try jour("2026-03-15"))
        #expect(try date(entrees(achat: achat), "DECP-3") == "2026-03-15")
    }
}

@Suite("Le fichier ICS, octet par octet")
struct ICalendarTests {
    private func calendrier(_ nom: String = "Un guichet, à Molles; ici", emisLe: String = "2026-11-21") throws -> [String] {
        var depot = OperationDatee.Depot(numero: "TR-2026-03-000042", nomCourt: "DETR", regime: .dotation, etat: .accepte, exercice: 2027)
        (depot.recuLe, depot.decideLe) = (try jour("2026-01-10"), try jour("2026-03-20"))
        let entrees = OperationDatee(depots: [depot], coutTotal: .euros(5_017)).calendrier(try Atelier.referentiel().parametres)
        let data = ICalendar(nom: nom, cle: "operation-12", entrees: entrees, emisLe: try jour(emisLe)).data
        let texte = try #require(String(bytes: data, encoding: .utf8))
        #expect(texte.hasSuffix("END:VCALENDAR\r\n"))
        // Every LF follows a CR, and no CR is alone.
        #expect(texte.utf8.count(where: { $0 == 0x0A }) == texte.components(separatedBy: "\r\n").count - 1)
        #expect(texte.utf8.count(where: { $0 == 0x0D }) == texte.utf8.count(where: { $0 == 0x0A }))
        return texte.components(separatedBy: "\r\n").dropLast()
    }
    /// RFC 5545, 3.1, undone.
    private func deplie(_ lignes: [String]) -> [String] {
        lignes.reduce(into: []) { out, ligne in
            if ligne.hasPrefix(" "), let derniere = out.popLast() { out.append(derniere + ligne.dropFirst()) } else { out.append(ligne) }
        }
    }

    @Test("des lignes de 75 octets au plus, jamais coupées dans un caractère ; les signes réservés sont échappés")
    func plies() throws {
        let lignes = try calendrier(String(repeating: "é", count: 90) + ", a; b\\c")
        #expect(lignes.allSatisfy { $0.utf8.count <= 75 } && lignes.contains { $0.hasPrefix(" ") })
        #expect(deplie(lignes).contains("X-WR-CALNAME:" + String(repeating: "é", count: 90) + "\\, a\\; b\\\\c"))
    }

    @Test("jours entiers, fin le lendemain, UID stables et uniques, alarme pour les dates limites à venir seulement")
    func evenements() throws {
        let lignes = deplie(try calendrier())
        #expect(lignes.starts(with: ["BEGIN:VCALENDAR", "VERSION:2.0"]))
        let uids = lignes.filter { $0.hasPrefix("UID:") }
        #expect(Set(uids).count == uids.count && uids.contains("UID:delay-1-tr-2026-03-000042-commencer-operation-12@trousse"))
        #expect(deplie(try calendrier(emisLe: "2027-01-01")).filter { $0.hasPrefix("UID:") } == uids)
        #expect(lignes.contains("DTSTART;VALUE=DATE:20280320") && lignes.contains("DTEND;VALUE=DATE:20280321"))
        #expect(
            lignes.filter { $0 == "BEGIN:VEVENT" }.count == uids.count
                && lignes.filter { $0.hasPrefix("DTSTAMP:20261121T000000Z") }.count == uids.count)
        // To ask for more time and to start: two deadlines, two alarms.
        #expect(lignes.filter { $0 == "TRIGGER:-P7D" }.count == 2)
        #expect(deplie(try calendrier(emisLe: "2029-01-01")).allSatisfy { $0 != "BEGIN:VALARM" })
    }
}
