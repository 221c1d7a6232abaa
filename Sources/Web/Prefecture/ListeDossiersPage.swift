import HTML
import Model
import Store

/// The préfecture's list: what waits, what is left in the envelope, then the dossiers.
struct ListeDossiersPage {
    let liste: ListePrefecture

    private var query: ListeQuery { liste.query }

    var html: HTML {
        group {
            PageHeader(surtitre: liste.prefecture, titre: "Dossiers à instruire").html
            if liste.groupes.isEmpty { rienDepose } else { AFaire(liste: liste).html }
            for enveloppe in liste.enveloppes { resume(enveloppe) }
            if !liste.groupes.isEmpty { dossiers }
        }
    }

    private var rienDepose: HTML {
        EmptyState(
            titre: "Aucun dossier déposé",
            texte: "Les dossiers arrivent ici dès qu’une commune du département dépose le sien. Vous n’avez rien à ressaisir."
        ).html
    }

    /// What is available is what she came for; each figure leads to the movements.
    private func resume(_ enveloppe: EnveloppeDepartement) -> HTML {
        let enCours = liste.groupes.filter {
            $0.dispositif == enveloppe.dispositif && $0.exercice == enveloppe.exercice && !$0.etat.estDecide
        }
        return section(.class("pile"), .ariaLabelledby("enveloppe-\(enveloppe.enveloppe)")) {
            h2(.id("enveloppe-\(enveloppe.enveloppe)")) {
                a(.href(Chemin.enveloppe(enveloppe.enveloppe))) { text("Enveloppe \(enveloppe.nom), \(enveloppe.exercice)") }
            }
            Figures(chiffres: [
                .init("Disponible", enveloppe.disponible.frenchEuros, fort: true),
                .init("Enveloppe", enveloppe.alloueCentimes.frenchEuros),
                .init(
                    "Demandé", enCours.demande.frenchEuros,
                    precision: enCours.enCours),
                .init("dont réservé", enveloppe.reserveCentimes.frenchEuros, precision: "dossiers complets"),
                .init("Engagé", enveloppe.engageCentimes.frenchEuros, precision: "dont payé \(enveloppe.payeCentimes.frenchEuros)"),
            ]).html
        }
    }

    private var dossiers: HTML {
        section(.class("pile", "instruits"), .ariaLabelledby("tous")) {
            h2(.id("tous")) { "Tous les dossiers" }
            SearchBar(
                action: Chemin.prefecture().link, libelle: "Chercher un dossier", valeur: query.q, exemple: "Commune, projet ou numéro",
                garde: query.with { $0.q = nil }.parametres.compactMap { name, value in value.map { (name, $0) } }
            ).html
            FiltresDossiers(liste: liste).html
            if liste.page.dossiers.isEmpty { aucun } else { trouves }
        }
    }

    private var aucun: HTML {
        EmptyState(
            titre: query.q.map { "Rien ne répond à «\u{A0}\($0)\u{A0}»" } ?? "Aucun dossier avec ces filtres",
            texte: "Cherchez par le nom de la commune, un mot du projet ou le numéro du dossier, ou retirez un filtre.",
            action: Bouton.lien("Voir tous les dossiers", vers: Chemin.prefecture().link, .second)
        ).html
    }

    private var trouves: HTML {
        group {
            div(.class("resume")) {
                p { totaux }
                if query.q == nil { p { a(.href(export), .download()) { "Exporter cette liste (CSV)" } } }
            }
            TableauDossiers(dossiers: liste.page.dossiers, aujourdhui: liste.aujourdhui).html
            Pagination(
                precedent: liste.page.precedente.map { cle in Chemin.prefecture(query.with { $0.borne = .avant(cle) }).link },
                suivant: liste.page.suivante.map { cle in Chemin.prefecture(query.with { $0.borne = .apres(cle) }).link },
                resume: "\(liste.page.dossiers.count) dossiers sur \(liste.selection.nombre), du plus récent au plus ancien"
            ).html
        }
    }

    /// Of the whole selection, not of the page.
    private var totaux: HTML {
        let selection = liste.selection
        return group {
            strong { text(selection.nombre == 1 ? "1 dossier" : "\(selection.nombre) dossiers") }
            text("\u{A0}: coût total \(selection.cout.frenchEuros) HT, sollicité ")
            strong { text(selection.demande.frenchEuros) }
            text(", accordé ")
            strong { text(selection.accorde.frenchEuros) }
        }
    }

    /// The same dossiers by the report that `psql` runs too.
    private var export: Chemin {
        .rapport(
            "dossiers",
            RapportQuery(
                valeurs: [
                    ("exercice", query.exercice.map(String.init) ?? ""), ("departement", liste.departementCode),
                    ("dispositif", query.dispositif ?? ""), ("etat", query.etat?.rawValue ?? ""),
                ], format: .csv))
    }
}
