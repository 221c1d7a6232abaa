import CatalogFiles
import Foundation

/// A small valid catalogue in a temporary folder, that a test spoils in one place. Removed when the value goes away.
final class CatalogFixture {
    let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID().uuidString)")
        for (name, text) in Self.files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ name: String, _ text: String) throws {
        let url = root.appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(at: root.appending(path: name)) }

    /// Replaces one text of a file by another; fails when the text is not there once.
    func replace(_ old: String, by new: String, in name: String) throws {
        let text = Self.files[name] ?? ""
        guard text.components(separatedBy: old).count == 2 else { throw CocoaError(.fileReadCorruptFile) }
        try write(name, text.replacingOccurrences(of: old, with: new))
    }

    func catalogueErrors() -> [CatalogError] {
        do throws(CatalogErrors) {
            _ = try CatalogFiles.catalogue(in: root)
            return []
        } catch {
            return error.errors
        }
    }

    func territoireErrors() -> [CatalogError] {
        do throws(CatalogErrors) {
            _ = try CatalogFiles.territoire(in: root)
            return []
        } catch {
            return error.errors
        }
    }

    static let files: [String: String] = [
        "articles/INF.yaml": """
        famille: INF
        nom: Postes
        date_prix: 2025-06-01
        defaut:
          etat: neuf
          unite: unité
          tva: "0.20"
          nature_donnee: illustratif
          budget: {section: I, regle: nomenclature, eligible: oui, m57: "21838", m57_abrege: "2183"}
        articles:
          - code: INF-001
            libelle: Ordinateur portable
            besoins: [atelier]
            prix: {min: "620.00", ref: "750.00", max: "950.00"}
            cpv: 30213100-6
            quantite: {min: 1, max: 20}
            fonction: ordinateur-portable
          - code: INF-002
            libelle: Modèle sans prix
            besoins: [atelier, jeunes]
            prix: non publié
            tva: "0.055"
            cpv: 30213300-8
            quantite: {min: 2, max: 5}
            garantie_mois: 24
            fonction: ordinateur-portable

        """,
        "fonctions/fonctions.yaml": """
        fonctions:
          - {code: ordinateur-portable, nom: ordinateur portable}
          - {code: multifonction, nom: multifonction, un_suffit: oui}

        """,
        "nomenclatures/m57.yaml": """
        source: Plan de comptes
        comptes:
          - {compte: "21838", libelle: Informatique, section: I, confiance: V}
          - {compte: "2183", libelle: Informatique, section: I, confiance: V}
          - {compte: "60632", libelle: Petit équipement, section: F, confiance: P}

        """,
        "nomenclatures/agec.yaml": """
        source: Décret
        familles:
          - {code: informatique, libelle: Informatique, confiance: P}

        """,
        "besoins/besoins.yaml": """
        effort_par_ligne: "30.00"
        kits_au_plus: 2
        besoins:
          - {code: poste, nom: un poste, pluriel: postes, fonctions: [ordinateur-portable], importance: 10, suivantes: 5, pourquoi: aider}

        """,
        "besoins/questions.yaml": """
        questions:
          - code: lieu
            libelle: Où ?
            genre: une
            defaut: hall
            choix:
              - {code: hall, libelle: Le hall, demande: {poste: par place}}

        """,
        "kits/K01.yaml": """
        code: K01
        version: 1
        nom: Accueil
        phrase: Un poste pour tous.
        besoin: accueil
        destinataire: Mairie
        nature_donnee: illustratif
        lignes:
          INF-001: 1
        options:
          INF-002: 2

        """,
        "recherche/mots.yaml": """
        source: Usage
        groupes:
          - [ordinateur, ordi, pc]
        vers:
          pas cher: [reconditionné]
        sens:
          - mots: [poste]
            sens:
              - {nom: le poste, code: K01}
              - {nom: le portable, code: INF-001}
        vides:
          - [gens]
        pages:
          - {mots: [carte], page: aidants-connect}
        besoins:
          accueil usager: [accueil, guichet]

        """,
        "pieces/pieces.yaml": """
        source: Arrêté
        pieces:
          - {code: "1.1", nom: Note, fichier: note, description: La note., generee: oui}

        """,
        "dispositifs/DETR.yaml": """
        code: DETR
        rang: 1
        nom: Dotation
        nom_court: DETR
        autorite: préfet
        description: Une aide.
        source: CGCT
        confiance: V
        nature_donnee: réel
        pieces: ["1.1"]
        qui: {regle: DETR}
        aide: {taux_min: "0.20"}
        cumul: {public: oui, etat: oui, sous_plafond_etat: oui, proposition: conseille}
        versement: {avance: oui, decision: "06-30"}

        """,
        "regles/seuils.yaml": """
        seuil:
          - {du: 2011-01-01, au: 2017-12-31, valeur: "150000", source: CGCT, confiance: P}
          - {du: 2018-01-01, valeur: "100000", source: CGCT, confiance: P}

        """,
        "droit/taux.yaml": """
        chapitre: Taux
        rang: 1
        regles:
          - id: RATE-A1
            titre: Plancher
            article: CGCT
            texte: Au moins cela.
            du: 2018-01-01
            confiance: V
            emploi: [plan]
            parametres:
              seuil: {unite: euros, nom: Seuil}
          - {id: WHAT-4, titre: Vert, article: CGCT, texte: Compte., confiance: K, emploi: [information], raison: Rien à calculer.}

        """,
        "departements/region.yaml": """
        source_observations: DGCL
        departements:
          "03":
            DETR:
              observation: {taux_median: "0.4000", nombre: 3}
              exercices:
                2026: {taux_min: "0.20", taux_max: "0.45", source: Liste, confiance: V}

        """,
        "usages/DETR.yaml": """
        source: DGCL
        licence: Licence Ouverte
        dispositif: DETR
        departements:
          "03":
            - {nature: ecole, cout: moins_de_5000, porteur: commune, taux: {30: 1, 40: 2}}

        """,
        "territoire/voisins.csv": "departement;voisins\n03;\n",
        "territoire/arrondissements.csv": "code;nom;departement;communes\n032;Moulins;03;03036\n",
        "enveloppes/programme.yaml": """
        source: Annonce
        nature_donnee: illustratif
        noeuds:
          - {code: FR, nom: Programme, niveau: programme, montant: "1000.00"}
          - {code: VOLET, nom: Volet, niveau: volet, parent: FR, montant: "600.00"}
        delegations:
          - {de: VOLET, nom: Volet, dispositif: DETR, montant: "600.00", population_max: 2000}

        """,
        "formulaires/etat.yaml": """
        code: ETAT
        version: 1
        depuis: 2026-01-01
        dispositifs: [DETR]
        source: Formulaire
        sections:
          - code: projet
            titre: Le projet
            champs:
              - {code: intitule, libelle: Intitulé, genre: texte, connu: projet.intitule}
              - {code: travaux, libelle: Des travaux ?, genre: oui_non, requis: oui, defaut: "non"}
              - {code: lesquels, libelle: Lesquels ?, genre: texte, requis: oui, si: {champ: travaux, valeurs: ["oui"]}}

        """,
        "demarches/detr.yaml": """
        code: DETR
        nom: Demande
        numero: 12
        chemin: demande-detr
        dispositifs: [DETR]
        source: Formulaire
        confiance: P
        vie_jours: 5
        champs:
          - {numero: 1, libelle: Intitulé, genre: texte, connu: projet.intitule}
          - {numero: 2, libelle: Travaux, genre: oui_non, champ: travaux}

        """,
        "territoire/regions.csv": "code;nom\n84;Auvergne-Rhône-Alpes\n",
        "territoire/departements.csv": "code;nom;charniere;region\n03;Allier;de l’;84\n",
        "territoire/epci.csv": """
        siren;nom;nature;departement;population;population_centre;superficie
        200071363;CA Vichy Communauté;CA;03;2000;923;1120.5

        """,
        "territoire/communes.csv": """
        code;nom;departement;epci;siren;population;superficie;latitude;longitude;zrr;frr
        03036;Bourbon-l'Archambault;03;;210300364;2549;55.38;46.58364;3.05184;1;1
        03174;Molles;03;200071363;210301743;923;26.81;46.11523;3.55620;0;

        """,
        "territoire/passage.csv": """
        code_ancien;nom_ancien;code_insee;depuis
        03001;Saint-Ancien;03036;2016-01-01

        """,
    ]
}
