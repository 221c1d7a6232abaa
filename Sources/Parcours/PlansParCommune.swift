public import Model
public import Planner
import Postgres
import Store

/// The same kits asked by every commune of France, or of a département: one plan each, in the order of the INSEE codes. Plans are made on every
/// core while the next communes are read, and handed on as they are ready: nothing is kept.
public struct PlansParCommune: Sendable {
    public let nombre: Int
    public let referentiel: Referentiel
    private let parcours: Parcours
    private let departement: String?
    private let modele: DemandePlan

    /// - Parameter requete: kits, date and exercice; its porteur is replaced by each commune.
    /// - Throws: `Refus` for an unknown kit or département.
    public init(_ requete: PlanRequete, departement: String?, _ parcours: Parcours) async throws {
        (self.parcours, self.departement) = (parcours, departement)
        (nombre, referentiel, modele) = try await parcours.database.read(as: .visiteur) { tx in
            guard let premiere = try await Porteur.communes(departement: departement, apres: "", limite: 1, in: tx).first else {
                throw Refus(
                    .impossible, "Aucune commune n’est connue dans le département «\u{A0}\(departement ?? "")\u{A0}». Vérifiez son code.",
                    regle: "departement_inconnu")
            }
            var requete = requete
            requete.porteur = PorteurRequete(nature: .commune, codeInsee: premiere.codeInsee)
            return (
                try await Porteur.nombreDeCommunes(departement: departement, in: tx), try await parcours.referentiel(in: tx),
                try await parcours.demande(requete, in: tx).demande
            )
        }
    }

    /// Runs through them.
    /// - Parameters:
    ///   - parts: how many pages are computed at once.
    ///   - ligne: what is kept of a plan; called on any core.
    ///   - ecrire: called in order, with the lines of a page and how many communes are done.
    public func parcourir(
        parts: Int, parPage: Int = 200, ligne: @escaping @Sendable (Porteur, Plan) -> String, ecrire: (String, Int) throws -> Void
    ) async throws {
        let (planner, modele) = (Planner(referentiel), modele)
        try await withThrowingTaskGroup(of: Page.self) { group in
            var (lues, ecrites, faites, apres) = (0, 0, 0, "")
            var pretes: [Int: Page] = [:]
            var resteALire = true
            repeat {
                // A page that is late holds the next ones: they are few.
                while resteALire, lues - ecrites < 2 * parts {
                    let porteurs = try await page(apres: apres, parPage)
                    resteALire = porteurs.count == parPage
                    guard let dernier = porteurs.last?.codeInsee else { break }
                    let rang = lues
                    (apres, lues) = (dernier, lues + 1)
                    group.addTask {
                        let lignes = porteurs.map { porteur in
                            var demande = modele
                            demande.porteur = porteur
                            return ligne(porteur, planner.plan(demande))
                        }
                        return Page(rang: rang, texte: lignes.joined(), nombre: porteurs.count)
                    }
                }
                guard let prete = try await group.next() else { break }
                pretes[prete.rang] = prete
                while let suivante = pretes.removeValue(forKey: ecrites) {
                    (ecrites, faites) = (ecrites + 1, faites + suivante.nombre)
                    try ecrire(suivante.texte, faites)
                }
            } while ecrites < lues || resteALire
        }
    }

    private func page(apres: String, _ limite: Int) async throws -> [Porteur] {
        try await parcours.database.read(as: .visiteur) { tx in
            try await Porteur.communes(departement: departement, apres: apres, limite: limite, in: tx)
        }
    }

    private struct Page: Sendable {
        let rang: Int
        let texte: String
        let nombre: Int
    }
}
