import Foundation
import Model
import Postgres
import Store
import TestSupport

/// A consultation that is open, a proposition that is published, a grouped purchase: what the pages of the contest show.
struct Concours: Sendable {
    let consultation: ID<Consultation>
    let proposition: ID<KitPropose>
    let piece: ID<PieceProposition>
    let lot: ID<LotGroupe>

    init() async throws {
        let base = try await TestDatabase.current
        let (responsable, concepteur) = (try await Acteur.responsable(), try await Acteur.concepteur())
        let consultation = try await Concours.ouvrir(par: responsable)
        let proposition = try await Concours.proposer(a: consultation, par: concepteur)
        self.consultation = consultation
        self.proposition = proposition
        piece = try await base.app.write(as: concepteur.identity) { tx in
            try await PieceProposition.keep(Data("%PDF-1.7".utf8), nom: "plans.pdf", type: "application/pdf", in: proposition, tx: tx)
            return try await PieceProposition.all(of: proposition, in: tx)[0].pieceId
        }
        // Published without adding a kit: other tests count them.
        try await base.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                "update concours.proposition set etat = 'publie', kit_code = 'K18', kit_version = 1 where proposition_id = \(proposition)")
        }
        lot = try await base.app.write(as: responsable.identity) { tx in
            try await LotGroupe.ouvrir(
                titre: "Portables reconditionnés", objet: "", code: "INF-002", clotureLe: jourDesEssais.adding(days: 3_000),
                by: responsable.agent, in: tx)!
        }
    }

    /// Open on the tests' day and on the day that the database knows.
    static func ouvrir(par responsable: Acteur) async throws -> ID<Consultation> {
        try await TestDatabase.current.app.write(as: responsable.identity) { tx in
            try await Consultation.ouvrir(
                .init(
                    titre: "Un guichet qui se plie", objet: "Un guichet qu’une personne seule installe.",
                    jury: "Trois maires, une designer",
                    ouverteLe: LocalDate(2020, 1, 1)!, clotureLe: LocalDate(2090, 1, 1)!, juryLe: LocalDate(2090, 2, 1)!,
                    criteres: [("Utilité", 60), ("Coût", 40)]), by: responsable.agent, in: tx)
        }
    }

    static func proposer(a consultation: ID<Consultation>, par concepteur: Acteur, titre: String = "Guichet pliant") async throws -> ID<
        KitPropose
    > {
        try await TestDatabase.current.app.write(as: concepteur.identity) { tx in
            let id = try await KitPropose.create(
                .init(
                    titre: titre, phrase: "Un guichet qui tient dans un coffre de voiture.", besoin: "itinérance", destinataire: "Mairie",
                    licencePlans: "CC BY-SA 4.0", fabrication: "Un atelier de menuiserie suffit."),
                to: consultation, for: concepteur.organisation, by: concepteur.agent, in: tx)
            _ = try await LigneProposition.tenir("INF-002", quantite: 2, option: false, in: id, tx: tx)
            return id
        }
    }

    func adresse(_ route: Route) -> String {
        let id =
            route.parties.first == "achats-groupes"
            ? "\(lot)" : route.parties.contains("consultations") ? "\(consultation)" : "\(proposition)"
        return "/" + route.parties.map { $0 == ":id" ? id : $0 == ":piece" ? "\(piece)" : $0 }.joined(separator: "/")
    }
}
