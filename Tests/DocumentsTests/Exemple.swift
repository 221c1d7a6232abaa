import Documents
import Foundation
import Model

/// One true-to-life dossier: the front desk and the secretary's desk of Bourbon-l’Archambault (kits K02 and K09).
enum Exemple {
    static let porteur = PorteurImprimable(
        nature: .commune, nom: "Bourbon-l’Archambault", codeInsee: "03036", siret: "21030036400017", departement: "Allier",
        adresse: "1 place de l’Hôtel-de-Ville, 03160 Bourbon-l’Archambault")

    static let cadre = CadreLegal(
        completudeMois: 3, commencementAnnees: 2, prorogationCommencementAnnees: 1, achevementAnnees: 4, prorogationAchevementAnnees: 2,
        avance: .percent(30), plafondAcomptes: .percent(80), plafondEtat: .percent(80), partMinimale: .percent(20),
        avisCommissionAuDessus: .euros(100_000), affichagePlanJours: 15, paiementJours: 30)

    static let detr = DossierImprimable.DispositifSollicite(
        code: "DETR", nom: "Dotation d’équipement des territoires ruraux", nomCourt: "DETR", regime: .detr,
        autorite: "Le préfet de l’Allier",
        destinataire: "Préfecture de l’Allier", service: "Bureau des dotations de l’État",
        adresse: "2 rue Michel-de-l’Hospital, 03000 Moulins")

    /// - Parameter bascule: the council makes investment of the small durable goods of K02 and K09 (600,00 € HT).
    static func dossier(bascule: Bool = false, dispositif: DossierImprimable.DispositifSollicite = detr) -> DossierImprimable {
        DossierImprimable(
            numero: "2026-03-0042", exercice: 2026, editeLe: LocalDate(2026, 1, 15)!, porteur: porteur,
            operation: .init(
                intitule: "Espace démarches de la mairie", lieu: "Mairie, 1 place de l’Hôtel-de-Ville, 03160 Bourbon-l’Archambault",
                objet: """
                    Équiper l’accueil de la mairie d’un guichet accessible où un agent aide les habitants dans leurs démarches en ligne, et \
                    renouveler le poste de travail de la secrétaire de mairie avec sa sauvegarde.
                    """,
                besoin: """
                    La commune compte 2 549 habitants. Une part d'entre eux ne fait pas seule ses démarches en ligne et vient à la mairie, qui n’a \
                    ni poste dédié, ni confidentialité, ni guichet accessible aux personnes en fauteuil.

                    Le nouvel espace recevra les habitants sur rendez-vous et sans rendez-vous, aux heures d’ouverture. Il servira aussi aux \
                    permanences du conseiller numérique et complétera l’atelier du tiers-lieu le Mazier.
                    """,
                calendrier: .init(
                    commande: LocalDate(2026, 3, 2)!, livraison: LocalDate(2026, 5, 4)!, achevement: LocalDate(2026, 5, 29)!)),
            dispositif: dispositif, lignes: lignes(bascule: bascule), plan: plan(bascule: bascule),
            nomsDispositifs: ["DETR": "Dotation d’équipement des territoires ruraux", "LIEUX": "Enveloppe lieux"],
            montantDemande: .euros(3_294), depenseSubventionnable: .euros(7_320), taux: .percent(45),
            dates: .init(
                depot: LocalDate(2026, 1, 12), reception: LocalDate(2026, 1, 12), completude: LocalDate(2026, 2, 6)),
            cadre: cadre, estIllustratif: true)
    }

    static let decision = DecisionAttributive(
        numero: nil, depenseRetenue: .euros(7_320), taux: .percent(45), montant: .euros(3_294), affectationAnnees: 5,
        motifs: ["Les formations, abonnements et consommables relèvent du fonctionnement et n’entrent pas dans la dépense retenue."])

    static let bon = BonDeCommande(
        numero: "2026-007", date: LocalDate(2026, 3, 2)!, acheteur: porteur,
        fournisseur: .init(
            nom: "Atelier du Bocage numérique (fictif)", siret: "00000000000000", adresse: "12 rue des Forges, 03000 Moulins"),
        lignes: tous.filter { $0.kit == "K02" && $0.section == .investissement }.map {
            .init(reference: $0.article, libelle: $0.libelle, quantite: 1, prixUnitaireHT: .euros($0.euros), tauxTva: .percent(20))
        }, lieuLivraison: "Mairie, 1 place de l’Hôtel-de-Ville, 03160 Bourbon-l’Archambault", livraisonAvant: LocalDate(2026, 5, 4)!,
        numeroDossier: "2026-03-0042", dispositif: "DETR",
        autorisation: .init(acte: .accuseEnregistrement, date: LocalDate(2026, 1, 12)!), numeroEngagement: "2026-E-0118", paiementJours: 30,
        estIllustratif: true)

    static let devis = Devis(
        numero: "D-2026-031", date: LocalDate(2026, 1, 15)!, fournisseur: bon.fournisseur, client: porteur,
        objet: "Espace démarches de la mairie", lignes: bon.lignes, delaiJoursOuvres: 30, valableJusquau: LocalDate(2026, 4, 15)!,
        estIllustratif: true)

    private static func plan(bascule: Bool) -> Plan {
        // FCTVA: 16,404 % of the investment TTC, 8 784,00 € or 9 504,00 €.
        let fctva = Money(cents: bascule ? 155_904 : 144_093)
        return Plan(
            eligibilite: [], coutTotalHT: .euros(8_760), coutTotalTTC: .euros(10_512), investissementHT: .euros(bascule ? 7_920 : 7_320),
            assietteHT: .euros(bascule ? 7_920 : 7_320),
            financements: [
                .init(
                    dispositif: "DETR", depenseSubventionnable: .euros(7_320), taux: .percent(45), montant: .euros(3_294), statut: .demande,
                    estPublic: true,
                    motifs: [
                        Motif(
                            code: "ELIG-COM-B", source: "CGCT, art. L. 2334-33",
                            texte: "La commune a entre 2 000 et 20 000 habitants : son potentiel financier par habitant est à confirmer."),
                        Motif(
                            code: "WHAT-9", source: "formulaire national",
                            texte: "Seules les dépenses d’investissement entrent dans la dépense subventionnable."),
                    ]),
                .init(
                    dispositif: "LIEUX", depenseSubventionnable: .euros(7_320), taux: .percent(20), montant: .euros(1_464), statut: .acquis,
                    estPublic: true,
                    motifs: [Motif(code: "LIEUX", source: "", texte: "Taux proposé par le programme pour les lieux d’accueil.")]),
            ], autofinancementHT: .euros(4_002),
            partAutofinancement: Rate(Decimal(bascule ? 3_162 : 2_562) / Decimal(bascule ? 7_920 : 7_320)),
            fctva: .init(
                montant: fctva, exercice: 2028,
                motifs: [
                    Motif(code: "FCTVA-1", source: "CGCT, art. L. 1615-6", texte: "16,404 % de l’investissement toutes taxes comprises.")
                ]),
            resteAChargeTTC: .euros(10_512) - .euros(4_758) - fctva,
            tresorerie: [
                .init(date: LocalDate(2026, 3, 16)!, libelle: "Avance DETR, 30 % au commencement", montant: Money(cents: 98_820)),
                .init(date: LocalDate(2026, 6, 3)!, libelle: "Paiement du fournisseur, TTC", montant: .euros(-10_512)),
                .init(date: LocalDate(2026, 6, 30)!, libelle: "Enveloppe lieux, versement", montant: .euros(1_464)),
                .init(date: LocalDate(2026, 9, 30)!, libelle: "Solde DETR", montant: Money(cents: 230_580)),
                .init(date: LocalDate(2028, 7, 31)!, libelle: "FCTVA", montant: fctva),
            ], alternatives: [],
            alertes: [
                Motif(
                    code: "PUB-1", source: "CGCT, art. L. 1111-11",
                    texte: "Le plan de financement est à publier dans les 15 jours qui suivent le commencement.")
            ], refus: [], estPartiel: false)
    }

    private static func lignes(bascule: Bool) -> [LignePlan] {
        tous.map {
            LignePlan(
                libelle: $0.libelle, quantite: 1, prixUnitaireHT: .euros($0.euros), tauxTva: .percent(20),
                section: bascule && $0.si ? .investissement : $0.section, eligible: $0.section == .investissement || (bascule && $0.si),
                articleCode: $0.article, kitCode: $0.kit, siDeliberation: $0.si)
        }
    }

    private typealias Ligne = (kit: String, article: String, libelle: String, euros: Int64, section: Section, si: Bool)
    private static let tous: [Ligne] = [
        ("K02", "MOB-008", "Banque d'accueil PMR deux hauteurs", 1_650, .investissement, false),
        ("K02", "INF-003", "Ordinateur fixe compact 16 Go, SSD 512 Go, neuf (sans écran)", 640, .investissement, false),
        ("K02", "INF-008", "Écran 27\" pied réglable, USB-C", 230, .investissement, false),
        ("K02", "INF-014", "Station d'accueil USB-C (double écran, Ethernet, charge 65 W)", 130, .fonctionnement, true),
        ("K02", "INF-015", "Ensemble clavier-souris filaire AZERTY", 25, .fonctionnement, true),
        ("K02", "INF-024", "Filtre de confidentialité 15\" ou 24\"", 55, .fonctionnement, true),
        ("K02", "IMP-001", "Multifonction laser monochrome A4, recto verso, réseau", 390, .investissement, false),
        ("K02", "IMP-006", "Scanner à plat A4", 110, .investissement, false),
        ("K02", "ACC-001", "Boucle magnétique de guichet (NF EN 60118-4)", 290, .investissement, false),
        ("K02", "MOB-015", "Paravent de confidentialité 3 volets", 230, .investissement, false),
        ("K02", "MOB-006", "Siège de bureau ergonomique", 210, .investissement, false),
        ("K02", "SIG-001", "Enseigne extérieure « Aide au numérique » 60×60 double face", 380, .investissement, false),
        ("K02", "LOG-002", "Antivirus / EDR (12 mois, par poste)", 60, .fonctionnement, false),
        ("K02", "SER-001", "Livraison sur site, installation, mise en service (par kit)", 320, .investissement, false),
        ("K02", "SER-002", "Formation des agents d'accueil (demi-journée)", 390, .fonctionnement, false),
        ("K09", "INF-001", "Ordinateur portable bureautique 15\", 16 Go, SSD 512 Go, neuf", 750, .investissement, false),
        ("K09", "INF-008", "Écran 27\" pied réglable, USB-C", 230, .investissement, false),
        ("K09", "INF-014", "Station d'accueil USB-C (double écran, Ethernet, charge 65 W)", 130, .fonctionnement, true),
        ("K09", "INF-016", "Souris ergonomique verticale ou pour gaucher", 30, .fonctionnement, true),
        ("K09", "INF-015", "Ensemble clavier-souris filaire AZERTY", 25, .fonctionnement, true),
        ("K09", "INF-017", "Webcam 1080p avec cache", 60, .fonctionnement, true),
        ("K09", "INF-020", "Onduleur 850 VA", 120, .investissement, false),
        ("K09", "INF-022", "Serveur de sauvegarde réseau 2 baies, 2×4 To", 420, .investissement, false),
        ("K09", "INF-021", "Disque de sauvegarde chiffré 2 To", 110, .fonctionnement, true),
        ("K09", "IMP-005", "Scanner à défilement recto verso 30 ppm", 340, .investissement, false),
        ("K09", "INF-023", "Lecteur de carte à puce / carte agent", 35, .fonctionnement, true),
        ("K09", "RES-009", "Pare-feu d'agence avec filtrage de contenus", 480, .investissement, false),
        ("K09", "MOB-006", "Siège de bureau ergonomique", 210, .investissement, false),
        ("K09", "LOG-002", "Antivirus / EDR (12 mois, par poste)", 60, .fonctionnement, false),
        ("K09", "LOG-006", "Sauvegarde externalisée chiffrée 1 To (12 mois)", 240, .fonctionnement, false),
        ("K09", "SER-001", "Livraison sur site, installation, mise en service (par kit)", 320, .investissement, false),
        ("K09", "SER-004", "Extension de maintenance sur site 3 ans (par poste)", 90, .fonctionnement, false),
    ]
}
