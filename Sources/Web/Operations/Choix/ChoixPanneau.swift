import HTML
import Model
import Parcours

/// What the plan looks for and whom it asks, as a form: tried by its address without keeping anything, kept by its second button.
struct ChoixPanneau {
    let page: PlanPage

    private var form: ChoixForm { page.form }
    private var erreurs: FormErrors { page.erreurs }
    private var chemin: Chemin { .plan(page.planifie.projet.operationId) }

    var html: HTML {
        details(.class("ecran"), .open(page.estEssai || !page.erreurs.isEmpty)) {
            summary { "Changer d’objectif, de financeurs, ou ajouter une aide déjà obtenue" }
            HTML.formulaireVivant(vers: chemin.link) {
                Field(
                    "objectif", "Que cherchez-vous\u{A0}?",
                    .radios(Objectif.allCases.map { .init($0.rawValue, $0.libelle, aide: $0.precision) }), valeur: form.objectif,
                    erreurs: erreurs
                ).html
                tableau("Les aides de ce projet", principaux)
                if !autresDispositifs.isEmpty {
                    details(.open(autresDispositifs.contains { fautif($0.code) })) {
                        summary { text("\(autresDispositifs.count) autres aides, à demander à chaque financeur") }
                        tableau("Autres aides", autresDispositifs)
                    }
                }
                autresFinanceurs
                Bouton.groupe {
                    Bouton.envoyer("Recalculer", .second)
                    Bouton.envoyer("Garder ces choix", vers: Chemin.choix(page.planifie.projet.operationId).link, jeton: page.jeton)
                }
                p(.class("petit", "doux")) { "«\u{A0}Recalculer\u{A0}» montre le plan sans rien enregistrer." }
            }
        }
    }

    /// Those that the plan or its choices name, and those that a plan proposes of itself.
    private var principaux: [Dispositif] { page.referentiel.dispositifs.filter(estPrincipal) }
    private var autresDispositifs: [Dispositif] { page.referentiel.dispositifs.filter { !estPrincipal($0) } }

    private func estPrincipal(_ dispositif: Dispositif) -> Bool {
        dispositif.cumul.proposition != .surDemande || form.ligne(dispositif.code).map { $0.avec != .non } ?? false
            || page.dansLePlan.contains(dispositif.code)
    }

    private func fautif(_ code: String) -> Bool {
        [ChoixForm.avec(code), ChoixForm.taux(code), ChoixForm.montant(code)].contains { erreurs[$0] != nil }
    }

    private func tableau(_ legende: String, _ dispositifs: [Dispositif]) -> HTML {
        DataTable(
            legende: legende, legendeVisible: false,
            colonnes: [
                .init("Aide", .nom), .init("Ce que vous faites", .texte), .init("Taux au plus", .montant),
                .init("Montant obtenu", .montant),
            ], lignes: dispositifs.map(ligne)
        ).html
    }

    private func ligne(_ dispositif: Dispositif) -> [HTML] {
        let (code, saisie) = (dispositif.code, form.ligne(dispositif.code))
        return [
            group {
                text(dispositif.nomCourt)
                span(.class("motif")) { text(dispositif.nom == dispositif.nomCourt ? dispositif.description : dispositif.nom) }
            },
            champ(
                ChoixForm.avec(code), "\(dispositif.nomCourt)\u{A0}: ce que vous faites",
                .select([
                    .init("non", "Pas demandée"), .init("demande", "Demandée"), .init("acquis", "Déjà obtenue"),
                ]), saisie?.avec.rawValue),
            champ(ChoixForm.taux(code), "\(dispositif.nomCourt)\u{A0}: taux au plus", .percent, saisie?.taux),
            champ(ChoixForm.montant(code), "\(dispositif.nomCourt)\u{A0}: montant obtenu", .amount, saisie?.montant),
        ]
    }

    /// A foundation, a neighbour, an association: what is in no list.
    private var autresFinanceurs: HTML {
        let lignes = form.autres + (form.autres.count < ChoixForm.autresAuPlus ? [.init(nom: nil, montant: nil, estPublic: true)] : [])
        return DataTable(
            legende: "Un autre financeur, qui a déjà donné son accord",
            colonnes: [.init("Nom", .texte), .init("Nature", .texte), .init("Montant obtenu", .montant)],
            lignes: lignes.enumerated().map { index, autre in
                let rang = index + 1
                return [
                    champ(ChoixForm.nom(rang), "Autre financeur \(rang)\u{A0}: nom", .text, autre.nom),
                    champ(
                        ChoixForm.nature(rang), "Autre financeur \(rang)\u{A0}: nature",
                        .select([.init("public", "Argent public"), .init("prive", "Argent privé")]), autre.estPublic ? "public" : "prive"),
                    champ(ChoixForm.montantAutre(rang), "Autre financeur \(rang)\u{A0}: montant obtenu", .amount, autre.montant),
                ]
            }
        ).html
    }

    /// The row and the column say the question to the eye.
    private func champ(_ nom: String, _ libelle: String, _ kind: Field.Kind, _ valeur: String?) -> HTML {
        var champ = Field(nom, libelle, kind, valeur: valeur, erreurs: erreurs, requis: false)
        champ.libelleVisible = false
        return champ.html
    }
}
