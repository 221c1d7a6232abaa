import Besoins
import HTML
import Model
import Store

/// The assistant's answer: what to buy and why, what it leaves to pay, what it leaves out, what a little more would bring.
struct ReponseAssistantPage: Sendable {
    let proposition: PropositionBesoins
    let explication: Explication
    let questionnaire: Questionnaire
    let form: AssistantForm
    let reponses: ReponsesBesoins
    /// The plan of the basket; nil without a commune.
    let plan: Plan?
    let noms: [String: String]
    let prendre: PrendreProposition

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Ce qu’il vous faut", titre: titre, chapeau: explication.resume,
                actions: [Bouton.lien("Changer mes réponses", vers: Chemin.assistant(form.parametres(questionnaire)).link, .second)]
            ).html
            if !proposition.estProuve {
                Notice(.attention, "Réponse non prouvée") {
                    p {
                        "Le temps a manqué pour tout essayer : cette réponse est bonne, mais il en existe peut-être une meilleure. Réduisez le nombre de personnes ou de besoins pour une réponse certaine."
                    }
                }.html
            }
            div(.class("cote")) {
                div(.class("pile")) {
                    if !proposition.panier.estVide { div(.class("image", "fond-\(image.famille)")) { image.html } }
                    manques
                    suite
                }
                aside(.class("pile")) {
                    prix
                    if !proposition.panier.estVide { prendre.html }
                }
            }
            if !proposition.panier.estVide { contenu }
            demande
            preuve
        }
    }

    private var titre: String {
        let panier = proposition.panier
        if panier.kits.count == 1, let kit = panier.kits.first {
            return panier.articles.isEmpty ? kit.kit.kit.nom : "\(kit.kit.kit.nom), complété"
        }
        if panier.estVide { return "Rien qui tienne dans ce budget" }
        return panier.kits.isEmpty ? "Un équipement sur mesure" : Explication.enumeration(panier.kits.map(\.kit.kit.nom))
    }

    private var image: KitPicture {
        KitPicture(
            lignes: proposition.panier.kits.flatMap { ligne in
                ligne.kit.base.map { .init(code: $0.articleCode, libelle: $0.libelle, quantite: $0.quantite * ligne.quantite) }
            } + proposition.panier.articles.map { .init(code: $0.article.code, libelle: $0.article.libelle, quantite: $0.quantite) })
    }

    private var prix: HTML {
        Panneau {
            if let plan, let reste = proposition.resteACharge {
                Montant.somme("Pour votre commune, après aides, TTC", reste, precision: "au lieu de \(proposition.totalTTC.french) TTC")
                if !proposition.panier.estVide { WhoPaysBar(parts: plan.parts(.commune, noms), id: "proposition").html }
            } else {
                Montant.somme("Prix TTC", proposition.totalTTC, precision: "\(proposition.totalHT.french) HT")
                p { a(.href(Chemin.commune())) { "Voir le prix après aides pour ma commune" } }
            }
            if let budget = proposition.budget {
                p(.class("petit")) { text("Votre budget : \(budget.french) \(proposition.baseBudget == .ttc ? "TTC" : "après aides").") }
            }
            if proposition.informatiqueHT > .zero {
                let part = proposition.reemploiHT.cents * 100 / proposition.informatiqueHT.cents
                p(.class("petit")) { text("Informatique reconditionnée : \(part)\u{A0}% du prix hors taxes.") }
            }
        }.html
    }

    private var manques: HTML {
        guard !explication.manques.isEmpty else { return .empty }
        return section(.class("pile")) {
            h2 { text(proposition.budget == nil ? "Ce que le catalogue ne couvre pas" : "Ce que le budget laisse de côté") }
            ul { for manque in explication.manques { li { text(manque) } } }
        }
    }

    private var suite: HTML {
        guard let suite = explication.suite else { return .empty }
        return section(.class("pile")) {
            h2 { "Et avec 100 € de plus ?" }
            p { text(suite) }
        }
    }

    private var contenu: HTML {
        section(.class("pile")) {
            h2 { "Ce que nous proposons, et pourquoi" }
            DataTable(
                legende: "La proposition, ligne par ligne", legendeVisible: false,
                colonnes: [.init("Quoi", .nom), .init("Pourquoi"), .init("Prix TTC", .somme)],
                lignes: zip(proposition.panier.kits, explication.kits).map { ligne, mots in
                    rangee(
                        Chemin.kit(ligne.kit.kit.code).link, "Kit : \(mots.titre)", mots,
                        ttc(ligne.kit.lignesPlan(quantite: ligne.quantite)))
                }
                    + zip(proposition.panier.articles, explication.articles).map { ligne, mots in
                        rangee(
                            Chemin.article(ligne.article.code).link, mots.titre, mots,
                            ttc([ligne.article.lignePlan(quantite: ligne.quantite)]))
                    },
                pied: [
                    [text("Total TTC"), .empty, text(proposition.totalTTC.french)],
                    [text("Total HT"), .empty, text(proposition.totalHT.french)],
                ]
            ).html
        }
    }

    private func ttc(_ lignes: [LignePlan]) -> Money { lignes.map(\.totalTTC).sum() }

    private func rangee(_ lien: Link, _ titre: String, _ mots: Explication.Ligne, _ prix: Money) -> [HTML] {
        [
            a(.href(lien)) { text(titre) },
            group {
                for (rang, phrase) in mots.phrases.enumerated() {
                    if rang == 0 { text(phrase) } else { span(.class("motif")) { text(phrase) } }
                }
            },
            text(prix.french),
        ]
    }

    /// What was answered, in the words of the questions: the page is printed and shown to the mayor.
    private var demande: HTML {
        let parQuestion = Dictionary(grouping: questionnaire.choix(reponses), by: \.question.code)
        let faits = questionnaire.questions.compactMap { question -> (terme: String, valeur: HTML)? in
            guard let choix = parQuestion[question.code] else { return nil }
            return (question.libelle, text(Explication.enumeration(choix.map(\.choix.libelle))))
        }
        return section(.class("pile")) {
            h2 { "Vos réponses" }
            DescriptionList(faits: faits + [("Personnes en même temps", text("\(reponses.places)"))]).html
        }
    }

    private var preuve: HTML {
        details {
            summary { "Comment cette réponse est trouvée" }
            p {
                text(
                    "Chaque besoin vaut des points, et les pièces en plus un peu moins que la première. Parmi tous les paniers possibles du catalogue, Trousse prend celui qui fait le plus de points sans dépasser le budget (\(proposition.points) points sur \(proposition.pointsPossibles) ici), puis le moins cher. Un kit prêt à l’emploi est préféré à des articles seuls tant qu’il coûte moins de \(questionnaire.effortParLigne.french) HT de plus par ligne de commande évitée."
                )
            }
            p {
                "Le calcul est exact, au centime, et refait avec le plan de financement de votre commune. "
                text(proposition.estProuve ? "Il est prouvé qu’aucun autre panier ne fait mieux. " : "")
                "Un second programme, qui ignore tout du premier, a relu cette réponse avant de l’afficher."
            }
        }
    }
}

/// Puts the answer in a project: what the page of a kit offers, for a whole answer.
struct PrendreProposition: Sendable {
    /// nil: nobody is signed in, or not a mairie.
    let agent: Agent?
    let estConnecte: Bool
    let projets: [Projet]
    /// The member communes of an EPCI; empty when the porteur is a commune.
    let lieux: [CommuneTrouvee]
    let jeton: String
    let parametres: [(name: String, value: String?)]

    var html: HTML {
        if agent != nil { return formulaire }
        guard !estConnecte else { return .empty }
        return Bouton.groupe { Bouton.lien("Préparer mon dossier", vers: Chemin.connexion.link) }
    }

    private var formulaire: HTML {
        Panneau("Mettre dans un projet") {
            Formulaire(vers: Chemin.projetAssistant.link, jeton: jeton) {
                for parametre in parametres {
                    if let valeur = parametre.value { input(.type("hidden"), .name(parametre.name), .value(valeur)) }
                }
                if !projets.isEmpty {
                    Field(
                        "operation", "Projet",
                        .select([.init("", "Un nouveau projet")] + projets.map { .init("\($0.operationId)", $0.intitule) }), valeur: "",
                        requis: false
                    ).html
                }
                if !lieux.isEmpty {
                    Field(
                        "implantation", "Commune d’implantation d’un nouveau projet",
                        .select(lieux.map { .init($0.codeInsee, "\($0.nom) (\($0.codeInsee))") }), valeur: lieux.first?.codeInsee
                    ).html
                }
                Bouton.groupe { Bouton.envoyer("Mettre dans un projet") }
            }.html
        }.html
    }
}
