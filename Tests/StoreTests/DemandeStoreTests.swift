import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing

/// The form of an application on the real database: prefilled, answered by several, approved, sent, corrected, copied, filed elsewhere.
@Suite("La demande", .postgresql)
struct DemandeStoreTests {
    private func dossier(_ scene: Scene, de projet: ID<Projet>, _ dispositif: String = "DETR") async throws -> Dossier {
        try await scene.base.app.read(as: scene.mairie.identity) { tx async throws in
            try #require(try await Dossier.all(of: projet, in: tx).first { $0.dispositif == dispositif })
        }
    }

    private func remplie(_ scene: Scene, _ dossier: Dossier) async throws -> DemandeRemplie {
        try await scene.base.app.read(as: scene.mairie.identity) { tx async throws in
            try #require(try await scene.base.parcours.demande(dossier, contact: scene.mairie.agent, le: jourDesEssais, in: tx)).demande
        }
    }

    private func prepare(_ scene: Scene) async throws -> (ID<Projet>, [Dossier]) {
        let projet = try await scene.projet("K02")
        return (projet, try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais))
    }

    @Test("tout ce qui est connu est rempli : seuls les engagements restent, une fois pour tous les financeurs")
    func prerempli() async throws {
        let scene = try await Scene(departement: "03")
        let (projet, dossiers) = try await prepare(scene)
        let (detr, lieux) = (try await dossier(scene, de: projet), try await dossier(scene, de: projet, "LIEUX"))
        #expect(dossiers.count == 2)
        let demande = try await remplie(scene, detr)
        #expect(demande.manquants.count == 4 && demande.manquants.allSatisfy { $0.genre == .coche })
        for champ in demande.formulaire.champs where champ.connu != nil && champ.code != "projet_communes" {
            #expect(demande.texte(champ) != nil, "\(champ.code) est connu")
        }
        #expect(demande.connus[.montant]?.texte == detr.montantDemandeCentimes.french)
        #expect(demande.connus[.categorie]?.valeur == "Les bâtiments et équipements communaux et intercommunaux")
        try await scene.base.parcours.repondre(
            detr.dossierId, Dictionary(uniqueKeysWithValues: demande.manquants.map { ($0.code, ["oui"]) }), vu: 0, par: scene.mairie.agent,
            le: jourDesEssais)
        #expect(try await remplie(scene, detr).manquants.isEmpty)
        #expect(try await remplie(scene, lieux).manquants.isEmpty, "les mêmes réponses servent à l’autre financeur")
        let propres: [String: [String]?] = ["rang": ["2"]]
        try await scene.base.parcours.repondre(detr.dossierId, propres, vu: .max, par: scene.mairie.agent, le: jourDesEssais)
        try await scene.base.app.read(as: scene.mairie.identity) { tx async throws in
            #expect(try await Reponse.manquantes(detr.dossierId, le: jourDesEssais, in: tx).isEmpty)
            #expect(try await Reponse.all(of: lieux, in: tx).contains { $0.champ == "rang" } == false, "le rang est propre au dossier")
            let histoire = try await ChangementReponse.all(of: detr.dossierId, limite: 30, in: tx)
            #expect(histoire.count == 5 && histoire.first?.champ == "rang" && histoire.first?.agent == "Camille Essai")
        }
    }

    @Test("deux éditeurs ne s’écrasent jamais sans le savoir ; deux questions différentes se répondent ensemble")
    func aPlusieurs() async throws {
        let scene = try await Scene(departement: "03")
        let (projet, _) = try await prepare(scene)
        let (detr, parcours) = (try await dossier(scene, de: projet, "LIEUX"), scene.base.parcours)
        let collegue = try await Acteur.mairie(departement: scene.departement)
        try await collegue.travailleAussi(pour: scene.mairie)
        let vu = try await remplie(scene, detr).revision
        let premier = try await parcours.repondre(
            detr.dossierId, ["lieu_typologie": ["tiers_lieu"]], vu: vu, par: scene.mairie.agent, le: jourDesEssais)
        #expect(premier > vu)
        #expect(
            await regle {
                try await parcours.repondre(detr.dossierId, ["lieu_typologie": ["mairie"]], vu: vu, par: collegue.agent, le: jourDesEssais)
            } == "reponse_conflit")
        try await parcours.repondre(detr.dossierId, ["lieu_existant": ["non"]], vu: vu, par: collegue.agent, le: jourDesEssais)
        try await parcours.repondre(detr.dossierId, ["lieu_typologie": ["tiers_lieu"]], vu: vu, par: collegue.agent, le: jourDesEssais)
        let demande = try await remplie(scene, detr)
        #expect(demande.reponses["lieu_typologie"]?.valeur == ["tiers_lieu"] && demande.reponses["lieu_existant"]?.valeur == ["non"])
        let etranger = try await Acteur.mairie(departement: scene.departement)
        for (qui, champs, attendu) in [
            (etranger, ["lieu_existant": ["oui"]], "porteur_requis"),
            (scene.mairie, ["porteur_nom": ["Ailleurs"]], "reponse_champ_inconnu"),
            (scene.mairie, ["lieu_typologie": ["chateau"]], "reponse_choix"),
        ] {
            #expect(
                await regle { try await parcours.repondre(detr.dossierId, champs, vu: .max, par: qui.agent, le: jourDesEssais) } == attendu)
        }
    }

    @Test("le dépôt refuse une question sans réponse, garde ce qui est envoyé, et une correction rouvre ce qu’elle nomme")
    func envoi() async throws {
        let scene = try await Scene(departement: "03")
        let (projet, _) = try await prepare(scene)
        let lieux = try await dossier(scene, de: projet, "LIEUX")
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            for code in try await Dossier.piecesManquantes(lieux.dossierId, in: tx) {
                _ = try await Piece.keep(Scene.piece(code, of: projet), by: scene.mairie.agent, in: tx)
            }
        }
        #expect(await regle { try await scene.passer(lieux.dossierId, a: .depose, par: scene.mairie) } == "dossier_reponses_manquantes")
        let demande = try await remplie(scene, lieux)
        try await scene.repondre(lieux.dossierId)
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            try await DemandeEnvoyee.garder(demande, de: lieux, le: jourDesEssais, in: tx)
        }
        try await scene.passer(lieux.dossierId, a: .depose, par: scene.mairie)
        let parcours = scene.base.parcours
        let reponse: [String: [String]?] = ["lieu_existant": ["non"]]
        #expect(
            await regle { try await parcours.repondre(lieux.dossierId, reponse, vu: .max, par: scene.mairie.agent, le: jourDesEssais) }
                == "dossier_reponses_closes")
        try await scene.base.app.read(as: scene.prefecture.identity) { tx async throws in
            let envoyee = try #require(try await DemandeEnvoyee.derniere(of: lieux.dossierId, in: tx))
            #expect(envoyee.sections.map(\.titre) == ["Le porteur", "Le lieu", "Le financement"])
            #expect(try await Reponse.all(of: lieux, in: tx).isEmpty, "la préfecture lit ce qui est envoyé, pas ce qui s’écrit")
        }
        try await parcours.demanderCorrection(
            lieux.dossierId, motif: "Précisez le lieu", objets: ["section:lieu", "piece:1.4"], par: scene.prefecture.agent,
            le: jourDesEssais)
        #expect(try await remplie(scene, lieux).aCorriger == ["lieu"])
        let close: [String: [String]?] = ["contact_telephone": ["04 70 00 00 00"]]
        #expect(
            await regle { try await parcours.repondre(lieux.dossierId, close, vu: .max, par: scene.mairie.agent, le: jourDesEssais) }
                == "dossier_section_close")
        try await parcours.repondre(lieux.dossierId, reponse, vu: .max, par: scene.mairie.agent, le: jourDesEssais)
        try await parcours.corriger(lieux.dossierId, par: scene.mairie.agent, le: jourDesEssais)
        try await scene.base.app.write(as: scene.prefecture.identity) { tx async throws in
            try await Dossier.passer(lieux.dossierId, a: .aCorriger, le: jourDesEssais, motif: "Tout", in: tx)
            try await Dossier.nommerCorrection(["piece:1.4"], de: lieux.dossierId, in: tx)
        }
        #expect(try await remplie(scene, lieux).aCorriger == [], "sans section nommée, toutes sont rouvertes")
    }

    @Test("l’accord du maire n’est attendu que s’il est demandé ; il se donne par le lien ou d’un compte, et tombe si la demande change")
    func accord() async throws {
        let scene = try await Scene()
        let id = try await scene.dossier(demandant: .euros(700))
        let app = scene.base.app
        func demander(_ lien: String) async throws {
            try await app.write(as: scene.mairie.identity) { tx async throws in
                try await Approbation.demander(
                    id, destinataire: "Mme la maire", message: "À relire", empreinte: lien, le: jourDesEssais,
                    expire: jourDesEssais.adding(days: 30), in: tx)
            }
        }
        func deposer() async -> String? { await regle { try await scene.passer(id, a: .depose, par: scene.mairie) } }
        func parLien(_ lien: String, _ approuve: Bool, _ mot: String = "", le date: LocalDate = jourDesEssais) async -> String? {
            await regle {
                try await app.write(as: .visiteur) {
                    try await Approbation.repondre(lien: lien, approuve: approuve, commentaire: mot, le: date, in: $0)
                }
            }
        }
        let (un, deux, trois) = ("un-\(id)", "deux-\(id)", "trois-\(id)")
        try await demander(un)
        #expect(await deposer() == "approbation_attendue")
        #expect(await parLien(un, true, le: jourDesEssais.adding(days: 31)) == "approbation_inconnue", "le lien a un dernier jour")
        #expect(await parLien(un, false) == "approbation_renvoi", "un renvoi dit pourquoi")
        #expect(await parLien(un, false, "Le montant est faux") == nil)
        #expect(await parLien(un, true) == "approbation_deja_repondue")
        #expect(await deposer() == "approbation_renvoyee")
        try await app.write(as: scene.mairie.identity) { try await Approbation.retirer(id, in: $0) }
        try await demander(deux)
        let lue = try await app.read(as: .visiteur) { try await DemandeAApprouver.find(lien: deux, le: jourDesEssais, in: $0) }
        #expect(lue?.montantDemande == .euros(700) && lue?.message == "À relire")
        let accord = try #require(try await app.read(as: scene.mairie.identity) { try await Approbation.derniere(id, in: $0) })
        func duCompte(_ qui: Acteur) async -> String? {
            await regle {
                try await app.write(as: qui.identity) { tx async throws in
                    try await Approbation.repondre(accord.approbationId, approuve: true, commentaire: "", le: jourDesEssais, in: tx)
                }
            }
        }
        #expect(await duCompte(scene.mairie) == "approbation_de_soi")
        let maire = try await Acteur.mairie(departement: scene.departement)
        #expect(await duCompte(maire) == "porteur_requis")
        try await maire.travailleAussi(pour: scene.mairie)
        #expect(await duCompte(maire) == nil)
        let reponse: [String: [String]?] = ["lieu_existant": ["non"]]
        try await scene.base.parcours.repondre(id, reponse, vu: .max, par: scene.mairie.agent, le: jourDesEssais)
        #expect(await deposer() == "approbation_perimee")
        try await app.write(as: scene.mairie.identity) { try await Approbation.retirer(id, in: $0) }
        try await demander(trois)
        #expect(await parLien(trois, true) == nil)
        #expect(await deposer() == nil)
    }

    @Test("un brouillon s’ouvre dans la version nouvelle du formulaire, avec ses réponses et les questions nouvelles")
    func nouvelleVersion() async throws {
        let scene = try await Scene()
        let id = try await scene.dossier(demandant: .euros(700))
        let lieux = try await scene.lire(id, par: scene.mairie)
        let apres = LocalDate(2031, 1, 1)!
        let ancien = try #require(
            try await scene.base.app.read(as: .visiteur) { try await FormulaireDemande.courant("LIEUX", le: jourDesEssais, in: $0) })
        let question = FormulaireDemande.Champ(code: "debit", libelle: "Quel débit ?", genre: .texte, requis: true)
        let nouveau = FormulaireDemande(
            code: ancien.code, version: 99, depuis: apres, dispositifs: ancien.dispositifs, source: ancien.source,
            sections: ancien.sections + [.init(code: "reseau", titre: "Le réseau", champs: [question])])
        try await scene.base.owner.write(as: .systeme("essais")) { tx async throws in
            try await tx.execute(
                """
                insert into financement.formulaire (code, version, depuis, dispositifs, contenu)
                values (\(nouveau.code), 99, \(apres), '{LIEUX}', \(JSONB(nouveau))) on conflict do nothing
                """)
        }
        try await scene.base.app.read(as: scene.mairie.identity) { tx async throws in
            let avant = try #require(try await scene.base.parcours.demande(lieux, contact: scene.mairie.agent, le: jourDesEssais, in: tx))
                .demande
            let demain = try #require(try await scene.base.parcours.demande(lieux, contact: scene.mairie.agent, le: apres, in: tx)).demande
            #expect(avant.nouvelles.isEmpty && avant.manquants.isEmpty)
            #expect(demain.nouvelles.map(\.code) == ["debit"] && demain.manquants.map(\.code) == ["debit"])
            #expect(demain.reponses.filter { $0.value.valeur != nil }.count == avant.reponses.count, "rien n’est perdu")
            #expect(try await FormulaireDemande.find("LIEUX", version: 1, in: tx) == ancien)
            #expect(try await Reponse.manquantes(id, le: apres, in: tx) == ["Quel débit ?"])
        }
    }

    @Test("les réponses qui restent vraies se reprennent d’un projet précédent, sans écraser celles qui sont données")
    func reprise() async throws {
        let scene = try await Scene(departement: "03")
        let (ancien, _) = try await prepare(scene)
        let parcours = scene.base.parcours
        let avant = try await dossier(scene, de: ancien, "LIEUX")
        try await parcours.repondre(
            avant.dossierId, ["lieu_typologie": ["bibliotheque"], "projet_adresse": ["Rue Basse"], "engage_exact": ["oui"]], vu: 0,
            par: scene.mairie.agent, le: jourDesEssais)
        let (nouveau, _) = try await prepare(scene)
        let apres = try await dossier(scene, de: nouveau, "LIEUX")
        try await parcours.repondre(
            apres.dossierId, ["projet_adresse": ["Rue Haute"]], vu: .max, par: scene.mairie.agent, le: jourDesEssais)
        #expect(try await parcours.reprendreReponses(apres, de: ancien, par: scene.mairie.agent, le: jourDesEssais) == 1)
        let demande = try await remplie(scene, apres)
        #expect(
            demande.reponses["lieu_typologie"]?.valeur == ["bibliotheque"] && demande.reponses["projet_adresse"]?.valeur == ["Rue Haute"])
        #expect(demande.reponses["engage_exact"] == nil, "un engagement se prend à chaque demande")
        try await scene.base.app.read(as: scene.mairie.identity) { tx async throws in
            #expect(try await Reponse.all(ofOperation: ancien, in: tx).count == 3)
            #expect(try await FaitsDemande.find(apres.dossierId, contact: scene.mairie.agent, in: tx)?.rang == 2)
        }
    }

    @Test("un préremplissage se garde avec ses écarts, se suit, et rappelle son dernier jour")
    func preremplissage() async throws {
        let scene = try await Scene()
        let id = try await scene.dossier(demandant: .euros(700))
        let dossier = try await scene.lire(id, par: scene.mairie)
        let demarche = Demarche(
            code: "D", nom: "D", numero: 7, chemin: "d", dispositifs: ["LIEUX"], departements: [], source: "essai", confiance: .paraphrase,
            vieJours: 5, champs: [.init(numero: 1, libelle: "Rang", genre: .entier, fixe: "un")])
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            let valeurs = demarche.valeurs(
                DemandeRemplie(
                    formulaire: .init(code: "X", version: 1, depuis: jourDesEssais, dispositifs: [], source: "", sections: []), connus: [:],
                    reponses: []), dispositif: "LIEUX", departement: "03")
            try await Preremplissage.garder(
                .init(
                    demarche: demarche, adresse: "https://exemple.fr/d", numero: id.rawValue, jeton: "secret", envoyees: valeurs,
                    ecarts: valeurs.map { EcartDN($0, .nombre) }), de: dossier, par: scene.mairie.agent, le: jourDesEssais, in: tx)
            let (garde, ecarts, envoyees) = try #require(try await Preremplissage.dernier(of: id, in: tx))
            #expect(garde.expireLe == jourDesEssais.adding(days: 5) && ecarts.map(\.cause) == [.nombre] && envoyees == 1)
            #expect(try await Preremplissage.aOuvrir(of: scene.mairie.organisation, in: tx).map(\.numero) == [id.rawValue])
            try await Preremplissage.suivre(garde.preremplissageId, etat: .detruit, adresse: nil, le: jourDesEssais.adding(days: 6), in: tx)
            #expect(try await Preremplissage.aOuvrir(of: scene.mairie.organisation, in: tx).isEmpty)
        }
        try await scene.base.app.read(as: scene.prefecture.identity) { tx async throws in
            #expect(try await Preremplissage.dernier(of: id, in: tx) == nil, "la préfecture ne lit pas le jeton")
        }
    }
}
