import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

@Suite("Les rapports en SQL", .postgresql, .freshDatabase)
struct RapportTests {
    static let noms = (try? Rapport.tous().map(\.nom)) ?? []

    @Test("il y en a sept, tous lisibles")
    func lisibles() throws {
        #expect(
            try Rapport.tous().map(\.nom) == [
                "consommation_par_commune", "delais_instruction", "dossiers", "mouvements", "preuve", "refus", "situation_enveloppes",
            ])
    }

    @Test("chaque rapport se prépare, et ses colonnes et ses paramètres sont ceux qu’il annonce", arguments: noms)
    func annonce(nom: String) async throws {
        let rapport = try #require(try Rapport.nomme(nom))
        let base = try await TestDatabase.current
        let description = try await base.rapport.describe(try Self.texte(nom))
        #expect(description.columns.map(\.name) == rapport.colonnes.map(\.nom))
        #expect(description.parameters.count == rapport.parametres.count)
    }

    @Test("chaque rapport répond au rôle des rapports et à un responsable, avec et sans filtre", arguments: noms)
    func repond(nom: String) async throws {
        let rapport = try #require(try Rapport.nomme(nom))
        let scene = try await Scene(enveloppe: .euros(5_000))
        let (accorde, refuse) = (try await scene.recu(demandant: .euros(700)), try await scene.recu(demandant: .euros(300)))
        try await scene.passer(accorde, a: .complet, par: scene.prefecture)
        try await scene.passer(refuse, a: .complet, par: scene.prefecture)
        try await scene.passer(refuse, a: .refuse, par: scene.prefecture, motif: "Hors du programme")
        let filtre = try rapport.lire(Self.filtre(rapport, scene))
        let responsable = try await Acteur.responsable()
        let parRole = try await scene.base.rapport.read(as: .visiteur) { try await rapport.executer(filtre, in: $0) }
        let parAgent = try await scene.base.app.read(as: responsable.identity) { try await rapport.executer(filtre, in: $0) }
        // The proof has no filter: what other tests write meanwhile is in it.
        #expect(
            !parRole.lignes.isEmpty && (rapport.parametres.isEmpty ? parRole.lignes.count == parAgent.lignes.count : parRole == parAgent))
        let tout = try await scene.base.rapport.read(as: .visiteur) { try await rapport.executer(try rapport.lire([:]), in: $0) }
        #expect(tout.lignes.count >= parRole.lignes.count)
        let csv = String(decoding: parRole.csv, as: UTF8.self)
        #expect(csv.split(separator: "\r\n").count == parRole.lignes.count + 1)
        #expect(try JSONSerialization.jsonObject(with: parRole.json) is [String: Any])
        // Everybody else sees no more than her own.
        let voisine = try await Acteur.mairie()
        let parVoisine = try await scene.base.app.read(as: voisine.identity) { try await rapport.executer(filtre, in: $0) }
        #expect(nom == "situation_enveloppes" ? parVoisine == parRole : parVoisine.lignes.isEmpty)
    }

    @Test("la consommation d’une commune suit son dossier : demandée, réservée, engagée")
    func consommation() async throws {
        let rapport = try #require(try Rapport.nomme("consommation_par_commune"))
        let scene = try await Scene(enveloppe: .euros(5_000))
        let commune = try #require(scene.mairie.codeInsee)
        let id = try await scene.recu(demandant: .euros(700))
        func montants() async throws -> [String] {
            let resultat = try await scene.base.rapport.read(as: .visiteur) { tx in
                try await rapport.executer(try rapport.lire(["commune": commune]), in: tx)
            }
            let ligne = try #require(resultat.lignes.first)
            return zip(rapport.colonnes, ligne).filter { ["demande_centimes", "reserve_centimes", "engage_centimes"].contains($0.0.nom) }
                .map { $1.enFrancais(.montant) }
        }
        let (zero, demande) = (Money.zero.french, Money.euros(700).french)
        #expect(try await montants() == [demande, zero, zero])
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        #expect(try await montants() == [demande, demande, zero])
        try await scene.base.app.write(as: scene.prefecture.identity) { tx in
            try await Dossier.accorder(
                id, le: jourDesEssais, depenseRetenue: .euros(700), montant: .euros(650), numeroEj: nil, motif: "", in: tx)
        }
        #expect(try await montants() == [zero, zero, Money.euros(650).french])
    }

    @Test("un paramètre illisible ou inconnu est dit, tout à la fois")
    func parametres() throws {
        let rapport = try #require(try Rapport.nomme("consommation_par_commune"))
        #expect(throws: FormErrors.self) { try rapport.lire(["exercice": "l’an prochain", "couleur": "bleu"]) }
    }

    private static func filtre(_ rapport: Rapport, _ scene: Scene) -> [String: String] {
        let connus = [
            "exercice": String(Scene.exercice), "departement": scene.departement, "commune": scene.mairie.codeInsee ?? "",
            "territoire": scene.departement, "enveloppe": scene.enveloppe ?? "", "dispositif": "LIEUX",
        ]
        return connus.filter { nom, _ in rapport.parametres.contains { $0.nom == nom } }
    }

    /// The file as it is: `describe` wants its text, comments included.
    private static func texte(_ nom: String) throws -> String {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../SQL/reports/\(nom).sql").standardized
        return try String(contentsOf: url, encoding: .utf8)
    }
}

extension Scene {
    /// A dossier on the envelope, granted as asked.
    fileprivate func dossierDecide(_ montant: Money) async throws -> ID<Dossier> {
        let id = try await recu(demandant: montant)
        try await passer(id, a: .complet, par: prefecture)
        try await base.app.write(as: prefecture.identity) { tx in
            try await Dossier.accorder(id, le: jourDesEssais, depenseRetenue: montant, montant: montant, numeroEj: nil, motif: "", in: tx)
        }
        return id
    }
}
