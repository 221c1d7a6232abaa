public import Foundation
public import Model
public import Postgres

/// What a reviewer says of a proposition.
public struct AvisDeRelecteur: Sendable, Hashable {
    /// By rank of the criterion, from 0 to 20.
    public var notes: [Int: Int]
    public var texte: String?
    public init(notes: [Int: Int] = [:], texte: String? = nil) { (self.notes, self.texte) = (notes, texte) }

    /// Her own.
    public static func of(_ agent: ID<Agent>, sur proposition: ID<KitPropose>, in tx: Transaction) async throws -> AvisDeRelecteur {
        struct Note: Decodable, Sendable {
            let critereRang: Int
            let note: Int
        }
        let notes: [Note] = try await tx.rows(
            "select critere_rang, note from concours.note where proposition_id = \(proposition) and agent_id = \(agent)")
        let texte: String? = try await tx.firstValue(
            "select texte from concours.avis where proposition_id = \(proposition) and agent_id = \(agent)")
        return AvisDeRelecteur(notes: Dictionary(notes.map { ($0.critereRang, $0.note) }, uniquingKeysWith: { $1 }), texte: texte)
    }

    /// Her scores and her opinion, over those she gave before.
    public func garder(by agent: ID<Agent>, sur proposition: ID<KitPropose>, in tx: Transaction) async throws {
        for (rang, note) in notes.sorted(by: { $0.key < $1.key }) {
            try await tx.execute(
                """
                insert into concours.note (proposition_id, critere_rang, agent_id, note)
                values (\(proposition), \(rang)::integer, \(agent), \(note)::integer)
                on conflict on constraint note_cle do update set note = excluded.note
                """)
        }
        guard let texte else { return }
        try await tx.execute(
            """
            insert into concours.avis (proposition_id, agent_id, texte) values (\(proposition), \(agent), \(texte))
            on conflict on constraint avis_cle do update set texte = excluded.texte
            """)
    }
}

/// Where the propositions of a consultation stand once weighed: the weighted mean of every reviewer's scores, out of 20.
public struct ClassementProposition: Decodable, Sendable, Hashable {
    public let propositionId: ID<KitPropose>
    public let relecteurs: Int
    /// Exact; the page rounds it. Nil: nobody scored it yet.
    public let moyenne: Decimal?
    public let avis: [String]

    /// For the programme: row-level security shows others their own scores alone.
    public static func all(of consultation: ID<Consultation>, in tx: Transaction) async throws -> [ClassementProposition] {
        struct Row: Decodable, Sendable {
            let propositionId: ID<KitPropose>
            let relecteurs: Int
            let moyenne: String?
            let avis: [String]
        }
        let rows: [Row] = try await tx.rows(
            """
            select proposition.proposition_id,
                count(distinct note.agent_id)::integer as relecteurs,
                (sum(note.note * critere.poids)::numeric / nullif(sum(critere.poids), 0))::text as moyenne,
                (
                    select coalesce(array_agg(avis.texte order by avis.donne_le), '{}')
                    from concours.avis where avis.proposition_id = proposition.proposition_id
                ) as avis
            from concours.proposition
            left join concours.note on note.proposition_id = proposition.proposition_id
            left join concours.critere on critere.consultation_id = note.consultation_id and critere.rang = note.critere_rang
            where proposition.consultation_id = \(consultation) and proposition.etat <> 'brouillon'
            group by proposition.proposition_id
            order by sum(note.note * critere.poids)::numeric / nullif(sum(critere.poids), 0) desc nulls last, proposition.proposition_id
            """)
        return rows.map {
            ClassementProposition(
                propositionId: $0.propositionId, relecteurs: $0.relecteurs, moyenne: $0.moyenne.flatMap { Decimal(string: $0) },
                avis: $0.avis)
        }
    }

    init(propositionId: ID<KitPropose>, relecteurs: Int, moyenne: Decimal?, avis: [String]) {
        (self.propositionId, self.relecteurs, self.moyenne, self.avis) = (propositionId, relecteurs, moyenne, avis)
    }
}

/// Where a kit comes from, when a contest chose it.
public struct Provenance: Decodable, Sendable, Hashable {
    public let propositionId: ID<KitPropose>
    public let consultation: String
    public let atelier: String
    public let titre: String
    public let estLaureate: Bool
    public let deposeeLe: LocalDate?
    public let publieeLe: LocalDate?
    public let version: Int
    public let licencePlans: String?

    /// nil for a kit that comes from the files.
    public static func of(kit code: String, in tx: Transaction) async throws -> Provenance? {
        try await tx.first(
            """
            select proposition_id, consultation, atelier, titre, est_laureate, version, licence_plans,
                (deposee_le at time zone 'Europe/Paris')::date as deposee_le, (publiee_le at time zone 'Europe/Paris')::date as publiee_le
            from concours.provenance(\(code))
            """)
    }
}
