import CatalogFiles
import Foundation
import Model
import Parcours
import Planner
import Postgres
import Store
import TestSupport
import Testing

/// Every function of Store runs once on the migrated schema: its statement prepares, and its rows decode strictly (a column that is
/// missing, too many or null where it may not be is an error). A function that no line below calls fails the last test.
@Suite("Chaque énoncé de Store tient sur le schéma", .postgresql)
struct AppelsTests {
    @Test("le catalogue, le territoire et les règles se lisent")
    func lectures() async throws {
        let base = try await TestDatabase.current
        try await base.app.read(as: .visiteur) { tx in
            let kits = try await KitChiffre.tous(prixDu: jourDesEssais, in: tx)
            #expect(kits.count == 18 && kits.map(\.kit.code) == kits.map(\.kit.code).sorted() && kits.allSatisfy { !$0.lignes.isEmpty })
            let articles = try await ArticleTrouve.tous(prixDu: jourDesEssais, in: tx)
            #expect(articles.count == 140 && articles.count { $0.ttc == nil } == 3)
            #expect(articles.first { $0.code == "INF-003" }?.ttc == .euros(768))
            #expect(articles.first { $0.code == "ACC-001" }?.besoins == ["accueil usager", "handicap/accessibilité"])
            #expect(try await KitChiffre.find("K02", prixDu: jourDesEssais, in: tx)?.totalHT == .euros(5_110))
            #expect(try await ReponseRecherche.chercher("guichet", in: tx).codes.contains("K02"))
            #expect(try await Suggestion.chercher("tabl", in: tx).isEmpty == false)
            #expect(try await FicheArticle.find("INF-003", prixDu: jourDesEssais, in: tx)?.kits.isEmpty == false)
            #expect(try await FicheArticle.find("ZZZ-999", prixDu: jourDesEssais, in: tx) == nil)
            let questionnaire = try #require(try await Questionnaire.load(in: tx))
            let offerts = try await ArticleOffert.all(prixDu: jourDesEssais, in: tx)
            #expect(questionnaire.question("activite") != nil && Set(offerts.map(\.code)).count == offerts.count && offerts.count > 60)
            #expect(try await Fonction.toutes(in: tx).contains { $0.code == "multifonction" && $0.unSuffit })
            var codes: [String] = []
            try await Article.parPages(in: tx) { codes.append($0.code) }
            #expect(codes.count == 140 && codes == codes.sorted())
            #expect(try await Article.premierPrix(in: tx) == LocalDate(2025, 6, 1))
            let referentiel = try await Referentiel.load(in: tx)
            #expect(referentiel.dispositif("DETR") != nil && !referentiel.regles.isEmpty)
            #expect(try await Referentiel.version(in: tx) != nil)
            #expect(try await PieceExigee.all(in: tx).contains { $0.code == "1.4" && !$0.generee })
            #expect(try await CommuneTrouvee.chercher("bourbon larch", in: tx).first?.codeInsee == "03036")
            #expect(try await Departement.find("03", in: tx)?.avecDe == "de l’Allier")
            let commune = try #require(try await Porteur.commune("03036", in: tx))
            #expect(commune.departement == "03" && commune.population ?? 0 > 2_000)
        }
    }

    @Test("un ancien code, un ancien nom, un arrondissement mènent à la commune d’aujourd’hui")
    func passages() async throws {
        let base = try await TestDatabase.current
        try await base.app.read(as: .visiteur) { tx async throws in
            for (code, nouveau) in [("03123", "03158"), ("75101", "75056"), ("20004", "2A004"), ("93059", "93066"), ("03036", "03036")] {
                let trouvee = try #require(try await Porteur.communeActuelle(code, in: tx))
                #expect(trouvee.porteur.codeInsee == nouveau && (trouvee.ancienne == nil) == (code == nouveau))
            }
            #expect(try await Porteur.communeActuelle("99999", in: tx) == nil)
            for texte in ["03123", "givarlais"] {
                let trouvee = try #require(try await CommuneTrouvee.chercher(texte, in: tx).first)
                #expect(trouvee.codeInsee == "03158" && trouvee.ancienne?.depuis == LocalDate(2016, 1, 1))
            }
            let (deux, allier) = (
                try await Porteur.communes(apres: "03035", limite: 2, in: tx), try await Porteur.nombreDeCommunes(departement: "03", in: tx)
            )
            #expect(deux.map(\.codeInsee) == ["03036", "03037"] && deux.first?.population == 2_549)
            #expect(try await Porteur.communes(departement: "03", apres: "", limite: 1_000, in: tx).count == 317 && allier == 317)
            #expect(try await Porteur.nombreDeCommunes(in: tx) == 34_875)
            let ajaccio = try await CommuneTrouvee.chercher("ajaccio", in: tx)
            #expect(ajaccio.map(\.codeInsee) == ["2A004"] && ajaccio.first?.ancienne == nil, "une commune ne se montre qu’une fois")
        }
    }

    @Test("une intercommunalité a ses membres, sa densité et son centre")
    func intercommunalite() async throws {
        let base = try await TestDatabase.current
        let epci = try await Acteur.intercommunalite()
        try await base.app.read(as: epci.identity) { tx in
            let organisation = try #require(try await Organisation.find(epci.organisation, in: tx))
            let porteur = try #require(try await Porteur.of(organisation, in: tx))
            #expect(porteur.nature == .epci && porteur.densite ?? 0 > 0 && porteur.populationCentre ?? 0 > 0)
            let siren = try #require(organisation.epciSiren)
            #expect(try await Porteur.epci(siren, in: tx)?.nom == porteur.nom)
            #expect(try await CommuneTrouvee.membres(epci: siren, in: tx).count > 1)
        }
    }

    @Test("se connecter, changer de commune, se déconnecter")
    func acces() async throws {
        let base = try await TestDatabase.current
        let (mairie, autre) = (try await Acteur.mairie(), try await Acteur.mairie())
        try await mairie.travailleAussi(pour: autre)
        try await base.app.write(as: .visiteur) { tx in
            let connu = try #require(try await Agent.identifiants(courriel: mairie.courriel, in: tx))
            #expect(connu.agentId == mairie.agent && !connu.estVerrouille)
            try await Agent.noterEchec(courriel: mairie.courriel, in: tx)
            let empreinte = String(repeating: "a", count: 56) + mairie.courriel.prefix(8)
            try await Agent.ouvrirSession(mairie.agent, empreinte: empreinte, csrf: "jeton", heures: 1, in: tx)
            let session = try #require(try await Agent.session(empreinte: empreinte, in: tx))
            #expect(session.role == .secretaire && session.choix.count == 2 && session.jetonCsrf == "jeton")
            try await Agent.changer(organisation: autre.organisation, empreinte: empreinte, in: tx)
            #expect(try await Agent.session(empreinte: empreinte, in: tx)?.organisation.organisationId == autre.organisation)
            try await Agent.fermerSession(empreinte: empreinte, in: tx)
            #expect(try await Agent.session(empreinte: empreinte, in: tx) == nil)
        }
    }

    @Test("les comptes se créent une seule fois, et l’arbre des enveloppes s’ouvre une seule fois", .freshDatabase)
    func comptesEtEnveloppes() async throws {
        let base = try await TestDatabase.current
        let programme = try #require(try CatalogFiles.catalogue(in: catalogFolder).programmes.first)
        try await base.owner.write(as: .systeme("essais")) { tx in
            let commune = try await Organisation.assurer(commune: "03174", in: tx)
            #expect(try await Organisation.assurer(commune: "03174", in: tx) == commune && commune != nil)
            let prefecture = try #require(try await Organisation.assurer(prefecture: "03", in: tx))
            #expect(try await Organisation.assurer(prefecture: "03", in: tx) == prefecture)
            let responsables = try await Organisation.assurerProgramme(in: tx)
            #expect(try await Organisation.assurerProgramme(in: tx) == responsables)
            let compte = Agent.Compte(courriel: "a@essai.fr", nom: "A", role: .instructeur, organisation: prefecture)
            let agent = try await Agent.assurer(compte, in: tx)
            #expect(try await Agent.assurer(compte, in: tx) == agent)
            try await programme.ouvrir(exercice: 2027, in: tx)
            let avant = try await tx.value("select count(*)::integer from enveloppe.mouvement", as: Int.self)
            try await programme.ouvrir(exercice: 2027, in: tx)
            #expect(try await tx.value("select count(*)::integer from enveloppe.mouvement", as: Int.self) == avant)
        }
        try await base.rapport.read(as: .visiteur) { tx in
            let arbre = try await SituationEnveloppe.arbre(exercice: 2027, in: tx)
            let departements = arbre.filter { $0.niveau == .departement }
            #expect(
                departements.map(\.alloueCentimes).sum() == .euros(40_000_000), "les départements se partagent les 40 M€ au centime près")
            #expect(arbre.first { $0.enveloppe == "LIEUX-2027" }?.disponibleCentimes == .euros(40_000_000))
        }
    }

    /// `extension X` or `struct X`, then `func name(` of a signature with a transaction.
    @Test("aucune fonction de Store n’échappe à ces essais")
    func toutes() throws {
        let here = try sources(in: "Tests/StoreTests").joined()
        var oubliees: [String] = []
        for texte in try sources(in: "Sources/Store") {
            var type = ""
            for match in texte.matches(of: /(?:^|\n)(?:public )?(?:extension|struct) (\w+)|public (?:static )?func (\w+)\(([^{]*)/) {
                if let name = match.1 { type = String(name) }
                guard let function = match.2, let signature = match.3, signature.contains("Transaction") else { continue }
                if !here.contains("\(type).\(function)("), !here.contains(".\(function)(") { oubliees.append("\(type).\(function)") }
            }
        }
        #expect(oubliees.isEmpty)
    }
}

/// The Swift files of a folder of the package, as text.
func sources(in folder: String) throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(folder)").standardized
        .resolvingSymlinksInPath()
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }.sorted()
    return try names.map { try String(contentsOf: root.appending(path: $0), encoding: .utf8) }
}
