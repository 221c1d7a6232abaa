import HTML
import Model
import Parcours
import Store

/// One line of a project that comes from the catalogue: how many, what may take its place and what that would change, or out.
struct LignePage: Sendable {
    let planifie: ProjetPlanifie
    let ligne: LigneProjet
    /// The name of its kit, when it has one.
    let kit: String?
    let faits: FaitsLigne?
    let effets: [EffetRemplacement]
    let quantite: String?
    let form: RemplacementForm
    let jeton: String
    let erreurs: FormErrors

    private var id: ID<Projet> { planifie.projet.operationId }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(planifie.projet.intitule)\u{A0}»" + (kit.map { " · kit «\u{A0}\($0)\u{A0}»" } ?? ""),
                titre: ligne.libelle, chapeau: chapeau
            ).html
            if ligne.remplaceArticle != nil { remplacee }
            if ligne.kitCode == nil { combien }
            if !effets.isEmpty { remplacement }
            retrait
        }
    }

    private var chapeau: String {
        guard let prix = ligne.prixUnitaireHtCentimes else {
            return "Prix non publié, sur devis. Saisissez le prix du devis, choisissez un article qui a un prix, ou retirez la ligne."
        }
        let source = ligne.prixOrigine == .devis ? "de votre devis" : "du catalogue"
        return "\(ligne.unites) × \(prix.french) HT, prix \(source) du \(ligne.prixDu.french)."
    }

    private var remplacee: HTML {
        Notice(.conseil, "Cet article en remplace un autre") {
            p { text("Prévu\u{A0}: \(ligne.remplaceLibelle ?? ""). Motif\u{A0}: \(ligne.motif ?? "")") }
            Bouton.groupe { Bouton.acte("Annuler le remplacement", vers: acte(.retablissement), jeton: jeton, .second) }
        }.html
    }

    private var combien: HTML {
        Panneau("Quantité") {
            Formulaire(vers: acte(.quantite), jeton: jeton) {
                Field(
                    "quantite", "Combien", .number, valeur: quantite ?? "\(ligne.unites)", erreurs: erreurs,
                    aide: faits.map { "De \($0.quantiteMin) à \($0.quantiteMax) pour cet article." }
                ).html
                Bouton.groupe { Bouton.envoyer("Changer la quantité", .second) }
            }.html
        }.html
    }

    private var remplacement: HTML {
        Panneau("Choisir un autre article pour le même usage") {
            Formulaire(vers: acte(.remplacement), jeton: jeton) {
                Field(
                    "article", "Article qui prend la place", .radios(effets.map(choix)), valeur: form.article, erreurs: erreurs
                ).html
                Field(
                    "motif", "Motif du remplacement", .textarea(lignes: 2), valeur: form.motif, erreurs: erreurs,
                    aide:
                        "Par exemple\u{A0}: «\u{A0}Le conseil préfère le matériel reconditionné\u{A0}». Il est gardé et imprimé dans la note explicative."
                ).html
                Bouton.groupe {
                    Bouton.envoyer("Remplacer l’article")
                    a(.href(Chemin.operation(id))) { "Revenir au projet" }
                }
            }.html
        }.html
    }

    private func choix(_ effet: EffetRemplacement) -> Field.Choix {
        let prix = effet.remplacant.refCentimes.map { "\($0.french) HT" } ?? "sur devis"
        return Field.Choix(effet.remplacant.code, "\(effet.remplacant.libelle), \(prix)", aide: effet.phrase(ligne))
    }

    private var retrait: HTML {
        Panneau(kit == nil ? "Retirer l’article" : "S’en passer") {
            p(.class("doux")) {
                kit == nil ? "L’article sort du projet." : "Le kit reste dans le projet, sans cet article. Remettre le kit le fera revenir."
            }
            Bouton.groupe {
                Bouton.acte("Retirer cette ligne", vers: acte(.retrait), jeton: jeton, .danger)
                if ligne.prixUnitaireHtCentimes == nil { a(.href(Chemin.prix(id))) { "Saisir le prix du devis" } }
            }
        }.html
    }

    private func acte(_ acte: ActeLigne) -> Link { Chemin.acteLigne(id, ligne.ligneId, acte).link }
}

extension EffetRemplacement {
    /// `−740,00 € HT pour 2, −888,00 € TTC ; reste à payer −310,00 € · garantie 24 mois, délai 20 jours ouvrés.`
    func phrase(_ ligne: LigneProjet) -> String {
        var parts: [String] = []
        if let ecartHT, let ecartTTC {
            parts.append("\(ecartHT.avecSigne) HT pour \(ligne.unites), \(ecartTTC.avecSigne) TTC")
            if let ecartReste { parts.append("reste à payer par la commune\u{A0}: \(ecartReste.avecSigne)") }
        } else {
            parts.append("Écart inconnu\u{A0}: un des deux prix n’est pas publié")
        }
        if let mois = remplacant.garantieMois { parts.append("garantie \(mois)\u{A0}mois") }
        if let jours = remplacant.delaiJoursOuvres { parts.append("délai \(jours)\u{A0}jours ouvrés") }
        return parts.joined(separator: "\u{A0}; ") + "."
    }
}

extension Money {
    /// A difference: `+ 120,00 €`, `− 120,00 €`, `sans changement`.
    var avecSigne: String {
        if self == .zero { return "sans changement" }
        return self > .zero ? "+\u{A0}\(french)" : "−\u{A0}\((-self).french)"
    }
}
