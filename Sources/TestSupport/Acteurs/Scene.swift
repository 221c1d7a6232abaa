import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// A mairie and the préfecture of its département, alone there, with the envelope that the test gives them.
struct Scene: Sendable {
    static let exercice = jourDesEssais.exerciceDeProgrammation

    let base: TestDatabase
    let departement: String
    let mairie: Acteur
    let prefecture: Acteur
    /// Code of the envelope, when there is one.
    let enveloppe: String?

    init(enveloppe: Money? = nil) async throws {
        base = try await TestDatabase.current
        departement = Departements.suivant()
        mairie = try await Acteur.mairie(departement: departement)
        prefecture = try await Acteur.prefecture(departement)
        self.enveloppe = if let enveloppe { try await Enveloppes.ouvrir(departement: departement, montant: enveloppe) } else { nil }
    }

    /// A project with one kit or more, at the prices of the day.
    func projet(_ kits: String..., pour mairie: Acteur? = nil) async throws -> ID<Projet> {
        let mairie = mairie ?? self.mairie
        let code = try #require(mairie.codeInsee)
        return try await base.app.write(as: mairie.identity) { tx in
            let id = try await Projet.create(
                Projet.Draft(
                    organisation: mairie.organisation, codeInsee: code, intitule: "Un guichet numérique", exercice: Scene.exercice),
                by: mairie.agent, in: tx)
            for kit in kits {
                let added = try await LigneProjet.add(kit: kit, quantite: 1, options: [], prixDu: jourDesEssais, to: id, in: tx)
                #expect(added > 0)
            }
            return id
        }
    }

    /// A draft for the envelope, without the planner nor its papers: one line that costs what is asked, and every piece as a stub of PDF.
    func dossier(demandant montant: Money, pour mairie: Acteur? = nil) async throws -> ID<Dossier> {
        let mairie = mairie ?? self.mairie
        let projet = try await projet(pour: mairie)
        return try await base.app.write(as: mairie.identity) { tx in
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
                _ = try await Piece.keep(Scene.piece(code, of: projet), by: mairie.agent, in: tx)
            }
            return id
        }
    }

    /// The same, deposited and received: ready to be found complete.
    func recu(demandant montant: Money, pour mairie: Acteur? = nil) async throws -> ID<Dossier> {
        let id = try await dossier(demandant: montant, pour: mairie)
        try await passer(id, a: .depose, par: mairie ?? self.mairie)
        try await passer(id, a: .recu, par: prefecture)
        return id
    }

    func passer(_ id: ID<Dossier>, a etat: EtatDossier, par acteur: Acteur, motif: String = "") async throws {
        try await base.app.write(as: acteur.identity) { try await Dossier.passer(id, a: etat, le: jourDesEssais, motif: motif, in: $0) }
    }

    func lire(_ id: ID<Dossier>, par acteur: Acteur? = nil) async throws -> Dossier {
        try #require(try await base.app.read(as: (acteur ?? prefecture).identity) { try await Dossier.find(id, in: $0) })
    }

    /// What the envelope says of itself.
    func situation() async throws -> SituationEnveloppe {
        let situation = try await base.app.read(as: prefecture.identity) { tx in
            try await SituationEnveloppe.of(dispositif: "LIEUX", departement: departement, exercice: Scene.exercice, in: tx)
        }
        return try #require(situation)
    }

    static func piece(_ code: String?, of projet: ID<Projet>, nom: String = "devis.pdf", octets: String = "%PDF-1.7 essai") -> Piece.Draft {
        Piece.Draft(
            operation: projet, code: code, nature: .piece, nomFichier: nom, typeMime: "application/pdf", octets: Data(octets.utf8),
            origine: .deposee)
    }
}

/// The rule that refused, when it did.
func regle<R>(_ body: () async throws -> R) async -> String? {
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
