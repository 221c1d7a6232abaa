import CatalogFiles
import Foundation
import Model
import Postgres
import Store

/// What a demonstration needs in the database: organisations with an agent each, and the programme's envelopes.
struct Demonstration {
    /// Somebody to sign in as. Offices, not persons.
    struct Personnage: Sendable, Hashable {
        enum Lieu: Sendable, Hashable {
            case commune(String), prefecture(String), programme
            case atelier(String, departement: String)

            var role: Role {
                switch self {
                case .commune: .secretaire
                case .prefecture: .instructeur
                case .programme: .responsable
                case .atelier: .concepteur
                }
            }
        }
        let courriel: String
        let nom: String
        let lieux: [Lieu]

        static func secretariat(_ codeInsee: String) -> Personnage {
            connu(.commune(codeInsee))
                ?? Personnage(
                    courriel: "secretariat@\(codeInsee.lowercased()).demo", nom: "Secrétariat de mairie", lieux: [.commune(codeInsee)])
        }
        static func prefecture(_ departement: String) -> Personnage {
            connu(.prefecture(departement))
                ?? Personnage(
                    courriel: "prefecture@\(departement.lowercased()).demo", nom: "Bureau des dotations", lieux: [.prefecture(departement)])
        }
        private static func connu(_ lieu: Lieu) -> Personnage? { connus.first { $0.lieux.contains(lieu) } }
    }

    /// A secretary of two communes and the préfecture of the Allier, the programme, and the Puy-de-Dôme, which must see nothing of
    /// the Allier.
    static let connus = [
        Personnage(
            courriel: "secretariat@bourbon.demo", nom: "Secrétariat de Bourbon-l’Archambault et de Molles",
            lieux: [.commune("03036"), .commune("03174")]),
        Personnage(courriel: "prefecture@allier.demo", nom: "Bureau des dotations, Allier", lieux: [.prefecture("03")]),
        Personnage(courriel: "programme@trousse.demo", nom: "Responsable de programme", lieux: [.programme]),
        Personnage(
            courriel: "concepteur@atelier.demo", nom: "Atelier de conception (démonstration)",
            lieux: [.atelier("Atelier du Comptoir (fabricant fictif)", departement: "03")]),
        Personnage(courriel: "secretariat@aigueperse.demo", nom: "Secrétariat d’Aigueperse", lieux: [.commune("63001")]),
        Personnage(courriel: "prefecture@puy-de-dome.demo", nom: "Bureau des dotations, Puy-de-Dôme", lieux: [.prefecture("63")]),
    ]
    /// Of every account with a password.
    static let motDePasse = "trousse-demo"

    let proprietaire: Database

    /// The accounts of these characters, in one transaction.
    /// - Parameter motDePasse: hashed; nil gives no password.
    func comptes(_ personnages: [Personnage], motDePasse: String?) async throws -> [Personnage.Lieu: Compte] {
        try await proprietaire.write(as: .systeme("démonstration")) { tx in
            var comptes: [Personnage.Lieu: Compte] = [:]
            for personnage in personnages {
                for lieu in personnage.lieux {
                    guard let organisation = try await organisation(lieu, in: tx) else { continue }
                    let agent = try await Agent.assurer(
                        Agent.Compte(
                            courriel: personnage.courriel, nom: personnage.nom, role: lieu.role, organisation: organisation,
                            motDePasse: motDePasse, estDemonstration: true),
                        in: tx)
                    comptes[lieu] = Compte(agent: agent, organisation: organisation)
                }
            }
            return comptes
        }
    }

    /// The programmes of the catalogue opened for an exercice; those already open are left as they are.
    func enveloppes(_ programmes: [ProgrammeEnveloppes], exercice: Int) async throws {
        try await proprietaire.write(as: .systeme("démonstration")) { tx in
            for programme in programmes { try await programme.ouvrir(exercice: exercice, in: tx) }
        }
    }

    struct Compte: Sendable {
        let agent: ID<Agent>
        let organisation: ID<Organisation>
    }

    private func organisation(_ lieu: Personnage.Lieu, in tx: Transaction) async throws -> ID<Organisation>? {
        switch lieu {
        case .commune(let code): try await Organisation.assurer(commune: code, in: tx)
        case .prefecture(let departement): try await Organisation.assurer(prefecture: departement, in: tx)
        case .programme: try await Organisation.assurerProgramme(in: tx)
        case .atelier(let nom, let departement): try await Organisation.assurer(atelier: nom, departement: departement, in: tx)
        }
    }
}
