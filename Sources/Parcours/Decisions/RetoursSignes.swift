import Documents
public import Foundation
public import Model
import Postgres
public import Store

/// What became of a scan that came back.
public struct RetourSignature: Sendable, Hashable {
    public var classes = 0
    public var pages = 0
    public var orphelines = 0
    /// Papers of which pages are missing: number, how many came back, of how many.
    public var incomplets: [String] = []
}

extension Parcours {
    /// Reads each page of a scan, puts the pages of one paper back together, in their order, and files them as signed. What is not
    /// recognised, or is another préfecture's, or is already notified, is kept to be filed by hand.
    /// - Throws: `Refus` when the file is not a PDF that opens.
    public func classerRetour(
        _ pdf: Data, fichier: String, departement: String, par agent: ID<Agent>, le date: LocalDate
    ) async throws -> RetourSignature {
        let lues: [PageNumerisee]
        do { lues = try await atelier.lirePages(pdf, date: date) } catch AtelierError.refus {
            throw Refus(
                .impossible, "«\u{A0}\(fichier)\u{A0}» ne s’ouvre pas comme un PDF. Numérisez de nouveau les pages en un fichier PDF.",
                regle: "retour_illisible")
        }
        var groupes: [CodePapier: [(page: Int, rang: Int)]] = [:]
        var orphelines: [(page: Int, raison: String)] = []
        for lue in lues {
            guard let texte = lue.code else {
                orphelines.append((lue.page, "Aucun code lisible sur cette page"))
                continue
            }
            guard let (code, rang) = CodePapier.lire(texte) else {
                orphelines.append((lue.page, "Le code ne vient pas de Trousse"))
                continue
            }
            groupes[code, default: []].append((lue.page, rang))
        }
        let connus = try await database.read(as: .agent(agent)) { tx in
            var connus: [(code: CodePapier, document: DocumentDecision)] = []
            for code in groupes.keys.sorted(by: { ($0.numero, $0.genre.rawValue) < ($1.numero, $1.genre.rawValue) }) {
                guard let document = try await DocumentDecision.find(numero: code.numero, genre: code.genre, in: tx) else { continue }
                connus.append((code, document))
            }
            return connus
        }
        for (code, pages) in groupes where !connus.contains(where: { $0.code == code }) {
            orphelines += pages.map {
                (
                    $0.page,
                    "\(code.genre.libelle) du dossier \(code.numero)\u{A0}: ce document n’existe pas, ou il n’est pas de votre préfecture"
                )
            }
        }
        // One page scanned twice counts once: the last one, scanned again because the first was poor.
        let ordres = connus.map { connu in
            Dictionary((groupes[connu.code] ?? []).map { ($0.rang, $0.page) }) { $1 }.sorted { $0.key < $1.key }.map(\.value)
        }
        var retour = RetourSignature()
        let signes = try await atelier.extraire(pdf, ordres, date: date)
        for ((connu, pages), octets) in Swift.zip(Swift.zip(connus, ordres), signes) {
            do {
                try await Refus.traduire {
                    try await database.write(as: .agent(agent)) { tx in
                        try await DocumentDecision.signer(connu.document.documentId, octets, pages: pages.count, in: tx)
                    }
                }
                (retour.classes, retour.pages) = (retour.classes + 1, retour.pages + pages.count)
                if pages.count < connu.document.pages {
                    retour.incomplets.append("\(connu.document.nomFichier)\u{A0}: \(pages.count) pages sur \(connu.document.pages)")
                }
            } catch let refus as Refus { orphelines += pages.map { ($0, refus.description) } }
        }
        orphelines.sort { $0.page < $1.page }
        let restes = try await atelier.extraire(pdf, orphelines.map { [$0.page] }, date: date)
        try await database.write(as: .agent(agent)) { tx in
            for (orpheline, octets) in Swift.zip(orphelines, restes) {
                try await PageOrpheline.garder(
                    departement: departement, fichier: fichier, page: orpheline.page, raison: orpheline.raison, octets: octets, by: agent,
                    in: tx)
            }
        }
        retour.orphelines = orphelines.count
        return retour
    }

    /// Files by hand a page that no code named, as the signed paper of a dossier.
    public func rattacher(
        _ page: ID<PageOrpheline>, numero: String, _ genre: GenreDocument, par agent: ID<Agent>, le date: LocalDate
    ) async throws {
        let (octets, document, signe) = try await database.read(as: .agent(agent)) { tx in
            guard let octets = try await PageOrpheline.octets(page, in: tx) else { throw Refus.page }
            guard let document = try await DocumentDecision.find(numero: numero, genre: genre, in: tx) else {
                throw Refus(
                    .impossible, "Le dossier «\u{A0}\(numero)\u{A0}» n’a pas de document de ce genre. Vérifiez le numéro.",
                    regle: "document_inconnu")
            }
            return (octets, document, try await DocumentDecision.octets(document.documentId, signe: true, in: tx))
        }
        let ensemble =
            if let signe { try await atelier.assembler([signe, octets], titre: document.nomFichier, date: date) } else { octets }
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                try await DocumentDecision.signer(document.documentId, ensemble, pages: document.pagesSignees + 1, in: tx)
                try await PageOrpheline.retirer(page, in: tx)
            }
        }
    }

    /// Tells the applicant: the signed papers join the dossier's pieces and the delays run, in one transaction.
    /// - Throws: `Refus` when a signed paper is missing.
    public func notifierSigne(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                guard let dossier = try await Dossier.find(id, in: tx), let decide = try await DossierDecide.find([id], in: tx).first else {
                    throw Refus.dossier
                }
                guard decide.notification == .aNotifier else {
                    throw Refus(
                        .impossible,
                        "\(dossier.numero)\u{A0}: impossible d’envoyer la notification, il manque des documents signés obligatoires.",
                        regle: "notification_sans_signature")
                }
                for document in try await DocumentDecision.all(of: [id], in: tx) {
                    guard let octets = try await DocumentDecision.octets(document.documentId, signe: true, in: tx) else { continue }
                    let piece = try await Piece.keep(
                        Piece.Draft(
                            operation: dossier.operationId, dossier: id, code: nil, nature: .decision, nomFichier: document.nomFichier,
                            typeMime: "application/pdf", octets: octets, origine: .deposee), by: agent, in: tx)
                    try await DocumentDecision.publier(document.documentId, piece, in: tx)
                }
                try await Dossier.notifier(id, le: date, in: tx)
            }
        }
    }
}

extension Refus {
    static let page = Refus(.introuvable, "Cette page n’existe plus\u{A0}: elle a été classée.", regle: "page_inconnue")
}

/// What a QR code says: `TR1:TR-2027-03-000042:DETR:A/2`.
struct CodePapier: Hashable, Sendable {
    let numero: String
    let genre: GenreDocument

    /// - Returns: nil when it is not one of ours, or of a version that is not known.
    static func lire(_ texte: String) -> (code: CodePapier, page: Int)? {
        let morceaux = texte.split(separator: "/", omittingEmptySubsequences: false)
        guard morceaux.count == 2, let page = Int(morceaux[1]), page > 0 else { return nil }
        let champs = morceaux[0].split(separator: ":", omittingEmptySubsequences: false)
        guard champs.count == 4, champs[0] == "TR1", let genre = GenreDocument.allCases.first(where: { $0.lettre == champs[3] }) else {
            return nil
        }
        return (CodePapier(numero: String(champs[1]), genre: genre), page)
    }
}
