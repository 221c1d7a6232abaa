import Model
import Postgres
import Store
import TestSupport
import Testing

@Suite("Concours, achats groupés et offres, dans la base", .postgresql)
struct ConcoursStoreTests {
    private func draft(_ titre: String) -> KitPropose.Draft {
        .init(
            titre: titre, phrase: "Un guichet qui tient dans un coffre de voiture.", besoin: "itinérance", destinataire: "Mairie",
            licencePlans: nil, fabrication: nil)
    }

    @Test("une proposition se modifie par son atelier seul, et dit ce qui peut la suivre")
    func proposition() async throws {
        let base = try await TestDatabase.current
        let (programme, atelier, autre) = (try await Acteur.responsable(), try await Acteur.concepteur(), try await Acteur.concepteur())
        let consultation = try await base.app.write(as: programme.identity) { tx in
            #expect(try await Consultation.besoins(in: tx).contains("itinérance"))
            return try await Consultation.ouvrir(
                .init(
                    titre: "Un guichet qui se plie", objet: "Un guichet qu’une personne seule installe.", jury: "Trois maires",
                    ouverteLe: LocalDate(2020, 1, 1)!, clotureLe: LocalDate(2090, 1, 1)!, juryLe: LocalDate(2090, 2, 1)!,
                    criteres: [("Utilité", 60), ("Coût", 40)]), by: programme.agent, in: tx)
        }
        let id = try await base.app.write(as: atelier.identity) { tx in
            let id = try await KitPropose.create(
                draft("Guichet"), to: consultation, for: atelier.organisation, by: atelier.agent, in: tx)
            #expect(try await KitPropose.modifier(id, draft("Guichet pliant"), in: tx))
            #expect(try await LigneProposition.tenir("INF-002", quantite: 2, option: false, in: id, tx: tx))
            #expect(try await LigneProposition.tenir("INF-002", quantite: 0, option: false, in: id, tx: tx))
            #expect(try await LigneProposition.all(of: id, prixDu: jourDesEssais, in: tx).isEmpty)
            #expect(try await KitPropose.find(id, in: tx)?.titre == "Guichet pliant")
            return id
        }
        try await base.app.write(as: autre.identity) { tx in
            let (vole, deposee) = (
                try await KitPropose.modifier(id, draft("Volé"), in: tx), try await PassageProposition.suites(de: .brouillon, in: tx)
            )
            #expect(!vole && deposee.map(\.vers) == [.enRevue])
        }
    }

    @Test("une intention se déclare, se corrige et se reprend, chaque commune la sienne")
    func intention() async throws {
        let base = try await TestDatabase.current
        let (programme, mairie) = (try await Acteur.responsable(), try await Acteur.mairie())
        let lot = try await base.app.write(as: programme.identity) { tx in
            try #require(
                try await LotGroupe.ouvrir(
                    titre: "Portables", objet: "", code: "INF-002", clotureLe: LocalDate(2090, 1, 1)!, by: programme.agent, in: tx))
        }
        try await base.app.write(as: mairie.identity) { tx in
            try await LotGroupe.declarer(3, precision: "", pour: mairie.organisation, to: lot, by: mairie.agent, in: tx)
            try await LotGroupe.declarer(5, precision: "pour l’école", pour: mairie.organisation, to: lot, by: mairie.agent, in: tx)
            #expect(try await LotGroupe.find(lot, pour: mairie.organisation, in: tx)?.quantite == 5)
        }
        let vues = try await base.app.read(as: programme.identity) { try await IntentionDeclaree.all(of: lot, in: $0) }
        #expect(vues.map(\.quantite) == [5] && vues.first?.precision == "pour l’école")
        try await base.app.write(as: mairie.identity) { tx in
            try await LotGroupe.declarer(0, precision: "", pour: mairie.organisation, to: lot, by: mairie.agent, in: tx)
            #expect(try await LotGroupe.find(lot, pour: mairie.organisation, in: tx)?.quantite == nil)
        }
    }

    @Test("une offre se lit par pages, ses lignes dans l’ordre du fichier, rapprochées de nos articles")
    func offre() async throws {
        let base = try await TestDatabase.current
        let lignes = ["INF-001", "INF-002", "ZZZ-999"].enumerated().map { rang, code in
            LigneOffre.Draft(
                rang: rang + 1, ligne: 10 * rang, numero: code, nom: "Article \(code)", reference: nil, standard: nil, cpv: nil,
                prix: .euros(700), du: nil, au: nil)
        }
        let empreinte = String(repeating: "0123456789abcdef", count: 4)
        let offre = try await base.owner.write(as: .systeme("essais")) { tx in
            try await OffreFournisseur.garder(
                .init(
                    fournisseur: "Fournisseur d’essai", identifiant: nil, numero: "2026-1", emiseLe: nil, fichier: "offre.xml",
                    sha256: empreinte, lignes: lignes), in: tx)
        }
        let id = try #require(offre).offreId
        let programme = try await Acteur.responsable()
        try await base.app.read(as: programme.identity) { tx in
            let premiere = try await LigneOffre.page(of: id, etat: nil, apres: 0, prixDu: jourDesEssais, limite: 2, in: tx)
            #expect(premiere.map(\.articleCode) == ["INF-001", "INF-002"] && premiere.first?.actuelCentimes == .euros(750))
            let suite = try await LigneOffre.page(of: id, etat: .aVoir, apres: 2, prixDu: jourDesEssais, limite: 2, in: tx)
            #expect(suite.map(\.rang) == [3] && suite.first?.articleCode == nil)
        }
    }
}
