import HTML
import Model
import Store

/// The decided dossiers and where their papers stand.
struct DecisionsPage {
    static let taille = 25

    /// One more than a page holds when there are others after.
    let dossiers: [DossierDecide]
    let comptes: [EtatNotification: Int]
    let papiers: [DocumentDecision]
    let query: DecisionsQuery
    let erreurs: FormErrors
    let aujourdhui: LocalDate
    let jeton: String

    private var montres: ArraySlice<DossierDecide> { dossiers.prefix(Self.taille) }

    var html: HTML {
        group {
            PageHeader(
                titre: "Arrêtés et lettres",
                chapeau:
                    "Générez les documents, faites-les signer, rapportez les pages numérisées\u{A0}: le code de chaque page dit à quel dossier elle revient.",
                actions: [
                    Bouton.lien("Classer les pages signées", vers: CheminDecisions.retours.link, .second),
                    Bouton.lien("Modèles", vers: CheminDecisions.modeles.link, .discret),
                    Bouton.lien("Chorus", vers: CheminDecisions.chorus.link, .discret),
                ]
            ).html
            if comptes.isEmpty { vide } else { liste }
        }
    }

    private var vide: HTML {
        EmptyState(
            titre: "Aucune décision",
            texte: "Les dossiers accordés, refusés ou classés sans suite arrivent ici.",
            action: Bouton.lien("Programmer une enveloppe", vers: CheminProgrammation.accueil.link)
        ).html
    }

    private var liste: HTML {
        group {
            Filtres(
                libelle: "État de notification",
                filtres: [
                    .init(
                        libelle: "Tous", lien: CheminDecisions.documents().link, actif: query.etat == nil,
                        nombre: comptes.values.reduce(0, +))
                ]
                    + EtatNotification.allCases.map { etat in
                        .init(
                            libelle: etat.libelle, lien: CheminDecisions.documents(.init(etat: etat)).link, actif: query.etat == etat,
                            nombre: comptes[etat] ?? 0)
                    }
            ).html
            if let attente = comptes[.aGenerer], attente > 0 {
                Bouton.acte(
                    attente == 1
                        ? "Générer le document qui manque"
                        : "Générer les documents des \(min(attente, 500)) dossiers «\u{A0}À générer\u{A0}»",
                    vers: CheminDecisions.generation.link, jeton: jeton, champs: [("tous", "oui")])
            }
            if montres.isEmpty { p { "Aucun dossier dans cet état." } } else { selection }
        }
    }

    private var selection: HTML {
        form(.class("pile"), .method(.post), .action(CheminDecisions.telechargement), .novalidate()) {
            Jeton.champ(jeton)
            if let erreur = erreurs["dossier"] { p(.class("erreur"), .id("champ-dossier")) { text(erreur) } }
            DataTable(
                legende: "Dossiers décidés", legendeVisible: false,
                colonnes: [
                    .init("Dossier", .nom), .init("Décision"), .init("Accordé", .somme), .init("Documents", .etat),
                    .init("Notification", .etat),
                ], lignes: montres.map(rangee)
            ).html
            Field(
                "groupement", "Recevoir les documents cochés", .select(Groupement.allCases.map { .init($0.rawValue, $0.libelle) }),
                valeur: Groupement.ensemble.rawValue
            ).html
            Field("date", "Date de notification", .date, valeur: aujourdhui.description, erreurs: erreurs).html
            Bouton.groupe {
                Bouton.envoyer("Télécharger", .second)
                autre("Générer de nouveau", CheminDecisions.generation.link)
                autre("Notifier", CheminDecisions.notification.link)
            }
            Pagination(
                suivant: dossiers.count > Self.taille
                    ? montres.last.map { CheminDecisions.documents(.init(etat: query.etat, apres: $0.dossierId)).link } : nil,
                resume: "\(montres.count) dossiers, de la décision la plus récente à la plus ancienne"
            ).html
        }
    }

    private func autre(_ libelle: String, _ lien: Link) -> HTML {
        button(.class("bouton second"), .type("submit"), .init("formaction", lien.description)) { text(libelle) }
    }

    private func rangee(_ dossier: DossierDecide) -> [HTML] {
        let id = "dossier-\(dossier.dossierId)"
        return [
            div(.class("coche")) {
                input(.id(id), .type("checkbox"), .name("dossier"), .value("\(dossier.dossierId)"))
                label(.for(id)) {
                    text(dossier.intitule)
                    span(.class("motif")) { text("\(dossier.porteur), \(dossier.numero)") }
                }
            },
            group {
                a(.href(Chemin.instruction(dossier.dossierId))) { text(dossier.etat.libelle) }
                span(.class("motif")) { text("le \(dossier.decideLe.french)") }
            },
            text(dossier.montantAccordeCentimes?.french ?? ""), fichiers(dossier), etiquette(dossier.notification).html,
        ]
    }

    private func fichiers(_ dossier: DossierDecide) -> HTML {
        let siens = papiers.filter { $0.dossierId == dossier.dossierId }
        guard !siens.isEmpty else { return nothing() }
        return ul(.class("fichiers")) {
            for un in siens {
                li {
                    a(.href(CheminDecisions.fichier(un.documentId, signe: un.estSigne))) { text(un.genre.libelle) }
                    text(un.estSigne ? un.pagesSignees < un.pages ? " signé, \(un.pagesSignees) pages sur \(un.pages)" : " signé" : "")
                }
            }
        }
    }

    private func etiquette(_ etat: EtatNotification) -> Etiquette {
        switch etat {
        case .aGenerer: Etiquette(etat.libelle, .attente)
        case .aSigner: Etiquette(etat.libelle, .info)
        case .aNotifier: Etiquette(etat.libelle, .attente)
        case .notifie: Etiquette(etat.libelle, .bon)
        }
    }
}
