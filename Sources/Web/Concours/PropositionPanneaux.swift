import HTML
import Model
import Store

/// The designer at work: articles, plans, words.
struct RedactionProposition {
    let page: PropositionPage

    var html: HTML {
        let id = page.proposition.propositionId
        return group {
            Panneau("Ajouter un article") {
                p { "Prenez-le au catalogue\u{A0}: son code est sur sa page. Une quantité de 0 le retire." }
                Formulaire(vers: CheminConcours.lignes(id).link, jeton: page.jeton) {
                    Field(
                        "article", "Code de l’article", valeur: page.saisie.ligne.article, erreurs: page.erreurs,
                        aide: "Par exemple INF-001.", longueur: 7
                    ).html
                    Field("quantite", "Quantité", .number, valeur: page.saisie.ligne.quantite ?? "1", erreurs: page.erreurs).html
                    Field("option", "En option", .checkbox(valeur: "oui"), valeurs: page.saisie.ligne.option ? ["oui"] : [], requis: false)
                        .html
                    Bouton.groupe { Bouton.envoyer("Ajouter l’article", .second) }
                }.html
            }.html
            Panneau("Joindre des plans, une image, un chiffrage") {
                Formulaire(vers: CheminConcours.pieces(id).link, jeton: page.jeton, fichiers: true) {
                    Field(
                        "fichier", "Fichier", .file(accept: "application/pdf,image/png,image/jpeg"), erreurs: page.erreurs,
                        aide: "PDF, PNG ou JPEG, 20\u{A0}Mo au plus. Public si la proposition est publiée."
                    ).html
                    Bouton.groupe { Bouton.envoyer("Joindre le fichier", .second) }
                }.html
            }.html
            details(.open(["titre", "phrase", "besoin", "destinataire", "licence", "fabrication"].contains { page.erreurs[$0] != nil })) {
                summary { "Corriger la fiche" }
                Formulaire(vers: CheminConcours.proposition(id).link, jeton: page.jeton) {
                    PropositionChamps(form: page.saisie.fiche, besoins: page.besoins, erreurs: page.erreurs).html
                    Bouton.groupe { Bouton.envoyer("Enregistrer la fiche", .second) }
                }.html
            }
        }
    }
}

/// What may happen next, for who may make it happen.
struct SuitesProposition {
    let page: PropositionPage

    var html: HTML {
        let possibles = page.suites.filter { suite in
            suite.role == .concepteur ? page.estSienne && page.consultation.estOuverte(le: page.aujourdhui) : page.role == .responsable
        }
        guard !possibles.isEmpty else { return .empty }
        return Panneau("Suites") {
            for suite in possibles { suite.motifRequis ? repli(suite) : acte(suite) }
        }.html
    }

    private var lien: Link { CheminConcours.passage(page.proposition.propositionId).link }

    private func acte(_ suite: PassageProposition.Suite) -> HTML {
        group {
            if let effet = effet(suite.vers) { p(.class("petit")) { text(effet) } }
            Bouton.groupe {
                Bouton.acte(
                    libelle(suite), vers: lien, jeton: page.jeton, suite.vers == .brouillon ? .second : .principal,
                    champs: [("vers", suite.vers.rawValue)])
            }
        }
    }

    private func repli(_ suite: PassageProposition.Suite) -> HTML {
        let champ = "motif_\(suite.vers.rawValue)"
        return details(.open(page.erreurs[champ] != nil)) {
            summary { text(libelle(suite)) }
            Formulaire(vers: lien, jeton: page.jeton) {
                input(.type("hidden"), .name("vers"), .value(suite.vers.rawValue))
                Field(
                    champ, "Motif", .textarea(lignes: 3), valeur: page.saisie.motif, erreurs: page.erreurs,
                    aide: "Il est montré au concepteur."
                ).html
                Bouton.groupe { Bouton.envoyer(libelle(suite), .second) }
            }.html
        }
    }

    private func libelle(_ suite: PassageProposition.Suite) -> String {
        switch suite.vers {
        case .brouillon: "Reprendre en brouillon"
        case .enRevue: page.proposition.etat == .jury ? "Renvoyer en revue" : "Déposer la proposition"
        case .jury: "Présenter au jury"
        case .nonRetenu: "Ne pas retenir"
        case .publie: page.proposition.etat == .retire ? "Remettre au catalogue" : "Publier au catalogue"
        case .retire: "Retirer du catalogue"
        }
    }

    private func effet(_ vers: EtatProposition) -> String? {
        switch vers {
        case .enRevue: "Les relecteurs la verront. Vous pourrez la reprendre jusqu’à la clôture."
        case .publie: "Elle devient un kit du catalogue, avec son atelier pour auteur."
        default: nil
        }
    }
}
