public import Foundation
public import Model

/// A document that Trousse writes, with the values it prints. Amounts HT unless the page says TTC.
public enum Document: Sendable, Hashable {
    /// Pieces of the file, in the order of the arrêté of 23 December 2002 (RULES 1.10).
    case noteExplicative(DossierImprimable)
    case deliberation(DossierImprimable)
    case planDeFinancement(DossierImprimable)
    case echeancier(DossierImprimable)
    case attestation(DossierImprimable)
    /// What goes with the file, and what the mairie keeps for itself.
    case lettre(DossierImprimable)
    case synthese(DossierImprimable)
    /// CGCT, art. L. 1111-11 and D. 1111-8.
    case panneau(DossierImprimable)
    /// What a supplier writes: the demonstration brings it as piece 1.4.
    case devis(Devis)
    /// Papers of the préfecture.
    case accuseEnregistrement(DossierImprimable)
    case accuseCompletude(DossierImprimable)
    case decision(DossierImprimable, DecisionAttributive)
    /// Paper of the buyer.
    case bonDeCommande(BonDeCommande)
    /// Paper of the owner of the equipment and of who borrows it.
    case conventionPret(ConventionPret)

    /// The pieces that Trousse writes for a dossier, in the form's order.
    public static func pieces(_ dossier: DossierImprimable) -> [Document] {
        [.noteExplicative(dossier), .deliberation(dossier), .planDeFinancement(dossier), .echeancier(dossier), .attestation(dossier)]
    }

    /// Title of the document, without its number.
    public var nom: String {
        switch self {
        case .noteExplicative: "Note explicative"
        case .deliberation: "Délibération"
        case .planDeFinancement: "Plan de financement prévisionnel"
        case .devis: "Devis descriptif détaillé"
        case .echeancier: "Échéancier de réalisation et de dépenses"
        case .attestation: "Attestation de non-commencement"
        case .accuseEnregistrement: "Accusé d’enregistrement"
        case .accuseCompletude: "Accusé de complétude"
        case .decision(let dossier, _): "Arrêté attributif \(dossier.dispositif.nomCourt)"
        case .bonDeCommande: "Bon de commande"
        case .conventionPret: "Convention de mise à disposition"
        case .lettre: "Lettre d’accompagnement"
        case .synthese: "Synthèse pour le maire"
        case .panneau: "Panneau de publicité"
        }
    }

    /// Code of the piece in the arrêté: `1.2`; nil for what is not a piece of the file.
    public var piece: String? {
        switch self {
        case .noteExplicative: "1.1"
        case .deliberation: "1.2"
        case .planDeFinancement: "1.3"
        case .devis: "1.4"
        case .echeancier: "1.5"
        case .attestation: "1.6"
        case .accuseEnregistrement, .accuseCompletude, .decision, .bonDeCommande, .conventionPret, .lettre, .synthese, .panneau: nil
        }
    }

    /// File name that its reader knows (ANCHORS 4): `1.2-deliberation.pdf`, `Arrêté DETR - 2026-03-0042 - bourbon-l-archambault.pdf`.
    public var fichier: String {
        switch self {
        case .noteExplicative, .deliberation, .planDeFinancement, .echeancier, .attestation, .devis: "\(piece ?? "")-\(modele).pdf"
        // First of the archive, where names are in the form's order.
        case .lettre: "0-\(modele).pdf"
        case .accuseEnregistrement(let dossier), .accuseCompletude(let dossier), .synthese(let dossier), .panneau(let dossier):
            "\(modele)-\(dossier.numero).pdf"
        case .decision(let dossier, _):
            "Arrêté \(dossier.dispositif.nomCourt) - \(dossier.numero) - \(NomDeFichier.slug(dossier.porteur.nom)).pdf"
        case .bonDeCommande(let bon): "\(modele)-\(NomDeFichier.slug(bon.numero)).pdf"
        case .conventionPret(let convention):
            "\(modele)-\(NomDeFichier.slug(convention.numero))-\(NomDeFichier.slug(convention.pret.emprunteur)).pdf"
        }
    }

    /// Name of its template in `Modeles`, without `.typ`.
    var modele: String {
        switch self {
        case .noteExplicative: "note-explicative"
        case .deliberation: "deliberation"
        case .planDeFinancement: "plan-de-financement"
        case .devis: "devis"
        case .echeancier: "echeancier"
        case .attestation: "attestation-de-non-commencement"
        case .accuseEnregistrement: "accuse-d-enregistrement"
        case .accuseCompletude: "accuse-de-completude"
        case .decision: "arrete-attributif"
        case .bonDeCommande: "bon-de-commande"
        case .conventionPret: "convention-de-mise-a-disposition"
        case .lettre: "lettre-d-accompagnement"
        case .synthese: "synthese-pour-le-maire"
        case .panneau: "panneau-de-publicite"
        }
    }

    /// The day the document bears in its properties.
    var date: LocalDate {
        switch self {
        case .noteExplicative(let dossier), .deliberation(let dossier), .planDeFinancement(let dossier), .echeancier(let dossier),
            .attestation(let dossier), .accuseEnregistrement(let dossier), .accuseCompletude(let dossier), .decision(let dossier, _),
            .lettre(let dossier), .synthese(let dossier), .panneau(let dossier):
            dossier.editeLe
        case .devis(let devis): devis.date
        case .bonDeCommande(let bon): bon.date
        case .conventionPret(let convention): convention.editeeLe
        }
    }

    /// The machine-readable file attached to the PDF: the values themselves (centimes, decimal rates, ISO dates), keys sorted.
    public var donneesJointes: (nom: String, octets: Data) {
        get throws {
            switch self {
            case .noteExplicative(let dossier), .deliberation(let dossier), .planDeFinancement(let dossier), .echeancier(let dossier),
                .attestation(let dossier), .accuseEnregistrement(let dossier), .accuseCompletude(let dossier), .lettre(let dossier),
                .synthese(let dossier), .panneau(let dossier):
                ("dossier.json", try JSON.lisible(dossier))
            case .decision(let dossier, let decision):
                ("decision.json", try JSON.lisible(DecisionJointe(decision: decision, dossier: dossier)))
            case .devis(let devis): ("devis.json", try JSON.lisible(devis))
            case .bonDeCommande(let bon): ("bon-de-commande.json", try JSON.lisible(bon))
            case .conventionPret(let convention): ("convention.json", try JSON.lisible(convention))
            }
        }
    }

    private struct DecisionJointe: Encodable {
        let decision: DecisionAttributive
        let dossier: DossierImprimable
    }
}

/// Two encoders: one that people read in the attached file, one for the templates.
enum JSON {
    static func lisible(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
    static func compact(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
