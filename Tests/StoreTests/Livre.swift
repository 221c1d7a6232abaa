import Model
import Postgres
import Store
import TestSupport
import Testing

/// One thing that a préfecture may try on a file.
enum Geste: Sendable {
    case reserver(ID<Dossier>, Money), engager(ID<Dossier>, Money), degager(ID<Dossier>, Money)

    static func tire(parmi dossiers: [ID<Dossier>], _ hasard: inout Hasard) -> Geste {
        let id = dossiers[Int.random(in: dossiers.indices, using: &hasard)]
        let montant = Money(cents: Int64.random(in: 1...250_000, using: &hasard))
        return switch Int.random(in: 0...3, using: &hasard) {
        case 0: .reserver(id, montant)
        case 1: .engager(id, montant)
        default: .degager(id, montant)
        }
    }

    func faire(par acteur: Acteur, cle: String, sur database: Database) async throws {
        try await database.write(as: acteur.identity) { tx in
            switch self {
            case .reserver(let id, let montant):
                try await tx.execute("select enveloppe.reserver(\(id)::bigint, \(montant)::bigint, \(cle), \(jourDesEssais)::date)")
            case .engager(let id, let montant):
                try await tx.execute("select enveloppe.engager(\(id)::bigint, \(montant)::bigint, \(cle), \(jourDesEssais)::date)")
            case .degager(let id, let montant):
                try await tx.execute("select enveloppe.degager(\(id)::bigint, \(montant)::bigint, \(cle), \(jourDesEssais)::date)")
            }
        }
    }
}

/// Movements, balances and positions of the scene's envelope agree, and nothing was overspent at any moment.
func expectJuste(_ scene: Scene, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let code = try #require(scene.enveloppe)
    let livre: Livre = try await scene.base.owner.read(as: .systeme("essai")) { tx in
        try await tx.one(
            """
            with suite as (
                select mouvement.*,
                    lag(reserve_apres, 1, 0::bigint) over ordre as reserve_precedent,
                    lag(engage_apres, 1, 0::bigint) over ordre as engage_precedent,
                    lag(alloue_apres, 1, 0::bigint) over ordre as alloue_precedent
                from enveloppe.mouvement
                inner join enveloppe.enveloppe using (enveloppe_id)
                where enveloppe.code = \(code)
                window ordre as (partition by enveloppe_id order by mouvement_id)
            )

            select
                count(*)::integer as mouvements,
                count(*) filter (
                    where (reserve_avant, engage_avant, alloue_avant) <> (reserve_precedent, engage_precedent, alloue_precedent)
                )::integer as ruptures,
                count(*) filter (where reserve_apres + engage_apres > alloue_apres or least(reserve_apres, engage_apres) < 0)::integer
                    as depassements,
                sum(reserve_apres - reserve_avant)::bigint as reserve,
                sum(engage_apres - engage_avant)::bigint as engage,
                (select reserve_centimes from enveloppe.enveloppe where code = \(code)) as solde_reserve,
                (select engage_centimes from enveloppe.enveloppe where code = \(code)) as solde_engage,
                (select coalesce(sum(position.reserve_centimes), 0)::bigint from enveloppe.position
                    inner join enveloppe.enveloppe using (enveloppe_id) where code = \(code)) as positions_reserve,
                (select coalesce(sum(position.engage_centimes), 0)::bigint from enveloppe.position
                    inner join enveloppe.enveloppe using (enveloppe_id) where code = \(code)) as positions_engage
            from suite
            """)
    }
    #expect(livre.mouvements > 1, sourceLocation: sourceLocation)
    #expect(livre.ruptures == 0, "un mouvement ne repart pas du solde du précédent", sourceLocation: sourceLocation)
    #expect(livre.depassements == 0, "un solde a dépassé l’alloué", sourceLocation: sourceLocation)
    #expect(livre.reserve == livre.soldeReserve && livre.engage == livre.soldeEngage, sourceLocation: sourceLocation)
    #expect(livre.reserve == livre.positionsReserve && livre.engage == livre.positionsEngage, sourceLocation: sourceLocation)
}

private struct Livre: Decodable, Sendable {
    let mouvements: Int
    let ruptures: Int
    let depassements: Int
    let reserve: Money
    let engage: Money
    let soldeReserve: Money
    let soldeEngage: Money
    let positionsReserve: Money
    let positionsEngage: Money
}
