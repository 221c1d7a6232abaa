import Documents
import Foundation
import Model
import Parcours
import Planner
import Postgres
import Store

/// The main job, played by its agents one after the other, each with her own rights: the commune equips a place where people get
/// help with digital tasks, and the préfecture decides.
struct Scenario {
    static let kits = ["K02", "K09"]
    static let fournisseur = "Menuiserie des Communs (fabricant fictif)"

    let parcours: Parcours
    let commune: String
    let secretariat: Demonstration.Compte
    let bureau: ID<Agent>
    /// All on one day, Europe/Paris.
    let date: LocalDate
    let sorties: Sorties

    func jouer() async throws {
        let projet = try await creer()
        let planifie = try await planifier(projet)
        try await refusDeCommander(projet, "avant tout dépôt")
        let dossiers = try await monter(planifie)
        try await refusDeCommander(projet, "avant l’accusé d’enregistrement")
        try await deposer(dossiers)
        try await instruire(dossiers)
        try await commander(projet)
        try await remettre(dossiers, planifie)
    }

    // MARK: The commune

    private func creer() async throws -> ID<Projet> {
        try await parcours.database.write(as: .agent(secretariat.agent)) { tx in
            let id = try await Projet.create(
                Projet.Draft(
                    organisation: secretariat.organisation, codeInsee: commune, intitule: "Espace démarches de la mairie",
                    objet: """
                        Équiper l’accueil de la mairie d’un guichet accessible où un agent aide les habitants dans leurs démarches en ligne, \
                        et renouveler le poste de travail du secrétariat.
                        """, exercice: date.exerciceDeProgrammation),
                by: secretariat.agent, in: tx)
            for kit in Scenario.kits {
                guard try await LigneProjet.add(kit: kit, quantite: 1, options: [], prixDu: date, to: id, in: tx) > 0 else {
                    throw Echec("Le kit «\u{A0}\(kit)\u{A0}» n’est pas au catalogue. Lancez «\u{A0}trousse import catalogue\u{A0}».")
                }
            }
            return id
        }
    }

    private func planifier(_ id: ID<Projet>) async throws -> ProjetPlanifie {
        let planifie = try await parcours.database.read(as: .agent(secretariat.agent)) { tx in
            try await parcours.planifier(id, le: date, in: tx)
        }
        let plan = planifie.plan
        guard plan.refus.isEmpty else { throw Echec(plan.refus.map(\.texte).joined(separator: "\n")) }
        raconter(
            "\(planifie.projet.porteur) choisit \(Scenario.kits.joined(separator: " et "))\u{A0}: \(planifie.lignes.count) lignes, "
                + "\(plan.coutTotalHT.french) HT, \(plan.coutTotalTTC.french) TTC, prix figés au \(date.french).")
        let parts = plan.financements.map { "\($0.dispositif) \($0.montant.french) (\($0.taux.french))" }.joined(separator: ", ")
        raconter(
            "Plan de financement\u{A0}: \(parts), commune \(plan.autofinancementHT.french) HT\u{A0}; "
                + "FCTVA \(plan.fctva.montant.french) en \(plan.fctva.exercice). Reste à charge\u{A0}: \(plan.resteAChargeTTC.french) TTC.")
        return planifie
    }

    /// R2334-24: an order signed too early loses the grant, so the database refuses it.
    private func refusDeCommander(_ id: ID<Projet>, _ moment: String) async throws {
        do {
            _ = try await parcours.commander(id, fournisseur: Scenario.fournisseur, par: secretariat.agent, le: date)
        } catch let refus as Refus {
            return raconter("Commander \(moment)\u{A0}? Refusé. «\u{A0}\(refus.description)\u{A0}»")
        }
        throw Echec("La commande a été acceptée \(moment)\u{A0}: la garde de l’article R. 2334-24 ne tient pas.")
    }

    private func monter(_ planifie: ProjetPlanifie) async throws -> [ID<Dossier>] {
        let drafts = try await parcours.preparer(planifie.projet.operationId, par: secretariat.agent, le: date)
        guard !drafts.isEmpty else { throw Echec("Aucune aide n’est possible pour cette commune\u{A0}: il n’y a pas de dossier à monter.") }
        for draft in drafts { try await parcours.ecrirePieces(draft.dossierId, par: secretariat.agent, le: date) }
        raconter(
            "Trousse écrit les pièces de \(drafts.count) dossiers\u{A0}: \(drafts.map { "\($0.dispositif) n° \($0.numero)" }.joined(separator: ", "))."
        )
        let manquantes = try await parcours.database.read(as: .agent(secretariat.agent)) { tx in
            try await Dossier.piecesManquantes(drafts[0].dossierId, in: tx)
        }
        let devis = Document.devis(devis(planifie))
        let octets = try await parcours.atelier.pdf(devis)
        try await parcours.database.write(as: .agent(secretariat.agent)) { tx in
            _ = try await Piece.keep(
                Piece.Draft(
                    operation: planifie.projet.operationId, code: devis.piece, nature: .piece, nomFichier: devis.fichier,
                    typeMime: "application/pdf", octets: octets, origine: .deposee),
                by: secretariat.agent, in: tx)
        }
        raconter("Il manque \(manquantes.joined(separator: ", "))\u{A0}: la mairie joint le devis de \(Scenario.fournisseur).")
        return drafts.map(\.dossierId)
    }

    private func devis(_ planifie: ProjetPlanifie) -> Devis {
        Devis(
            numero: "D-\(date.year)-\(planifie.projet.operationId)", date: date, fournisseur: .init(nom: Scenario.fournisseur),
            client: PorteurImprimable(nature: .commune, nom: planifie.projet.commune, codeInsee: commune, departement: ""),
            objet: planifie.projet.intitule,
            lignes: planifie.lignes.map(BonDeCommande.Ligne.init), valableJusquau: date.adding(months: 6), estIllustratif: true)
    }

    private func deposer(_ ids: [ID<Dossier>]) async throws {
        for id in ids {
            try await sEngager(id)
            try await parcours.deposer(id, par: secretariat.agent, le: date)
        }
        raconter("La mairie dépose \(ids.count) dossiers le \(date.longFrench).")
    }

    /// Everything is known but the undertakings, which somebody must take: once for all the files of the operation.
    private func sEngager(_ id: ID<Dossier>) async throws {
        let demande = try await parcours.database.read(as: .agent(secretariat.agent)) { tx in
            guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
            return try await parcours.demande(dossier, contact: secretariat.agent, le: date, in: tx)?.demande
        }
        guard let demande, !demande.manquants.isEmpty else { return }
        try await parcours.repondre(
            id, Dictionary(uniqueKeysWithValues: demande.manquants.map { ($0.code, ["oui"]) }), vu: demande.revision,
            par: secretariat.agent,
            le: date)
        raconter("La mairie prend \(demande.manquants.count) engagements\u{A0}: le reste de la demande est déjà connu.")
    }

    // MARK: The préfecture

    private func instruire(_ ids: [ID<Dossier>]) async throws {
        for id in ids {
            try await parcours.constaterComplet(id, par: bureau, le: date)
            let dossier = try await lire(id, bureau)
            try await parcours.decider(
                id,
                .accorder(
                    depenseRetenue: dossier.depenseSubventionnableCentimes, montant: dossier.montantDemandeCentimes,
                    numeroEj: "EJ-\(date.year)-\(dossier.dossierId)"), par: bureau, le: date)
            raconter(
                "La préfecture trouve complet le dossier \(dossier.dispositif) et accorde \(dossier.montantDemandeCentimes.french) "
                    + "sur \(dossier.depenseSubventionnableCentimes.french).")
        }
    }

    private func commander(_ id: ID<Projet>) async throws {
        let commande = try await parcours.commander(id, fournisseur: Scenario.fournisseur, par: secretariat.agent, le: date)
        raconter(
            "La mairie commande\u{A0}: bon \(commande.numero), \(commande.totalHtCentimes.french) HT, \(commande.totalTtcCentimes.french) TTC."
        )
    }

    // MARK: Files

    private func remettre(_ ids: [ID<Dossier>], _ planifie: ProjetPlanifie) async throws {
        try sorties.ecrire(planifie.plan.reponse, "plan.json")
        for id in ids {
            let zip = try await parcours.zip(id, par: secretariat.agent, le: date)
            try sorties.ecrire(zip.octets, zip.nom)
        }
        let commande = try await parcours.database.read(as: .agent(secretariat.agent)) { tx in
            let piece = try await Piece.all(of: planifie.projet.operationId, in: tx).last { $0.nature == .commande }
            guard let piece else { return ContenuPiece?.none }
            return try await Piece.contenu(piece.pieceId, in: tx)
        }
        guard let commande else { throw Echec("Le bon de commande n’a pas été écrit.") }
        try sorties.ecrire(commande.octets, commande.nomFichier)
    }

    private func lire(_ id: ID<Dossier>, _ agent: ID<Agent>) async throws -> Dossier {
        let dossier = try await parcours.database.read(as: .agent(agent)) { tx in try await Dossier.find(id, in: tx) }
        guard let dossier else { throw Refus.dossier }
        return dossier
    }

    private func raconter(_ text: String) { Console.repondre("– " + text) }
}
