public import Model
public import Planner
public import Postgres
import Store

extension Parcours {
    /// How to buy the equipment of an operation on a day: what the organisation bought and needs beside it is counted with it. Two statements.
    /// - Parameter centrale: the order goes to a centrale d'achat.
    public func conseilAchat(_ projet: Projet, le date: LocalDate, centrale: Bool = false, in tx: Transaction) async throws -> ConseilAchat
    {
        let parametres = try await referentiel(in: tx).parametres
        return ConseilAchat(try await besoinAchat(projet, le: date, centrale: centrale, parametres, in: tx), parametres)
    }

    /// How much of an operation's IT is reused, alone and with what the organisation ordered in the calendar year (AGEC-1, AGEC-2); nil when it
    /// holds no IT. Two statements.
    public func reemploi(_ projet: Projet, le date: LocalDate, in tx: Transaction) async throws -> Reemploi? {
        let parametres = try await referentiel(in: tx).parametres
        let besoin = try await besoinAchat(projet, le: date, centrale: false, parametres, in: tx)
        return PartReemploi.commande(besoin).map {
            Reemploi(depenseHT: $0.depenseHT, reemploiHT: $0.reemploiHT, annee: ConseilAchat(besoin, parametres).reemploi)
        }
    }

    private func besoinAchat(
        _ projet: Projet, le date: LocalDate, centrale: Bool, _ parametres: Parametres, in tx: Transaction
    ) async throws -> BesoinAchat {
        guard let mois = parametres.integer("achat.mois_comptes", en: date) else {
            throw ParametreManquant(cle: "achat.mois_comptes", date: date)
        }
        let depenses = try await DepenseAchat.all(of: projet.organisationId, vuDe: projet.operationId, le: date, mois: mois, in: tx)
        let commandes = try await Commande.all(ofOrganisation: projet.organisationId, in: tx)
            .filter { $0.operationId != projet.operationId && $0.passeeLe > date.adding(months: -mois) && $0.passeeLe <= date }
        func parts(_ montant: KeyPath<DepenseAchat, Money>) -> [BesoinAchat.Part] {
            depenses.filter { $0[keyPath: montant] > .zero }.map {
                BesoinAchat.Part(
                    division: $0.division, familleAgec: $0.familleAgec, estReemploi: $0.estReemploi, montantHT: $0[keyPath: montant])
            }
        }
        return BesoinAchat(
            date: date, commande: parts(\.commandeCentimes), dejaCommande: parts(\.douzeMoisCentimes), ouverts: parts(\.ouvertsCentimes),
            commandeDeLAnnee: parts(\.anneeCentimes), centraleAchat: centrale,
            fournisseurs: commandes.sorted { ($0.passeeLe, $0.commandeId) < ($1.passeeLe, $1.commandeId) }.map(\.fournisseur))
    }
}

/// The share of reuse in the IT of one operation, and in the year with it. HT.
public struct Reemploi: Sendable {
    public let depenseHT: Money
    public let reemploiHT: Money
    public let annee: PartReemploi?
}
