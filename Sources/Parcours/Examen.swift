import Documents
public import Foundation
public import Model
import Postgres
public import Store

extension Parcours {
    /// Opens a file that somebody brings, and shows it to the antivirus when there is one. Nothing is kept yet.
    /// - Throws: `Refus` (`fichier_refuse`), whose sentence says how to repair; `AtelierError` when nobody can look.
    public func examiner(_ octets: Data) async throws -> ExamenGarde {
        let examen = try await atelier.examiner(octets)
        if let defaut = examen.defaut { throw Refus.fichier(defaut.phrase) }
        guard let type = examen.type, let pages = examen.pages, let vignette = examen.vignette else {
            throw Refus.fichier(ExamenFichier.Defaut.illisible.phrase)
        }
        let verdict = try await atelier.antivirus(octets)
        guard verdict?.verdict != .infecte else { throw Refus.virus }
        return ExamenGarde(
            typeMime: type, pages: pages, largeur: examen.largeur, hauteur: examen.hauteur,
            estProtege: examen.avertissements?.contains("chiffre") ?? false,
            antivirus: verdict.map { Piece.Antivirus($0.verdict) } ?? .sans,
            virus: nil, vignette: vignette)
    }

    /// Asks the antivirus again about a file that waited for it.
    /// - Returns: whether there is an answer at last.
    public func relancerAntivirus(_ id: ID<Piece>, par agent: ID<Agent>) async throws -> Bool {
        let octets = try await database.read(as: .agent(agent)) { try await Piece.enAttente(id, in: $0) }
        guard let octets, let verdict = try await atelier.antivirus(octets), verdict.verdict != .enAttente else { return false }
        try await database.write(as: .agent(agent)) { tx in
            try await Piece.noterAntivirus(
                id, Piece.Antivirus(verdict.verdict), virus: verdict.verdict == .infecte ? verdict.nom : nil, in: tx)
        }
        return true
    }
}

extension Piece.Antivirus {
    fileprivate init(_ verdict: VerdictAntivirus.Verdict) {
        self =
            switch verdict {
            case .sain: .sain
            case .infecte: .infecte
            case .enAttente: .enAttente
            }
    }
}

extension Refus {
    fileprivate static func fichier(_ phrase: String) -> Refus { Refus(.impossible, phrase, regle: "fichier_refuse") }
    fileprivate static let virus = fichier(
        "L’antivirus a trouvé un virus dans ce fichier\u{A0}: il n’a pas été gardé. Prévenez la personne qui vous l’a envoyé, et demandez-lui un autre fichier."
    )
}

extension ExamenFichier.Defaut {
    /// What is wrong, and how to repair it.
    fileprivate var phrase: String {
        switch self {
        case .inconnu: "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG. Enregistrez-le en PDF, puis choisissez-le de nouveau."
        case .bureautique:
            "C’est un document de bureautique (Word, LibreOffice, Excel). Dans votre logiciel, choisissez «\u{A0}Exporter en PDF\u{A0}», puis joignez le PDF."
        case .archive: "C’est une archive (zip). Ouvrez-la sur votre ordinateur, puis joignez chaque document séparément, en PDF."
        case .image: "Cette image n’est ni PNG, ni JPEG. Ouvrez-la, enregistrez-la en JPEG ou en PDF, puis choisissez-la de nouveau."
        case .tronque: "Ce fichier est incomplet\u{A0}: il s’arrête avant sa fin. Ouvrez-le pour le vérifier, puis joignez-le de nouveau."
        case .protege: "Ce PDF est protégé par un mot de passe\u{A0}: la préfecture ne pourrait pas l’ouvrir. Joignez-le sans mot de passe."
        case .actif:
            "Ce PDF contient un programme ou une action automatique. Ouvrez-le, choisissez «\u{A0}Imprimer en PDF\u{A0}», puis joignez le nouveau fichier."
        case .polyglotte:
            "Ce fichier contient autre chose qu’un document (une archive ou une page web y est cachée). Imprimez-le en PDF, puis joignez le nouveau fichier."
        case .imageTropGrande:
            "Cette image est trop grande (80 millions de pixels au plus). Enregistrez-la en taille réduite, puis choisissez-la de nouveau."
        case .tropDePages: "Ce PDF compte plus de 500 pages. Découpez-le en plusieurs fichiers."
        case .tropLourdALire: "Ce fichier est trop compliqué à ouvrir. Imprimez-le en PDF, puis joignez le nouveau fichier."
        case .illisible:
            "Ce fichier ne s’ouvre pas\u{A0}: il est abîmé. Ouvrez-le sur votre ordinateur, imprimez-le en PDF, puis joignez le nouveau fichier."
        }
    }
}
