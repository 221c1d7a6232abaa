import HTML
import Model
import Planner
import Store

/// One application: while it is a draft, what it still needs; once deposited, where it stands.
struct DossierPage: Sendable {
    let projet: Projet
    let dossier: Dossier
    let avancement: Avancement
    /// What the dispositif asks, in the order of the form.
    let exigees: [PieceExigee]
    /// Every file of the operation.
    let pieces: [Piece]
    let passages: [Passage]
    let calendrier: Echeances.Calendrier
    let demande: DemandeDuDossier
    let agent: ID<Agent>
    let aujourdhui: LocalDate
    let jeton: String
    let messages: Message.Resume
    /// What the mairie says of the project, that changes what is asked; nil when the dispositif asks the same of all.
    let faits: FaitsPieces?
    /// The form of a piece that came back.
    var piece: PieceForm?
    /// What was typed in another form of the page.
    var saisie: Saisie?
    /// The secret of a link that was just made: shown once.
    var lien: String?
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}» · n°\u{A0}\(dossier.numero)", titre: titre, chapeau: chapeau).html
            avancement.stepper(etape)
            if avancement.dossiers.count > 1 { Tabs(libelle: "Dossiers du projet", onglets: onglets).html }
            div(.class("cote")) {
                if dossier.etat == .brouillon { DossierBrouillon(page: self).html } else { DossierSuivi(page: self).html }
            }
        }
    }

    private var titre: String { dossier.dispositifNom.contains(dossier.nomCourt) ? dossier.dispositifNom : "Dossier \(dossier.nomCourt)" }

    private var etape: Stepper.Etape { dossier.etat == .brouillon || dossier.etat == .aCorriger ? .dossier : .decision }

    private var chapeau: String? {
        switch dossier.etat {
        case .brouillon:
            manquantes.isEmpty && demande.manquants.isEmpty ? "Tout est là. Relisez, puis déposez." : reste
        case .aCorriger: "La préfecture attend une correction."
        case .depose, .recu: "Déposé et enregistré. La préfecture vérifie s’il est complet."
        case .complet: "Complet. La préfecture prépare sa décision."
        case .enInstruction, .programme: "En instruction. La préfecture prépare sa décision."
        case .avis: "En instruction. La préfecture a demandé un avis."
        case .accepte, .notifie, .commence: "L’aide est accordée."
        case .acheve: "L’opération est achevée. Il reste à demander le solde."
        case .solde: "L’aide est soldée."
        case .caduc: "L’aide est caduque."
        case .refuse: "L’aide est refusée."
        case .classeSansSuite: "Le dossier est classé sans suite."
        case .annule: "Le dossier est annulé."
        }
    }

    /// `Il manque 5 réponses et 2 pièces.`
    private var reste: String {
        let parts = [(demande.manquants.count, "réponse"), (manquantes.count, "pièce")].filter { $0.0 > 0 }.map { nombre, nom in
            "\(nombre) \(nom)\(nombre > 1 ? "s" : "")"
        }
        return "Il manque \(parts.joined(separator: " et "))."
    }

    private var onglets: [Layout.Entree] {
        avancement.dossiers.map { autre in
            .init(
                libelle: "\(autre.nomCourt)\u{A0}: \(autre.etat.libelle.lowercased())",
                lien: Chemin.dossier(projet.operationId, autre.dossierId).link, active: autre.dossierId == dossier.dossierId)
        }
    }

    /// Each piece asked, with the files that answer it.
    var liste: [PieceAttendue] {
        exigees.map { exigee in PieceAttendue(exigee: exigee, fichiers: siennes.filter { $0.code == exigee.code && $0.nature == .piece }) }
    }

    /// The files of this dossier, and those that serve every funder.
    private var siennes: [Piece] { pieces.filter { $0.dossierId == nil || $0.dossierId == dossier.dossierId } }

    var manquantes: [PieceAttendue] { liste.filter(\.fichiers.isEmpty) }

    /// Receipts and decision, in the order in which they came.
    var papiers: [Piece] { siennes.filter { $0.nature == .accuse || $0.nature == .decision } }

    var taux: String { "\(dossier.taux.french) de \((dossier.depenseRetenueCentimes ?? dossier.depenseSubventionnableCentimes).french) HT" }
}

/// A piece that the form asks, and what answers it.
struct PieceAttendue: Sendable {
    let exigee: PieceExigee
    let fichiers: [Piece]

    var etat: Etiquette {
        if fichiers.contains(where: { $0.origine == .deposee }) { return Etiquette("Fournie", .bon) }
        if !fichiers.isEmpty { return exigee.seSigne ? Etiquette("À faire signer", .info) : Etiquette("Écrite", .bon) }
        return exigee.generee ? Etiquette("À écrire par Trousse") : Etiquette("À fournir", .attente)
    }
}

extension PieceExigee {
    /// The délibération is voted, the attestation is signed by the maire: what Trousse writes is their draft.
    var seSigne: Bool { code == "1.2" || code == "1.6" }
}
