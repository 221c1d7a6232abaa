public import Model
public import Postgres

/// A call for kits: what is asked, until when, who judges and on what.
public struct Consultation: Decodable, Sendable, Hashable {
    public let consultationId: ID<Consultation>
    public let titre: String
    public let objet: String
    /// Who sits in it.
    public let jury: String
    public let ouverteLe: LocalDate
    /// Last day to submit.
    public let clotureLe: LocalDate
    public let juryLe: LocalDate

    public func estOuverte(le jour: LocalDate) -> Bool { ouverteLe <= jour && jour <= clotureLe }

    /// What the programme writes to open one.
    public struct Draft: Sendable, Hashable {
        public var titre: String
        public var objet: String
        public var jury: String
        public var ouverteLe: LocalDate
        public var clotureLe: LocalDate
        public var juryLe: LocalDate
        /// In order; weights are relative.
        public var criteres: [(nom: String, poids: Int)]
        public init(
            titre: String, objet: String, jury: String, ouverteLe: LocalDate, clotureLe: LocalDate, juryLe: LocalDate,
            criteres: [(nom: String, poids: Int)]
        ) {
            (self.titre, self.objet, self.jury, self.criteres) = (titre, objet, jury, criteres)
            (self.ouverteLe, self.clotureLe, self.juryLe) = (ouverteLe, clotureLe, juryLe)
        }
        public static func == (a: Draft, b: Draft) -> Bool { a.titre == b.titre && a.clotureLe == b.clotureLe }
        public func hash(into hasher: inout Hasher) { hasher.combine(titre) }
    }

    private static let colonnes: SQL = "consultation_id, titre, objet, jury, ouverte_le, cloture_le, jury_le"

    /// The most recent first.
    public static func toutes(limite: Int = 50, in tx: Transaction) async throws -> [Consultation] {
        try await tx.rows(
            "select \(fragment: colonnes) from concours.consultation order by cloture_le desc, consultation_id desc limit \(literal: limite)"
        )
    }

    public static func find(_ id: ID<Consultation>, in tx: Transaction) async throws -> Consultation? {
        try await tx.first("select \(fragment: colonnes) from concours.consultation where consultation_id = \(id)")
    }

    /// The needs that kits on offer answer: what a designer chooses from.
    public static func besoins(in tx: Transaction) async throws -> [String] {
        try await tx.values("select distinct besoin from catalogue.kit where est_courant order by besoin")
    }

    /// Refused by row-level security to whoever is not the programme.
    public static func ouvrir(_ draft: Draft, by agent: ID<Agent>, in tx: Transaction) async throws -> ID<Consultation> {
        let id: ID<Consultation> = try await tx.value(
            """
            insert into concours.consultation (titre, objet, jury, ouverte_le, cloture_le, jury_le, cree_par)
            values (\(draft.titre), \(draft.objet), \(draft.jury), \(draft.ouverteLe), \(draft.clotureLe), \(draft.juryLe), \(agent))
            returning consultation_id
            """)
        for (rang, critere) in draft.criteres.enumerated() {
            try await tx.execute(
                """
                insert into concours.critere (consultation_id, rang, nom, poids)
                values (\(id), \(rang + 1)::integer, \(critere.nom), \(critere.poids)::integer)
                """)
        }
        return id
    }
}

/// What the jury looks at.
public struct CritereJury: Decodable, Sendable, Hashable {
    public let rang: Int
    public let nom: String
    /// Relative to the others.
    public let poids: Int

    public static func all(of consultation: ID<Consultation>, in tx: Transaction) async throws -> [CritereJury] {
        try await tx.rows("select rang, nom, poids from concours.critere where consultation_id = \(consultation) order by rang")
    }
}
