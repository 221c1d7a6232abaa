import HTML
import Model

/// What the kit holds, line by line, each to keep, to leave out or to exchange, and the options to add: the fields of the page's form.
struct KitComposition {
    let kit: KitChiffre
    let compose: KitChiffre
    let composition: CompositionKit
    /// Articles of the fonctions of the kit.
    let remplacants: [LigneKit]

    var html: HTML {
        section(.class("pile"), .id("composition")) {
            h2 { "Ce qu’il contient" }
            p(.class("doux")) {
                "Décochez ce que vous avez déjà, échangez un article contre un autre du même usage, ajoutez une option\u{A0}: le prix suit."
            }
            input(.type("hidden"), .name("compose"), .value("1"))
            base
            if !kit.options.isEmpty { options }
            Bouton.groupe {
                Bouton.envoyer("Recalculer le prix", .second)
                if !composition.estVide { Bouton.lien("Revenir au kit d’origine", vers: Chemin.kit(kit.kit.code).link, .discret) }
            }
        }
    }

    private var base: HTML {
        DataTable(
            legende: "Contenu du kit", legendeVisible: false,
            colonnes: [
                .init("Article", .nom), .init("Budget", .texte, secondaire: true), .init("Quantité", .nombre), .init("Total HT", .somme),
            ],
            lignes: kit.base.map { ligne in
                let prise = pris(ligne)
                return [
                    coche(ligne, nom: "avec", cochee: !composition.sans.contains(ligne.articleCode), echange(ligne)),
                    text((prise ?? ligne).budget), text("\(ligne.quantite)"), montant(ligne, prise),
                ]
            }
        ).html
    }

    /// What takes the line's place in the composed kit; nil when it is left out.
    private func pris(_ ligne: LigneKit) -> LigneKit? {
        guard !composition.sans.contains(ligne.articleCode), remplaceePar(ligne) == nil else { return nil }
        guard let code = composition.echanges[ligne.articleCode] else { return ligne }
        return compose.base.first { $0.articleCode == code } ?? ligne
    }

    private func remplaceePar(_ ligne: LigneKit) -> LigneKit? {
        kit.options.first { composition.options.contains($0.articleCode) && $0.remplace.contains(ligne.articleCode) }
    }

    /// The box, its name, the way to its page, and what may follow.
    private func coche(_ ligne: LigneKit, nom: String, cochee: Bool, _ suite: HTML) -> HTML {
        div(.class("coche")) {
            input(.id("\(nom)-\(ligne.articleCode)"), .type("checkbox"), .name(nom), .value(ligne.articleCode), .checked(cochee))
            span {
                label(.for("\(nom)-\(ligne.articleCode)")) { text(ligne.libelle) }
                " "
                a(.class("petit"), .href(Chemin.article(ligne.articleCode))) {
                    "Fiche"
                    span(.class("invisible")) { text(" de \(ligne.libelle)") }
                }
            }
            suite
        }
    }

    private func echange(_ ligne: LigneKit) -> HTML {
        let autres = remplacants.filter { $0.fonction == ligne.fonction && $0.articleCode != ligne.articleCode }
        guard !autres.isEmpty else { return .empty }
        let nom = CompositionForm.echange(ligne.articleCode)
        return group {
            label(.class("invisible"), .for(nom)) { text("Échanger \(ligne.libelle) contre") }
            select(.id(nom), .name(nom)) {
                option(.value(""), .selected(composition.echanges[ligne.articleCode] == nil)) { text("Échanger contre…") }
                for autre in autres {
                    option(.value(autre.articleCode), .selected(composition.echanges[ligne.articleCode] == autre.articleCode)) {
                        text("\(autre.libelle) (\(ecart(ligne, autre)))")
                    }
                }
            }
        }
    }

    /// For one unit: what the exchange adds or takes away.
    private func ecart(_ ligne: LigneKit, _ autre: LigneKit) -> String {
        guard let prix = autre.prixRef else { return "sur devis" }
        guard let avant = ligne.prixRef else { return "\(prix.frenchEuros) HT" }
        return prix == avant ? "même prix" : "\((prix - avant).frenchSigne) HT pièce"
    }

    private func montant(_ ligne: LigneKit, _ prise: LigneKit?) -> HTML {
        HTML.region("montant-\(ligne.articleCode)", "") { dit(ligne, prise) }
    }

    private func dit(_ ligne: LigneKit, _ prise: LigneKit?) -> HTML {
        if let option = remplaceePar(ligne) { return text("Remplacé par\u{A0}: \(option.libelle)") }
        guard let prise else { return text("Retiré") }
        return text(prise.prixTotalHT?.french ?? "Sur devis")
    }

    private var options: HTML {
        group {
            h3 { "À ajouter, si besoin" }
            DataTable(
                legende: "Options du kit", legendeVisible: false,
                colonnes: [
                    .init("Option", .nom), .init("Budget", .texte, secondaire: true), .init("Quantité", .nombre), .init("Total HT", .somme),
                ],
                lignes: kit.options.map { ligne in
                    [
                        coche(ligne, nom: "options", cochee: composition.options.contains(ligne.articleCode), remplace(ligne)),
                        text(ligne.budget), text("\(ligne.quantite)"), text(ligne.prixTotalHT?.french ?? "Sur devis"),
                    ]
                }
            ).html
        }
    }

    private func remplace(_ ligne: LigneKit) -> HTML {
        let noms = kit.base.filter { ligne.remplace.contains($0.articleCode) }.map(\.libelle.debutMinuscule)
        guard !noms.isEmpty else { return .empty }
        return p(.class("aide")) { text("Prend la place de\u{A0}: \(noms.joined(separator: "\u{A0}; ")).") }
    }
}

extension LigneKit {
    /// What the council may decide is said beside what is decided.
    fileprivate var budget: String {
        switch (section, eligible) {
        case (.investissement, _): "Investissement"
        case (.fonctionnement, .siDeliberation): "Fonctionnement, sauf décision du conseil"
        case (.fonctionnement, _): "Fonctionnement"
        }
    }
}
