import Foundation
import Model

/// What a template receives: strings ready to print. Templates lay out; they never compute.
struct Feuille<Corps: Encodable>: Encodable {
    let entete: Entete
    let corps: Corps
}

/// What every page carries.
struct Entete: Encodable {
    /// Title in the file's properties and on the page.
    let titre: String
    /// `Pièce 1.2`, above the title.
    let surtitre: String?
    /// Whose paper it is: the commune for its pieces, the préfecture for its own.
    let emetteur: String
    let coordonnees: [String]
    /// `Dossier n° 2026-03-0042`, at the foot of each page.
    let reference: String
    /// `DETR 2026`, at the head of each page.
    let dispositif: String
    let provenance: String?

    static let exemple = "Document d’exemple : prix et taux illustratifs."

    /// Paper of the applicant.
    /// - Parameter titre: what a poster says in the place of its own name.
    init(_ document: Document, porteur dossier: DossierImprimable, titre: String? = nil) {
        self.titre = titre ?? document.nom
        surtitre = document.piece.map { "Pièce \($0)" }
        emetteur = dossier.porteur.designation
        coordonnees = Entete.coordonnees(dossier.porteur)
        reference = "Dossier n° \(dossier.numero)"
        dispositif = "\(dossier.dispositif.nomCourt) \(dossier.exercice)"
        provenance = dossier.estIllustratif ? Entete.exemple : nil
    }

    /// Paper of the authority that receives.
    init(_ document: Document, autorite dossier: DossierImprimable) {
        titre = document.nom
        surtitre = nil
        emetteur = dossier.dispositif.destinataire
        let dispositif = dossier.dispositif
        coordonnees =
            [dispositif.service].compactMap(\.self) + Entete.coordonnees(adresse: dispositif.adresse, siret: nil)
            + [dispositif.telephone].compactMap(\.self)
        reference = "Dossier n° \(dossier.numero)"
        self.dispositif = "\(dispositif.nomCourt) \(dossier.exercice)"
        provenance = dossier.estIllustratif ? Entete.exemple : nil
    }

    init(_ document: Document, bon: BonDeCommande) {
        titre = "\(document.nom) n° \(bon.numero)"
        surtitre = nil
        emetteur = bon.acheteur.designation
        coordonnees = Entete.coordonnees(bon.acheteur)
        reference = "Dossier n° \(bon.numeroDossier) (\(bon.dispositif))"
        dispositif = bon.date.longFrench
        provenance = bon.estIllustratif ? Entete.exemple : nil
    }

    init(_ document: Document, devis: Devis) {
        titre = "\(document.nom) n° \(devis.numero)"
        surtitre = nil
        emetteur = devis.fournisseur.nom
        coordonnees = Entete.coordonnees(adresse: devis.fournisseur.adresse, siret: devis.fournisseur.siret)
        reference = devis.client.designation
        dispositif = devis.date.longFrench
        provenance = devis.estIllustratif ? Entete.exemple : nil
    }

    static func coordonnees(_ porteur: PorteurImprimable) -> [String] { coordonnees(adresse: porteur.adresse, siret: porteur.siret) }

    /// An address in one line prints on as many as it has parts.
    static func coordonnees(adresse: String?, siret: String?) -> [String] {
        (adresse?.components(separatedBy: ", ") ?? []) + (siret.map { ["SIRET " + Siret.lisible($0)] } ?? [])
    }
}

enum Siret {
    /// `210 300 364 00017`; a text of another length is left as it is.
    static func lisible(_ siret: String) -> String {
        let digits = Array(siret.filter { !$0.isWhitespace })
        guard digits.count == 14 else { return siret }
        let groups = [digits[0..<3], digits[3..<6], digits[6..<9], digits[9..<14]]
        return groups.map { String($0) }.joined(separator: "\u{202F}")
    }
}

/// A figure to see at a glance.
struct Chiffre: Encodable {
    let libelle: String
    let valeur: String
    var fort = false
}

/// A sentence with an optional table or list under it.
struct Article: Encodable {
    let texte: String
    var tableau: TableauFinancement?
    var liste: [String] = []
}

extension Document {
    /// The JSON that the template reads.
    /// - Throws: `DocumentError` when figures disagree or a date is missing.
    func feuille() throws -> Data {
        switch self {
        case .noteExplicative(let dossier): try page(Entete(self, porteur: dossier), NoteExplicative(dossier.verifie()))
        case .deliberation(let dossier): try page(Entete(self, porteur: dossier), Deliberation(redigee: dossier.verifie()))
        case .planDeFinancement(let dossier): try page(Entete(self, porteur: dossier), PlanImprime(dossier.verifie()))
        case .echeancier(let dossier): try page(Entete(self, porteur: dossier), Echeancier(dossier.verifie()))
        case .attestation(let dossier): try page(Entete(self, porteur: dossier), Attestation(dossier.verifie()))
        case .accuseEnregistrement(let dossier):
            try page(Entete(self, autorite: dossier), Accuse(enregistrement: dossier.verifie()))
        case .accuseCompletude(let dossier): try page(Entete(self, autorite: dossier), Accuse(completude: dossier.verifie()))
        case .decision(let dossier, let decision):
            try page(Entete(self, autorite: dossier), ArreteAttributif(dossier.verifie(), decision.verifiee(dossier)))
        case .devis(let devis): try page(Entete(self, devis: devis), DevisImprime(devis))
        case .bonDeCommande(let bon): try page(Entete(self, bon: bon), BonImprime(bon.verifie()))
        case .lettre(let dossier): try page(Entete(self, porteur: dossier), Lettre(dossier.verifie()))
        case .synthese(let dossier): try page(Entete(self, porteur: dossier), SynthesePourLeMaire(dossier.verifie()))
        case .panneau(let dossier):
            try page(Entete(self, porteur: dossier, titre: dossier.operation.intitule), PanneauDePublicite(dossier.verifie()))
        case .conventionPret(let convention): try page(Entete(self, convention: convention), ConventionImprimee(convention))
        }
    }

    private func page(_ entete: Entete, _ corps: some Encodable) throws -> Data {
        let json = try JSON.compact(Feuille(entete: entete, corps: corps))
        return Data(Typographie.francaise(String(decoding: json, as: UTF8.self)).utf8)
    }
}
