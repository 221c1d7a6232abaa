internal import Foundation
public import Model
internal import Parcours
internal import Postgres
public import Store

/// A mairie and the préfecture of its département, alone there, with the envelope that the test gives them; and the shortest ways to
/// projects and dossiers in each state, without the workshop of documents: pieces are stubs of PDF.
public struct Scene: Sendable {
    public static let exercice = jourDesEssais.exerciceDeProgrammation

    public let base: TestDatabase
    public let departement: String
    public let mairie: Acteur
    public let prefecture: Acteur
    /// Code of the envelope, when there is one.
    public let enveloppe: String?

    /// - Parameter departement: for a plan whose rates the test counts on, one of `Departements.reserves`, each for one test.
    public init(departement: String? = nil, enveloppe: Money? = nil) async throws {
        base = try await TestDatabase.current
        let departement = departement ?? Departements.suivant()
        self.departement = departement
        mairie = try await Acteur.mairie(departement: departement)
        prefecture = try await Acteur.prefecture(departement)
        self.enveloppe = if let enveloppe { try await Enveloppes.ouvrir(departement: departement, montant: enveloppe) } else { nil }
    }

    /// A project with these kits, at the prices of the day.
    public func projet(_ kits: String..., intitule: String = "Un guichet numérique", pour autre: Acteur? = nil) async throws -> ID<Projet> {
        let acteur = autre ?? mairie
        guard let code = acteur.codeInsee else { throw TestServerError("une mairie est attendue") }
        return try await base.app.write(as: acteur.identity) { tx in
            let id = try await Projet.create(
                Projet.Draft(organisation: acteur.organisation, codeInsee: code, intitule: intitule, exercice: Scene.exercice),
                by: acteur.agent, in: tx)
            for kit in kits {
                guard try await LigneProjet.add(kit: kit, quantite: 1, options: [], prixDu: jourDesEssais, to: id, in: tx) > 0 else {
                    throw TestServerError("le kit \(kit) n’est pas au catalogue")
                }
            }
            return id
        }
    }

    /// A draft for the envelope, without the planner: one line that costs what is asked, and every piece.
    public func dossier(demandant montant: Money, pour autre: Acteur? = nil) async throws -> ID<Dossier> {
        let acteur = autre ?? mairie
        let projet = try await projet(pour: acteur)
        return try await base.app.write(as: acteur.identity) { tx in
            try await tx.execute(
                """
                insert into operation.ligne (operation_id, libelle, quantite, prix_unitaire_ht_centimes, prix_du, taux_tva, section, eligible)
                values (\(projet), 'Borne', 1, \(montant), \(jourDesEssais), 0.2, 'I', 'oui')
                """)
            let id: ID<Dossier> = try await tx.value(
                """
                insert into financement.dossier (
                    operation_id, dispositif, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes
                ) values (\(projet), 'LIEUX', \(montant), \(montant), \(montant)) returning dossier_id
                """)
            for code in try await Dossier.piecesManquantes(id, in: tx) {
                _ = try await Piece.keep(Scene.piece(code, of: projet), by: acteur.agent, in: tx)
            }
            try await Scene.repondre(id, in: tx)
            return id
        }
    }

    /// Ticks what the form still asks: the undertakings, once everything known is filled in.
    public func repondre(_ id: ID<Dossier>, pour autre: Acteur? = nil) async throws {
        try await base.app.write(as: (autre ?? mairie).identity) { tx in try await Scene.repondre(id, in: tx) }
    }

    private static func repondre(_ id: ID<Dossier>, in tx: Transaction) async throws {
        let champs = try await tx.value(
            "select array(select champ from financement.reponses_manquantes(\(id)::bigint, \(jourDesEssais)::date))", as: [String].self)
        guard !champs.isEmpty else { return }
        _ = try await Reponse.garder(
            Dictionary(uniqueKeysWithValues: champs.map { ($0, ["oui"]) }), de: id, vu: .max, le: jourDesEssais, in: tx)
    }

    /// The same, deposited, hence received: ready to be found complete.
    public func recu(demandant montant: Money, pour autre: Acteur? = nil) async throws -> ID<Dossier> {
        let id = try await dossier(demandant: montant, pour: autre)
        try await passer(id, a: .depose, par: autre ?? mairie)
        return id
    }

    public func passer(_ id: ID<Dossier>, a etat: EtatDossier, par acteur: Acteur, motif: String = "") async throws {
        try await base.app.write(as: acteur.identity) { try await Dossier.passer(id, a: etat, le: jourDesEssais, motif: motif, in: $0) }
    }

    /// Grants a complete dossier what it asks.
    public func accorder(_ id: ID<Dossier>, _ montant: Money) async throws {
        try await base.app.write(as: prefecture.identity) { tx in
            try await Dossier.accorder(
                id, le: jourDesEssais, depenseRetenue: montant, montant: montant, numeroEj: "EJ-1", motif: "", in: tx)
        }
    }

    public func lire(_ id: ID<Dossier>, par acteur: Acteur? = nil) async throws -> Dossier {
        let dossier = try await base.app.read(as: (acteur ?? prefecture).identity) { try await Dossier.find(id, in: $0) }
        guard let dossier else { throw TestServerError("le dossier \(id) n’est pas visible") }
        return dossier
    }

    /// What the envelope says of itself.
    public func situation() async throws -> SituationEnveloppe {
        let situation = try await base.app.read(as: prefecture.identity) { tx in
            try await SituationEnveloppe.of(dispositif: "LIEUX", departement: departement, exercice: Scene.exercice, in: tx)
        }
        guard let situation else { throw TestServerError("la scène n’a pas d’enveloppe") }
        return situation
    }

    public static func piece(_ code: String?, of projet: ID<Projet>) -> Piece.Draft {
        Piece.Draft(
            operation: projet, code: code, nature: .piece, nomFichier: "devis.pdf", typeMime: "application/pdf",
            octets: Data("%PDF-1.7 essai".utf8), origine: .deposee)
    }
}

/// The rule that refused, when it did.
public func regle<R>(_ body: () async throws -> R) async -> String? {
    do {
        _ = try await body()
        return nil
    } catch let refus as Refus {
        return refus.regle
    } catch let error as DatabaseError {
        return error.constraint ?? error.sqlState ?? "\(error.kind)"
    } catch {
        return "\(error)"
    }
}
