public import Documents
public import Foundation
public import Model
import Postgres
public import Store

/// Everything a préfecture's models may print of one dossier.
struct FaitsDecision: Sendable {
    let dossier: Dossier
    let departement: Departement
    let motif: String
    let cadre: CadreLegal

    var valeurs: [Mention: String] {
        var valeurs: [Mention: String] = [
            .numeroDossier: dossier.numero, .demandeur: dossier.porteur, .demandeurComplet: demandeur, .commune: dossier.commune,
            .departement: departement.avecDe, .prefecture: "préfecture \(departement.avecDe)", .autorite: "Le préfet \(departement.avecDe)",
            .intitule: dossier.intitule, .dispositif: dossier.dispositifNom, .dispositifCourt: dossier.dispositifNomCourt,
            .exercice: "\(dossier.exercice)", .coutTotal: dossier.coutTotalHtCentimes.french,
            .montantDemande: dossier.montantDemandeCentimes.french, .motif: motif,
            .delaiCommencement: Self.annees(cadre.commencementAnnees), .delaiAchevement: Self.annees(cadre.achevementAnnees),
            .avance: cadre.avance.french,
        ]
        if let base = dossier.depenseRetenueCentimes { (valeurs[.assiette], valeurs[.assietteLettres]) = (base.french, base.enLettres) }
        if let montant = dossier.montantAccordeCentimes {
            (valeurs[.montant], valeurs[.montantLettres], valeurs[.taux]) = (montant.french, montant.enLettres, dossier.taux.french)
        }
        valeurs[.numeroEj] = dossier.numeroEj
        for (mention, date) in [
            (Mention.dateDepot, dossier.deposeLe), (.dateReception, dossier.recuLe), (.dateCompletude, dossier.completLe),
            (.dateDecision, dossier.decideLe),
        ] { valeurs[mention] = date?.longFrench }
        return valeurs
    }

    /// «Commune de Molles» inside a sentence.
    private var demandeur: String {
        dossier.porteur.hasPrefix("Commune") ? "la c" + dossier.porteur.dropFirst() : dossier.porteur
    }

    private static func annees(_ nombre: Int) -> String {
        let mots = [1: "un an", 2: "deux ans", 3: "trois ans", 4: "quatre ans", 5: "cinq ans"]
        return mots[nombre] ?? "\(nombre) ans"
    }

    func papier(_ modele: ModeleDecision) throws -> PapierDecision {
        PapierDecision(
            titre: modele.titre, texte: try TexteModele(modele.corps), valeurs: valeurs, emetteur: "Préfecture \(departement.avecDe)",
            reference: "Dossier n° \(dossier.numero)", dispositif: "\(dossier.dispositifNomCourt) \(dossier.exercice)",
            date: dossier.decideLe ?? dossier.deposeLe ?? LocalDate(2026, 1, 1)!, signataire: "Le préfet \(departement.avecDe)")
    }
}

extension GenreDocument {
    /// `TR1:TR-2027-03-000042:D:A`: version of the code, dossier, dispositif, paper; the page follows.
    public func marque(_ dossier: Dossier) -> MarqueQR? { MarqueQR("TR1:\(dossier.numero):\(dossier.dispositif):\(lettre)") }

    /// As agents know it (ANCHORS §4).
    func fichier(_ dossier: Dossier) -> String {
        let nom = dossier.porteur.lowercased().folding(options: .diacriticInsensitive, locale: Locale(identifier: "fr_FR"))
            .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
        let debut =
            switch self {
            case .arrete: "Arrêté"
            case .lettre: "Lettre"
            case .refus: "Refus"
            case .classement: "Classement"
            }
        return "\(debut) \(dossier.dispositifNomCourt) - \(dossier.numero) - \(nom).pdf"
    }
}

extension Parcours {
    /// The models of a préfecture; the first time, those that Trousse proposes become its own.
    public func modeles(_ departement: String, par agent: ID<Agent>) async throws -> [ModeleDecision] {
        let siens = try await database.read(as: .agent(agent)) { try await ModeleDecision.all(departement: departement, in: $0) }
        guard siens.isEmpty else { return siens }
        return try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                for genre in GenreDocument.allCases {
                    let depart = genre.modeleDeDepart
                    _ = try await ModeleDecision.creer(
                        genre, departement: departement, dispositif: nil, nom: depart.nom, titre: depart.titre, corps: depart.corps,
                        by: agent,
                        in: tx)
                }
                return try await ModeleDecision.all(departement: departement, in: tx)
            }
        }
    }

    /// What a model would print of a dossier, before it is kept.
    public func apercu(_ modele: ModeleDecision, _ id: ID<Dossier>, par agent: ID<Agent>) async throws -> Data {
        let faits = try await database.read(as: .agent(agent)) { try await self.faits(id, in: $0) }
        return try await atelier.papier(try faits.papier(modele), marque: nil)
    }

    private func faits(_ id: ID<Dossier>, in tx: Transaction) async throws -> FaitsDecision {
        guard let dossier = try await Dossier.find(id, in: tx),
            let departement = try await Departement.find(dossier.departementCode, in: tx)
        else { throw Refus.dossier }
        let date = dossier.decideLe ?? dossier.recuLe ?? LocalDate(2026, 1, 1)!
        let cadre = try CadreLegal(try await referentiel(in: tx).parametres, reception: dossier.recuLe ?? date, arrete: date)
        let motif = try await Passage.all(of: id, in: tx).last { $0.vers == dossier.etat }?.motif ?? ""
        return FaitsDecision(dossier: dossier, departement: departement, motif: motif, cadre: cadre)
    }

    /// Opens the job that writes the papers of these decided dossiers.
    public func genererPapiers(_ dossiers: [ID<Dossier>], par agent: ID<Agent>, departement: String, le date: LocalDate) async throws -> ID<
        Travail
    > {
        _ = try await modeles(departement, par: agent)
        return try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                let permis = try await DossierDecide.find(dossiers, in: tx).filter { $0.notification != .notifie }.map(\.dossierId)
                guard !permis.isEmpty else {
                    throw Refus(
                        .impossible, "Aucun de ces dossiers n’attend de document\u{A0}: choisissez-en qui ne sont pas notifiés.",
                        regle: "travail_vide")
                }
                return try await Travail.ouvrir(
                    .documents, departement: departement, simulation: nil, dossiers: permis, le: date, by: agent, in: tx)
            }
        }
    }

    /// Writes the papers of one dossier of a job: read, printed outside any transaction, then kept with the line of the job.
    func imprimer(_ id: ID<Dossier>, _ travail: Travail, _ modeles: [ModeleDecision], par agent: ID<Agent>) async throws {
        do {
            let faits = try await database.read(as: .agent(agent)) { try await self.faits(id, in: $0) }
            var brouillons: [DocumentDecision.Draft] = []
            for genre in GenreDocument.dus(faits.dossier.etat) {
                let possibles = modeles.filter { $0.genre == genre && ($0.dispositif == nil || $0.dispositif == faits.dossier.dispositif) }
                // The model of the dispositif first.
                guard let modele = possibles.first(where: { $0.dispositif != nil }) ?? possibles.first else {
                    throw Refus(.impossible, "Il manque un modèle\u{A0}: \(genre.libelle.lowercased()).", regle: "modele_absent")
                }
                let octets = try await atelier.papier(try faits.papier(modele), marque: genre.marque(faits.dossier))
                brouillons.append(
                    .init(
                        dossier: id, genre: genre, modele: modele.modeleId, version: modele.version,
                        nomFichier: genre.fichier(faits.dossier),
                        pages: octets.nombreDePages, octets: octets))
            }
            try await Refus.traduire {
                try await database.write(as: .agent(agent)) { tx in
                    for brouillon in brouillons { try await DocumentDecision.garder(brouillon, by: agent, in: tx) }
                    try await Travail.faite(travail.travailId, id, in: tx)
                }
            }
        } catch let refus as Refus {
            try await bloquer(id, travail, refus.regle, refus.description, par: agent)
        } catch let erreur as TexteModele.Erreur {
            try await bloquer(id, travail, "modele_fautif", erreur.description, par: agent)
        }
    }

    private func bloquer(_ id: ID<Dossier>, _ travail: Travail, _ regle: String, _ message: String, par agent: ID<Agent>) async throws {
        try await database.write(as: .agent(agent)) {
            try await Travail.bloquer(travail.travailId, id, regle: regle, message: message, in: $0)
        }
    }
}

extension Data {
    /// Counted in the file that Typst has just written: `/Type /Page` objects, in clear.
    fileprivate var nombreDePages: Int {
        let marque = Data("/Type/Page".utf8)
        let espacee = Data("/Type /Page".utf8)
        return Swift.max(1, compter(marque) + compter(espacee))
    }

    private func compter(_ motif: Data) -> Int {
        var (total, debut) = (0, startIndex)
        while let trouve = range(of: motif, in: debut..<endIndex) {
            // Not `/Pages`, `/PageLabel`…
            if trouve.upperBound == endIndex || !(UInt8(ascii: "A")...UInt8(ascii: "z")).contains(self[trouve.upperBound]) { total += 1 }
            debut = trouve.upperBound
        }
        return total
    }
}
