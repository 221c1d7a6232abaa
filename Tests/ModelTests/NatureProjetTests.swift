import Model
import Testing

@Suite("La nature d’un projet, d’après son intitulé")
struct NatureProjetTests {
    /// Rows of RULES 10.1, with what a reader would call them.
    @Test(
        "les projets des règles 10.1 sont reconnus",
        arguments: [
            ("Acquisition de logiciel informatique de dématérialisation", NatureProjet.dematerialisation),
            ("Equipement informatique du secrétariat de mairie", .mairie),
            ("Installation d'un point numérique à la mairie", .pointNumerique),
            ("Dématérialisation des actes budgétaires", .dematerialisation),
            ("Raccordement à l'application @ctes", .dematerialisation), ("changement du matériel informatique de la mairie", .mairie),
            ("Remplacement du matériel informatique de la mairie", .mairie), ("Achat de matériels informatiques pour la mairie", .mairie),
            ("Acquisition de matériel informatique pour la mairie", .mairie),
            ("Achat de postes informatiques, d’une imprimante et tablette graphique pour le secrétariat", .mairie),
            ("point d'accueil numérique usagers", .pointNumerique), ("Installation d’un point numérique", .pointNumerique),
            ("mise en place d'un point numérique de proximité", .pointNumerique), ("création d'un espace numérique", .pointNumerique),
            ("Aménagement et équipement d’un espace numérique à Is sur Tille", .pointNumerique),
            ("équipement pour la réalisation d'un centre de ressources numériques", .pointNumerique),
            ("création d’un espace numérique pr la dématérialisation des démarches administratives", .pointNumerique),
            ("Acquisition d’un système de dématérialisation des actes soumis au contrôle de légalité", .dematerialisation),
            ("dématérialisation des démarches", .dematerialisation), ("aménagement d’un espace de médiation numérique", .pointNumerique),
            ("Création d’un point d’accès numérique en vue d’une labellisation MSAP", .pointNumerique),
            ("l'équipement numérique des écoles", .ecole), ("Equipement informatique des écoles", .ecole),
            ("Programme Ecoles Numériques 2019", .ecole),
            ("Equipement de 2 classes en VPI, ordinateurs portables et classe mobile sur chariot", .ecole),
            ("l'équipement informatique de l'école primaire Éloi Pruvot", .ecole),
            ("Accès au numérique du groupe scolaire Jules Ferry", .ecole), ("création d'un Tiers-lieu solidaire \"FAB LAB\"", .tiersLieu),
            ("Tiers lieu numérique", .tiersLieu), ("Equipements numériques des tiers-lieux d’entreprises", .tiersLieu),
            ("2 tab numériques école de Gabat", .ecole), ("MSAP d'Évron", .franceServices),
            ("agencement de locaux, offres de services à la population (même point numérique)", .pointNumerique),
        ])
    func reconnus(_ objet: String, _ nature: NatureProjet) { #expect(NatureProjet(objet: objet) == nature) }

    @Test(
        "ce qui n’est pas numérique n’est pas retenu",
        arguments: [
            "Réfection de la toiture de la mairie", "Réhabilitation de l’école", "Construction d’un bureau d’information touristique",
            "Enfouissement des réseaux et fibre optique", "Remplacement des tablettes de fenêtres de la mairie", "",
        ])
    func ecartes(_ objet: String) { #expect(NatureProjet(objet: objet) == nil) }

    @Test("un passé ou une adresse ne fait pas la nature")
    func passe() {
        #expect(NatureProjet(objet: "Espace de coworking dans l’ancienne école") == .tiersLieu)
        #expect(NatureProjet(objet: "Espace numérique, place de la mairie") == .pointNumerique)
        #expect(NatureProjet(objet: "Point numérique dans l’ancienne école") == .pointNumerique)
    }

    @Test("un pare-feu protège, le Wi-Fi d’une salle des fêtes reste à part")
    func autres() {
        #expect(NatureProjet(objet: "Mise en place d'un pare-feu et sauvegarde informatique") == .cybersecurite)
        #expect(NatureProjet(objet: "Déploiement du WIFI gratuit") == .autre)
    }
}
