import Documents
public import Model
import Postgres
import Store

extension Parcours {
    /// Orders the whole operation with one supplier and writes the purchase order. The database refuses before the receipt of the
    /// demand (START-NEW, START-CAT).
    /// - Throws: `Refus` with the sentence that explains.
    public func commander(_ id: ID<Projet>, fournisseur: String, par agent: ID<Agent>, le date: LocalDate) async throws -> Commande {
        let (commande, bon) = try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                let commande = try await Commande.passer(id, fournisseur: fournisseur, le: date, in: tx)
                return (commande, try await bonDeCommande(commande, in: tx))
            }
        }
        try await garder(bon, id, par: agent)
        return commande
    }

    /// Writes the purchase order of a recorded order again: the workshop may have failed the first time.
    /// - Throws: `Refus` when the order already has its paper, or does not exist.
    public func ecrireBon(_ id: ID<Projet>, par agent: ID<Agent>) async throws {
        let bon = try await database.read(as: .agent(agent)) { tx in
            guard let commande = try await Commande.find(of: id, in: tx) else { throw Refus.operation }
            guard try await !Piece.all(of: id, in: tx).contains(where: { $0.nature == .commande }) else {
                throw Refus(.impossible, "Le bon de commande est déjà écrit.", regle: "bon_deja_ecrit")
            }
            return try await bonDeCommande(commande, in: tx)
        }
        try await garder(bon, id, par: agent)
    }

    /// An accepted dossier begins on the day of the order, when the order came before the grant (R2334-24 III).
    /// - Throws: `Refus` without an order.
    public func declarerCommencement(_ id: ID<Dossier>, par agent: ID<Agent>) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
                guard let commande = try await Commande.find(of: dossier.operationId, in: tx) else {
                    throw Refus(
                        .impossible, "L’opération commence par la commande\u{A0}: passez-la d’abord.", regle: "commencement_sans_commande")
                }
                try await Dossier.passer(id, a: .commence, le: commande.passeeLe, motif: "Commande \(commande.numero)", in: tx)
            }
        }
    }

    /// Rendered outside any transaction.
    private func garder(_ bon: BonDeCommande, _ id: ID<Projet>, par agent: ID<Agent>) async throws {
        let document = Document.bonDeCommande(bon)
        let octets = try await atelier.pdf(document)
        try await database.write(as: .agent(agent)) { tx in
            _ = try await Piece.keep(
                Piece.Draft(
                    operation: id, code: nil, nature: .commande, nomFichier: document.fichier, typeMime: "application/pdf", octets: octets,
                    origine: .generee),
                by: agent, in: tx)
        }
    }

    private func bonDeCommande(_ commande: Commande, in tx: Transaction) async throws -> BonDeCommande {
        let planifie = try await planifier(commande.operationId, le: commande.passeeLe, in: tx)
        let dossiers = try await Dossier.all(of: commande.operationId, in: tx)
        let departement = try await Departement.find(planifie.projet.departementCode, in: tx)
        let referentiel = try await referentiel(in: tx)
        let paiement = referentiel.parametres.integer("late.days", en: commande.passeeLe)
        guard let paiement else { throw ParametreManquant(cle: "late.days", date: commande.passeeLe) }
        let receipt = dossiers.compactMap(\.recuLe).max()
        return BonDeCommande(
            numero: commande.numero, date: commande.passeeLe,
            acheteur: PorteurImprimable(planifie.porteur, departement: departement?.nom ?? ""),
            fournisseur: .init(nom: commande.fournisseur),
            lignes: planifie.lignes.map(BonDeCommande.Ligne.init),
            lieuLivraison: "Mairie, \(planifie.projet.commune)", livraisonAvant: Self.livraisonUsuelle(commande.passeeLe),
            numeroDossier: dossiers.map(\.numero).joined(separator: ", "), dispositif: dossiers.map(\.dispositif).joined(separator: ", "),
            autorisation: receipt.map { .init(acte: .accuseEnregistrement, date: $0) }, numeroEngagement: commande.numero,
            paiementJours: paiement, estIllustratif: true)
    }
}
