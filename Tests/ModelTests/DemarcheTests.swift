import Foundation
import Model
import Testing

/// The values of a dossier in the forms of Démarche numérique, its link, and what its published form drops.
@Suite("Le préremplissage de Démarche numérique")
struct DemarcheTests {
    private let formulaire = FormulaireDemande(
        code: "ETAT", version: 1, depuis: LocalDate(2026, 1, 1)!, dispositifs: ["DETR"], source: "essai",
        sections: [
            .init(
                code: "projet", titre: "Le projet",
                champs: [
                    .init(code: "travaux", libelle: "Travaux", genre: .ouiNon, requis: true, defaut: "non"),
                    .init(
                        code: "lesquels", libelle: "Lesquels", genre: .texte, requis: true, si: .init(champ: "travaux", valeurs: ["oui"])),
                    .init(code: "contrats", libelle: "Contrats", genre: .plusieurs, choix: [.init(valeur: "pvd", libelle: "PVD")]),
                    .init(code: "accord", libelle: "Accord", genre: .coche, requis: true),
                ])
        ])

    private let demarche = Demarche(
        code: "D", nom: "Demande", numero: 42, chemin: "demande", dispositifs: ["DETR"], departements: [], source: "essai",
        confiance: .paraphrase, vieJours: 5,
        champs: [
            .init(numero: 1, libelle: "Intitulé", genre: .texte, connu: .intitule),
            .init(numero: 2, libelle: "Travaux", genre: .ouiNon, champ: "travaux"),
            .init(numero: 3, libelle: "Lesquels", genre: .texte, champ: "lesquels"),
            .init(numero: 4, libelle: "Montant", genre: .entier, connu: .montant),
            .init(numero: 5, libelle: "Contrats", genre: .plusieurs, champ: "contrats", choix: ["pvd": "Petites Villes de Demain (PVD)"]),
            .init(numero: 6, libelle: "Catégorie", genre: .choix, connu: .categorie, departements: ["03"]),
        ])

    private func remplie(_ reponses: [String: [String]] = [:], intitule: String = "Un guichet") -> DemandeRemplie {
        DemandeRemplie(
            formulaire: formulaire,
            connus: [
                .intitule: .init(valeur: intitule, source: "le projet"), .montant: .init(valeur: "1837.50", source: "le plan"),
                .categorie: .init(valeur: "Services publics", source: "la liste"),
            ],
            reponses: reponses.map {
                Reponse(
                    champ: $0.key, portee: .operation, valeur: $0.value, revision: 1, reponduPar: nil,
                    reponduLe: Date(timeIntervalSince1970: 0))
            })
    }

    @Test("chaque section dit où elle en est, et une question ne se pose que si une autre la demande")
    func sections() throws {
        let section = try #require(formulaire.sections.first)
        #expect(remplie().etat(section) == .aCommencer && remplie().manquants.map(\.code) == ["accord"])
        #expect(remplie(["travaux": ["oui"]]).manquants.map(\.code) == ["lesquels", "accord"])
        #expect(remplie(["travaux": ["oui"]]).etat(section) == .enCours)
        #expect(remplie(["accord": ["oui"]]).etat(section) == .complet)
        let aCorriger = DemandeRemplie(formulaire: formulaire, connus: [:], reponses: [], aCorriger: ["projet"])
        #expect(aCorriger.etat(section) == .correctionDemandee)
    }

    @Test("les valeurs prennent la forme de chaque champ : arrondi à l’euro inférieur, oui en true, choix dans leurs mots")
    func valeurs() {
        let valeurs = demarche.valeurs(remplie(["contrats": ["pvd"]]), dispositif: "DETR", departement: "03")
        #expect(valeurs.map(\.numero) == [1, 2, 4, 5, 6], "« lesquels » n’est pas posé")
        #expect(valeurs.map(\.texte) == ["Un guichet", "false", "1837", "Petites Villes de Demain (PVD)", "Services publics"])
        #expect(valeurs.first { $0.numero == 4 }?.remarque == "arrondi à l’euro inférieur")
        #expect(demarche.valeurs(remplie(), dispositif: "DETR", departement: "63").allSatisfy { $0.numero != 6 })
    }

    @Test("le lien tient en 2 000 caractères et dit ce qui n’y tient pas")
    func lien() throws {
        let court = demarche.lien(demarche.valeurs(remplie(), dispositif: "DETR", departement: "03"), base: "https://exemple.fr")
        #expect(
            court.omises.isEmpty && court.adresse.hasPrefix("https://exemple.fr/commencer/demande?champ_Q2hhbXAtMQ%3D%3D=Un%20guichet&"))
        let long = demarche.valeurs(remplie(intitule: String(repeating: "é", count: 400)), dispositif: "DETR", departement: "03")
        let (adresse, omises) = demarche.lien(long, base: "https://exemple.fr")
        #expect(adresse.utf8.count <= 2_000 && omises.map(\.numero) == [1])
        #expect(adresse.contains("champ_Q2hhbXAtNg%3D%3D=Services%20publics"), "ce qui suit y tient encore")
        let corps =
            try JSONSerialization.jsonObject(
                with: Demarche.corps(demarche.valeurs(remplie(["contrats": ["pvd"]]), dispositif: "DETR", departement: "03")))
            as? [String: Any]
        #expect(
            corps?["champ_Q2hhbXAtNA=="] as? String == "1837"
                && corps?["champ_Q2hhbXAtNQ=="] as? [String] == ["Petites Villes de Demain (PVD)"])
    }

    @Test("ce que la plateforme ne gardera pas se lit dans son formulaire publié")
    func ecarts() {
        let schema = SchemaDN(
            revision: .init(champDescriptors: [
                .init(id: "Q2hhbXAtMQ==", label: "Intitulé", typename: "TextChampDescriptor"),
                .init(id: "Q2hhbXAtMg==", label: "Travaux", typename: "PieceJustificativeChampDescriptor"),
                .init(id: "Q2hhbXAtNA==", label: "Montant", typename: "DateChampDescriptor"),
                .init(id: "Q2hhbXAtNg==", label: "Catégorie", typename: "DropDownListChampDescriptor", options: ["Autre"]),
            ]))
        let valeurs = demarche.valeurs(remplie(["contrats": ["pvd"]]), dispositif: "DETR", departement: "03")
        let ecarts = schema.ecarts(valeurs)
        #expect(ecarts.map(\.numero) == [2, 4, 5, 6])
        #expect(ecarts.map(\.cause) == [.nonPreremplissable, .date, .champInconnu, .choix])
        #expect(ecarts.last?.envoyee == "Services publics")
    }
}
